import { omitUndefined } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import { requireBuyer, requireSeller } from '../../parties/index.ts'
import { record, runInTx } from '../../platform/index.ts'
import type { MemberActor, Tx } from '../../platform/index.ts'
import { appProblems } from '../problems.ts'
import { decideAsked, isRemoval } from '../rules/batches.ts'
import type { BatchDecision, ConnectedApp, SyncBatch } from '../schema.ts'
import * as store from '../store/index.ts'
import { toBatchFact } from './asking.ts'
import type { Asking } from './asking.ts'
import type { Batches } from './batches.ts'
import { lockKnown, lockOwn, toFact, wakeSync } from './context.ts'
import type { AppContext } from './context.ts'
import type { Ending } from './ending.ts'

type Decision = { readonly decision: BatchDecision; readonly reason?: string | undefined }
type Parts = { readonly batches: Batches; readonly asking: Asking; readonly ending: Ending }

/** R272, R273: what becomes of batches that failed, and of what was left out. */
export function createDecisions(context: AppContext, { batches, asking, ending }: Parts) {
  const { clock } = context

  /**
   * The buyer decides about a batch that failed. Throws `app.batch_unknown`, `app.batch_decided`,
   * `app.decision_impossible`.
   */
  const decide = (actor: MemberActor, id: Id<'syb'>, decision: Decision): Promise<void> =>
    runInTx(context, { actor }, async (tx) => {
      const buyerId = requireBuyer(actor)
      const found = await store.batches.find(tx, id)
      const app = found && (await lockKnown(tx, found.connectedAppId))
      if (app?.of?.buyerId !== buyerId) throw appProblems.batch_unknown()
      await carryOut(tx, actor, { app, batchId: id, ...decision })
    })

  async function carryOut(
    tx: Tx,
    actor: MemberActor,
    of: Decision & { readonly app: ConnectedApp; readonly batchId: Id<'syb'> },
  ): Promise<void> {
    const { batchId, decision, reason } = of
    const batch = await batches.takeBack(tx, of.app, batchId)
    const state = decideAsked(batch, of.app, decision)
    const decided = omitUndefined({ at: clock.now(), by: actor.memberId, name: actor.name, reason })
    await store.batches.save(tx, { ...batch, state, endedAt: batch.endedAt ?? decided.at, decided })
    const { subject, data } = toBatchFact(of.app, batch)
    await record(tx, 'connected_app.batch_decided', { subject, data: { ...data, decision, reason } })
    const app = await asking.stopAsking(tx, of.app)
    if (decision === 'continue') await leaveOut(tx, batch)
    await store.batches.dropPayloads(tx, batchId)
    if (decision === 'give_up') await ending.giveUp(tx, app)
    else await batches.advance(tx, app)
  }

  /** It stays due, and marked, until it changes or somebody repeats it. What is below a department goes with it. */
  async function leaveOut(tx: Tx, batch: SyncBatch): Promise<void> {
    await store.mirror.hold(tx, { ...batch, isRemoval: isRemoval(batch.change) })
    if (batch.subject === 'department') await store.departments.holdBelow(tx, batch)
  }

  /** What was left out is said again: all, or that of one batch. Gives how much that is. Throws `app.app_unknown`, `app.over`. */
  const repeatLeftOut = (
    actor: MemberActor,
    id: Id<'cap'>,
    batchId: Id<'syb'> | undefined,
  ): Promise<{ items: number }> =>
    runInTx(context, { actor }, async (tx) => {
      const app = await lockOwn(context, tx, { id, buyerId: requireBuyer(actor) })
      const items = await store.mirror.release(tx, id, batchId)
      if (items === 0) return { items }
      const { subject, data } = toFact(app)
      await record(tx, 'connected_app.left_out_repeated', { subject, data: { ...data, items } })
      await wakeSync(context, tx, id)
      return { items }
    })

  /** The seller has its test account told again what failed. Throws `app.credential_unknown`, `app.nothing_failed`. */
  const repeatTest = (actor: MemberActor, credentialId: Id<'acr'>): Promise<void> =>
    runInTx(context, { actor }, async (tx) => {
      const sellerId = requireSeller(actor)
      const [test] = await store.connected.listTests(tx, [credentialId])
      if (test?.sellerId !== sellerId) throw appProblems.credential_unknown()
      const app = await lockKnown(tx, test.id)
      if (app.askingBatchId === undefined) throw appProblems.nothing_failed()
      await carryOut(tx, actor, { app, batchId: app.askingBatchId, decision: 'repeat' })
    })

  return { decide, repeatLeftOut, repeatTest }
}
