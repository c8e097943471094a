import { omitUndefined } from '@loggia/kernel'
import { describeVerdict } from '@loggia/protocol/wire'
import type { Workbench } from './bench.ts'
import { CannotJudge } from './check.ts'
import type { Step } from './check.ts'
import { measureSkew, describeSkew } from './clock.ts'
import type { Exchange } from './exchange.ts'
import type { Stopped } from './stopped.ts'
import { judgeReply, judgeSilence, isTaken } from './reply-verdict.ts'

/** Nothing listens at the address, or no TLS comes about with it; `reason` is a short code such as `ECONNREFUSED`. */
export class CannotReach extends Error {
  readonly reason: string
  constructor(url: string, reason: string, names?: string) {
    const verdict = judgeSilence(omitUndefined({ code: 'failed', reason, names }), url, 0)
    // What has no name of its own here would be told as a fault of the marketplace.
    const said = verdict.code === 'connection_failed' ? '' : ` ${describeVerdict(verdict, 'en-US')}`
    super(`${url} cannot be reached (${reason}).${said}${helpWith(reason)}`)
    this.reason = reason
  }
}

/** What helps who tries out with a certificate of his own. */
const helpWith = (reason: string): string =>
  /SELF_SIGNED|UNABLE_TO_(?:VERIFY|GET_ISSUER)/.test(reason)
    ? ' While you try out, the variable NODE_EXTRA_CA_CERTS names a file with certificates to trust.'
    : ''

type Knocking = {
  readonly url: string
  readonly limitMs: number
  readonly nowMs: () => number
  /** Harmless and right requests, the least first. */
  readonly gate: readonly Step<Exchange>[]
}

const done: ReadonlySet<string | undefined> = new Set(['000000', '000004'])

/**
 * Sends one right request before all others, and a second one if the first is not answered as the protocol knows it: where no
 * marketplace could work with either, each of some hundred checks would say so in its own way. Throws a {@link CannotReach}.
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

/** Sends the request of a step; undefined if the run ended before it. */
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

/** A clock that differs is told only where everything is refused: else somebody between sets the Date. */
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
