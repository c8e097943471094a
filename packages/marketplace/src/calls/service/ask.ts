import type { DurationMs, Id } from '@loggia/kernel'
import type { Operation, Protocol } from '../../dialects/index.ts'
import { runInTx, system } from '../../platform/index.ts'
import type { Tx } from '../../platform/index.ts'
import { toSignal } from '../rules.ts'
import type { Call, LiveAnswer } from '../schema.ts'
import * as store from '../store/index.ts'
import type { CallContext } from './context.ts'
import { scheduleProbe } from './gates.ts'
import { refuseBusy } from './live-turns.ts'
import {
  findAccess,
  buildRequest,
  endAttempts,
  toEnd,
  readFacts,
  prepare,
  readOutcome,
  send,
} from './sending.ts'
import type { Answered, Prepared } from './sending.ts'
import { toLiveState } from './settle.ts'

/** A live call, asked while somebody waits for the answer. It has no lane and no retry. */
export type LiveQuestion = {
  /** The buyer who waits. */
  readonly asker: Id<'byr'>
  readonly sellerId: Id<'sel'>
  readonly channelId: Id<'chn'>
  readonly productId: Id<'prd'>
  readonly subject: string
  /** The service that it is about, which may keep an address from before (R261). */
  readonly serviceId: Id<'sub'>
  readonly operation: Operation
  readonly protocol: Protocol
  readonly timeLimitMs: DurationMs
}

const newLiveCall = (context: CallContext, question: LiveQuestion): Call => {
  const now = context.clock.now()
  return {
    id: context.ids.next('cal'),
    sellerId: question.sellerId,
    channelId: question.channelId,
    productId: question.productId,
    subject: question.subject,
    operation: question.operation,
    protocol: question.protocol,
    state: 'waiting',
    live: true,
    asker: question.asker,
    createdAt: now,
    dueAt: now,
    windowStartsAt: now,
    windowEndsAt: now,
    windowRuns: true,
    parkedBeforeMs: 0,
    fence: 0,
    openFailure: false,
  }
}

/** The pause before this node looks again whether the call of another node is over. */
const lookAgainMs = 50

/**
 * Asks a seller now. The attempt is recorded like any other. Throws `call.live_busy` if it was not this buyer's turn
 * within two seconds, `call.live_limited` if the buyer asks too often.
 */
export async function ask(context: CallContext, question: LiveQuestion): Promise<LiveAnswer> {
  const waitedMs = context.stopwatch.start()
  const endTurn = await context.takeLiveTurn(question)
  try {
    const prepared = await prepareInTurn(context, question, waitedMs)
    const answer = readOutcome(context, prepared, await send(context, prepared))
    await runInTx(context, { actor: system }, (tx) => settleLive(context, tx, answer))
    const { outcome, sent } = answer
    return { outcome, askedAt: prepared.startedAt, durationMs: sent.durationMs, callId: prepared.call.id }
  } finally {
    endTurn()
  }
}

/** Records the request as soon as no other node uses the places of this seller or asks for this buyer. */
async function prepareInTurn(
  context: CallContext,
  question: LiveQuestion,
  waitedMs: () => number,
): Promise<Prepared> {
  const prepared = await runInTx(context, { actor: system }, (tx) => prepareLive(context, tx, question))
  if (prepared) return prepared
  if (waitedMs() >= context.settings.liveWaitMs) throw refuseBusy()
  await new Promise((resolve) => setTimeout(resolve, lookAgainMs))
  return prepareInTurn(context, question, waitedMs)
}

async function prepareLive(
  context: CallContext,
  tx: Tx,
  question: LiveQuestion,
): Promise<Prepared | undefined> {
  await store.lockGate(tx, question.channelId)
  const askers = await store.listLiveAskers(tx, question.channelId)
  if (askers.length >= context.settings.liveLimit || askers.includes(question.asker)) return undefined
  const call = newLiveCall(context, question)
  const access = await findAccess(context, tx, { ...call, lane: question.serviceId })
  const facts = await readFacts(context, tx, call)
  await store.insertAll(tx, [{ call, blockedBy: undefined }])
  const requests = [buildRequest(context, call, { access, ...facts })]
  const { prepared, written } = prepare(context, tx, { requests, limitMs: question.timeLimitMs })
  await written
  tx.afterCommit(() => void context.access.noteUsed([access.keyId]))
  const [only] = prepared
  if (!only) throw new Error('A live call was not prepared')
  return only
}

async function settleLive(context: CallContext, tx: Tx, answer: Answered): Promise<void> {
  const { prepared, sent, outcome } = answer
  const { call, n } = prepared
  const held = (await store.lockSending(tx, [{ callId: call.id, n }])).has(call.id)
  const end = toEnd(context, answer)
  await endAttempts(tx, [held ? end : { ...end, late: true }])
  if (!held) return
  const state = toLiveState(outcome)
  await store.close(tx, [{ callId: call.id, state, openFailure: false }], context.clock.now())
  if (toSignal(outcome) === 'answered') await scheduleProbe(context, tx, call.channelId)
  tx.afterCommit(() =>
    context.metrics.callEnded({
      operation: call.operation.kind,
      outcome: outcome.kind,
      next: state,
      durationMs: sent.durationMs,
    }),
  )
}
