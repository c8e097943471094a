import type { CallState } from '@loggia/protocol/console'
import type { StateKind } from '@loggia/ui'

/** What came of one attempt, as people are told it: the codes of the closed list in eight groups. */
export type Outcome =
  | 'succeeded'
  | 'pending'
  | 'refused'
  | 'timedOut'
  | 'unreachable'
  | 'faulty'
  | 'interrupted'
  | 'late'
  | 'noAnswer'

const groups: Readonly<Record<string, Outcome>> = {
  succeeded: 'succeeded',
  pending: 'pending',
  refused: 'refused',
  result_code_unknown: 'refused',
  timed_out: 'timedOut',
  connection_refused: 'unreachable',
  connection_reset: 'unreachable',
  connection_failed: 'unreachable',
  dns_failed: 'unreachable',
  tls_failed: 'unreachable',
  address_forbidden: 'unreachable',
  interrupted: 'interrupted',
  late: 'late',
}

/** The group of a verdict's code. Every other code says how an answer is not as the protocol demands. */
export function outcomeOf(code: string | undefined): Outcome {
  if (code === undefined) return 'noAnswer'
  return groups[code] ?? 'faulty'
}

/** The shape that goes with an outcome (DESIGN §5). */
export const outcomeKinds: Readonly<Record<Outcome, StateKind>> = {
  succeeded: 'ok',
  pending: 'run',
  refused: 'bad',
  timedOut: 'bad',
  unreachable: 'bad',
  faulty: 'bad',
  interrupted: 'warn',
  late: 'end',
  noAnswer: 'run',
}

/** The shape that goes with a call's state. */
export const callKinds: Readonly<Record<CallState, StateKind>> = {
  waiting: 'run',
  sending: 'run',
  confirmed: 'ok',
  refused: 'warn',
  stopped: 'bad',
  superseded: 'end',
  stuck: 'bad',
}

/** Every state of a call, in the order in which a filter lists them. */
export const callStates: readonly CallState[] = [
  'waiting',
  'sending',
  'confirmed',
  'refused',
  'stopped',
  'superseded',
  'stuck',
]
