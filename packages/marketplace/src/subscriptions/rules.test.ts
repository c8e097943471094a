import { describe, expect, test } from 'vitest'
import { fromIso, toIso, zone } from '@loggia/kernel'
import { decideState, decideTerm, subscriptionTransitions } from './rules.ts'
import type { Subscription, SubscriptionState } from './schema.ts'

const subscription = (more: Partial<Subscription> = {}): Subscription => ({
  id: 'sub_1',
  buyerId: 'byr_1',
  sellerId: 'sel_1',
  productId: 'prd_1',
  skuId: 'sku_1',
  priceItemId: 'pri_1',
  orderId: 'ord_1',
  orderLineId: 'orl_1',
  quantity: 1,
  period: 'month',
  periodCount: 1,
  state: 'opening',
  createdAt: fromIso('2026-01-31T00:00:00Z'),
  ...more,
})

describe('R74: the term starts when opening succeeds and runs whole calendar periods in the market’s zone', () => {
  test.each([
    ['month', 1, '2026-11-24T06:33:00.000Z', '2026-12-24T06:33:00.000Z'],
    ['month', 1, '2026-01-31T04:00:00.000Z', '2026-02-28T04:00:00.000Z'],
    ['month', 12, '2028-02-29T04:00:00.000Z', '2029-02-28T04:00:00.000Z'],
    ['year', 1, '2026-11-24T06:33:00.000Z', '2027-11-24T06:33:00.000Z'],
    ['year', 3, '2026-11-24T06:33:00.000Z', '2029-11-24T06:33:00.000Z'],
    // 1 March 00:30 in Shanghai is still February in UTC: the market's calendar decides.
    ['month', 1, '2026-02-28T16:30:00.000Z', '2026-03-31T16:30:00.000Z'],
  ] as const)('%s × %i from %s ends at %s', (period, periodCount, openedAt, endsAt) => {
    const term = decideTerm(subscription({ period, periodCount }), fromIso(openedAt), zone('Asia/Shanghai'))

    expect({ from: toIso(term.startsAt), to: toIso(term.endsAt ?? 0) }).toEqual({
      from: openedAt,
      to: endsAt,
    })
  })
})

test('R27: a trial runs for its days, and what was bought once has no end', () => {
  const openedAt = fromIso('2026-11-24T06:33:00.000Z')
  const term = (more: Partial<Subscription>) =>
    decideTerm(subscription(more), openedAt, zone('Asia/Shanghai'))

  expect(toIso(term({ trialDays: 14 }).endsAt ?? 0)).toBe('2026-12-08T06:33:00.000Z')
  expect(term({ period: 'one_time' })).toEqual({ startsAt: openedAt })
})

describe('an action that a state does not know is a fault', () => {
  const actions = ['activate', 'cancel'] as const
  const pairs = (Object.keys(subscriptionTransitions) as SubscriptionState[]).flatMap((state) =>
    actions.map((action) => [state, action] as const),
  )

  test.each(pairs)('%s, %s', (state, action) => {
    const next = subscriptionTransitions[state][action]

    if (next) expect(decideState(subscription({ state }), action)).toBe(next)
    else expect(() => decideState(subscription({ state }), action)).toThrow(/does not apply/)
  })
})
