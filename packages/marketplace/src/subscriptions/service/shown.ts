import type { Instant, Zone } from '@loggia/kernel'
import type { QuoteLine as ShownLine } from '@loggia/protocol/console'
import type { Catalog, Purchasable } from '../../catalog/index.ts'
import type { Offer, OrderLine, Orders } from '../../orders/index.ts'
import { timeToWire } from '../../platform/index.ts'
import type { Basis, Holding } from '../schema.ts'
import type { Held } from './context.ts'

export type PriceContext = {
  readonly catalog: Pick<Catalog, 'getPurchasable' | 'listSiblings'>
  readonly orders: Pick<Orders, 'getLine'>
  readonly zone: Zone
}
/** A service as it is priced: under its lock, with what is sold of it now and what its lines say. */
export type Priced = {
  readonly held: Held
  readonly target: Purchasable
  readonly base: { readonly holding: Holding; readonly line: OrderLine; readonly purchasable: Purchasable }
  readonly now: Instant
}

export const basisOf = ({ subscription, terms }: Held): Basis => ({
  presentLineId: subscription.presentLineId,
  ...(subscription.endsAt !== undefined && { endsAt: subscription.endsAt }),
  terms: terms.length,
})

export const compositionOf = ({ line, holding }: Priced['base']): NonNullable<Offer['before']> => ({
  specification: line.offer.specification,
  ...(line.offer.attributes && { attributes: line.offer.attributes }),
  quantity: holding.quantity,
})

export const shownOf = (offer: Offer, quantity: number) => ({
  specification: offer.specification,
  attributes: [...(offer.attributes ?? [])],
  quantity,
  ...(offer.unit && { unit: offer.unit }),
  period: offer.period,
})

export function shownBefore({ held, base }: Priced): Pick<ShownLine, 'serviceId' | 'product' | 'before'> {
  const { subscription } = held
  const { offer } = base.line
  return {
    serviceId: subscription.id,
    product: {
      id: subscription.productId,
      name: offer.productName,
      ...(offer.logo !== undefined && { logo: offer.logo }),
    },
    before: {
      ...shownOf(offer, base.holding.quantity),
      period: base.holding.period,
      ...(subscription.endsAt !== undefined && { endsAt: timeToWire(subscription.endsAt) }),
    },
  }
}
