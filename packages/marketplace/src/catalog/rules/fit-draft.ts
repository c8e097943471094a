import { omitUndefined, formatMoney, isMore, createMoney, computePrice } from '@loggia/kernel'
import { catalogProblems } from '../problems.ts'
import type { Attribute, Draft, DraftPrice, DraftSpecification, Quantity, Text } from '../schema.ts'
import { requireBuyerParameters, toParameterTexts } from './buyer-parameters.ts'
import { requireCertificates } from './certificates.ts'
import { toBandedPrice, getMaxPeriods, mostAmountMinor } from './quote.ts'
import { requireFitType } from './product-types.ts'
import { requireSpecificationNames } from './specification-names.ts'
import { requireFitSupervision } from './supervision.ts'

const mostQuantity = 1_000_000
const trialDays = { least: 3, most: 180 }

/** Throws the first fault of a draft. A draft that passes can be priced for every quantity and term it offers. */
export function requireFitDraft(draft: Draft): void {
  const { name, summary, description, agreement, quantity, attributes, specifications } = draft
  const { buyerParameters = [] } = draft
  const { template, criteria } = draft.supervision ?? {}
  requireTexts(omitUndefined({ name, summary, description, agreement }))
  requireTexts(omitUndefined({ 'supervision.template': template, 'supervision.criteria': criteria }))
  requireTexts(toParameterTexts(buyerParameters))
  requireBuyerParameters(buyerParameters)
  requireCertificates(draft.certificates ?? [])
  requireDocuments(draft.documents ?? [])
  requireFitType(draft)
  requireFitSupervision(draft)
  if (quantity) requireQuantity(quantity)
  requireAttributes(attributes)
  if (specifications.length === 0) throw catalogProblems.specifications_missing()
  for (const [at, specification] of specifications.entries())
    requireTexts({ [`specifications[${at}].name`]: specification.name })
  requireSpecificationNames(specifications.map((specification) => specification.name))
  for (const specification of specifications) {
    requireSkus(specification, attributes)
    for (const { prices } of specification.skus)
      requirePrices({ name: specification.name.zh, prices }, quantity)
  }
  if (!draft.hidden && specifications.every(({ hidden }) => hidden)) throw catalogProblems.all_hidden()
  requireOneCurrency(draft)
}

/** R40: a product in review has at least one tag; a draft may have none. Throws `catalog.tags_missing`. */
export function requireTagged({ tags = [] }: Pick<Draft, 'tags'>): void {
  if (tags.every((tag) => tag.trim() === '')) throw catalogProblems.tags_missing()
}

function requireTexts(texts: Readonly<Record<string, Text>>): void {
  for (const [field, text] of Object.entries(texts))
    for (const language of ['zh', 'en'] as const)
      if (text[language].trim() === '') throw catalogProblems.text_blank({ field: `${field}.${language}` })
}

/** Reviewers and buyers know a document by its name. */
function requireDocuments(documents: NonNullable<Draft['documents']>): void {
  for (const language of ['zh', 'en'] as const) {
    const names = documents.map(({ name }) => name[language].trim())
    const repeated = names.find((name, at) => names.indexOf(name) < at)
    if (repeated !== undefined) throw catalogProblems.document_repeated({ name: repeated })
  }
}

function requireQuantity(quantity: Quantity): void {
  requireTexts({ 'quantity.name': quantity.name, 'quantity.unit': quantity.unit })
  const { min, max } = quantity
  const isRange =
    Number.isInteger(min) && Number.isInteger(max) && min >= 1 && min <= max && max <= mostQuantity
  if (!isRange) throw catalogProblems.quantity_range_empty({ min, max, most: mostQuantity })
}

/** R20: no two attributes, and no two values of one, have the same name. */
function requireAttributes(attributes: readonly Attribute[]): void {
  for (const [i, attribute] of attributes.entries())
    for (const [place, text] of [attribute.name, ...attribute.values].entries())
      requireTexts({ [`attributes[${i}][${place}]`]: text })
  for (const names of [attributes.map(({ name }) => name), ...attributes.map(({ values }) => values)])
    for (const language of ['zh', 'en'] as const) {
      const seen = new Set<string>()
      for (const { [language]: name } of names) {
        if (seen.has(name.trim())) throw catalogProblems.attribute_value_repeated({ name })
        seen.add(name.trim())
      }
    }
}

/**
 * R20: each sku names one value of each attribute, and no combination occurs twice. A combination left out is not
 * offered.
 */
function requireSkus(
  { name: { zh: name }, skus }: DraftSpecification,
  attributes: readonly Attribute[],
): void {
  if (skus.length === 0) throw catalogProblems.prices_missing({ name })
  const fits = skus.every(
    ({ values }) =>
      values.length === attributes.length &&
      values.every((value, i) => Number.isInteger(value) && attributes[i]?.values[value] !== undefined),
  )
  const combinations = new Set(skus.map(({ values }) => values.join()))
  if (!fits || combinations.size < skus.length) throw catalogProblems.skus_unfit({ name })
}

function requirePrices(
  { name, prices }: { readonly name: string; readonly prices: readonly DraftPrice[] },
  quantity: Quantity | undefined,
): void {
  if (prices.length === 0) throw catalogProblems.prices_missing({ name })
  if (new Set(prices.map((price) => price.period)).size < prices.length)
    throw catalogProblems.price_repeated({ name })
  for (const price of prices) {
    requireTrial(name, price)
    requireBands(name, price, quantity)
    requireAmounts(name, price, quantity)
  }
}

function requireTrial(name: string, { period, trialDays: days }: DraftPrice): void {
  if (days === undefined) return
  if (period === 'one_time') throw catalogProblems.trial_on_one_time({ name })
  if (!Number.isInteger(days) || days < trialDays.least || days > trialDays.most)
    throw catalogProblems.trial_days_out_of_range({ name, got: days })
}

function requireBands(name: string, { bands }: DraftPrice, quantity: Quantity | undefined): void {
  if (bands.length === 0) return
  if (!quantity || (quantity.pricing ?? 'linear') === 'linear')
    throw catalogProblems.bands_not_offered({ name })
  const ascend = bands.every(
    ({ above }, i) => Number.isInteger(above) && above > (bands[i - 1]?.above ?? 0) && above < quantity.max,
  )
  if (!ascend) throw catalogProblems.bands_unfit({ name, max: quantity.max })
}

/** With tier pricing a larger quantity may cost less, so both ends of each band are checked. */
function requireAmounts(name: string, price: DraftPrice, quantity: Quantity | undefined): void {
  const { min: least, max: most } = quantity ?? { min: 1, max: 1 }
  const { currency } = price.unitPrice
  const [min, max] = [createMoney(1n, currency), createMoney(mostAmountMinor, currency)]
  const ends = [least, ...price.bands.flatMap(({ above }) => [above, above + 1]), most]
  for (const at of ends.filter((end) => end >= least && end <= most)) {
    const banded = toBandedPrice(price, quantity)
    const smallest = computePrice(banded, { quantity: at, periods: 1 }).amount
    const largest = computePrice(banded, { quantity: at, periods: getMaxPeriods(price.period) }).amount
    if (isMore(min, smallest))
      throw catalogProblems.price_too_low({ name, amount: formatMoney(smallest), min: formatMoney(min) })
    if (isMore(largest, max))
      throw catalogProblems.price_too_high({ name, amount: formatMoney(largest), max: formatMoney(max) })
  }
}

/** The currencies of all prices of a draft. */
export const listCurrencies = ({ specifications }: Pick<Draft, 'specifications'>): string[] => [
  ...new Set(
    specifications
      .flatMap(({ skus }) => skus.flatMap(({ prices }) => prices))
      .flatMap(({ unitPrice, bands }) => [unitPrice, ...bands.map((band) => band.unitPrice)])
      .map(({ currency }) => currency),
  ),
]

function requireOneCurrency(draft: Draft): void {
  const currencies = listCurrencies(draft)
  if (currencies.length > 1) throw catalogProblems.currencies_mixed({ currencies: currencies.join(', ') })
}
