import type { Id } from '@loggia/kernel'
import { runInTx, record, system } from '../../platform/index.ts'
import type { Tx } from '../../platform/index.ts'
import * as store from '../store/index.ts'
import { freeCapacity } from './arming.ts'
import { getDialect } from './context.ts'
import type { CallContext } from './context.ts'
import { AnswerNotApplied, giveExpired, runHandler, markStuckAndRecord } from './settle.ts'
import { tellRecovered } from './tell.ts'

/**
 * Closes a call whose window is over while its seller is parked or too busy. It is not tried any more, and the domain
 * that made it acts on that (R70: the money goes back). False if the call does not wait any more.
 */
export async function expire(context: CallContext, callId: Id<'cal'>): Promise<boolean> {
  try {
    return await runInTx(context, { actor: system }, (tx) => expireIn(context, tx, callId))
  } catch (error) {
    if (!(error instanceof AnswerNotApplied)) {
      // The other expired calls do not wait for this one; the next claim finds it again.
      context.log.error({ callId, error }, 'The end of a call’s window could not be written')
      return false
    }
    context.log.error(
      { callId, error: error.cause },
      'The end of a call’s window could not be applied; the call is stuck',
    )
    await runInTx(context, { actor: system }, async (tx) => {
      const call = await store.lock(tx, callId)
      if (call?.state === 'waiting') await markStuckAndRecord(context, tx, call)
    })
    return true
  }
}

async function expireIn(context: CallContext, tx: Tx, callId: Id<'cal'>): Promise<boolean> {
  const call = await store.lock(tx, callId)
  if (call?.state !== 'waiting') return false
  const now = context.clock.now()
  const activity = getDialect(call).activityOf(call.operation.kind)
  const { subject } = call
  await record(tx, 'call.expired', { subject, at: now, data: { callId, activity } })
  await store.close(tx, [{ callId, state: 'stopped', openFailure: false }], now)
  await runHandler(tx, tellRecovered(context, tx, call, 'expired'))
  await giveExpired(context, tx, call)
  freeCapacity(context, tx, [call.channelId])
  return true
}
