import { omitUndefined } from '@loggia/kernel'
import type { SearchQuery, SearchReply } from '@loggia/protocol/console'
import { formatCount } from '@loggia/ui'

/** A search, with only the members that differ from the default. */
export type Asked = { readonly [K in keyof SearchQuery]?: SearchQuery[K] | undefined }
/** Where the search is: in the whole market, or on the page of a seller. */
export type Place = 'market' | 'seller'

const order = [
  'q',
  'category',
  'type',
  'mode',
  'price',
  'priceFrom',
  'priceTo',
  'currency',
  'guarantee',
  'rating',
  'seller',
  'sort',
  'page',
] as const
/** Bounds of prices are in the currency of the marketplace unless told. */
const standard: Asked = { q: '', currency: 'CNY', sort: 'relevance', page: 1 }

/**
 * The canonical address of a search. A category without words, and a seller, have their own pages; default values are
 * left out.
 */
export function formatSearchHref(asked: Asked, place: Place = 'market'): string {
  const [path, inPath] = pathOf(asked, place)
  const parameters = new URLSearchParams()
  const hasRange = asked.priceFrom !== undefined || asked.priceTo !== undefined
  for (const name of order) {
    if (name === 'currency' && !hasRange) continue
    const value = asked[name]
    if (name !== inPath && value !== undefined && value !== standard[name])
      parameters.set(name, String(value))
  }
  const search = parameters.toString()
  return search === '' ? path : `${path}?${search}`
}

function pathOf(
  { q, category, seller }: Asked,
  place: Place,
): [path: string, inPath?: 'category' | 'seller'] {
  if (place === 'seller' && seller) return [`/sellers/${seller}`, 'seller']
  if (!q && category)
    return [`/categories/${category.split('/').map(encodeURIComponent).join('/')}`, 'category']
  return ['/search']
}

/** Only the filters that are set. */
export const pickFilters = (
  { category, type, mode, price, priceFrom, priceTo, currency, guarantee, rating, seller }: Asked,
  place: Place,
): Asked =>
  omitUndefined({
    category,
    type,
    mode,
    price,
    priceFrom,
    priceTo,
    currency: priceFrom === undefined && priceTo === undefined ? undefined : currency,
    guarantee,
    rating,
    seller: place === 'market' ? seller : undefined,
  })

/** Without any price. */
export const noPrice = {
  price: undefined,
  priceFrom: undefined,
  priceTo: undefined,
  currency: undefined,
} satisfies Asked

/** The path of a search, and its parameters but those that the form has fields for. */
export function splitAddress(
  asked: Asked,
  place: Place,
): { readonly path: string; readonly rest: readonly (readonly [name: string, value: string])[] } {
  const [path = '', search = ''] = formatSearchHref({ ...asked, page: 1 }, place).split('?')
  return { path, rest: [...new URLSearchParams(search)] }
}

/** The same search with a change; it starts at the first page again. */
export const formatSearchWith = (query: Asked, change: Asked): Asked => ({ ...query, page: 1, ...change })

/** The numbers of a pager: the first, the last and those around the current one; 0 is a gap. */
export function listPagesAround(current: number, last: number): number[] {
  const near = [1, current - 2, current - 1, current, current + 1, current + 2, last]
  const shown = [...new Set(near)].filter((page) => page >= 1 && page <= last).toSorted((a, b) => a - b)
  return shown.flatMap((page, at) => {
    const missing = page - (shown[at - 1] ?? 0) - 1
    if (missing === 0) return [page]
    return missing === 1 ? [page - 1, page] : [0, page]
  })
}

/** Splits a text into parts; those that match the query are marked. */
export function splitAtMarks(
  text: string,
  query: string,
): { readonly part: string; readonly marked: boolean }[] {
  const words = query.match(/[\p{L}\p{N}]+/gu) ?? []
  // Chinese and Latin may follow each other without a space, so each is a separate term.
  const terms = words.flatMap((word) => word.match(/\p{Script=Han}+|[^\p{Script=Han}]+/gu) ?? [])
  if (terms.length === 0) return [{ part: text, marked: false }]
  const longestFirst = [...new Set(terms)].toSorted((a, b) => b.length - a.length)
  const parts = text.split(new RegExp(`(${longestFirst.join('|')})`, 'giu'))
  return parts.flatMap((part, at) => (part === '' ? [] : [{ part, marked: at % 2 === 1 }]))
}

export const formatTotal = ({ count, exact }: SearchReply['total']): string =>
  `${formatCount(count)}${exact ? '' : '+'}`
