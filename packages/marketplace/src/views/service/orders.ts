import { toPage } from '@loggia/kernel'
import type { Id, Language, Page, PageRequest } from '@loggia/kernel'
import type { Order, OrderSummary, SellerOrder, SellerOrderSummary, Service } from '@loggia/protocol/console'
import { orderProblems } from '../../orders/index.ts'
import { listHistory, moneyToWire } from '../../platform/index.ts'
import type { MemberActor, Platform } from '../../platform/index.ts'
import { requireBuyer, requireSeller } from '../../parties/index.ts'
import {
  presentBuyer,
  presentMoments,
  presentOrder,
  presentOrderOfSeller,
  presentRelated,
  presentService,
} from '../present/orders.ts'
import { viewProblems } from '../problems.ts'
import type { Audience } from '../rules.ts'
import * as store from '../store/index.ts'
import { presentHistory } from './history.ts'

/** Who asks for an order: names and facts are told as far as they may see them, in their language. */
export type Reader = { readonly actor: MemberActor; readonly language: Language }

export function createOrderViews({ db }: Platform) {
  async function listWithLines<T>(
    rows: readonly store.OrderRow[],
    of: { limit: number; sellerId?: Id<'sel'> },
    item: (row: store.OrderRow, lines: store.LineRow[]) => T,
  ): Promise<Page<T>> {
    const lines = await store.listLines(db, {
      orderIds: rows.slice(0, of.limit).map((row) => row.id),
      sellerId: of.sellerId,
    })
    const linesOf = (row: store.OrderRow) => lines.filter((line) => line.order_id === row.id)
    return toPage(rows, of.limit, { item: (row) => item(row, linesOf(row)), cursor: (row) => row.id })
  }

  const historyOf = async (orderId: Id<'ord'>, audience: Audience, reader: Reader) =>
    presentHistory(db, await listHistory(db, orderId), { ...reader, audience })

  /** A buyer's orders, newest first. */
  const listBuyerOrders = async (buyerId: Id<'byr'>, page: PageRequest): Promise<Page<OrderSummary>> =>
    listWithLines(await store.listOrders(db, { buyerId }, page), page, presentOrder)

  /** Orders with lines of the seller, newest first, with those lines and their total only. */
  const listSellerOrders = async (
    sellerId: Id<'sel'>,
    page: PageRequest,
  ): Promise<Page<SellerOrderSummary>> =>
    listWithLines(
      await store.listOrdersOfSeller(db, sellerId, page),
      { limit: page.limit, sellerId },
      presentOrderOfSeller,
    )

  /** All orders whole, or those of a buyer, or with a line of a seller, newest first: for operators. */
  async function listAllOrders(
    of: { readonly buyerId?: Id<'byr'> | undefined; readonly sellerId?: Id<'sel'> | undefined },
    page: PageRequest,
  ): Promise<Page<SellerOrderSummary>> {
    // By the index of the seller's lines where nothing else narrows the orders.
    const rows =
      of.sellerId !== undefined && of.buyerId === undefined
        ? await store.listOrdersOfSeller(db, of.sellerId, page)
        : await store.listOrders(db, of, page)
    return listWithLines(rows, page, (row, lines) => ({
      ...presentOrder(row, lines),
      buyer: presentBuyer(row),
    }))
  }

  async function findRelated(
    row: store.OrderRow,
    lines: readonly store.LineRow[],
  ): Promise<Pick<Order, 'related'>> {
    const id = row.refunds_order_id ?? lines.find((line) => line.refund_order_id !== null)?.refund_order_id
    const related = id ? await store.findOrder(db, id) : undefined
    return related ? { related: presentRelated(related) } : {}
  }

  /** The buyer's own order, whole; throws `order.not_found` for another's. */
  async function getBuyerOrder(orderId: Id<'ord'>, reader: Reader): Promise<Order> {
    const buyerId = requireBuyer(reader.actor)
    const row = await store.findOrder(db, orderId)
    if (row?.buyer_id !== buyerId) throw orderProblems.not_found({ orderId })
    const lines = await store.listLines(db, { orderIds: [orderId] })
    const { balance } = await store.findBalance(db, buyerId, row.currency)
    return {
      ...presentOrder(row, lines),
      ...presentMoments(row, lines),
      ...(await findRelated(row, lines)),
      balance: moneyToWire(balance),
      history: await historyOf(orderId, 'buyer', reader),
    }
  }

  /** An order as the seller of some of its lines sees it; throws `order.not_found` if none is theirs. */
  async function getSellerOrder(orderId: Id<'ord'>, reader: Reader): Promise<SellerOrder> {
    const sellerId = requireSeller(reader.actor)
    const row = await store.findOrder(db, orderId)
    const lines = await store.listLines(db, { orderIds: [orderId], sellerId })
    if (!row || lines.length === 0) throw orderProblems.not_found({ orderId })
    return {
      ...presentOrderOfSeller(row, lines),
      ...presentMoments(row, lines),
      history: await historyOf(orderId, 'seller', reader),
    }
  }

  /** Any order, whole: for operators. */
  async function getAnyOrder(orderId: Id<'ord'>, reader: Reader): Promise<SellerOrder> {
    const row = await store.findOrder(db, orderId)
    if (!row) throw orderProblems.not_found({ orderId })
    const lines = await store.listLines(db, { orderIds: [orderId] })
    const history = await historyOf(orderId, 'operator', reader)
    return { ...presentOrder(row, lines), ...presentMoments(row, lines), buyer: presentBuyer(row), history }
  }

  /** A buyer's purchased services, newest first. */
  const listServices = async (buyerId: Id<'byr'>, page: PageRequest): Promise<Page<Service>> =>
    toPage(await store.listServices(db, buyerId, page), page.limit, {
      item: presentService,
      cursor: (row) => row.id,
    })

  /** The buyer's own service; throws `views.service_not_found` for another's. */
  async function getService(buyerId: Id<'byr'>, serviceId: Id<'sub'>): Promise<Service> {
    const row = await store.findService(db, buyerId, serviceId)
    if (!row) throw viewProblems.service_not_found({ serviceId })
    return presentService(row)
  }

  return {
    listBuyerOrders,
    listSellerOrders,
    listAllOrders,
    getBuyerOrder,
    getSellerOrder,
    getAnyOrder,
    listServices,
    getService,
  }
}
