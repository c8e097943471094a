import { appProblems } from '../problems.ts'
import type {
  BatchDecision,
  BatchState,
  ConnectedApp,
  KitOperation,
  Payload,
  SyncBatch,
  SyncChange,
  SyncSubject,
} from '../schema.ts'

/** Whether the seller is told that something is there no more. */
export const isRemoval = (change: SyncChange): boolean => change === 'delete' || change === 'withdraw'

/** What people call an item. */
export const formatItem = (payload: Payload): string => ('name' in payload ? payload.name : payload.appId)

type Asking = Pick<SyncBatch, 'state' | 'subject' | 'change' | 'answer'>

/**
 * R272, R273: what may be decided about a failed batch. Without the enterprise and the app there is no connection, so
 * nobody goes on without their addition. The end of a connection may be given up, whatever fails. While the seller's
 * server is down nothing fails: then only giving up remains.
 */
export function listDecisions(
  { state, subject, change, answer }: Asking,
  app: Pick<ConnectedApp, 'state' | 'of'>,
): readonly BatchDecision[] {
  if (state === 'open' && answer === undefined && app.of && app.state !== 'connected') return ['give_up']
  if (state !== 'failed') return []
  // R270: a test account is never removed.
  if (!app.of) return ['repeat']
  if (app.state === 'ending')
    return subject === 'enterprise' || subject === 'app'
      ? ['repeat', 'give_up']
      : ['repeat', 'continue', 'give_up']
  const isBasis = subject === 'enterprise' || subject === 'app'
  if (!isBasis) return ['repeat', 'continue']
  return change === 'add' ? ['repeat', 'give_up'] : ['repeat', 'continue', 'give_up']
}

/** The state of a batch about which somebody decided. Throws `app.batch_decided`, `app.decision_impossible`. */
export function decideAsked(
  batch: Asking,
  app: Pick<ConnectedApp, 'state' | 'of'>,
  decision: BatchDecision,
): BatchState {
  if (batch.state !== 'failed' && batch.state !== 'open') throw appProblems.batch_decided()
  if (!listDecisions(batch, app).includes(decision)) throw appProblems.decision_impossible()
  const states = { repeat: 'repeated', continue: 'left_out', give_up: 'given_up' } as const
  return states[decision]
}

type Said = Pick<SyncBatch, 'id' | 'subject' | 'change'>

/** The call of a batch. */
export function toOperation({ id: batchId, subject, change }: Said): KitOperation {
  if (subject === 'departments') return { kind: 'sync_departments', batchId }
  if (change === 'list') throw new Error(`${batchId} lists ${subject}`)
  if (subject === 'people') return { kind: 'sync_people', batchId, change }
  if (change === 'withdraw') throw new Error(`${batchId} withdraws ${subject}`)
  return { kind: operationOf[subject], batchId, change }
}

const operationOf = {
  enterprise: 'sync_enterprise',
  app: 'sync_app',
  department: 'sync_department',
} as const satisfies Partial<Record<SyncSubject, KitOperation['kind']>>

/** The operations, whatever they are about. */
export const kitKinds = [
  'sync_enterprise',
  'sync_app',
  'sync_departments',
  'sync_department',
  'sync_people',
] as const satisfies readonly KitOperation['kind'][]
