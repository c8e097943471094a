import type { DurationMs, Id } from '@loggia/kernel'
import type { Operation, Protocol } from '../../dialects/index.ts'
import { inTx, system } from '../../platform/index.ts'
import type { Tx } from '../../platform/index.ts'
import { callProblems } from '../problems.ts'
import { signalOf } from '../rules.ts'
import type { Call, LiveAnswer } from '../schema.ts'
import * as store from '../store/index.ts'
import { accessOf } from './access.ts'
import type { CallContext } from './context.ts'
import { probeSoon } from './gates.ts'
import { answered, buildRequest, endOf, factsFor, prepare, send } from './sending.ts'
import type { Answered } from './sending.ts'
import { liveStateOf } from './settle.ts'

/** Asked while somebody waits: no lane, no retry. */
export type LiveQuestion = {
  readonly sellerId: Id<'sel'>
  readonly productId: Id<'prd'>
  readonly subject: string
  readonly operation: Operation
  readonly protocol: Protocol
  readonly timeLimitMs: DurationMs
}

const newLiveCall = (context: CallContext, question: LiveQuestion): Call => {
  const now = context.clock.now()
  return {
    id: context.ids.next('cal'),
    sellerId: question.sellerId,
    productId: question.productId,
    subject: question.subject,
    operation: question.operation,
    protocol: question.protocol,
    state: 'waiting',
    live: true,
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

/** Asks a seller now; the attempt is recorded like any other. Throws `call.live_busy` when the seller's live slots are taken. */
export async function ask(context: CallContext, question: LiveQuestion): Promise<LiveAnswer> {
  const { settings } = context
  const prepared = await inTx(context, { actor: system }, async (tx) => {
    await store.lockGate(tx, question.sellerId)
    if ((await store.countLive(tx, question.sellerId)) >= settings.liveLimit)
      throw callProblems.live_busy({ limit: settings.liveLimit })
    const call = newLiveCall(context, question)
    const access = await accessOf(context, tx, call)
    const facts = await factsFor(context, tx, call)
    await store.insert(tx, call)
    const requests = [buildRequest(context, call, { access, ...facts })]
    const { prepared, written } = prepare(context, tx, { requests, limitMs: question.timeLimitMs })
    await written
    return prepared[0]
  })
  if (!prepared) throw new Error('A live call was not prepared')
  const sent = await send(context, prepared)
  const answer = answered(context, prepared, sent)
  await inTx(context, { actor: system }, (tx) => settleLive(context, tx, answer))
  const { outcome } = answer
  return { outcome, askedAt: prepared.startedAt, durationMs: sent.durationMs, callId: prepared.call.id }
}

async function settleLive(
  context: CallContext,
  tx: Tx,
  { prepared, sent, outcome }: Answered,
): Promise<void> {
  const { call, n } = prepared
  const held = (await store.lockSending(tx, [{ callId: call.id, n }])).has(call.id)
  const end = endOf(context, prepared, sent, outcome)
  await store.endAttempts(tx, [held ? end : { ...end, late: true }])
  if (!held) return
  const state = liveStateOf(outcome)
  await store.close(tx, [{ callId: call.id, state, openFailure: false }], context.clock.now())
  if (signalOf(outcome) === 'answered') await probeSoon(context, tx, call.sellerId)
  tx.afterCommit(() =>
    context.metrics.callEnded({
      operation: call.operation.kind,
      outcome: outcome.kind,
      next: state,
      durationMs: sent.durationMs,
    }),
  )
}
