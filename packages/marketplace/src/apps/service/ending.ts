import { record } from '../../platform/index.ts'
import type { Tx } from '../../platform/index.ts'
import type { DirectoryEvents } from '../../directory/index.ts'
import type { SubscriptionEvents } from '../../subscriptions/index.ts'
import type { ConnectedApp, Ending as Because } from '../schema.ts'
import * as store from '../store/index.ts'
import type { Asking } from './asking.ts'
import type { Batches } from './batches.ts'
import { toFact, wakeSync } from './context.ts'
import type { AppContext } from './context.ts'

export type Ending = ReturnType<typeof createEnding>

/** The end of connections: the seller is told to forget the people, the app and the enterprise. */
export function createEnding(context: AppContext, batches: Batches, asking: Asking) {
  /** Its own question is no more of interest. The app is locked. */
  async function start(tx: Tx, app: ConnectedApp, because: Because): Promise<void> {
    if (app.state === 'ending' || app.state === 'ended') return
    const free = await dropQuestion(tx, app)
    await store.connected.save(tx, { ...free, state: 'ending' })
    const { supports } = await context.calls.readWords(tx, { ...app, family: 'kit' })
    // Whoever forgets the enterprise forgets its departments too.
    if (supports('sync_enterprise')) await store.departments.forget(tx, app.id)
    else await store.departments.removeOthers(tx, app.id, [])
    await store.people.end(tx, [app.id], { removal: 'delete' })
    await store.parts.remove(tx, app.id)
    const { subject, data } = toFact(app)
    await record(tx, 'connected_app.ending', { subject, data: { ...data, because } })
    await wakeSync(context, tx, app.id)
  }

  async function dropQuestion(tx: Tx, app: ConnectedApp): Promise<ConnectedApp> {
    if (app.askingBatchId === undefined) return app
    await batches.dropBatch(tx, app, app.askingBatchId)
    return asking.stopAsking(tx, app)
  }

  /** Somebody gives up: a connection that goes on ends, and one that ends is over, whatever the seller still knows. */
  const giveUp = (tx: Tx, app: ConnectedApp): Promise<void> =>
    app.state === 'ending' ? batches.finish(tx, app) : start(tx, app, 'given_up')

  /** Its enterprise is dissolved. The service itself goes on, and may be connected to another one. */
  async function noteDissolved(
    tx: Tx,
    { enterpriseId }: DirectoryEvents['enterprise.dissolved'],
  ): Promise<void> {
    for (const app of await store.connected.lockOfEnterprise(tx, enterpriseId))
      await start(tx, app, 'dissolved')
  }

  async function noteServiceEnded(tx: Tx, { subscriptionId }: SubscriptionEvents['ended']): Promise<void> {
    const app = await store.connected.lockOfService(tx, subscriptionId)
    if (app) await start(tx, app, 'service_over')
  }

  return { giveUp, noteDissolved, noteServiceEnded }
}
