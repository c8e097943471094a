import type { Id } from '@loggia/kernel'
import type { Tx } from '../../platform/index.ts'
import type { Holding, QuoteKind } from '../schema.ts'
import type { SubscriptionWithTerms, SubscriptionContext } from './context.ts'
import { countHeldUnits } from './renew.ts'

type Ask = Pick<Holding, 'priceItemId' | 'quantity'> & {
  readonly kind: QuoteKind
  readonly orderLineId?: Id<'orl'>
}

/**
 * R30: what a line adds to a service is taken from stock, like a purchase. A trial took nothing, so a conversion takes
 * everything and counts as a purchase (R29). A renewal and a change take what is more than before.
 */
const addedBy = ({ kind, quantity }: Ask, held: SubscriptionWithTerms): number =>
  kind === 'conversion' ? quantity : Math.max(0, quantity - countHeldUnits(held))

const moreOf = (held: SubscriptionWithTerms, ask: Ask) => ({
  buyerId: held.subscription.buyerId,
  priceItemId: ask.priceItemId,
  units: addedBy(ask, held),
  isPurchase: ask.kind === 'conversion',
})

/** Throws if the stock is too low, before anything is sold. */
export const requireMore = (
  { catalog }: SubscriptionContext,
  tx: Tx,
  held: SubscriptionWithTerms,
  ask: Ask,
): Promise<void> => catalog.requireMore(tx, moreOf(held, ask))

/** Takes stock for lines that were paid; a return gives it back. */
export const takeMore = (
  { catalog }: SubscriptionContext,
  tx: Tx,
  lines: readonly {
    readonly held: SubscriptionWithTerms
    readonly ask: Ask & { readonly orderLineId: Id<'orl'> }
  }[],
): Promise<void> =>
  catalog.takeMore(
    tx,
    lines.map(({ held, ask }) => ({ ...moreOf(held, ask), orderLineId: ask.orderLineId })),
  )
