import { addMs } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import type { Protocol } from '../../dialects/index.ts'
import { recordHistory } from '../../platform/index.ts'
import type { Tx } from '../../platform/index.ts'
import { gateOf, mayStartAgain, parkedBefore } from '../rules.ts'
import type { Call, NewCall } from '../schema.ts'
import * as store from '../store/index.ts'
import { protocolOf } from './access.ts'
import { arm } from './arming.ts'
import { callsTopic, dialectOf, scheduleOf } from './context.ts'
import type { CallContext } from './context.ts'
import { emitRecovered } from './tell.ts'

/**
 * Puts a call at the end of its lane, in the transaction that needs it, which holds the lane's subscription. Undefined if the
 * product's protocol has no words for it: then nothing is to be said.
 */
export async function enqueue(context: CallContext, tx: Tx, ask: NewCall): Promise<Id<'cal'> | undefined> {
  const protocol = await protocolOf(context, tx, ask)
  if (!dialectOf({ protocol }).speaks(ask.operation)) return undefined
  const call = await newCall(context, tx, ask, protocol)
  await supersedeOlder(context, tx, call)
  const before = await store.lastOfLane(tx, ask.lane)
  await store.insert(tx, call, before)
  if (before === undefined) arm(context, tx, gateOf(call))
  tx.afterCommit(() => context.changes.publish(callsTopic))
  return call.id
}

async function newCall(context: CallContext, tx: Tx, ask: NewCall, protocol: Protocol): Promise<Call> {
  const now = context.clock.now()
  const gate = (await store.readGates(tx, [gateOf(ask)])).get(gateOf(ask))
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
  const { mayReplace, supersedes } = dialectOf(newer)
  if (!mayReplace(newer.operation) || newer.lane === undefined) return
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
