import { describe, expect, test } from 'vitest'
import { productTypes } from '@loggia/kernel'
import type { ProductType } from '@loggia/kernel'
import type { Draft, Period } from '../schema.ts'
import {
  catchRefusal,
  createDraft,
  createOnlySku,
  createPrice,
  createSpecification,
  seats,
} from './examples.ts'
import { requireFitDraft } from './fit-draft.ts'

const promised = { fiveDayRefund: false, upgrades: true, renewalChanges: false }
const parameter = {
  name: 'domain',
  label: { zh: '域名', en: 'Domain' },
  required: true,
  kind: 'domain' as const,
}
const sold = (...periods: Period[]) => [
  { ...createSpecification(), ...createOnlySku(...periods.map((period) => createPrice(period, 10n ** 10n))) },
]
const tried = [
  { ...createSpecification(), ...createOnlySku({ ...createPrice('month', 10n ** 10n), trialDays: 14 }) },
]
/** A draft of a type that passes. */
const draftOf = (type: ProductType, change: Partial<Draft> = {}) =>
  createDraft({ type, quantity: seats, specifications: sold('one_time'), ...change })

describe('R12: what a product of each type may have', () => {
  const refusals = {
    parameters: { buyerParameters: [parameter] },
    promises: { afterSale: promised },
    trials: { specifications: tried },
  }
  const people = { parameters: false, promises: false, trials: false }
  const may = {
    saas: { parameters: true, promises: true, trials: true },
    license: { parameters: true, promises: false, trials: false },
    manual_service: people,
    hardware: people,
    data_asset: people,
    app_orchestration: people,
  } as const satisfies Record<ProductType, Record<keyof typeof refusals, boolean>>
  const cases = productTypes.flatMap((type) =>
    (['parameters', 'promises', 'trials'] as const).map((what) => [type, what, may[type][what]] as const),
  )

  test.each(cases)('%s with %s: %s', (type, what, isAllowed) => {
    expect(catchRefusal(() => requireFitDraft(draftOf(type)))).toBe('accepted')
    expect(catchRefusal(() => requireFitDraft(draftOf(type, refusals[what])))).toBe(
      isAllowed ? 'accepted' : 'catalog.not_of_type',
    )
  })
})

describe('R12: hardware is sold one-time, by quantity', () => {
  test.each([
    ['one-time', { specifications: sold('one_time') }, 'accepted'],
    ['by the month', { specifications: sold('month') }, 'catalog.period_not_of_type'],
    ['one-time and by the year', { specifications: sold('one_time', 'year') }, 'catalog.period_not_of_type'],
  ])('%s', (_how, change, outcome) => {
    expect(catchRefusal(() => requireFitDraft(draftOf('hardware', change)))).toBe(outcome)
  })

  test('without a quantity it is refused, and other types are not', () => {
    const { quantity: _none, ...hardware } = draftOf('hardware')

    expect(catchRefusal(() => requireFitDraft(hardware))).toBe('catalog.quantity_missing')
    expect(catchRefusal(() => requireFitDraft({ ...hardware, type: 'data_asset' }))).toBe('accepted')
  })
})

describe('R25: a specification of a data asset, or of a license, is sold one-time or by the period, not both', () => {
  test.each([
    ['one-time', sold('one_time'), 'accepted'],
    ['by the month and by the year', sold('month', 'year'), 'accepted'],
    ['both', sold('month', 'one_time'), 'catalog.periods_mixed'],
    [
      'both, in two specifications',
      [
        ...sold('month').map((one) => ({ ...one, name: { zh: '按月', en: 'Monthly' } })),
        ...sold('one_time').map((one) => ({ ...one, name: { zh: '买断', en: 'For good' } })),
      ],
      'accepted',
    ],
  ])('%s', (_how, specifications, outcome) => {
    for (const type of ['data_asset', 'license'] as const)
      expect(catchRefusal(() => requireFitDraft(draftOf(type, { specifications })))).toBe(outcome)
  })

  test('of other types it may be both', () => {
    const specifications = sold('month', 'one_time')

    for (const type of ['saas', 'manual_service', 'app_orchestration'] as const)
      expect(catchRefusal(() => requireFitDraft(draftOf(type, { specifications })))).toBe('accepted')
  })

  test('a price of another combination of the same specification counts too', () => {
    const [one, two] = [createPrice('month', 10n ** 10n), createPrice('one_time', 10n ** 10n)]
    const draft = draftOf('data_asset', {
      attributes: [
        {
          name: { zh: '范围', en: 'Range' },
          values: [
            { zh: '全国', en: 'Country' },
            { zh: '全省', en: 'Province' },
          ],
        },
      ],
      specifications: [
        {
          ...createSpecification(),
          skus: [
            { values: [0], prices: [one] },
            { values: [1], prices: [two] },
          ],
        },
      ],
    })

    expect(catchRefusal(() => requireFitDraft(draft))).toBe('catalog.periods_mixed')
  })
})
