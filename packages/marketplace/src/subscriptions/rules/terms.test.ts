import { describe, expect, test } from 'vitest'
import * as fc from 'fast-check'
import { addMonths, toCalendarParts, fromDays, fromIso, toInstant, toIso, toZone } from '@loggia/kernel'
import type { Holding, Term } from '../schema.ts'
import { getAnchor, decideEnd, findLastTerm, findReturnableTerm, decideTermState } from './terms.ts'

const shanghai = toZone('Asia/Shanghai')
const holding = (change: Partial<Holding> = {}): Holding => ({
  skuId: 'sku_1',
  priceItemId: 'pri_1',
  quantity: 1,
  period: 'month',
  periodCount: 1,
  ...change,
})
const endOf = (of: Partial<Holding>, startsAt: string, anchorDay?: number): string | undefined => {
  const from = fromIso(startsAt)
  const end = decideEnd(holding(of), from, {
    zone: shanghai,
    anchorDay: anchorDay ?? getAnchor(from, shanghai),
  })
  return end === undefined ? undefined : toIso(end)
}

describe('R74: a term runs whole calendar periods in the market’s zone', () => {
  test.each([
    ['month', 1, '2026-11-24T06:33:00.000Z', '2026-12-24T06:33:00.000Z'],
    ['month', 1, '2026-01-31T04:00:00.000Z', '2026-02-28T04:00:00.000Z'],
    ['month', 12, '2028-02-29T04:00:00.000Z', '2029-02-28T04:00:00.000Z'],
    ['year', 3, '2026-11-24T06:33:00.000Z', '2029-11-24T06:33:00.000Z'],
    // 1 March 00:30 in Shanghai is still February in UTC: the market's calendar decides.
    ['month', 1, '2026-02-28T16:30:00.000Z', '2026-03-31T16:30:00.000Z'],
  ] as const)('%s × %i from %s ends at %s', (period, periodCount, startsAt, endsAt) => {
    expect(endOf({ period, periodCount }, startsAt)).toBe(endsAt)
  })

  test('renewals of 31 January end on 28 February, then on 31 March', () => {
    const first = endOf({}, '2026-01-31T04:00:00.000Z')
    expect(first).toBe('2026-02-28T04:00:00.000Z')
    expect(endOf({}, first ?? '', 31)).toBe('2026-03-31T04:00:00.000Z')
  })

  test('R27: a trial runs for its days, and what was bought once has no end', () => {
    expect(endOf({ trialDays: 14 }, '2026-11-24T06:33:00.000Z')).toBe('2026-12-08T06:33:00.000Z')
    expect(endOf({ period: 'one_time' }, '2026-11-24T06:33:00.000Z')).toBeUndefined()
  })

  test('R27, R123: the days of a trial are the calendar’s: over a change of the clock it ends at the same time of day', () => {
    const newYork = toZone('America/New_York')
    const end = decideEnd(holding({ trialDays: 3 }), fromIso('2026-10-31T14:00:00Z'), {
      zone: newYork,
      anchorDay: 1,
    })

    expect(end === undefined ? undefined : toIso(end)).toBe('2026-11-03T15:00:00.000Z')
  })

  test('month by month or all at once, a subscription ends on the same day', () => {
    const moments = fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2040, 0, 1) }).map(toInstant)
    fc.assert(
      fc.property(moments, fc.integer({ min: 1, max: 36 }), (from, months) => {
        const anchorDay = getAnchor(from, shanghai)
        let end = from
        for (let i = 0; i < months; i += 1)
          end = decideEnd(holding(), end, { zone: shanghai, anchorDay }) ?? end
        expect(end).toBe(addMonths(from, months, shanghai))
        expect(toCalendarParts(end, shanghai).day).toBeLessThanOrEqual(anchorDay)
      }),
    )
  })
})

const terms = (...ends: number[]): Term[] =>
  ends.map((end, i) => ({
    ...holding(),
    id: `trm_${i}`,
    subscriptionId: 'sub_1',
    orderLineId: `orl_${i}`,
    position: i + 1,
    startsAt: toInstant(fromDays(ends[i - 1] ?? 0)),
    endsAt: toInstant(fromDays(end)),
    carried: { amountE8: 0n, since: toInstant(fromDays(ends[i - 1] ?? 0)), pricedBy: 'month' },
  }))

describe('R111: what may be returned of the terms', () => {
  test('is the newest one, while it has not begun', () => {
    const [one, two, three] = terms(30, 60, 90)
    const all = [one, two, three] as Term[]

    expect(findReturnableTerm(all, toInstant(fromDays(10)))?.id).toBe('trm_2')
    expect(findReturnableTerm(all, toInstant(fromDays(60)))).toBeUndefined()
    expect(findReturnableTerm([one as Term], toInstant(0))).toBeUndefined()
    const returned = all.map((term) => (term.position === 3 ? { ...term, refundedAt: toInstant(0) } : term))
    expect(findReturnableTerm(returned, toInstant(fromDays(10)))?.id).toBe('trm_1')
    expect(findLastTerm(returned)?.id).toBe('trm_1')
  })

  test('is not what made a trial paid', () => {
    const [trial, paid] = terms(7, 37)

    expect(
      findReturnableTerm([{ ...trial, trialDays: 7 } as Term, paid as Term], toInstant(fromDays(1))),
    ).toBeUndefined()
  })
})

test('terms are half-open', () => {
  const [term] = terms(30)

  expect(decideTermState(term as Term, toInstant(0))).toBe('current')
  expect(decideTermState(term as Term, toInstant(fromDays(30) - 1))).toBe('current')
  expect(decideTermState(term as Term, toInstant(fromDays(30)))).toBe('past')
})
