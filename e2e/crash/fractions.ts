/** An exact amount: the judge divides without rounding. */
export type Fraction = { readonly over: bigint; readonly under: bigint }

export const whole = (over: bigint): Fraction => ({ over, under: 1n })
export const add = (a: Fraction, b: Fraction): Fraction =>
  reduce(a.over * b.under + b.over * a.under, a.under * b.under)
export const less = (a: Fraction, b: Fraction): Fraction => add(a, times(b, -1n, 1n))
export const times = (a: Fraction, over: bigint, under: bigint): Fraction =>
  reduce(a.over * over, a.under * under)
export const sum = (of: readonly Fraction[]): Fraction => of.reduce(add, whole(0n))
export const larger = (a: Fraction, b: Fraction): Fraction => (less(a, b).over < 0n ? b : a)
export const smaller = (a: Fraction, b: Fraction): Fraction => (less(a, b).over < 0n ? a : b)

function reduce(over: bigint, under: bigint): Fraction {
  let [a, b] = [over < 0n ? -over : over, under]
  while (b > 0n) [a, b] = [b, a % b]
  return a === 0n ? whole(0n) : { over: over / a, under: under / a }
}

/** Whether an amount in 10⁻⁸ is this one, but for what several roundings make of it. */
export const isNear = ({ over, under }: Fraction, e8: bigint, tolerance: bigint): boolean => {
  const off = e8 * under - over
  return (off < 0n ? -off : off) <= tolerance * under
}
