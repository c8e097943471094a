import type { SearchReply } from '@loggia/protocol/console'
import { useEffect, useState } from 'react'
import { useApi } from '../frame.tsx'

type Categories = SearchReply['facets']['categories']

/**
 * The topmost categories with the number of their products, the largest first; read once they are wanted. Undefined
 * before, and without an answer: whoever shows them has other ways to the products.
 */
export function useCategories(isWanted: boolean): Categories | undefined {
  const api = useApi()
  const [found, setFound] = useState<Categories>()
  useEffect(() => {
    if (!isWanted) return undefined
    let isShown = true
    api
      .request('GET /api/search', { query: {} })
      .then(({ facets }) => isShown && setFound(facets.categories.filter(({ path }) => !path.includes('/'))))
      .catch(() => undefined)
    return () => {
      isShown = false
    }
  }, [api, isWanted])
  return found
}
