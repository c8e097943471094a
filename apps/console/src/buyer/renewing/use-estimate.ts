import type { QuoteAsk, QuoteEstimate } from '@loggia/protocol/console'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useApi } from '../../centre/api.ts'

/** A number that is being typed is priced once it has stayed the same for so long. */
const settledAfterMs = 200

/**
 * The present price of a choice, while somebody chooses; nothing is stored for it. `isCurrent`: whether it is the price
 * of this choice, and not of the one before.
 */
export function useEstimate(ask: QuoteAsk | undefined): {
  readonly estimate: QuoteEstimate | undefined
  readonly error: Error | null
  readonly isCurrent: boolean
} {
  const api = useApi()
  const key = ask && JSON.stringify(ask)
  const settled = useSettled(key)
  const found = useQuery({
    queryKey: ['POST /api/buyer/quotes/estimates', settled],
    queryFn: ({ signal }) =>
      api.request(
        'POST /api/buyer/quotes/estimates',
        { body: JSON.parse(settled ?? '') as QuoteAsk },
        { signal },
      ),
    enabled: settled !== undefined,
    placeholderData: keepPreviousData,
  })
  const isCurrent = key !== undefined && key === settled && !found.isPlaceholderData && !found.isFetching
  return { estimate: ask && found.data, error: isCurrent ? found.error : null, isCurrent }
}

function useSettled(key: string | undefined): string | undefined {
  const [settled, setSettled] = useState(key)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(key), settledAfterMs)
    return () => clearTimeout(timer)
  }, [key])
  return settled
}
