/** An exact amount as a fraction: the judge divides without rounding. */
export type Fraction = { readonly over: bigint; readonly under: bigint }

export const toFraction = (over: bigint): Fraction => ({ over, under: 1n })
export const add = (a: Fraction, b: Fraction): Fraction =>
  reduce(a.over * b.under + b.over * a.under, a.under * b.under)
export const subtractFractions = (a: Fraction, b: Fraction): Fraction => add(a, multiplyFraction(b, -1n, 1n))
export const multiplyFraction = (a: Fraction, over: bigint, under: bigint): Fraction =>
  reduce(a.over * over, a.under * under)
export const sum = (of: readonly Fraction[]): Fraction => of.reduce(add, toFraction(0n))
export const pickLarger = (a: Fraction, b: Fraction): Fraction => (subtractFractions(a, b).over < 0n ? b : a)
export const pickSmaller = (a: Fraction, b: Fraction): Fraction => (subtractFractions(a, b).over < 0n ? a : b)

function reduce(over: bigint, under: bigint): Fraction {
  let [a, b] = [over < 0n ? -over : over, under]
  while (b > 0n) [a, b] = [b, a % b]
  return a === 0n ? toFraction(0n) : { over: over / a, under: under / a }
}

/** Whether an amount in 10⁻⁸ equals this fraction, up to `tolerance` for several roundings. */
export const isNear = ({ over, under }: Fraction, e8: bigint, tolerance: bigint): boolean => {
  const off = e8 * under - over
  return (off < 0n ? -off : off) <= tolerance * under
}
