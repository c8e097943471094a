import { omitUndefined } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import type { InterfaceTask, Messages, RepairWay } from '@loggia/protocol/console'
import type { Product } from '../../catalog/index.ts'
import { notify, record, setWakeup, settleMessage, toWireTime } from '../../platform/index.ts'
import type { Tx } from '../../platform/index.ts'
import { findNext } from '../rules.ts'
import type { FailureCause, Turn, Watch } from '../schema.ts'
import { buyersWakeup } from './context.ts'
import type { MonitoringContext } from './context.ts'

/** A watched product, as it is after what happened. */
export type Affected = { readonly watch: Watch; readonly product: Product }
type Failures = { readonly cause: FailureCause; readonly failures: number }
/** What happened: a turn, and the test that caused it. */
type Caused = { readonly testId?: Id<'dlt'> | undefined; readonly by?: RepairWay | undefined }

export const operators = { kind: 'operator' } as const
export const toSellerParty = ({ sellerId: id }: Watch) => ({ kind: 'seller', id }) as const
export const describeProduct = ({ product: { id, name } }: Affected) => ({ productId: id, name })

/** What turns make of a product: its state on sale, the record, and who is told (R238–R240). */
export function createConsequences(context: MonitoringContext) {
  const { catalog, clock, parties, zone } = context

  const nextOf = ({ watch }: Affected, cause: FailureCause): Messages['interface_warned']['next'] => {
    const next = findNext(watch, { cause, now: clock.now(), zone })
    if (!next) return undefined
    return omitUndefined({ what: next.what, left: next.left, at: next.at && toWireTime(next.at) })
  }

  /** Raises what waits for an operator; a later task about the product takes its place. */
  async function giveTask(
    tx: Tx,
    of: Affected,
    {
      what,
      cause,
      failures,
      note,
    }: Failures & { readonly what: InterfaceTask; readonly note?: string | undefined },
  ): Promise<void> {
    const seller = await parties.getSeller(tx, of.watch.sellerId)
    await notify(tx, 'interface_task', operators, {
      subject: of.product.id,
      data: {
        ...describeProduct(of),
        what,
        cause,
        failures,
        seller: { id: seller.id, name: seller.name },
        next: nextOf(of, cause),
        note,
      },
    })
  }

  async function warn(tx: Tx, of: Affected, failed: Failures): Promise<void> {
    await record(tx, 'interface.warned', { subject: of.product.id, data: failed })
    const data = { ...describeProduct(of), ...failed, next: nextOf(of, failed.cause) }
    await notify(tx, 'interface_warned', toSellerParty(of.watch), { subject: of.product.id, data })
    await giveTask(tx, of, { ...failed, what: 'warned' })
  }

  async function freeze(tx: Tx, of: Affected, failed: Failures): Promise<void> {
    await catalog.freeze(tx, of.product.id)
    const data = { ...describeProduct(of), ...failed, next: nextOf(of, failed.cause) }
    await notify(tx, 'interface_frozen', toSellerParty(of.watch), { subject: of.product.id, data })
    await giveTask(tx, of, { ...failed, what: 'frozen' })
  }

  /** `reason`: an operator delists it before the rules do. */
  async function delist(
    tx: Tx,
    of: Affected,
    { reason, ...failed }: Failures & { readonly reason?: string },
  ): Promise<void> {
    const { id: productId } = of.product
    await catalog.delistForInterface(tx, productId, omitUndefined({ cause: failed.cause, reason }))
    const data = omitUndefined({ ...describeProduct(of), ...failed, reason })
    await notify(tx, 'interface_delisted', toSellerParty(of.watch), { subject: productId, data })
    await giveTask(tx, of, { ...failed, what: 'delisted' })
    await tellBuyersLater(tx, productId)
  }

  /** Also lifts a freeze by an operator. */
  async function unfreeze(tx: Tx, of: Affected, by: RepairWay, reason?: string): Promise<void> {
    await catalog.unfreeze(tx, of.product.id)
    const data = omitUndefined({ ...describeProduct(of), by, reason })
    await notify(tx, 'interface_unfrozen', toSellerParty(of.watch), { subject: of.product.id, data })
    await settle(tx, of.watch)
  }

  /** Nobody has to act on what was told before. */
  async function settle(tx: Tx, watch: Watch): Promise<void> {
    const about = { subject: watch.productId }
    await settleMessage(tx, 'interface_task', operators, about)
    for (const kind of ['dial_test_failed', 'interface_warned', 'interface_frozen'] as const)
      await settleMessage(tx, kind, toSellerParty(watch), about)
  }

  /** A product may have many buyers: they are told in transactions of their own. */
  const tellBuyersLater = (tx: Tx, productId: Id<'prd'>): Promise<void> =>
    setWakeup(tx, { kind: buyersWakeup, subject: productId }, clock.now())

  async function follow(tx: Tx, of: Affected, turn: Turn, { testId, by }: Caused): Promise<void> {
    const { id: subject } = of.product
    switch (turn.what) {
      case 'failing':
        if (testId) await record(tx, 'interface.failing', { subject, data: { dialTestId: testId } })
        return
      case 'warned':
        return warn(tx, of, { cause: turn.cause, failures: turn.failures })
      case 'frozen':
        return freeze(tx, of, { cause: turn.cause, failures: turn.failures })
      case 'delisted':
        return delist(tx, of, { cause: turn.cause, failures: turn.failures })
      case 'recovered':
        await record(tx, 'interface.recovered', { subject, data: { failedDays: turn.failedDays } })
        return settle(tx, of.watch)
      case 'unfrozen':
        return unfreeze(tx, of, by ?? 'dial_test')
      case 'repaired':
        if (testId)
          await notify(tx, 'interface_repaired', toSellerParty(of.watch), {
            subject,
            data: { ...describeProduct(of), dialTestId: testId },
          })
        return
      default:
        return turn satisfies never
    }
  }

  /** In their order. `of` has the watch as it is after all of them. */
  async function followAll(tx: Tx, of: Affected, turns: readonly Turn[], caused: Caused = {}): Promise<void> {
    for (const turn of turns) await follow(tx, of, turn, caused)
  }

  return { followAll, delist, unfreeze, giveTask, settle, tellBuyersLater }
}
export type Consequences = ReturnType<typeof createConsequences>
