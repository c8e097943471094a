import type { Purchasable } from '../schema.ts'

/** The value of each attribute of the product that makes this sku (R20). */
export const listAttributes = ({ product, sku }: Purchasable) =>
  product.attributes.flatMap(({ name, values }, i) => {
    const value = values[sku.values[i] ?? -1]
    return value ? [{ name, value }] : []
  })
