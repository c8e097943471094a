import type { Currency, Id, Instant, ProductType } from '@loggia/kernel'

/** How a product may be paid for; a trial is one of them. */
export const chargingModes = ['period', 'one_time', 'trial'] as const
export type ChargingMode = (typeof chargingModes)[number]

export const sorts = ['relevance', 'newest', 'price_asc', 'price_desc'] as const
export type Sort = (typeof sorts)[number]

/** What documents can be alike in, but for their seller. */
export type Alike = {
  /** Codes from the topmost category down: `office/docs`. */
  readonly category: string
  readonly modes: number
  readonly type: ProductType
  /** Of the lowest price, by the month: `CNY-50-200`. */
  readonly band: string
}

/** A product as it is looked for; its price is the lowest, by the month. */
export type Document = Alike & {
  readonly productId: Id<'prd'>
  readonly sellerId: Id<'sel'>
  readonly nameKeys: { readonly zh: string; readonly en: string }
  readonly price: { readonly amountE8: bigint; readonly currency: Currency }
  readonly listedAt: Instant
  readonly tokens: readonly number[]
}

export type Filters = {
  /** The path of a category: it and those below it. */
  readonly category?: string | undefined
  readonly mode?: ChargingMode | undefined
  readonly type?: ProductType | undefined
  readonly price?: string | undefined
  readonly sellerId?: Id<'sel'> | undefined
}
export type Ask = Filters & {
  readonly text: string
  readonly sort: Sort
  /** From 1. */
  readonly page: number
}

/** So many documents that are alike, and the number that stands for it. */
export type Facet = Alike & { readonly no: number; readonly count: number }
/** Exact up to a bound; above it there are at least so many. */
export type Total = { readonly count: number; readonly exact: boolean }
export type Counted<T> = { readonly value: T; readonly count: number }
export type Facets = {
  /** By their paths, each with what is below it. */
  readonly categories: readonly Counted<string>[]
  readonly modes: readonly Counted<ChargingMode>[]
  readonly types: readonly Counted<ProductType>[]
  readonly prices: readonly Counted<string>[]
  readonly sellers: readonly Counted<Id<'sel'>>[]
}
/** What would be found by asking for less: without these terms, or without the filters. */
export type Suggestion = { readonly text: string; readonly unfiltered: boolean; readonly total: Total }
export type Found = {
  readonly productIds: readonly Id<'prd'>[]
  readonly total: Total
  readonly pages: number
  readonly facets: Facets
  readonly suggestions: readonly Suggestion[]
}
