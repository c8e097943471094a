/** A moment of market time in UTC milliseconds, which test installations may move; {@link WallInstant} is real time. */
export type Instant = number & { readonly __instant: 'market' }
/** A moment of real time in UTC milliseconds: signatures, nonces, sessions, rate limits, logs. */
export type WallInstant = number & { readonly __instant: 'wall' }
/** An IANA time zone name, such as `Asia/Shanghai`. */
export type Zone = string & { readonly __zone: true }

/** Market time: everything that buyers, sellers and rules can see. */
export type Clock = { readonly source: 'market'; now(): Instant }
/** Real time, which is never moved. */
export type Wall = { readonly source: 'wall'; now(): WallInstant }
/** Monotonic time for durations and limits: `start()` returns a function that returns the milliseconds since. */
export type Stopwatch = { readonly source: 'monotonic'; start(): () => number }

/** A length of time in milliseconds. */
export type DurationMs = number
export const fromSeconds = (n: number): DurationMs => n * 1000
export const fromMinutes = (n: number): DurationMs => n * 60_000
export const fromHours = (n: number): DurationMs => n * 3_600_000
export const fromDays = (n: number): DurationMs => n * 86_400_000

/** Market time from UTC milliseconds; throws a RangeError on anything that is no valid time. */
export function toInstant(ms: number): Instant {
  if (!Number.isSafeInteger(ms) || Math.abs(ms) > 8.64e15) throw new RangeError(`Not an instant: ${ms}`)
  return ms as Instant
}

export const addMs = (at: Instant, ms: DurationMs): Instant => toInstant(at + ms)
export const pickEarlier = (a: Instant, b: Instant): Instant => (a <= b ? a : b)
/** The earlier of those that there are. */
export const pickFirst = (a: Instant | undefined, b: Instant | undefined): Instant | undefined =>
  a !== undefined && b !== undefined ? pickEarlier(a, b) : (a ?? b)
export const pickLater = (a: Instant, b: Instant): Instant => (a >= b ? a : b)

/** `2026-11-24T06:33:00.000Z`; throws a RangeError beyond the calendar. */
export const toIso = (at: number): string => new Date(at).toISOString()

const isoForm = /^(\d{4}-\d\d-\d\d)T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d(:?\d\d)?)$/

/**
 * Reads an ISO 8601 date-time with an offset; throws a RangeError on anything else, also on a day that its month lacks.
 */
export function fromIso(text: string): Instant {
  const day = isoForm.exec(text)?.[1]
  const ms = Date.parse(text)
  // JavaScript reads 30 February as 2 March.
  if (day === undefined || Number.isNaN(ms) || toIso(Date.parse(`${day}T00:00:00Z`)).slice(0, 10) !== day)
    throw new RangeError(`Not an ISO date-time: ${text}`)
  return toInstant(ms)
}

// A page writes dozens of times, and each formatter takes a phone a millisecond to make.
const zones = new Set<string>()
const mostZonesKept = 1000

/** Throws a RangeError if this runtime does not know the zone. */
export function toZone(name: string): Zone {
  if (zones.has(name)) return name as Zone
  new Intl.DateTimeFormat('en', { timeZone: name })
  if (zones.size < mostZonesKept) zones.add(name)
  return name as Zone
}

/** Calendar date and time of day of an instant in a zone; `month` and `day` start at 1. */
export type CalendarParts = {
  year: number
  month: number
  day: number
  hour: number
  minute: number
  second: number
  ms: number
}

const formatters = new Map<string, Intl.DateTimeFormat>()

function formatterFor(name: Zone): Intl.DateTimeFormat {
  let found = formatters.get(name)
  if (!found) {
    const field = '2-digit'
    found = new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', {
      timeZone: name,
      hourCycle: 'h23',
      year: 'numeric',
      month: field,
      day: field,
      hour: field,
      minute: field,
      second: field,
    })
    formatters.set(name, found)
  }
  return found
}

function readParts(at: number, name: Zone): CalendarParts {
  const read: Record<string, number> = {}
  for (const part of formatterFor(name).formatToParts(at)) read[part.type] = Number(part.value)
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0 } = read
  return { year, month, day, hour, minute, second, ms: ((at % 1000) + 1000) % 1000 }
}

// Reading a formatted date takes some microseconds, and computing what is due next for a service takes dozens of
// readings. A zone's UTC offset is the same all day on all but a few days, so it is cached by day.
const dayMs = fromDays(1)
const mostDaysKept = 20_000
const changesThatDay = Number.NaN
const offsets = new Map<Zone, Map<number, number>>()

/** The zone's UTC offset at that time, in ms. */
function offsetAt(at: number, name: Zone): number {
  const read = (ms: number): number => asUtc(readParts(ms, name)) - ms
  let known = offsets.get(name)
  if (known === undefined) offsets.set(name, (known = new Map()))
  const day = Math.floor(at / dayMs)
  let offset = known.get(day)
  if (offset === undefined) {
    const first = read(day * dayMs)
    offset = first === read((day + 1) * dayMs) ? first : changesThatDay
    if (known.size >= mostDaysKept) known.clear()
    known.set(day, offset)
  }
  return Number.isNaN(offset) ? read(at) : offset
}

/** The zone's UTC offset at that time, in minutes. */
export const getOffsetMinutes = (at: Instant, name: Zone): number => offsetAt(at, name) / fromMinutes(1)

/** The calendar date and time of day in that zone. */
export function toCalendarParts(at: Instant, name: Zone): CalendarParts {
  const shown = new Date(at + offsetAt(at, name))
  return {
    year: shown.getUTCFullYear(),
    month: shown.getUTCMonth() + 1,
    day: shown.getUTCDate(),
    hour: shown.getUTCHours(),
    minute: shown.getUTCMinutes(),
    second: shown.getUTCSeconds(),
    ms: shown.getUTCMilliseconds(),
  }
}

const asUtc = (p: CalendarParts): number =>
  Date.UTC(p.year, p.month - 1, p.day, p.hour, p.minute, p.second, p.ms)

/**
 * The instant with this calendar date and time in the zone. For a time that a clock change skips it is the later
 * reading, for a repeated time the earlier.
 */
export function fromCalendar(parts: CalendarParts, name: Zone): Instant {
  const wanted = asUtc(parts)
  const before = wanted - offsetAt(wanted - dayMs, name)
  const after = wanted - offsetAt(wanted + dayMs, name)
  for (const candidate of [Math.min(before, after), Math.max(before, after)])
    if (candidate + offsetAt(candidate, name) === wanted) return toInstant(candidate)
  return toInstant(before)
}

/**
 * The same day and time of day `count` calendar months later, in the zone. A day that the target month lacks becomes
 * its last day (31 Jan + 1 month = 28 Feb); `anchorDay` restores the day in a later step (28 Feb + 1 month, anchor 31 =
 * 31 Mar).
 */
export function addMonths(at: Instant, count: number, name: Zone, anchorDay?: number): Instant {
  const from = toCalendarParts(at, name)
  const index = from.year * 12 + (from.month - 1) + count
  const year = Math.floor(index / 12)
  const month = index - year * 12 + 1
  const lastDay = new Date(Date.UTC(year, month, 0)).getUTCDate()
  return fromCalendar({ ...from, year, month, day: Math.min(anchorDay ?? from.day, lastDay) }, name)
}

/** The same time of day, `count` calendar days later, in the zone. */
export function addDays(at: Instant, count: number, name: Zone): Instant {
  const from = toCalendarParts(at, name)
  return fromCalendar({ ...from, day: from.day + count }, name)
}

/** The given hour of the instant's calendar day in the zone. */
export const setHour = (at: Instant, hour: number, name: Zone): Instant =>
  fromCalendar({ ...toCalendarParts(at, name), hour, minute: 0, second: 0, ms: 0 }, name)

/** The next time that it is this hour in the zone; a day later if it is now. */
export function findNextHour(after: Instant, hour: number, name: Zone): Instant {
  const today = setHour(after, hour, name)
  return today > after ? today : setHour(addDays(after, 1, name), hour, name)
}

/** `yyMMddHHmm` in the zone: the time part of a published order number. */
export function formatShortStamp(at: Instant, name: Zone): string {
  const p = toCalendarParts(at, name)
  const two = (n: number): string => String(n % 100).padStart(2, '0')
  return `${two(p.year)}${two(p.month)}${two(p.day)}${two(p.hour)}${two(p.minute)}`
}
