import type { Id, ProductType } from '@loggia/kernel'
import type { AfterSale, Certificate, DraftProduct, QuantityAttribute } from '../products.ts'
import type { BuyerParameter } from '../buyer-parameters.ts'
import type { Period } from '../kinds.ts'
import type { ProductFlow } from './flows.ts'

/** Typed values stay text until they are sent, so that nothing is lost. */
export type Both = { readonly zh: string; readonly en: string }
export type Currency = 'CNY' | 'USD'
export type Model = NonNullable<QuantityAttribute['pricing']>
export type BuyerDatum = NonNullable<DraftProduct['buyerData']>[number]
/** A text with its own key, so that a row keeps its field when another row is removed. */
export type KeyedText = Both & { readonly key: string }
export type FormAttribute = {
  readonly key: string
  readonly name: Both
  readonly values: readonly KeyedText[]
}
export type FormSku = {
  /** The keys of its values, one for each attribute. */
  readonly values: readonly string[]
  readonly offered: boolean
  /** The prices of the bands, beginning with the first one. */
  readonly amounts: { readonly [P in Period]?: readonly string[] | undefined }
  readonly trials: { readonly [P in Period]?: string | undefined }
}
export type FormSpecification = {
  readonly key: string
  /** Set if the market knows it already. */
  readonly id?: Id<'spc'> | undefined
  readonly name: Both
  readonly features: readonly KeyedText[]
  readonly hidden: boolean
  readonly periods: readonly Period[]
  /** The upper edge of each band except the last; all prices of a specification have the same bands. */
  readonly edges: readonly string[]
  readonly skus: readonly FormSku[]
}
export type FormQuantity = {
  readonly name: Both
  readonly unit: Both
  readonly min: string
  readonly max: string
  readonly pricing: Model
}
/** A purchase parameter. Values that the chosen kind does not need stay as they were typed. */
export type FormParameter = {
  readonly key: string
  readonly name: string
  readonly label: Both
  readonly hint: Both
  readonly required: boolean
  readonly kind: BuyerParameter['kind']
  readonly maxLength: string
  readonly min: string
  readonly max: string
  readonly options: readonly { readonly key: string; readonly value: string; readonly label: Both }[]
}
/** R57: a certificate for the review; without a date it does not expire. */
export type FormCertificate = {
  readonly key: string
  readonly kind: Certificate['kind']
  readonly number: string
  readonly holder: string
  readonly validUntil: string
}
/** A document for buyers at an address of the seller's. */
export type FormDocument = { readonly key: string; readonly name: Both; readonly address: string }
/** How deliveries are supervised; a template that the flow does not use stays as it was typed. */
export type FormSupervision = { readonly flow: ProductFlow; readonly template: Both; readonly criteria: Both }
/** A product in the wizard. */
export type Form = {
  /** The number of keys that were given out. */
  readonly keys: number
  /** R12, R13 */
  readonly type: ProductType
  readonly category: string
  readonly tags: readonly string[]
  readonly name: Both
  readonly summary: Both
  readonly description: Both
  readonly logo?: string | undefined
  readonly pictures: readonly string[]
  /** The address of a video. */
  readonly video: string
  readonly documents: readonly FormDocument[]
  /** Where the data of buyers lie. */
  readonly dataLocation: Both
  readonly support: {
    readonly hours: Both
    readonly content: Both
    readonly hotline: string
    readonly email: string
  }
  readonly quantity?: FormQuantity | undefined
  readonly attributes: readonly FormAttribute[]
  readonly currency: Currency
  readonly specifications: readonly FormSpecification[]
  readonly hidden: boolean
  /** R4: sold only to verified enterprises. */
  readonly isForEnterprises: boolean
  /** R119, R130 */
  readonly afterSale: AfterSale
  /** Absent: none for SaaS, the usual flow for other types. */
  readonly supervision?: FormSupervision | undefined
  readonly buyerData: readonly BuyerDatum[]
  readonly parameters: readonly FormParameter[]
  readonly certificates: readonly FormCertificate[]
  readonly agreement: Both
}

export const noText: Both = { zh: '', en: '' }
export const periods: readonly Period[] = ['year', 'month', 'one_time']

/** The next `count` keys, and the form with the increased count. */
export function withKeys(
  form: Form,
  count: number,
): { readonly form: Form; readonly keys: readonly string[] } {
  const keys = Array.from({ length: count }, (_, i) => `k${form.keys + i}`)
  return { form: { ...form, keys: form.keys + count }, keys }
}

const blankSku: FormSku = { values: [], offered: true, amounts: { year: [''], month: [''] }, trials: {} }
export const createSpecification = (key: string, skus: readonly FormSku[]): FormSpecification => ({
  key,
  name: noText,
  features: [],
  hidden: false,
  periods: ['year', 'month'],
  edges: [],
  skus,
})

export const emptyForm: Form = {
  keys: 1,
  type: 'saas',
  category: '',
  tags: [],
  name: noText,
  summary: noText,
  description: noText,
  pictures: [],
  video: '',
  documents: [],
  dataLocation: noText,
  support: { hours: noText, content: noText, hotline: '', email: '' },
  attributes: [],
  currency: 'CNY',
  specifications: [createSpecification('k0', [blankSku])],
  hidden: false,
  isForEnterprises: false,
  afterSale: { fiveDayRefund: true, upgrades: true, renewalChanges: true },
  buyerData: [],
  parameters: [],
  certificates: [],
  agreement: noText,
}

export const isBlank = ({ zh, en }: Both): boolean => zh.trim() === '' && en.trim() === ''
export const trimBoth = ({ zh, en }: Both): Both => ({ zh: zh.trim(), en: en.trim() })
/** Whether the quantity has bands; linear prices have none. */
export const isBanded = ({ quantity }: Pick<Form, 'quantity'>): boolean =>
  quantity !== undefined && quantity.pricing !== 'linear'
