import { omitUndefined } from '@loggia/kernel'
import { getProduct } from '../../catalog/index.ts'
import { notify, record, settleMessage } from '../../platform/index.ts'
import type { Tx } from '../../platform/index.ts'
import type { ConnectedApp, SyncBatch } from '../schema.ts'
import * as store from '../store/index.ts'
import { describeApp, toFact } from './context.ts'
import type { AppContext } from './context.ts'

export type Asking = ReturnType<typeof createAsking>

export const toBatchFact = (app: ConnectedApp, { id, subject, change, items }: SyncBatch) => {
  const { subject: of, data } = toFact(app)
  return { subject: of, data: { ...data, batchId: id, subject, change, items } }
}

/** R272, R273: a batch that failed waits until somebody decides, who is told, like the seller. */
export function createAsking(context: AppContext) {
  const { clock, parties } = context

  async function ask(tx: Tx, app: ConnectedApp, batch: SyncBatch): Promise<void> {
    // Its seller may have started it again meanwhile.
    if (!(await store.batches.fail(tx, batch.id, clock.now()))) return
    await store.connected.save(tx, { ...app, askingBatchId: batch.id })
    await record(tx, 'connected_app.batch_failed', toBatchFact(app, batch))
    const { subject, change, items } = batch
    await tellSeller(tx, app, batch)
    if (!app.of) return
    const data = { ...(await describeApp(context, tx, app)), batchId: batch.id, subject, change, items }
    await notify(tx, 'app_sync_asks', { kind: 'buyer', id: app.of.buyerId }, { subject: app.id, data })
  }

  async function tellSeller(tx: Tx, app: ConnectedApp, { subject, change, items }: SyncBatch): Promise<void> {
    const { name: product } = await getProduct(tx, app.productId)
    const customer = app.of && (await parties.getBuyer(tx, app.of.buyerId)).name
    const data = omitUndefined({
      appCredentialId: app.credentialId,
      product,
      customer,
      subject,
      change,
      items,
    })
    await notify(tx, 'app_sync_failed', { kind: 'seller', id: app.sellerId }, { subject: app.id, data })
  }

  /** Nobody has to decide any more. Gives the app without its question. */
  async function stopAsking(tx: Tx, { askingBatchId: _asked, ...app }: ConnectedApp): Promise<ConnectedApp> {
    await store.connected.save(tx, app)
    await settleMessage(tx, 'app_sync_failed', { kind: 'seller', id: app.sellerId }, { subject: app.id })
    if (app.of)
      await settleMessage(tx, 'app_sync_asks', { kind: 'buyer', id: app.of.buyerId }, { subject: app.id })
    return app
  }

  return { ask, stopAsking }
}
