import type { Id } from '@loggia/kernel'
import { servingFamilies } from '../../access/index.ts'
import type { Outcome } from '../../dialects/index.ts'
import { runInTx, record } from '../../platform/index.ts'
import type { MemberActor, Tx } from '../../platform/index.ts'
import { openMessage, formatPlace, toReceivedReply } from '../exchange.ts'
import { callProblems } from '../problems.ts'
import { decideRestart } from '../rules.ts'
import type { Call, CallState } from '../schema.ts'
import * as store from '../store/index.ts'
import { findAccess } from './sending.ts'
import { freeCapacity } from './arming.ts'
import { getDialect, getHandlers } from './context.ts'
import type { CallContext } from './context.ts'
import { dropCalls, enqueue } from './enqueue.ts'
import { scheduleProbe } from './gates.ts'
import { applyObjection, listObjections } from './objections.ts'
import { AnswerNotApplied, apply, giveExpired, runHandler } from './settle.ts'
import { tellRecovered } from './tell.ts'

/** What people do with calls: restart one, apply an answer again, have a parked seller probed. */
export function createCommands(context: CallContext) {
  async function lockKnown(tx: Tx, callId: Id<'cal'>, sellerId?: Id<'sel'>): Promise<Call> {
    const call = await store.lock(tx, callId)
    if (!call || (sellerId !== undefined && call.sellerId !== sellerId))
      throw callProblems.not_found({ callId })
    return call
  }

  const factOf = ({ id: callId, subject, operation, protocol }: Call) => ({
    subject,
    data: { callId, activity: getDialect({ protocol }).activityOf(operation.kind) },
  })

  /**
   * R243a: tries a failed call again now. A stopped one is restarted as a new call with today's values, at the end of
   * its lane. Gives the call that is tried. With `sellerId` only a call of this seller. Throws `call.not_found`,
   * `call.nothing_to_restart`, and `call.no_purpose`: a call that its domain needs no more counts as an open failure no
   * more.
   */
  async function restart(actor: MemberActor, callId: Id<'cal'>, sellerId?: Id<'sel'>): Promise<Id<'cal'>> {
    const tried = await runInTx(context, { actor }, async (tx) => {
      const call = await lockKnown(tx, callId, sellerId)
      const decided = decideRestart(call)
      if (decided === 'refuse') throw callProblems.nothing_to_restart({ state: call.state })
      if (decided === 'try_now') return tryNow(tx, call)
      const again = await startAgain(tx, call)
      if (again === undefined) await dropCalls(context, tx, [call])
      return again
    })
    if (tried === undefined) throw callProblems.no_purpose()
    return tried
  }

  async function tryNow(tx: Tx, call: Call): Promise<Id<'cal'>> {
    await store.moveToFront(tx, call, context.clock.now())
    await record(tx, 'call.restarted', factOf(call))
    if (!(await scheduleProbe(context, tx, call.channelId))) freeCapacity(context, tx, [call.channelId])
    return call.id
  }

  /** Gives the new call; undefined if its domain needs it no more. Throws `call.no_purpose`. */
  async function startAgain(tx: Tx, call: Call): Promise<Id<'cal'> | undefined> {
    const { restarts } = getHandlers(context, call.operation)
    const operation = await restarts?.[call.operation.kind]?.(tx, call)
    if (!operation || call.lane === undefined) return undefined
    const { sellerId, productId, lane, subject } = call
    const [again] = await enqueue(context, tx, [
      { sellerId, productId, lane, subject, operation, restartedFrom: call.id },
    ])
    // The product has since changed to a protocol that does not have this operation. It may change back.
    if (again === undefined) throw callProblems.no_purpose()
    await store.markRestarted(tx, call.id, again)
    await tellRecovered(context, tx, call, 'restarted')
    const fact = factOf(call)
    await record(tx, 'call.restarted', { ...fact, data: { ...fact.data, restartedAs: again } })
    return again
  }

  /**
   * Applies the stored answer of a stuck call again; sends nothing. Throws `call.not_found`, `call.not_stuck`,
   * `call.still_stuck`.
   */
  async function applyAgain(actor: MemberActor, callId: Id<'cal'>): Promise<CallState> {
    try {
      return await runInTx(context, { actor }, async (tx) => {
        const call = await lockKnown(tx, callId)
        if (call.state !== 'stuck') throw callProblems.not_stuck({ state: call.state })
        await record(tx, 'call.applied', factOf(call))
        await applyKept(tx, call)
        return (await lockKnown(tx, callId)).state
      })
    } catch (error) {
      if (!(error instanceof AnswerNotApplied)) throw error
      context.log.error({ callId, error: error.cause }, 'The answer of a stuck call still cannot be applied')
      const { cause } = error
      throw callProblems.still_stuck({ reason: cause instanceof Error ? cause.message : String(cause) })
    }
  }

  async function applyKept(tx: Tx, call: Call): Promise<void> {
    const kept = await store.findAttempt(tx, call.id, call.fence)
    const read = kept && (await keptOutcome(tx, call, kept))
    if (read) {
      const objections = await listObjections(context, tx, [{ call, outcome: read }])
      const outcome = applyObjection(read, objections.get(call.id))
      const settled = [{ call, n: call.fence, startedAt: kept.started_at, outcome }]
      return apply(context, tx, {
        settled,
        gates: await store.readGates(tx, [call.channelId]),
        old: true,
      })
    }
    // It was never sent: its window ended while the seller was parked.
    await store.close(tx, [{ callId: call.id, state: 'stopped', openFailure: false }], context.clock.now())
    freeCapacity(context, tx, [call.channelId])
    await runHandler(tx, tellRecovered(context, tx, call, 'expired'))
    await giveExpired(context, tx, call)
  }

  type Kept = NonNullable<Awaited<ReturnType<typeof store.findAttempt>>>

  async function keptOutcome(tx: Tx, call: Call, kept: Kept): Promise<Outcome | undefined> {
    const { verdict } = kept
    if (!kept.reply_sealed) return verdict ? { kind: 'unreachable', verdict } : undefined
    const message = openMessage(context.seal, kept.reply_sealed, formatPlace(call.id, call.fence, 'reply'))
    const { accessKey } = await findAccess(context, tx, call)
    const whole = verdict?.code !== 'timed_out' && verdict?.code !== 'body_truncated'
    if (!whole && verdict) return { kind: 'unreachable', verdict }
    const received = toReceivedReply(message, verdict?.code === 'body_too_long')
    return getDialect(call).fromWire(call.operation, received, accessKey)
  }

  /** The channels through which the seller's products are served, in the order in which gates are locked everywhere. */
  async function listServing(tx: Tx, sellerId: Id<'sel'>): Promise<Id<'chn'>[]> {
    const asked = servingFamilies.map((family) => ({ sellerId, family }))
    const channelOf = await context.access.findChannels(tx, asked)
    return asked.flatMap((ask) => channelOf(ask)?.channelId ?? []).toSorted((a, b) => (a < b ? -1 : 1))
  }

  /** Has a parked seller probed by one call now. Throws `call.not_parked`. */
  const probeNow = (actor: MemberActor, sellerId: Id<'sel'>): Promise<void> =>
    runInTx(context, { actor }, async (tx) => {
      const probed: boolean[] = []
      for (const channelId of await listServing(tx, sellerId))
        probed.push(await scheduleProbe(context, tx, channelId))
      if (!probed.includes(true)) throw callProblems.not_parked()
      await record(tx, 'seller.probe_asked', { subject: sellerId })
    })

  return { restart, applyAgain, probeNow }
}
