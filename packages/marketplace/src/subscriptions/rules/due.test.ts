import { describe, expect, test } from 'vitest'
import { fromIso, toIso, toZone } from '@loggia/kernel'
import type { Instant } from '@loggia/kernel'
import type { Subscription, Term } from '../schema.ts'
import { decideLapse, decideNotBefore, findNextDue, lapseDays } from './due.ts'
import type { LifePolicy } from './due.ts'

const policy: LifePolicy = { zone: toZone('Asia/Shanghai'), level: 'V0' }
const at = (text: string): Instant => fromIso(text)
const holding = {
  skuId: 'sku_1',
  priceItemId: 'pri_1',
  quantity: 1,
  period: 'month',
  periodCount: 1,
} as const
const term = (startsAt: string, endsAt: string, position = 1): Term => ({
  ...holding,
  id: `trm_${position}`,
  subscriptionId: 'sub_1',
  orderLineId: `orl_${position}`,
  position,
  startsAt: at(startsAt),
  endsAt: at(endsAt),
  carried: { amountE8: 0n, since: at(startsAt), pricedBy: 'month' },
})
const active = (change: Partial<Subscription> = {}): Subscription => ({
  ...holding,
  id: 'sub_1',
  buyerId: 'byr_1',
  sellerId: 'sel_1',
  productId: 'prd_1',
  orderId: 'ord_1',
  orderLineId: 'orl_1',
  presentLineId: 'orl_1',
  state: 'active',
  createdAt: at('2026-01-31T04:00:00Z'),
  startsAt: at('2026-01-31T04:00:00Z'),
  endsAt: at('2026-02-28T04:00:00Z'),
  anchorDay: 31,
  lookedAt: at('2026-01-31T04:00:00Z'),
  renewsItself: false,
  renewalDaysBefore: 7,
  ...change,
})

/** All events that time causes if nobody acts, each with its time. */
function lifeOf(first: Subscription, terms: readonly Term[], most = 40): string[] {
  const seen: string[] = []
  let subscription = first
  for (
    let due = findNextDue(subscription, terms, policy);
    due && seen.length < most;
    due = findNextDue(subscription, terms, policy)
  ) {
    for (const event of due.events) {
      seen.push(
        `${toIso(due.at).slice(0, 16)} ${event.kind}${'daysLeft' in event ? ` ${event.daysLeft}` : ''}`,
      )
      const next = { expire: 'grace', freeze: 'retention', release: 'released' } as const
      if (event.kind === 'expire' && subscription.endsAt !== undefined)
        subscription = { ...subscription, ...decideLapse(subscription.endsAt, policy.level, policy.zone) }
      if (event.kind in next) subscription = { ...subscription, state: next[event.kind as keyof typeof next] }
    }
    subscription = { ...subscription, lookedAt: due.at }
  }
  return seen
}

test('R113, R117: reminders, the end, freeze and release come in their order, each once', () => {
  expect(lifeOf(active(), [term('2026-01-31T04:00:00Z', '2026-02-28T04:00:00Z')])).toEqual([
    '2026-02-13T04:00 remind 15',
    '2026-02-21T04:00 remind 7',
    '2026-02-25T04:00 remind 3',
    '2026-02-27T04:00 remind 1',
    '2026-02-28T04:00 expire',
    '2026-03-01T04:00 freeze',
    // With a retention of one day the reminder would coincide with the message about the freeze.
    '2026-03-02T04:00 release',
  ])
})

test('R110: a try at 03:00 of the seventh day ahead, then daily until the retention is over', () => {
  const tries = lifeOf(active({ renewsItself: true }), [
    term('2026-01-31T04:00:00Z', '2026-02-28T04:00:00Z'),
  ]).filter((line) => line.endsWith('try_renewal'))

  expect(tries[0]).toBe('2026-02-20T19:00 try_renewal')
  expect(tries).toHaveLength(10)
  expect(tries.at(-1)).toBe('2026-03-01T19:00 try_renewal')
})

test('R110: nothing is tried before another period has been known for a day; later tries are at 03:00 again', () => {
  // Half an hour before 03:00 in Shanghai.
  const toldAt = at('2026-02-27T18:30:00Z')
  const renewalNotBefore = decideNotBefore(toldAt, policy.zone)
  const told = active({ renewsItself: true, lookedAt: toldAt, renewalNotBefore })
  const tries = lifeOf(told, [term('2026-01-31T04:00:00Z', '2026-02-28T04:00:00Z')]).filter((line) =>
    line.endsWith('try_renewal'),
  )

  expect(tries.slice(0, 3)).toEqual([
    '2026-02-28T18:30 try_renewal',
    '2026-02-28T19:00 try_renewal',
    '2026-03-01T19:00 try_renewal',
  ])
})

test('R110: switched on late, it is tried at the next 03:00', () => {
  const due = findNextDue(
    active({ renewsItself: true, lookedAt: at('2026-02-27T05:00:00Z') }),
    [term('2026-01-31T04:00:00Z', '2026-02-28T04:00:00Z')],
    policy,
  )

  expect(due).toMatchObject({ events: [{ kind: 'try_renewal' }] })
  expect(toIso(due?.at ?? 0)).toBe('2026-02-27T19:00:00.000Z')
})

test('a paid term that is to come begins at its moment, and one that was returned never does', () => {
  const terms = [
    term('2026-01-31T04:00:00Z', '2026-02-28T04:00:00Z'),
    { ...term('2026-02-28T04:00:00Z', '2026-03-31T04:00:00Z', 2), refundedAt: at('2026-02-01T00:00:00Z') },
    term('2026-02-28T04:00:00Z', '2026-03-31T04:00:00Z', 3),
  ]

  const begun = lifeOf(active({ endsAt: at('2026-03-31T04:00:00Z') }), terms).filter((line) =>
    line.endsWith('begin_term'),
  )

  expect(begun).toEqual(['2026-02-28T04:00 begin_term'])
})

test('what is late comes in the order in which it was due', () => {
  const due = findNextDue(active({ lookedAt: at('2026-02-27T04:00:00Z') }), [], policy)

  expect(due?.events).toEqual([{ kind: 'expire' }])
})

describe('R113: grace and retention by the level of the buyer', () => {
  test.each([
    ['V0', 1, 1],
    ['V1', 1, 7],
    ['V2', 1, 7],
    ['V3', 7, 7],
    ['V4', 7, 15],
    ['V5', 7, 15],
  ] as const)('%s: %d and %d days', (level, grace, retention) => {
    expect(lapseDays[level]).toEqual({ grace, retention })
    const { graceUntil, retentionUntil } = decideLapse(at('2026-02-28T04:00:00Z'), level, policy.zone)
    expect((graceUntil - at('2026-02-28T04:00:00Z')) / 86_400_000).toBe(grace)
    expect((retentionUntil - graceUntil) / 86_400_000).toBe(retention)
  })

  test('there is a line for every level', () => {
    expect(Object.keys(lapseDays)).toEqual(['V0', 'V1', 'V2', 'V3', 'V4', 'V5'])
  })
})
