import type { DraftProduct } from '@loggia/protocol/console'
import { countText, inLanguage, perText, quantityText, unitAmountText } from '@loggia/ui'
import type { BilingualText } from '@loggia/ui'
import { reviewTexts } from '../../centre/text/reviews.ts'

type Language = 'zh-CN' | 'en-US'
/** One thing that a product says: `key` ties it to the same thing of the other version. */
export type ContentFact = {
  readonly key: string
  readonly group?: string
  readonly name: string
  readonly value: string
}
/** The same thing in both versions; `before` is missing of what is new, `after` of what is gone. */
export type ContentRow = Pick<ContentFact, 'key' | 'group' | 'name'> & {
  readonly before?: string
  readonly after?: string
}

/** Everything that a product says, in the order of its page, in words. */
export function contentFacts(draft: DraftProduct, language: Language): ContentFact[] {
  return [
    ...textFacts(draft, language),
    ...shapeFacts(draft, language),
    ...specificationFacts(draft, language),
  ].filter(({ value }) => value !== '')
}

function textFacts(draft: DraftProduct, language: Language): ContentFact[] {
  const { field, buyerData, yes, no } = reviewTexts.in(language)
  const text = (both: BilingualText | undefined) => (both ? inLanguage(both, language) : '')
  const { support } = draft
  return [
    fact('nameZh', field.nameZh, draft.name.zh),
    fact('nameEn', field.nameEn, draft.name.en),
    fact('summaryZh', field.summaryZh, draft.summary.zh),
    fact('summaryEn', field.summaryEn, draft.summary.en),
    fact('descriptionZh', field.descriptionZh, draft.description.zh),
    fact('descriptionEn', field.descriptionEn, draft.description.en),
    fact('category', field.category, draft.category),
    fact('tags', field.tags, (draft.tags ?? []).join(', ')),
    fact('logo', field.logo, draft.logo ?? ''),
    fact('pictures', field.pictures, (draft.pictures ?? []).join('\n')),
    fact('hours', field.supportHours, text(support?.hours)),
    fact('help', field.supportContent, text(support?.content)),
    fact('hotline', field.supportHotline, support?.hotline ?? ''),
    fact('email', field.supportEmail, support?.email ?? ''),
    fact('buyerData', field.buyerData, (draft.buyerData ?? []).map((one) => buyerData[one]).join(', ')),
    fact('agreementZh', field.agreementZh, draft.agreement?.zh ?? ''),
    fact('agreementEn', field.agreementEn, draft.agreement?.en ?? ''),
    fact('hidden', field.hidden, draft.hidden ? no : yes),
  ]
}

const fact = (key: string, name: string, value: string): ContentFact => ({ key, name, value })

function shapeFacts({ quantity, attributes = [] }: DraftProduct, language: Language): ContentFact[] {
  const { field, pricing } = reviewTexts.in(language)
  const text = (both: BilingualText) => inLanguage(both, language)
  const range =
    quantity && `${countText(quantity.min)}–${quantityText(quantity.max, quantity.unit, language)}`
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
  const text = (both: BilingualText) => inLanguage(both, language)
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
      const named = [...chosen.map((one) => inLanguage(one, language)), periods[price.period]].join(' · ')
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
  const unit = perText({ unit: quantity?.unit, period: price.period }, language)
  return [
    unitAmountText(price.unitPrice) + unit,
    ...(price.bands ?? []).map(({ above, unitPrice }) =>
      from(countText(above + 1), unitAmountText(unitPrice)),
    ),
    ...(price.trialDays === undefined ? [] : [trial(price.trialDays)]),
  ].join('\n')
}

/** Both versions side by side, in the order of the new one; what is gone stands at the end of its group. */
export function contentRows(before: readonly ContentFact[], after: readonly ContentFact[]): ContentRow[] {
  const old = new Map(before.map((one) => [one.key, one.value]))
  const kept = new Set(after.map(({ key }) => key))
  const rows = after.map(({ value, ...one }): ContentRow => {
    const was = old.get(one.key)
    return { ...one, after: value, ...(was !== undefined && { before: was }) }
  })
  const gone = before
    .filter(({ key }) => !kept.has(key))
    .map(({ value, ...one }): ContentRow => ({ ...one, before: value }))
  return [...rows, ...gone]
}

export const isChanged = ({ before, after }: ContentRow): boolean => before !== after

/** What differs between two texts: the same beginning and end, and what was in between on each side. Whole characters are kept. */
export function middleOf(before: string, after: string) {
  const [a, b] = [[...before], [...after]]
  let head = 0
  while (head < a.length && head < b.length && a[head] === b[head]) head += 1
  let tail = 0
  while (tail < a.length - head && tail < b.length - head && a.at(-1 - tail) === b.at(-1 - tail)) tail += 1
  return {
    head: a.slice(0, head).join(''),
    removed: a.slice(head, a.length - tail).join(''),
    added: b.slice(head, b.length - tail).join(''),
    tail: a.slice(a.length - tail).join(''),
  }
}
