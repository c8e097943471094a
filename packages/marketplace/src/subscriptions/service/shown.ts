import { omitUndefined } from '@loggia/kernel'
import type { Instant, Zone } from '@loggia/kernel'
import type { QuoteLine as ShownLine } from '@loggia/protocol/console'
import type { Catalog, Purchasable } from '../../catalog/index.ts'
import type { Offer, OrderLine, Orders } from '../../orders/index.ts'
import { toWireTime, toWireUnitPrice } from '../../platform/index.ts'
import type { Basis, Holding } from '../schema.ts'
import type { SubscriptionWithTerms } from './context.ts'

export type PriceContext = {
  readonly catalog: Pick<Catalog, 'getPurchasable' | 'listSiblings'>
  readonly orders: Pick<Orders, 'getLine'>
  readonly zone: Zone
}
/** The inputs of pricing a service: the locked subscription, what is sold now, and what its lines say. */
export type Priced = {
  readonly held: SubscriptionWithTerms
  readonly target: Purchasable
  readonly base: { readonly holding: Holding; readonly line: OrderLine; readonly purchasable: Purchasable }
  readonly now: Instant
}

export const toBasis = ({ subscription, terms }: SubscriptionWithTerms): Basis =>
  omitUndefined({
    presentLineId: subscription.presentLineId,
    endsAt: subscription.endsAt,
    terms: terms.length,
  })

export const toComposition = ({ line, holding }: Priced['base']): NonNullable<Offer['before']> =>
  omitUndefined({
    specification: line.offer.specification,
    attributes: line.offer.attributes,
    quantity: holding.quantity,
  })

export const presentOffer = (offer: Offer, quantity: number) =>
  omitUndefined({
    specification: offer.specification,
    attributes: [...(offer.attributes ?? [])],
    quantity,
    unit: offer.unit,
    period: offer.period,
  })

/** The price that a renewal or a conversion is computed from. */
export const presentPrice = ({ unitPrice, pricing, bands }: Offer): NonNullable<ShownLine['price']> =>
  omitUndefined({
    unitPrice: toWireUnitPrice(unitPrice),
    pricing,
    bands: bands?.map((band) => ({ above: band.above, unitPrice: toWireUnitPrice(band.unitPrice) })),
  })

export function presentBefore({ held, base }: Priced): Pick<ShownLine, 'serviceId' | 'product' | 'before'> {
  const { subscription } = held
  const { offer } = base.line
  return {
    serviceId: subscription.id,
    product: omitUndefined({ id: subscription.productId, name: offer.productName, logo: offer.logo }),
    before: omitUndefined({
      ...presentOffer(offer, base.holding.quantity),
      period: base.holding.period,
      endsAt: toWireTime(subscription.endsAt),
    }),
  }
}
