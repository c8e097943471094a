import type { Currency, Id, Instant, ProductType } from '@loggia/kernel'
import type { Guarantee, RatingFloor, SynonymOrigin } from '@loggia/protocol/console'
import type { Word } from './words.ts'

/** How a product may be paid for; a trial counts as one way. */
export const chargingModes = ['period', 'one_time', 'trial'] as const
export type ChargingMode = (typeof chargingModes)[number]

export const sorts = ['relevance', 'newest', 'orders', 'price_asc', 'price_desc'] as const
export type Sort = (typeof sorts)[number]

/** The properties of a facet: documents that share them differ only in their seller. */
export type Alike = {
  /** Codes from the topmost category down: `office/docs`. */
  readonly category: string
  readonly modes: number
  readonly type: ProductType
  /** The band of the lowest price per month: `CNY-50-200`. */
  readonly band: string
  /** What the seller guarantees and how buyers rate, as bits (`traitBits`). */
  readonly traits: number
}

/** The search document of a product; its price is the lowest one per month. */
export type Document = Alike & {
  readonly productId: Id<'prd'>
  readonly sellerId: Id<'sel'>
  readonly nameKeys: { readonly zh: string; readonly en: string }
  readonly price: { readonly amountE8: bigint; readonly currency: Currency }
  readonly listedAt: Instant
  readonly tokens: readonly number[]
  readonly words: readonly Word[]
}

/** Prices per month from `fromE8` to `toE8`, both included. */
export type PriceRange = {
  readonly currency: Currency
  readonly fromE8?: bigint
  readonly toE8?: bigint
}

export type Filters = {
  /** The path of a category; includes the categories below it. */
  readonly category?: string | undefined
  readonly mode?: ChargingMode | undefined
  readonly type?: ProductType | undefined
  readonly price?: string | undefined
  /** A range that the reader typed, besides the bands. */
  readonly range?: PriceRange | undefined
  readonly guarantee?: Guarantee | undefined
  readonly rating?: RatingFloor | undefined
  readonly sellerId?: Id<'sel'> | undefined
}
export type Ask = Filters & {
  readonly text: string
  readonly sort: Sort
  /** From 1. */
  readonly page: number
}

/** The number of documents that share these properties; `no` is the key of the facet. */
export type Facet = Alike & { readonly no: number; readonly count: number }
/** A total, exact up to a bound; if it is not exact, there are at least `count`. */
export type Total = { readonly count: number; readonly exact: boolean }
export type Counted<T> = { readonly value: T; readonly count: number }
export type Facets = {
  /** By path; each includes the categories below it. */
  readonly categories: readonly Counted<string>[]
  readonly modes: readonly Counted<ChargingMode>[]
  readonly types: readonly Counted<ProductType>[]
  readonly prices: readonly Counted<string>[]
  readonly guarantees: readonly Counted<Guarantee>[]
  /** Each includes the better ones. */
  readonly ratings: readonly Counted<RatingFloor>[]
  readonly sellers: readonly Counted<Id<'sel'>>[]
}
/** A wider query with its total: with a term left out, or without the filters. */
export type Suggestion = { readonly text: string; readonly unfiltered: boolean; readonly total: Total }
export type Found = {
  readonly productIds: readonly Id<'prd'>[]
  readonly total: Total
  readonly pages: number
  readonly facets: Facets
  readonly suggestions: readonly Suggestion[]
  /** The query as it was taken, if it was taken for something else than what was typed. */
  readonly meant?: string
  /** Words of products that were sought besides what was typed. */
  readonly words: readonly string[]
}

/** What completes a text that is being typed. */
export type Completions = {
  readonly productIds: readonly Id<'prd'>[]
  readonly queries: readonly string[]
  /** What names are compared with: the text as it was typed, and as it was taken. */
  readonly keys: readonly string[]
}

/** Words that mean the same, in whatever language. */
export type SynonymGroup = {
  readonly id: Id<'syn'>
  readonly words: readonly string[]
  readonly origin: SynonymOrigin
  readonly changedAt: Instant
}
/** Of an operator unless told. */
export type NewSynonyms = Omit<SynonymGroup, 'origin'> & Partial<Pick<SynonymGroup, 'origin'>>
