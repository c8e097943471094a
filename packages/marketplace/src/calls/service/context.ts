import type { DurationMs } from '@loggia/kernel'
import type { Access } from '../../access/index.ts'
import { dialects } from '../../dialects/index.ts'
import type { Dialect, Schedule } from '../../dialects/index.ts'
import type { Platform } from '../../platform/index.ts'
import type { AnswerHandlers, Call, CallSettings } from '../schema.ts'
import type { Transport } from '../transport/send.ts'

/** What the parts of the calls domain share. */
export type CallContext = Platform & {
  readonly access: Access
  readonly settings: CallSettings
  readonly transport: Transport
  /** Filled once, before the first call goes out. */
  readonly answers: { handlers: AnswerHandlers }
  /** Told after each commit that may have made a call due. */
  readonly work: { wake: () => void }
  /** Aborted when this process is told to end. */
  readonly stopping: AbortController
}

export const dialectOf = (call: Pick<Call, 'protocol'>): Dialect => dialects[call.protocol]

export function scheduleOf(
  context: Pick<CallContext, 'settings'>,
  call: Pick<Call, 'protocol' | 'operation'>,
): Schedule {
  return context.settings.schedules?.[call.operation.kind] ?? dialectOf(call).schedules[call.operation.kind]
}

export const timeLimitOf = (
  context: Pick<CallContext, 'settings'>,
  call: Pick<Call, 'protocol'>,
): DurationMs => context.settings.timeLimitMs ?? dialectOf(call).timeLimitMs
