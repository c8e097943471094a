import { ApiProblem } from '@loggia/client'
import type { Client, ClientInput } from '@loggia/client'
import { omitUndefined } from '@loggia/kernel'
import type { JsonRouteKey, RouteReply } from '@loggia/protocol/console'
import {
  QueryClient,
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import type { MutationOptions, Query, UseMutationResult } from '@tanstack/react-query'
import { createContext, useContext, useState } from 'react'
import type { Answer } from './answers.ts'
import { formatSignInPath } from './frame.ts'
import { createKey } from './fresh-key.ts'

const ApiContext = createContext<Client | undefined>(undefined)
export const ApiProvider = ApiContext.Provider

/** The typed client of the console API. */
export function useApi(): Client {
  const api = useContext(ApiContext)
  if (!api) throw new Error('A client is needed around the centres')
  return api
}

/** Routes that only read. */
export type ReadKey = Extract<JsonRouteKey, `GET ${string}`>
/** Routes that change something. */
export type ChangeKey = Exclude<JsonRouteKey, ReadKey>

/** After how long it is asked again; a function decides it by what was answered. */
type Interval<T> = number | false | ((answer: T | undefined) => number | false)

/** Reads a route and caches its answer. All components with the same question share one request. */
export function useRead<K extends ReadKey>(
  key: K,
  input: ClientInput<K>,
  {
    refetchInterval = false,
    enabled = true,
    keepsPrevious = false,
    isOfBrowser = false,
  }: {
    refetchInterval?: Interval<RouteReply<K>>
    enabled?: boolean
    /** Whether the answer to the last question is shown while that to another one is loaded. */
    keepsPrevious?: boolean
    /** Never read by the server for a page that comes with its data. */
    isOfBrowser?: boolean
  } = {},
) {
  const api = useApi()
  return useQuery<RouteReply<K>, Error>({
    queryKey: [key, input],
    queryFn: ({ signal }) => api.request(key, input, { signal }),
    refetchInterval:
      typeof refetchInterval === 'function' ? ({ state }) => refetchInterval(state.data) : refetchInterval,
    enabled,
    meta: { isOfBrowser },
    ...omitUndefined({ placeholderData: keepsPrevious ? keepPreviousData : undefined }),
  })
}

type Paged<T> = { readonly items: readonly T[]; readonly next?: string | undefined }
type PagedKey = { [K in ReadKey]: RouteReply<K> extends Paged<unknown> ? K : never }[ReadKey]
/** The type of an item in a paged list. */
export type ItemOf<K extends PagedKey> = RouteReply<K> extends Paged<infer T> ? T : never

/** Reads a list page by page; `items` are those of all loaded pages. */
export function useList<K extends PagedKey>(
  key: K,
  query: Record<string, string | number | undefined> = {},
  {
    refetchInterval = false,
    enabled = true,
    isPaused = false,
    params,
  }: {
    refetchInterval?: number | false
    enabled?: boolean
    /** Whether what is loaded stays as it is when the reader comes back to the window, or online. */
    isPaused?: boolean
    /** Those of the route's path. */
    params?: Readonly<Record<string, string>>
  } = {},
) {
  const api = useApi()
  const list = useInfiniteQuery({
    queryKey: [key, 'pages', query, params],
    queryFn: ({ pageParam, signal }) =>
      api.request(key, { params, query: { ...query, after: pageParam } } as ClientInput<K>, {
        signal,
      }) as Promise<RouteReply<K> & Paged<ItemOf<K>>>,
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next,
    refetchInterval,
    enabled,
    refetchOnWindowFocus: !isPaused,
    refetchOnReconnect: !isPaused,
  })
  return { ...list, items: list.data?.pages.flatMap((page) => page.items) }
}

/** Sends a change; then the routes in `stale` are read again. */
export function useChange<K extends ChangeKey>(key: K, stale: readonly ReadKey[]): Change<K> {
  return useMutation(createChange(useApi(), useQueryClient(), { key, stale }))
}
type Change<K extends ChangeKey> = UseMutationResult<RouteReply<K>, Error, Asked<K>>
type Asked<K extends ChangeKey> = ClientInput<K> & { idempotencyKey?: string }

/** What `useChange` does. */
export function createChange<K extends ChangeKey>(
  api: Pick<Client, 'request'>,
  queries: QueryClient,
  { key, stale }: { readonly key: K; readonly stale: readonly ReadKey[] },
): MutationOptions<RouteReply<K>, Error, Asked<K>> {
  // Not awaited: what the page shows after the change would be lost if the fresh data took its part of the page away.
  const readAgain = () => {
    for (const route of stale) void queries.invalidateQueries({ queryKey: [route] })
  }
  return {
    // Without a connection it fails at once: nothing is bought or ended later, when nobody expects it any more.
    networkMode: 'always',
    mutationFn: ({ idempotencyKey, ...input }) =>
      api.request(
        key,
        input as unknown as ClientInput<K>,
        idempotencyKey === undefined ? {} : { idempotencyKey },
      ),
    onSuccess: readAgain,
    onError: (error) => {
      if (isByState(error)) readAgain()
    },
  }
}

const byState = new Set([404, 409, 422])
/** Refused because of how things stand: they are no longer as the page shows them, or there no longer. */
const isByState = (error: Error): boolean => error instanceof ApiProblem && byState.has(error.status)

/** An idempotency key for one intention: it stays the same if a change is sent again after its answer was lost. */
export function useIdempotencyKey(): string {
  const [key] = useState(createKey)
  return key
}

const isWorthRetrying = (error: Error): boolean =>
  !(error instanceof ApiProblem) || error.status === 0 || error.status >= 502

const freshMs = 1_000
/** Answers that came with the page are not asked for again while a slow phone still takes the page over. */
const freshOfPageMs = 10_000

/** Creates the cache with the answers that came with the page. If the session has ended, it leads to the sign-in page and back. */
export function createQueries(answers: readonly Answer[]): QueryClient {
  const ofPage = new Set<Query>()
  const isAsItCame = (query: Query): boolean => ofPage.has(query) && query.state.dataUpdateCount === 1
  const queries = new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: (query) => (isAsItCame(query as unknown as Query) ? freshOfPageMs : freshMs),
        retry: (count, error) => count < 2 && isWorthRetrying(error),
      },
    },
  })
  const onError = (error: unknown): void => {
    if (!(error instanceof ApiProblem) || error.status !== 401) return
    location.assign(formatSignInPath(`${location.pathname}${location.search}`))
  }
  for (const [key, data] of answers) queries.setQueryData(key, data)
  for (const query of queries.getQueryCache().getAll()) ofPage.add(query)
  queries.getQueryCache().config.onError = onError
  queries.getMutationCache().config.onError = onError
  return queries
}
