// Exact numbers of the model, independent of the kernel's money, so that tests can compare the two.

/** In lowest terms; the lower number is above zero. */
export type Fraction = { readonly upper: bigint; readonly lower: bigint }

function commonOf(a: bigint, b: bigint): bigint {
  let [high, low] = [a < 0n ? -a : a, b]
  while (low !== 0n) [high, low] = [low, high % low]
  return high
}

export function toFraction(upper: bigint, lower = 1n): Fraction {
  const common = commonOf(upper, lower)
  return common === 1n ? { upper, lower } : { upper: upper / common, lower: lower / common }
}

export const nothing = toFraction(0n)
export const addFractions = (a: Fraction, b: Fraction): Fraction =>
  a.lower === b.lower
    ? toFraction(a.upper + b.upper, a.lower)
    : toFraction(a.upper * b.lower + b.upper * a.lower, a.lower * b.lower)
export const multiplyFraction = (a: Fraction, upper: bigint, lower = 1n): Fraction =>
  toFraction(a.upper * upper, a.lower * lower)
export const subtractFractions = (a: Fraction, b: Fraction): Fraction =>
  addFractions(a, multiplyFraction(b, -1n))
export const sumFractions = (all: readonly Fraction[]): Fraction => all.reduce(addFractions, nothing)
export const isLess = (a: Fraction, b: Fraction): boolean => a.upper * b.lower < b.upper * a.lower
export const computeDistance = (a: Fraction, b: Fraction): Fraction =>
  isLess(a, b) ? subtractFractions(b, a) : subtractFractions(a, b)

/** The whole number below it, or itself. */
function floor({ upper, lower }: Fraction): bigint {
  const part = upper / lower
  return upper % lower < 0n ? part - 1n : part
}
/** The nearest whole number; the higher of two that are equally near. */
export const roundHalfUp = (a: Fraction): bigint => floor(addFractions(a, toFraction(1n, 2n)))
