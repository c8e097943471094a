import { addMs, toCalendarDate, toId } from '@loggia/kernel'
import type { Id, Instant } from '@loggia/kernel'
import { listFamiliesOfType } from '../../access/index.ts'
import type { ProductBound } from '../../access/index.ts'
import { getProduct } from '../../catalog/index.ts'
import type { Product, ProductTold } from '../../catalog/index.ts'
import type { CaseSaved } from '../../debugging/index.ts'
import type { DeliveryFailed } from '../../fulfilment/index.ts'
import type { LicenseCallStopped } from '../../licenses/index.ts'
import { notify, record, setWakeup } from '../../platform/index.ts'
import type { Tx } from '../../platform/index.ts'
import {
  countOrder,
  decideStanding,
  findNextMonth,
  findOldestKept,
  findSlot,
  isCalled,
  settleEarlier,
  toMonth,
} from '../rules.ts'
import type { Watch } from '../schema.ts'
import * as store from '../store/index.ts'
import type { Consequences } from './consequences.ts'
import {
  buyersWakeup,
  dialTestsTopic,
  cleaningWakeup,
  monthWakeup,
  scheduleCleaning,
  scheduleTests,
  save,
  testWakeup,
} from './context.ts'
import type { MonitoringContext } from './context.ts'

/** Buyers that are told in one transaction. */
const mostBuyers = 200
/** Tests that are deleted in one transaction. */
const mostDeleted = 500

/** Which products are watched, when each is called, and which of its orders failed. */
export function createWatching(context: MonitoringContext, consequences: Consequences) {
  const { access, changes, clock, debugging, ids, orders, parties, subscriptions, zone } = context

  async function begin(tx: Tx, product: Product, hasCases: boolean): Promise<void> {
    const { id: productId, sellerId } = product
    const first: Watch = { productId, sellerId, hasCases, failedDays: 0 }
    const watch = await scheduleTests(context, tx, { watch: first, product })
    await store.insertWatch(tx, watch, decideStanding(watch, toMonth(clock.now(), zone)))
  }

  async function hasServer(tx: Tx, { id, type }: Product): Promise<boolean> {
    for (const family of listFamiliesOfType(type)) if (await access.findProtocol(tx, id, family)) return true
    return false
  }

  /**
   * A product came on sale: it is watched if it has a server, even if that was bound without cases (R44), or had one.
   * One that never had a server has neither cases nor orders that its interface fails.
   */
  async function hearSaleStarted(
    tx: Tx,
    { productId }: Omit<ProductTold<'product.sale_started'>, 'type'>,
  ): Promise<void> {
    const known = await store.lockWatch(tx, productId)
    const product = await getProduct(tx, productId)
    const hasCases = await debugging.hasCases(tx, productId)
    if (known)
      await save(context, tx, await scheduleTests(context, tx, { watch: { ...known, hasCases }, product }))
    else if (hasCases || (await hasServer(tx, product))) await begin(tx, product, hasCases)
  }

  /** What was delisted for good is watched no longer. */
  async function hearSaleEnded(
    tx: Tx,
    { productId }: Omit<ProductTold<'product.sale_ended'>, 'type'>,
  ): Promise<void> {
    const { state, interfaceDelisted } = await getProduct(tx, productId)
    if (state !== 'delisted' || interfaceDelisted) return
    const watch = await store.lockWatch(tx, productId)
    if (!watch) return
    await consequences.settle(tx, watch)
    await store.deleteWatch(tx, productId)
    for (const kind of [testWakeup, monthWakeup]) await setWakeup(tx, { kind, subject: productId }, undefined)
  }

  /** A server of a product on sale that was listed without one: its orders count, and its page says what is missing. */
  async function hearBound(tx: Tx, { productId }: Omit<ProductBound, 'type'>): Promise<void> {
    const product = await getProduct(tx, productId)
    if (isCalled(product) && !(await store.findWatch(tx, productId)))
      await begin(tx, product, await debugging.hasCases(tx, productId))
  }

  /** The first case of a product that was listed without one. Locked first: a test that found none may say so now. */
  async function hearCaseSaved(tx: Tx, { productId }: Omit<CaseSaved, 'type'>): Promise<void> {
    const known = await store.lockWatch(tx, productId)
    if (known?.hasCases) return
    const product = await getProduct(tx, productId)
    if (!known) return isCalled(product) ? begin(tx, product, true) : undefined
    const watch = { ...known, hasCases: true }
    await save(context, tx, await scheduleTests(context, tx, { watch, product }))
  }

  /** R239: makes the test of this half due, and plans the next one. */
  async function lookAtTest(tx: Tx, productId: Id<'prd'>, now: Instant): Promise<void> {
    const known = await store.lockWatch(tx, productId)
    if (!known) return
    const product = await getProduct(tx, productId)
    const { watch, turns } = settleEarlier(known, toCalendarDate(now, zone), now)
    const planned = await scheduleTests(context, tx, { watch, product })
    await save(context, tx, planned)
    await consequences.followAll(tx, { watch: planned, product }, turns)
    await scheduleCleaning(context, tx)
    const slot = findSlot(productId, now, zone)
    if (!slot || planned.nextTestAt === undefined || planned.delistedAt !== undefined) return
    const { sellerId } = watch
    const day = toCalendarDate(slot.at, zone)
    await store.insertTest(tx, { id: ids.next('dlt'), productId, sellerId, day, half: slot.half, dueAt: now })
    tx.afterCommit(() => changes.publish(dialTestsTopic))
  }

  /** The count of failed orders begins anew. */
  async function lookAtMonth(tx: Tx, productId: Id<'prd'>): Promise<void> {
    const watch = await store.lockWatch(tx, productId)
    if (watch) await save(context, tx, watch)
  }

  /** Deletes the tests that are too old, some at a time, and goes on every night while there are any. */
  async function deleteOldTests(tx: Tx, subject: string, now: Instant): Promise<void> {
    const deleted = await store.deleteOld(tx, { before: findOldestKept(now), most: mostDeleted })
    if (deleted === mostDeleted) await setWakeup(tx, { kind: cleaningWakeup, subject }, now)
    else if (await store.hasEnded(tx)) await scheduleCleaning(context, tx)
  }

  /** R238: an order whose time was over after its server had failed; each counts once. */
  async function hearDeliveryFailed(
    tx: Tx,
    { delivery, reason, cause, untried }: DeliveryFailed,
  ): Promise<void> {
    if (reason !== undefined || cause !== undefined || untried) return
    const { productId } = await orders.getLine(tx, delivery.orderLineId)
    await hearOrderFailed(tx, { productId, orderId: delivery.orderId })
  }

  /** R238, R242: an order that the interface has failed, also if a person delivers it then; each counts once. */
  async function hearOrderFailed(
    tx: Tx,
    { productId, orderId }: Omit<LicenseCallStopped, 'type'>,
  ): Promise<void> {
    const known = await store.lockWatch(tx, productId)
    if (!known) return
    const at = clock.now()
    const month = toMonth(at, zone)
    if (!(await store.insertOrderFailure(tx, { productId, orderId, month, at }))) return
    const { watch, turns } = countOrder(known, month, at)
    const product = await getProduct(tx, productId)
    const planned = await scheduleTests(context, tx, { watch, product })
    await save(context, tx, planned)
    if (watch !== known && watch.orders) {
      await setWakeup(tx, { kind: monthWakeup, subject: productId }, findNextMonth(at, zone))
      const failures = watch.orders.failed
      await record(tx, 'interface.order_failed', { subject: productId, data: { orderId, month, failures } })
    }
    await consequences.followAll(tx, { watch: planned, product }, turns)
  }

  /** Tells the buyers with a service of the product, some at a time: `prd_…` or `prd_… byr_…`, the last one told. */
  async function tellBuyers(tx: Tx, subject: string): Promise<void> {
    const [productId, after] = readBuyersSubject(subject)
    const { name, state, interfaceDelisted, suspendedUntil, sellerId } = await getProduct(tx, productId)
    if (state === 'delisted' && !interfaceDelisted) return
    // It was relisted while an operator's suspension goes on.
    if (state === 'suspended') {
      if (suspendedUntil !== undefined)
        await setWakeup(tx, { kind: buyersWakeup, subject }, addMs(suspendedUntil, 1))
      return
    }
    const isOnSale = state !== 'delisted'
    const seller = await parties.getSeller(tx, sellerId)
    const buyers = await subscriptions.listBuyersOf(tx, productId, { limit: mostBuyers, after })
    for (const id of buyers)
      await notify(
        tx,
        'product_availability',
        { kind: 'buyer', id },
        {
          subject: productId,
          data: { productId, name, isOnSale, seller: seller.name },
        },
      )
    const last = buyers.at(-1)
    if (last !== undefined && buyers.length === mostBuyers)
      await setWakeup(tx, { kind: buyersWakeup, subject: `${productId} ${last}` }, clock.now())
  }

  return {
    hearSaleStarted,
    hearSaleEnded,
    hearBound,
    hearCaseSaved,
    hearDeliveryFailed,
    hearOrderFailed,
    lookAtTest,
    lookAtMonth,
    deleteOldTests,
    tellBuyers,
  }
}

function readBuyersSubject(subject: string): readonly [Id<'prd'>, Id<'byr'> | undefined] {
  const [product = '', buyer] = subject.split(' ')
  return [toId(product, 'prd'), buyer === undefined ? undefined : toId(buyer, 'byr')]
}
