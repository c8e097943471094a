import { omitUndefined } from '@loggia/kernel'
import type { Page, PageRequest } from '@loggia/kernel'
import type { RefundRequest as WireRequest } from '@loggia/protocol/console'
import { presentFile, readUpload } from '../files/index.ts'
import { fromWireMoney, readAll, tabulate, toWireMoney, toWireTime } from '../platform/index.ts'
import type { Handlers, Table, TableColumns } from '../platform/index.ts'
import { computeAmountLeft, isOpen } from './rules.ts'
import type { Refunds } from './service/index.ts'
import { listPossible } from './service/request-lists.ts'
import type { ShownRequest } from './service/request-lists.ts'

export const createRefundRoutes = (refunds: Refunds): Handlers => ({
  'GET /api/buyer/refund-quota': ({ actor }) => refunds.getQuota(actor),
  'POST /api/buyer/services/:serviceId/refund': ({ request, params, body }) =>
    refunds.ask(request, params.serviceId, {
      kind: body.kind,
      expectedAmount: fromWireMoney(body.expectedAmount),
    }),
  'GET /api/operator/buyers/:buyerId/refund-quota': ({ actor, params }) =>
    refunds.getQuotaOf(actor, params.buyerId),
  'POST /api/operator/buyers/:buyerId/outside-refunds': ({ actor, params, body }) =>
    refunds.reportOutside(actor, params.buyerId, body),
  ...createAsking(refunds),
  ...createAnswering(refunds),
  ...createReading(refunds),
})

const createAsking = (refunds: Refunds): Handlers => ({
  'GET /api/buyer/orders/:orderId/refund-offer': ({ actor, params, query }) =>
    refunds.getRefundOffer(actor, { ...params, ...query }),
  'POST /api/buyer/orders/:orderId/refund-requests': ({ request, params, body }) =>
    refunds.askRefund(request, params.orderId, {
      ...body,
      amount: fromWireMoney(body.amount),
      file: body.file && readUpload(body.file),
    }),
  'POST /api/buyer/refund-requests/:refundRequestId/withdrawal': ({ actor, params }) =>
    refunds.withdrawRequest(actor, params.refundRequestId),
  'POST /api/buyer/refund-requests/:refundRequestId/goods': ({ actor, params, body }) =>
    refunds.sendGoods(actor, params.refundRequestId, body),
})

const createAnswering = (refunds: Refunds): Handlers => ({
  'POST /api/seller/refund-requests/:refundRequestId/decision': ({ request, params, body }) =>
    refunds.decideRequest(request, params.refundRequestId, body),
  'POST /api/seller/refund-requests/:refundRequestId/goods-receipt': ({ request, params, body }) =>
    refunds.receiveGoods(request, params.refundRequestId, body),
  'POST /api/operator/supervisions/:supervisionId/refund-permit': ({ actor, params, body }) =>
    refunds.permitRefund(actor, params.supervisionId, body.reason),
})

function createReading(refunds: Refunds) {
  const present = ({ items, ...page }: Page<ShownRequest>) => ({ ...page, items: items.map(presentRequest) })
  // oxlint-disable-next-line require-await
  const exportList = async (read: (page: PageRequest) => Promise<Page<ShownRequest>>): Promise<Table> =>
    tabulate(
      requestTable,
      readAll(async (page) => present(await read(page))),
    )
  const getOne =
    (
      role: ShownRequest['reader'],
    ): NonNullable<Handlers['GET /api/buyer/refund-requests/:refundRequestId']> =>
    async ({ actor, params }) =>
      presentRequest(await refunds.getRequest({ actor, role }, params.refundRequestId))
  const ofDelivery =
    (
      role: ShownRequest['reader'],
    ): NonNullable<Handlers['GET /api/buyer/supervisions/:supervisionId/refund-requests']> =>
    async ({ actor, params }) => {
      const all = await refunds.listRequestsOfDelivery({ actor, role }, params.supervisionId)
      return { items: all.map(presentRequest) }
    }
  return {
    'GET /api/buyer/refund-requests/:refundRequestId': getOne('buyer'),
    'GET /api/seller/refund-requests/:refundRequestId': getOne('seller'),
    'GET /api/operator/refund-requests/:refundRequestId': getOne('operator'),
    'GET /api/buyer/supervisions/:supervisionId/refund-requests': ofDelivery('buyer'),
    'GET /api/seller/supervisions/:supervisionId/refund-requests': ofDelivery('seller'),
    'GET /api/operator/supervisions/:supervisionId/refund-requests': ofDelivery('operator'),
    'GET /api/seller/refund-requests': async ({ actor, query }) =>
      present(await refunds.listRequestsOfSeller(actor, query)),
    'GET /api/seller/refund-requests.csv': ({ actor, query }) =>
      exportList((page) => refunds.listRequestsOfSeller(actor, { ...query, ...page })),
    'GET /api/operator/refund-requests': async ({ actor, query }) =>
      present(await refunds.listRequestsOfMarket(actor, query)),
    'GET /api/operator/refund-requests.csv': ({ actor, query }) =>
      exportList((page) => refunds.listRequestsOfMarket(actor, { ...query, ...page })),
  } satisfies Partial<Handlers>
}

function presentRequest(shown: ShownRequest): WireRequest {
  const { of, order, lines, buyer, seller, contact } = shown
  return omitUndefined({
    id: of.id,
    state: of.state,
    turn: shown.turn,
    since: toWireTime(of.since),
    askedAt: toWireTime(of.askedAt),
    endedAt: toWireTime(of.endedAt),
    amount: toWireMoney(of.amount),
    reason: of.reason,
    files: shown.files.map(presentFile),
    returnsGoods: of.returnsGoods,
    goods: of.goods && { ...of.goods, sentAt: toWireTime(of.goods.sentAt) },
    rejection: of.rejection,
    order: { id: order.id, number: order.number },
    lines: lines.map(({ asked, line }) => ({
      number: line.number,
      supervisionId: asked.supervisionId,
      product: omitUndefined({ id: line.productId, name: line.offer.productName, logo: line.offer.logo }),
      specification: line.offer.specification,
      // Of a request that is over: a later refund of the line does not change what was paid for it.
      paid: toWireMoney(isOpen(of) ? computeAmountLeft(line) : line.amount),
      amount: toWireMoney(asked.amount),
    })),
    buyer,
    seller,
    contact: contact && omitUndefined({ name: contact.userName, phone: contact.phone, email: contact.email }),
    appealFrom: toWireTime(shown.appealFrom),
    refundOrders: shown.refundOrders.map(({ id, number }) => ({ id, number })),
    acts: [...listPossible(shown)],
  })
}

const requestTable = {
  name: 'loggia-refund-requests',
  columns: [
    ['申请时间', 'Requested', ({ askedAt }) => ({ at: askedAt })],
    ['申请 ID', 'ID', ({ id }) => id],
    ['订单号', 'Order number', ({ order }) => order.number],
    ['商品', 'Product', ({ lines }) => lines[0]?.product.name],
    ['买家', 'Buyer', ({ buyer }) => buyer],
    ['商家', 'Seller', ({ seller }) => seller],
    ['状态', 'State', ({ state }) => state],
    ['金额', 'Amount', ({ amount }) => amount.amount],
    ['币种', 'Currency', ({ amount }) => amount.currency],
    ['原因', 'Reason', ({ reason }) => reason],
    ['拒绝原因', 'Reason for rejection', ({ rejection }) => rejection?.reason],
    ['结束时间', 'Ended', ({ endedAt }) => ({ at: endedAt })],
  ] satisfies TableColumns<WireRequest>,
}
