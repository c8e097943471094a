import type { HistoryEntry } from '@loggia/protocol/console'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useApi, useRead } from '../api.ts'
import type { Area } from '../frame.ts'

const routes = {
  buyer: 'GET /api/buyer/orders/:orderId',
  seller: 'GET /api/seller/orders/:orderId',
  operator: 'GET /api/operator/orders/:orderId',
} as const
const whileNotLive = 10_000

/**
 * Reads an order and follows its changes: each new entry of its history is shown as it arrives, and the order is read
 * again for its new state. Without a stream, the order is polled every ten seconds.
 */
export function useLiveOrder<A extends Area>(area: A, orderId: string) {
  const key = routes[area]
  const [isLive, setLive] = useState(true)
  const query = useRead<(typeof routes)[A]>(key, { params: { orderId } } as never, {
    refetchInterval: isLive ? false : whileNotLive,
  })
  const history = (query.data as { history: readonly HistoryEntry[] } | undefined)?.history
  useEvents({ area, orderId, isLoaded: history !== undefined, onBroken: () => setLive(false) })
  return { query, isLive }
}

type Watched = { area: Area; orderId: string; isLoaded: boolean; onBroken: () => void }

function useEvents({ area, orderId, isLoaded, onBroken }: Watched): void {
  const api = useApi()
  const queries = useQueryClient()
  useEffect(() => {
    if (!isLoaded) return undefined
    const stop = new AbortController()
    const queryKey = [routes[area], { params: { orderId } }]
    const listKnown = (): readonly HistoryEntry[] =>
      queries.getQueryData<{ history: readonly HistoryEntry[] }>(queryKey)?.history ?? []
    const after = Math.max(0, ...listKnown().map((entry) => entry.sequence))
    const onEntry = (entry: HistoryEntry): void => {
      queries.setQueryData<{ history: readonly HistoryEntry[] }>(queryKey, (order) =>
        order ? { ...order, history: withEntry(order.history, entry) } : order,
      )
      void queries.invalidateQueries({ queryKey })
      // An order also changes what other parts show: the balance in the bar, and the services.
      if (area === 'buyer' && !entry.kind.startsWith('call.')) {
        void queries.invalidateQueries({ queryKey: ['GET /api/buyer/balance'] })
        void queries.invalidateQueries({ queryKey: ['GET /api/buyer/services/:serviceId'] })
      }
    }
    api
      .events(`/api/${area}/orders/${encodeURIComponent(orderId)}/events`, onEntry, {
        after,
        signal: stop.signal,
      })
      .catch(() => {
        if (!stop.signal.aborted) onBroken()
      })
    return () => stop.abort()
    // The stream reconnects by itself; only another order needs another stream.
    // oxlint-disable-next-line react/exhaustive-deps -- onBroken is new with every render and always does the same
  }, [api, queries, area, orderId, isLoaded])
}

/** Adds an entry once: a stream that reconnects may repeat entries that the order already has. */
export function withEntry(history: readonly HistoryEntry[], entry: HistoryEntry): readonly HistoryEntry[] {
  return history.some(({ sequence }) => sequence === entry.sequence) ? history : [...history, entry]
}
