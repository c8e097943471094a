import { fromDays, fromHours, fromMinutes } from '@loggia/kernel'

type Unit = 'days' | 'hours' | 'minutes'
const units: readonly (readonly [Unit, number])[] = [
  ['days', fromDays(1)],
  ['hours', fromHours(1)],
  ['minutes', fromMinutes(1)],
]

/** A duration in its largest unit and the next smaller one; empty below one minute. */
export function splitLength(lengthMs: number): readonly { readonly unit: Unit; readonly count: number }[] {
  let left = Math.abs(lengthMs)
  const parts: { unit: Unit; count: number }[] = []
  for (const [unit, ms] of units) {
    const count = Math.floor(left / ms)
    left -= count * ms
    if (count > 0) parts.push({ unit, count })
    else if (parts.length > 0) break
  }
  return parts.slice(0, 2)
}
