import { describe, expect, test } from 'vitest'
import { fromIso, toInstant, toIso, toZone, weekendsOnly } from '@loggia/kernel'
import { productTransitions } from '../schema.ts'
import type { Application, ProductState } from '../schema.ts'
import {
  createBand,
  createDraft,
  createOnlySku,
  createPrice,
  createProduct,
  catchRefusal,
  seats,
  createSpecification,
  createText,
} from './examples.ts'
import {
  hasNewPrices,
  decideDelisting,
  decideDueAt,
  decidePublication,
  decideReview,
  decideReturn,
  decideSubmission,
  decideSuspension,
  decideWithdrawal,
  isHeld,
  requireChangeable,
  requireEditable,
  requireFitChange,
} from './lifecycle.ts'

const now = toInstant(Date.UTC(2026, 10, 24, 6, 33))
const application = (change: Partial<Application> = {}): Application => ({
  id: 'apl_1',
  productId: 'prd_1',
  sellerId: 'sel_1',
  kind: 'release',
  state: 'in_review',
  changesPrices: false,
  showsCertificates: true,
  filedAt: now,
  dueAt: now,
  ...change,
})
const states = Object.keys(productTransitions) as ProductState[]
const outcomeOf = <T>(work: () => T): unknown => {
  let result: unknown
  const code = catchRefusal(() => {
    result = work()
  })
  return code === 'accepted' ? result : code
}

describe('§2.5: what may be done with a product', () => {
  test.each(states)('that is %s', (state) => {
    const isNew = state === 'draft' || state === 'rejected'
    const isOnSale = state === 'listed' || state === 'hidden'

    expect(outcomeOf(() => decideSubmission(createProduct(state)))).toBe(
      isNew ? 'in_review' : 'catalog.not_submittable',
    )
    expect(catchRefusal(() => requireEditable(createProduct(state)))).toBe(
      isNew ? 'accepted' : 'catalog.not_editable',
    )
    expect(catchRefusal(() => requireChangeable(createProduct(state)))).toBe(
      isOnSale ? 'accepted' : 'catalog.not_changeable',
    )
    expect(outcomeOf(() => decideSuspension(createProduct(state)))).toBe(
      isOnSale ? 'suspended' : 'catalog.not_suspendable',
    )
    expect(outcomeOf(() => decideDelisting(createProduct(state)))).toBe(
      isOnSale || state === 'suspended' ? 'delisted' : 'catalog.not_delistable',
    )
  })

  test('R52, R53: what is approved is listed or hidden, and a suspension goes on', () => {
    expect(decidePublication(createProduct('in_review'), false)).toBe('listed')
    expect(decidePublication(createProduct('listed'), true)).toBe('hidden')
    expect(decidePublication(createProduct('hidden'), false)).toBe('listed')
    expect(decidePublication(createProduct('suspended'), false)).toBe('suspended')
    expect(decideReturn(createProduct('suspended'))).toBe('listed')
    expect(decideReturn(createProduct('suspended', { hidden: true }))).toBe('hidden')
  })
})

test.each([
  ['nothing', {}, false],
  ['its own suspension', { suspendedUntil: now }, true],
  ['the suspension of its seller', { sellerSuspended: true }, true],
  ['the freeze of its interface', { interfaceFrozen: true }, true],
] as const)('R53, R240: %s keeps a product off sale: %j is %s', (_, held, is) => {
  expect(isHeld(held)).toBe(is)
})

describe('a review', () => {
  const by = { memberId: 'mbr_1', fourEyes: false } as const

  test('R46: approves, or rejects with a reason', () => {
    expect(decideReview(application(), { approve: true }, by)).toBe('approve')
    expect(decideReview(application(), { approve: false, reason: 'unclear' }, by)).toBe('reject')
    for (const reason of [undefined, '', '  '])
      expect(outcomeOf(() => decideReview(application(), { approve: false, reason }, by))).toBe(
        'catalog.reason_missing',
      )
  })

  test('R6: with four eyes a change of prices takes two operators, and each of them may reject it', () => {
    const four = { memberId: 'mbr_1', fourEyes: true } as const
    const other = { memberId: 'mbr_2', fourEyes: true } as const
    const first = application({ kind: 'change', changesPrices: true })
    const once = { ...first, secondedBy: 'mbr_1' } as const

    expect(decideReview(first, { approve: true }, four)).toBe('second')
    expect(outcomeOf(() => decideReview(once, { approve: true }, four))).toBe(
      'catalog.second_operator_needed',
    )
    expect(decideReview(once, { approve: true }, other)).toBe('approve')
    expect(decideReview(once, { approve: false, reason: 'too dear' }, four)).toBe('reject')
    expect(decideReview(application({ kind: 'change' }), { approve: true }, four)).toBe('approve')
  })

  test('R58: what nobody has opened may be withdrawn', () => {
    const product2 = createProduct('in_review')

    expect(decideWithdrawal(product2, application())).toBe('draft')
    expect(decideWithdrawal(createProduct('listed'), application({ kind: 'change' }))).toBe('listed')
    expect(outcomeOf(() => decideWithdrawal(product2, application({ openedAt: now })))).toBe(
      'catalog.review_opened',
    )
  })

  test.each([
    // A Tuesday afternoon in Shanghai.
    ['2026-11-24T06:33:00.000Z', 1, '2026-11-27T06:33:00.000Z'],
    ['2026-11-24T06:33:00.000Z', 9, '2026-11-27T06:33:00.000Z'],
    // Over a weekend.
    ['2026-11-26T06:33:00.000Z', 1, '2026-12-01T06:33:00.000Z'],
    // Three and ten working days.
    ['2026-11-24T06:33:00.000Z', 10, '2026-12-11T06:33:00.000Z'],
  ])('R45: filed at %s as one of %i that day, is due at %s', (filedAt, count, dueAt) => {
    const days = { zone: toZone('Asia/Shanghai'), calendar: weekendsOnly }

    expect(toIso(decideDueAt(fromIso(filedAt), count, days))).toBe(dueAt)
  })

  test('R45: holidays are no working days of a review, and weekend days that are worked are', () => {
    const calendar = new Map([
      ['2026-11-25', 'holiday'],
      ['2026-11-28', 'workday'],
    ] as const)

    const dueAt = decideDueAt(fromIso('2026-11-24T06:33:00.000Z'), 1, {
      zone: toZone('Asia/Shanghai'),
      calendar,
    })

    expect(toIso(dueAt)).toBe('2026-11-28T06:33:00.000Z')
  })
})

describe('a change of a listed product', () => {
  const there = { ...createSpecification(), id: 'spc_1' } as const
  const current = createDraft({ quantity: seats, specifications: [there] })
  const changed = (change: Partial<typeof current>) =>
    outcomeOf(() => requireFitChange(current, { ...current, ...change }))

  test.each([
    ['nothing', {}, undefined],
    ['a name', { name: createText('新名', 'New name') }, undefined],
    [
      'a new specification',
      { specifications: [there, createSpecification(createText('专业版', 'Professional'))] },
      undefined,
    ],
    [
      'R49: a specification that is gone',
      { specifications: [createSpecification()] },
      'catalog.specification_removed',
    ],
    [
      'a specification of another product',
      { specifications: [there, { ...createSpecification(), id: 'spc_2' }] },
      'catalog.specification_unknown',
    ],
    ['R59: a wider range', { quantity: { ...seats, min: 1, max: 300 } }, undefined],
    ['R59: a range that begins later', { quantity: { ...seats, min: 6 } }, 'catalog.quantity_range_narrowed'],
    [
      'R59: a range that ends earlier',
      { quantity: { ...seats, max: 199 } },
      'catalog.quantity_range_narrowed',
    ],
    ['R21: no quantity any more', { quantity: undefined }, 'catalog.attributes_fixed'],
    [
      'R21: another way of pricing it',
      { quantity: { ...seats, pricing: 'step' } },
      'catalog.attributes_fixed',
    ],
    [
      'R21: another attribute',
      { attributes: [{ name: createText('版本', 'Edition'), values: [createText('甲', 'A')] }] },
      'catalog.attributes_fixed',
    ],
    [
      'R32: another currency',
      { specifications: [{ ...there, ...createOnlySku(createPrice('month', 10n ** 9n, 'USD')) }] },
      'catalog.currency_fixed',
    ],
  ] as const)('%s', (_what, change, code) => {
    expect(changed(change as Partial<typeof current>)).toBe(code)
  })

  test.each([
    ['5–95 to 1–100', 1, 100, undefined],
    ['5–95 to 10–90', 10, 90, 'catalog.quantity_range_narrowed'],
  ])('R59, worked: %s', (_what, min, max, code) => {
    const range = createDraft({ quantity: { ...seats, min: 5, max: 95 }, specifications: [there] })

    expect(outcomeOf(() => requireFitChange(range, { ...range, quantity: { ...seats, min, max } }))).toBe(
      code,
    )
  })

  test.each([
    ['license_code_collected', undefined],
    ['license_online', 'catalog.license_way_fixed'],
    ['license_offline', 'catalog.license_way_fixed'],
  ] as const)('R13: licenses that are delivered by %s: %s', (flow, code) => {
    const license = { ...current, type: 'license' } as const
    expect(outcomeOf(() => requireFitChange(license, { ...license, supervision: { flow } }))).toBe(code)
  })

  test('R6: what touches a price is told from what does not', () => {
    const priced = (...prices: Parameters<typeof createOnlySku>) =>
      createDraft({ specifications: [{ ...there, ...createOnlySku(...prices) }] })
    const month = createPrice('month', 10n ** 9n)

    expect(hasNewPrices(priced(month), priced(month))).toBe(false)
    expect(hasNewPrices(priced(month), { ...priced(month), name: createText('新名', 'New') })).toBe(false)
    for (const other of [
      priced(createPrice('month', 10n ** 9n - 1n)),
      priced(createPrice('year', 10n ** 9n)),
      priced(month, createPrice('year', 10n ** 10n)),
      priced({ ...month, trialDays: 7 }),
      priced({ ...month, bands: [createBand(3, 1n)] }),
    ])
      expect(hasNewPrices(priced(month), other)).toBe(true)
  })
})
