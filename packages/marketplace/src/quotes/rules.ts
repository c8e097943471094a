import type { Outcome } from '../dialects/index.ts'

/** The meaning of the seller's answer about a change at renewal (R119). */
export type ChangeAnswer = 'possible' | 'refused' | 'not_answered' | 'later'

/** Verdicts without a complete reply. */
const cutOff: ReadonlySet<string> = new Set(['not_http', 'head_truncated', 'body_truncated', 'late'])
/** Statuses that ask for a retry. */
const busy: ReadonlySet<number> = new Set([408, 425, 429])

/**
 * saas-v2 §3.8: the interface is optional. A server without it answers each request like any unknown one, so asking
 * again is useless. `later` means that no complete reply came, or a temporary error: asking again may help.
 */
export function decideChangeAnswer({ kind, verdict }: Pick<Outcome, 'kind' | 'verdict'>): ChangeAnswer {
  if (kind === 'confirmed') return 'possible'
  if (kind === 'refused') return 'refused'
  if (kind !== 'faulty' || cutOff.has(verdict.code)) return 'later'
  if (verdict.code !== 'http_status') return 'not_answered'
  return verdict.status >= 500 || busy.has(verdict.status) ? 'later' : 'not_answered'
}
