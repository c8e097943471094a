/** The quantile of the values; `share` 0.5 is the median. */
export function computeQuantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  const place = (sorted.length - 1) * share
  const below = sorted[Math.floor(place)] ?? Number.NaN
  const above = sorted[Math.ceil(place)] ?? Number.NaN
  return below + (above - below) * (place - Math.floor(place))
}

export const computeMedian = (values: readonly number[]): number => computeQuantile(values, 0.5)

/** Median with minimum and maximum, as text. */
export function spread(values: readonly number[], digits: number): string {
  const text = (value: number): string => value.toFixed(digits)
  return values.length === 1
    ? text(computeMedian(values))
    : `${text(computeMedian(values))} (${text(Math.min(...values))}–${text(Math.max(...values))})`
}
