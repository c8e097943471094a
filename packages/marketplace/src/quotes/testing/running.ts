import type { Id } from '@loggia/kernel'
import { toIso } from '@loggia/kernel'
import type { World } from '../../embedded/index.ts'
import { listHistory } from '../../platform/index.ts'

/** A buyer with this balance has one seat for a month, at ¥10.00, of a seller with this server. */
export async function openRunning(
  world: World,
  { url, fen }: { readonly url: string; readonly fen: bigint },
) {
  const { productId } = await world.given.listedProduct(url)
  const buyer = await world.given.buyer(fen)
  const orderId = await world.given.paidOrder(buyer, productId)
  await world.settle()
  const { market, platform } = world
  const line = (await market.orders.get(platform.db, orderId)).lines[0]
  const { id } = (await market.subscriptions.findByLine(platform.db, line?.id as Id<'orl'>)) ?? {}
  const subscriptionId = id as Id<'sub'>
  const subscription = async () => {
    const found = await market.subscriptions.getHeld(platform.db, subscriptionId)
    if (!found) throw new Error('There is no subscription')
    return { ...found.subscription, terms: found.terms }
  }
  const choices = () => market.subscriptions.listChoices(buyer, subscriptionId)
  const price = async (period: 'month' | 'year') => {
    const found = (await choices()).choices[0]?.prices.find((one) => one.period === period)
    return found?.priceItemId as Id<'pri'>
  }
  const quote = async (
    kind: 'renewal' | 'change',
    {
      period = 'month',
      quantity = 1,
      periodCount,
    }: { period?: 'month' | 'year'; quantity?: number; periodCount?: number } = {},
  ) =>
    market.quotes.ask(buyer, {
      kind,
      lines: [
        {
          subscriptionId,
          priceItemId: await price(period),
          quantity,
          ...(kind === 'renewal' && { periodCount: periodCount ?? 1 }),
        },
      ],
    })
  const buy = async (...ask: Parameters<typeof quote>) => {
    const { id: quoteId } = await quote(...ask)
    const { orderId: bought } = await market.quotes.pay({ actor: buyer }, quoteId as Id<'quo'>)
    await world.settle()
    return bought
  }
  const order = (of: Id<'ord'>) => market.orders.get(platform.db, of)
  const balance = async () =>
    (await market.ledger.getBalance(platform.db, buyer.buyerId as Id<'byr'>, 'CNY')).amountMinor
  const kinds = async () => (await listHistory(platform.db, subscriptionId)).map((entry) => entry.kind)
  /** Without the news of orders that went well. */
  const messagesTo = async (party: Parameters<typeof market.notifications.list>[0]) =>
    (await market.notifications.list(party, { limit: 50 })).items
      .filter(({ kind }) => !kind.startsWith('order_'))
      .toReversed()
  const messages = () => messagesTo({ kind: 'buyer', id: buyer.buyerId as Id<'byr'> })
  return { buyer, subscriptionId, subscription, quote, buy, order, balance, kinds, messages, messagesTo }
}

export const readEnd = async (of: { subscription: () => Promise<{ endsAt?: number }> }): Promise<string> =>
  toIso((await of.subscription()).endsAt ?? 0)
