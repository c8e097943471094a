import type { Id } from '@loggia/kernel'
import type { Calendar } from '../../calendar/index.ts'
import type { Files } from '../../files/index.ts'
import type { Fulfilment } from '../../fulfilment/index.ts'
import type { Orders } from '../../orders/index.ts'
import { requireBuyer, requireOperator, requireSeller } from '../../parties/index.ts'
import type { Parties } from '../../parties/index.ts'
import type { Db, MemberActor, Platform, Tx } from '../../platform/index.ts'
import type { Subscriptions } from '../../subscriptions/index.ts'
import { supervisionProblems } from '../problems.ts'
import type { Supervision, SupervisionParty } from '../schema.ts'
import * as store from '../store.ts'

export type SupervisionContext = Platform & {
  readonly calendar: Calendar
  readonly parties: Pick<Parties, 'getCustomers' | 'getSellers'>
  readonly files: Pick<Files, 'defineKind' | 'withStored' | 'keep' | 'attach' | 'detach' | 'listOf'>
  readonly orders: Pick<Orders, 'get' | 'getAll' | 'getLine'>
  readonly subscriptions: Pick<Subscriptions, 'lockAll'>
  readonly fulfilment: Pick<Fulfilment, 'accept' | 'fail' | 'getId' | 'listUntil'>
}

/** The kinds of files of a supervised delivery, each with its subject; those of the template also have the product. */
export const fileKinds = {
  template: 'delivery_template',
  demand: 'delivery_demand',
  design: 'delivery_design',
  proof: 'delivery_proof',
  appeal: 'delivery_appeal',
} as const
export type SupervisionFile = keyof typeof fileKinds

/** Whether the caller is a party of the delivery, in this role. Throws if the actor does not have the role. */
export function isPartyOf(actor: MemberActor, role: SupervisionParty, of: Supervision): boolean {
  if (role === 'buyer') return of.buyerId === requireBuyer(actor)
  if (role === 'seller') return of.sellerId === requireSeller(actor)
  requireOperator(actor)
  return true
}

/** Throws `supervision.not_found`, also for somebody else's. */
export async function getOwn(
  db: Db,
  {
    actor,
    role,
    id,
  }: { readonly actor: MemberActor; readonly role: SupervisionParty; readonly id: Id<'spv'> },
): Promise<Supervision> {
  const known = await store.find(db, id)
  if (!known || !isPartyOf(actor, role, known)) throw supervisionProblems.not_found({ supervisionId: id })
  return known
}

/** Locks the subscription first, like all work that changes both. Throws `supervision.not_found`. */
export async function lockOwn(
  { subscriptions }: Pick<SupervisionContext, 'subscriptions'>,
  tx: Tx,
  asked: Parameters<typeof getOwn>[1],
): Promise<Supervision> {
  const known = await getOwn(tx, asked)
  return lockKnown({ subscriptions }, tx, known.subscriptionId)
}

/** Undefined if the subscription's delivery is not supervised. */
export async function lockIfSupervised(
  { subscriptions }: Pick<SupervisionContext, 'subscriptions'>,
  tx: Tx,
  subscriptionId: Id<'sub'>,
): Promise<Supervision | undefined> {
  await subscriptions.lockAll(tx, [subscriptionId])
  return (await store.lockBySubscriptions(tx, [subscriptionId]))[0]
}

export async function lockKnown(
  context: Pick<SupervisionContext, 'subscriptions'>,
  tx: Tx,
  subscriptionId: Id<'sub'>,
): Promise<Supervision> {
  const locked = await lockIfSupervised(context, tx, subscriptionId)
  if (!locked) throw new Error(`Subscription ${subscriptionId} is not supervised`)
  return locked
}

/** What people do to a delivery is recorded in the history of its order. */
export const toFact = ({ id, orderId, sellerId }: Supervision) => ({
  subject: orderId,
  data: { supervisionId: id, sellerId },
})
