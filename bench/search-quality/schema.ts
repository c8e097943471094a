export type Both = readonly [zh: string, en: string]

/** A product as a seller wrote it. What is written in one language only has the same text in both. */
export type WrittenProduct = {
  readonly key: string
  readonly seller: string
  readonly name: Both
  readonly summary: Both
  readonly description: Both
  readonly tags: readonly string[]
  readonly specifications: readonly Both[]
  /** Yuan per month, of each specification. */
  readonly month: string
}
export type ShelvedProduct = WrittenProduct & { readonly category: string }
/** Products of people's making, with their sellers by key. */
export type Shop = {
  readonly sellers: Readonly<Record<string, Both>>
  readonly products: readonly ShelvedProduct[]
}

/** Puts the products of each category on one list. */
export const combineShelves = (
  byCategory: Readonly<Record<string, readonly WrittenProduct[]>>,
): readonly ShelvedProduct[] =>
  Object.entries(byCategory).flatMap(([category, products]) =>
    products.map((product) => ({ ...product, category })),
  )

export const catalogues = ['shop', 'mass'] as const
/** *shop*: some hundred products of all categories. *mass*: a few products among a hundred thousand. */
export type Catalogue = (typeof catalogues)[number]

/** What is difficult about a query; *absent*: what is asked for does not exist. */
export const kinds = [
  'exact name',
  'compound',
  'pinyin',
  'initials',
  'mixed',
  'traditional',
  'typing error, English',
  'typing error, pinyin',
  'same sound',
  'synonym',
  'stem',
  'word order',
  'tag or category',
  'seller',
  'specification',
  'number',
  'full width',
  'other language',
  'stop words',
  'question',
  'absent',
] as const
export type Kind = (typeof kinds)[number]

export type Query = {
  readonly q: string
  /** That of the buyer; pinyin is typed by Chinese ones. */
  readonly language: 'zh' | 'en'
  readonly kind: Kind
} & (
  | {
      /** One of these products has to be among the first three. */
      readonly first: readonly string[]
    }
  | {
      /** None of these products may be on the first page; *all*: nothing may be found. */
      readonly never: readonly string[] | 'all'
    }
)
