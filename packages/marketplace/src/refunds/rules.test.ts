import { describe, expect, test } from 'vitest'
import { fromDays, fromIso, createMoney, toZone } from '@loggia/kernel'
import {
  decideReport,
  decideReturns,
  decideWindow,
  countLeft,
  requireLeft,
  requireShown,
  toYear,
} from './rules.ts'
import type { OutsideRefund } from './schema.ts'

const shanghai = toZone('Asia/Shanghai')
const openedAt = fromIso('2026-11-24T06:33:00Z')
const after = (ms: number) => ({ openedAt, now: fromIso(new Date(openedAt + ms).toISOString()) })

describe('R130: five days', () => {
  test.each([
    ['at once', 0, true],
    ['in the last millisecond of 120 hours', fromDays(5) - 1, true],
    ['after 120 hours', fromDays(5), false],
  ] as const)('%s', (_, ms, isIn) => {
    const decide = () => decideWindow({ fiveDayRefund: true }, after(ms))

    if (isIn) expect(decide()).toBe(openedAt + fromDays(5))
    else expect(decide).toThrow(expect.objectContaining({ code: 'refund.window_closed' }))
  })

  test('only of what was sold with that promise', () => {
    expect(() => decideWindow({}, after(0))).toThrow(expect.objectContaining({ code: 'refund.not_promised' }))
  })
})

describe('R111: of which lines the money of a renewal goes back', () => {
  const line = (id: number, paid: bigint, returned = 0n) => ({
    id: `orl_${id}` as const,
    amount: createMoney(paid, 'CNY'),
    returned: createMoney(returned, 'CNY'),
  })
  const partsOf = (amount: bigint, of: Partial<Parameters<typeof decideReturns>[1]> = {}) =>
    decideReturns(createMoney(amount, 'CNY'), { own: line(3, 300n), changes: [], others: [], ...of }).map(
      (one) => [one.lineId, one.amount.amountMinor, one.closes],
    )

  test('of its own first, then of the changes, the newest first, as far as anything of them stands', () => {
    const changes = [line(4, 500n), line(5, 100n, 40n)]

    expect(partsOf(300n, { changes })).toEqual([['orl_3', 300n, true]])
    expect(partsOf(400n, { changes })).toEqual([
      ['orl_3', 300n, true],
      ['orl_5', 60n, false],
      ['orl_4', 40n, false],
    ])
  })

  test('of what a change has moved to other days less goes back than it cost, and of what was moved to its own more', () => {
    expect(partsOf(250n)).toEqual([['orl_3', 250n, true]])
    expect(partsOf(350n, { changes: [line(4, 20n)], others: [line(1, 1000n)] })).toEqual([
      ['orl_3', 300n, true],
      ['orl_4', 20n, false],
      ['orl_1', 30n, false],
    ])
  })

  test('never more than was paid', () => {
    expect(() => partsOf(301n)).toThrow('More was paid')
  })
})

describe('R131: the calendar year in the market’s zone', () => {
  test.each([
    ['2026-12-31T15:59:59.999Z', 2026],
    ['2026-12-31T16:00:00.000Z', 2027],
    ['2027-12-31T15:59:59.999Z', 2027],
  ])('%s is in %d', (at, year) => {
    const of = toYear(fromIso(at), shanghai)

    expect(of.year).toBe(year)
    expect(of.from).toBe(fromIso(`${year - 1}-12-31T16:00:00Z`))
    expect(of.to).toBe(fromIso(`${year}-12-31T16:00:00Z`))
  })
})

test.each([
  [0, 0, 10],
  [9, 0, 1],
  [8, 2, 0],
  [10, 0, 0],
  [12, 3, 0],
])('R131, R136: %d that succeeded and %d that are open leave %d', (used, open, left) => {
  const ask = () => requireLeft({ used, open }, toYear(openedAt, shanghai))

  expect(countLeft({ used, open })).toBe(left)
  if (left > 0) expect(ask).not.toThrow()
  else expect(ask).toThrow(expect.objectContaining({ code: 'refund.quota_used_up' }))
})

test('another amount than the one that was shown is refused', () => {
  expect(() => requireShown(createMoney(1000n, 'CNY'), createMoney(1000n, 'CNY'))).not.toThrow()
  for (const shown of [createMoney(999n, 'CNY'), createMoney(1001n, 'CNY'), createMoney(1000n, 'USD')])
    expect(() => requireShown(createMoney(1000n, 'CNY'), shown)).toThrow(
      expect.objectContaining({ code: 'refund.amount_changed' }),
    )
})

describe('R131: a refund that an outside system reports', () => {
  const report: OutsideRefund = {
    reference: 'ECS-1',
    buyerId: 'byr_1',
    state: 'open',
    refunds: 1,
    requestedAt: openedAt,
    reportedAt: openedAt,
    reportedBy: 'mbr_1',
  }

  test.each([
    ['open', 'succeeded', true],
    ['open', 'failed', true],
    ['open', 'open', true],
    ['succeeded', 'succeeded', true],
    ['succeeded', 'failed', false],
    ['failed', 'succeeded', false],
    ['succeeded', 'open', false],
  ] as const)('from %s to %s: %s', (from, to, isTaken) => {
    const decide = () => decideReport({ ...report, state: from }, { ...report, state: to })

    if (isTaken) expect(decide()).toEqual({ ...report, state: to })
    else expect(decide).toThrow(expect.objectContaining({ code: 'refund.reference_taken' }))
  })

  test.each([
    ['of another buyer', { buyerId: 'byr_2' as const }],
    ['with another number', { refunds: 2 }],
    ['at another time', { requestedAt: fromIso('2026-01-01T00:00:00Z') }],
  ])('under a reference that is taken, %s: refused', (_, change) => {
    expect(() => decideReport(report, { ...report, ...change })).toThrow(
      expect.objectContaining({ code: 'refund.reference_taken' }),
    )
  })

  test('not of a time that has not come', () => {
    const later = { ...report, requestedAt: fromIso('2026-11-25T00:00:00Z') }

    expect(() => decideReport(undefined, later)).toThrow(
      expect.objectContaining({ code: 'refund.outside_in_future' }),
    )
  })
})
