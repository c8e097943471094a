import { defined } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import { mockOrder, orderResultCodes } from '@loggia/protocol/orders'
import type { Order, OrderLine, Orders } from '../../orders/index.ts'
import type { Parties } from '../../parties/index.ts'
import type { Platform } from '../../platform/index.ts'
import type { Subscriptions } from '../../subscriptions/index.ts'
import { noSuchOrder, readAsk } from '../rules/answers.ts'
import { linesFor, presentOrder, wasBought } from '../rules/orders.ts'
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

/** What a seller's server may know of what was bought. */
export function createOrderQuery({ db, clock, parties, orders, subscriptions }: OrderQueryContext) {
  async function findBought(line: OrderLine): Promise<BoughtLine> {
    const id = line.subscriptionId ?? (await subscriptions.findByLine(db, line.id))?.id
    const held = id && (await subscriptions.getHeld(db, id))
    const openingEnd = held && subscriptions.foreseenEnd(held.subscription)
    const purchaseId = held?.subscription.orderLineId ?? line.id
    const given = (await orders.listGiven(db, [purchaseId])).get(purchaseId) ?? []
    return { line, held, given, ...defined({ openingEnd }) }
  }

  async function present(order: Order, lines: readonly OrderLine[]): Promise<WireOrder> {
    const bought: BoughtLine[] = []
    for (const line of lines) bought.push(await findBought(line))
    return presentOrder(order, bought, await parties.getCustomer(db, order))
  }

  /** The seller's own lines of an order, or why there is nothing to say. Debug orders are everybody's. */
  async function queryOrder(sellerId: Id<'sel'>, ask: OrderAsk): Promise<OrderAnswer> {
    const read = readAsk(ask)
    if ('resultCode' in read) return read
    const mock = mockOrder(read.orderId, clock.now())
    if (mock) {
      const [line] = mock.orderLine
      const isAsked = read.orderLineId === undefined || read.orderLineId === line?.orderLineId
      return isAsked ? success(mock) : noSuchOrder()
    }
    const order = await orders.findByNumber(db, read.orderId)
    if (!order || !wasBought(order)) return noSuchOrder()
    const lines = linesFor(order, { sellerId, lineNumber: read.orderLineId })
    return lines.length === 0 ? noSuchOrder() : success(await present(order, lines))
  }

  return { queryOrder }
}
