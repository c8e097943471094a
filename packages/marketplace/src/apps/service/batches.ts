import type { Id } from '@loggia/kernel'
import { mostPeople } from '@loggia/protocol/console/apps/kinds'
import { notify, record, setWakeup } from '../../platform/index.ts'
import type { Tx } from '../../platform/index.ts'
import { formatItem, isRemoval, kitKinds, toOperation } from '../rules/batches.ts'
import {
  changesOfPeople,
  choosePlacement,
  chooseRemoval,
  takeHalf,
  listedFrom,
  toSinglePlan,
} from '../rules/order.ts'
import type { BatchPlan, ConnectedApp, SyncBatch } from '../schema.ts'
import * as store from '../store/index.ts'
import { describeApp, reconcileWakeup, toFact } from './context.ts'
import type { AppContext } from './context.ts'

export type Batches = ReturnType<typeof createBatches>

/** The calls about a connected app, beside those about its service. A test account has no service. */
const laneOf = ({ id, of }: ConnectedApp): string => `${of?.subscriptionId ?? id}/kit`

type Words = Awaited<ReturnType<AppContext['calls']['readWords']>>
/** What the seller has to be told first, if it has to be told anything of this and its protocol has words for it. */
type Pick = (tx: Tx, app: ConnectedApp, words: Words) => Promise<BatchPlan | undefined>

const pickPart =
  (key: 'enterprise' | 'app'): Pick =>
  async (tx, { id }) => {
    const due = await store.parts.findDue(tx, id, key)
    return due && { subject: key, change: due.change, items: [due] }
  }

/** Departments that should be there: all in one list at the beginning and from many on, else one after the other. */
const planNext = (chosen: Parameters<typeof toSinglePlan>[0] | undefined): BatchPlan | undefined =>
  chosen && toSinglePlan(chosen)

const pickPlacement: Pick = async (tx, { id }, { supports }) => {
  if (!supports('sync_departments')) return planNext(await store.departments.findHighest(tx, id))
  const { due, hasConfirmed } = await store.departments.look(tx, id)
  if (due === 0) return undefined
  const chosen = hasConfirmed && due < listedFrom ? await choosePlaced(tx, id) : 'list'
  if (chosen !== 'list') return planNext(chosen)
  return { subject: 'departments', change: 'list', items: await store.departments.listWanted(tx, id) }
}

/** A list that was repeated may have one in it that the seller does not take: it is looked for one by one. */
async function choosePlaced(tx: Tx, id: ConnectedApp['id']) {
  const departments = await store.departments.listDue(tx, id)
  const chosen = choosePlacement(departments)
  if (chosen !== 'list' || !(await store.batches.hasListRepeated(tx, id))) return chosen
  return choosePlacement(departments, 'known')
}

const pickRemoval: Pick = async (tx, { id }, { supports }) => {
  if (!supports('sync_departments')) return planNext(await store.departments.findLowestRemoved(tx, id))
  const due = await store.departments.listDue(tx, id)
  const wasTold = due.some(({ change, unsure }) => change === 'delete' && unsure !== undefined)
  return planNext(chooseRemoval(due, wasTold ? await store.batches.countRepeatedRemovals(tx, id) : undefined))
}

const pickPeople: Pick = async (tx, { id: connectedAppId }, { peopleAtOnce = mostPeople }) => {
  const repeated = await store.batches.findRepeated(tx, connectedAppId)
  for (const change of changesOfPeople) {
    const suspects = repeated?.change === change ? await store.people.listSuspects(tx, repeated) : []
    const items =
      suspects.length > 0
        ? takeHalf(suspects)
        : await store.mirror.listDue(tx, 'app_person', { connectedAppId, change, limit: peopleAtOnce })
    if (items.length > 0) return { subject: 'people', change, items }
  }
  return undefined
}

/** R271: without these the seller could place nobody. */
const basis: readonly Pick[] = [pickPart('enterprise'), pickPart('app'), pickPlacement]
const rest: readonly Pick[] = [pickPeople, pickRemoval]
const atTheEnd: readonly Pick[] = [pickPeople, pickRemoval, pickPart('app'), pickPart('enterprise')]

/** What sellers are told, one batch after the other: each follows from what the seller has not confirmed yet. */
export function createBatches(context: AppContext) {
  const { calls, clock, ids } = context

  async function pickFirst(
    tx: Tx,
    app: ConnectedApp,
    picks: readonly Pick[],
  ): Promise<BatchPlan | undefined> {
    const words = await calls.readWords(tx, { ...app, family: 'kit' })
    for (const pick of picks) {
      const plan = await pick(tx, app, words)
      if (plan) return plan
    }
    return undefined
  }

  /** Says the next thing that has to be said. The app is locked, and none of its batches is open or failed. */
  async function advance(tx: Tx, app: ConnectedApp): Promise<void> {
    if (app.state === 'ended') return
    if (app.state === 'ending') {
      const plan = await pickFirst(tx, app, atTheEnd)
      return plan ? send(tx, app, plan) : finish(tx, app)
    }
    const first = await pickFirst(tx, app, basis)
    if (first) return send(tx, app, first)
    const connected = app.state === 'connecting' ? await markConnected(tx, app) : app
    const plan = await pickFirst(tx, connected, rest)
    if (plan) await send(tx, connected, plan)
  }

  async function send(tx: Tx, app: ConnectedApp, { subject, change, items }: BatchPlan): Promise<void> {
    const connectedAppId = app.id
    const batch = { id: ids.next('syb'), connectedAppId, subject, change, createdAt: clock.now() }
    await store.batches.insert(
      tx,
      batch,
      items.map(({ key, payload, fresh }) => ({ key, payload, fresh, name: formatItem(payload) })),
    )
    await store.mirror.markSent(tx, { ...batch, isRemoval: isRemoval(change) })
    const { sellerId, productId } = app
    const operation = toOperation(batch)
    const callId = await calls.enqueue(tx, {
      sellerId,
      productId,
      lane: laneOf(app),
      subject: app.id,
      operation,
    })
    if (callId !== undefined) return store.batches.setCall(tx, batch.id, callId)
    // The seller's protocol cannot say it, so there is nothing to confirm.
    await confirm(tx, { ...batch, n: 0, items: items.length, state: 'open' })
    await advance(tx, app)
  }

  /** The seller has confirmed a batch. */
  async function confirm(tx: Tx, batch: SyncBatch): Promise<void> {
    await store.mirror.confirm(tx, { ...batch, isRemoval: isRemoval(batch.change) })
    await store.batches.dropItems(tx, batch.id)
    await store.batches.save(tx, { ...batch, state: 'confirmed', endedAt: clock.now() })
  }

  /** The seller knows everything without which nobody can use the app. */
  async function markConnected(tx: Tx, app: ConnectedApp): Promise<ConnectedApp> {
    const connected: ConnectedApp = { ...app, state: 'connected', connectedAt: clock.now() }
    await store.connected.save(tx, connected)
    await record(tx, 'connected_app.connected', toFact(app))
    if (app.of)
      await notify(
        tx,
        'app_connected',
        { kind: 'buyer', id: app.of.buyerId },
        { subject: app.id, data: await describeApp(context, tx, app) },
      )
    return connected
  }

  /** Nothing has to be said any more: nothing of the people is kept. */
  async function finish(tx: Tx, app: ConnectedApp): Promise<void> {
    await store.mirror.removeAll(tx, app.id)
    await store.batches.dropAllItems(tx, app.id)
    await store.connected.save(tx, { ...app, state: 'ended', endedAt: clock.now() })
    await setWakeup(tx, { kind: reconcileWakeup, subject: app.id }, undefined)
    await record(tx, 'connected_app.ended', toFact(app))
  }

  /** Nobody has to look at the calls of a batch about which was decided. */
  const dropCalls = (tx: Tx, app: ConnectedApp): Promise<void> =>
    calls.drop(tx, { lane: laneOf(app), kinds: kitKinds })

  /**
   * Takes the calls of a batch back, and locks it. Calls are locked before batches, as whoever settles or restarts them
   * does: a call that was started again meanwhile is seen only once the batch is locked.
   */
  async function takeBack(tx: Tx, app: ConnectedApp, id: Id<'syb'>): Promise<SyncBatch> {
    await dropCalls(tx, app)
    const batch = await store.batches.lock(tx, id)
    if (!batch) throw new Error(`There is no batch ${id}`)
    await dropCalls(tx, app)
    return batch
  }

  /** The end of the connection leaves a batch without a meaning. */
  async function dropBatch(tx: Tx, app: ConnectedApp, id: Id<'syb'>): Promise<void> {
    const batch = await takeBack(tx, app, id)
    await store.batches.save(tx, { ...batch, state: 'dropped', endedAt: clock.now() })
    await store.batches.dropPayloads(tx, id)
  }

  return { advance, confirm, finish, takeBack, dropBatch }
}
