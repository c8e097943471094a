import { Problem, addMs, minutes } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import type { AutoRenewal, Quote as ShownQuote, ServiceAct, ServiceChoices } from '@loggia/protocol/console'
import { maxPeriods } from '../../catalog/index.ts'
import type { Catalog, Purchasable } from '../../catalog/index.ts'
import type { Ledger } from '../../ledger/index.ts'
import { attributesOf } from '../../orders/index.ts'
import type { Order, Orders } from '../../orders/index.ts'
import { requireBuyer } from '../../parties/index.ts'
import { inTx, moneyToWire, timeToWire, unitPriceToWire } from '../../platform/index.ts'
import type { Db, MemberActor, Platform, Tx, TxRequest } from '../../platform/index.ts'
import type { Provisioning } from '../../provisioning/index.ts'
import {
  baseOf,
  levelThatHolds,
  nextTryAt,
  priceRenewal,
  requireRenewable,
  subscriptionProblems,
} from '../../subscriptions/index.ts'
import type { CustomerLevel, Held, Subscriptions } from '../../subscriptions/index.ts'
import { quoteProblems } from '../problems.ts'
import type { Quote, QuoteAsk, QuoteLine } from '../schema.ts'
import * as store from '../store.ts'
import { basisOf, priceLine, requireChangeAtRenewal, requireChangeable, targetOf, totalOf } from './price.ts'

const lifeMs = minutes(15)

export type Quotes = ReturnType<typeof createQuotes>

export function createQuotes(
  platform: Platform & {
    catalog: Catalog
    ledger: Ledger
    orders: Orders
    subscriptions: Subscriptions
    provisioning: Provisioning
    levelOf: (db: Db, buyerId: Id<'byr'>) => Promise<CustomerLevel>
  },
) {
  const { clock, ids, zone, db, catalog, ledger, orders, subscriptions, provisioning } = platform
  const context = { catalog, orders, zone }

  type Priced = Awaited<ReturnType<typeof priceLine>>

  /** Prices every line under its service's lock, in one order of services. */
  const priceAll = (actor: MemberActor, { kind, lines }: QuoteAsk): Promise<Priced[]> =>
    inTx(platform, { actor }, async (tx) => {
      const sorted = [...lines].sort((a, b) => (a.subscriptionId < b.subscriptionId ? -1 : 1))
      const priced = new Map<string, Priced>()
      for (const line of sorted) {
        if (priced.has(line.subscriptionId)) throw quoteProblems.named_twice()
        const held = await subscriptions.lockOwn(tx, actor, line.subscriptionId)
        priced.set(line.subscriptionId, await priceLine(context, tx, { kind, line, held, now: clock.now() }))
      }
      const inOrder = lines.flatMap((line) => priced.get(line.subscriptionId) ?? [])
      if (new Set(inOrder.map(({ line }) => line.amount.currency)).size > 1)
        throw quoteProblems.currencies_mixed()
      return inOrder
    })

  /** R119: the seller says whether the change can be made; a refusal is given on in the seller's words. */
  async function askSeller(priced: Priced): Promise<void> {
    const { outcome } = await provisioning.askChange(
      priced.line.subscriptionId,
      targetOf(priced, priced.target),
    )
    if (outcome.kind === 'confirmed') return
    if (outcome.kind !== 'refused') throw quoteProblems.seller_unreachable()
    const { resultMsg } = outcome.verdict as { resultMsg?: string }
    throw quoteProblems.refused_by_seller({ reason: resultMsg ?? outcome.resultCode })
  }

  /** R109, R118, R119: what it would cost, and how things stand before and after; nothing is bound but the price, for 15 minutes. */
  async function ask(actor: MemberActor, asked: QuoteAsk): Promise<ShownQuote> {
    const buyerId = requireBuyer(actor)
    const priced = await priceAll(actor, asked)
    for (const one of priced) if (one.asksSeller) await askSeller(one)
    const createdAt = clock.now()
    const quote: Quote = {
      id: ids.next('quo'),
      buyerId,
      memberId: actor.memberId,
      kind: asked.kind,
      lines: priced.map(({ line, basis, shown }) => ({ line, basis, shown })),
      total: totalOf(priced),
      createdAt,
      expiresAt: addMs(createdAt, lifeMs),
    }
    await inTx(platform, { actor }, (tx) => store.insert(tx, quote))
    return present(quote)
  }

  async function present(quote: Quote): Promise<ShownQuote> {
    const balance = await ledger.getBalance(db, quote.buyerId, quote.total.currency)
    return {
      id: quote.id,
      kind: quote.kind,
      createdAt: timeToWire(quote.createdAt),
      expiresAt: timeToWire(quote.expiresAt),
      lines: quote.lines.map(({ shown }) => shown),
      total: moneyToWire(quote.total),
      balance: moneyToWire(balance),
      ...(quote.orderId !== undefined && { orderId: quote.orderId }),
    }
  }

  /** Throws `quote.not_found` for another's. */
  async function get(actor: MemberActor, id: Id<'quo'>): Promise<ShownQuote> {
    const quote = await store.find(db, id)
    if (quote?.buyerId !== requireBuyer(actor)) throw quoteProblems.not_found()
    return present(quote)
  }

  /** What was shown is what is taken: the stored lines at the stored price, if the services still stand as they were shown. */
  const pay = (
    actor: MemberActor,
    id: Id<'quo'>,
    idempotency?: TxRequest['idempotency'],
  ): Promise<{ orderId: Id<'ord'>; number: string }> =>
    inTx(platform, { actor, ...(idempotency && { idempotency }) }, async (tx) => {
      const quote = await store.lock(tx, id)
      if (quote?.buyerId !== requireBuyer(actor)) throw quoteProblems.not_found()
      if (quote.orderId !== undefined) throw quoteProblems.paid({ orderId: quote.orderId })
      if (clock.now() >= quote.expiresAt)
        throw quoteProblems.expired({ expiresAt: timeToWire(quote.expiresAt) })
      const held = await lockAll(tx, actor, quote)
      const order = await orders.placePaid(tx, {
        kind: quote.kind,
        buyerId: quote.buyerId,
        memberId: actor.memberId,
        lines: quote.lines.map(({ line }) => line),
      })
      await store.setOrder(tx, id, order.id)
      await follow(tx, held, order)
      return { orderId: order.id, number: order.number }
    })

  async function lockAll(tx: Tx, actor: MemberActor, { lines }: Quote): Promise<Map<string, Held>> {
    const held = new Map<string, Held>()
    const sorted = [...lines].sort((a, b) => (a.line.subscriptionId < b.line.subscriptionId ? -1 : 1))
    for (const one of sorted) {
      const now = await subscriptions.lockOwn(tx, actor, one.line.subscriptionId)
      requireUnchanged(one, now)
      held.set(one.line.subscriptionId, now)
    }
    return held
  }

  function requireUnchanged({ basis }: QuoteLine, held: Held): void {
    const now = basisOf(held)
    const same =
      basis.presentLineId === now.presentLineId && basis.endsAt === now.endsAt && basis.terms === now.terms
    if (!same || held.subscription.changing) throw quoteProblems.outdated()
  }

  /** Each paid line goes on with its service, or waits for the seller. */
  async function follow(tx: Tx, held: ReadonlyMap<string, Held>, order: Order): Promise<void> {
    for (const line of order.lines) {
      const own = line.subscriptionId && held.get(line.subscriptionId)
      if (!own) throw new Error(`Line ${line.number} is of no service that is held`)
      const paid = { order, line }
      if (order.kind === 'change')
        await subscriptions.startChange(tx, own, { paid, until: provisioning.changeUntil(order.createdAt) })
      else await subscriptions.extend(tx, own, paid)
    }
  }

  const soldNow = async (held: Held): Promise<{ present: Purchasable; offered: Purchasable[] }> => {
    const present = await catalog.getPurchasable(db, baseOf(held).priceItemId)
    const siblings = await catalog.listSiblings(db, present)
    return {
      present,
      offered: siblings.filter(({ priceItem }) => priceItem.offered && priceItem.period !== 'one_time'),
    }
  }

  async function lookOwn(actor: MemberActor, id: Id<'sub'>): Promise<Held> {
    const held = await subscriptions.getHeld(db, id)
    if (held?.subscription.buyerId !== requireBuyer(actor))
      throw subscriptionProblems.not_found({ serviceId: id })
    return held
  }

  /** What may be chosen at renewal, conversion or change: the combinations of its specification, the present one first. */
  async function listChoices(actor: MemberActor, id: Id<'sub'>): Promise<ServiceChoices> {
    const held = await lookOwn(actor, id)
    const { present, offered } = await soldNow(held)
    const { product, specification } = present
    const bySku = Map.groupBy(offered, ({ sku }) => sku.id)
    const choices = [...bySku].map(([skuId, items]) => ({
      skuId,
      present: skuId === present.sku.id,
      attributes: [...(items[0] ? attributesOf(items[0]) : [])],
      prices: items.map(({ priceItem }) => ({
        priceItemId: priceItem.id,
        period: priceItem.period,
        unitPrice: unitPriceToWire(priceItem.unitPrice),
        ...(priceItem.bands.length > 0 && {
          bands: priceItem.bands.map((band) => ({ ...band, unitPrice: unitPriceToWire(band.unitPrice) })),
        }),
        maxPeriods: maxPeriods(priceItem.period),
      })),
    }))
    const { quantity } = product
    return {
      ...(quantity && {
        quantity: {
          name: quantity.name,
          unit: quantity.unit,
          min: quantity.min,
          max: Math.min(quantity.max, specification.maxQuantity ?? quantity.max),
          ...(quantity.pricing && { pricing: quantity.pricing }),
        },
      }),
      choices: choices.sort((a, b) => Number(b.present) - Number(a.present)),
    }
  }

  /** What may be done with it now, and why not. */
  async function listActs(
    held: Held,
  ): Promise<{ [K in 'renew' | 'convert' | 'change' | 'changeAtRenewal' | 'autoRenew']: ServiceAct }> {
    const { present } = await soldNow(held)
    const { subscription } = held
    const isTrial = subscription.trialDays !== undefined
    const now = clock.now()
    const { quantity } = baseOf(held)
    const renewable = (): void => {
      requireRenewable(held)
      priceRenewal(held, present, { quantity, periodCount: 1 })
    }
    return {
      renew: actOf(renewable),
      convert: actOf(() => {
        if (!isTrial) throw subscriptionProblems.no_trial()
        priceRenewal(held, present, { quantity, periodCount: 1 })
      }, subscription.state),
      change: actOf(() => requireChangeable({ held, target: present })),
      changeAtRenewal: actOf(() => {
        renewable()
        requireChangeAtRenewal({ zone }, { held, target: present, now })
      }),
      autoRenew: actOf(() => requireRenewable(held)),
    }
  }

  /** R110, as the buyer sees it; undefined of what never renews. */
  async function getAutoRenewal(held: Held): Promise<AutoRenewal | undefined> {
    const { subscription } = held
    if (subscription.period === 'one_time' || subscription.trialDays !== undefined) return undefined
    const level = levelThatHolds(subscription, await platform.levelOf(db, subscription.buyerId))
    const again = nextTryAt(subscription, { zone, level })
    const { renewalFailure: failure } = subscription
    const { offered } = await soldNow(held)
    const base = baseOf(held)
    const own = offered.filter(({ sku }) => sku.id === base.skuId)
    const smallest = own.find(({ priceItem }) => priceItem.period === 'month') ?? own[0]
    return {
      on: subscription.renewsItself,
      daysBefore: subscription.renewalDaysBefore,
      times: subscription.renewalsLeft ?? 0,
      ...(again !== undefined && { nextTryAt: timeToWire(again) }),
      ...(smallest &&
        amountOf(
          () => priceRenewal(held, smallest, { quantity: base.quantity, periodCount: 1 }).line.amount,
        )),
      ...(failure && {
        failure: { at: timeToWire(failure.at), code: failure.code, sentence: failure.sentence },
      }),
    }
  }

  /** The same of the buyer's own service; throws `subscription.bought_once` for what never renews. */
  async function getAutoRenewalOf(actor: MemberActor, id: Id<'sub'>): Promise<AutoRenewal> {
    const found = await getAutoRenewal(await lookOwn(actor, id))
    if (!found) throw subscriptionProblems.bought_once()
    return found
  }

  const amountOf = (price: () => Parameters<typeof moneyToWire>[0]) => {
    try {
      return { amount: moneyToWire(price()) }
    } catch (error) {
      if (error instanceof Problem) return {}
      throw error
    }
  }

  return { ask, get, pay, lookOwn, listChoices, listActs, getAutoRenewal, getAutoRenewalOf }
}

/** Whether it may be done: what would refuse it is what the buyer reads. */
export function actOf(require: () => void, state?: Held['subscription']['state']): ServiceAct {
  try {
    if (state !== undefined && !['active', 'grace', 'retention'].includes(state))
      throw subscriptionProblems.not_in_state({ state, event: 'extend' })
    require()
    return { allowed: true }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    const { code, sentences } = error
    return { allowed: false, refusal: { code, sentence: { zh: sentences['zh-CN'], en: sentences['en-US'] } } }
  }
}
