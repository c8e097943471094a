import type { Level } from '../engine/check.ts'
import type { Exchange } from '../engine/exchange.ts'
import type { Judged, Outcome } from '../engine/judge.ts'
import type { Instances } from '../engine/release.ts'
import type { CheckedProtocol } from '../suites.ts'
import { countOutcomes, countLeftOpen } from './verdict.ts'
import type { Verdict } from './verdict.ts'
import { listCauses } from './causes.ts'
import type { Cause } from './causes.ts'

/** An exchange in a report. Bodies are text if they are UTF-8, otherwise Base64, and are cut to 64 KiB. */
export type ReportedExchange = {
  readonly name: string
  readonly request: ReportedMessage & { readonly method: string; readonly url: string }
  /** null if there was no reply; then `noReply` says why: `timed_out`, or a short code such as `ECONNRESET`. */
  readonly reply: (ReportedMessage & { readonly status: number }) | null
  readonly noReply: string | null
  readonly tookMs: number
}
type ReportedMessage = {
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly body: string
  readonly bodyBase64?: true
}

export type ReportedCheck = {
  readonly id: string
  readonly title: string
  readonly level: Level
  readonly source: string
  readonly outcome: Outcome
  /** One sentence; null if it passed. */
  readonly why: string | null
  /** How to fix it; null if there is nothing to fix. */
  readonly fix: string | null
  readonly exchanges: readonly ReportedExchange[]
}

/** One cause, and the ids of the checks that are not green because of it. */
export type ReportedCause = {
  readonly kind: Cause['kind']
  readonly sentence: string
  readonly fix: string | null
  readonly checks: readonly string[]
}

/**
 * The report for machines. `failed` counts broken musts, `warned` advice that was not followed, `leftOpen` the skipped
 * musts that should have been judged. `stopped` says why the run ended early.
 */
export type Report = {
  readonly url: string
  readonly protocol: CheckedProtocol
  readonly passed: number
  readonly failed: number
  readonly warned: number
  readonly skipped: number
  readonly leftOpen: number
  readonly stopped: string | null
  readonly instances: Instances
  readonly causes: readonly ReportedCause[]
  readonly checks: readonly ReportedCheck[]
}

/** The report for machines. */
export function toReport(verdict: Verdict): Report {
  const { url, protocol, judged, stopped, instances } = verdict
  return {
    url,
    protocol,
    passed: countOutcomes(judged, 'pass'),
    failed: countOutcomes(judged, 'fail'),
    warned: countOutcomes(judged, 'warn'),
    skipped: countOutcomes(judged, 'skip'),
    leftOpen: countLeftOpen(judged),
    stopped: stopped?.why ?? null,
    instances: instances ?? { opened: 0, left: [] },
    causes: listCauses(verdict).map(reportCause),
    checks: judged.map(reportCheck),
  }
}

const reportCause = ({ kind, sentence, fix, judged }: Cause): ReportedCause => ({
  kind,
  sentence,
  fix: fix ?? null,
  checks: judged.map(({ check }) => check.id),
})

const reportCheck = ({ check, outcome, why, exchanges }: Judged): ReportedCheck => ({
  id: check.id,
  title: check.title,
  level: check.level,
  source: check.source,
  outcome,
  why: why ?? null,
  fix: outcome === 'fail' || outcome === 'warn' ? check.fix : null,
  exchanges: exchanges.map(reportExchange),
})

const mostBodyBytes = 64 * 1024

function bodyOf(bytes: Uint8Array): Pick<ReportedMessage, 'body' | 'bodyBase64'> {
  const cut = bytes.subarray(0, mostBodyBytes)
  try {
    // A cut may split a character, so only a complete body must be UTF-8 up to its end.
    const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
    return { body: decoder.decode(cut, { stream: cut.length < bytes.length }) }
  } catch {
    return { body: Buffer.from(cut).toString('base64'), bodyBase64: true }
  }
}

/** One exchange in the form of the report. */
export const reportExchange = ({ name, request, reply, noReply, tookMs }: Exchange): ReportedExchange => ({
  name,
  request: {
    method: request.method,
    url: request.url,
    headers: Object.entries(request.headers),
    ...bodyOf(request.body),
  },
  reply: reply ? { status: reply.status, headers: reply.headers, ...bodyOf(reply.body) } : null,
  noReply: noReply ? (noReply.code === 'failed' ? noReply.reason : noReply.code) : null,
  tookMs,
})
