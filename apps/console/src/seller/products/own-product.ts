import { ApiProblem } from '@loggia/client'
import { useRead } from '../../centre/api.ts'

/** Reads one of the seller’s products; `isMissing` if there is none at this address. */
export function useOwnProduct(productId: string) {
  const product = useRead('GET /api/seller/products/:productId', { params: { productId } })
  const { error } = product
  // An address that is not an id is refused as invalid, which means the same.
  const isMissing = error instanceof ApiProblem && (error.status === 404 || error.status === 400)
  return { ...product, isMissing }
}
