import { addMs } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import { recordHistory } from '../../platform/index.ts'
import type { Tx } from '../../platform/index.ts'
import { mayStartAgain, parkedBefore } from '../rules.ts'
import type { Call, NewCall } from '../schema.ts'
import * as store from '../store/index.ts'
import { arm } from './arming.ts'
import { callsTopic, dialectOf, scheduleOf } from './context.ts'
import type { CallContext } from './context.ts'
import { emitRecovered } from './tell.ts'

/** What was put into a lane when nothing said otherwise: every product speaks it. */
const firstProtocol = 'saas-v2'

/** Puts a call at the end of its lane, in the transaction that needs it, which holds the lane's subscription. */
export async function enqueue(context: CallContext, tx: Tx, ask: NewCall): Promise<Id<'cal'>> {
  const call = await newCall(context, tx, ask)
  await supersedeOlder(context, tx, call)
  const before = await store.lastOfLane(tx, ask.lane)
  await store.insert(tx, call, before)
  if (before === undefined) arm(context, tx, call.sellerId)
  tx.afterCommit(() => context.changes.publish(callsTopic))
  return call.id
}

async function newCall(context: CallContext, tx: Tx, ask: NewCall): Promise<Call> {
  const now = context.clock.now()
  const protocol = (await context.access.findProtocol(tx, ask.productId)) ?? firstProtocol
  const gate = (await store.readGates(tx, [ask.sellerId])).get(ask.sellerId)
  const { windowMs } = scheduleOf(context, { protocol, operation: ask.operation })
  return {
    ...ask,
    id: context.ids.next('cal'),
    protocol,
    state: 'waiting',
    live: false,
    createdAt: now,
    dueAt: now,
    windowStartsAt: now,
    windowEndsAt: ask.windowEndsAt ?? addMs(now, windowMs),
    windowRuns: ask.windowEndsAt !== undefined,
    parkedBeforeMs: parkedBefore(gate, now),
    fence: 0,
    openFailure: false,
  }
}

/**
 * Closes what the new call makes needless, among those that wait in its lane or have stopped. What is over by itself and
 * decides about money (R70) is not: whoever asked has to hear of its end.
 */
async function supersedeOlder(context: CallContext, tx: Tx, newer: Call): Promise<void> {
  const { supersedes } = dialectOf(newer)
  const mayReplace =
    newer.operation.kind === 'release_instance' || supersedes(newer.operation, newer.operation)
  if (!mayReplace || newer.lane === undefined) return
  const older = (await store.lockNeedless(tx, newer.lane)).filter(
    (call) =>
      call.id !== newer.restartedFrom && mayStartAgain(call) && supersedes(newer.operation, call.operation),
  )
  const now = context.clock.now()
  // One after the other: each hands on what it waited for to the one that waits for it.
  for (const call of older)
    await store.close(tx, [{ callId: call.id, state: 'superseded', openFailure: false }], now)
  for (const call of older) await tellSuperseded(context, tx, { call, newer })
}

async function tellSuperseded(
  context: CallContext,
  tx: Tx,
  { call, newer }: { call: Call; newer: Call },
): Promise<void> {
  const activity = dialectOf(call).activityOf(call.operation.kind)
  await recordHistory(tx, {
    subject: call.subject,
    at: context.clock.now(),
    kind: 'call.superseded',
    data: { callId: call.id, activity, by: newer.id },
  })
  await emitRecovered(tx, call, 'superseded')
}
