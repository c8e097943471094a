// Exact numbers of the model, written apart from the kernel's money, which is compared with them.

/** In lowest terms; the lower number is above zero. */
export type Fraction = { readonly upper: bigint; readonly lower: bigint }

function commonOf(a: bigint, b: bigint): bigint {
  let [high, low] = [a < 0n ? -a : a, b]
  while (low !== 0n) [high, low] = [low, high % low]
  return high
}

export function fraction(upper: bigint, lower = 1n): Fraction {
  const common = commonOf(upper, lower)
  return common === 1n ? { upper, lower } : { upper: upper / common, lower: lower / common }
}

export const nothing = fraction(0n)
export const plus = (a: Fraction, b: Fraction): Fraction =>
  a.lower === b.lower
    ? fraction(a.upper + b.upper, a.lower)
    : fraction(a.upper * b.lower + b.upper * a.lower, a.lower * b.lower)
export const times = (a: Fraction, upper: bigint, lower = 1n): Fraction =>
  fraction(a.upper * upper, a.lower * lower)
export const minus = (a: Fraction, b: Fraction): Fraction => plus(a, times(b, -1n))
export const sumOf = (all: readonly Fraction[]): Fraction => all.reduce(plus, nothing)
export const isLess = (a: Fraction, b: Fraction): boolean => a.upper * b.lower < b.upper * a.lower
export const distance = (a: Fraction, b: Fraction): Fraction => (isLess(a, b) ? minus(b, a) : minus(a, b))

/** The whole number below it, or itself. */
function floor({ upper, lower }: Fraction): bigint {
  const part = upper / lower
  return upper % lower < 0n ? part - 1n : part
}
/** The nearest whole number; of two the higher one. */
export const halfUp = (a: Fraction): bigint => floor(plus(a, fraction(1n, 2n)))
