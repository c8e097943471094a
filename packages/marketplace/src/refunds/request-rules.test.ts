import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createMoney, fromIso, toZone, weekendsOnly } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import {
  refundRequestActs,
  refundRequestStates,
  refundRequestSteps,
  refundRequestTurns,
} from '@loggia/protocol/console/refunds/kinds'
import type { RefundRequestAct, RefundRequestState } from '@loggia/protocol/console/refunds/kinds'
import { requireUnclaimed } from '../orders/rules.ts'
import type { Supervision } from '../supervision/index.ts'
import {
  decideNext,
  decideOrigins,
  decideReminder,
  listTogether,
  requireAskable,
  splitAmount,
} from './rules.ts'
import type { Askable } from './rules.ts'

const now = fromIso('2026-11-24T06:33:00Z')
const before = fromIso('2026-11-20T00:00:00Z')
const later = fromIso('2026-12-20T00:00:00Z')

describe('the states of a request (§8.4, §8.5)', () => {
  /** Written by hand from §8.4 and §8.5; every pair that is not here is refused. */
  const possible: Readonly<Partial<Record<`${RefundRequestState} ${RefundRequestAct}`, RefundRequestState>>> =
    {
      'seller_review approve': 'refunded',
      'seller_review await_goods': 'goods_return',
      'seller_review reject': 'rejected',
      'seller_review withdraw': 'withdrawn',
      'seller_review overrule': 'rejected',
      'seller_review close': 'closed',
      'goods_return send_goods': 'goods_sent',
      'goods_return withdraw': 'withdrawn',
      'goods_return overrule': 'rejected',
      'goods_return close': 'closed',
      'goods_sent receive_goods': 'refunded',
      'goods_sent reject': 'rejected',
      'goods_sent overrule': 'rejected',
      'goods_sent close': 'closed',
    }
  const pairs = refundRequestStates.flatMap((state) => refundRequestActs.map((act) => [state, act] as const))
  test.each(pairs)('R140, R151: %s, %s', (state, act) => {
    const next = possible[`${state} ${act}`]
    const decide = () => decideNext({ state }, act)

    if (next) expect(decide()).toBe(next)
    else expect(decide).toThrow(expect.objectContaining({ code: 'refund.request_moved' }))
  })

  test.each(refundRequestStates)('%s is over, or somebody has a way out of it', (state) => {
    const ways = Object.keys(refundRequestSteps[state])

    expect(ways.length > 0).toBe(refundRequestTurns[state] !== undefined)
  })
})

test('the page of the states is what holds', async () => {
  const edges = refundRequestStates.flatMap((state) =>
    Object.entries(refundRequestSteps[state]).map(([act, to]) => `  ${state} --> ${to}: ${act}`),
  )
  const isOver = (state: RefundRequestState): boolean => refundRequestTurns[state] === undefined
  const ends = refundRequestStates.filter(isOver).map((state) => `  ${state} --> [*]`)
  const page = `# The states of a refund request

Made from the code; do not edit. *await_goods* instead of *approve*: goods were shipped, and go back first (R151). *overrule*: an operator decided an appeal against the refund (R103). *close*: the delivery ended in another way. While an appeal is open, only these two are possible.

\`\`\`mermaid
stateDiagram-v2
  [*] --> seller_review
${[...edges, ...ends].join('\n')}
\`\`\`

| state | whose turn |
|---|---|
${refundRequestStates.map((state) => `| ${state} | ${refundRequestTurns[state] ?? 'over'} |`).join('\n')}
`

  await expect(page).toMatchFileSnapshot(
    join(import.meta.dirname, '../../../../docs/reference/refund-request-states.md'),
  )
})

describe('what may be asked for (§8.1, R138–R142, R151)', () => {
  const shipment = { carrier: 'SF', trackingNumber: 'SF123456', readable: true }
  const open: Supervision = {
    id: 'spv_1',
    deliveryId: 'dlv_1',
    orderId: 'ord_1',
    orderLineId: 'orl_1',
    subscriptionId: 'sub_1',
    sellerId: 'sel_1',
    buyerId: 'byr_1',
    productId: 'prd_1',
    type: 'manual_service',
    flow: 'simplified',
    stage: 'performing',
    since: before,
    startedAt: before,
    offered: { flow: 'simplified' },
    needsRecheck: false,
    rejections: 0,
  }
  const asked: Askable = { kind: 'new', supervision: open, term: undefined, isPermitted: false, now }
  const of = (more: Partial<Supervision>): Askable => ({ ...asked, supervision: { ...open, ...more } })
  const done = { stage: 'done', doneAt: before } as const

  test.each<[string, Askable, string | undefined]>([
    ['an open delivery', asked, undefined],
    ['one that waits for its acceptance', of({ stage: 'acceptance' }), undefined],
    ['a line that is not supervised', { ...asked, supervision: undefined }, 'refund.not_supervised'],
    ['a delivery that has ended', of({ stage: 'ended', endedAt: before }), 'refund.ended'],
    ['R138, R141: an accepted one', of(done), 'refund.guarantee_over'],
    [
      'R141: an accepted one that is in use',
      { ...of(done), term: { startsAt: before, endsAt: later } },
      'refund.guarantee_over',
    ],
    [
      'R142: one whose term is over',
      { ...of(done), term: { startsAt: before, endsAt: now } },
      'refund.order_expired',
    ],
    [
      'R142: a renewal in effect',
      { ...asked, kind: 'renewal', term: { startsAt: now } },
      'refund.renewal_in_effect',
    ],
    [
      'R143: a renewal that has not begun',
      { ...asked, kind: 'renewal', term: { startsAt: later } },
      'refund.renewal_to_come',
    ],
    [
      'R142: a code that was collected',
      of({ flow: 'license_code_collected', stage: 'activation', collectedAt: before }),
      'refund.code_collected',
    ],
    ['SaaS that is not open', of({ type: 'saas', flow: 'saas' }), 'supervision.not_opened'],
    ['SaaS that is open', of({ type: 'saas', flow: 'saas', openedAt: before }), undefined],
    ['R148: one with an open request', of({ refundAskedAt: before }), 'refund.already_open'],
    ['R103: one under appeal', of({ appealedAt: before }), 'refund.appealed'],
    ['R151: goods that were not shipped', of({ type: 'hardware', flow: 'hardware' }), undefined],
    ['R151: goods on their way', of({ stage: 'acceptance', shipment }), 'refund.in_transit'],
    [
      'R151: goods on their way, permitted',
      { ...of({ stage: 'acceptance', shipment }), isPermitted: true },
      undefined,
    ],
    [
      'R151: goods that arrived',
      of({ stage: 'acceptance', shipment: { ...shipment, receivedAt: before } }),
      undefined,
    ],
  ])('%s', (_, askable, code) => {
    if (code === undefined) expect(requireAskable(askable)).toBe(askable.supervision)
    else expect(() => requireAskable(askable)).toThrow(expect.objectContaining({ code }))
  })
})

describe('claims on a line', () => {
  test.each([
    ['refund_in_review', 'refund_in_review', 'order.refund_in_review'],
    ['refund_in_review', 'invoice_requested', 'order.invoice_requested'],
    ['refund_in_review', 'invoice_issued', 'order.invoice_issued'],
    ['invoice_requested', 'refund_in_review', 'order.refund_in_review'],
    ['invoice_requested', 'invoice_requested', 'order.invoice_requested'],
    ['invoice_requested', 'invoice_issued', 'order.invoice_issued'],
    ['invoice_issued', 'refund_in_review', 'order.refund_in_review'],
    ['invoice_issued', 'invoice_requested', undefined],
    ['invoice_issued', 'invoice_issued', 'order.invoice_issued'],
  ] as const)('%s while there is %s: %s', (kind, other, code) => {
    const require = () => requireUnclaimed([{ kind: other }], kind)

    if (code) expect(require).toThrow(expect.objectContaining({ code }))
    else expect(require).not.toThrow()
    expect(() => requireUnclaimed([], kind)).not.toThrow()
  })
})

test.each([
  [0, '2026-11-27T06:33:00.000Z'],
  [1, '2026-12-01T06:33:00.000Z'],
  [2, '2026-12-03T06:33:00.000Z'],
  [3, undefined],
])('R146: after %d dates the next is %s', (reminded, at) => {
  const due = decideReminder(
    { since: now, reminded },
    { zone: toZone('Asia/Shanghai'), calendar: weekendsOnly },
  )

  expect(due).toBe(at === undefined ? undefined : fromIso(at))
})

describe('parts', () => {
  const amounts = fc.array(
    fc.record({ amount: fc.bigInt(0n, 10n ** 9n), share: fc.integer({ min: 0, max: 100 }) }),
    {
      minLength: 1,
      maxLength: 6,
    },
  )
  const cny = (minor: bigint) => createMoney(minor, 'CNY')

  test('R145, R155: the lines of a bundle get the whole amount, none more than what is left of it, in proportion to a fen', () => {
    fc.assert(
      fc.property(amounts, fc.integer({ min: 1, max: 100 }), (all, percent) => {
        const lines = all.map(({ amount, share }, at) => ({
          id: `orl_${at}` as Id<'orl'>,
          amount: cny(amount),
          returned: cny((amount * BigInt(share)) / 100n),
        }))
        const lefts = lines.map(({ amount, returned }) => amount.amountMinor - returned.amountMinor)
        const left = lefts.reduce((one, other) => one + other, 0n)
        const asked = (left * BigInt(percent)) / 100n
        fc.pre(asked > 0n)

        const parts = splitAmount(cny(asked), lines).map(({ amountMinor }) => amountMinor)

        expect(parts.reduce((one, other) => one + other, 0n)).toBe(asked)
        for (const [at, part] of parts.entries()) {
          const most = lefts[at] ?? 0n
          expect(part >= 0n && part <= most).toBe(true)
          const error = part * left - asked * most
          expect(error < left && -error < left).toBe(true)
        }
      }),
    )
  })

  test('R154: an amount goes back to where it came from, and no origin gets more than it gave', () => {
    fc.assert(
      fc.property(amounts, fc.integer({ min: 1, max: 100 }), (all, percent) => {
        const paid = all.map(({ amount, share }) => ({
          origin: 'balance' as const,
          paid: cny(amount),
          returned: cny((amount * BigInt(share)) / 100n),
        }))
        const left = paid.reduce((sum, from) => sum + from.paid.amountMinor - from.returned.amountMinor, 0n)
        const amount = (left * BigInt(percent)) / 100n
        fc.pre(amount > 0n)

        const back = decideOrigins(cny(amount), paid)

        expect(back.reduce((sum, one) => sum + one.amount.amountMinor, 0n)).toBe(amount)
        expect(back.every((one) => one.amount.amountMinor > 0n)).toBe(true)
        expect(back.length).toBeLessThanOrEqual(paid.length)
      }),
    )
  })

  test('R145: only lines of the same bundle and seller belong together', () => {
    const line = (id: string, bundle?: string, sellerId = 'sel_1') =>
      ({ id, sellerId, offer: bundle === undefined ? {} : { bundle } }) as never
    const lines = [line('a', 'x'), line('b'), line('c', 'x'), line('d', 'y'), line('e', 'x', 'sel_2')]

    const idsWith = (at: number) => listTogether({ lines }, lines[at] as never).map(({ id }) => id)

    expect([idsWith(0), idsWith(1), idsWith(3), idsWith(4)]).toEqual([['a', 'c'], ['b'], ['d'], ['e']])
  })
})
