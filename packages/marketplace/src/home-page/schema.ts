import type { Id } from '@loggia/kernel'
import type { SelectionState } from '@loggia/protocol/console/home-page/kinds'

export type { SelectionState }

/** A product that operators chose, and why, in both languages. */
export type Chosen = {
  readonly productId: Id<'prd'>
  readonly note?: { readonly zh: string; readonly en: string } | undefined
}

/** The chosen products in their order, and the dates between which they are shown, both included. */
export type Selection = {
  readonly from?: string | undefined
  readonly until?: string | undefined
  readonly products: readonly Chosen[]
}

/** Words to search for, by language, in their order. */
export type HomeWords = { readonly zh: readonly string[]; readonly en: readonly string[] }

/** A part of what operators chose; its version is 0 until somebody changes it. */
export type Versioned<T> = T & { readonly version: number }

export type HomePart = 'selection' | 'words'

/** The subject of the history of the home page. */
export const homePageSubject = 'market_home_page'
