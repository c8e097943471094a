import type { SellerProduct } from '@loggia/protocol/console'
import { useEffect } from 'react'
import { useList } from '../../centre/api.ts'

/** One of the seller’s products, looked for page by page; `isMissing` once all of them were seen. */
export function useOwnProduct(productId: string | undefined) {
  const list = useList('GET /api/seller/products', { limit: 100 }, { enabled: productId !== undefined })
  const product: SellerProduct | undefined = list.items?.find(({ id }) => id === productId)
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = list
  const isSeeking = product === undefined && hasNextPage
  useEffect(() => {
    if (isSeeking && !isFetchingNextPage) void fetchNextPage()
  }, [isSeeking, isFetchingNextPage, fetchNextPage])
  return { ...list, data: product, isMissing: list.items !== undefined && !product && !hasNextPage }
}
