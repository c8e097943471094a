import type { RefundKind } from '@loggia/protocol/console/refunds/kinds'
import { omitUndefined, createMoney, toId } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import { listHistory } from '../platform/index.ts'
import type { MemberActor } from '../platform/index.ts'
import type { World } from './world.ts'

/** Buys an active service: one seat for a month, at ¥10.00. */
export async function openBoughtService(world: World, buyer: MemberActor, productId: Id<'prd'>) {
  const { market, platform } = world
  const orderId = await world.given.paidOrder(buyer, productId)
  await world.settle()
  const line = (await market.orders.get(platform.db, orderId)).lines[0]
  const { id } = (await market.subscriptions.findByLine(platform.db, toId(line?.id, 'orl'))) ?? {}
  const subscriptionId = toId(id, 'sub')
  const readHeld = async () => {
    const found = await market.subscriptions.getHeld(platform.db, subscriptionId)
    if (!found) throw new Error('There is no subscription')
    return found
  }
  const pay = async (
    kind: 'renewal' | 'change' | 'conversion',
    quantity = 1,
    period: 'month' | 'year' = 'month',
  ) => {
    const { choices } = await market.subscriptions.listChoices(buyer, subscriptionId)
    const price = choices[0]?.prices.find((one) => one.period === period)
    const priceItemId = toId(price?.priceItemId, 'pri')
    const { id: quoteId } = await market.quotes.ask(buyer, {
      kind,
      lines: [
        omitUndefined({
          subscriptionId,
          priceItemId,
          quantity,
          periodCount: kind === 'change' ? undefined : 1,
        }),
      ],
    })
    return (await market.quotes.pay({ actor: buyer }, quoteId)).orderId
  }
  const giveBack = (kind: RefundKind, fen: bigint) =>
    market.refunds.ask({ actor: buyer }, subscriptionId, { kind, expectedAmount: createMoney(fen, 'CNY') })
  const look = async () => market.refunds.listReturnable(await readHeld())
  const order = (of: string) => market.orders.get(platform.db, toId(of, 'ord'))
  return {
    buyer,
    orderId,
    subscriptionId,
    held: readHeld,
    pay,
    giveBack,
    look,
    order,
    kinds: async () => (await listHistory(platform.db, subscriptionId)).map((entry) => entry.kind),
  }
}
