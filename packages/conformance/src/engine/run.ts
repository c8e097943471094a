import type { FieldKeyBits } from '@loggia/signing'
import { createWorkbench } from './bench.ts'
import type { BenchSettings, Workbench } from './bench.ts'
import type { Check } from './check.ts'
import { findDeathCause } from './death.ts'
import { CannotReach, passGate } from './gate.ts'
import type { Stopped } from './stopped.ts'
import { forgiveSilence, judge, leaveOpen } from './judge.ts'
import type { Judged } from './judge.ts'
import type { OrderDesk } from './order-desk.ts'
import type { Plan } from './plan.ts'
import { releaseAll } from './release.ts'
import type { Instances } from './release.ts'
import { isTaken } from './reply-verdict.ts'
import { createTransport } from './transport.ts'
import type { Transport } from './transport.ts'

export type { Judged } from './judge.ts'

/** What is checked, and with what. */
export type RunSettings = {
  readonly url: string
  /** The access key, as it is used: not its Base64. */
  readonly key: string
  readonly keyBits?: FieldKeyBits | undefined
  /** How long an asynchronous opening is waited for; 10 s unless told. */
  readonly readyWithinMs?: number | undefined
  /** The longest that one reply may take; 20 s unless told (saas-v2 §6). */
  readonly limitMs?: number | undefined
  /** The longest that the run may take besides what it waits for openings; 90 s unless told. */
  readonly totalMs?: number
  /** What is sent before the checks, and what is released after them; without it neither is done. */
  readonly plan?: Plan | undefined
  /** Ends the run before its end; what was opened is released all the same. */
  readonly interrupt?: AbortSignal | undefined
  /** Answers the order query while the run goes on; without it nobody does. */
  readonly orders?: OrderDesk | undefined
  readonly nowMs: () => number
  readonly randomBytes: (length: number) => Uint8Array
  /** Told each check as it is judged. */
  readonly onJudged?: (judged: Judged) => void
}

/** What a run came to. */
export type Finding = {
  readonly judged: readonly Judged[]
  /** Why it ended before its end, if it did. */
  readonly stopped: Stopped | undefined
  readonly instances: Instances
}

const usualWaitMs = 10_000
const usualLimitMs = 20_000

/**
 * How long a run may wait for openings: first for one instance and then for all others at once. Who gives no more than usual
 * is not kept longer than a minute.
 */
export const computeWaitMs = (readyWithinMs: number): number =>
  readyWithinMs + Math.max(0, readyWithinMs - usualWaitMs)

/** What {@link judgeServer} found, check by check. */
export const runChecks = async (checks: readonly Check[], settings: RunSettings): Promise<Judged[]> => [
  ...(await judgeServer(checks, settings)).judged,
]

/** Judges a seller's server by these checks, side by side, in the order in which they stand. Throws a {@link CannotReach}. */
export async function judgeServer(checks: readonly Check[], settings: RunSettings): Promise<Finding> {
  const transport = createTransport()
  const ending = endingOf(settings)
  const bench = createWorkbench(benchSettings(settings, transport, ending))
  try {
    const stopped = await begin(bench, settings, transport)
    const judged = stopped ? notBegun(checks, stopped) : await judgeAll(checks, bench, settings)
    const death = stopped ? undefined : await findDeath(bench, settings.url, transport)
    return {
      judged: death ? judged.map(forgiveSilence) : judged,
      stopped: stopped ?? death ?? findInterruption(settings),
      instances: await releaseAll(bench.made, settings.plan, (stop, limitMs) =>
        createWorkbench({ ...benchSettings(settings, transport, { stop, cut: stop }), limitMs }),
      ),
    }
  } finally {
    ending.clear()
    transport.close()
  }
}

const timeIsOver = 'The time for the whole run was over.'
const wasInterrupted = 'The run was interrupted.'

/** What is under way when a person ends a run may end: an instance whose purchase is not heard of cannot be released. */
const graceMs = 2_000

type Ending = {
  /** Nothing more is sent. */
  readonly stop: AbortSignal
  /** Nothing more is waited for. */
  readonly cut: AbortSignal
}

/** What ends a run: its time, or a person. */
function endingOf({
  interrupt,
  totalMs = 90_000,
  readyWithinMs = usualWaitMs,
}: RunSettings): Ending & { clear: () => void } {
  const stop = new AbortController()
  const cut = new AbortController()
  const cutNow = (): void => {
    stop.abort(timeIsOver)
    cut.abort()
  }
  const timers = [setTimeout(cutNow, totalMs + computeWaitMs(readyWithinMs))]
  const end = (): void => {
    stop.abort(wasInterrupted)
    timers.push(setTimeout(cutNow, graceMs))
  }
  interrupt?.addEventListener('abort', end)
  if (interrupt?.aborted) end()
  return {
    stop: stop.signal,
    cut: cut.signal,
    clear: () => {
      timers.forEach(clearTimeout)
      interrupt?.removeEventListener('abort', end)
    },
  }
}

const findInterruption = ({ interrupt }: RunSettings): Stopped | undefined =>
  interrupt?.aborted ? { why: wasInterrupted, exchanges: [] } : undefined

const benchSettings = (settings: RunSettings, transport: Transport, { stop, cut }: Ending): BenchSettings => {
  const { url, key, keyBits, readyWithinMs = usualWaitMs, limitMs = usualLimitMs } = settings
  const { orders, nowMs, randomBytes } = settings
  return { url, key, keyBits, readyWithinMs, limitMs, orders, nowMs, randomBytes, transport, stop, cut }
}

/** Why there is no use in judging anything, if there is none. */
async function begin(
  bench: Workbench,
  { url, plan, nowMs, limitMs = usualLimitMs }: RunSettings,
  transport: Transport,
): Promise<Stopped | undefined> {
  if (plan) return passGate(bench, { url, limitMs, nowMs, gate: plan.gate })
  const reason = await reasonOfSilence(transport, url)
  if (reason !== undefined) throw new CannotReach(url, reason)
  return undefined
}

/** Why nobody can be connected to. A server may hang up on a request that makes no sense to it, and is there. */
async function reasonOfSilence(transport: Transport, url: string): Promise<string | undefined> {
  const asked = { method: 'HEAD', url, headers: { Accept: 'application/json' }, body: new Uint8Array() }
  const { noReply } = await transport.send(asked, 5_000, new AbortController().signal)
  return noReply?.code === 'failed' && !isTaken(noReply) ? noReply.reason : undefined
}

/** A death that no later request met is looked for: the last request of a run may be the one. */
async function findDeath(bench: Workbench, url: string, transport: Transport): Promise<Stopped | undefined> {
  const isGone =
    bench.isGone() ||
    (bench.made.some(({ noReply }) => noReply?.code === 'failed') &&
      (await reasonOfSilence(transport, url)) !== undefined)
  return isGone ? findDeathCause(bench.numbered) : undefined
}

const notBegun = (checks: readonly Check[], { why, exchanges }: Stopped): Judged[] =>
  checks.map((check) => leaveOpen(check, why, exchanges))

async function judgeAll(
  checks: readonly Check[],
  bench: Workbench,
  { onJudged }: RunSettings,
): Promise<Judged[]> {
  const judged = new Map<Check, Judged>()
  const judgeSome = (some: readonly Check[]): Promise<void[]> =>
    Promise.all(
      some.map(async (check) => {
        const result = await judge(check, bench)
        judged.set(check, result)
        onJudged?.(result)
      }),
    )
  await judgeSome(checks.filter(({ last }) => !last))
  await judgeSome(checks.filter(({ last }) => last))
  return checks.flatMap((check) => judged.get(check) ?? [])
}
