import { omitUndefined } from '@loggia/kernel'
import { describeVerdict } from '@loggia/protocol/wire'
import type { Workbench } from './bench.ts'
import { CannotJudge } from './check.ts'
import type { Step } from './check.ts'
import { measureSkew, describeSkew } from './clock.ts'
import type { Exchange } from './exchange.ts'
import type { Stopped } from './stopped.ts'
import { judgeReply, judgeSilence, isTaken } from './reply-verdict.ts'

/** Nothing listens at the address, or there is no TLS connection; `reason` is a short code such as `ECONNREFUSED`. */
export class CannotReach extends Error {
  readonly reason: string
  constructor(url: string, reason: string, names?: string) {
    const verdict = judgeSilence(omitUndefined({ code: 'failed', reason, names }), url, 0)
    // Other failures have no verdict of their own here: theirs would blame the marketplace.
    const said = verdict.code === 'connection_failed' ? '' : ` ${describeVerdict(verdict, 'en-US')}`
    super(`${url} cannot be reached (${reason}).${said}${helpWith(reason)}`)
    this.reason = reason
  }
}

/** Advice for users of their own certificate. */
const helpWith = (reason: string): string =>
  /SELF_SIGNED|UNABLE_TO_(?:VERIFY|GET_ISSUER)/.test(reason)
    ? ' For tests, set the variable NODE_EXTRA_CA_CERTS to a file with certificates to trust.'
    : ''

type Knocking = {
  readonly url: string
  readonly limitMs: number
  readonly nowMs: () => number
  /** Right and harmless requests, beginning with the simplest. */
  readonly gate: readonly Step<Exchange>[]
}

const done: ReadonlySet<string | undefined> = new Set(['000000', '000004'])

/**
 * Sends one right request before all others, and a second one if the first is not answered as the protocol requires. If
 * no marketplace could work with the answers, the run stops here; otherwise some hundred checks would each report the
 * same fault. Throws a {@link CannotReach}.
 */
export async function passGate(bench: Workbench, knocking: Knocking): Promise<Stopped | undefined> {
  let stopped: Stopped | undefined
  for (const [at, one] of knocking.gate.entries()) {
    const exchange = await knock(bench, one)
    if (!exchange) return undefined
    stopped = stopAt(exchange, knocking)
    if (stopped === undefined) return findSkew(bench, knocking, knocking.gate.slice(at))
    if (exchange.noReply?.code === 'timed_out') return stopped
  }
  return stopped
}

/** Sends the request of a step; undefined if the run ended before that. */
async function knock(bench: Workbench, one: Step<Exchange>): Promise<Exchange | undefined> {
  let made: readonly Exchange[] = []
  const look = bench.lookFor((exchanges) => (made = exchanges))
  await look(one).catch((error: unknown) => {
    if (!(error instanceof CannotJudge)) throw error
  })
  return made.at(-1)
}

function stopAt(exchange: Exchange, { url, limitMs }: Knocking): Stopped | undefined {
  const { noReply } = exchange
  if (noReply?.code === 'failed' && !isTaken(noReply))
    throw new CannotReach(url, noReply.reason, noReply.names)
  const verdict = noReply ? judgeSilence(noReply, url, limitMs) : judgeReply(exchange)
  return verdict && { why: describeVerdict(verdict, 'en-US'), exchanges: [exchange] }
}

/** A wrong clock is reported only if everything is refused; otherwise a proxy may have set the Date header. */
async function findSkew(
  bench: Workbench,
  { nowMs }: Knocking,
  gate: readonly Step<Exchange>[],
): Promise<Stopped | undefined> {
  const refused: Exchange[] = []
  let skewMs: number | undefined
  for (const one of gate) {
    const exchange = await knock(bench, one)
    if (exchange?.code === undefined || done.has(exchange.code)) return undefined
    skewMs = measureSkew(exchange, nowMs())
    if (skewMs === undefined || (refused[0] && refused[0].code !== exchange.code)) return undefined
    refused.push(exchange)
  }
  const code = refused[0]?.code
  return skewMs === undefined || code === undefined
    ? undefined
    : { why: describeSkew(skewMs, code), exchanges: refused }
}
