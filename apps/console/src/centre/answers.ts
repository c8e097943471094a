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
  return text ? (JSON.parse(text) as Answer[]) : []
}
