import { expect, test } from 'vitest'
import type { ServiceChoices, ServiceDetail } from '@loggia/protocol/console'
import { toAsk, estimatePrice, findFault, createFirstChoice, toSameAsk } from './choosing.ts'
import type { Choosable } from './choosing.ts'

const text = (en: string) => ({ zh: en, en })
const price = (priceItemId: `pri_${string}`, period: 'month' | 'year', amount: string) => ({
  priceItemId,
  period,
  unitPrice: { amount, currency: 'CNY' as const },
  maxPeriods: period === 'year' ? 3 : 11,
})
const room = (value: string) => [{ name: text('Room'), value: text(value) }]
const choices: ServiceChoices = {
  quantity: { name: text('Seats'), unit: text('seat'), min: 1, max: 500 },
  choices: [
    {
      skuId: 'sku_small',
      present: true,
      attributes: room('200 GB'),
      prices: [price('pri_sm', 'month', '26.00'), price('pri_sy', 'year', '268.00')],
    },
    {
      skuId: 'sku_large',
      present: false,
      attributes: room('1 TB'),
      prices: [price('pri_ly', 'year', '468.00')],
    },
  ],
}
const of: Choosable = {
  choices,
  service: {
    id: 'sub_1',
    quantity: 12,
    period: 'month',
    terms: [
      { state: 'current', quantity: 12 },
      { state: 'future', quantity: 8 },
      { state: 'refunded', quantity: 3 },
    ],
  } as unknown as ServiceDetail,
}

test('a renewal starts from what the newest term that is paid for holds, a change from what holds now', () => {
  expect(createFirstChoice(of, 'renewal')).toEqual({
    skuId: 'sku_small',
    period: 'month',
    count: 1,
    quantity: '8',
  })
  expect(createFirstChoice(of, 'change').quantity).toBe('12')
})

test('what it comes to is unit price × quantity × periods, of the period that the combination is sold by', () => {
  const choice = { ...createFirstChoice(of, 'renewal'), count: 3 }

  expect(estimatePrice(of, choice)).toEqual({ amount: '624.00', currency: 'CNY' })
  expect(estimatePrice(of, { ...choice, skuId: 'sku_large', count: 11 })?.amount).toBe('11232.00')
  expect(estimatePrice(of, { ...choice, quantity: 'many' })).toBeUndefined()
})

test('R119: a change during validity goes upwards and changes something; a renewal may be as it is', () => {
  const choice = createFirstChoice(of, 'change')

  expect(findFault(of, 'change', choice)).toBe('nothing_changes')
  expect(findFault(of, 'change', { ...choice, quantity: '11' })).toBe('only_upwards')
  expect(findFault(of, 'change', { ...choice, quantity: '13' })).toBeUndefined()
  expect(findFault(of, 'change', { ...choice, skuId: 'sku_large' })).toBeUndefined()
  expect(findFault(of, 'renewal', createFirstChoice(of, 'renewal'))).toBeUndefined()
  expect(findFault(of, 'renewal', { ...choice, quantity: '501' })).toBe('quantity')
})

test('a change is asked for without periods', () => {
  const choice = { ...createFirstChoice(of, 'change'), quantity: '20' }

  expect(toAsk('change', [{ of, choice }])).toEqual({
    kind: 'change',
    lines: [{ serviceId: 'sub_1', priceItemId: 'pri_sm', quantity: 20 }],
  })
})

test('a quote that ran out is asked for again by what it showed, unless that is not sold any more', () => {
  const after = { attributes: room('1 TB'), quantity: 5, period: 'year' as const, periodCount: 2 }

  expect(toSameAsk('renewal', [{ of, after }])).toEqual({
    kind: 'renewal',
    lines: [{ serviceId: 'sub_1', priceItemId: 'pri_ly', quantity: 5, periodCount: 2 }],
  })
  expect(toSameAsk('renewal', [{ of, after: { ...after, attributes: room('5 TB') } }])).toBeUndefined()
})
