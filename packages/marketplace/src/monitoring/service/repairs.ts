import { omitUndefined, toCalendarDate } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import { getProduct } from '../../catalog/index.ts'
import { requireSeller } from '../../parties/index.ts'
import { createAdmission, record, runInTx } from '../../platform/index.ts'
import type { MemberActor, Tx } from '../../platform/index.ts'
import { monitoringProblems } from '../problems.ts'
import { countOrders, isCheckable, toMonth } from '../rules.ts'
import type { Watch } from '../schema.ts'
import * as store from '../store/index.ts'
import type { Consequences } from './consequences.ts'
import { dialTestsTopic, lockOwn, scheduleCleaning, save } from './context.ts'
import type { MonitoringContext } from './context.ts'

/** Checks of repairs that a seller may ask for, counted per node. */
const most = { aMinute: 3 }

/** What sellers do when their interface failed. */
export function createRepairs(context: MonitoringContext, consequences: Consequences) {
  const { changes, clock, ids, wall, zone } = context
  const { admit } = createAdmission({ wall, mostAMinute: most.aMinute })

  async function requireCheckable(tx: Tx, watch: Watch): Promise<void> {
    if (watch.off) throw monitoringProblems.switched_off()
    if (!watch.hasCases) throw monitoringProblems.no_cases()
    if (!isCheckable(watch, await getProduct(tx, watch.productId))) throw monitoringProblems.not_called()
  }

  /**
   * Has the repair checked at once, by a dial test of its own. Throws `monitoring.not_watched`, `.switched_off`,
   * `.no_cases`, `.not_called`, `.check_running`, `.check_limited`.
   */
  async function check(actor: MemberActor, productId: Id<'prd'>): Promise<{ dialTestId: Id<'dlt'> }> {
    const sellerId = requireSeller(actor)
    const retryAfter = admit(sellerId)
    if (retryAfter !== undefined) throw monitoringProblems.check_limited({ limit: most.aMinute, retryAfter })
    return runInTx(context, { actor }, async (tx) => {
      const watch = await lockOwn(tx, productId, sellerId)
      await requireCheckable(tx, watch)
      const dialTestId = ids.next('dlt')
      const dueAt = clock.now()
      const test = {
        id: dialTestId,
        productId,
        sellerId,
        day: toCalendarDate(dueAt, zone),
        half: 'repair' as const,
        dueAt,
      }
      if (!(await store.insertTest(tx, test))) throw monitoringProblems.check_running()
      await scheduleCleaning(context, tx)
      await record(tx, 'interface.repair_asked', { subject: productId, data: { dialTestId } })
      tx.afterCommit(() => changes.publish(dialTestsTopic))
      return { dialTestId }
    })
  }

  /**
   * Asks that a product be listed again. Throws `monitoring.not_watched`, `.not_delisted`, `.relisting_asked`,
   * `.not_repaired`.
   */
  const askRelisting = (
    actor: MemberActor,
    productId: Id<'prd'>,
    { note }: { readonly note?: string | undefined },
  ): Promise<void> =>
    runInTx(context, { actor }, async (tx) => {
      const watch = await lockOwn(tx, productId, requireSeller(actor))
      if (watch.delistedAt === undefined) throw monitoringProblems.not_delisted()
      if (watch.relisting) throw monitoringProblems.relisting_asked()
      if (watch.repairedAt === undefined) throw monitoringProblems.not_repaired()
      const asked: Watch = { ...watch, relisting: omitUndefined({ at: clock.now(), note }) }
      await save(context, tx, asked)
      await record(tx, 'interface.relisting_asked', { subject: productId, data: omitUndefined({ note }) })
      await consequences.giveTask(
        tx,
        { watch: asked, product: await getProduct(tx, productId) },
        { ...findFailures(context, asked), what: 'relisting_asked', note },
      )
    })

  return { check, askRelisting }
}

/** What it was delisted for, as its counts say. */
export function findFailures(
  { clock, zone }: Pick<MonitoringContext, 'clock' | 'zone'>,
  watch: Watch,
): { readonly cause: 'days' | 'orders'; readonly failures: number } {
  const orders = countOrders(watch, toMonth(clock.now(), zone))
  return orders > watch.failedDays
    ? { cause: 'orders', failures: orders }
    : { cause: 'days', failures: watch.failedDays }
}
