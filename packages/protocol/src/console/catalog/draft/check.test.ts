import { describe, expect, test } from 'vitest'
import { setAmount, setOffered, setPeriod, setTrial } from './bands.ts'
import { findFaults } from './check.ts'
import { toForm } from './content.ts'
import { toFaults, findStep } from './faults.ts'
import { parsePriceText, parseWhole } from './figures.ts'
import { emptyForm } from './form.ts'
import type { FormSpecification } from './form.ts'
import { seats, written, withRegions, getFirst } from './example-draft.ts'

describe('what is wrong', () => {
  test('nothing is, of a product that the market has', () => {
    expect(findFaults(toForm(withRegions))).toEqual([])
  })

  test('an empty form says what is needed, on its steps', () => {
    const fields = findFaults(emptyForm).map(({ field }) => field)

    expect(fields).toContain('category')
    expect(fields).toContain('name.en')
    expect(fields).toContain('specifications.0.skus.0.year.0')
    expect(fields.map(findStep)).not.toContain('submit')
  })

  test('a combination may leave a term blank, and one that is not offered is not asked for prices', () => {
    const form = toForm(withRegions)
    const specification = setOffered(getFirst(form), 1, true)

    const faults = findFaults({ ...form, specifications: [specification] })

    expect(faults.map(({ field }) => field)).toEqual([
      'specifications.0.skus.1.year.0',
      'specifications.0.skus.1.month.0',
    ])
  })

  test('without attributes each term that is ticked is priced', () => {
    const form = toForm({ ...written, quantity: { ...seats, pricing: 'linear' } })
    const specification = setPeriod(getFirst(form), 'month', true)
    const priced = setAmount(specification, { sku: 0, period: 'month', band: 0 }, '¥４２．50')

    const of = (one: FormSpecification) => findFaults({ ...form, specifications: [one] })

    expect(of(specification)).toEqual([{ field: 'specifications.0.skus.0.month.0', code: 'price' }])
    expect(of(priced)).toEqual([])
  })

  test.each(['2', '181', '7.5', 'x'])('R27: a trial of %s days is refused', (days) => {
    const form = toForm(written)
    const specification = setTrial(getFirst(form), 'year', days)

    expect(findFaults({ ...form, specifications: [specification] })).toEqual([
      { field: 'specifications.0.trial.year', code: 'trial', values: [3, 180] },
    ])
  })

  test('R59: after listing the range of the quantity may only widen', () => {
    const form = toForm(written)
    const range = (min: string, max: string) =>
      findFaults(
        { ...form, ...(form.quantity && { quantity: { ...form.quantity, min, max } }) },
        { min: 5, max: 1000 },
      )

    expect(range('1', '1000')).toEqual([])
    expect(range('10', '1000')).toEqual([{ field: 'quantity.range', code: 'widen', values: [5, 1000] }])
    expect(range('5', '999')).toEqual([{ field: 'quantity.range', code: 'widen', values: [5, 1000] }])
  })

  test('R36: a support block is complete or is not there', () => {
    const form = { ...toForm(written), support: { ...emptyForm.support, hotline: '400-000' } }

    expect(findFaults(form).map(({ field }) => field)).toEqual([
      'support.hours.zh',
      'support.hours.en',
      'support.content.zh',
      'support.content.en',
      'support.email',
    ])
  })
})

describe('a refusal of the server stands at its field', () => {
  const form = toForm(written)
  test.each([
    ['catalog.text_blank', { field: 'specifications[1].name.en' }, 'specifications.1.name.en', 'prices'],
    ['catalog.specification_name_has_contact', { name: '企业版' }, 'specifications.1.name.zh', 'prices'],
    ['catalog.specification_name_bare', { name: 'Team' }, 'specifications.0.name.en', 'prices'],
    ['catalog.price_too_low', { name: '团队版' }, 'specifications.0.prices', 'prices'],
    ['catalog.category_not_leaf', { category: 'x' }, 'category', 'basics'],
    ['catalog.attributes_fixed', undefined, 'attributes', 'attributes'],
  ])('%s', (code, details, field, step) => {
    expect(toFaults({ code, detail: 'said', details }, form)).toEqual([{ field, said: 'said' }])
    expect(findStep(field)).toBe(step)
  })

  test('faults of the contract, by their paths; what belongs to no field is left to be told as it is', () => {
    const faults = [{ path: 'body.support.email', message: 'no address' }]

    expect(toFaults({ code: 'request.invalid', detail: '', details: { faults } }, form)).toEqual([
      { field: 'support.email', said: 'no address' },
    ])
    expect(toFaults({ code: 'catalog.application_pending', detail: 'x' }, form)).toEqual([])
  })
})

describe('figures', () => {
  test.each([
    ['１，２０４', 1204],
    ['1,204', 1204],
    [' 7 ', 7],
    ['1.5', undefined],
    ['-1', undefined],
    ['', undefined],
  ])('%j is read as %s', (typed, value) => {
    expect(parseWhole(typed)).toBe(value)
  })

  test.each([
    ['¥428.00', '428.00'],
    ['0.00000001', '0.00000001'],
    ['0.000000001', undefined],
    ['1e3', undefined],
    ['-4', undefined],
  ])('the price %j is sent as %s', (typed, sent) => {
    expect(parsePriceText(typed)).toBe(sent)
  })
})
