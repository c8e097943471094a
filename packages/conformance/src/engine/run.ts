import type { FieldKeyBits } from '@loggia/signing'
import { createWorkbench } from './bench.ts'
import type { Workbench } from './bench.ts'
import { CannotJudge } from './check.ts'
import type { Check, Fault } from './check.ts'
import type { Exchange } from './exchange.ts'
import { createTransport } from './transport.ts'
import type { Transport } from './transport.ts'

/** What is checked, and with what. */
export type RunSettings = {
  readonly url: string
  /** The access key, as it is used: not its Base64. */
  readonly key: string
  readonly keyBits?: FieldKeyBits | undefined
  /** How long an asynchronous opening is waited for; 10 s unless told. */
  readonly readyWithinMs?: number | undefined
  /** The longest that one reply may take; 20 s unless told (saas-v2 §6). */
  readonly limitMs?: number
  /** The longest that the run may take besides what it waits for openings; 45 s unless told. */
  readonly totalMs?: number
  readonly nowMs: () => number
  readonly randomBytes: (length: number) => Uint8Array
  /** Told each check as it is judged. */
  readonly onJudged?: (judged: Judged) => void
}

export type Outcome = 'pass' | 'fail' | 'warn' | 'skip'

/** What came of one check. `why` is there unless it passed. */
export type Judged = {
  readonly check: Check
  readonly outcome: Outcome
  readonly why: string | undefined
  readonly exchanges: readonly Exchange[]
}

const meanings: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there',
  ENOTFOUND: 'nobody knows this host name',
  EAI_AGAIN: 'nobody knows this host name',
  EPROTO: 'no TLS comes about; perhaps it is http:// there',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another host name',
}

/** In the words of a person; certificates that nobody vouches for have many codes. */
const meaningOf = (reason: string): string | undefined =>
  /SELF_SIGNED|UNABLE_TO_(?:VERIFY|GET_ISSUER)/.test(reason)
    ? 'its certificate is not trusted; the variable NODE_EXTRA_CA_CERTS names a file with certificates to trust'
    : meanings[reason]

/** Nothing listens at the address, or no TLS comes about with it; `reason` is a short code such as `ECONNREFUSED`. */
export class CannotReach extends Error {
  readonly reason: string
  constructor(url: string, reason: string) {
    const meaning = meaningOf(reason)
    super(`${url} cannot be reached: ${reason}${meaning === undefined ? '' : ` (${meaning})`}`)
    this.reason = reason
  }
}

const usualWaitMs = 10_000

/**
 * How long a run may wait for openings: first for one instance and then for all others at once. Who gives no more than usual
 * is not kept longer than a minute.
 */
export const waitsMs = (readyWithinMs: number): number =>
  readyWithinMs + Math.max(0, readyWithinMs - usualWaitMs)

/** Judges a seller's server by these checks, side by side, in the order in which they stand. Throws a {@link CannotReach}. */
export async function runChecks(checks: readonly Check[], settings: RunSettings): Promise<Judged[]> {
  const { readyWithinMs = usualWaitMs, limitMs = 20_000, totalMs = 45_000, onJudged, ...given } = settings
  const transport = createTransport()
  const stop = new AbortController()
  const timer = setTimeout(() => stop.abort(), totalMs + waitsMs(readyWithinMs))
  try {
    await requireReachable(transport, settings.url, stop.signal)
    const bench = createWorkbench({
      ...given,
      keyBits: settings.keyBits,
      readyWithinMs,
      limitMs,
      transport,
      stop: stop.signal,
    })
    const judged = new Map<Check, Judged>()
    const judgeAll = (some: readonly Check[]): Promise<void[]> =>
      Promise.all(
        some.map(async (check) => {
          const result = await judge(check, bench)
          judged.set(check, result)
          onJudged?.(result)
        }),
      )
    await judgeAll(checks.filter(({ last }) => !last))
    await judgeAll(checks.filter(({ last }) => last))
    return checks.flatMap((check) => judged.get(check) ?? [])
  } finally {
    clearTimeout(timer)
    transport.close()
  }
}

/** A request that asks for nothing: whatever is answered to it, somebody is there. */
async function requireReachable(transport: Transport, url: string, stop: AbortSignal): Promise<void> {
  const { noReply } = await transport.send(
    { method: 'HEAD', url, headers: { Accept: 'application/json' }, body: new Uint8Array() },
    5_000,
    stop,
  )
  // A server may hang up on a request that makes no sense to it; who cannot be connected to is not there.
  if (
    noReply?.code === 'failed' &&
    !['ECONNRESET', 'EPIPE'].includes(noReply.reason) &&
    !noReply.reason.startsWith('HPE_')
  )
    throw new CannotReach(url, noReply.reason)
}

async function judge(check: Check, bench: Workbench): Promise<Judged> {
  const seen = new Set<Exchange>()
  const look = bench.lookFor((exchanges) => exchanges.forEach((one) => seen.add(one)))
  try {
    const fault = await check.judge(look, bench.made)
    if (fault === undefined) return { check, outcome: 'pass', why: undefined, exchanges: [...seen] }
    return { check, outcome: check.level === 'must' ? 'fail' : 'warn', ...tellOf(fault, [...seen]) }
  } catch (error) {
    if (!(error instanceof CannotJudge)) throw error
    return { check, outcome: 'skip', why: error.message, exchanges: [...seen] }
  }
}

const tellOf = (fault: Fault, seen: readonly Exchange[]): Pick<Judged, 'why' | 'exchanges'> =>
  typeof fault === 'string' ? { why: fault, exchanges: seen } : fault
