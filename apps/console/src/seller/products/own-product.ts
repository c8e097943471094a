import { ApiProblem } from '@loggia/client'
import { useRead } from '../../centre/api.ts'

/** One of the seller’s products; `isMissing` where there is none under this address. */
export function useOwnProduct(productId: string) {
  const product = useRead('GET /api/seller/products/:productId', { params: { productId } })
  const { error } = product
  // An address that is no id is refused as such, and means no more.
  const isMissing = error instanceof ApiProblem && (error.status === 404 || error.status === 400)
  return { ...product, isMissing }
}
