import { describe, expect, test } from 'vitest'
import type { SellerProduct } from '@loggia/protocol/console'
import { toSaleTerms, toTerms, toTyped, findWrong } from './sale-terms.ts'
import type { TypedTerms } from './sale-terms.ts'
import { parseSigned } from './signed.ts'

const id = (prefix: string, last = '0') => `${prefix}_${last.padStart(26, '0')}`
const specification = { id: id('spc'), name: { zh: '甲', en: 'A' }, features: [], skus: [] }
const terms = { audience: { kind: 'personal' as const }, maxPurchases: 3, maxQuantity: 50 }
const product = {
  id: id('prd'),
  audience: { kind: 'named', buyerIds: [id('byr', '1'), id('byr', '2')] },
  regions: ['CN', 'SG'],
  trialBuyers: [id('byr', '3')],
  specifications: [{ ...specification, ...terms }],
} as unknown as SellerProduct
const typed: TypedTerms = {
  kind: 'all',
  buyers: '',
  owned: '',
  regions: '',
  isTrialNamed: false,
  trialBuyers: '',
  limits: [{ purchases: '', quantity: '' }],
}

describe('terms of sale', () => {
  test('R29, R31: what is opened and saved unchanged is sent as it was, limits and audiences of specifications too', () => {
    const before = toSaleTerms(product)

    expect(before.specifications).toEqual([{ id: id('spc'), ...terms }])
    expect(toTerms(toTyped(before), before)).toEqual(before)
    expect(findWrong(toTyped(before))).toEqual({
      buyers: false,
      owned: false,
      regions: false,
      trialBuyers: false,
      limits: [{ purchases: false, quantity: false }],
    })
  })

  test('R31: an audience without buyers, or of something that is no id, is not sent', () => {
    expect(findWrong({ ...typed, kind: 'named' }).buyers).toBe(true)
    expect(findWrong({ ...typed, kind: 'named', buyers: 'byr_1' }).buyers).toBe(true)
    expect(findWrong({ ...typed, kind: 'named', buyers: `${id('byr')}\n` }).buyers).toBe(false)
    expect(findWrong({ ...typed, kind: 'owners', owned: id('spc') }).owned).toBe(true)
  })

  test('R27: whom a trial is for is sent once each, or not at all for everybody', () => {
    const named = { ...typed, isTrialNamed: true, trialBuyers: `${id('byr')} ${id('byr')}` }

    expect(toTerms(named, { audience: { kind: 'all' }, specifications: [] }).trialBuyers).toEqual([id('byr')])
    expect(toTerms({ ...named, isTrialNamed: false }, toSaleTerms(product))).not.toHaveProperty('trialBuyers')
    expect(findWrong({ ...named, trialBuyers: '' }).trialBuyers).toBe(true)
    expect(findWrong({ ...named, trialBuyers: id('prd') }).trialBuyers).toBe(true)
  })

  test('R32: regions are told once each, in capitals', () => {
    const terms = toTerms(
      { ...typed, regions: 'cn，sg, CN' },
      { audience: { kind: 'all' }, specifications: [] },
    )

    expect(terms.regions).toEqual(['CN', 'SG'])
    expect(findWrong({ ...typed, regions: 'China' }).regions).toBe(true)
  })

  test.each(['0', '-1', '1.5', '1000001', 'x'])('R29: %s is no limit', (purchases) => {
    expect(findWrong({ ...typed, limits: [{ purchases, quantity: '' }] }).limits[0]?.purchases).toBe(true)
  })
})

test.each([
  ['+20', 20],
  ['−5', -5],
  ['１０', 10],
  ['1,000', 1000],
  ['0', undefined],
  ['1.5', undefined],
  ['', undefined],
])('R30: a change of stock written as %j is %s', (written, change) => {
  expect(parseSigned(written)).toBe(change)
})
