import { addMs } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import type { OperationKind } from '../../dialects/index.ts'
import { record } from '../../platform/index.ts'
import type { Tx } from '../../platform/index.ts'
import { mayStartAgain, computeParkedMs } from '../rules.ts'
import { splitIntoRounds } from '../rounds.ts'
import type { Call, NewCall } from '../schema.ts'
import * as store from '../store/index.ts'
import { wakeGateAtCommit } from './arming.ts'
import { callsTopic, getDialect, getSchedule } from './context.ts'
import type { CallContext } from './context.ts'
import { ensureDoors } from './doors.ts'
import type { Door } from './doors.ts'
import { tellRecovered } from './tell.ts'

/**
 * Adds calls at the end of their lanes, in the transaction that needs them, which has locked the subscriptions of the
 * lanes. No call is made for an operation that the product's protocol does not have. Gives the ids in the order of the
 * input.
 */
export async function enqueue(
  context: CallContext,
  tx: Tx,
  asked: readonly NewCall[],
): Promise<(Id<'cal'> | undefined)[]> {
  const ids = new Map<NewCall, Id<'cal'>>()
  for (const round of splitIntoRounds(asked, ({ lane }) => lane))
    for (const [ask, id] of await enqueueRound(context, tx, round)) ids.set(ask, id)
  if (ids.size > 0) tx.afterCommit(() => context.changes.publish(callsTopic))
  return asked.map((ask) => ids.get(ask))
}

/** Adds calls, at most one of each lane. */
async function enqueueRound(
  context: CallContext,
  tx: Tx,
  asked: readonly NewCall[],
): Promise<(readonly [NewCall, Id<'cal'>])[]> {
  const doorOf = await ensureDoors(context, tx, asked)
  const spoken = asked.filter((ask) => getDialect(doorOf(ask)).supports(ask.operation))
  if (spoken.length === 0) return []
  const calls = spoken.map((ask) => ({ ask, call: newCall(context, ask, doorOf(ask)) }))
  for (const { call } of calls) await supersedeOlder(context, tx, call)
  const [before, gates] = await Promise.all([
    store.findLastOfLanes(
      tx,
      spoken.map(({ lane }) => lane),
    ),
    store.readGates(
      tx,
      calls.map(({ call }) => call.channelId),
    ),
  ])
  const now = context.clock.now()
  await store.insertAll(
    tx,
    calls.map(({ call }) => {
      const parkedBeforeMs = computeParkedMs(gates.get(call.channelId), now)
      return { call: { ...call, parkedBeforeMs }, blockedBy: before.get(call.lane) }
    }),
  )
  for (const { call } of calls) if (!before.has(call.lane)) wakeGateAtCommit(context, tx, call.channelId)
  return calls.map(({ ask, call }) => [ask, call.id] as const)
}

function newCall(
  context: CallContext,
  ask: NewCall,
  { protocol, channelId }: Door,
): Call & Pick<NewCall, 'lane'> {
  const now = context.clock.now()
  const { windowMs } = getSchedule(context, { protocol, operation: ask.operation })
  return {
    ...ask,
    id: context.ids.next('cal'),
    protocol,
    channelId,
    state: 'waiting',
    live: false,
    createdAt: now,
    dueAt: now,
    windowStartsAt: now,
    windowEndsAt: ask.windowEndsAt ?? addMs(now, windowMs),
    windowRuns: ask.windowEndsAt !== undefined,
    parkedBeforeMs: 0,
    fence: 0,
    openFailure: false,
  }
}

/**
 * Closes the waiting and stopped calls of the lane that the new call makes obsolete. Calls with a fixed end that decide
 * about money (R70) stay: the domain that made them has to hear how they end.
 */
async function supersedeOlder(context: CallContext, tx: Tx, newer: Call): Promise<void> {
  const { mayReplace, supersedes } = getDialect(newer)
  if (!mayReplace(newer.operation) || newer.lane === undefined) return
  const older = (await store.lockNeedless(tx, newer.lane)).filter(
    (call) =>
      call.id !== newer.restartedFrom && mayStartAgain(call) && supersedes(newer.operation, call.operation),
  )
  const now = context.clock.now()
  // One after the other: each passes what blocked it on to its follower.
  for (const call of older)
    await store.close(tx, [{ callId: call.id, state: 'superseded', openFailure: false }], now)
  for (const call of older) await tellSuperseded(context, tx, { call, newer })
}

export type Needless = { readonly lane: string; readonly kinds: readonly OperationKind[] }

/**
 * Closes the calls of a lane for operations that have lost their purpose, although no later call takes their place. One
 * that is under way is not tried again.
 */
export async function drop(context: CallContext, tx: Tx, { lane, kinds }: Needless): Promise<void> {
  const now = context.clock.now()
  const needless = (await store.lockNeedless(tx, lane)).filter(
    (call) => mayStartAgain(call) && kinds.includes(call.operation.kind),
  )
  await dropCalls(context, tx, needless)
  await store.endWindows(tx, { lane, kinds, at: now })
  for (const { channelId } of needless) wakeGateAtCommit(context, tx, channelId)
  if (needless.length > 0) tx.afterCommit(() => context.changes.publish(callsTopic))
}

/** Closes calls that wait or have stopped: nobody has to look at them any more. */
export async function dropCalls(context: CallContext, tx: Tx, needless: readonly Call[]): Promise<void> {
  const now = context.clock.now()
  for (const call of needless)
    await store.close(tx, [{ callId: call.id, state: 'superseded', openFailure: false }], now)
  for (const call of needless) {
    await record(tx, 'call.dropped', toFact(call))
    await tellRecovered(context, tx, call, 'superseded')
  }
}

const toFact = (call: Call) => ({
  subject: call.subject,
  data: { callId: call.id, activity: getDialect(call).activityOf(call.operation.kind) },
})

async function tellSuperseded(
  context: CallContext,
  tx: Tx,
  { call, newer }: { call: Call; newer: Call },
): Promise<void> {
  const { subject, data } = toFact(call)
  await record(tx, 'call.superseded', { subject, data: { ...data, by: newer.id } })
  await tellRecovered(context, tx, call, 'superseded')
}
