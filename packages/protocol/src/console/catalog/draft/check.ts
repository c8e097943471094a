import { findCertificateFaults } from './certificates.ts'
import type { Fault } from './faults.ts'
import { parsePriceText, parseWhole } from './figures.ts'
import { isBanded, isBlank, periods } from './form.ts'
import type { Form, FormSku, FormSpecification } from './form.ts'
import { countCombinations, mostSkus } from './grid.ts'
import { findParameterFaults } from './parameters.ts'
import { findProofFaults } from './proofs.ts'
import { findSupervisionFaults } from './supervision.ts'
import { findPeriodFault, mayHaveTrials, typeRules } from './type-rules.ts'
import { areRepeated, requireBoth, requireText } from './wanting.ts'

/** R21, R59: the quantity limits of a listed product; they may be widened but not narrowed. */
export type Listed = { readonly min?: number; readonly max?: number }
export const trialRange = { least: 3, most: 180 } as const
const mostQuantity = 1_000_000

/** All faults that the server would refuse and that a page can find, by field, in the order of the steps. */
export function findFaults(form: Form, listed?: Listed): Fault[] {
  return [
    ...basics(form),
    ...findProofFaults(form),
    ...support(form),
    ...quantity(form, listed),
    ...attributes(form),
    ...form.specifications.flatMap((one, at) => specification(form, one, at)),
    ...findSupervisionFaults(form),
    ...sale(form),
  ]
}

export const lengths = {
  name: { zh: 60, en: 120 },
  summary: { zh: 200, en: 300 },
  description: { zh: 20_000, en: 20_000 },
  specification: { zh: 50, en: 50 },
  agreement: { zh: 50_000, en: 50_000 },
} as const

function basics(form: Form): Fault[] {
  return [
    ...(form.category === '' ? [{ field: 'category', code: 'category' } as const] : []),
    ...(form.tags.length === 0 ? [{ field: 'tags', code: 'noTags' } as const] : []),
    ...(form.tags.length > 5 || form.tags.some((tag) => tag.length > 20)
      ? [{ field: 'tags', code: 'tags' } as const]
      : []),
    ...requireBoth('name', form.name, lengths.name),
    ...requireBoth('summary', form.summary, lengths.summary),
    ...requireBoth('description', form.description, lengths.description),
  ]
}

/** R36: all of it, or none of it. */
function support({ support: { hours, content, hotline, email } }: Form): Fault[] {
  if (isBlank(hours) && isBlank(content) && hotline.trim() === '' && email.trim() === '') return []
  const isEmail = /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email.trim())
  return [
    ...requireBoth('support.hours', hours),
    ...requireBoth('support.content', content),
    ...requireText('support.hotline', hotline, 60),
    ...(isEmail ? [] : [{ field: 'support.email', code: 'email' } as const]),
  ]
}

function quantity({ type, quantity: given }: Form, listed?: Listed): Fault[] {
  if (!given) return typeRules[type].isByQuantity ? [{ field: 'quantity', code: 'byQuantity' }] : []
  const [min, max] = [parseWhole(given.min), parseWhole(given.max)]
  const isRange = min !== undefined && max !== undefined && min >= 1 && min <= max && max <= mostQuantity
  const range: Fault[] = isRange ? [] : [{ field: 'quantity.range', code: 'range', values: [mostQuantity] }]
  const { min: least, max: most } = listed ?? {}
  const isNarrower = isRange && least !== undefined && most !== undefined && (min > least || max < most)
  if (isNarrower) range.push({ field: 'quantity.range', code: 'widen', values: [least, most] })
  return [...requireBoth('quantity.name', given.name), ...requireBoth('quantity.unit', given.unit), ...range]
}

function attributes(form: Form): Fault[] {
  const count = countCombinations(form.attributes)
  const blank = form.attributes.flatMap(({ name, values }, i) => [
    ...requireBoth(`attributes.${i}.0`, name),
    ...values.flatMap((value, j) => requireBoth(`attributes.${i}.${j + 1}`, value)),
  ])
  const repeated = [
    form.attributes.map(({ name }) => name),
    ...form.attributes.map(({ values }) => values),
  ].some(areRepeated)
  return [
    ...blank,
    ...(repeated ? [{ field: 'attributes', code: 'repeated' } as const] : []),
    ...(count > mostSkus
      ? [{ field: 'attributes', code: 'tooManySkus', values: [count, mostSkus] } as const]
      : []),
  ]
}

function specification(form: Form, one: FormSpecification, at: number): Fault[] {
  const field = `specifications.${at}`
  const others = form.specifications.filter((other) => other !== one)
  const repeats = (side: 'zh' | 'en') =>
    one.name[side].trim() !== '' && others.some((other) => other.name[side].trim() === one.name[side].trim())
      ? [{ field: `${field}.name.${side}`, code: 'repeated' } as const]
      : []
  const offered = one.skus.filter((sku) => sku.offered)
  return [
    ...requireBoth(`${field}.name`, one.name, lengths.specification),
    ...repeats('zh'),
    ...repeats('en'),
    ...one.features.flatMap((feature, i) =>
      isBlank(feature) ? [] : requireBoth(`${field}.features.${i}`, feature),
    ),
    ...findPeriodFaults(form, one, field),
    ...(offered.length === 0 ? [{ field: `${field}.prices`, code: 'noSku' } as const] : []),
    ...edges(form, one, field),
    ...one.skus.flatMap((sku, i) =>
      sku.offered ? skuFaults(form, one, { sku, field: `${field}.skus.${i}` }) : [],
    ),
    ...(mayHaveTrials(form) ? trials(one, field) : []),
  ]
}

function findPeriodFaults(form: Form, { periods: sold }: FormSpecification, field: string): Fault[] {
  const code = sold.length === 0 ? 'noPeriods' : findPeriodFault(form.type, sold)
  return code ? [{ field: `${field}.periods`, code }] : []
}

/** R22: the bands ascend, and the last one begins below the maximum quantity. */
function edges(form: Form, one: FormSpecification, field: string): Fault[] {
  if (!isBanded(form)) return []
  const max = parseWhole(form.quantity?.max ?? '')
  return one.edges.flatMap((edge, i): Fault[] => {
    const value = parseWhole(edge)
    const below = i === 0 ? 0 : (parseWhole(one.edges[i - 1] ?? '') ?? 0)
    const fits = value !== undefined && value > below && (max === undefined || value < max)
    return fits ? [] : [{ field: `${field}.edges.${i}`, code: 'edge', values: [below, max ?? mostQuantity] }]
  })
}

/**
 * Each term that is sold needs a price in each band. A term of a combination that is left completely empty is not
 * offered.
 */
function skuFaults(
  form: Form,
  { periods: sold, edges: parts }: FormSpecification,
  { sku, field }: { readonly sku: FormSku; readonly field: string },
): Fault[] {
  const bands = isBanded(form) ? parts.length + 1 : 1
  const cells = (period: (typeof sold)[number]) =>
    Array.from({ length: bands }, (_, band) => sku.amounts[period]?.[band] ?? '')
  const isWritten = (period: (typeof sold)[number]) => cells(period).some((cell) => cell.trim() !== '')
  const mayBeBlank = form.attributes.length > 0 && sold.some(isWritten)
  return sold
    .filter((period) => isWritten(period) || !mayBeBlank)
    .flatMap((period) =>
      cells(period).flatMap((cell, band): Fault[] =>
        parsePriceText(cell) === undefined ? [{ field: `${field}.${period}.${band}`, code: 'price' }] : [],
      ),
    )
}

/** R27 */
function trials({ skus, periods: sold }: FormSpecification, field: string): Fault[] {
  return periods
    .filter((period) => period !== 'one_time' && sold.includes(period))
    .flatMap((period): Fault[] => {
      const wrong = skus.some(({ trials: { [period]: typed = '' } }) => {
        const value = parseWhole(typed)
        return (
          typed.trim() !== '' && (value === undefined || value < trialRange.least || value > trialRange.most)
        )
      })
      const values = [trialRange.least, trialRange.most]
      return wrong ? [{ field: `${field}.trial.${period}`, code: 'trial', values }] : []
    })
}

function sale(form: Form): Fault[] {
  const allHidden = !form.hidden && form.specifications.every(({ hidden }) => hidden)
  return [
    ...(typeRules[form.type].parameters ? findParameterFaults(form.parameters) : []),
    ...findCertificateFaults(form.certificates),
    ...(isBlank(form.agreement) ? [] : requireBoth('agreement', form.agreement, lengths.agreement)),
    ...(allHidden ? [{ field: 'hidden', code: 'allHidden' } as const] : []),
  ]
}
