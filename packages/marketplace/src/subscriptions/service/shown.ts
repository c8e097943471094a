import { defined } from '@loggia/kernel'
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

export const basisOf = ({ subscription, terms }: Held): Basis =>
  defined({ presentLineId: subscription.presentLineId, endsAt: subscription.endsAt, terms: terms.length })

export const compositionOf = ({ line, holding }: Priced['base']): NonNullable<Offer['before']> =>
  defined({
    specification: line.offer.specification,
    attributes: line.offer.attributes,
    quantity: holding.quantity,
  })

export const shownOf = (offer: Offer, quantity: number) =>
  defined({
    specification: offer.specification,
    attributes: [...(offer.attributes ?? [])],
    quantity,
    unit: offer.unit,
    period: offer.period,
  })

export function shownBefore({ held, base }: Priced): Pick<ShownLine, 'serviceId' | 'product' | 'before'> {
  const { subscription } = held
  const { offer } = base.line
  return {
    serviceId: subscription.id,
    product: defined({ id: subscription.productId, name: offer.productName, logo: offer.logo }),
    before: defined({
      ...shownOf(offer, base.holding.quantity),
      period: base.holding.period,
      endsAt: timeToWire(subscription.endsAt),
    }),
  }
}
