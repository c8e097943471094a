import { formatQuantity, useLanguage } from '@loggia/ui'
import type { Chosen } from './use-buying.ts'

/** `120 席 × `; empty if the product has no quantity. */
export function useQuantityFactor({ product, selection }: Chosen): string {
  const language = useLanguage()
  if (!product.quantity || selection?.quantity === undefined) return ''
  return `${formatQuantity(selection.quantity, product.quantity.unit, language)} × `
}
