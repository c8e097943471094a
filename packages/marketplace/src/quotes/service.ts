import { addMs, omitUndefined, fromMinutes, sum } from '@loggia/kernel'
import type { Id, Money, Problem } from '@loggia/kernel'
import type { Quote as ShownQuote, QuoteEstimate } from '@loggia/protocol/console'
import { presentVerdict } from '../calls/index.ts'
import { catalogProblems, getProduct } from '../catalog/index.ts'
import type { Catalog } from '../catalog/index.ts'
import { marketCurrency } from '../ledger/index.ts'
import type { Ledger } from '../ledger/index.ts'
import type { Outcome } from '../dialects/index.ts'
import type { Order, Orders } from '../orders/index.ts'
import { requireBuyer } from '../parties/index.ts'
import { runInTx, toWireMoney, notify, system, toWireTime } from '../platform/index.ts'
import type { Db, MemberActor, MemberRequest, Platform, Tx } from '../platform/index.ts'
import type { Provisioning } from '../provisioning/index.ts'
import type { SubscriptionWithTerms, PricedLine, Subscriptions } from '../subscriptions/index.ts'
import { quoteProblems } from './problems.ts'
import { decideChangeAnswer } from './rules.ts'
import type { Quote, QuoteAsk } from './schema.ts'
import * as store from './store.ts'

const lifeMs = fromMinutes(15)

export type Quotes = ReturnType<typeof createQuotes>

export function createQuotes(
  platform: Platform & {
    catalog: Pick<Catalog, 'findStop'>
    ledger: Ledger
    orders: Orders
    subscriptions: Subscriptions
    provisioning: Provisioning
  },
) {
  const { clock, ids, db, catalog, ledger, orders, subscriptions, provisioning } = platform

  type Priced = Awaited<ReturnType<Subscriptions['price']>>

  type Hold = (tx: Tx, id: Id<'sub'>) => Promise<SubscriptionWithTerms>

  /** Prices each line. Locks, if there are any, are taken in the order of the services' ids. */
  async function priceAll(tx: Tx, { kind, lines }: QuoteAsk, hold: Hold): Promise<Priced[]> {
    const sorted = [...lines].sort((a, b) => (a.subscriptionId < b.subscriptionId ? -1 : 1))
    const priced = new Map<string, Priced>()
    for (const line of sorted) {
      if (priced.has(line.subscriptionId)) throw quoteProblems.named_twice()
      const held = await hold(tx, line.subscriptionId)
      priced.set(line.subscriptionId, await subscriptions.price(tx, held, { kind, line }))
    }
    const inOrder = lines.flatMap((line) => priced.get(line.subscriptionId) ?? [])
    if (new Set(inOrder.map(({ line }) => line.amount.currency)).size > 1)
      throw quoteProblems.currencies_mixed()
    return inOrder
  }

  /**
   * What the same quote would cost now. Stores nothing, locks no row and asks no seller, so that a page may ask with
   * each choice; a conversion waits for its turn at the limit of a buyer, until the end of this short transaction.
   */
  const estimate = (actor: MemberActor, asked: QuoteAsk): Promise<QuoteEstimate> =>
    runInTx(platform, { actor }, async (tx) => {
      const priced = await priceAll(tx, asked, (from, id) => subscriptions.lookOwn(actor, id, from))
      if (asked.kind === 'conversion') for (const one of priced) await requireTold(tx, one)
      return {
        lines: priced.map(({ shown: { serviceId, amount, fee } }) =>
          omitUndefined({ serviceId, amount, fee }),
        ),
        total: toWireMoney(totalOf(priced)),
      }
    })

  /**
   * R119: asks the seller whether the change is possible; a refusal is passed on with the seller's reason. Also throws
   * if the protocol cannot express the change.
   */
  async function askSeller(buyerId: Id<'byr'>, { line, toAsk }: Priced): Promise<void> {
    if (!toAsk) return
    const answer = await provisioning.askChange(buyerId, line.subscriptionId, toAsk)
    if (!answer) throw quoteProblems.no_words_for_change()
    const { outcome } = answer
    switch (decideChangeAnswer(outcome)) {
      case 'possible':
        return
      case 'refused':
        throw quoteProblems.refused_by_seller({ reason: reasonIn(outcome) })
      case 'not_answered':
        await tellNotAnswered(line, outcome)
        throw quoteProblems.change_not_answered()
      case 'later':
        throw quoteProblems.seller_unreachable()
    }
  }

  /** Tells the seller that their product offers changes at renewal but their server does not answer the question. */
  const tellNotAnswered = (
    { sellerId, productId, offer }: PricedLine['line'],
    { verdict }: Outcome,
  ): Promise<void> =>
    runInTx(platform, { actor: system }, (tx) =>
      notify(
        tx,
        'change_check_unanswered',
        { kind: 'seller', id: sellerId },
        {
          subject: productId,
          data: { productId, name: offer.productName, verdict: presentVerdict(verdict) },
        },
      ),
    )

  /** R118: throws if the quantity differs from the trial's and the protocol cannot tell the seller so. */
  async function requireTold(from: Db, { line, shown }: Pick<PricedLine, 'line' | 'shown'>): Promise<void> {
    if (line.quantity === shown.before.quantity) return
    if (!(await provisioning.mayChangeQuantityAtConversion(from, line.productId)))
      throw quoteProblems.no_words_for_quantity()
  }

  /** Why a trial cannot become paid with another quantity; undefined if it can. */
  const whyNoOtherQuantity = async (from: Db, productId: Id<'prd'>): Promise<Problem | undefined> =>
    (await provisioning.mayChangeQuantityAtConversion(from, productId))
      ? undefined
      : quoteProblems.no_words_for_quantity()

  /**
   * R109, R118, R119: prices the lines and shows the services before and after. Only the price is fixed, for 15
   * minutes.
   */
  async function ask(actor: MemberActor, asked: QuoteAsk): Promise<ShownQuote> {
    const buyerId = requireBuyer(actor)
    const priced = await runInTx(platform, { actor }, (tx) =>
      priceAll(tx, asked, (from, id) => subscriptions.lockOwn(from, actor, id)),
    )
    for (const one of priced) {
      if (asked.kind === 'conversion') await requireTold(db, one)
      await askSeller(buyerId, one)
    }
    const createdAt = clock.now()
    const quote: Quote = {
      id: ids.next('quo'),
      buyerId,
      memberId: actor.memberId,
      kind: asked.kind,
      lines: priced.map(({ line, basis, shown, carried }) => omitUndefined({ line, basis, shown, carried })),
      total: totalOf(priced),
      createdAt,
      expiresAt: addMs(createdAt, lifeMs),
    }
    await runInTx(platform, { actor }, (tx) => store.insert(tx, quote))
    return present(quote)
  }

  async function present(quote: Quote): Promise<ShownQuote> {
    const balance = await ledger.getBalance(db, quote.buyerId, quote.total.currency)
    return omitUndefined({
      id: quote.id,
      kind: quote.kind,
      createdAt: toWireTime(quote.createdAt),
      expiresAt: toWireTime(quote.expiresAt),
      lines: quote.lines.map(({ shown }) => shown),
      total: toWireMoney(quote.total),
      balance: toWireMoney(balance),
      orderId: quote.orderId,
    })
  }

  /** Throws `quote.not_found` for another buyer's quote. */
  async function get(actor: MemberActor, id: Id<'quo'>): Promise<ShownQuote> {
    const quote = await store.find(db, id)
    if (quote?.buyerId !== requireBuyer(actor)) throw quoteProblems.not_found()
    return present(quote)
  }

  /** Charges the stored price for the stored lines, if the services are unchanged since they were priced. */
  const pay = (request: MemberRequest, id: Id<'quo'>): Promise<{ orderId: Id<'ord'>; number: string }> =>
    runInTx(platform, request, async (tx) => {
      const { actor } = request
      const quote = await store.lock(tx, id)
      if (quote?.buyerId !== requireBuyer(actor)) throw quoteProblems.not_found()
      if (quote.orderId !== undefined) throw quoteProblems.paid({ orderId: quote.orderId })
      if (clock.now() >= quote.expiresAt)
        throw quoteProblems.expired({ expiresAt: toWireTime(quote.expiresAt) })
      const held = await lockAll(tx, actor, quote)
      const order = await orders.placePaid(tx, {
        kind: quote.kind,
        buyerId: quote.buyerId,
        memberId: actor.memberId,
        lines: quote.lines.map(({ line }) => ({
          ...line,
          followsLineId: getHeld(held, line.subscriptionId).subscription.presentLineId,
        })),
      })
      await store.setOrder(tx, id, order.id)
      await follow(tx, { held, order, quote })
      return { orderId: order.id, number: order.number }
    })

  async function lockAll(
    tx: Tx,
    actor: MemberActor,
    { kind, lines }: Quote,
  ): Promise<Map<string, SubscriptionWithTerms>> {
    const held = new Map<string, SubscriptionWithTerms>()
    const sorted = [...lines].sort((a, b) => (a.line.subscriptionId < b.line.subscriptionId ? -1 : 1))
    for (const one of sorted) {
      const now = await subscriptions.lockOwn(tx, actor, one.line.subscriptionId)
      requireUnchanged(one, now)
      if (kind === 'renewal') await requireOffered(tx, one)
      if (kind === 'conversion') await requireTold(tx, one)
      await requireStillSold(tx, kind, { ...one, held: now })
      held.set(one.line.subscriptionId, now)
    }
    return held
  }

  function requireUnchanged({ basis }: PricedLine, held: SubscriptionWithTerms): void {
    if (!subscriptions.standsAs(held, basis) || held.subscription.changing) throw quoteProblems.outdated()
  }

  /** R119: throws if the quote changes edition or quantity and the product no longer offers that at a renewal. */
  async function requireOffered(tx: Tx, { line }: PricedLine): Promise<void> {
    if (line.offer.before === undefined) return
    const { afterSale } = await getProduct(tx, line.productId)
    if (!afterSale.renewalChanges) throw quoteProblems.outdated()
  }

  /**
   * R51, R120: a delisting also ends the sale of what was quoted before. During a suspension a service may be renewed
   * or converted as it is, but not extended by more units or another edition (docs/decisions/0014).
   */
  async function requireStillSold(
    tx: Tx,
    kind: Quote['kind'],
    { line, held }: PricedLine & { readonly held: SubscriptionWithTerms },
  ): Promise<void> {
    const stop = await catalog.findStop(tx, [line.skuId])
    await subscriptions.requireHeldSold(tx, held, kind)
    if (!stop) return
    if (stop.why === 'delisted' && kind !== 'change') throw catalogProblems.not_renewable()
    if (kind === 'change' || subscriptions.addsTo(held, line))
      throw catalogProblems.not_on_sale({ state: stop.why })
  }

  /** Extends the service of each paid line, or starts its change, which waits for the seller. */
  async function follow(
    tx: Tx,
    paidFor: {
      readonly held: ReadonlyMap<string, SubscriptionWithTerms>
      readonly order: Order
      readonly quote: Quote
    },
  ): Promise<void> {
    const { held, order, quote } = paidFor
    const lines = order.lines.map((line) => {
      const own = line.subscriptionId && held.get(line.subscriptionId)
      if (!own) throw new Error(`Line ${line.number} is of no service that is held`)
      return { held: own, paid: { order, line } }
    })
    await subscriptions.takeAdded(tx, lines)
    for (const { held: own, paid } of lines) {
      const { line } = paid
      const { carried } = quote.lines.find((one) => one.line.subscriptionId === line.subscriptionId) ?? {}
      if (order.kind !== 'change') await subscriptions.extend(tx, own, paid)
      else if (!carried) throw quoteProblems.outdated()
      else
        await subscriptions.startChange(tx, own, {
          paid,
          until: provisioning.changeUntil(order.createdAt),
          carried,
        })
    }
  }

  return { ask, estimate, get, pay, whyNoOtherQuantity }
}

/** The seller's message, or the result code if there is none. */
const reasonIn = (outcome: Outcome): string => {
  const { resultMsg } = outcome.verdict as { resultMsg?: string | null }
  return resultMsg ?? ('resultCode' in outcome ? outcome.resultCode : '')
}

/** All lines must be in one currency. */
const totalOf = (priced: readonly PricedLine[]): Money => {
  const amounts = priced.map(({ line }) => line.amount)
  return sum(amounts, amounts[0]?.currency ?? marketCurrency)
}

function getHeld(all: ReadonlyMap<string, SubscriptionWithTerms>, id: Id<'sub'>): SubscriptionWithTerms {
  const held = all.get(id)
  if (!held) throw new Error(`The service ${id} is not held`)
  return held
}
