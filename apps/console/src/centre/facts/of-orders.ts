import type { FactDeclaration, FactKindOn, HistoryEntry } from '@loggia/protocol/console'
import { callFacts } from '@loggia/protocol/console/calls/facts'
import { fulfilmentFacts } from '@loggia/protocol/console/fulfilment/facts'
import { licenseFacts } from '@loggia/protocol/console/licenses/facts'
import { orderFacts } from '@loggia/protocol/console/orders/facts'
import { provisioningFacts } from '@loggia/protocol/console/provisioning/facts'
import { refundFacts } from '@loggia/protocol/console/refunds/facts'
import { subscriptionFacts } from '@loggia/protocol/console/subscriptions/facts'
import { supervisionFacts } from '@loggia/protocol/console/supervision/facts'
import { readFact } from './fact.ts'
import type { FactOf, PlainFact } from './fact.ts'

export type OrderKind = FactKindOn<'ord'>
/** One entry of an order's time line. */
export type OrderFact = FactOf<OrderKind> | PlainFact

const declared: { readonly [K in OrderKind]: FactDeclaration } = {
  ...callFacts,
  ...fulfilmentFacts,
  ...licenseFacts,
  ...orderFacts,
  ...provisioningFacts,
  ...refundFacts,
  ...subscriptionFacts,
  ...supervisionFacts,
}

/** An entry of an order's history with its data parsed. */
export const readOrderFact = (entry: HistoryEntry): OrderFact => readFact<OrderKind>(declared, entry)
