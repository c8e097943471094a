import type { Product } from '@loggia/protocol/console'
import { expect, test } from 'vitest'
import { createPriceItem, createProduct, createSpecification } from '../example-product.ts'
import { findMatch, findRange, listMonths, readCondition } from './match.ts'

const sold = (change: Partial<Product> = {}) => createProduct(change)
const yearly = (n: number, amount: string) => createPriceItem(n, amount, { period: 'year', maxPeriods: 3 })

test('the cheapest specification that is sold for this time is compared, with the price of the purchase', () => {
  const match = findMatch(sold(), { quantity: 120, months: 12 })

  expect(match).toMatchObject({
    offer: {
      specification: { id: sold().specifications[0]?.id },
      term: { key: 'year-1' },
      quantity: 120,
      quote: { total: { amount: '56160.00', currency: 'CNY' } },
    },
  })
})

test('a specification whose orders are smaller gives way to a dearer one that is sold in this quantity', () => {
  const [small, large] = sold().specifications
  const product = sold({ specifications: [{ ...small!, maxQuantity: 50 }, large!] })

  expect(findMatch(product, { quantity: 51, months: 12 })).toMatchObject({
    offer: { specification: { id: large?.id } },
  })
})

test('what is sold out or delisted is not compared', () => {
  const [first, second] = sold().specifications
  const product = sold({ specifications: [{ ...first!, soldOut: true }, second!] })
  const none = sold({
    specifications: [
      { ...first!, soldOut: true },
      { ...second!, delisted: true },
    ],
  })

  expect(findMatch(product, { quantity: 5, months: 12 })).toMatchObject({
    offer: { specification: { id: second?.id } },
  })
  expect(findMatch(none, { quantity: 5, months: 12 })).toEqual({ missing: 'offer' })
})

test('says whether the time or the quantity is the reason why there is no price', () => {
  expect(findMatch(sold(), { quantity: 5, months: 0 })).toEqual({ missing: 'term' })
  expect(findMatch(sold(), { quantity: 4, months: 12 })).toEqual({ missing: 'quantity' })
  expect(findMatch(sold(), { quantity: 2001, months: 12 })).toEqual({ missing: 'quantity' })
})

test('twelve months of a product that is sold by the month compare with a year', () => {
  const monthly = sold({ specifications: [createSpecification(1, [createPriceItem(1, '10')])] })

  expect(findMatch(monthly, { quantity: 5, months: 12 })).toMatchObject({
    offer: { term: { key: 'month-12' }, quote: { total: { amount: '600.00' } } },
  })
})

test('a product without a quantity is priced once, whatever the quantity', () => {
  const { quantity: _, ...rest } = sold({ specifications: [createSpecification(1, [yearly(1, '300')])] })

  const match = findMatch(rest as Product, { quantity: 120, months: 12 })

  expect(match).toMatchObject({ offer: { quantity: undefined, quote: { total: { amount: '300.00' } } } })
})

test('the times of all products are offered, one-time purchases last', () => {
  const once = sold({
    specifications: [
      createSpecification(1, [createPriceItem(1, '9', { period: 'one_time', maxPeriods: 1 })]),
    ],
  })

  expect(listMonths([once, sold()])).toEqual([1, 3, 6, 12, 24, 36, 0])
})

test('by default a year and the least quantity that all of them sell; the address may ask for others', () => {
  const more = sold({ quantity: { ...sold().quantity!, min: 20, max: 100 } })

  expect(readCondition([sold(), more], {})).toEqual({ quantity: 20, months: 12 })
  expect(readCondition([sold(), more], { quantity: '7', months: '3' })).toEqual({ quantity: 7, months: 3 })
  expect(readCondition([sold()], { quantity: '0', months: '5' })).toEqual({ quantity: 1, months: 12 })
  expect(findRange([sold(), more])).toEqual({ min: 5, max: 2000 })
})
