import type { Period } from '../kinds.ts'
import type { Form, FormAttribute, FormSku, FormSpecification } from './form.ts'
import { createSpecification, noText, withKeys } from './form.ts'

/** The limits of R20 and of the contract for attributes and for combinations of their values. */
export const mostAttributes = 5
export const mostSkus = 500
export const mostValues = 20
export const mostSpecifications = 20

export const countCombinations = (attributes: readonly FormAttribute[]): number =>
  attributes.reduce((count, { values }) => count * values.length, 1)

/** Every combination of one value from each attribute; the last attribute changes first. */
export function combine(attributes: readonly FormAttribute[]): string[][] {
  return attributes.reduce<string[][]>(
    (rows, { values }) => rows.flatMap((row) => values.map(({ key }) => [...row, key])),
    [[]],
  )
}

/**
 * The skus for these attributes, with the values of the old ones: of the same combination, or of one with fewer or more
 * attributes that otherwise agrees.
 */
export function createGrid(
  specification: FormSpecification,
  attributes: readonly FormAttribute[],
): FormSku[] {
  const { skus, edges } = specification
  // More skus than the limit are never shown; the fault is reported at the attributes.
  if (countCombinations(attributes) > mostSkus) return [...skus]
  return combine(attributes).map((values) => {
    const same = skus.find((sku) => sku.values.join() === values.join())
    const kin = same ?? skus.find((sku) => isWithin(sku.values, values) || isWithin(values, sku.values))
    if (kin) return { ...kin, values }
    return {
      values,
      offered: true,
      amounts: blankAmounts(specification.periods, edges.length + 1),
      trials: {},
    }
  })
}

const isWithin = (few: readonly string[], many: readonly string[]): boolean =>
  few.every((key) => many.includes(key))

const blankAmounts = (periods: readonly Period[], bands: number): FormSku['amounts'] =>
  Object.fromEntries(periods.map((period) => [period, Array.from({ length: bands }, () => '')]))

function withAttributes(form: Form, attributes: readonly FormAttribute[]): Form {
  const specifications = form.specifications.map((one) => ({ ...one, skus: createGrid(one, attributes) }))
  return { ...form, attributes, specifications }
}

/** Adds an attribute with two unnamed values. */
export function addAttribute(given: Form): Form {
  const { form, keys } = withKeys(given, 3)
  const [key = '', ...values] = keys
  const attribute = { key, name: noText, values: values.map((value) => ({ ...noText, key: value })) }
  return withAttributes(form, [...form.attributes, attribute])
}

export const removeAttribute = (form: Form, key: string): Form =>
  withAttributes(
    form,
    form.attributes.filter((attribute) => attribute.key !== key),
  )

export function addValue(given: Form, attributeKey: string): Form {
  const { form, keys } = withKeys(given, 1)
  const [key = ''] = keys
  return withAttributes(
    form,
    form.attributes.map((one) =>
      one.key === attributeKey ? { ...one, values: [...one.values, { ...noText, key }] } : one,
    ),
  )
}

export const removeValue = (form: Form, attributeKey: string, valueKey: string): Form =>
  withAttributes(
    form,
    form.attributes.map((one) =>
      one.key === attributeKey ? { ...one, values: one.values.filter(({ key }) => key !== valueKey) } : one,
    ),
  )

/** Changes the texts of an attribute; no sku is added or removed. */
export const changeAttribute = (form: Form, key: string, change: Partial<FormAttribute>): Form => ({
  ...form,
  attributes: form.attributes.map((one) => (one.key === key ? { ...one, ...change } : one)),
})

/** Adds a specification with the terms and bands of the previous one, without prices. */
export function addSpecification(given: Form): Form {
  const { form, keys } = withKeys(given, 1)
  const [key = ''] = keys
  const before = form.specifications.at(-1)
  const blank = {
    ...createSpecification(key, []),
    periods: before?.periods ?? ['year', 'month'],
    edges: before?.edges ?? [],
  }
  return {
    ...form,
    specifications: [...form.specifications, { ...blank, skus: createGrid(blank, form.attributes) }],
  }
}

export const changeSpecification = (
  form: Form,
  key: string,
  change: (specification: FormSpecification) => FormSpecification,
): Form => ({
  ...form,
  specifications: form.specifications.map((one) => (one.key === key ? change(one) : one)),
})

/** `华北四，企业版`: the values of a sku as text. */
export const listValues = (form: Pick<Form, 'attributes'>, sku: FormSku) =>
  form.attributes.map(({ values }, i) => values.find(({ key }) => key === sku.values[i]) ?? noText)
