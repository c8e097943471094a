import { describe, expect, test } from 'vitest'
import { productTypes } from '@loggia/kernel'
import type { ProductType } from '@loggia/kernel'
import { productFlows } from '@loggia/protocol/console/catalog/draft/flows'
import { flowsOfType, getFlow } from '@loggia/protocol/console/supervision/kinds'
import type { Draft, ProductSupervision } from '../schema.ts'
import {
  catchRefusal,
  createDraft,
  createOnlySku,
  createPrice,
  createSpecification,
  createText,
  seats,
} from './examples.ts'
import { requireFitDraft } from './fit-draft.ts'
import { requireSupervisionTexts } from './supervision.ts'

const once = [{ ...createSpecification(), ...createOnlySku(createPrice('one_time', 10n ** 10n)) }]
const template = createText('1. 用途：', '1. Purpose:')
const criteria = createText('可以打开', 'It opens')
const draftOf = (type: ProductType, supervision?: ProductSupervision, change: Partial<Draft> = {}) =>
  createDraft({ type, quantity: seats, specifications: once, ...(supervision && { supervision }), ...change })
const fit = (draft: Draft) => catchRefusal(() => requireFitDraft(draft))
const submitted = (draft: Draft) => catchRefusal(() => requireSupervisionTexts(draft))

describe('R12: the flow is one of those of the type', () => {
  const cases = productTypes.flatMap((type) => productFlows.map((flow) => [type, flow] as const))

  test.each(cases)('%s, %s', (type, flow) => {
    const isOfType = flowsOfType[type].flows.some((one) => one === flow)

    expect(fit(draftOf(type, { flow }))).toBe(isOfType ? 'accepted' : 'catalog.flow_not_of_type')
  })
})

describe('R38: a template is written where the buyer is asked', () => {
  const ofFlow = productTypes.flatMap((type) => flowsOfType[type].flows.map((flow) => [type, flow] as const))

  test.each(ofFlow)('of %s in the flow %s', (type, flow) => {
    const { demand } = getFlow(flow)

    expect(fit(draftOf(type, { flow, template }))).toBe(
      demand === 'never' ? 'catalog.template_unused' : 'accepted',
    )
    expect(submitted(draftOf(type, { flow, criteria }))).toBe(
      demand === 'always' ? 'catalog.template_missing' : 'accepted',
    )
    expect(submitted(draftOf(type, { flow, template, criteria }))).toBe('accepted')
  })

  test('the flow that nobody chose counts: a data asset is asked for its template', () => {
    expect(fit(draftOf('data_asset'))).toBe('accepted')
    expect(submitted(draftOf('data_asset'))).toBe('catalog.template_missing')
  })

  test('in one language only it is refused', () => {
    const blank = { flow: 'standard', template: createText(' ', 'Purpose') } as const

    expect(fit(draftOf('manual_service', blank))).toBe('catalog.text_blank')
  })
})

describe('R39: a supervised product in review has acceptance criteria', () => {
  test.each([
    ['a SaaS product that is not supervised', draftOf('saas'), 'accepted'],
    ['a supervised SaaS product', draftOf('saas', { flow: 'saas' }), 'catalog.criteria_missing'],
    ['a manual service whose flow nobody chose', draftOf('manual_service'), 'catalog.criteria_missing'],
    ['hardware', draftOf('hardware'), 'catalog.criteria_missing'],
    ['hardware with criteria', draftOf('hardware', { flow: 'hardware', criteria }), 'accepted'],
  ])('%s', (_what, draft, outcome) => {
    expect(submitted(draft)).toBe(outcome)
    // A draft may be saved before.
    expect(fit(draft)).toBe('accepted')
  })
})

describe('what is supervised promises no five-day refund, and has no trial (R118)', () => {
  const promises = { fiveDayRefund: true, upgrades: true, renewalChanges: true }
  const tried = [
    { ...createSpecification(), ...createOnlySku({ ...createPrice('month', 10n ** 10n), trialDays: 14 }) },
  ]

  test.each([
    ['five days', { afterSale: promises }, 'catalog.five_day_refund_supervised'],
    ['the other promises', { afterSale: { ...promises, fiveDayRefund: false } }, 'accepted'],
    ['a trial', { specifications: tried }, 'catalog.trial_supervised'],
  ])('with %s', (_what, change, outcome) => {
    expect(fit(draftOf('saas', { flow: 'saas' }, change))).toBe(outcome)
    expect(fit(draftOf('saas', undefined, change))).toBe('accepted')
  })
})
