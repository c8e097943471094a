import { describe, expect, test } from 'vitest'
import { toInstant, createMoney } from '@loggia/kernel'
import type { Offer, Order, OrderLine } from '../orders/index.ts'
import type { Customer } from '../parties/index.ts'
import { readAsk } from './rules/answers.ts'
import { presentOrder } from './rules/orders.ts'

const offer: Offer = {
  type: 'saas',
  salesMode: 'general',
  productName: { zh: '云账本', en: 'Cloud Ledger' },
  specification: { zh: '标准版', en: 'Standard' },
  skuCode: 'sku-1',
  productCode: 'OFFI1',
  unitPrice: { amountE8: 1_000_000_000n, currency: 'CNY' },
  period: 'year',
  periodCount: 2,
}
const lineWith = (more: Partial<Offer>): OrderLine => ({
  id: 'orl_1',
  orderId: 'ord_1',
  number: 'CS1-000001',
  sellerId: 'sel_1',
  productId: 'prd_1',
  skuId: 'sku_1',
  priceItemId: 'pri_1',
  offer: { ...offer, ...more },
  quantity: 3,
  amount: createMoney(123_450n, 'CNY'),
  returned: createMoney(0n, 'CNY'),
  state: 'completed',
})
const orderWith = (kind: Order['kind'], ...lines: OrderLine[]): Order => ({
  id: 'ord_1',
  number: 'CS1',
  kind,
  buyerId: 'byr_1',
  state: 'completed',
  total: createMoney(123_450n, 'CNY'),
  createdAt: toInstant(Date.UTC(2026, 10, 24, 6, 33)),
  lines,
})
const customer: Customer = {
  id: '0123456789abcdef0123456789abcdef',
  name: { zh: '沧野制造', en: 'Cangye' },
  kind: 'enterprise',
  isVerified: true,
  contact: { name: '林', email: 'office@cangye.example', phone: '021 5550 0100' },
  member: { id: 'c4ca4238a0b923820dcc509a6f75849b', name: '林知遥', email: 'lin@cangye.example' },
}
const presented = (kind: Order['kind'], ...lines: OrderLine[]) =>
  presentOrder(
    orderWith(kind, ...lines),
    lines.map((line) => ({ line, held: undefined, given: [] })),
    customer,
  )

describe('the type of an order', () => {
  const paid = lineWith({})
  const trial = lineWith({ trialDays: 14 })

  test.each<[Order['kind'], OrderLine[], string]>([
    ['new', [paid], 'NEW'],
    ['new', [trial], 'TRIAL'],
    ['new', [trial, paid], 'NEW'],
    ['renewal', [paid], 'RENEW'],
    ['renewal', [lineWith({ before: { specification: offer.specification, quantity: 1 } })], 'RENEW'],
    ['conversion', [paid], 'TRIAL_TO_FORMAL'],
    ['change', [paid], 'CHANGE'],
    ['refund', [paid], 'UNSUBSCRIBE'],
  ])('%s %#', (kind, lines, type) => {
    expect(presented(kind, ...lines).orderType).toBe(type)
  })
})

describe('a line', () => {
  test.each<[string, Partial<Offer>, object]>([
    ['of years', {}, { chargingMode: 'PERIOD', periodType: 'year', periodNumber: 2 }],
    ['of a trial', { trialDays: 14 }, { chargingMode: 'PERIOD', periodType: 'day', periodNumber: 14 }],
    ['that is bought once', { period: 'one_time', periodCount: 1 }, { chargingMode: 'ONE_TIME' }],
  ])('%s', (_, more, expected) => {
    const [line] = presented('new', lineWith(more)).orderLine

    expect(line).toMatchObject({ ...expected, currency: '1234.5' })
    expect('periodType' in (line ?? {})).toBe('periodType' in expected)
    expect(line).not.toHaveProperty('expireTime')
  })

  test('names product, specification, values and mode, and the quantity only where there is one', () => {
    const attributes = [{ name: { zh: '地区', en: 'Region' }, value: { zh: '华东', en: 'East' } }]
    const unit = { zh: '席', en: 'seat' }

    expect(presented('new', lineWith({ attributes, unit })).orderLine[0]?.productInfo).toEqual([
      { productId: 'OFFI1', skuCode: 'sku-1', linearValue: 3, productName: '云账本,标准版,华东,包周期' },
    ])
    expect(presented('new', lineWith({})).orderLine[0]?.productInfo[0]).not.toHaveProperty('linearValue')
  })
})

describe('R47, R66: of the buyer’s contact data a seller sees', () => {
  const none = { mobilePhone: null, email: null, userId: null, userName: null }

  test.each<[string, Partial<Offer>, object]>([
    ['nothing that was not asked for', {}, none],
    ['the phone', { buyerData: ['phone'] }, { ...none, mobilePhone: '021 5550 0100' }],
    ['the mail address', { buyerData: ['email'] }, { ...none, email: 'office@cangye.example' }],
    [
      'the user name',
      { buyerData: ['user_name'] },
      { ...none, userId: 'c4ca4238a0b923820dcc509a6f75849b', userName: '林知遥' },
    ],
  ])('%s', (_, more, expected) => {
    expect(presented('new', lineWith(more)).buyerInfo).toEqual({
      ...expected,
      customerId: expect.stringMatching(/^[0-9a-f]{32}$/),
      customerName: '沧野制造',
      customerRealName: '沧野制造',
      customerType: 1,
    })
  })
})

describe('a question', () => {
  test.each<[object, string]>([
    [{}, 'MKT.0101'],
    [{ orderId: '' }, 'MKT.0101'],
    [{ orderId: ['a', 'b'] }, 'MKT.0199'],
    [{ orderId: 'x'.repeat(65) }, 'MKT.0100'],
    [{ orderId: 'CS1;drop' }, 'MKT.0100'],
    [{ orderId: 'CS1', orderLineId: ['a'] }, 'MKT.0199'],
  ])('%j is refused with %s', (ask, resultCode) => {
    expect(readAsk(ask)).toMatchObject({ resultCode })
  })

  test('with an empty line is one without a line', () => {
    expect(readAsk({ orderId: 'CS1', orderLineId: '' })).toEqual({ orderId: 'CS1', orderLineId: undefined })
  })
})
