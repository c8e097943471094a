// The calendar of the model: plain arithmetic, independent of the kernel's, so that tests can compare the two.

const hourMs = 3_600_000
export const dayMs = 24 * hourMs

/** A zone with one offset from UTC in winter and one in summer. */
export type ModelZone = {
  readonly name: string
  readonly winterHours: number
  readonly summerHours: number
  isSummer(at: number): boolean
}
export const shanghai: ModelZone = {
  name: 'Asia/Shanghai',
  winterHours: 8,
  summerHours: 8,
  isSummer: () => false,
}
const summers = new Map<number, readonly [from: number, to: number]>()
/** Summer time as since 2007: from the second Sunday of March to the first Sunday of November, at 2 o'clock. */
export const newYork: ModelZone = {
  name: 'America/New_York',
  winterHours: -5,
  summerHours: -4,
  isSummer(at) {
    const { year } = dateOf(Math.floor(at / dayMs))
    let summer = summers.get(year)
    if (!summer) {
      summer = [sunday(year, 3, 8) + 7 * hourMs, sunday(year, 11, 1) + 6 * hourMs]
      summers.set(year, summer)
    }
    return at >= summer[0] && at < summer[1]
  },
}

/** The number of days from 1 January 1970 to the first of a month, by the calendar's cycle of 400 years. */
function dayOfFirst(year: number, month: number): number {
  const inMarchYears = month > 2 ? year : year - 1
  const leaps = Math.floor(inMarchYears / 4) - Math.floor(inMarchYears / 100) + Math.floor(inMarchYears / 400)
  return 365 * inMarchYears + leaps + Math.floor((153 * ((month + 9) % 12) + 2) / 5) - 719_468
}

/** The month with this index, counted from January of year 0. */
const monthOf = (index: number) => ({ year: Math.floor(index / 12), month: (index % 12) + 1 })

function dateOf(day: number): { year: number; month: number; dayOfMonth: number } {
  // Starts with a month that is too late rather than too early, and goes back.
  for (let index = 1970 * 12 + Math.ceil(day / 28); ; index -= 1) {
    const { year, month } = monthOf(index)
    const first = dayOfFirst(year, month)
    if (first <= day) return { year, month, dayOfMonth: day - first + 1 }
  }
}

/** The first Sunday on or after that day of the month, in ms UTC; 1970 began on a Thursday. */
function sunday(year: number, month: number, from: number): number {
  const day = dayOfFirst(year, month) + from - 1
  return (day + ((10 - (day % 7)) % 7)) * dayMs
}

/** The local time of the zone, in ms as if it were UTC. */
const wallAt = (at: number, zone: ModelZone): number =>
  at + (zone.isSummer(at) ? zone.summerHours : zone.winterHours) * hourMs

/** The instant of a local time: the earlier of two, and in a gap as if clocks had not been moved forward yet. */
function whenShown(wallMs: number, zone: ModelZone): number {
  const inSummer = wallMs - zone.summerHours * hourMs
  return zone.isSummer(inSummer) ? inSummer : wallMs - zone.winterHours * hourMs
}

export const toDayOfMonth = (at: number, zone: ModelZone): number =>
  dateOf(Math.floor(wallAt(at, zone) / dayMs)).dayOfMonth

export const toYear = (at: number, zone: ModelZone): number =>
  dateOf(Math.floor(wallAt(at, zone) / dayMs)).year

export const addDays = (at: number, count: number, zone: ModelZone): number =>
  whenShown(wallAt(at, zone) + count * dayMs, zone)

export function toThreeOClock(at: number, zone: ModelZone): number {
  const wall = wallAt(at, zone)
  return whenShown(wall - (wall % dayMs) + 3 * hourMs, zone)
}

/** Adds months; the result is on the anchor day of the month, or on the last day of a shorter month. */
export function addMonths(at: number, count: number, anchor: number, zone: ModelZone): number {
  const wall = wallAt(at, zone)
  const from = dateOf(Math.floor(wall / dayMs))
  const index = from.year * 12 + from.month - 1 + count
  const [month, next] = [monthOf(index), monthOf(index + 1)]
  const first = dayOfFirst(month.year, month.month)
  const lastDay = dayOfFirst(next.year, next.month) - first
  return whenShown((first + Math.min(anchor, lastDay) - 1) * dayMs + (wall % dayMs), zone)
}
