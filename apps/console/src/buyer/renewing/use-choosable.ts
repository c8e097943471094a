import { useQueries } from '@tanstack/react-query'
import { useApi } from '../../centre/api.ts'
import type { Choosable } from './choosing.ts'

/** Reads several services with their choices as one answer. */
export function useChoosable(serviceIds: readonly string[]) {
  const api = useApi()
  return useQueries({
    queries: serviceIds.map((serviceId) => ({
      queryKey: ['choosable', serviceId],
      // The choices must not change while somebody reads; the quote has the present values.
      staleTime: Infinity,
      gcTime: 0,
      queryFn: async ({ signal }: { signal: AbortSignal }): Promise<Choosable> => {
        const params = { serviceId }
        const [service, choices] = await Promise.all([
          api.request('GET /api/buyer/services/:serviceId', { params }, { signal }),
          api.request('GET /api/buyer/services/:serviceId/choices', { params }, { signal }),
        ])
        return { service, choices }
      },
    })),
    combine: (results) => {
      const data = results.flatMap(({ data: one }) => (one ? [one] : []))
      return {
        data: data.length === results.length ? data : undefined,
        error: results.find(({ error }) => error)?.error ?? null,
        isFetching: results.some(({ isFetching }) => isFetching),
        dataUpdatedAt: Math.min(...results.map(({ dataUpdatedAt }) => dataUpdatedAt)),
        refetch: () => Promise.all(results.map((one) => one.refetch())),
      }
    },
  })
}
