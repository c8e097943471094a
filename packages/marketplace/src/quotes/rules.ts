import type { Outcome } from '../dialects/index.ts'

/** What the seller's answer to the question for a change at renewal (R119) comes to. */
export type ChangeAnswer = 'possible' | 'refused' | 'not_answered' | 'later'

/** No whole reply came. */
const cutOff: ReadonlySet<string> = new Set(['not_http', 'head_truncated', 'body_truncated', 'late'])
/** Statuses that ask for another try. */
const busy: ReadonlySet<number> = new Set([408, 425, 429])

/**
 * saas-v2 §3.8: the interface is optional, and a server that was built without it answers as it answers anything unknown, each
 * time: it says nothing of a later answer. Only where no reply came, or an error of the moment, is asking again of use.
 */
export function decideChangeAnswer({ kind, verdict }: Pick<Outcome, 'kind' | 'verdict'>): ChangeAnswer {
  if (kind === 'confirmed') return 'possible'
  if (kind === 'refused') return 'refused'
  if (kind !== 'faulty' || cutOff.has(verdict.code)) return 'later'
  if (verdict.code !== 'http_status') return 'not_answered'
  return verdict.status >= 500 || busy.has(verdict.status) ? 'later' : 'not_answered'
}
