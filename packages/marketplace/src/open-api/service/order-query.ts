import { omitUndefined } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import { createMockOrder, orderResultCodes } from '@loggia/protocol/orders'
import type { Order, OrderLine, Orders } from '../../orders/index.ts'
import type { Parties } from '../../parties/index.ts'
import type { Platform } from '../../platform/index.ts'
import type { Subscriptions } from '../../subscriptions/index.ts'
import { refuseUnknownOrder, readAsk } from '../rules/answers.ts'
import { listLines, presentOrder, isBought } from '../rules/orders.ts'
import type { BoughtLine } from '../rules/orders.ts'
import type { OrderAnswer, OrderAsk, WireOrder } from '../schema.ts'

export type OrderQueryContext = Platform & {
  readonly parties: Parties
  readonly orders: Orders
  readonly subscriptions: Subscriptions
}

const success = (orderInfo: WireOrder): OrderAnswer => ({
  resultCode: 'MKT.0000',
  resultMsg: orderResultCodes['MKT.0000'].message,
  orderInfo,
})

/** The order query of sellers' servers. */
export function createOrderQuery({ db, clock, parties, orders, subscriptions }: OrderQueryContext) {
  async function findBought(line: OrderLine): Promise<BoughtLine> {
    const id = line.subscriptionId ?? (await subscriptions.findByLine(db, line.id))?.id
    const held = id && (await subscriptions.getHeld(db, id))
    const openingEnd = held && subscriptions.foreseenEnd(held.subscription)
    const purchaseId = held?.subscription.orderLineId ?? line.id
    const given = (await orders.listGiven(db, [purchaseId])).get(purchaseId) ?? []
    return { line, held, given, ...omitUndefined({ openingEnd }) }
  }

  async function present(order: Order, lines: readonly OrderLine[]): Promise<WireOrder> {
    const bought: BoughtLine[] = []
    for (const line of lines) bought.push(await findBought(line))
    return presentOrder(order, bought, await parties.getCustomer(db, order))
  }

  /** The seller's own lines of an order, or a refusal. Every seller may query the debug orders. */
  async function queryOrder(sellerId: Id<'sel'>, ask: OrderAsk): Promise<OrderAnswer> {
    const read = readAsk(ask)
    if ('resultCode' in read) return read
    const mock = createMockOrder(read.orderId, clock.now())
    if (mock) {
      const [line] = mock.orderLine
      const isAsked = read.orderLineId === undefined || read.orderLineId === line?.orderLineId
      return isAsked ? success(mock) : refuseUnknownOrder()
    }
    const order = await orders.findByNumber(db, read.orderId)
    if (!order || !isBought(order)) return refuseUnknownOrder()
    const lines = listLines(order, { sellerId, lineNumber: read.orderLineId })
    return lines.length === 0 ? refuseUnknownOrder() : success(await present(order, lines))
  }

  return { queryOrder }
}
