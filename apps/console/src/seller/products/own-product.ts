import { ApiProblem } from '@loggia/client'
import { useRead } from '../../centre/api.ts'

/** Reads one of the seller’s products; `isMissing` if there is none at this address. */
export function useOwnProduct(productId: string) {
  const product = useRead('GET /api/seller/products/:productId', { params: { productId } })
  return { ...product, isMissing: isMissingProduct(product.error) }
}

/** An address that is not an id is refused as invalid, which means the same as an unknown one. */
export const isMissingProduct = (error: unknown): boolean =>
  error instanceof ApiProblem && (error.status === 404 || error.status === 400)
