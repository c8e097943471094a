import { useInfiniteQuery } from '@tanstack/react-query'
import type { ClientInput } from '@loggia/client'
import type { RouteReply } from '@loggia/protocol/console'
import { useApi } from '../../centre/api.ts'
import type { ReadKey } from '../../centre/api.ts'
import { fewRows } from './party-parts.tsx'

type OfParty = Extract<
  ReadKey,
  `GET /api/operator/${string}/:${string}Id/${'members' | 'services' | 'keys' | 'suspensions'}`
>
type ItemOf<K extends OfParty> = RouteReply<K> extends { items: (infer T)[] } ? T : never

/** Reads a list of one party, a few rows at a time. */
export function usePagesOf<K extends OfParty>(key: K, params: Readonly<Record<string, string>>) {
  const api = useApi()
  const pages = useInfiniteQuery({
    queryKey: [key, params],
    queryFn: ({ pageParam, signal }) =>
      api.request(key, { params, query: { limit: fewRows, after: pageParam } } as unknown as ClientInput<K>, {
        signal,
      }) as Promise<{ readonly items: readonly ItemOf<K>[]; readonly next?: string }>,
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next,
  })
  return { ...pages, items: pages.data?.pages.flatMap(({ items }) => items) }
}
