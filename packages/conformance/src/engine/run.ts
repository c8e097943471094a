import type { KeyObject } from 'node:crypto'
import type { FieldKeyBits, OaepHashes } from '@loggia/signing'
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
import { startSsoDesk } from '../sso/desk.ts'
import { resolvePlaces } from '../sso/places.ts'
import type { SignOnPlaces } from '../sso/places.ts'
import type { SignOnSide } from '../sso/side.ts'
import { createTransport } from './transport.ts'
import type { Transport } from './transport.ts'

export type { Judged } from './judge.ts'

/** The settings of a run. */
export type RunSettings = {
  readonly url: string
  /** The access key itself, not its Base64. */
  readonly key: string
  readonly keyBits?: FieldKeyBits | undefined
  /** Authorisation codes that the server knows. Default: the run invents some. */
  readonly licenses?: readonly string[] | undefined
  /** The public key of the server's app credential, with which secrets are encrypted. */
  readonly publicKey?: KeyObject | undefined
  /** With which hashes the server decrypts secrets. Default: SHA-256 for both. */
  readonly oaep?: readonly OaepHashes[] | undefined
  /** An instance that the server knows, for calls of a real order. */
  readonly instanceId?: string | undefined
  /** How long to wait for an asynchronous opening, in milliseconds. Default: 10 s. */
  readonly readyWithinMs?: number | undefined
  /** The time limit for one reply, in milliseconds. Default: 20 s (saas-v2 §6). */
  readonly limitMs?: number | undefined
  /** The time limit for the run, without the waits for openings, in milliseconds. Default: 90 s. */
  readonly totalMs?: number
  /** What is sent before the checks and released after them. Without it, nothing is. */
  readonly plan?: Plan | undefined
  /** Ends the run early; opened instances are released all the same. */
  readonly interrupt?: AbortSignal | undefined
  /** Answers the order query during the run. Without it, nothing does. */
  readonly orders?: OrderDesk | undefined
  /** Where the server signs people in. Then the run serves the marketplace that they sign in at. */
  readonly signOn?: SignOnPlaces | undefined
  readonly nowMs: () => number
  readonly randomBytes: (length: number) => Uint8Array
  /** Called with each check when it has been judged. */
  readonly onJudged?: (judged: Judged) => void
}

/** The result of a run. */
export type Finding = {
  readonly judged: readonly Judged[]
  /** Why the run ended early, if it did. */
  readonly stopped: Stopped | undefined
  readonly instances: Instances
}

const usualWaitMs = 10_000
const usualLimitMs = 20_000

/**
 * How long a run may wait for openings, in milliseconds: first for one instance, then for all others at once. With the
 * default of `readyWithinMs` or less, there is no additional time, so that a run stays short.
 */
export const computeWaitMs = (readyWithinMs: number): number =>
  readyWithinMs + Math.max(0, readyWithinMs - usualWaitMs)

/** The results of {@link judgeServer}, without the rest. */
export const runChecks = async (checks: readonly Check[], settings: RunSettings): Promise<Judged[]> => [
  ...(await judgeServer(checks, settings)).judged,
]

/**
 * Runs these checks against a seller's server in parallel; the results are in the order of the checks. Throws a {@link
 * CannotReach}.
 */
export async function judgeServer(checks: readonly Check[], settings: RunSettings): Promise<Finding> {
  const transport = createTransport()
  const ending = endingOf(settings)
  const signOn = settings.signOn && (await openSide(settings.signOn, settings))
  const given = { settings, transport, signOn }
  const bench = createWorkbench(benchSettings(given, ending))
  try {
    const stopped = await begin(bench, settings, transport)
    const judged = stopped ? notBegun(checks, stopped) : await judgeAll(checks, bench, settings)
    const death = stopped ? undefined : await findDeath(bench, settings.url, transport)
    return {
      judged: death ? judged.map(forgiveSilence) : judged,
      stopped: stopped ?? death ?? findInterruption(settings),
      instances: await releaseAll(bench.made, settings.plan, (stop, limitMs) =>
        createWorkbench({ ...benchSettings(given, { stop, cut: stop }), limitMs }),
      ),
    }
  } finally {
    ending.clear()
    transport.close()
    await signOn?.desk.close()
  }
}

const timeIsOver = 'The time limit of the run was reached.'
const wasInterrupted = 'The run was interrupted.'

/**
 * After an interruption, running requests get this time in milliseconds: an instance can be released only if the reply
 * to its purchase arrives.
 */
const graceMs = 2_000

type Ending = {
  /** When it is aborted, nothing more is sent. */
  readonly stop: AbortSignal
  /** When it is aborted, nothing more is waited for. */
  readonly cut: AbortSignal
}

/** Creates the signals that end a run: after its time limit, or when a person interrupts it. */
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

/** A token call that hangs is given up before the request that waits for it. */
async function openSide(places: SignOnPlaces, settings: RunSettings): Promise<SignOnSide> {
  const { url, nowMs, randomBytes, limitMs = usualLimitMs } = settings
  const hex = (digits: number): string => Buffer.from(randomBytes(digits / 2)).toString('hex')
  const desk = await startSsoDesk({ nowMs, hex, hangMs: Math.min(12_000, limitMs * 0.6) })
  return { places: resolvePlaces(places, url), desk }
}

type Given = {
  readonly settings: RunSettings
  readonly transport: Transport
  readonly signOn: SignOnSide | undefined
}

const benchSettings = ({ settings, transport, signOn }: Given, { stop, cut }: Ending): BenchSettings => {
  const { url, key, keyBits, licenses, readyWithinMs = usualWaitMs, limitMs = usualLimitMs } = settings
  const { publicKey, oaep, instanceId, orders, nowMs, randomBytes } = settings
  const ofKit = { publicKey, oaep, instanceId }
  const given = { url, key, keyBits, licenses, ...ofKit, readyWithinMs, limitMs, orders, signOn, nowMs }
  return { ...given, randomBytes, transport, stop, cut }
}

/** Why the checks need not start; undefined if they can. */
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

/** Why no connection is possible; undefined if one is. A server that hangs up on this request is there all the same. */
async function reasonOfSilence(transport: Transport, url: string): Promise<string | undefined> {
  const asked = { method: 'HEAD', url, headers: { Accept: 'application/json' }, body: new Uint8Array() }
  const { noReply } = await transport.send(asked, 5_000, new AbortController().signal)
  return noReply?.code === 'failed' && !isTaken(noReply) ? noReply.reason : undefined
}

/**
 * Looks for a death of the server that no later request noticed, because the last request of a run may have caused it.
 */
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
