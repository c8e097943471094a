import type { Product } from '@loggia/protocol/console'
import { findLicenseWay } from '@loggia/protocol/console/licenses/kinds'
import { getFlow } from '@loggia/protocol/console/supervision/kinds'
import { Icon } from '@loggia/ui'
import { purchaseTexts } from './texts.ts'

type Props = {
  readonly product: Product
  /** A trial costs nothing, so that nothing is promised about money. */
  readonly isTrial?: boolean
}

/** What the marketplace and the seller promise for an order of the product. */
export function Promises({ product, isTrial = false }: Props) {
  const texts = purchaseTexts.use()
  const { supervision } = product
  const { assured, assuredCode, acceptShipped } = texts.supervised
  const accept = supervision && getFlow(supervision.flow).shipped ? acceptShipped : assured.accept
  const isCode = findLicenseWay(supervision?.flow) === 'code'
  const supervised = isCode ? assuredCode : { ...assured, accept }
  const promises = isTrial
    ? [texts.assured.record]
    : [
        ...Object.values(supervision ? supervised : texts.assured),
        ...(product.afterSale.fiveDayRefund ? [texts.fiveDays] : []),
      ]
  return (
    <ul className="ticks">
      {promises.map((promise) => (
        <li key={promise}>
          <Icon name="check" />
          {promise}
        </li>
      ))}
    </ul>
  )
}
