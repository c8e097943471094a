import type { Period } from '@loggia/protocol/console'
import { listValues } from '@loggia/protocol/console/catalog/draft/grid'
import { useText } from '@loggia/ui'
import { buyerParameterTexts } from '../../../centre/products/buyer-parameter-texts.ts'
import { certificateTexts } from '../../../centre/products/certificate-texts.ts'
import { supervisionTexts } from '../../../centre/products/supervision-texts.ts'
import { attributesTexts } from './attributes-texts.ts'
import { basicsTexts } from './basics-texts.ts'
import { mediaTexts } from './media-texts.ts'
import { proofFormTexts } from './proof-form-texts.ts'
import { pricesTexts } from './prices-texts.ts'
import { saleTexts } from './sale-texts.ts'
import { wizardTexts } from './texts.ts'
import { useWizard } from './wizard-state.ts'

type Parts = readonly string[]
/** The name of a field from the parts of its path that follow, outermost first. */
type Namer = (parts: Parts) => string

/** Names a field as its step labels it: `Attribute 1 · Value 2 (English)`. */
export function useFieldName(): (field: string) => string {
  const texts = wizardTexts.use()
  const namers: Readonly<Record<string, Namer>> = {
    ...useBasics(),
    attributes: useAttributes(),
    specifications: useSpecifications(),
    ...useSale(),
  }
  return (field) => {
    const [head = '', ...parts] = field.split('.')
    const language = parts.at(-1)
    const isText = language === 'zh' || language === 'en'
    const name = namers[head]?.(isText ? parts.slice(0, -1) : parts) ?? texts.otherField
    return isText ? texts[language](name) : name
  }
}

const join = (...names: readonly string[]): string => names.filter((name) => name !== '').join(' · ')
const placeOf = (part: string | undefined): number => Number(part) + 1

function useBasics(): Readonly<Record<string, Namer>> {
  const basics = basicsTexts.use()
  const media = mediaTexts.use()
  const proof = proofFormTexts.use()
  const documents: Readonly<Record<string, string>> = { name: proof.name, address: proof.address }
  const { name, unit, quantityTitle, min, max } = attributesTexts.use()
  const { currency } = pricesTexts.use()
  const { hours, content, hotline, email } = media
  const support: Readonly<Record<string, string>> = { hours, content, hotline, email }
  const quantity: Readonly<Record<string, string>> = { name, unit, range: `${min} / ${max}` }
  return {
    type: () => basics.kind,
    category: () => basics.category,
    tags: () => basics.tags,
    name: () => basics.name,
    summary: () => basics.summary,
    description: () => basics.description,
    logo: () => media.logo,
    pictures: () => media.pictures,
    video: () => proof.video,
    documents: ([at, part = '']) =>
      at === undefined ? proof.documents : join(proof.document(placeOf(at)), documents[part] ?? ''),
    dataLocation: () => proof.dataLocation,
    support: ([part = '']) => join(media.supportTitle, support[part] ?? ''),
    quantity: ([part = '']) => join(quantityTitle, quantity[part] ?? ''),
    currency: () => currency,
  }
}

function useAttributes(): Namer {
  const texts = attributesTexts.use()
  return ([at, value]) => {
    if (at === undefined) return texts.optionsTitle
    if (value === undefined) return texts.attribute(placeOf(at))
    return join(texts.attribute(placeOf(at)), value === '0' ? texts.name : texts.value(Number(value)))
  }
}

function useSpecifications(): Namer {
  const texts = pricesTexts.use()
  const text = useText()
  const { form } = useWizard()
  return ([at, part = '', place = '', period = '', band = '']) => {
    const specification = form.specifications[Number(at)]
    const of = form.specifications.length > 1 ? texts.tab(placeOf(at)) : ''
    const periods: Readonly<Record<string, string>> = texts.periods
    const sku = specification?.skus[Number(place)]
    const simple: Readonly<Record<string, string>> = {
      name: texts.name,
      features: texts.feature(placeOf(place)),
      periods: texts.terms,
      prices: texts.tableTitle,
      edges: texts.bandUpTo(placeOf(place)),
      trial: texts.trial(periods[place] ?? ''),
    }
    if (part !== 'skus' || !sku) return join(of, simple[part] ?? texts.title)
    const values = listValues(form, sku).map(text).join(' · ') || texts.all
    const inBand = specification.edges.length > 0 ? `${texts.bandHead} ${placeOf(band)}` : ''
    return join(of, texts.cell(values, periods[period as Period] ?? ''), inBand)
  }
}

function useSale(): Readonly<Record<string, Namer>> {
  const sale = saleTexts.use()
  const parameter = buyerParameterTexts.use()
  const certificate = certificateTexts.use()
  const supervision = supervisionTexts.use()
  const certificates: Readonly<Record<string, string>> = {
    number: certificate.number,
    holder: certificate.holder,
    validUntil: certificate.validUntil,
  }
  const { name, label, hint, maxLength, min, max } = parameter
  const parameters: Readonly<Record<string, string>> = { name, label, hint, maxLength, min, max }
  return {
    hidden: () => sale.title,
    afterSale: () => sale.afterSaleTitle,
    supervision: ([part]) =>
      part === 'template' || part === 'criteria' ? supervision[part] : supervision.title,
    buyerData: () => sale.dataTitle,
    agreement: () => sale.agreement,
    certificates: ([at, part = '']) =>
      at === undefined
        ? certificate.title
        : join(certificate.certificate(placeOf(at)), certificates[part] ?? ''),
    buyerParameters: ([at, part = '', option, of]) => {
      if (at === undefined) return parameter.title
      const one = parameter.parameter(placeOf(at))
      if (part !== 'options') return join(one, parameters[part] ?? '')
      if (option === undefined) return one
      return join(
        one,
        of === 'value' ? parameter.optionValue(placeOf(option)) : parameter.option(placeOf(option)),
      )
    },
  }
}
