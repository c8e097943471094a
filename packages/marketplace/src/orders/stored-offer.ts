import { omitUndefined } from '@loggia/kernel'
import type { Currency, UnitPrice } from '@loggia/kernel'
import type { Offer } from './schema.ts'

type StoredPrice = { readonly amountE8: string; readonly currency: Currency }
/** An offer as JSON stores it. One from before there were product types and sales modes has neither. */
export type StoredOffer = Omit<Offer, 'type' | 'salesMode' | 'unitPrice' | 'bands'> & {
  readonly type?: Offer['type']
  readonly salesMode?: Offer['salesMode']
  readonly unitPrice: StoredPrice
  readonly bands?: readonly { readonly above: number; readonly unitPrice: StoredPrice }[]
}

/** `amountE8` is a decimal string in the frozen JSON. */
export const fromOffer = ({ bands, ...stored }: StoredOffer): Offer =>
  omitUndefined({
    type: 'saas',
    salesMode: 'general',
    ...stored,
    unitPrice: fromPrice(stored.unitPrice),
    bands: bands?.map(({ above, unitPrice }) => ({ above, unitPrice: fromPrice(unitPrice) })),
  })
export const toOffer = ({ bands, ...offer }: Offer): StoredOffer =>
  omitUndefined({
    ...offer,
    unitPrice: toPrice(offer.unitPrice),
    bands: bands?.map(({ above, unitPrice }) => ({ above, unitPrice: toPrice(unitPrice) })),
  })
const fromPrice = (price: StoredPrice): UnitPrice => ({ ...price, amountE8: BigInt(price.amountE8) })
const toPrice = (price: UnitPrice): StoredPrice => ({ ...price, amountE8: price.amountE8.toString() })
