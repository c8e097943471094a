import { toCalendarDate } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import type { Access } from '../../access/index.ts'
import { catalogProblems, getProduct } from '../../catalog/index.ts'
import type { Catalog, Product } from '../../catalog/index.ts'
import type { Debugging } from '../../debugging/index.ts'
import type { Orders } from '../../orders/index.ts'
import type { Parties } from '../../parties/index.ts'
import { setWakeup } from '../../platform/index.ts'
import type { Platform, Tx } from '../../platform/index.ts'
import type { Subscriptions } from '../../subscriptions/index.ts'
import { monitoringProblems } from '../problems.ts'
import { decideStanding, findNextNight, findNextSlot, isCalled, toMonth } from '../rules.ts'
import type { Watch } from '../schema.ts'
import * as store from '../store/index.ts'

export type MonitoringContext = Platform & {
  readonly access: Pick<Access, 'findProtocol'>
  readonly catalog: Pick<Catalog, 'freeze' | 'unfreeze' | 'delistForInterface' | 'relist'>
  readonly debugging: Pick<Debugging, 'runCases' | 'showSealed' | 'hasCases'>
  readonly orders: Pick<Orders, 'getLine'>
  readonly parties: Pick<Parties, 'getSeller' | 'getSellers'>
  readonly subscriptions: Pick<Subscriptions, 'listBuyersOf'>
  readonly settings: MonitoringSettings
}
export type MonitoringSettings = {
  /** How many sellers this node calls for dial tests at the same time; with 0 it makes none. */
  readonly dialTestsAtOnce: number
}

/** Plans the next dial test of a product. */
export const testWakeup = 'monitoring.test'
/** A month with failed orders is over. */
export const monthWakeup = 'monitoring.month'
/** Once a day while there are tests: those that are too old are deleted, also of products that are called no more. */
export const cleaningWakeup = 'monitoring.cleaning'
/** Buyers are to be told that a product was delisted or listed again. */
export const buyersWakeup = 'monitoring.buyers'

/** The subject of change announcements: a dial test is due. */
export const dialTestsTopic = 'dial_tests'

/** Has old tests deleted in the next night. Each night has a wake-up of its own, so that none is put off. */
export function scheduleCleaning({ clock, zone }: Pick<Platform, 'clock' | 'zone'>, tx: Tx): Promise<void> {
  const due = findNextNight(clock.now(), zone)
  return setWakeup(tx, { kind: cleaningWakeup, subject: toCalendarDate(due, zone) }, due)
}

export const save = (
  { clock, zone }: Pick<Platform, 'clock' | 'zone'>,
  tx: Tx,
  watch: Watch,
): Promise<void> => store.saveWatch(tx, watch, decideStanding(watch, toMonth(clock.now(), zone)))

/** The watch with the time of its next test, which is planned; none if nothing can be called. */
export async function scheduleTests(
  { clock, zone }: Pick<Platform, 'clock' | 'zone'>,
  tx: Tx,
  { watch, product }: { readonly watch: Watch; readonly product: Product },
): Promise<Watch> {
  const { productId: subject, hasCases, off, delistedAt } = watch
  const isPlanned = hasCases && off === undefined && delistedAt === undefined
  const nextAt = isPlanned ? findNextSlot(subject, clock.now(), zone) : undefined
  await setWakeup(tx, { kind: testWakeup, subject }, nextAt)
  const { nextTestAt: _before, ...rest } = watch
  // Of a product that is off sale nothing is called, but it may be back until then.
  return nextAt !== undefined && isCalled(product) ? { ...rest, nextTestAt: nextAt } : rest
}

/** Throws `monitoring.not_watched`, and `catalog.product_not_found`, also for somebody else's. */
export async function lockOwn(tx: Tx, productId: Id<'prd'>, sellerId: Id<'sel'> | undefined): Promise<Watch> {
  const { sellerId: owner } = await getProduct(tx, productId)
  if (sellerId !== undefined && owner !== sellerId) throw catalogProblems.product_not_found({ productId })
  const watch = await store.lockWatch(tx, productId)
  if (!watch) throw monitoringProblems.not_watched({ productId })
  return watch
}
