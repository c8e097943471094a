import { describe, expect, test } from 'vitest'
import fc from 'fast-check'
import { fromDays, fromHours, toInstant, fromMinutes, createMoney, toZone } from '@loggia/kernel'
import { createPurchasable } from '../catalog/rules/examples.ts'
import {
  decideCancellation,
  decidePayment,
  decideWindow,
  formatLineNumber,
  createOrderNumber,
  freezeOffer,
  orderTransitions,
  decideState,
  priceLine,
} from './rules.ts'
import type { Order, OrderState } from './schema.ts'

const now = toInstant(Date.UTC(2026, 10, 24, 6, 33))
const states = Object.keys(orderTransitions) as OrderState[]
const order = (state: OrderState, kind: Order['kind'] = 'new'): Order => ({
  id: 'ord_1',
  number: 'CS1',
  kind,
  buyerId: 'byr_1',
  state,
  total: createMoney(100n, 'CNY'),
  createdAt: now,
  lines: [],
})

describe('R60: only an order that awaits payment can be cancelled', () => {
  test.each(states)('%s', (state) => {
    if (state === 'pending_payment') expect(decideCancellation(order(state))).toBe('cancelled')
    else expect(() => decideCancellation(order(state))).toThrow(/order\.not_cancellable/)
  })
})

describe('only a new order that awaits payment can be paid', () => {
  test.each(states)('%s', (state) => {
    if (state === 'pending_payment') expect(decidePayment(order(state), now)).toBe('processing')
    else expect(() => decidePayment(order(state), now)).toThrow(/order\.not_payable/)
    expect(() => decidePayment(order(state, 'refund'), now)).toThrow(/order\.not_payable/)
  })
})

test('R61: at the end of its seven days an order can no longer be paid', () => {
  const { payBy } = decideWindow(now)
  const open = { ...order('pending_payment'), payBy }

  expect(decidePayment(open, toInstant(payBy - 1))).toBe('processing')
  expect(() => decidePayment(open, payBy)).toThrow(/order\.payment_late/)
})

test('R61: an order may be paid for seven days', () => {
  expect(decideWindow(now)).toEqual({ payBy: now + fromDays(7) })
})

test('R61: what is counted is held for half an hour of the day in which it may be paid, or not at all', () => {
  const payBy = now + fromHours(24)
  expect(decideWindow(now, { counted: true, held: true })).toEqual({
    payBy,
    stockUntil: now + fromMinutes(30),
  })
  expect(decideWindow(now, { counted: true, held: false })).toEqual({ payBy, stockUntil: now })
})

describe('R72: the state of a paid order follows from its lines', () => {
  test.each([
    [['open'], 'processing'],
    [['open', 'completed'], 'processing'],
    [['open', 'refunded'], 'processing'],
    [['completed'], 'completed'],
    [['completed', 'refunded'], 'completed'],
    [['refunded'], 'refunded'],
    [['refunded', 'refunded'], 'refunded'],
  ] as const)('%j is %s', (lines, state) => {
    expect(decideState(lines)).toBe(state)
  })
})

describe('a published number', () => {
  test('is CS, the minute in the market’s zone, and five of A–Z0–9', () => {
    expect(createOrderNumber(now, toZone('Asia/Shanghai'), new Uint8Array([0, 25, 26, 35, 36]))).toBe(
      'CS2611241433AZ09A',
    )
  })

  test('has that form for any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 5, maxLength: 5 }), (bytes) =>
        /^CS\d{10}[A-Z0-9]{5}$/.test(createOrderNumber(now, toZone('UTC'), bytes)),
      ),
    )
  })

  test('of a line adds its position', () => {
    expect(formatLineNumber('CS2611241433AZ09A', 2)).toBe('CS2611241433AZ09A-000002')
  })
})

describe('R102, R118: only a new order is supervised', () => {
  const supervision = { flow: 'saas', criteria: { zh: '可以登录', en: 'People can sign in' } } as const
  const ask = { priceItemId: 'pri_1', quantity: 1, periodCount: 1 } as const
  const purchasable = createPurchasable({ product: { supervision }, priceItem: { trialDays: 14 } })

  test('a new order freezes it; what a renewal or a change freezes, and a trial, have none', () => {
    expect(priceLine(purchasable, ask, 1).offer.supervision).toEqual(supervision)
    expect(freezeOffer(purchasable, 1).supervision).toBeUndefined()
    expect(priceLine(purchasable, { ...ask, trial: true }, 1).offer.supervision).toBeUndefined()
  })

  test('R12: a type that is always supervised has its usual flow if none was chosen', () => {
    const manual = createPurchasable({ product: { type: 'manual_service' } })
    const saas = createPurchasable({})

    expect(priceLine(manual, ask, 1).offer.supervision).toEqual({ flow: 'simplified' })
    expect(priceLine(saas, ask, 1).offer.supervision).toBeUndefined()
  })
})
