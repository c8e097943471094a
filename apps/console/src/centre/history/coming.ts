import type { Order, SellerOrder } from '@loggia/protocol/console'
import type { OrderFact } from '../facts/of-orders.ts'

export type Coming = { readonly kind: 'payBy' | 'until' | 'nextCall' | 'endsAt'; readonly at: string }
type Known = Pick<Order | SellerOrder, 'state' | 'kind' | 'payBy' | 'openingUntil'>

/** What is still to come for an order, the latest first, as it is shown above the history. */
export function listComing(order: Known, facts: readonly OrderFact[]): readonly Coming[] {
  switch (order.state) {
    case 'pending_payment':
      return order.payBy === undefined ? [] : [{ kind: 'payBy', at: order.payBy }]
    case 'processing':
      return order.kind === 'refund' ? [] : whileOpening(order, facts)
    case 'completed':
      return facts
        .flatMap((fact) =>
          fact.kind === 'order.completed' && fact.data.startsAt && fact.data.endsAt
            ? [{ kind: 'endsAt' as const, at: fact.data.endsAt }]
            : [],
        )
        .slice(-1)
    case 'cancelled':
    case 'refunded':
      return []
    default:
      return order.state satisfies never
  }
}

function whileOpening(order: Known, facts: readonly OrderFact[]): readonly Coming[] {
  const started = facts.findLast((fact) => fact.kind === 'opening.started')
  const until = order.openingUntil ?? started?.data.until
  const nextAt = earliestNext(facts)
  const coming: Coming[] = []
  if (until !== undefined) coming.push({ kind: 'until', at: until })
  if (nextAt !== undefined && (until === undefined || nextAt <= until))
    coming.push({ kind: 'nextCall', at: nextAt })
  return coming
}

/** Only the newest attempt of a call knows when the next one happens, and only while the call waits. */
function earliestNext(facts: readonly OrderFact[]): string | undefined {
  const newest = new Map<string, string | undefined>()
  for (const fact of facts) {
    if (fact.kind === 'call.attempted')
      newest.set(fact.data.callId, fact.data.state === 'waiting' ? fact.data.nextAt : undefined)
  }
  return [...newest.values()].filter((at) => at !== undefined).toSorted()[0]
}
