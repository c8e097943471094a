import { addMs } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import type { AnsweredCall, Call } from '../../calls/index.ts'
import { record, setWakeup, wakeSoon } from '../../platform/index.ts'
import type { Tx } from '../../platform/index.ts'
import { isRemoval } from '../rules/batches.ts'
import type { ConnectedApp, KitOperation, SyncBatch } from '../schema.ts'
import * as store from '../store/index.ts'
import { toBatchFact } from './asking.ts'
import type { Asking } from './asking.ts'
import type { Batches } from './batches.ts'
import { answerWakeup, busyMs, syncWakeup } from './context.ts'
import type { AppContext } from './context.ts'

/**
 * What sellers have answered, and what they are told next. Answers are only noted with their batch, in the transaction
 * that settles the call: it holds calls of many sellers and waits for no app, which an assignment of many people may
 * hold for long.
 */
export function createSyncing(context: AppContext, batches: Batches, asking: Asking) {
  const { clock } = context

  const wakeAnswered = (tx: Tx, id: Id<'syb'>): Promise<void> =>
    wakeSoon(context, tx, { kind: answerWakeup, subject: id })

  /** About a batch that is not open somebody has decided: what it left at the seller stays unsure. */
  async function noteAnswers(tx: Tx, answered: readonly AnsweredCall<KitOperation>[]): Promise<void> {
    for (const { call, answer } of answered) {
      const { batchId } = call.operation
      const noted = answer.kind === 'stopped' ? 'stopped' : 'confirmed'
      if (await store.batches.noteAnswer(tx, batchId, { answer: noted, callId: call.id }))
        await wakeAnswered(tx, batchId)
    }
  }

  /** R243a: the seller sends a batch again that failed, and says the same; nobody has to decide meanwhile. */
  async function restartBatch<Asked extends KitOperation>(
    tx: Tx,
    { operation }: Call<Asked>,
  ): Promise<Asked | undefined> {
    const batch = await store.batches.markOpen(tx, operation.batchId)
    const app = batch && (await store.connected.find(tx, batch.connectedAppId))
    if (!app) return undefined
    await record(tx, 'connected_app.batch_restarted', toBatchFact(app, batch))
    await wakeAnswered(tx, batch.id)
    return operation
  }

  async function takeAnswer(tx: Tx, id: Id<'syb'>): Promise<void> {
    const batch = await store.batches.find(tx, id)
    if (!batch) throw new Error(`There is no batch ${id}`)
    await sync(tx, batch.connectedAppId)
  }

  /** What was answered is applied, and what is due is said. */
  async function sync(tx: Tx, id: Id<'cap'>): Promise<void> {
    const app = await store.connected.lockUnlessBusy(tx, id)
    if (!app) return setWakeup(tx, { kind: syncWakeup, subject: id }, addMs(clock.now(), busyMs))
    const current = await store.batches.findCurrent(tx, id)
    if (!current) return batches.advance(tx, app)
    if (current.state === 'failed') return
    const free = app.askingBatchId === undefined ? app : await asking.stopAsking(tx, app)
    if (current.answer !== undefined) await apply(tx, free, current)
  }

  async function apply(tx: Tx, app: ConnectedApp, batch: SyncBatch): Promise<void> {
    const isNeedless = app.state === 'ending' && !isRemoval(batch.change)
    if (batch.answer === 'stopped' && !isNeedless) return asking.ask(tx, app, batch)
    // Nobody has to decide about an addition to what is about to be forgotten.
    if (batch.answer === 'stopped') await batches.dropBatch(tx, app, batch.id)
    else await batches.confirm(tx, batch)
    await batches.advance(tx, app)
  }

  return { noteAnswers, restartBatch, takeAnswer, sync }
}
