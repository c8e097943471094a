import { fromHours } from '@loggia/kernel'
import type { DurationMs, Id } from '@loggia/kernel'
import type { Access } from '../../access/index.ts'
import { dialects, familyOf } from '../../dialects/index.ts'
import type { Dialect, Operation, Protocol, Schedule } from '../../dialects/index.ts'
import type { Orders } from '../../orders/index.ts'
import type { Parties } from '../../parties/index.ts'
import type { Db, Platform, Tx } from '../../platform/index.ts'
import type { CallTransport, Interposer } from '../interposer.ts'
import type {
  ApplyAnswers,
  BreakerSettings,
  Call,
  CallSettings,
  HandlersByFamily,
  ListObjections,
  NoteStrayInstance,
  RestateOperation,
} from '../schema.ts'
import type { KeptOperatorLimits } from './choices.ts'
import type { TakeLiveTurn } from './live-turns.ts'

/** What the parts of the calls domain share. */
export type CallContext = Platform & {
  readonly access: Access
  readonly orders: Pick<Orders, 'get'>
  readonly parties: Pick<Parties, 'getSeller'>
  readonly settings: CallSettings
  /** The limits that operators have set. */
  readonly choices: KeptOperatorLimits
  readonly transport: CallTransport
  readonly interposer?: Interposer | undefined
  readonly takeLiveTurn: TakeLiveTurn
  /** Filled once, before the first call is sent. */
  readonly handlers: { current: HandlersByFamily }
  /** The channels whose gates are to be armed at the end of a transaction. */
  readonly arming: WeakMap<Tx, Set<Id<'chn'>>>
  /** The channels at whose gates this process has made room or added work since its last claim. */
  readonly freed: Set<Id<'chn'>>
  /** Aborted when this process is told to end. */
  readonly stopping: AbortController
}

/** The topic that is published after each commit that may have made a call due. */
export const callsTopic = 'calls'

type AnyHandlers = {
  readonly answers?: Readonly<Record<string, ApplyAnswers | undefined>>
  readonly strayInstances?: Readonly<Record<string, NoteStrayInstance | undefined>>
  readonly objections?: Readonly<Record<string, ListObjections | undefined>>
  readonly restarts?: Readonly<Record<string, RestateOperation | undefined>>
  readonly facts?: (db: Db, operation: Operation) => Promise<unknown>
}

/** The handlers for the family of this operation. Each handler is given operations of its own kind only. */
export const getHandlers = (
  { handlers }: Pick<CallContext, 'handlers'>,
  { kind }: Pick<Operation, 'kind'>,
): AnyHandlers => (handlers.current as Readonly<Record<string, AnyHandlers>>)[familyOf(kind).name] ?? {}

export const getDialect = (call: Pick<Call, 'protocol'>): Dialect => dialects[call.protocol]

export function getSchedule(
  context: Pick<CallContext, 'settings' | 'choices'>,
  call: { readonly protocol: Protocol; readonly operation: Pick<Operation, 'kind'> },
): Schedule {
  const { schedules } = context.settings
  const { plan } = context.choices.current()
  const schedule = schedules?.[call.operation.kind] ?? getDialect(call).schedules[plan][call.operation.kind]
  if (!schedule) throw new Error(`${call.protocol} has no words for ${call.operation.kind}`)
  return schedule
}

/** The time limit of a call. */
export const getTimeLimit = (
  { choices }: Pick<CallContext, 'choices'>,
  call: Pick<Call, 'protocol'>,
): DurationMs => choices.current().timeLimitMs ?? getDialect(call).timeLimitMs

/**
 * The time limit of a call now. While the market’s time is moved it is the usual one, but shorter for a server that
 * hangs, which must not hold up the move of a year.
 */
export function computePatience(
  context: Pick<CallContext, 'choices'>,
  call: Pick<Call, 'protocol' | 'channelId'>,
): DurationMs {
  const whole = getTimeLimit(context, call)
  const { hurriedMs = whole } = context.choices.current()
  return context.choices.isTooSlow(call.channelId) ? Math.min(whole, hurriedMs) : whole
}

/**
 * While the market’s time is moved, a year may pass in a minute: the pauses between probes of a parked seller grow up
 * to this.
 */
const hurriedProbeMostMs = fromHours(6)

export const getBreaker = ({
  settings,
  choices,
}: Pick<CallContext, 'settings' | 'choices'>): BreakerSettings =>
  choices.current().hurriedMs === undefined
    ? settings.breaker
    : { ...settings.breaker, probeMostMs: Math.max(settings.breaker.probeMostMs, hurriedProbeMostMs) }
