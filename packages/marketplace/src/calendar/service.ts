import { fromMinutes, isWorkingDate, listDates, toCalendarDate } from '@loggia/kernel'
import type { WorkingCalendar, WorkingDays } from '@loggia/kernel'
import type { CalendarYear } from '@loggia/protocol/console'
import { lockName, record, runInTx } from '../platform/index.ts'
import type { Db, MemberActor, Platform, Tx } from '../platform/index.ts'
import { decideChanges, requireDays, requireRange } from './rules.ts'
import { calendarSubject, calendarTopic } from './schema.ts'
import type { CalendarDay, DateRange } from './schema.ts'
import * as store from './store.ts'

export type Calendar = ReturnType<typeof createCalendar>

/** The holidays and workdays that operators set, for every rule that counts working days. */
export function createCalendar(platform: Platform) {
  const { db, clock, zone } = platform
  const getWorkingDays = createReading(platform)

  const toYearRange = (year: number): DateRange => ({ from: `${year}-01-01`, to: `${year}-12-31` })

  /** For operators; of the current year unless told. */
  async function getYear(asked?: number): Promise<CalendarYear> {
    const current = Number(toCalendarDate(clock.now(), zone).slice(0, 4))
    const year = asked ?? current
    const { from, to } = toYearRange(year)
    const all = await store.listDays(db)
    const calendar = toCalendar(all)
    const years = new Set([current, current + 1, year, ...all.map(({ date }) => Number(date.slice(0, 4)))])
    return {
      year,
      days: all.filter(({ date }) => date >= from && date <= to),
      workingDays: listDates(from, to).filter((date) => isWorkingDate(date, calendar)).length,
      years: [...years].toSorted((a, b) => a - b),
    }
  }

  /** By date, of one year or of all. */
  const listDays = (year?: number): Promise<CalendarDay[]> =>
    store.listDays(db, year === undefined ? {} : toYearRange(year))

  async function setDaysIn(
    tx: Tx,
    days: readonly CalendarDay[],
  ): Promise<{ added: number; replaced: number }> {
    requireDays(days)
    await lockName(tx, 'calendar')
    const before = await store.listDaysOf(
      tx,
      days.map(({ date }) => date),
    )
    const { changed, replaced } = decideChanges(before, days)
    if (changed.length > 0) {
      await store.saveDays(tx, changed)
      await record(tx, 'calendar.days_set', { subject: calendarSubject, data: { days: changed, replaced } })
      announce(tx)
    }
    return { added: changed.length - replaced.length, replaced: replaced.length }
  }

  const announce = (tx: Tx): void => tx.afterCommit(() => tx.changes.publish(calendarTopic))

  return {
    /**
     * For {@link addWorkingDays} of the kernel. What was read is kept by this node until it hears of a change. Not to be
     * called in a transaction that has changed the calendar.
     */
    getWorkingDays,
    getYear,
    listDays,
    setDaysIn,
    /** Replaces days of the same dates. Throws `calendar.date_repeated`, `calendar.already_working`. */
    setDays: (actor: MemberActor, days: readonly CalendarDay[]) =>
      runInTx(platform, { actor }, (tx) => setDaysIn(tx, days)),
    /** Removes all days from one date to another. Throws `calendar.range_reversed`. */
    removeDays: (actor: MemberActor, range: DateRange): Promise<{ removed: number }> =>
      runInTx(platform, { actor }, async (tx) => {
        requireRange(range)
        await lockName(tx, 'calendar')
        const days = await store.deleteDays(tx, range)
        if (days.length > 0) {
          await record(tx, 'calendar.days_removed', { subject: calendarSubject, data: { days } })
          announce(tx)
        }
        return { removed: days.length }
      }),
  }
}

const toCalendar = (days: readonly CalendarDay[]): WorkingCalendar =>
  new Map(days.map(({ date, kind }) => [date, kind]))

/** How long a node goes by what it has read. A change whose announcement was lost has effect after that. */
const keptMs = fromMinutes(1)

function createReading({ changes, stopwatch, zone }: Platform): (from: Db) => Promise<WorkingDays> {
  let kept: { readonly days: WorkingDays; readonly age: () => number } | undefined
  let changesHeard = 0
  changes.subscribe(calendarTopic, () => {
    changesHeard += 1
    kept = undefined
  })
  return async (from) => {
    if (kept && kept.age() < keptMs) return kept.days
    const heardBefore = changesHeard
    const age = stopwatch.start()
    const days = { zone, calendar: toCalendar(await store.listDays(from)) }
    // A change that was heard of meanwhile may not be in what was read.
    if (heardBefore === changesHeard) kept = { days, age }
    return days
  }
}
