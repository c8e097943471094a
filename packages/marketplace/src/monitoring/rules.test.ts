import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addDays,
  addMs,
  fromDays,
  fromMinutes,
  toCalendarDate,
  toCalendarParts,
  toInstant,
  toZone,
} from '@loggia/kernel'
import type { Id, Instant } from '@loggia/kernel'
import { consequenceRules } from '@loggia/protocol/console/monitoring/kinds'
import {
  computeMinute,
  computeSlot,
  countOrder,
  countTest,
  decideStanding,
  postpone,
  findNextMonth,
  findNextSlot,
  findSlot,
  hasPassed,
  isCalled,
  isTooLate,
  listComing,
  startAnew,
  switchOff,
  switchOn,
  toMonth,
} from './rules.ts'
import type { Turn, Watch } from './schema.ts'

const zone = toZone('Asia/Shanghai')
const productId: Id<'prd'> = 'prd_01kb0000000000000000000000'
const fresh: Watch = {
  productId,
  sellerId: 'sel_01kb0000000000000000000000',
  hasCases: true,
  failedDays: 0,
}
const firstDay = toInstant(Date.UTC(2026, 10, 1))
const at = (hour: number, day = 0): Instant => addMs(addDays(firstDay, day, zone), (hour - 8) * 3_600_000)

/** What a product may go through on one day. */
type Result = 'passed' | 'failed' | 'none'
type DayOf = {
  readonly morning: Result
  readonly repair: Result
  readonly afternoon: Result
  /** Operators may switch its tests off, and defer consequences for days from this one on. */
  readonly off: boolean
  readonly deferFor: number
}

/** Days of a product that passes its tests never, seldom or sometimes: only then do long streaks come about. */
const days = fc.constantFrom(0, 1, 6).chain((passing) => {
  const draw = (missing: number): fc.Arbitrary<Result> =>
    fc.oneof(
      { weight: passing, arbitrary: fc.constant('passed') },
      { weight: 30, arbitrary: fc.constant('failed') },
      { weight: missing, arbitrary: fc.constant('none') },
    )
  const day: fc.Arbitrary<DayOf> = fc.record({
    morning: draw(4),
    repair: draw(200),
    afternoon: draw(4),
    off: fc.integer({ min: 0, max: 25 }).map((n) => n === 0),
    deferFor: fc.integer({ min: -60, max: 3 }).map((n) => Math.max(0, n)),
  })
  return fc.array(day, { minLength: 25, maxLength: 45 })
})

/** Applies the rules in the order in which things happen on a day. */
function walk(all: readonly DayOf[]): { readonly turns: readonly string[]; readonly watch: Watch } {
  const turns: string[] = []
  let watch = fresh
  const tell = (day: number, found: readonly Turn[]): void =>
    void turns.push(
      ...found
        .filter(({ what }) => what !== 'failing' && what !== 'recovered')
        .map((turn) => `${day} ${turn.what}${'failures' in turn ? ` ${turn.failures}` : ''}`),
    )
  for (const [day, { off, deferFor, ...results }] of all.entries()) {
    if (watch.delistedAt !== undefined) break
    if (off) watch = switchOff(watch, { at: at(1, day), reason: 'off' })
    else if (watch.off) watch = switchOn(watch)
    if (deferFor > 0) watch = postpone(watch, { until: at(1, day + deferFor), reason: 'deferred' })
    for (const [half, hour] of [
      ['morning', 9],
      ['repair', 12],
      ['afternoon', 15],
    ] as const) {
      const result = results[half]
      if (result === 'none' || off || watch.delistedAt !== undefined) continue
      const now = at(hour, day)
      const test = {
        id: 'dlt_01kb0000000000000000000000' as const,
        day: toCalendarDate(now, zone),
        half,
        dueAt: now,
        passed: result === 'passed',
      }
      const counted = countTest(watch, test, now)
      ;({ watch } = counted)
      tell(day, counted.turns)
    }
  }
  return { turns, watch }
}

/** The same, told of whole days: it knows nothing of tallies, halves or order. */
function evaluate(all: readonly DayOf[]): string[] {
  const turns: string[] = []
  let streak = 0
  let frozen = false
  let deferredUntil = -1
  /** A failed morning whose afternoon was missed is settled by the next test, or never. */
  let pending: number | undefined
  const settle = (day: number): boolean => {
    pending = undefined
    streak += 1
    const rule = consequenceRules.find(({ cause, after }) => cause === 'days' && after === streak)
    if (!rule) return false
    const word = { warning: 'warned', freeze: 'frozen', delisting: 'delisted' }[rule.what]
    turns.push(`${day} ${word} ${streak}`)
    frozen ||= rule.what === 'freeze'
    return rule.what === 'delisting'
  }
  for (const [day, { morning, repair, afternoon, off, deferFor }] of all.entries()) {
    if (deferFor > 0) deferredUntil = day + deferFor
    if (off || deferFor > 0) pending = undefined
    if (off) continue
    const hasTest = [morning, repair, afternoon].some((one) => one !== 'none')
    if (pending !== undefined && hasTest && settle(day)) return turns
    const isPassed = [morning, repair, afternoon].includes('passed')
    if (isPassed) {
      streak = 0
      if (frozen) turns.push(`${day} unfrozen`)
      frozen = false
      continue
    }
    const isDeferred = day < deferredUntil
    if (isDeferred || (morning !== 'failed' && afternoon !== 'failed')) continue
    if (afternoon === 'none') pending = day
    else if (settle(day)) return turns
  }
  return turns
}

describe('R240: failed days in a row', () => {
  test('have the consequences that an independent count of the days gives', () => {
    const reached = new Set<string>()
    fc.assert(
      fc.property(days, (drawn) => {
        const { turns } = walk(drawn)
        expect(turns).toEqual(evaluate(drawn))
        for (const turn of turns) reached.add(turn.slice(turn.indexOf(' ') + 1))
      }),
      { numRuns: 1500, seed: 240 },
    )

    expect([...reached].toSorted()).toEqual([
      'delisted 15',
      'frozen 5',
      'unfrozen',
      'warned 13',
      'warned 2',
      'warned 4',
    ])
  })

  test('a listing that is given back starts from zero', () => {
    const failing = Array<DayOf>(15).fill({
      morning: 'failed',
      repair: 'none',
      afternoon: 'failed',
      off: false,
      deferFor: 0,
    })
    const { watch } = walk(failing)
    expect(decideStanding(watch, '2026-11')).toBe('delisted')

    const again = startAnew(watch)

    expect([again.failedDays, decideStanding(again, '2026-11')]).toEqual([0, 'failing'])
  })
})

describe('R238: failed orders of a month', () => {
  const fail = (count: number, from: Watch = fresh, month = '2026-11') => {
    let watch = from
    const turns: Turn[] = []
    for (let n = 0; n < count; n += 1) {
      const counted = countOrder(watch, month, firstDay)
      ;({ watch } = counted)
      turns.push(...counted.turns)
    }
    return {
      watch,
      turns: turns.map((turn) => ('failures' in turn ? `${turn.what} ${turn.failures}` : turn.what)),
    }
  }

  test('warn at three and five, and delist at six; nothing more follows', () => {
    expect(fail(9).turns).toEqual(['warned 3', 'warned 5', 'delisted 6'])
    expect(fail(9).watch.orders).toEqual({ month: '2026-11', failed: 6 })
  })

  test('are counted anew in another month, and not while consequences are deferred', () => {
    const { watch } = fail(5)

    expect(fail(1, watch, '2026-12').watch.orders).toEqual({ month: '2026-12', failed: 1 })
    const deferred = postpone(watch, { until: addMs(firstDay, fromDays(1)), reason: 'a new server' })
    expect(fail(3, deferred)).toEqual({ watch: deferred, turns: [] })
  })
})

describe('R239: when a product is called', () => {
  test('is in a minute of its own within two hours of each half', () => {
    const minutes = Array.from({ length: 500 }, (_, n) => computeMinute(`prd_${String(n).padStart(26, '0')}`))

    expect(minutes.every((minute) => Number.isInteger(minute) && minute >= 0 && minute < 120)).toBe(true)
    expect(new Set(minutes).size).toBeGreaterThan(100)
    const morning = computeSlot({ productId, half: 'morning' }, at(20), zone)
    expect(toCalendarParts(morning, zone)).toMatchObject({
      day: 1,
      hour: 9 + Math.floor(computeMinute(productId) / 60),
    })
  })

  test('a wake-up that comes within the two hours calls it, a later one leaves the half out', () => {
    const slot = computeSlot({ productId, half: 'morning' }, at(1), zone)

    expect(findSlot(productId, addMs(slot, -1), zone)).toBeUndefined()
    expect(findSlot(productId, slot, zone)).toEqual({ half: 'morning', at: slot })
    expect(findSlot(productId, addMs(slot, fromMinutes(119)), zone)?.half).toBe('morning')
    expect(findSlot(productId, addMs(slot, fromMinutes(120)), zone)).toBeUndefined()
  })

  test('a test that waited for more than two hours is too late, from the slot, whenever it was put back; a check never is', () => {
    const slot = computeSlot({ productId, half: 'afternoon' }, at(1), zone)
    const isLate = (half: 'afternoon' | 'repair', waitedMinutes: number) => {
      const now = addMs(slot, fromMinutes(waitedMinutes))
      return [slot, now].map((dueAt) => isTooLate({ productId, half, dueAt }, now, zone))
    }

    expect([isLate('afternoon', 119), isLate('afternoon', 120)]).toEqual([
      [false, false],
      [true, true],
    ])
    expect(isLate('repair', 600)).toEqual([false, false])
  })

  test('the next half follows, also over the end of a day', () => {
    const [morning, afternoon] = (['morning', 'afternoon'] as const).map((half) =>
      computeSlot({ productId, half }, at(1), zone),
    )

    expect(findNextSlot(productId, at(1), zone)).toBe(morning)
    expect(findNextSlot(productId, morning ?? at(1), zone)).toBe(afternoon)
    expect(findNextSlot(productId, afternoon ?? at(1), zone)).toBe(addDays(morning ?? at(1), 1, zone))
  })

  test('the dates of consequences are the ends of the days that would bring them', () => {
    const end = (day: number) => computeSlot({ productId, half: 'afternoon' }, at(1, day), zone)
    const dates = (watch: Watch, now: Instant) =>
      listComing(watch, now, zone).flatMap(({ cause, after, at: when }) =>
        cause === 'days' ? [[after, when]] : [],
      )

    expect(dates(fresh, at(8))).toEqual([
      [2, end(1)],
      [4, end(3)],
      [5, end(4)],
      [13, end(12)],
      [15, end(14)],
    ])
    expect(dates({ ...fresh, failedDays: 4 }, at(20))[0]).toEqual([5, end(1)])
    const passedToday = { date: toCalendarDate(at(8), zone), failed: 0, passed: 1 }
    expect(dates({ ...fresh, day: passedToday }, at(12))[0]).toEqual([2, end(2)])
    const deferred = { until: at(1, 3), reason: 'a new server' }
    expect(dates({ ...fresh, deferred }, at(8))[0]).toEqual([2, end(4)])
    expect(dates(switchOff(fresh, { at: at(8), reason: 'off' }), at(8))[0]).toEqual([2, undefined])
  })

  test('months end at midnight of the market’s zone', () => {
    const midnight = toInstant(Date.UTC(2026, 10, 30, 16))

    expect([toMonth(addMs(midnight, -1), zone), toMonth(midnight, zone)]).toEqual(['2026-11', '2026-12'])
    expect(findNextMonth(addMs(midnight, -1), zone)).toBe(midnight)
    expect(toMonth(findNextMonth(midnight, zone), zone)).toBe('2027-01')
  })
})

test('a test passes if every needed scene does; without one, if all others do', () => {
  const call = (isNeeded: boolean, passed: boolean) => ({ isNeeded, passed })

  expect(hasPassed([call(true, true), call(false, false)])).toBe(true)
  expect(hasPassed([call(true, true), call(true, false)])).toBe(false)
  expect(hasPassed([call(false, true), call(false, false)])).toBe(false)
  expect(hasPassed([call(false, true)])).toBe(true)
  // The server did not answer a scene that is not needed, and no more were called.
  expect(hasPassed([call(true, true), call(false, false)], [{ isNeeded: true }])).toBe(false)
  expect(hasPassed([call(true, true), call(false, false)], [{ isNeeded: false }])).toBe(true)
})

test('R240: products on sale and frozen ones are called, suspended and delisted ones are not', () => {
  const of = (more: object) => isCalled({ state: 'suspended', ...more } as Parameters<typeof isCalled>[0])

  expect([of({ state: 'listed' }), of({ state: 'hidden' }), of({ interfaceFrozen: true })]).toEqual([
    true,
    true,
    true,
  ])
  expect([
    of({ state: 'draft' }),
    of({ state: 'delisted', interfaceDelisted: true }),
    of({ sellerSuspended: true }),
    of({ interfaceFrozen: true, sellerSuspended: true }),
    of({ interfaceFrozen: true, suspendedUntil: firstDay }),
  ]).toEqual([false, false, false, false, false])
})

test.each([
  ['not_tested', {}],
  ['no_cases', { hasCases: false }],
  ['healthy', { last: { id: 'dlt_1', passed: true } }],
  ['failing', { last: { id: 'dlt_1', passed: false } }],
  ['failing', { failedDays: 1 }],
  ['failing', { orders: { month: '2026-11', failed: 2 } }],
  ['warned', { failedDays: 2 }],
  ['warned', { orders: { month: '2026-11', failed: 3 } }],
  ['healthy', { orders: { month: '2026-10', failed: 5 }, last: { id: 'dlt_1', passed: true } }],
  ['frozen', { frozenAt: firstDay, off: { at: firstDay, reason: 'off' } }],
  ['off', { off: { at: firstDay, reason: 'off' }, failedDays: 3 }],
  ['delisted', { delistedAt: firstDay, repairedAt: firstDay }],
  ['relisting', { delistedAt: firstDay, relisting: { at: firstDay } }],
] as const)('it is %s with %j', (standing, change) => {
  expect(decideStanding({ ...fresh, ...change } as Watch, '2026-11')).toBe(standing)
})
