import { addWorkingDays, omitUndefined, toPage } from '@loggia/kernel'
import type { Id, Instant, Page } from '@loggia/kernel'
import type { OperatorRefundList, RefundRequestList } from '@loggia/protocol/console/refunds/kinds'
import type { KeptFile } from '../../files/index.ts'
import { toConsentedData } from '../../orders/index.ts'
import type { Order, OrderLine } from '../../orders/index.ts'
import { requireOperator, requireSeller } from '../../parties/index.ts'
import type { Customer } from '../../parties/index.ts'
import type { MemberActor } from '../../platform/index.ts'
import { findTurn, isOpen, reminderDays } from '../rules.ts'
import type { RefundRequest, RefundLine } from '../schema.ts'
import * as store from '../store/index.ts'
import type { RefundsContext } from './giving.ts'
import { getOwnRequest, isPartyOf } from './requests.ts'
import type { AskedOf } from './requests.ts'
import type { RefundRole } from './telling.ts'

/** A request with what its reader sees of it. */
export type ShownRequest = {
  readonly of: RefundRequest
  readonly reader: RefundRole
  readonly turn?: RefundRole
  readonly appealFrom?: Instant
  readonly order: Order
  readonly lines: readonly { readonly asked: RefundLine; readonly line: OrderLine }[]
  readonly buyer: Customer['name']
  readonly seller: Customer['name']
  /** R47, R158: what the buyer consented to be passed on; for the seller. */
  readonly contact?: ReturnType<typeof toConsentedData>
  readonly files: readonly KeptFile[]
  readonly refundOrders: readonly Order[]
}

/** Requests as buyers, sellers and operators see them. */
export function createRequestLists(context: RefundsContext) {
  const { db, calendar, files, orders, parties, supervisions } = context

  /** Reads in sets: a page of requests takes as many statements as a single one. */
  async function show(reader: RefundRole, all: readonly RefundRequest[]): Promise<ShownRequest[]> {
    if (all.length === 0) return []
    const orderOf = await orders.getAll(
      db,
      all.map(({ orderId }) => orderId),
    )
    const customerOf = await parties.getCustomers(
      db,
      all.map(({ orderId }) => orderOf(orderId)),
    )
    const sellerOf = await parties.getSellers(
      db,
      all.map(({ sellerId }) => sellerId),
    )
    const filesOf = await files.listOf(
      db,
      all.map(({ id }) => id),
    )
    const isAppealed = await findAppealed(all)
    const days = await calendar.getWorkingDays(db)
    const refundOrdersOf = await listRefundOrders(reader, all)
    return all.map((of) => {
      const order = orderOf(of.orderId)
      const lines = of.lines.map((asked) => ({ asked, line: getLine(order, asked.orderLineId) }))
      const customer = customerOf(order)
      const [first] = lines
      return omitUndefined({
        of,
        reader,
        turn: isAppealed(of) ? 'operator' : findTurn(of),
        appealFrom: isOpen(of) ? addWorkingDays(of.askedAt, reminderDays[2], days) : undefined,
        order,
        lines,
        buyer: customer.name,
        seller: sellerOf(of.sellerId).name,
        contact: reader === 'seller' && first ? toConsentedData(customer, first.line.offer) : undefined,
        files: filesOf(of.id),
        refundOrders: refundOrdersOf(of),
      })
    })
  }

  const getLine = ({ lines }: Order, id: Id<'orl'>): OrderLine => {
    const line = lines.find((one) => one.id === id)
    if (!line) throw new Error(`There is no order line ${id}`)
    return line
  }

  /** R103: while an appeal is open, an operator acts next. */
  async function findAppealed(all: readonly RefundRequest[]): Promise<(of: RefundRequest) => boolean> {
    const open = all.filter(isOpen).flatMap(({ lines }) => lines.map(({ supervisionId }) => supervisionId))
    const deliveries = await supervisions.listById(db, open)
    const appealed = new Set(
      deliveries.flatMap(({ id, appealedAt }) => (appealedAt === undefined ? [] : [id])),
    )
    return (of) => isOpen(of) && of.lines.some(({ supervisionId }) => appealed.has(supervisionId))
  }

  /** The orders that document refunds; sellers do not see them. */
  async function listRefundOrders(
    reader: RefundRole,
    all: readonly RefundRequest[],
  ): Promise<(of: RefundRequest) => Order[]> {
    if (reader === 'seller') return () => []
    const refunded = all.filter(({ state }) => state === 'refunded')
    const rows = await store.listRefundOrders(
      db,
      refunded.flatMap(({ lines }) => lines.map(({ orderLineId }) => orderLineId)),
    )
    const orderOf = await orders.getAll(
      db,
      rows.map(({ refundOrderId }) => refundOrderId),
    )
    return ({ state, lines }) =>
      state === 'refunded'
        ? rows
            .filter(({ orderLineId }) => lines.some((line) => line.orderLineId === orderLineId))
            .map(({ refundOrderId }) => orderOf(refundOrderId))
        : []
  }

  async function toShownPage(
    reader: RefundRole,
    rows: readonly RefundRequest[],
    limit: number,
  ): Promise<Page<ShownRequest>> {
    const page = toPage(rows, limit, { item: (row) => row, cursor: ({ id }) => id })
    return { ...page, items: await show(reader, page.items) }
  }

  const listRequestsOfSeller = async (
    actor: MemberActor,
    asked: store.Search & { readonly list: RefundRequestList },
  ): Promise<Page<ShownRequest>> =>
    toShownPage('seller', await store.listOfSeller(db, requireSeller(actor), asked), asked.limit)

  async function listRequestsOfMarket(
    actor: MemberActor,
    asked: store.Search & { readonly list: OperatorRefundList },
  ): Promise<Page<ShownRequest>> {
    requireOperator(actor)
    return toShownPage('operator', await store.listOfMarket(db, asked), asked.limit)
  }

  /** The requests of a supervised delivery, newest first. Throws `supervision.not_found`, also for somebody else's. */
  async function listRequestsOfDelivery(asked: AskedOf, supervisionId: Id<'spv'>): Promise<ShownRequest[]> {
    await supervisions.get(asked.actor, asked.role, supervisionId)
    const all = await store.listOfSupervision(db, supervisionId)
    return show(
      asked.role,
      all.filter((of) => isPartyOf(asked, of)),
    )
  }

  /** Throws `refund.request_not_found`, also for somebody else's. */
  async function getRequest(asked: AskedOf, id: Id<'rrq'>): Promise<ShownRequest> {
    const of = await getOwnRequest(db, asked, id)
    const [shown] = await show(asked.role, [of])
    if (!shown) throw new Error(`The request ${id} cannot be shown`)
    return shown
  }

  return { listRequestsOfSeller, listRequestsOfMarket, listRequestsOfDelivery, getRequest }
}

/** What the reader may do now (R140, R151); while an appeal is open, nothing (R103). */
export function listPossible({ of, reader, turn }: Pick<ShownRequest, 'of' | 'reader' | 'turn'>) {
  if (turn === 'operator' || !isOpen(of)) return []
  const { state } = of
  if (reader === 'seller')
    return state === 'seller_review'
      ? (['decide'] as const)
      : state === 'goods_sent'
        ? (['receive_goods'] as const)
        : []
  if (reader === 'operator' || state === 'goods_sent') return []
  return state === 'goods_return' ? (['send_goods', 'withdraw'] as const) : (['withdraw'] as const)
}
