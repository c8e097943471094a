import type { DurationMs, Id } from '@loggia/kernel'
import type { Operation, Protocol } from '../../dialects/index.ts'
import { inTx, system } from '../../platform/index.ts'
import { callProblems } from '../problems.ts'
import type { Call, LiveAnswer } from '../schema.ts'
import * as store from '../store/index.ts'
import type { CallContext } from './context.ts'
import { buildRequest, endOf, outcomeOf, prepare } from './sending.ts'
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
    await store.insert(tx, call)
    return prepare(context, tx, await buildRequest(context, tx, call), question.timeLimitMs)
  })
  const sent = await context.transport.send(prepared.outgoing)
  const outcome = outcomeOf(prepared, sent)
  await inTx(context, { actor: system }, async (tx) => {
    const held = await store.lockSending(tx, prepared.call.id, prepared.n)
    await store.endAttempt(tx, { ...endOf(context, prepared, sent, outcome), ...(!held && { late: true }) })
    if (held) await store.close(tx, prepared.call.id, liveStateOf(outcome), context.clock.now())
  })
  return { outcome, askedAt: prepared.startedAt, durationMs: sent.durationMs, callId: prepared.call.id }
}
