import { addMs, fromDays } from '@loggia/kernel'
import type { Id, Instant } from '@loggia/kernel'
import { getProduct } from '../../catalog/index.ts'
import { requireOperator } from '../../parties/index.ts'
import { notify, record, runInTx, toWireTime } from '../../platform/index.ts'
import type { MemberActor, Tx } from '../../platform/index.ts'
import { monitoringProblems } from '../problems.ts'
import { delist, liftFreeze, postpone, refuseRelisting, startAnew, switchOff, switchOn } from '../rules.ts'
import type { Watch } from '../schema.ts'
import { describeProduct, toSellerParty } from './consequences.ts'
import type { Affected, Consequences } from './consequences.ts'
import { lockOwn, scheduleTests, save } from './context.ts'
import type { MonitoringContext } from './context.ts'
import { findFailures } from './repairs.ts'

/** How far ahead consequences can be deferred. */
const mostDeferredDays = 90

/** What operators decide of a watched product, each with a reason, which its seller is told. */
export function createActs(context: MonitoringContext, consequences: Consequences) {
  const { catalog, clock } = context

  const act = (
    actor: MemberActor,
    productId: Id<'prd'>,
    work: (tx: Tx, watch: Watch) => Promise<void>,
  ): Promise<void> =>
    runInTx(context, { actor }, async (tx) => {
      requireOperator(actor)
      await work(tx, await lockOwn(tx, productId, undefined))
    })

  async function keep(tx: Tx, watch: Watch): Promise<Affected> {
    const product = await getProduct(tx, watch.productId)
    const planned = await scheduleTests(context, tx, { watch, product })
    await save(context, tx, planned)
    return { watch: planned, product }
  }

  /** Throws `monitoring.not_watched`, `monitoring.already_switched`. */
  const switchTests = (
    actor: MemberActor,
    productId: Id<'prd'>,
    { on, reason }: { readonly on: boolean; readonly reason: string },
  ): Promise<void> =>
    act(actor, productId, async (tx, watch) => {
      if (on === (watch.off === undefined)) throw monitoringProblems.already_switched()
      const of = await keep(tx, on ? switchOn(watch) : switchOff(watch, { at: clock.now(), reason }))
      await record(tx, 'dial_tests.switched', { subject: productId, data: { on, reason } })
      await notify(tx, 'dial_tests_switched', toSellerParty(watch), {
        subject: productId,
        data: { ...describeProduct(of), on, reason },
      })
    })

  /** Throws `monitoring.not_watched`, `monitoring.not_frozen`. */
  const unfreeze = (
    actor: MemberActor,
    productId: Id<'prd'>,
    { reason }: { readonly reason: string },
  ): Promise<void> =>
    act(actor, productId, async (tx, watch) => {
      if (watch.frozenAt === undefined) throw monitoringProblems.not_frozen()
      const of = await keep(tx, liftFreeze(watch))
      await consequences.unfreeze(tx, of, 'operator', reason)
    })

  /** Throws `monitoring.not_watched`, `monitoring.already_delisted`, `monitoring.deferral_out_of_range`. */
  const deferConsequences = (
    actor: MemberActor,
    productId: Id<'prd'>,
    { until, reason }: { readonly until: Instant; readonly reason: string },
  ): Promise<void> =>
    act(actor, productId, async (tx, watch) => {
      if (watch.delistedAt !== undefined) throw monitoringProblems.already_delisted()
      const now = clock.now()
      if (until <= now || until > addMs(now, fromDays(mostDeferredDays)))
        throw monitoringProblems.deferral_out_of_range({ max: mostDeferredDays })
      const of = await keep(tx, postpone(watch, { until, reason }))
      const data = { until: toWireTime(until), reason }
      await record(tx, 'interface.deferred', { subject: productId, data })
      await notify(tx, 'interface_deferred', toSellerParty(watch), {
        subject: productId,
        data: { ...describeProduct(of), ...data },
      })
    })

  /** Throws `monitoring.not_watched`, `monitoring.already_delisted`, `catalog.not_delistable`. */
  const delistEarly = (
    actor: MemberActor,
    productId: Id<'prd'>,
    { reason }: { readonly reason: string },
  ): Promise<void> =>
    act(actor, productId, async (tx, watch) => {
      if (watch.delistedAt !== undefined) throw monitoringProblems.already_delisted()
      const of = await keep(tx, delist(watch, clock.now()))
      await consequences.delist(tx, of, { ...findFailures(context, watch), reason })
    })

  /**
   * Throws `monitoring.not_watched`, `monitoring.relisting_not_asked`, `monitoring.not_repaired`,
   * `catalog.not_relistable`, `parties.seller_suspended`.
   */
  const decideRelisting = (
    actor: MemberActor,
    productId: Id<'prd'>,
    { approve, reason }: { readonly approve: boolean; readonly reason: string },
  ): Promise<void> =>
    act(actor, productId, async (tx, watch) => {
      if (!watch.relisting) throw monitoringProblems.relisting_not_asked()
      // A check may have failed since it was asked for.
      if (approve && watch.repairedAt === undefined) throw monitoringProblems.not_repaired()
      if (approve) await catalog.relist(tx, productId)
      const of = await keep(tx, approve ? startAnew(watch) : refuseRelisting(watch))
      const data = { approved: approve, reason }
      await record(tx, 'interface.relisting_decided', { subject: productId, data })
      await notify(tx, 'relisting_decided', toSellerParty(watch), {
        subject: productId,
        data: { ...describeProduct(of), ...data },
      })
      await consequences.settle(tx, of.watch)
      if (approve) await consequences.tellBuyersLater(tx, productId)
    })

  return { switchTests, unfreeze, deferConsequences, delistEarly, decideRelisting }
}
