import type { DraftProduct } from '@loggia/protocol/console'
import { toSupervision } from '@loggia/protocol/console/catalog/draft/supervision'
import { getPromises } from '@loggia/protocol/console/catalog/draft/type-rules'
import { formatCount, pickText, formatPer, formatQuantity, formatUnitAmount } from '@loggia/ui'
import type { BilingualText } from '@loggia/ui'
import type { ContentFact } from '../../centre/parts/versions.ts'
import { describeNeed, describeParameter } from '../../centre/parts/parameter-words.ts'
import { buyerParameterTexts } from '../../centre/products/buyer-parameter-texts.ts'
import { certificateTexts } from '../../centre/products/certificate-texts.ts'
import { supervisionTexts } from '../../centre/products/supervision-texts.ts'
import { searchTexts } from '../../storefront/search/texts.ts'
import { reviewTexts } from './texts.ts'

type Language = 'zh-CN' | 'en-US'
/** The content of a product as text, in the order of its page. */
export function listContentFacts(draft: DraftProduct, language: Language): ContentFact[] {
  return [
    ...textFacts(draft, language),
    ...supervisionFacts(draft, language),
    ...parameterFacts(draft, language),
    ...certificateFacts(draft, language),
    ...shapeFacts(draft, language),
    ...specificationFacts(draft, language),
  ].filter(({ value }) => value !== '')
}

function textFacts(draft: DraftProduct, language: Language): ContentFact[] {
  const { field, buyerData, verification, yes, no } = reviewTexts.in(language)
  const text = (both: BilingualText | undefined) => (both ? pickText(both, language) : '')
  const both = (given: BilingualText | undefined) => (given ? `${given.zh} · ${given.en}` : '')
  const { support } = draft
  return [
    fact('nameZh', field.nameZh, draft.name.zh),
    fact('nameEn', field.nameEn, draft.name.en),
    fact('summaryZh', field.summaryZh, draft.summary.zh),
    fact('summaryEn', field.summaryEn, draft.summary.en),
    fact('descriptionZh', field.descriptionZh, draft.description.zh),
    fact('descriptionEn', field.descriptionEn, draft.description.en),
    fact('type', searchTexts.in(language).type, draft.type ? searchTexts.in(language).types[draft.type] : ''),
    fact('category', field.category, draft.category),
    fact('tags', field.tags, (draft.tags ?? []).join(', ')),
    { ...fact('logo', field.logo, draft.logo ?? ''), pictures: 'logo' },
    { ...fact('pictures', field.pictures, (draft.pictures ?? []).join('\n')), pictures: 'screens' },
    fact('video', field.video, draft.video ?? ''),
    ...documentFacts(draft, language),
    fact('dataLocation', field.dataLocation, both(draft.dataLocation)),
    fact('hours', field.supportHours, text(support?.hours)),
    fact('help', field.supportContent, text(support?.content)),
    fact('hotline', field.supportHotline, support?.hotline ?? ''),
    fact('email', field.supportEmail, support?.email ?? ''),
    fact('buyerData', field.buyerData, (draft.buyerData ?? []).map((one) => buyerData[one]).join(', ')),
    fact('agreementZh', field.agreementZh, draft.agreement?.zh ?? ''),
    fact('agreementEn', field.agreementEn, draft.agreement?.en ?? ''),
    fact('hidden', field.hidden, draft.hidden ? no : yes),
    ...afterSaleFacts(draft, language),
    fact('verification', field.verification, verification[draft.verification ?? 'personal']),
  ]
}

/** The documents, one row each, by their Chinese names. */
function documentFacts({ documents = [] }: DraftProduct, language: Language): ContentFact[] {
  const { field } = reviewTexts.in(language)
  return documents.map(({ name, address }) =>
    fact(
      `document ${name.zh}`,
      field.document(pickText(name, language)),
      `${name.zh} · ${name.en}\n${address}`,
    ),
  )
}

function afterSaleFacts(draft: DraftProduct, language: Language): ContentFact[] {
  const { field, promise } = reviewTexts.in(language)
  const promised = getPromises(draft)
  return (['fiveDayRefund', 'upgrades', 'renewalChanges'] as const).map((name) =>
    fact(name, field[name], promised[name] ? promise.yes : promise.no),
  )
}

/** R38, R39: the flow, and in both languages what buyers are asked and what they accept by. */
function supervisionFacts(draft: DraftProduct, language: Language): ContentFact[] {
  const texts = supervisionTexts.in(language)
  const { template, criteria, flow } = toSupervision(draft) ?? {}
  return [
    fact('supervision', texts.title, flow ? texts.flows[flow] : texts.none),
    fact('template', texts.template, template ? `${template.zh}\n\n${template.en}` : ''),
    fact('criteria', texts.criteria, criteria ? `${criteria.zh}\n\n${criteria.en}` : ''),
  ]
}

/** R47a: the purchase parameters, one row each: as the buyer reads them, and as the seller’s server gets them. */
function parameterFacts({ buyerParameters = [] }: DraftProduct, language: Language): ContentFact[] {
  const texts = buyerParameterTexts.in(language)
  const both = ({ zh, en }: BilingualText) => `${zh} · ${en}`
  return buyerParameters.map((parameter) =>
    fact(
      `parameter ${parameter.name}`,
      texts.fact(parameter.name),
      [
        both(parameter.label),
        `${describeParameter(parameter, language)} · ${describeNeed(parameter, language)}`,
        ...(parameter.hint ? [both(parameter.hint)] : []),
        ...(parameter.kind === 'choice'
          ? parameter.options.map(({ value, label }) => `${value}: ${both(label)}`)
          : []),
      ].join('\n'),
    ),
  )
}

/** R57: the certificates, one row each, by kind and number. */
function certificateFacts({ certificates = [] }: DraftProduct, language: Language): ContentFact[] {
  const texts = certificateTexts.in(language)
  return certificates.map(({ kind, number, holder, validUntil }) =>
    fact(
      `certificate ${kind} ${number}`,
      texts.fact(texts.kinds[kind], number),
      [holder, validUntil === undefined ? texts.forGood : texts.until(validUntil)].join(' · '),
    ),
  )
}

const fact = (key: string, name: string, value: string): ContentFact => ({ key, name, value })

function shapeFacts({ quantity, attributes = [] }: DraftProduct, language: Language): ContentFact[] {
  const { field, pricing } = reviewTexts.in(language)
  const text = (both: BilingualText) => pickText(both, language)
  const range =
    quantity && `${formatCount(quantity.min)}–${formatQuantity(quantity.max, quantity.unit, language)}`
  return [
    ...(quantity
      ? [
          fact(
            'quantity',
            field.quantity,
            [text(quantity.name), range, pricing[quantity.pricing ?? 'linear']].join(' · '),
          ),
        ]
      : []),
    ...attributes.map(({ name, values }, i) =>
      fact(`attribute ${i}`, field.attribute(text(name)), values.map(text).join(' · ')),
    ),
  ]
}

function specificationFacts(draft: DraftProduct, language: Language): ContentFact[] {
  const { field, yes, no } = reviewTexts.in(language)
  const text = (both: BilingualText) => pickText(both, language)
  return draft.specifications.flatMap((specification) => {
    const { id, name, features, hidden } = specification
    const place = id ?? name.zh
    const group = field.specification(text(name))
    const of = (key: string, named: string, value: string) => ({
      ...fact(`${place} ${key}`, named, value),
      group,
    })
    return [
      of('name', field.name, `${name.zh} · ${name.en}`),
      of('features', field.features, features.map(text).join('\n')),
      of('hidden', field.hidden, hidden ? no : yes),
      ...priceFacts(draft, specification, language).map(([key, named, value]) => of(key, named, value)),
    ]
  })
}

type Specification = DraftProduct['specifications'][number]
type Price = NonNullable<Specification['prices']>[number]

function priceFacts(draft: DraftProduct, { prices, skus }: Specification, language: Language) {
  const { field, periods } = reviewTexts.in(language)
  const { attributes = [] } = draft
  const combinations = skus ?? (prices ? [{ values: [], prices }] : [])
  return combinations.flatMap((sku) => {
    const chosen = attributes.flatMap(({ values }, i) => values[sku.values[i] ?? -1] ?? [])
    return sku.prices.map((price) => {
      const named = [...chosen.map((one) => pickText(one, language)), periods[price.period]].join(' · ')
      return [
        `price ${sku.values.join()} ${price.period}`,
        field.price(named),
        priceWords(draft, price, language),
      ] as const
    })
  })
}

function priceWords({ quantity }: DraftProduct, price: Price, language: Language): string {
  const { from, trial } = reviewTexts.in(language)
  const unit = formatPer({ unit: quantity?.unit, period: price.period }, language)
  return [
    formatUnitAmount(price.unitPrice) + unit,
    ...(price.bands ?? []).map(({ above, unitPrice }) =>
      from(formatCount(above + 1), formatUnitAmount(unitPrice)),
    ),
    ...(price.trialDays === undefined ? [] : [trial(price.trialDays)]),
  ].join('\n')
}
