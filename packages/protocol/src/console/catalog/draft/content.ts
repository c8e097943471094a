import { omitUndefined } from '@loggia/kernel'
import type { DraftProduct } from '../products.ts'
import type { Period } from '../kinds.ts'
import { readCertificates, writeCertificates } from './certificates.ts'
import { parsePriceText, parseWhole } from './figures.ts'
import { emptyForm, isBanded, isBlank, noText, periods, trimBoth } from './form.ts'
import type { Form, FormAttribute, FormQuantity, FormSku, FormSpecification } from './form.ts'
import { createGrid } from './grid.ts'
import { readParameters, writeParameters } from './parameters.ts'
import { readDocuments, writeDocuments } from './proofs.ts'
import { getFormSupervision, readSupervision, writeSupervision } from './supervision.ts'
import { mayHaveTrials, typeRules } from './type-rules.ts'

type Specification = DraftProduct['specifications'][number]
type Price = NonNullable<Specification['prices']>[number]
type Sku = NonNullable<Specification['skus']>[number]

/** Converts the form into the product of the contract. Missing values are left out, not invented. */
export function toContent(form: Form): DraftProduct {
  const { tags, logo, support, buyerData, agreement, quantity, attributes, hidden } = form
  const rules = typeRules[form.type]
  const hasSupport = !isBlank(support.hours) || !isBlank(support.content) || support.hotline || support.email
  return omitUndefined({
    type: form.type === 'saas' ? undefined : form.type,
    name: trimBoth(form.name),
    summary: trimBoth(form.summary),
    description: trimBoth(form.description),
    category: form.category,
    tags: tags.length > 0 ? [...tags] : undefined,
    logo,
    ...proofsOf(form),
    support: hasSupport ? supportOf(support) : undefined,
    buyerData: buyerData.length > 0 ? [...buyerData] : undefined,
    buyerParameters:
      rules.parameters && form.parameters.length > 0 ? writeParameters(form.parameters) : undefined,
    agreement: isBlank(agreement) ? undefined : trimBoth(agreement),
    certificates: form.certificates.length > 0 ? writeCertificates(form.certificates) : undefined,
    hidden: hidden || undefined,
    verification: form.isForEnterprises ? 'enterprise' : undefined,
    ...promisesOf(form),
    supervision: writeSupervision(form),
    quantity: quantity ? quantityOf(quantity) : undefined,
    attributes: attributes.length > 0 ? attributes.map(attributeOf) : undefined,
    specifications: form.specifications.map((one) => specificationOf(one, form)),
  })
}

function proofsOf({ pictures, video, documents, dataLocation }: Form) {
  return omitUndefined({
    pictures: pictures.length > 0 ? [...pictures] : undefined,
    video: video.trim() || undefined,
    documents: documents.length > 0 ? writeDocuments(documents) : undefined,
    dataLocation: isBlank(dataLocation) ? undefined : trimBoth(dataLocation),
  })
}

/** Left out if all is promised that may be: §8.1 has no five-day refund for what is supervised. */
function promisesOf(form: Form): Pick<DraftProduct, 'afterSale'> {
  const { fiveDayRefund, upgrades, renewalChanges } = form.afterSale
  if (!typeRules[form.type].promises) return {}
  if (getFormSupervision(form)) return { afterSale: { fiveDayRefund: false, upgrades, renewalChanges } }
  return fiveDayRefund && upgrades && renewalChanges ? {} : { afterSale: { ...form.afterSale } }
}

const supportOf = ({ hours, content, hotline, email }: Form['support']) => ({
  hours: trimBoth(hours),
  content: trimBoth(content),
  hotline: hotline.trim(),
  email: email.trim(),
})

const quantityOf = ({ name, unit, min, max, pricing }: FormQuantity) => ({
  name: trimBoth(name),
  unit: trimBoth(unit),
  min: parseWhole(min) ?? 1,
  max: parseWhole(max) ?? 1,
  pricing,
})

const attributeOf = ({ name, values }: FormAttribute) => ({
  name: trimBoth(name),
  values: values.map(trimBoth),
})

function specificationOf(one: FormSpecification, form: Form): Specification {
  const features = one.features.filter((feature) => !isBlank(feature)).map(trimBoth)
  const common = omitUndefined({
    id: one.id,
    name: trimBoth(one.name),
    features,
    hidden: one.hidden || undefined,
  })
  const [only] = one.skus
  if (form.attributes.length === 0) return { ...common, prices: only ? pricesOf(only, one, form) : [] }
  return { ...common, skus: skusOf(one, form) }
}

const skusOf = (one: FormSpecification, form: Form): Sku[] =>
  one.skus.flatMap((sku) => {
    const prices = sku.offered ? pricesOf(sku, one, form) : []
    const values = form.attributes.map((attribute, i) =>
      attribute.values.findIndex(({ key }) => key === sku.values[i]),
    )
    return prices.length > 0 ? [{ values, prices }] : []
  })

const pricesOf = (sku: FormSku, { periods: sold, edges }: FormSpecification, form: Form): Price[] =>
  periods
    .filter((period) => sold.includes(period))
    .flatMap((period) => {
      const price = (typed: string | undefined) => {
        const amount = parsePriceText(typed ?? '')
        return amount === undefined ? undefined : { amount, currency: form.currency }
      }
      const [first, ...above] = sku.amounts[period] ?? []
      const unitPrice = price(first)
      if (!unitPrice) return []
      const bands = isBanded(form)
        ? above.flatMap((typed, i) => {
            const [edge, unit] = [parseWhole(edges[i] ?? ''), price(typed)]
            return edge !== undefined && unit ? [{ above: edge, unitPrice: unit }] : []
          })
        : []
      const trial =
        period === 'one_time' || !mayHaveTrials(form) ? undefined : parseWhole(sku.trials[period] ?? '')
      return [
        omitUndefined({ period, unitPrice, bands: bands.length > 0 ? bands : undefined, trialDays: trial }),
      ]
    })

/** Converts a product into the form. If its prices have different bands, all of them get all edges. */
export function toForm(content: DraftProduct): Form {
  let keys = 0
  const key = () => `k${keys++}`
  const attributes = (content.attributes ?? []).map(({ name, values }) => ({
    key: key(),
    name,
    values: values.map((value) => ({ ...value, key: key() })),
  }))
  const specifications = content.specifications.map((one) => {
    const read = readSpecification(one, attributes)
    return { ...read, key: key(), features: one.features.map((feature) => ({ ...feature, key: key() })) }
  })
  const { quantity, support, agreement, logo } = content
  const parameters = readParameters(content.buyerParameters ?? [], key)
  const certificates = readCertificates(content.certificates ?? [], key)
  const documents = readDocuments(content.documents ?? [], key)
  return {
    ...emptyForm,
    keys,
    type: content.type ?? 'saas',
    category: content.category,
    tags: content.tags ?? [],
    name: content.name,
    summary: content.summary,
    description: content.description,
    ...omitUndefined({ logo }),
    pictures: content.pictures ?? [],
    video: content.video ?? '',
    documents,
    dataLocation: content.dataLocation ?? noText,
    ...omitUndefined({ support, quantity: quantity ? readQuantity(quantity) : undefined }),
    attributes,
    currency: currencyOf(content),
    specifications,
    hidden: content.hidden ?? false,
    isForEnterprises: content.verification === 'enterprise',
    afterSale: content.afterSale ?? emptyForm.afterSale,
    ...omitUndefined({ supervision: readSupervision(content.supervision) }),
    buyerData: content.buyerData ?? [],
    parameters,
    certificates,
    agreement: agreement ?? noText,
  }
}

const readQuantity = ({
  name,
  unit,
  min,
  max,
  pricing = 'linear',
}: NonNullable<DraftProduct['quantity']>): FormQuantity => ({
  name,
  unit,
  min: String(min),
  max: String(max),
  pricing,
})

const skusIn = ({ prices, skus }: Specification): readonly Sku[] =>
  skus ?? [{ values: [], prices: prices ?? [] }]

const currencyOf = ({ specifications }: DraftProduct): Form['currency'] =>
  specifications.flatMap(skusIn).flatMap(({ prices }) => prices)[0]?.unitPrice.currency ?? 'CNY'

function readSpecification(
  one: Specification,
  attributes: readonly FormAttribute[],
): Omit<FormSpecification, 'key' | 'features'> {
  const written = skusIn(one)
  const prices = written.flatMap((sku) => sku.prices)
  const edges = [...new Set(prices.flatMap(({ bands = [] }) => bands.map(({ above }) => above)))].toSorted(
    (a, b) => a - b,
  )
  const sold = periods.filter((period) => prices.some((price) => price.period === period))
  const skus = written.map((sku): FormSku => ({
    values: sku.values.map((value, i) => attributes[i]?.values[value]?.key ?? ''),
    offered: true,
    amounts: Object.fromEntries(sold.map((period) => [period, amountsOf(sku, period, edges)])),
    trials: Object.fromEntries(
      sku.prices.flatMap(({ period, trialDays }) =>
        trialDays === undefined ? [] : [[period, String(trialDays)]],
      ),
    ),
  }))
  const isWritten = new Set(skus.map(({ values }) => values.join()))
  const bare = omitUndefined({
    key: '',
    id: one.id,
    name: one.name,
    features: [],
    hidden: one.hidden ?? false,
    periods: sold,
    edges: edges.map(String),
    skus: [],
  })
  const blank = createGrid(bare, attributes)
  return {
    ...bare,
    // A combination that the product does not have is not offered.
    skus: blank.map(
      (sku) =>
        skus.find(({ values }) => values.join() === sku.values.join()) ?? {
          ...sku,
          offered: isWritten.size === 0,
        },
    ),
  }
}

/** The price of each band; a band in which this price has no edge costs as much as the band below. */
function amountsOf({ prices }: Sku, period: Period, edges: readonly number[]): readonly string[] {
  const price = prices.find((one) => one.period === period)
  if (!price) return [0, ...edges].map(() => '')
  const bands = [{ above: 0, unitPrice: price.unitPrice }, ...(price.bands ?? [])]
  return [0, ...edges].map((edge) => bands.findLast(({ above }) => above <= edge)?.unitPrice.amount ?? '')
}
