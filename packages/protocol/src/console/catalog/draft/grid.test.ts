import { describe, expect, test } from 'vitest'
import { findFaults } from './check.ts'
import { toForm } from './content.ts'
import type { Form } from './form.ts'
import {
  addAttribute,
  addSpecification,
  addValue,
  combine,
  createGrid,
  mostSkus,
  removeAttribute,
  removeValue,
} from './grid.ts'
import { written, withRegions, getFirst } from './example-draft.ts'

describe('the grid of skus', () => {
  test('R20: each combination of values once', () => {
    expect(combine(toForm(withRegions).attributes)).toHaveLength(4)
    expect(toForm(withRegions).specifications[0]?.skus.map(({ offered }) => offered)).toEqual([
      true,
      false,
      false,
      true,
    ])
  })

  test('a new attribute takes the prices that were there into each of its values', () => {
    const form = addAttribute(toForm(written))

    expect(getFirst(form).skus.map(({ amounts }) => amounts.year)).toEqual([
      ['468', '428', '388'],
      ['468', '428', '388'],
    ])
  })

  test('an attribute that goes leaves the prices of a sku that had them', () => {
    const form = toForm(withRegions)

    const left = removeAttribute(form, form.attributes[1]?.key ?? '')

    expect(getFirst(left).skus.map(({ amounts }) => amounts.year)).toEqual([['468'], ['']])
  })

  test('a value more is a row to be priced; a value fewer takes its rows with it', () => {
    const form = toForm(withRegions)
    const [attribute] = form.attributes

    const more = addValue(form, attribute?.key ?? '')
    const fewer = removeValue(form, attribute?.key ?? '', attribute?.values[0]?.key ?? '')

    expect(getFirst(more).skus).toHaveLength(6)
    expect(getFirst(more).skus.filter(({ offered }) => offered)).toHaveLength(4)
    expect(getFirst(fewer).skus.map(({ offered }) => offered)).toEqual([false, true])
  })

  test('more combinations than may be sent are told and not made', () => {
    let form: Form = toForm(written)
    for (let i = 0; i < 5; i += 1) form = addAttribute(form)
    for (const { key } of form.attributes) for (let i = 0; i < 2; i += 1) form = addValue(form, key)

    expect(getFirst(form).skus.length).toBeLessThanOrEqual(mostSkus)
    expect(findFaults(form)).toContainEqual({
      field: 'attributes',
      code: 'tooManySkus',
      values: [1024, mostSkus],
    })
  })

  test('a specification that is added has the terms, bands and combinations of the others', () => {
    const form = addSpecification(toForm(withRegions))
    const added = form.specifications[1]

    expect(added?.skus.map(({ values }) => values)).toEqual(combine(form.attributes))
    expect(added && createGrid(added, form.attributes)).toEqual(added?.skus)
    expect(new Set(form.specifications.map(({ key }) => key)).size).toBe(2)
  })
})
