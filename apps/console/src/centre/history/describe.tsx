import type { TimelineEntry } from '@loggia/ui'
import { callTellers, describeCalls } from '../facts/calls.tsx'
import type { CallFact } from '../facts/calls.tsx'
import type { FactOf } from '../facts/fact.ts'
import { fulfilmentTellers } from '../facts/fulfilment.tsx'
import { licenseTellers } from '../facts/licenses.tsx'
import type { OrderFact, OrderKind } from '../facts/of-orders.ts'
import { orderTellers } from '../facts/orders.tsx'
import { provisioningTellers } from '../facts/provisioning.tsx'
import { refundTellers } from '../facts/refunds.tsx'
import { subscriptionTellers } from '../facts/subscriptions.tsx'
import { supervisionTellers } from '../facts/supervision.tsx'
import { describeWhom } from '../facts/teller.tsx'
import type { Tell, Teller, Told } from '../facts/teller.tsx'
import type { Row } from './fold.ts'

/** Turns a row of folded history into an entry of the time line. */
export function describeRow(row: Row, teller: Teller): TimelineEntry {
  const newest = row.kind === 'fact' ? row.fact : row.attempts[0]
  const told = row.kind === 'fact' ? describeFact(row.fact, teller) : describeCalls(row.attempts, teller)
  return { key: String(newest.sequence), at: newest.at, ...told }
}

const tellers: { readonly [K in OrderKind]: Tell<K> } = {
  ...callTellers,
  ...fulfilmentTellers,
  ...licenseTellers,
  ...orderTellers,
  ...provisioningTellers,
  ...refundTellers,
  ...subscriptionTellers,
  ...supervisionTellers,
}

function describeFact(fact: Exclude<OrderFact, CallFact>, teller: Teller): Told {
  const told = fact.kind === 'plain' ? undefined : tell(fact, teller)
  const name = fact.kind === 'plain' ? fact.name : fact.kind
  return told ?? { tone: 'plain', icon: 'history', title: name, body: describeWhom(fact, teller) }
}

const tell = <K extends OrderKind>(fact: FactOf<K>, teller: Teller): Told | undefined =>
  tellers[fact.kind](fact, teller)
