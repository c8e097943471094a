import type { Fact, FactOf } from './facts.ts'

export type CallFact = FactOf<'call.attempted'>
/** A row of the time line: one fact, or attempts of one call that all came to the same, newest first. */
export type Row =
  | { readonly kind: 'fact'; readonly fact: Exclude<Fact, CallFact> }
  | { readonly kind: 'calls'; readonly attempts: readonly [CallFact, ...CallFact[]] }

/**
 * Puts repeated attempts of a call into one row at the place of the newest (DESIGN §6): a query every half a minute and a
 * retry every two minutes would otherwise bury what happened. Attempts of several calls may alternate, as those of an
 * order with several lines do; another fact between them, or another outcome, begins a new row.
 */
export function foldCalls(facts: readonly Fact[]): readonly Row[] {
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
    const group = open.get(fact.callId)
    if (group && cameToTheSame(group[0], fact)) {
      group.push(fact)
      continue
    }
    const attempts: [CallFact, ...CallFact[]] = [fact]
    rows.push({ kind: 'calls', attempts })
    open.set(fact.callId, attempts)
  }
  return rows
}

const cameToTheSame = (a: CallFact, b: CallFact): boolean =>
  a.verdict?.code === b.verdict?.code && a.resultCode === b.resultCode

/** The mean duration of those attempts that have one, in whole milliseconds. */
export function meanDuration(attempts: readonly CallFact[]): number | undefined {
  const known = attempts.flatMap(({ durationMs }) => (durationMs === undefined ? [] : [durationMs]))
  if (known.length === 0) return undefined
  return Math.round(known.reduce((sum, ms) => sum + ms, 0) / known.length)
}
