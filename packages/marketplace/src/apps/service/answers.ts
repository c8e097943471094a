import type { Id } from '@loggia/kernel'
import type { AnsweredCall, Call } from '../../calls/index.ts'
import { record } from '../../platform/index.ts'
import type { Tx } from '../../platform/index.ts'
import type { ConnectedApp, KitOperation, SyncBatch } from '../schema.ts'
import * as store from '../store/index.ts'
import { toBatchFact } from './asking.ts'
import type { Asking } from './asking.ts'
import type { Batches } from './batches.ts'

type Current = { readonly app: ConnectedApp; readonly batch: SyncBatch }

/** What the seller's server has answered to batches. */
export function createAnswers(batches: Batches, asking: Asking) {
  /** Locks the apps of batches in one order; gives each batch as it is then, with its app. */
  async function lockBatches(tx: Tx, ids: readonly Id<'syb'>[]): Promise<(id: Id<'syb'>) => Current> {
    const found = await store.batches.listByIds(tx, ids)
    const apps = await store.connected.lockAll(
      tx,
      found.map(({ connectedAppId }) => connectedAppId),
    )
    const now = await store.batches.listByIds(tx, ids)
    return (id) => {
      const batch = now.find((one) => one.id === id)
      const app = apps.find((one) => one.id === batch?.connectedAppId)
      if (!batch || !app) throw new Error(`There is no batch ${id}`)
      return { app, batch }
    }
  }

  /** Applies answers of calls, at most one of each app; each makes the next batch, or asks somebody. */
  async function applySynced(tx: Tx, answered: readonly AnsweredCall<KitOperation>[]): Promise<void> {
    const currentOf = await lockBatches(
      tx,
      answered.map(({ call }) => call.operation.batchId),
    )
    for (const { call, answer } of answered) {
      const { app, batch } = currentOf(call.operation.batchId)
      // About a batch that is not open somebody has decided: what it left at the seller stays unsure.
      if (batch.state !== 'open') continue
      const told: SyncBatch = { ...batch, callId: call.id }
      if (answer.kind === 'stopped') await asking.ask(tx, app, told)
      else {
        await batches.confirm(tx, told)
        await batches.advance(tx, app)
      }
    }
  }

  /** R243a: the seller sends a batch again that failed, and says the same; nobody has to decide meanwhile. */
  async function restartBatch<Asked extends KitOperation>(
    tx: Tx,
    { operation }: Call<Asked>,
  ): Promise<Asked | undefined> {
    const { app, batch } = (await lockBatches(tx, [operation.batchId]))(operation.batchId)
    if (batch.state !== 'failed') return undefined
    const { endedAt: _ended, ...again } = batch
    await store.batches.save(tx, { ...again, state: 'open' })
    await asking.stopAsking(tx, app)
    await record(tx, 'connected_app.batch_restarted', toBatchFact(app, batch))
    return operation
  }

  return { applySynced, restartBatch }
}
