import { describe, expect, test } from 'vitest'
import { productTypes } from '@loggia/kernel'
import { flowsOfType, getFlow, turns } from '../../supervision/kinds.ts'
import type { DraftProduct } from '../products.ts'
import { findFaults } from './check.ts'
import { toContent, toForm } from './content.ts'
import { getFirst, toYuan, written } from './example-draft.ts'
import { findStep } from './faults.ts'
import { productFlows } from './flows.ts'
import { emptyForm, noText } from './form.ts'
import type { Form } from './form.ts'
import { getFormSupervision, listBuyerTasks, listStages, toSupervision } from './supervision.ts'
import { getPromises, withType } from './type-rules.ts'

const template = { zh: '1. 用途：', en: '1. Purpose:' }
const criteria = { zh: '可以打开', en: 'It opens' }
const promises = { fiveDayRefund: true, upgrades: true, renewalChanges: true }
const product: DraftProduct = {
  ...written,
  type: 'manual_service',
  specifications: [
    {
      name: { zh: '标准', en: 'Standard' },
      features: [],
      prices: [{ period: 'month', unitPrice: toYuan('9') }],
    },
  ],
  supervision: { flow: 'standard', template, criteria },
}
const fieldsOf = (form: Form) => findFaults(form).map(({ field }) => field)

describe('the stages of a flow, as they follow each other', () => {
  test.each([
    ['simplified', ['performing', 'acceptance']],
    ['standard', ['demand', 'confirmation', 'performing', 'acceptance']],
    ['site_building', ['demand', 'confirmation', 'design', 'design_review', 'performing', 'acceptance']],
    ['saas', ['performing', 'acceptance']],
    ['hardware', ['performing', 'acceptance']],
    ['data_file', ['demand', 'performing', 'acceptance']],
    ['orchestration', ['performing', 'acceptance']],
    ['license_code', ['performing', 'activation']],
    ['license_code_collected', ['performing', 'collection', 'activation']],
    ['license_online', ['demand', 'performing', 'acceptance']],
    ['license_offline', ['performing', 'acceptance']],
  ] as const)('%s', (flow, stages) => {
    expect(listStages({ flow })).toEqual(stages)
  })

  test('a flow with an optional demand begins with it if there is a template', () => {
    expect(listStages({ flow: 'saas', template })).toEqual(['demand', 'performing', 'acceptance'])
    expect(listStages({ flow: 'hardware', template })).toEqual(['performing', 'acceptance'])
  })

  test.each(productFlows)('%s: the tasks of the buyer are the stages in which it is their turn', (flow) => {
    const own = listStages({ flow, template }).filter((stage) => turns[stage] === 'buyer')

    expect(listBuyerTasks({ flow, template })).toEqual(own)
    // The activation of a code closes its order.
    const isCode = listStages({ flow }).includes('activation')
    expect(own.at(-1)).toBe(
      isCode ? listStages({ flow }).find((stage) => stage === 'collection') : 'acceptance',
    )
  })
})

describe('R12: the supervision of a product', () => {
  test.each(productTypes)('of %s that was not chosen is the usual one, or none', (type) => {
    const { flows, isOptional } = flowsOfType[type]

    expect(toSupervision({ type })).toEqual(isOptional ? undefined : { flow: flows[0] })
    expect(toSupervision({ type, supervision: { flow: flows[0], criteria } })).toEqual({
      flow: flows[0],
      criteria,
    })
  })

  test('the promises of a SaaS product follow from it, unless they are given', () => {
    const supervision = { flow: 'saas' } as const

    expect(getPromises({})).toEqual(promises)
    expect(getPromises({ supervision })).toEqual({ ...promises, fiveDayRefund: false })
    expect(getPromises({ supervision, afterSale: promises })).toEqual(promises)
    expect(Object.values(getPromises({ type: 'hardware' }))).toEqual([false, false, false])
  })
})

describe('the supervision in the form', () => {
  test('of a product is written as it was read', () => {
    expect(toContent(toForm(product)).supervision).toEqual(product.supervision)
    expect(toContent(toForm(written)).supervision).toBeUndefined()
    expect(fieldsOf(toForm(product))).toEqual([])
  })

  test('R38, R39: what it lacks is found, on its own step', () => {
    const form = toForm({ ...product, supervision: { flow: 'standard' } })

    expect(fieldsOf(form)).toEqual([
      'supervision.template.zh',
      'supervision.template.en',
      'supervision.criteria.zh',
      'supervision.criteria.en',
    ])
    expect(fieldsOf(form).map(findStep)).toEqual(Array(4).fill('delivery'))
  })

  test('R38: the template of a SaaS product is optional, but is needed in both languages if there is one', () => {
    const saas = (typed: typeof template): Form => ({
      ...toForm(written),
      supervision: { flow: 'saas', template: typed, criteria },
    })

    expect(fieldsOf(saas(noText))).toEqual([])
    expect(fieldsOf(saas({ zh: '用途', en: '' }))).toEqual(['supervision.template.en'])
    expect(fieldsOf(saas({ zh: '用'.repeat(4001), en: 'Purpose' }))).toEqual(['supervision.template.zh'])
  })

  test('a template that another flow does not use is left out and stays in the form', () => {
    const form: Form = { ...toForm(product), supervision: { flow: 'simplified', template, criteria } }

    expect(toContent(form).supervision).toEqual({ flow: 'simplified', criteria })
    expect(getFormSupervision(form)?.template).toEqual(template)
  })

  test('a flow of another type counts as not chosen, and its texts stay', () => {
    const form = withType(toForm(product), 'data_asset')

    expect(getFormSupervision(form)).toEqual({ flow: 'data_file', template, criteria })
    expect(getFormSupervision(withType(form, 'saas'))).toBeUndefined()
  })

  test('a supervised SaaS product has neither its trial nor five days; without supervision it has both again', () => {
    const form: Form = { ...toForm(written), supervision: { flow: 'saas', template: noText, criteria } }
    const { supervision: _none, ...before } = form
    const trialOf = (of: Form) => toContent(of).specifications[0]?.prices?.[0]?.trialDays

    expect(toContent(form).afterSale).toEqual({ ...promises, fiveDayRefund: false })
    expect([trialOf(form), trialOf(before)]).toEqual([undefined, 14])
    expect(toContent(before).afterSale).toBeUndefined()
  })
})

describe('R12, R25: how a type is sold, in the form', () => {
  test('hardware is sold once, and needs a quantity', () => {
    const form = withType(emptyForm, 'hardware')

    expect(getFirst(form).periods).toEqual(['one_time'])
    expect(fieldsOf(form)).toContain('quantity')
    expect(fieldsOf(form)).toContain('specifications.0.skus.0.one_time.0')
    expect(fieldsOf({ ...emptyForm, type: 'hardware' })).toContain('specifications.0.periods')
    expect(fieldsOf(withType(emptyForm, 'manual_service'))).not.toContain('quantity')
  })

  test('a data asset does not mix one-time and periodic prices', () => {
    const form = withType(toForm(product), 'data_asset')
    const mixed = {
      ...form,
      specifications: form.specifications.map((one) => ({ ...one, periods: ['month', 'one_time'] as const })),
    }

    expect(fieldsOf(form)).not.toContain('specifications.0.periods')
    expect(findFaults(mixed)).toContainEqual({ field: 'specifications.0.periods', code: 'periodsMixed' })
  })
})

test('each flow of a product leads from the payment to the acceptance, or to the activation of a code', () => {
  for (const flow of productFlows) {
    const { acceptance, activation } = getFlow(flow).steps
    expect(acceptance?.accept ?? activation?.activate, flow).toBe('done')
  }
})
