import { omitUndefined } from '@loggia/kernel'
import type { Currency, Id, Instant, Money } from '@loggia/kernel'
import { toSupervision } from '@loggia/protocol/console/catalog/draft/supervision'
import { catalogProblems } from '../../catalog/index.ts'
import type { Order, OrderLine, OrderPaid } from '../../orders/index.ts'
import { requireBuyer } from '../../parties/index.ts'
import { emit, runInTx, record, toWireTime } from '../../platform/index.ts'
import type { Db, MemberActor, Tx } from '../../platform/index.ts'
import { subscriptionProblems } from '../problems.ts'
import { decideLevel, findNextDue } from '../rules/due.ts'
import type { LifeEvent } from '../rules/due.ts'
import { computeCarriedAmount, toCarried } from '../rules/pricing.ts'
import { getAnchor, decideEnd } from '../rules/terms.ts'
import { decideState } from '../rules/transitions.ts'
import type {
  AskedLine,
  Basis,
  Holding,
  PricedLine,
  QuoteKind,
  Subscription,
  StoredCarried,
  SubscriptionCreated,
  SubscriptionEnded,
  Term,
} from '../schema.ts'
import * as store from '../store.ts'
import { createActs } from './acts.ts'
import { choosePeriod, listNextRenewals, priceRenewables } from './auto-renewal.ts'
import type { Renewable } from './auto-renewal.ts'
import type { AutoRenewalAsk } from './auto-renewal.ts'
import { createBar, requireUsable } from './bar.ts'
import { applyChange, failChange, startChange } from './change.ts'
import { listHeld, lockHeld, saveAllHeld, saveHeld, pickParties } from './context.ts'
import type { SubscriptionWithTerms, SubscriptionContext } from './context.ts'
import { findEndToTell, extend, listTermsUntil } from './extend.ts'
import type { PaidLine } from './extend.ts'
import { runDueEvents } from './life.ts'
import { priceLine } from './price.ts'
import type { ChangeTarget } from './price.ts'
import { getBase, countHeldUnits, requireHeldSold, requireRenewable } from './renew.ts'
import { toBasis } from './shown.ts'
import { requireMore, takeMore } from './stock.ts'
import { requireReturnable, requireReturnableTerm, returnTerm } from './returns.ts'

export type Subscriptions = ReturnType<typeof createSubscriptions>
/** The start of a term, and its end unless it was a one-time purchase. */
type FirstTerm = Pick<Term, 'startsAt' | 'endsAt'>

export function createSubscriptions(context: SubscriptionContext) {
  const { clock, ids, zone } = context

  /** Creates a subscription for each line of a paid new order. Other orders are for existing subscriptions. */
  async function createForOrder(tx: Tx, paid: OrderPaid): Promise<void> {
    if (paid.kind !== 'new') return
    // In the order of sellers, so that two orders with the same sellers do not wait for each other's gates.
    for (const line of [...paid.lines].sort((a, b) => (a.sellerId < b.sellerId ? -1 : 1))) {
      const { offer } = line
      const subscription: Subscription = omitUndefined({
        id: ids.next('sub'),
        buyerId: paid.buyerId,
        sellerId: line.sellerId,
        productId: line.productId,
        skuId: line.skuId,
        priceItemId: line.priceItemId,
        orderId: paid.orderId,
        orderLineId: line.id,
        presentLineId: line.id,
        quantity: line.quantity,
        period: offer.period,
        periodCount: offer.periodCount,
        trialDays: offer.trialDays,
        state: 'opening',
        createdAt: paid.paidAt,
        renewsItself: false,
        renewalDaysBefore: 7,
      })
      await store.insert(tx, subscription)
      await emit<SubscriptionCreated>(
        tx,
        omitUndefined({
          type: 'subscription.created',
          productType: offer.type,
          salesMode: offer.salesMode,
          supervision: toSupervision(offer),
          subscription,
          orderNumber: paid.orderNumber,
          lineNumber: line.number,
          paidAt: paid.paidAt,
        }),
      )
    }
  }

  /**
   * R74: the opening succeeded, and the first terms of these subscriptions start now, or (R75) when they began to be
   * used. Gives the start and end of the terms, by subscription.
   */
  async function activate(
    tx: Tx,
    opening: readonly Id<'sub'>[],
    begunAt: Instant = clock.now(),
  ): Promise<ReadonlyMap<Id<'sub'>, FirstTerm>> {
    const subscriptions = await store.lockAll(tx, opening)
    const lineOf = await context.orders.getLines(
      tx,
      subscriptions.map(({ orderLineId }) => orderLineId),
    )
    const opened = subscriptions.map((subscription) =>
      openHeld(subscription, lineOf(subscription.orderLineId), begunAt),
    )
    await store.insertTerms(
      tx,
      opened.flatMap(({ terms }) => terms),
    )
    for (const { subscription } of opened) {
      const { endsAt } = subscription
      const data = endsAt === undefined ? {} : { endsAt: toWireTime(endsAt) }
      await record(tx, 'service.opened', {
        subject: subscription.id,
        data: { ...pickParties(subscription), ...data },
      })
    }
    const paid = opened.filter(({ subscription }) => subscription.trialDays === undefined)
    await context.catalog.setStanding(
      tx,
      paid.map(({ subscription }) => subscription.orderLineId),
      true,
    )
    await saveAllHeld(context, tx, opened)
    return new Map(opened.map(({ subscription, dates }) => [subscription.id, dates]))
  }

  function openHeld(subscription: Subscription, { amount, offer }: OrderLine, startsAt: Instant) {
    const anchorDay = getAnchor(startsAt, zone)
    const endsAt = decideEnd(subscription, startsAt, { zone, anchorDay })
    const dates = omitUndefined({ startsAt, endsAt })
    const term: Term = {
      ...holdingOf(subscription),
      id: ids.next('trm'),
      subscriptionId: subscription.id,
      orderLineId: subscription.orderLineId,
      position: 1,
      ...dates,
      carried: toCarried(amount, startsAt, offer.period),
    }
    const opened: Subscription = {
      ...subscription,
      ...dates,
      anchorDay,
      openedAt: startsAt,
      // If the service is in use for some time already, reminders that lie in the past are skipped.
      lookedAt: clock.now(),
      state: decideState(subscription, 'open'),
    }
    return { subscription: opened, terms: [term], dates }
  }

  /**
   * The subscription was never opened (R70) or was returned as a whole (R130): it ends now, with any change that is
   * pending at the seller.
   */
  async function cancel(
    tx: Tx,
    id: Id<'sub'>,
    cause: Pick<SubscriptionEnded, 'refundOrder'> & { readonly event: 'fail' | 'return' },
  ): Promise<void> {
    const { subscription, terms } = await lockHeld(tx, id)
    const now = clock.now()
    const { refundOrder } = cause
    const ended: Subscription = {
      ...withoutChange(subscription),
      state: decideState(subscription, cause.event),
      renewsItself: false,
      closedAt: now,
    }
    const returned = terms.map((term) =>
      term.refundedAt === undefined ? { ...term, refundedAt: now } : term,
    )
    await store.saveTerms(tx, returned)
    await context.catalog.setStanding(tx, [subscription.orderLineId], false)
    if (cause.event === 'return')
      await record(tx, 'service.returned', {
        subject: id,
        data: { ...pickParties(ended), orderId: refundOrder?.id, orderNumber: refundOrder?.number },
      })
    await saveHeld(context, tx, { subscription: ended, terms: returned })
    await emit<SubscriptionEnded>(
      tx,
      omitUndefined({ type: 'subscription.ended', subscriptionId: id, refundOrder }),
    )
  }

  /** Locks the buyer's own service and first runs everything that is due. Throws `subscription.not_found`. */
  async function lockOwn(tx: Tx, actor: MemberActor, id: Id<'sub'>): Promise<SubscriptionWithTerms> {
    const known = await store.find(tx, id)
    if (known?.buyerId !== requireBuyer(actor)) throw subscriptionProblems.not_found({ serviceId: id })
    return runDueEvents(context, tx, id, clock.now())
  }

  /** R110: possible until the retention ends, but not for one-time purchases and trials. */
  const setAutoRenewal = (actor: MemberActor, id: Id<'sub'>, ask: AutoRenewalAsk): Promise<void> =>
    runInTx(context, { actor }, async (tx) => {
      const held = await lockOwn(tx, actor, id)
      if (ask.on) requireRenewable({ ...held, subscription: withoutChange(held.subscription) })
      const renewalPeriod = await choosePeriod(context, tx, held, ask)
      const { renewalsLeft: _left, renewalFailure: _failure, renewalNotBefore, ...rest } = held.subscription
      const subscription: Subscription = omitUndefined({
        ...rest,
        renewsItself: ask.on,
        renewalDaysBefore: ask.daysBefore,
        renewalsLeft: ask.times > 0 ? ask.times : undefined,
        renewalPeriod,
        // A buyer who names the period knows of it.
        renewalNotBefore: ask.period === undefined ? renewalNotBefore : undefined,
      })
      await record(tx, 'auto_renewal.set', {
        subject: subscription.id,
        data: omitUndefined({ ...pickParties(subscription), ...ask, period: renewalPeriod }),
      })
      await saveHeld(context, tx, { ...held, subscription })
    })

  /** Prices a line; throws if the stock is too low for what it adds (R30). */
  async function price(
    tx: Tx,
    held: SubscriptionWithTerms,
    ask: { readonly kind: QuoteKind; readonly line: AskedLine },
  ): Promise<PricedLine & { readonly toAsk?: ChangeTarget }> {
    if (ask.kind === 'change') requireUsable(held.subscription)
    await requireHeldSold(context, tx, held, ask.kind)
    const priced = await priceLine(context, tx, { ...ask, held, now: clock.now() })
    await requireMore(context, tx, held, { ...priced.line, kind: ask.kind })
    // R51: holders of a suspended product may continue with it, but not add to it.
    const stop = addsTo(held, priced.line) && (await context.catalog.findStop(tx, [priced.line.skuId]))
    if (stop) throw catalogProblems.not_on_sale({ state: stop.why })
    return priced
  }

  /** R30: takes what paid lines add to their services from stock, before the lines are applied. */
  const takeAdded = (
    tx: Tx,
    lines: readonly { readonly held: SubscriptionWithTerms; readonly paid: PaidLine }[],
  ): Promise<void> =>
    takeMore(
      context,
      tx,
      lines.flatMap(({ held, paid: { order, line } }) =>
        order.kind === 'renewal' || order.kind === 'conversion' || order.kind === 'change'
          ? [{ held, ask: { ...line, kind: order.kind, orderLineId: line.id } }]
          : [],
      ),
    )

  const find = (db: Db, id: Id<'sub'>): Promise<Subscription | undefined> => store.find(db, id)

  /**
   * R119: counts the paid renewals of a product with another edition or quantity that the seller has not confirmed, of
   * services that are not over.
   */
  async function countChangesToTell(db: Db, productId: Id<'prd'>): Promise<number> {
    const lines = await context.orders.listOpenRenewals(db, productId)
    let count = 0
    for (const { offer, subscriptionId } of lines) {
      if (offer.before === undefined || subscriptionId === undefined) continue
      const subscription = await store.find(db, subscriptionId)
      if (subscription?.closedAt === undefined) count += 1
    }
    return count
  }

  return {
    ...createActs(context),
    ...createBar(context),
    countChangesToTell,
    countOpen: store.countOpen,
    findNewestOpen: store.findNewestOpen,
    listBuyersOf: store.listBuyersOf,
    createForOrder,
    activate,
    cancel,
    lockOwn,
    setAutoRenewal,
    /** R109, R118, R119: the price now; the caller holds the lock. */
    price,
    requireHeldSold: (tx: Tx, held: SubscriptionWithTerms, kind: QuoteKind): Promise<void> =>
      requireHeldSold(context, tx, held, kind),
    /** Whether the service is still in the state in which it was priced. */
    standsAs(held: SubscriptionWithTerms, basis: Basis): boolean {
      const now = toBasis(held)
      return (
        basis.presentLineId === now.presentLineId && basis.endsAt === now.endsAt && basis.terms === now.terms
      )
    },
    takeAdded,
    addsTo,
    /** R109, R118: applies a paid line. The caller has locked and priced the service and taken the added stock. */
    extend: async (tx: Tx, held: SubscriptionWithTerms, paid: PaidLine): Promise<SubscriptionWithTerms> => {
      if (paid.order.kind === 'conversion')
        await context.catalog.setStanding(tx, [held.subscription.orderLineId], true)
      return extend(context, tx, held, paid)
    },
    startChange: async (
      tx: Tx,
      held: SubscriptionWithTerms,
      of: { paid: PaidLine; until: Instant; carried: StoredCarried },
    ): Promise<SubscriptionWithTerms> => {
      // The service may have been frozen since it was priced.
      requireUsable(held.subscription)
      return startChange(context, tx, held, of)
    },
    requireUsable,
    applyChange: (tx: Tx, id: Id<'sub'>): Promise<Id<'orl'> | undefined> => applyChange(context, tx, id),
    failChange: (tx: Tx, id: Id<'sub'>): Promise<Id<'orl'> | undefined> => failChange(context, tx, id),
    requireReturnable,
    requireReturnableTerm,
    /** R111: the refund of a renewal that has not begun: what was paid for its days. */
    carriedAmount: ({ carried }: Term, currency: Currency): Money => computeCarriedAmount(carried, currency),
    returnTerm: (
      tx: Tx,
      held: SubscriptionWithTerms,
      ask: { termId: Id<'trm'>; refundOrder: Order },
    ): Promise<SubscriptionWithTerms> => returnTerm(context, tx, held, ask),
    look: (tx: Tx, id: Id<'sub'>, now: Instant): Promise<SubscriptionWithTerms> =>
      runDueEvents(context, tx, id, now),
    /** The next event of a subscription. */
    nextStep: async (db: Db, id: Id<'sub'>): Promise<LifeEvent['kind'] | undefined> => {
      const subscription = await store.find(db, id)
      if (!subscription) return undefined
      const level = decideLevel(subscription, await context.levelOf(db, subscription.buyerId))
      return findNextDue(subscription, await store.listTerms(db, id), { zone, level })?.events[0]?.kind
    },
    /** A subscription with its terms, without a lock. */
    getHeld: async (db: Db, id: Id<'sub'>): Promise<SubscriptionWithTerms | undefined> =>
      (await listHeld(db, [id]))[0],
    /** While it is being opened: the end that its first term would have if it opened now. */
    foreseenEnd(subscription: Subscription): Instant | undefined {
      if (subscription.state !== 'opening') return undefined
      const now = clock.now()
      return decideEnd(subscription, now, { zone, anchorDay: getAnchor(now, zone) })
    },
    /** R110: the next automatic renewals as they would be now, of those of these services that have them on. */
    listNextRenewals: (db: Db, ids: readonly Id<'sub'>[]) => listNextRenewals(context, db, ids),
    priceRenewables: (db: Db, all: readonly Renewable[]) => priceRenewables(context, db, all),
    lockHeld,
    listTermsUntil,
    endToTell: (db: Db, held: SubscriptionWithTerms): Promise<Instant> => findEndToTell(context, db, held),
    find,
    list: store.listByIds,
    listByLines: store.listByLines,
    findByLine: async (db: Db, orderLineId: Id<'orl'>): Promise<Subscription | undefined> =>
      (await store.listByLines(db, [orderLineId]))[0],
    lock: store.lock,
    /** Locks several subscriptions in one order; gives nothing. */
    lockAll: async (tx: Tx, ids: readonly Id<'sub'>[]): Promise<void> => void (await store.lockAll(tx, ids)),
  }
}

/** Whether a line adds to what is held, or replaces it by something else. */
const addsTo = (
  held: SubscriptionWithTerms,
  { skuId, quantity }: Pick<Holding, 'skuId' | 'quantity'>,
): boolean => quantity > countHeldUnits(held) || skuId !== getBase(held).skuId

const holdingOf = (subscription: Subscription): Holding => {
  const { skuId, priceItemId, quantity, period, periodCount, trialDays } = subscription
  return omitUndefined({
    skuId,
    priceItemId,
    quantity,
    period,
    periodCount,
    trialDays,
  })
}

/** A pending change does not prevent decisions about later terms. */
const withoutChange = ({ changing: _changing, ...subscription }: Subscription): Subscription => subscription
