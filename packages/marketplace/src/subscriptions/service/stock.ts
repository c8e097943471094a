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
 * R30: what a line adds to what a service holds comes from stock, as a purchase does. A trial took nothing, so all of what it
 * becomes is taken, and counts as a purchase (R29); a renewal and a change take what is more than before.
 */
const addedBy = ({ kind, quantity }: Ask, held: SubscriptionWithTerms): number =>
  kind === 'conversion' ? quantity : Math.max(0, quantity - countHeldUnits(held))

const moreOf = (held: SubscriptionWithTerms, ask: Ask) => ({
  buyerId: held.subscription.buyerId,
  priceItemId: ask.priceItemId,
  units: addedBy(ask, held),
  isPurchase: ask.kind === 'conversion',
})

/** Throws where there is not enough, before anything is sold. */
export const requireMore = (
  { catalog }: SubscriptionContext,
  tx: Tx,
  held: SubscriptionWithTerms,
  ask: Ask,
): Promise<void> => catalog.requireMore(tx, moreOf(held, ask))

/** Takes it for lines that were paid; what goes back frees it again. */
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
