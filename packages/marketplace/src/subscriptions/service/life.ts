import type { Id, Instant } from '@loggia/kernel'
import { emit, timeToWire } from '../../platform/index.ts'
import type { Tx } from '../../platform/index.ts'
import { decideLapse, isStale, levelThatHolds, nextDue } from '../rules/due.ts'
import type { LifeEvent } from '../rules/due.ts'
import { unreturned } from '../rules/terms.ts'
import { decideState } from '../rules/transitions.ts'
import type { Subscription, SubscriptionEnded, SubscriptionFrozen, Term } from '../schema.ts'
import { lockHeld, saveHeld, tellBuyer, told } from './context.ts'
import type { Held, SubscriptionContext } from './context.ts'
import { endOf, extensionOf, hold } from './extend.ts'
import { tryRenewal } from './renew.ts'

/**
 * Everything that is due of a subscription happens, in the order in which it was due; then it says when to look again. What
 * follows in the same transaction goes by `lookedAt` and not by a later look at the clock, or what begins in between would
 * be passed over.
 */
export async function look(context: SubscriptionContext, tx: Tx, id: Id<'sub'>, now: Instant): Promise<Held> {
  let held = await lockHeld(tx, id)
  const { zone } = context
  const level = await context.levelOf(tx, held.subscription.buyerId)
  for (;;) {
    const due = nextDue(held.subscription, held.terms, {
      zone,
      level: levelThatHolds(held.subscription, level),
    })
    if (!due || due.at > now) break
    for (const event of due.events) held = await happen(context, tx, held, { event, at: due.at, level })
    held = lookedUntil(held, due.at)
  }
  return saveHeld(context, tx, lookedUntil(held, now))
}

/** A try that failed has looked further already; what was never opened has nothing to look at. */
const lookedUntil = ({ subscription, terms }: Held, at: Instant): Held => ({
  terms,
  subscription:
    subscription.lookedAt === undefined || subscription.lookedAt >= at
      ? subscription
      : { ...subscription, lookedAt: at },
})

type Happening = {
  readonly event: LifeEvent
  readonly at: Instant
  readonly level: Parameters<typeof levelThatHolds>[1]
}

function happen(context: SubscriptionContext, tx: Tx, held: Held, of: Happening): Promise<Held> {
  const { event } = of
  switch (event.kind) {
    case 'begin_term':
      return begin(context, tx, held, event.term)
    case 'remind':
      return remind(context, tx, held, event.daysLeft)
    case 'remind_release':
      return remindOfRelease(context, tx, held)
    case 'try_renewal':
      return tryRenewal(context, tx, held, of.at)
    case 'expire':
      return expire(context, tx, held, of.level)
    case 'freeze':
      return freeze(context, tx, held)
    case 'release':
      return release(context, tx, held)
  }
}

/** A paid term begins: it holds now. If it changes what is used, its seller is told now. */
async function begin(
  context: SubscriptionContext,
  tx: Tx,
  { subscription, terms }: Held,
  term: Term,
): Promise<Held> {
  const { order, line } = await context.orders.lockLine(tx, term.orderLineId)
  const { presentLineId } = subscription
  const holds = hold(subscription, term)
  // After a change the term's own line does not say any more what holds: the change's goes on saying it.
  const isAsPaid = line.skuId === term.skuId && line.quantity === term.quantity
  const held = { subscription: isAsPaid ? holds : { ...holds, presentLineId }, terms }
  // A conversion was told, and held, when it was paid.
  if (line.offer.before === undefined || order.kind !== 'renewal') return held
  const before = unreturned(terms).find(({ position }) => position === term.position - 1)
  await emit(tx, extensionOf(held, { paid: { order, line }, before, unfreeze: false }))
  return held
}

async function remind(context: SubscriptionContext, tx: Tx, held: Held, daysLeft: number): Promise<Held> {
  const endsAt = endOf(held.subscription)
  const { renewsItself } = held.subscription
  if (!isStale(endsAt, daysLeft, { now: context.clock.now(), zone: context.zone }))
    await tellBuyer(context, tx, held.subscription, { kind: 'expiring', endsAt, daysLeft, renewsItself })
  return held
}

async function remindOfRelease(context: SubscriptionContext, tx: Tx, held: Held): Promise<Held> {
  const { retentionUntil } = held.subscription
  if (retentionUntil !== undefined)
    await tellBuyer(context, tx, held.subscription, { kind: 'releasing', retentionUntil })
  return held
}

async function expire(
  context: SubscriptionContext,
  tx: Tx,
  { subscription, terms }: Held,
  level: Happening['level'],
): Promise<Held> {
  const lapse = decideLapse(endOf(subscription), levelThatHolds(subscription, level), context.zone)
  const expired: Subscription = { ...subscription, ...lapse, state: decideState(subscription, 'expire') }
  const { graceUntil } = lapse
  await told(context, tx, expired, { kind: 'service.expired', data: { graceUntil: timeToWire(graceUntil) } })
  await tellBuyer(context, tx, expired, { kind: 'in_grace', graceUntil })
  return { subscription: expired, terms }
}

async function freeze(context: SubscriptionContext, tx: Tx, { subscription, terms }: Held): Promise<Held> {
  const frozen: Subscription = { ...subscription, state: decideState(subscription, 'freeze') }
  const { retentionUntil } = frozen
  if (retentionUntil === undefined) throw new Error(`Subscription ${frozen.id} was never expired`)
  const data = { retentionUntil: timeToWire(retentionUntil) }
  await told(context, tx, frozen, { kind: 'service.frozen', data })
  await tellBuyer(context, tx, frozen, { kind: 'frozen', retentionUntil })
  // What is frozen for a violation was frozen by its seller then (R116).
  if (!frozen.barred)
    await emit<SubscriptionFrozen>(tx, { type: 'subscription.frozen', subscriptionId: frozen.id })
  return { subscription: frozen, terms }
}

async function release(context: SubscriptionContext, tx: Tx, { subscription, terms }: Held): Promise<Held> {
  const released: Subscription = {
    ...subscription,
    state: decideState(subscription, 'release'),
    renewsItself: false,
    closedAt: context.clock.now(),
  }
  await context.catalog.setStanding(tx, [released.orderLineId], false)
  await told(context, tx, released, { kind: 'service.released' })
  await tellBuyer(context, tx, released, { kind: 'released' })
  await emit<SubscriptionEnded>(tx, { type: 'subscription.ended', subscriptionId: released.id })
  return { subscription: released, terms }
}
