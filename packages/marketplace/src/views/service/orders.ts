import { addDays, omitUndefined, productTypes, toPage } from '@loggia/kernel'
import type { Id, Instant, Language, Page, PageRequest, ProductType } from '@loggia/kernel'
import type {
  AllOrdersFilter,
  BuyerOrdersFilter,
  Order,
  OrderLine,
  OrderSummary,
  OwnOrdersFilter,
  SellerOrder,
  SellerOrderSummary,
  Service,
  ServiceDetail,
  ServiceFigures,
} from '@loggia/protocol/console'
import { expiringDays, serviceStates } from '@loggia/protocol/console/subscriptions/kinds'
import { hideIdentification } from '../../licenses/index.ts'
import { orderProblems } from '../../orders/index.ts'
import type { Orders } from '../../orders/index.ts'
import { listHistory, listNewestHistory, toWireMoney, toWireTime } from '../../platform/index.ts'
import type { Db, MemberActor, Platform } from '../../platform/index.ts'
import type { Quotes } from '../../quotes/index.ts'
import type { Refunds } from '../../refunds/index.ts'
import { requireBuyer, requireSeller } from '../../parties/index.ts'
import type { CustomerLevel } from '../../parties/index.ts'
import type { SubscriptionWithTerms, Subscriptions } from '../../subscriptions/index.ts'
import {
  computeGrace,
  presentBuyer,
  presentLine,
  presentMoments,
  presentOrder,
  presentOrderOfSeller,
  presentOwnOrder,
  presentRelated,
  presentService,
  presentTerm,
} from '../present/orders.ts'
import type { ServiceLine } from '../present/orders.ts'
import { viewProblems } from '../problems.ts'
import { fromSeenCursor, toRange, toSeenCursor } from '../rules.ts'
import type { Audience } from '../rules.ts'
import * as store from '../store/index.ts'
import { presentHistory } from './history.ts'

/** The reader of an order; it decides which names and facts are shown, and in which language. */
export type Reader = { readonly actor: MemberActor; readonly language: Language }

export type OrderViewsContext = Platform & {
  readonly subscriptions: Pick<
    Subscriptions,
    'getHeld' | 'listActs' | 'getAutoRenewal' | 'listNextRenewals' | 'priceRenewables'
  >
  readonly refunds: Pick<Refunds, 'listReturnable'>
  readonly quotes: Pick<Quotes, 'whyNoOtherQuantity'>
  readonly orders: Pick<Orders, 'listGiven'>
  readonly levelOf: (db: Db, buyerId: Id<'byr'>) => Promise<CustomerLevel>
}

type OrderFilter = store.OrderFilter
/** Entries shown of a service's history, the newest: a service may run for years. */
const shownHistory = 100

const toFilter = (of: AllOrdersFilter & Pick<BuyerOrdersFilter, 'costCentreId'>): OrderFilter => ({
  ...of,
  ...toRange(of),
})

/** The sums of the rows with each of these values, without those that none has. */
const countBy = <T extends string, R extends { readonly count: number }>(
  values: readonly T[],
  rows: readonly R[],
  valueOf: (row: R) => T,
): (readonly [T, number])[] =>
  values
    .map((value) => {
      const own = rows.filter((row) => valueOf(row) === value)
      return [value, own.reduce((sum, { count }) => sum + count, 0)] as const
    })
    .filter(([, count]) => count > 0)

export function createOrderViews(context: OrderViewsContext) {
  const { db, clock, zone } = context
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

  /** What happened to one supervised delivery of an order; earlier facts name the delivery only. */
  const listHistoryOfDelivery = async (
    of: { readonly id: Id<'spv'>; readonly orderId: Id<'ord'>; readonly deliveryId: Id<'dlv'> },
    reader: Reader & { readonly audience: Audience },
  ) => {
    const all = await listHistory(db, of.orderId)
    const own = all.filter(({ data }) => data.supervisionId === of.id || data.deliveryId === of.deliveryId)
    return presentHistory(db, own, reader)
  }

  /** Uses the index of the seller's lines if no other filter narrows the orders. */
  const ordersOf = ({ sellerId, ...of }: OrderFilter, page: PageRequest) =>
    sellerId !== undefined && Object.values(of).every((value) => value === undefined)
      ? store.listOrdersOfSeller(db, sellerId, page)
      : store.listOrders(db, { ...of, sellerId }, page)

  /** A buyer's orders, newest first. */
  const listBuyerOrders = async (
    of: BuyerOrdersFilter & { readonly buyerId: Id<'byr'> },
    page: PageRequest,
  ): Promise<Page<OrderSummary>> =>
    listWithLines(await store.listOrders(db, toFilter(of), page), page, (row, lines) =>
      presentOwnOrder(row, lines, clock.now()),
    )

  /** Orders with lines of the seller, newest first, with those lines and their total only. */
  const listSellerOrders = async (
    of: OwnOrdersFilter & { readonly sellerId: Id<'sel'> },
    page: PageRequest,
  ): Promise<Page<SellerOrderSummary>> =>
    listWithLines(
      await ordersOf(toFilter(of), page),
      { limit: page.limit, sellerId: of.sellerId },
      (row, lines) => presentOrderOfSeller(row, lines, clock.now()),
    )

  /** Whole orders that match all filters (R287), newest first: for operators. */
  async function listAllOrders({ text, ...of }: AllOrdersFilter, page: PageRequest) {
    const meant = text === undefined ? undefined : await store.findMeant(db, text)
    return listAll(omitUndefined({ ...toFilter(of), meant }), page)
  }

  async function listAll(of: OrderFilter, page: PageRequest): Promise<Page<SellerOrderSummary>> {
    return listWithLines(await ordersOf(of, page), page, (row, lines) => ({
      ...presentOrder(row, lines, clock.now()),
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

  /** Adds the buyer's parameters of each line (R47a), which only the page of a single order shows. */
  async function withGiven<T extends { readonly lines: OrderLine[] }>(
    order: T,
    audience: Audience,
  ): Promise<T> {
    const ids = order.lines.map(({ id }) => id)
    const given = await context.orders.listGiven(db, ids)
    const lines = order.lines.map((line) => {
      const parameters = given.get(line.id)
      if (!parameters) return line
      const isMasked = audience === 'operator' && line.type === 'license'
      return { ...line, parameters: isMasked ? hideIdentification(parameters) : [...parameters] }
    })
    return { ...order, lines }
  }

  /** The buyer's own order, whole; throws `order.not_found` for another buyer's order. */
  async function getBuyerOrder(orderId: Id<'ord'>, reader: Reader): Promise<Order> {
    const buyerId = requireBuyer(reader.actor)
    const row = await store.findOrder(db, orderId)
    if (row?.buyer_id !== buyerId) throw orderProblems.not_found({ orderId })
    const lines = await store.listLines(db, { orderIds: [orderId] })
    const { balance } = await store.findBalance(db, buyerId, row.currency)
    return {
      ...(await withGiven(presentOwnOrder(row, lines, clock.now()), 'buyer')),
      ...presentMoments(row, lines, clock.now()),
      ...(await findRelated(row, lines)),
      balance: toWireMoney(balance),
      history: await historyOf(orderId, 'buyer', reader),
    }
  }

  /** An order as a seller of some of its lines sees it; throws `order.not_found` if none of the lines is theirs. */
  async function getSellerOrder(orderId: Id<'ord'>, reader: Reader): Promise<SellerOrder> {
    const sellerId = requireSeller(reader.actor)
    const row = await store.findOrder(db, orderId)
    const lines = await store.listLines(db, { orderIds: [orderId], sellerId })
    if (!row || lines.length === 0) throw orderProblems.not_found({ orderId })
    return {
      ...(await withGiven(presentOrderOfSeller(row, lines, clock.now()), 'seller')),
      ...presentMoments(row, lines, clock.now()),
      history: await historyOf(orderId, 'seller', reader),
    }
  }

  /** Any order, whole: for operators. */
  async function getAnyOrder(orderId: Id<'ord'>, reader: Reader): Promise<SellerOrder> {
    const row = await store.findOrder(db, orderId)
    if (!row) throw orderProblems.not_found({ orderId })
    const lines = await store.listLines(db, { orderIds: [orderId] })
    const history = await historyOf(orderId, 'operator', reader)
    return {
      ...(await withGiven(presentOrder(row, lines, clock.now()), 'operator')),
      ...presentMoments(row, lines, clock.now()),
      buyer: presentBuyer(row),
      history,
    }
  }

  /** A buyer's services, newest first or by what is lost next, optionally of one type or in one state. */
  async function listServices(
    of: store.ServiceFilter & {
      readonly sort?: 'newest' | 'loss'
      readonly renewals?: 'omitted'
    },
    page: PageRequest,
  ): Promise<Page<Service>> {
    const { sort, renewals: asked, ...filter } = of
    const { buyerId } = filter
    const level = await context.levelOf(db, buyerId)
    const { rows, toNext } =
      sort === 'loss'
        ? await listByLoss(filter, page, computeGrace({ zone, level }, clock.now()))
        : {
            rows: await store.listServices(db, filter, page),
            toNext: ({ id }: store.ServiceRow) => id,
          }
    const shown = asked === 'omitted' ? [] : rows.slice(0, page.limit)
    const renewing = shown.filter((row) => row.renews_itself).map(({ id }) => id)
    const renewals = await context.subscriptions.listNextRenewals(db, renewing)
    return toPage(rows, page.limit, {
      item: (row) =>
        omitUndefined({ ...presentService(row, { zone, level }), nextRenewal: renewals.get(row.id) }),
      cursor: toNext,
    })
  }

  /** R117: how many services a buyer has, by type, and by state of one type or of all. */
  async function countServices(buyerId: Id<'byr'>, type?: ProductType): Promise<ServiceFigures> {
    const soon = addDays(clock.now(), expiringDays, zone)
    const rows = await store.countServices(db, { buyerId, soon })
    const shown = rows.filter((row) => type === undefined || row.type === type)
    const inUse = shown.filter(({ state }) => state === 'active')
    return {
      types: countBy(productTypes, rows, ({ type: own }) => own).map(([own, count]) => ({
        type: own,
        count,
      })),
      states: countBy(serviceStates, shown, ({ state }) => state).map(([state, count]) => ({ state, count })),
      trials: inUse.reduce((sum, { trials }) => sum + trials, 0),
      expiring: inUse.reduce((sum, { expiring }) => sum + expiring, 0),
    }
  }

  /** A loss may move between two pages, so the cursor says which services were shown; the next page has the others. */
  async function listByLoss(of: store.ServiceFilter, { limit, after }: PageRequest, grace: store.Grace) {
    const seen = after === undefined ? [] : fromSeenCursor(after)
    const rows = await store.listServicesByLoss(db, of, { limit, seen, grace })
    const toNext = () => toSeenCursor([...seen, ...rows.slice(0, limit).map(({ rank }) => rank)])
    return { rows, toNext }
  }

  /** The buyer's own service, whole; throws `views.service_not_found` for another buyer's service. */
  async function getService(serviceId: Id<'sub'>, reader: Reader): Promise<ServiceDetail> {
    const buyerId = requireBuyer(reader.actor)
    const row = await store.findService(db, buyerId, serviceId)
    const held = row && (await context.subscriptions.getHeld(db, serviceId))
    if (!held) throw viewProblems.service_not_found({ serviceId })
    const level = await context.levelOf(db, buyerId)
    const autoRenewal = await context.subscriptions.getAutoRenewal(held)
    const { refund, refundable } = await context.refunds.listReturnable(held)
    const support = await store.findSupportOf(db, { productId: row.product_id, sellerId: row.seller_id })
    return omitUndefined({
      ...presentService(row, { zone, level }),
      terms: await listTerms(held),
      autoRenewal,
      ...(await findChanging(held)),
      acts: {
        ...(await context.subscriptions.listActs(held)),
        convertQuantity: await mayConvertQuantity(held),
        refund,
      },
      refundable,
      support,
      history: await presentHistory(db, await listNewestHistory(db, serviceId, shownHistory), {
        ...reader,
        audience: 'buyer',
      }),
    })
  }

  /** R118: whether a trial may become paid with a quantity that differs from the trial's. */
  async function mayConvertQuantity({
    subscription,
  }: SubscriptionWithTerms): Promise<ServiceDetail['acts']['convert']> {
    const isTrial = subscription.trialDays !== undefined
    const why = isTrial && (await context.quotes.whyNoOtherQuantity(db, subscription.productId))
    if (!why) return { allowed: true }
    const { code, sentences } = why
    return {
      allowed: false,
      refusal: { code, sentence: { zh: sentences['zh-CN'], en: sentences['en-US'] } },
    }
  }

  async function findLines(of: {
    readonly subscriptionId: Id<'sub'>
  }): Promise<ReadonlyMap<string, ServiceLine>> {
    const rows = await store.listLines(db, of)
    return new Map(
      rows.map((row) => [
        row.id,
        {
          line: presentLine(row, clock.now()),
          order: { id: row.order_id, number: row.order_number },
          kind: row.order_kind,
          orderedAt: row.ordered_at,
          skuId: row.sku_id,
        },
      ]),
    )
  }

  /**
   * A term that was changed after it was paid for (R119) holds the specification and values of the line that changed
   * it. A change belongs to the term in which it was ordered, although its price may be for later terms too.
   */
  async function listTerms({ subscription, terms }: SubscriptionWithTerms): Promise<ServiceDetail['terms']> {
    const lines = await findLines({ subscriptionId: subscription.id })
    const ofSku = new Map([...lines.values()].map(({ skuId, line }) => [skuId, line]))
    const changes = [...lines.values()]
      .filter(({ kind, line }) => kind === 'change' && line.state === 'completed')
      .sort((a, b) => a.orderedAt - b.orderedAt)
    const termAt = (at: Instant) =>
      terms.findLast(({ startsAt, refundedAt }) => refundedAt === undefined && startsAt <= at)
    return terms.flatMap((term) => {
      const paid = lines.get(term.orderLineId)
      if (!paid) return []
      const as = paid.skuId === term.skuId ? paid.line : (ofSku.get(term.skuId) ?? paid.line)
      const own = changes.filter(({ orderedAt }) => termAt(orderedAt)?.id === term.id)
      return [presentTerm(term, paid, { as, changes: own, now: clock.now() })]
    })
  }

  async function findChanging({
    subscription: { id: subscriptionId, changing },
  }: SubscriptionWithTerms): Promise<Pick<ServiceDetail, 'changing'>> {
    if (!changing) return {}
    const of = (await findLines({ subscriptionId })).get(changing.lineId)
    if (!of) return {}
    const { specification, attributes, quantity } = of.line
    const until = toWireTime(changing.until)
    return {
      changing: omitUndefined({ order: of.order, specification, attributes, quantity, until }),
    }
  }

  return {
    listBuyerOrders,
    listSellerOrders,
    listAllOrders,
    getBuyerOrder,
    getSellerOrder,
    getAnyOrder,
    listHistoryOfDelivery,
    listServices,
    countServices,
    getService,
  }
}
