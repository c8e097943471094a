import type { QueryClient, QueryKey } from '@tanstack/react-query'

/** The answer to one read of a page, under the key of its cache entry. */
export type Answer = readonly [key: QueryKey, data: unknown]

/** The id of the element that holds the answers with which the server rendered. */
export const answersElementId = 'answers'

/** All answers in the cache. */
export const listAnswers = (queries: QueryClient): Answer[] =>
  queries
    .getQueryCache()
    .getAll()
    .flatMap(({ queryKey, state }) => (state.data === undefined ? [] : [[queryKey, state.data] as const]))

/** The answers that the server put into this document; none if the page came without. */
export function readAnswers(): Answer[] {
  const text = document.getElementById(answersElementId)?.textContent
  return text ? parseAnswers(text) : []
}

/**
 * The first page of a list was asked for without a cursor, which JSON writes as null. With null, each later read of the
 * list would ask for the page after `null` and be refused.
 */
export const parseAnswers = (text: string): Answer[] =>
  (JSON.parse(text) as Answer[]).map(([key, data]) => [key, isPaged(data) ? reviveCursors(data) : data])

type Paged = { readonly pageParams: readonly unknown[] }
const isPaged = (data: unknown): data is Paged =>
  typeof data === 'object' && data !== null && 'pageParams' in data && Array.isArray(data.pageParams)
const reviveCursors = (data: Paged): Paged => ({
  ...data,
  pageParams: data.pageParams.map((cursor) => cursor ?? undefined),
})
