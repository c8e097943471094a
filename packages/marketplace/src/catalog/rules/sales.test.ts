import { describe, expect, test } from 'vitest'
import type { Buyer, BuyerAudience, Category } from '../schema.ts'
import { createPurchasable, catchRefusal, createText } from './examples.ts'
import {
  sortAsTree,
  findPath,
  requireAudience,
  requireFitParent,
  requireLeaf,
  requireNarrower,
  requirePurchaseLeft,
  requireVerified,
} from './sales.ts'

const buyer = (change: Partial<Buyer> = {}): Buyer => ({
  id: 'byr_1',
  kind: 'enterprise',
  country: 'CN',
  verification: 'enterprise',
  owns: [],
  ...change,
})
const audiences: readonly BuyerAudience[] = [
  { kind: 'all' },
  { kind: 'enterprise' },
  { kind: 'personal' },
  { kind: 'named', buyerIds: ['byr_1'] },
  { kind: 'owners', productId: 'prd_9' },
]

describe('R4: what a buyer must be verified as', () => {
  test.each([
    ['personal', 'none', 'catalog.verification_missing'],
    ['personal', 'personal', 'accepted'],
    ['personal', 'enterprise', 'accepted'],
    ['enterprise', 'none', 'catalog.enterprise_verification_missing'],
    ['enterprise', 'personal', 'catalog.enterprise_verification_missing'],
    ['enterprise', 'enterprise', 'accepted'],
  ] as const)('a product for %s, a buyer verified as %s: %s', (needed, verification, code) => {
    const sold = createPurchasable({ product: { verification: needed } })

    expect(catchRefusal(() => requireVerified(sold, buyer({ verification })))).toBe(code)
  })
})

describe('R31: whom a product is sold to', () => {
  test.each([
    [{ kind: 'all' }, {}, 'accepted'],
    [{ kind: 'enterprise' }, {}, 'accepted'],
    [{ kind: 'enterprise' }, { kind: 'personal' }, 'catalog.not_for_this_buyer'],
    [{ kind: 'personal' }, {}, 'catalog.not_for_this_buyer'],
    [{ kind: 'named', buyerIds: ['byr_1'] }, {}, 'accepted'],
    [{ kind: 'named', buyerIds: ['byr_2'] }, {}, 'catalog.not_for_this_buyer'],
    [{ kind: 'owners', productId: 'prd_9' }, { owns: ['prd_9'] }, 'accepted'],
    [{ kind: 'owners', productId: 'prd_9' }, { owns: ['prd_8'] }, 'catalog.not_for_this_buyer'],
  ] as const)('%j, %j: %s', (audience, who, code) => {
    expect(
      catchRefusal(() => requireAudience(createPurchasable({ product: { audience } }), buyer(who))),
    ).toBe(code)
  })

  test('a specification that narrows it needs both', () => {
    const narrowed = createPurchasable({
      product: { audience: { kind: 'enterprise' } },
      specification: { audience: { kind: 'named', buyerIds: ['byr_1'] } },
    })

    expect(catchRefusal(() => requireAudience(narrowed, buyer()))).toBe('accepted')
    expect(catchRefusal(() => requireAudience(narrowed, buyer({ id: 'byr_2' })))).toBe(
      'catalog.not_for_this_buyer',
    )
    expect(catchRefusal(() => requireAudience(narrowed, buyer({ kind: 'personal' })))).toBe(
      'catalog.not_for_this_buyer',
    )
  })

  test.each([
    ['all', ['all', 'enterprise', 'personal', 'named']],
    ['enterprise', ['enterprise', 'named']],
    ['personal', ['personal', 'named']],
    ['named', []],
    ['owners', []],
  ] as const)('below %s a specification may be for %j', (kind, allowed) => {
    const product = audiences.find((one) => one.kind === kind) ?? { kind: 'all' }
    const passed = audiences.filter(
      (audience) => catchRefusal(() => requireNarrower(product, { name: '标准版', audience })) === 'accepted',
    )

    expect(passed.map((one) => one.kind)).toEqual(allowed)
  })
})

test('R32: outside its regions a product is not sold', () => {
  const abroad = createPurchasable({ product: { regions: ['SG', 'DE'] } })

  expect(catchRefusal(() => requireAudience(abroad, buyer({ country: 'SG' })))).toBe('accepted')
  expect(catchRefusal(() => requireAudience(abroad, buyer()))).toBe('catalog.not_in_this_region')
})

test('R29: one buyer buys a specification so many times and not once more', () => {
  const limited = createPurchasable({ specification: { maxPurchases: 2 } })

  expect(catchRefusal(() => requirePurchaseLeft(limited, 1))).toBe('accepted')
  expect(catchRefusal(() => requirePurchaseLeft(limited, 2))).toBe('catalog.purchase_limit_reached')
  expect(catchRefusal(() => requirePurchaseLeft(createPurchasable(), 1000))).toBe('accepted')
})

describe('R40: the tree of categories', () => {
  const category = (code: string, position: number, parent?: string): Category => ({
    code,
    ...(parent !== undefined && { parent }),
    name: createText(code),
    position,
  })
  const tree = [
    category('b', 2),
    category('a-2', 2, 'a'),
    category('a', 1),
    category('a-1', 1, 'a'),
    category('a-1-1', 1, 'a-1'),
  ]

  test('comes parents first', () => {
    expect(sortAsTree(tree).map(({ code }) => code)).toEqual(['a', 'a-1', 'a-1-1', 'a-2', 'b'])
    expect(findPath(tree, 'a-1-1').map(({ code }) => code)).toEqual(['a', 'a-1', 'a-1-1'])
  })

  test.each([
    ['a-1-1', 'accepted'],
    ['b', 'accepted'],
    ['a', 'catalog.category_not_leaf'],
    ['a-1', 'catalog.category_not_leaf'],
    ['c', 'catalog.category_not_leaf'],
  ])('a product in %s: %s', (code, expected) => {
    expect(catchRefusal(() => requireLeaf(tree, code))).toBe(expected)
  })

  test.each([
    [category('c', 1), 'accepted'],
    [category('c', 1, 'a'), 'accepted'],
    [category('c', 1, 'nowhere'), 'catalog.category_not_found'],
    [category('a', 1, 'a-1-1'), 'catalog.category_circular'],
    [category('a', 1, 'a'), 'catalog.category_circular'],
  ])('%j: %s', (one, expected) => {
    expect(catchRefusal(() => requireFitParent(tree, one))).toBe(expected)
  })
})
