import { toWireMoney } from '../../platform/index.ts'
import type { PurchaseRequest } from '../schema.ts'

/** The data of a fact about a request. */
export const toFact = ({ offer, amount }: PurchaseRequest) => ({
  product: offer.productName,
  amount: toWireMoney(amount),
})
