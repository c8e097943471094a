import type { SellerProduct } from '@loggia/protocol/console'
import { useText } from '@loggia/ui'

/** The values of a combination as text, in the order of the product's attributes. */
export function useSkuName({ attributes = [] }: Pick<SellerProduct, 'attributes'>) {
  const text = useText()
  return (of: readonly number[]): string =>
    attributes
      .flatMap(({ values }, i) => {
        const value = values[of[i] ?? -1]
        return value ? [text(value)] : []
      })
      .join(' · ')
}
