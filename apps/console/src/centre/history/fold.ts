import type { CallFact } from '../facts/calls.tsx'
import type { OrderFact } from '../facts/of-orders.ts'

/** A row of the time line: one fact, or several attempts of one call with the same outcome, newest first. */
export type Row =
  | { readonly kind: 'fact'; readonly fact: Exclude<OrderFact, CallFact> }
  | { readonly kind: 'calls'; readonly attempts: readonly [CallFact, ...CallFact[]] }

/**
 * Folds repeated attempts of a call into one row at the place of the newest one (DESIGN §6): otherwise a query every
 * thirty seconds and a retry every two minutes would hide everything else. Attempts of several calls may alternate, as
 * in an order with several lines. Another fact between them, or another outcome, begins a new row.
 */
export function foldCalls(facts: readonly OrderFact[]): readonly Row[] {
  const newestFirst = facts.toSorted((a, b) => b.sequence - a.sequence)
  const rows: (Exclude<Row, { kind: 'calls' }> | { kind: 'calls'; attempts: [CallFact, ...CallFact[]] })[] =
    []
  let open = new Map<string, [CallFact, ...CallFact[]]>()
  for (const fact of newestFirst) {
    if (fact.kind !== 'call.attempted') {
      rows.push({ kind: 'fact', fact })
      open = new Map()
      continue
    }
    const group = open.get(fact.data.callId)
    if (group && cameToTheSame(group[0], fact)) {
      group.push(fact)
      continue
    }
    const attempts: [CallFact, ...CallFact[]] = [fact]
    rows.push({ kind: 'calls', attempts })
    open.set(fact.data.callId, attempts)
  }
  return rows
}

const cameToTheSame = (a: CallFact, b: CallFact): boolean =>
  a.data.verdict?.code === b.data.verdict?.code && a.data.resultCode === b.data.resultCode
