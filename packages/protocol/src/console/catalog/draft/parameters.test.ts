import type { DraftProduct } from '../products.ts'
import { describe, expect, test } from 'vitest'
import { findFaults } from './check.ts'
import { toContent, toForm } from './content.ts'
import { toFaults, findStep } from './faults.ts'
import { emptyForm } from './form.ts'
import type { Form, FormParameter } from './form.ts'
import {
  addOption,
  addParameter,
  changeParameter,
  raiseParameter,
  removeParameter,
  countRoom,
} from './parameters.ts'

const both = (zh: string, en: string) => ({ zh, en })
const asked: NonNullable<DraftProduct['buyerParameters']> = [
  {
    name: 'emailDomainName',
    label: both('企业邮箱域名', 'Mail domain'),
    hint: both('开通后不能更换', 'It stays once opened'),
    required: true,
    kind: 'domain',
  },
  { name: 'idNum', label: both('证件号', 'Document number'), required: false, kind: 'text', maxLength: 18 },
  { name: 'staff', label: both('人数', 'Staff'), required: true, kind: 'number', min: -1, max: 5000 },
  {
    name: 'region',
    label: both('地域', 'Region'),
    required: true,
    kind: 'choice',
    options: [
      { value: 'cn', label: both('中国', 'China') },
      { value: 'eu', label: both('欧洲', 'Europe') },
    ],
  },
]
const content: DraftProduct = {
  name: both('甲', 'A'),
  summary: both('甲', 'A'),
  description: both('甲', 'A'),
  category: 'collaboration',
  buyerParameters: asked,
  specifications: [
    {
      name: both('标准版', 'Standard'),
      features: [],
      prices: [{ period: 'month', unitPrice: { amount: '1', currency: 'CNY' } }],
    },
  ],
}
const form = toForm(content)
const at = (of: Form, index: number): FormParameter => {
  const parameter = of.parameters[index]
  if (!parameter) throw new Error(`no parameter ${index}`)
  return parameter
}
const faults = (of: Form) =>
  findFaults(of)
    .filter(({ field }) => field.startsWith('buyerParameters'))
    .map((fault) => [fault.field, 'code' in fault && fault.code])

describe('what buyers are asked for, in the wizard', () => {
  test('is the same in the form and in the contract, each row with a key of its own', () => {
    expect(toContent(form).buyerParameters).toEqual(asked)
    expect(toContent({ ...form, parameters: [] }).buyerParameters).toBeUndefined()
    const keys = form.parameters.flatMap(({ key, options }) => [key, ...options.map((one) => one.key)])
    expect(new Set(keys).size).toBe(keys.length)
    expect(keys).not.toContain(addParameter(form).parameters.at(-1)?.key)
    expect(faults(form)).toEqual([])
  })

  test('another kind and back loses nothing that was typed', () => {
    const { key } = at(form, 3)

    const back = changeParameter(changeParameter(form, key, { kind: 'ip' }), key, { kind: 'choice' })

    expect(toContent(back).buyerParameters).toEqual(asked)
  })

  test('comes a place earlier, and goes', () => {
    const names = (of: Form) => of.parameters.map(({ name }) => name)
    const raised = raiseParameter(form, at(form, 2).key)

    expect(names(raised)).toEqual(['emailDomainName', 'staff', 'idNum', 'region'])
    expect(raiseParameter(form, at(form, 0).key)).toEqual(form)
    expect(names(removeParameter(form, at(form, 0).key))).toEqual(['idNum', 'staff', 'region'])
  })

  test('a new one wants its name and its label; so does a new option its value', () => {
    const one = addParameter(emptyForm)
    expect(faults(one)).toEqual([
      ['buyerParameters.0.name', 'wireName'],
      ['buyerParameters.0.label.zh', 'required'],
      ['buyerParameters.0.label.en', 'required'],
    ])
    const more = addOption(form, at(form, 3).key)
    expect(faults(more).map(([field]) => field)).toEqual([
      'buyerParameters.3.options.2.value',
      'buyerParameters.3.options.2.label.zh',
      'buyerParameters.3.options.2.label.en',
    ])
  })

  test.each<[string, number, Partial<FormParameter>, string, string]>([
    ['a name with a blank', 1, { name: 'id num' }, '.1.name', 'wireName'],
    ['a hint in one language', 1, { hint: both('提示', ' ') }, '.1.hint.en', 'required'],
    ['a length beyond 200', 1, { maxLength: '201' }, '.1.maxLength', 'letters'],
    ['a fraction of a letter', 1, { maxLength: '1.5' }, '.1.maxLength', 'letters'],
    ['a range that is upside down', 2, { min: '9', max: '8' }, '.2.max', 'numbers'],
    ['a name that is there', 1, { name: 'EmailDomainName' }, '', 'repeated'],
    ['a label that is there', 1, { label: both('人数', 'People') }, '', 'repeated'],
  ])('%s is told at its field', (_what, index, change, field, code) => {
    expect(faults(changeParameter(form, at(form, index).key, change))).toEqual([
      [`buyerParameters${field}`, code],
    ])
  })

  test('the room they take is told before the market refuses it, on the step of the terms of sale', () => {
    const long = [0, 1, 2].reduce((of) => {
      const more = addParameter(of)
      const { key } = at(more, more.parameters.length - 1)
      const name = `n${more.parameters.length}`
      return changeParameter(more, key, { name, label: both(name, name), maxLength: '200' })
    }, emptyForm)

    expect(countRoom(long.parameters).got).toBeGreaterThan(1536)
    expect(faults(long)).toEqual([['buyerParameters', 'room']])
    expect(findStep('buyerParameters.0.name')).toBe('sale')
  })

  test('what the server says of it is told at its field', () => {
    const said = (code: string, details: Record<string, unknown> = {}) =>
      toFaults({ code, detail: 'said', details }, form).map(({ field }) => field)

    expect(said('catalog.parameters_too_long')).toEqual(['buyerParameters'])
    expect(said('catalog.text_blank', { field: 'buyerParameters[3].options[1].label.zh' })).toEqual([
      'buyerParameters.3.options.1.label.zh',
    ])
  })
})
