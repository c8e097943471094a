import type { Id } from '@loggia/kernel'
import type { Catalog } from '../../catalog/index.ts'
import type { Orders } from '../../orders/index.ts'
import type { CustomerLevel } from '../../parties/index.ts'
import { setWakeup } from '../../platform/index.ts'
import type { Db, Party, Platform, Tx } from '../../platform/index.ts'
import { findNextDue } from '../rules/due.ts'
import type { Subscription, Term } from '../schema.ts'
import * as store from '../store.ts'

export type SubscriptionContext = Platform & {
  readonly catalog: Pick<
    Catalog,
    | 'getPurchasable'
    | 'listSiblings'
    | 'listSiblingsOf'
    | 'findStop'
    | 'requireMore'
    | 'takeMore'
    | 'setStanding'
  >
  readonly orders: Pick<Orders, 'placePaid' | 'lockLine' | 'getLine' | 'getLines' | 'listOpenRenewals'>
  /** R113: the present level of a buyer, or of several buyers in one query. */
  readonly levelOf: (db: Db, buyerId: Id<'byr'>) => Promise<CustomerLevel>
  readonly levelsOf: (
    db: Db,
    buyerIds: readonly Id<'byr'>[],
  ) => Promise<(buyerId: Id<'byr'>) => CustomerLevel>
}

export const lifeWakeup = 'subscriptions.life'

/** A locked subscription with its terms: the input and result of every step. */
export type SubscriptionWithTerms = { readonly subscription: Subscription; readonly terms: readonly Term[] }

export async function lockHeld(tx: Tx, id: Id<'sub'>): Promise<SubscriptionWithTerms> {
  const subscription = await store.lock(tx, id)
  if (!subscription) throw new Error(`There is no subscription ${id}`)
  return { subscription, terms: await store.listTerms(tx, id) }
}

/** Subscriptions with their terms, without a lock. */
export async function listHeld(db: Db, ids: readonly Id<'sub'>[]): Promise<SubscriptionWithTerms[]> {
  const subscriptions = await store.listByIds(db, ids)
  const terms = Map.groupBy(await store.listTermsOf(db, ids), ({ subscriptionId }) => subscriptionId)
  return subscriptions.map((subscription) => ({ subscription, terms: terms.get(subscription.id) ?? [] }))
}

/** Saves a subscription and schedules its next event. */
export async function saveHeld(
  context: SubscriptionContext,
  tx: Tx,
  held: SubscriptionWithTerms,
): Promise<SubscriptionWithTerms> {
  await saveAllHeld(context, tx, [held])
  return held
}

/** Saves several subscriptions at once and schedules the next event of each. */
export async function saveAllHeld(
  context: SubscriptionContext,
  tx: Tx,
  all: readonly SubscriptionWithTerms[],
): Promise<void> {
  if (all.length === 0) return
  const subscriptions = all.map(({ subscription }) => subscription)
  await store.saveAll(tx, subscriptions)
  const levelOf = await context.levelsOf(
    tx,
    subscriptions.map(({ buyerId }) => buyerId),
  )
  for (const { subscription, terms } of all) {
    const due = findNextDue(subscription, terms, { zone: context.zone, level: levelOf(subscription.buyerId) })
    await setWakeup(tx, { kind: lifeWakeup, subject: subscription.id }, due?.at)
  }
}

/** The parties of a service, for its entries in the history. */
export const pickParties = ({ sellerId, buyerId }: Subscription) => ({ sellerId, buyerId })

/** The recipient of messages about a service and what they say of it (R110, R117). */
export async function describeService(
  context: Pick<SubscriptionContext, 'orders'>,
  db: Db,
  { id, buyerId, presentLineId }: Subscription,
) {
  const { offer } = await context.orders.getLine(db, presentLineId)
  const to: Party = { kind: 'buyer', id: buyerId }
  return { to, service: { serviceId: id, product: offer.productName } }
}
