import type { Form } from './form.ts'

export const steps = ['basics', 'media', 'attributes', 'prices', 'delivery', 'sale', 'submit'] as const
export type Step = (typeof steps)[number]

/** A fault at one field, with a code of ours or the server’s sentence. Fields have the names of the contract. */
export type Fault = { readonly field: string } & (
  | { readonly code: FaultCode; readonly values?: readonly number[] }
  | { readonly said: string }
)
export const faultCodes = [
  'required',
  'tooLong',
  'category',
  'tags',
  'noTags',
  'range',
  'widen',
  'email',
  'webAddress',
  'repeated',
  'tooManySkus',
  'noPeriods',
  'noSku',
  'price',
  'edge',
  'trial',
  'allHidden',
  'wireName',
  'letters',
  'numbers',
  'room',
  'byQuantity',
  'periodNotOfType',
  'periodsMixed',
] as const
export type FaultCode = (typeof faultCodes)[number]

const homes: readonly (readonly [RegExp, Step])[] = [
  [/^(type|category|tags|name|summary|description)\b/, 'basics'],
  [/^(logo|pictures|video|documents|dataLocation|support)\b/, 'media'],
  [/^(quantity|attributes)\b/, 'attributes'],
  [/^(specifications|currency)\b/, 'prices'],
  [/^supervision\b/, 'delivery'],
  [/^(buyerData|buyerParameters|certificates|agreement|hidden|afterSale)\b/, 'sale'],
]
/** The step that contains a field. */
export const findStep = (field: string): Step => homes.find(([form]) => form.test(field))?.[1] ?? 'submit'

export const findFault = (faults: readonly Fault[], field: string): Fault | undefined =>
  faults.find((fault) => fault.field === field)

type Refusal = {
  readonly code: string
  readonly detail: string
  readonly details?: Readonly<Record<string, unknown>> | undefined
}

const byCode: Readonly<Record<string, string>> = {
  'catalog.type_fixed': 'type',
  'catalog.category_not_leaf': 'category',
  'catalog.category_not_found': 'category',
  'catalog.tags_missing': 'tags',
  'catalog.quantity_range_empty': 'quantity.range',
  'catalog.quantity_range_narrowed': 'quantity.range',
  'catalog.attribute_value_repeated': 'attributes',
  'catalog.attributes_fixed': 'attributes',
  'catalog.currencies_mixed': 'currency',
  'catalog.currency_fixed': 'currency',
  'catalog.all_hidden': 'hidden',
  'catalog.parameter_repeated': 'buyerParameters',
  'catalog.parameter_range_empty': 'buyerParameters',
  'catalog.parameter_option_unfit': 'buyerParameters',
  'catalog.parameters_too_long': 'buyerParameters',
  'catalog.certificate_repeated': 'certificates',
  'catalog.document_repeated': 'documents',
  'catalog.certificate_expired': 'certificates',
  'catalog.quantity_missing': 'quantity',
  'catalog.flow_not_of_type': 'supervision',
  'catalog.license_way_fixed': 'supervision',
  'catalog.template_missing': 'supervision.template.zh',
  'catalog.template_unused': 'supervision.template.zh',
  'catalog.criteria_missing': 'supervision.criteria.zh',
  'catalog.five_day_refund_supervised': 'afterSale',
}
const ofNames = /^catalog\.specification_name_/
const ofPrices = /^catalog\.(prices?_|periods?_|trial_(days|on|supervised)|bands_|skus_unfit)/

/** Assigns the server’s refusal to fields; empty if it belongs to no field. */
export function toFaults({ code, detail, details }: Refusal, form: Form): Fault[] {
  if (Array.isArray(details?.['faults'])) return details['faults'].flatMap(readFault)
  const field = fieldOf(code, details, form)
  return field === undefined ? [] : [{ field, said: detail }]
}

function fieldOf(code: string, details: Refusal['details'], form: Form): string | undefined {
  if (code === 'catalog.text_blank' && typeof details?.['field'] === 'string')
    return details['field'].replaceAll(/\[(\d+)\]/g, '.$1')
  const name = details?.['name']
  const at = form.specifications.findIndex(
    (one) => one.name.zh.trim() === name || one.name.en.trim() === name,
  )
  if (at >= 0 && ofNames.test(code)) {
    const isChinese = form.specifications[at]?.name.zh.trim() === name
    return `specifications.${at}.name.${isChinese ? 'zh' : 'en'}`
  }
  if (at >= 0 && ofPrices.test(code)) return `specifications.${at}.prices`
  return byCode[code]
}

function readFault(fault: unknown): Fault[] {
  if (typeof fault !== 'object' || fault === null || !('path' in fault) || !('message' in fault)) return []
  return [{ field: String(fault.path).replace(/^body\./, ''), said: String(fault.message) }]
}
