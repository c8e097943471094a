import { createMoney, fromDecimal, isMore, omitUndefined, subtract, toId } from '@loggia/kernel'
import type { Id, Money } from '@loggia/kernel'
import type { Marketplace } from '../../../marketplace.ts'
import { runInTx, system } from '../../../platform/index.ts'
import type { MemberActor, Platform } from '../../../platform/index.ts'

export type Purchase = {
  readonly productId: Id<'prd'>
  readonly specification: number
  readonly period: 'month' | 'year' | 'one_time'
  readonly periodCount: number
  /** Of a product that is sold by quantity; brought within its limits. */
  readonly quantity: number
  readonly trial?: boolean
}
export type Service = { readonly subscriptionId: Id<'sub'>; readonly orderId: Id<'ord'> }
type Around = {
  readonly market: Marketplace
  readonly platform: Platform
  /** Does whatever is due now. */
  readonly settle: () => Promise<void>
}

/** Companies pay in whole amounts of this many minor units. */
const topUpStep = 1_000_000n
const reason = '对公转账入账（演示）'

/** What buyers do, by the services of the market. */
export function createTrading({ market, platform, settle }: Around) {
  const { db } = platform

  /** Tops up the balance so that the amount can be paid from it. */
  async function fund(buyer: MemberActor, amount: Money): Promise<void> {
    const buyerId = toId(buyer.buyerId, 'byr')
    const balance = await market.ledger.getBalance(db, buyerId, 'CNY')
    if (!isMore(amount, balance)) return
    const { amountMinor } = subtract(amount, balance)
    const needed = ((amountMinor + topUpStep - 1n) / topUpStep) * topUpStep
    await runInTx(platform, { actor: system }, (tx) =>
      market.ledger.topUpIn(tx, { buyerId, amount: createMoney(needed, 'CNY'), reason }),
    )
  }

  async function price(of: Purchase) {
    const { specifications, quantity } = await market.views.getProduct(of.productId)
    const specification = specifications[of.specification % specifications.length]
    const items = specification?.skus[0]?.priceItems ?? []
    const item =
      (of.trial ? items.find(({ trialDays }) => trialDays !== undefined) : undefined) ??
      items.find(({ period }) => period === of.period) ??
      items[0]
    const units = quantity ? Math.min(Math.max(of.quantity, quantity.min), quantity.max) : 1
    return {
      priceItemId: toId(item?.id, 'pri'),
      quantity: units,
      periodCount: item?.period === of.period ? of.periodCount : 1,
      isTrial: of.trial === true && item?.trialDays !== undefined,
    }
  }

  /** Places an order, and leaves it unpaid. */
  async function submit(buyer: MemberActor, of: Purchase): Promise<Id<'ord'>> {
    const { isTrial, ...line } = await price(of)
    const { priceItemId, quantity, periodCount } = line
    const { amount } = await market.catalog.getQuote(priceItemId, { quantity, periodCount })
    const expectedTotal = isTrial ? createMoney(0n, 'CNY') : amount
    await fund(buyer, expectedTotal)
    const lines = [isTrial ? { priceItemId, quantity, periodCount: 1, trial: true } : line]
    const { orderId } = await market.orders.submit(
      { actor: buyer },
      { lines, expectedTotal, agreed: true, dataConsent: true },
    )
    return orderId
  }

  /** Buys a service; it is open afterwards, unless its seller did not open it. */
  async function buy(buyer: MemberActor, of: Purchase): Promise<Service> {
    const orderId = await submit(buyer, of)
    await market.orders.pay({ actor: buyer }, orderId)
    await settle()
    const { lines } = await market.orders.get(db, orderId)
    const found = await market.subscriptions.findByLine(db, toId(lines[0]?.id, 'orl'))
    return { orderId, subscriptionId: toId(found?.id, 'sub') }
  }

  const read = async (id: Id<'sub'>) => {
    const held = await market.subscriptions.getHeld(db, id)
    if (!held) throw new Error(`There is no service ${id}`)
    return held
  }

  /** Renews, converts a trial, or changes the quantity (`more`). */
  async function pay(
    buyer: MemberActor,
    id: Id<'sub'>,
    { kind, more = 0 }: { readonly kind: 'renewal' | 'conversion' | 'change'; readonly more?: number },
  ): Promise<void> {
    const { priceItemId, quantity } = (await read(id)).subscription
    const line = { subscriptionId: id, priceItemId, quantity: quantity + more }
    const { id: quoteId, total } = await market.quotes.ask(buyer, {
      kind,
      lines: [omitUndefined({ ...line, periodCount: kind === 'change' ? undefined : 1 })],
    })
    await fund(buyer, fromDecimal(total.amount, 'CNY'))
    await market.quotes.pay({ actor: buyer }, quoteId)
    await settle()
  }

  /** Gives a service back within its five days. False if it cannot be. */
  async function giveBack(buyer: MemberActor, id: Id<'sub'>): Promise<boolean> {
    const { refundable } = await market.refunds.listReturnable(await read(id))
    const offered = refundable.find(({ kind }) => kind === 'five_day')
    if (!offered) return false
    const expectedAmount = fromDecimal(offered.amount.amount, 'CNY')
    await market.refunds.ask({ actor: buyer }, id, { kind: 'five_day', expectedAmount })
    await settle()
    return true
  }

  const renewItself = (buyer: MemberActor, id: Id<'sub'>): Promise<void> =>
    market.subscriptions.setAutoRenewal(buyer, id, { on: true, daysBefore: 7, times: 0 })

  return { fund, submit, buy, read, pay, giveBack, renewItself }
}
export type Trading = ReturnType<typeof createTrading>
