import { omitUndefined } from '@loggia/kernel'
import type { Id, Instant } from '@loggia/kernel'
import { emit, notify, record, toWireTime } from '../../platform/index.ts'
import type { Tx } from '../../platform/index.ts'
import { decideLapse, isStale, decideLevel, findNextDue } from '../rules/due.ts'
import type { LifeEvent } from '../rules/due.ts'
import { listUnreturned } from '../rules/terms.ts'
import { decideState } from '../rules/transitions.ts'
import type { Subscription, SubscriptionEnded, SubscriptionFrozen, Term } from '../schema.ts'
import { findNextRenewal, tryRenewal } from './auto-renewal.ts'
import { describeService, lockHeld, saveHeld, pickParties } from './context.ts'
import type { SubscriptionWithTerms, SubscriptionContext } from './context.ts'
import { computeEnd, toExtension, hold } from './extend.ts'

/**
 * Runs everything that is due for a subscription, in the order in which it was due, and schedules the next event. What
 * follows in the same transaction uses `lookedAt` instead of a later time of the clock; otherwise a term that begins in
 * between would be skipped.
 */
export async function runDueEvents(
  context: SubscriptionContext,
  tx: Tx,
  id: Id<'sub'>,
  now: Instant,
): Promise<SubscriptionWithTerms> {
  let held = await lockHeld(tx, id)
  const { zone } = context
  const level = await context.levelOf(tx, held.subscription.buyerId)
  for (;;) {
    const due = findNextDue(held.subscription, held.terms, {
      zone,
      level: decideLevel(held.subscription, level),
    })
    if (!due || due.at > now) break
    for (const event of due.events) held = await happen(context, tx, held, { event, at: due.at, level })
    held = lookedUntil(held, due.at)
  }
  return saveHeld(context, tx, lookedUntil(held, now))
}

/** A failed try has moved `lookedAt` further already; a subscription that was never opened has no `lookedAt`. */
const lookedUntil = ({ subscription, terms }: SubscriptionWithTerms, at: Instant): SubscriptionWithTerms => ({
  terms,
  subscription:
    subscription.lookedAt === undefined || subscription.lookedAt >= at
      ? subscription
      : { ...subscription, lookedAt: at },
})

type Happening = {
  readonly event: LifeEvent
  readonly at: Instant
  readonly level: Parameters<typeof decideLevel>[1]
}

function happen(
  context: SubscriptionContext,
  tx: Tx,
  held: SubscriptionWithTerms,
  of: Happening,
): Promise<SubscriptionWithTerms> {
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

/** A paid term begins and applies now. If it changes what is used, the seller is told now. */
async function begin(
  context: SubscriptionContext,
  tx: Tx,
  { subscription, terms }: SubscriptionWithTerms,
  term: Term,
): Promise<SubscriptionWithTerms> {
  const { order, line } = await context.orders.lockLine(tx, term.orderLineId)
  const { presentLineId } = subscription
  const holds = hold(subscription, term)
  // After a change the line of the term no longer says what applies; the line of the change does.
  const isAsPaid = line.skuId === term.skuId && line.quantity === term.quantity
  const held = { subscription: isAsPaid ? holds : { ...holds, presentLineId }, terms }
  // A conversion was applied and told to the seller when it was paid.
  if (line.offer.before === undefined || order.kind !== 'renewal') return held
  const before = listUnreturned(terms).find(({ position }) => position === term.position - 1)
  await emit(tx, toExtension(held, { paid: { order, line }, before, unfreeze: false }))
  return held
}

async function remind(
  context: SubscriptionContext,
  tx: Tx,
  held: SubscriptionWithTerms,
  daysLeft: number,
): Promise<SubscriptionWithTerms> {
  const endsAt = computeEnd(held.subscription)
  if (!isStale(endsAt, daysLeft, { now: context.clock.now(), zone: context.zone }))
    await tellExpiring(context, tx, held, { endsAt, daysLeft })
  return held
}

async function tellExpiring(
  context: SubscriptionContext,
  tx: Tx,
  held: SubscriptionWithTerms,
  { endsAt, daysLeft }: { readonly endsAt: Instant; readonly daysLeft: number },
): Promise<void> {
  const { subscription } = held
  const { to, service } = await describeService(context, tx, subscription)
  const { id: subject, renewsItself } = subscription
  const renewal = await findNextRenewal(context, tx, held)
  const data = omitUndefined({ ...service, endsAt: toWireTime(endsAt), daysLeft, renewsItself, renewal })
  await notify(tx, 'service_expiring', to, { subject, data })
}

/** Notifies the buyer that the service is in grace, is frozen or is about to be released, and until when. */
async function tellUntil(
  context: SubscriptionContext,
  tx: Tx,
  kind: 'service_in_grace' | 'service_frozen' | 'service_releasing',
  { subscription, until }: { readonly subscription: Subscription; readonly until: Instant },
): Promise<void> {
  const { to, service } = await describeService(context, tx, subscription)
  await notify(tx, kind, to, { subject: subscription.id, data: { ...service, until: toWireTime(until) } })
}

async function remindOfRelease(
  context: SubscriptionContext,
  tx: Tx,
  held: SubscriptionWithTerms,
): Promise<SubscriptionWithTerms> {
  const { retentionUntil } = held.subscription
  if (retentionUntil !== undefined)
    await tellUntil(context, tx, 'service_releasing', {
      subscription: held.subscription,
      until: retentionUntil,
    })
  return held
}

async function expire(
  context: SubscriptionContext,
  tx: Tx,
  { subscription, terms }: SubscriptionWithTerms,
  level: Happening['level'],
): Promise<SubscriptionWithTerms> {
  const lapse = decideLapse(computeEnd(subscription), decideLevel(subscription, level), context.zone)
  const expired: Subscription = { ...subscription, ...lapse, state: decideState(subscription, 'expire') }
  const { graceUntil } = lapse
  await record(tx, 'service.expired', {
    subject: expired.id,
    data: { ...pickParties(expired), graceUntil: toWireTime(graceUntil) },
  })
  await tellUntil(context, tx, 'service_in_grace', { subscription: expired, until: graceUntil })
  return { subscription: expired, terms }
}

async function freeze(
  context: SubscriptionContext,
  tx: Tx,
  { subscription, terms }: SubscriptionWithTerms,
): Promise<SubscriptionWithTerms> {
  const frozen: Subscription = { ...subscription, state: decideState(subscription, 'freeze') }
  const { retentionUntil } = frozen
  if (retentionUntil === undefined) throw new Error(`Subscription ${frozen.id} was never expired`)
  await record(tx, 'service.frozen', {
    subject: frozen.id,
    data: { ...pickParties(frozen), retentionUntil: toWireTime(retentionUntil) },
  })
  await tellUntil(context, tx, 'service_frozen', { subscription: frozen, until: retentionUntil })
  // What is frozen for a violation was frozen by its seller then (R116).
  if (!frozen.barred)
    await emit<SubscriptionFrozen>(tx, { type: 'subscription.frozen', subscriptionId: frozen.id })
  return { subscription: frozen, terms }
}

async function release(
  context: SubscriptionContext,
  tx: Tx,
  { subscription, terms }: SubscriptionWithTerms,
): Promise<SubscriptionWithTerms> {
  const released: Subscription = {
    ...subscription,
    state: decideState(subscription, 'release'),
    renewsItself: false,
    closedAt: context.clock.now(),
  }
  await context.catalog.setStanding(tx, [released.orderLineId], false)
  await record(tx, 'service.released', { subject: released.id, data: pickParties(released) })
  const { to, service } = await describeService(context, tx, released)
  await notify(tx, 'service_released', to, { subject: released.id, data: service })
  await emit<SubscriptionEnded>(tx, { type: 'subscription.ended', subscriptionId: released.id })
  return { subscription: released, terms }
}
