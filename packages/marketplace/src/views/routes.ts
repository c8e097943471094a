import { fromIso } from '@loggia/kernel'
import type { Id, PageRequest } from '@loggia/kernel'
import type { RouteRequest } from '@loggia/protocol/console'
import { requireBuyer, requireOperator, requireSeller } from '../parties/index.ts'
import type { Handlers } from '../platform/index.ts'
import { viewProblems } from './problems.ts'
import type { Views } from './service/index.ts'

const pageOf = ({ limit, after }: { limit: number; after?: string | undefined }): PageRequest => {
  // A cursor is made of ids and of subjects such as `category:data`; of anything else a database might not even take the characters.
  if (after !== undefined && !/^[\w~:-]+$/.test(after)) throw viewProblems.cursor_malformed()
  return { limit, ...(after !== undefined && { after }) }
}
/** The contract has `items` of which it may be given an own array. */
const asReply = <T>({ items, next }: { readonly items: readonly T[]; readonly next?: string }) => ({
  items: [...items],
  ...(next !== undefined && { next }),
})
const callQueryOf = ({
  orderId: ofOrder,
  from,
  to,
  ...query
}: RouteRequest<'GET /api/seller/calls'>['query']) => ({
  ...pageOf(query),
  orderId: ofOrder as Id<'ord'> | undefined,
  orderNumber: query.orderNumber,
  state: query.state,
  result: query.result,
  activity: query.activity,
  ...(from !== undefined && { from: fromIso(from) }),
  ...(to !== undefined && { to: fromIso(to) }),
})
const orderId = (params: { orderId: string }): Id<'ord'> => params.orderId as Id<'ord'>

export const viewRoutes = (views: Views): Handlers => ({
  ...forAnyone(views),
  ...forBuyers(views),
  ...forSellers(views),
  ...forOperators(views),
  ...ofParties(views),
})

const forAnyone = (views: Views): Handlers => ({
  'GET /api/products': async ({ query }) => asReply(await views.listProducts(pageOf(query))),
  'GET /api/search': ({ query }) => views.searchProducts(query),
  'GET /api/sellers/:sellerId': ({ params }) => views.getPublicSeller(params.sellerId as Id<'sel'>),
  'GET /api/products/:productId': ({ params }) => views.getProduct(params.productId as Id<'prd'>),
  'GET /api/products/:productId/specifications/:specificationId': ({ params }) =>
    views.getProduct(params.productId as Id<'prd'>, params.specificationId),
  'GET /api/products/:productId/absence': ({ params, query }) =>
    views.getProductAbsence(params.productId as Id<'prd'>, query.specification),
})

const forBuyers = (views: Views): Handlers => ({
  'GET /api/buyer/orders': async ({ actor, query }) =>
    asReply(await views.listBuyerOrders({ buyerId: requireBuyer(actor), kind: query.kind }, pageOf(query))),
  'GET /api/buyer/orders/:orderId': ({ params, ...reader }) => views.getBuyerOrder(orderId(params), reader),
  'GET /api/buyer/services': async ({ actor, query }) =>
    asReply(await views.listServices({ buyerId: requireBuyer(actor), state: query.state }, pageOf(query))),
  'GET /api/buyer/services/:serviceId': ({ params, ...reader }) =>
    views.getService(params.serviceId as Id<'sub'>, reader),
  'GET /api/buyer/balance': async ({ actor, query: { limit, after, ...filter } }) => {
    const { balance, entries } = await views.getBalance(requireBuyer(actor), pageOf({ limit, after }), filter)
    return { balance, entries: asReply(entries) }
  },
})

const forSellers = (views: Views): Handlers => ({
  'GET /api/seller/overview': ({ actor }) => views.getSellerOverview(requireSeller(actor)),
  'GET /api/seller/products': async ({ actor, query }) =>
    asReply(
      await views.listSellerProducts(requireSeller(actor), pageOf(query), {
        state: query.state,
        text: query.q,
      }),
    ),
  'GET /api/seller/products/:productId': ({ actor, params }) =>
    views.getSellerProduct(params.productId as Id<'prd'>, requireSeller(actor)),
  'GET /api/seller/products/:productId/history': async ({ params, ...reader }) => ({
    items: await views.getSellerHistory(params.productId as Id<'prd'>, reader),
  }),
  'GET /api/seller/products/:productId/specifications/:specificationId/stock': ({ params, ...reader }) =>
    views.getStock(
      { productId: params.productId as Id<'prd'>, specificationId: params.specificationId as Id<'spc'> },
      reader,
    ),
  'GET /api/seller/orders': async ({ actor, query }) =>
    asReply(
      await views.listSellerOrders({ sellerId: requireSeller(actor), kind: query.kind }, pageOf(query)),
    ),
  'GET /api/seller/orders/:orderId': ({ params, ...reader }) => views.getSellerOrder(orderId(params), reader),
  'GET /api/seller/calls': async ({ actor, query }) =>
    asReply(await views.listCalls(requireSeller(actor), callQueryOf(query))),
  'GET /api/seller/calls/:callId': ({ actor, params }) =>
    views.getCall(requireSeller(actor), params.callId as Id<'cal'>),
  'GET /api/seller/call-standing': ({ actor }) => views.getCallStanding(requireSeller(actor)),
  'GET /api/seller/addresses': async ({ actor, query }) =>
    asReply(await views.listAddresses(requireSeller(actor), pageOf(query))),
  'GET /api/seller/keys': async ({ actor, query }) =>
    asReply(await views.listKeys(requireSeller(actor), pageOf(query))),
})

const forOperators = (views: Views): Handlers => ({
  'GET /api/operator/products': async ({ actor, query }) => {
    requireOperator(actor)
    const sellerId = query.sellerId as Id<'sel'> | undefined
    return asReply(await views.listAllProducts({ state: query.state, sellerId }, pageOf(query)))
  },
  'GET /api/operator/products/:productId': async ({ actor, params }) => {
    requireOperator(actor)
    return views.getAnyProduct(params.productId as Id<'prd'>)
  },
  'GET /api/operator/products/:productId/history': async ({ params, ...reader }) => {
    requireOperator(reader.actor)
    return { items: await views.getProductHistory(params.productId as Id<'prd'>, reader) }
  },
  'GET /api/operator/reviews': async ({ actor, query }) => {
    requireOperator(actor)
    return asReply(await views.listReviews(pageOf(query)))
  },
  'GET /api/operator/orders': async ({ actor, query }) => {
    requireOperator(actor)
    const buyerId = query.buyerId as Id<'byr'> | undefined
    const sellerId = query.sellerId as Id<'sel'> | undefined
    return asReply(await views.listAllOrders({ buyerId, sellerId, kind: query.kind }, pageOf(query)))
  },
  'GET /api/operator/orders/:orderId': async ({ params, ...reader }) => {
    requireOperator(reader.actor)
    return views.getAnyOrder(orderId(params), reader)
  },
  'GET /api/operator/addresses': async ({ actor, query }) => {
    requireOperator(actor)
    const sellerId = query.sellerId as Id<'sel'> | undefined
    return asReply(await views.listAllAddresses({ state: query.state, sellerId }, pageOf(query)))
  },
  'GET /api/operator/calls': async ({ actor, query }) => {
    requireOperator(actor)
    const sellerId = query.sellerId as Id<'sel'> | undefined
    return asReply(await views.listAllCalls({ ...callQueryOf(query), sellerId }))
  },
  'GET /api/operator/calls/:callId': async ({ actor, params }) => {
    requireOperator(actor)
    return views.getAnyCall(params.callId as Id<'cal'>)
  },
  'GET /api/operator/gates': async ({ actor, query }) => {
    requireOperator(actor)
    return asReply(await views.listGates({ ...pageOf(query), breaker: query.breaker }))
  },
  'GET /api/operator/coming': async ({ actor, query }) => {
    requireOperator(actor)
    return { items: await views.listComing(query.limit) }
  },
  'GET /api/operator/history': async ({ actor, query: { limit, after, ...filter } }) => {
    requireOperator(actor)
    return asReply(await views.listAudit(filter, pageOf({ limit, after })))
  },
  'GET /api/operator/overview': async ({ actor }) => {
    requireOperator(actor)
    return views.getOverview()
  },
})

const buyerIdOf = (params: { buyerId: string }): Id<'byr'> => params.buyerId as Id<'byr'>
const sellerIdOf = (params: { sellerId: string }): Id<'sel'> => params.sellerId as Id<'sel'>

/** Buyers, sellers and their balances, for operators. */
const ofParties = (views: Views): Handlers => ({
  'GET /api/operator/buyers': async ({ actor, query, language }) => {
    requireOperator(actor)
    const { limit, after, ...filter } = query
    return asReply(await views.listBuyers(filter, { ...pageOf({ limit, after }), language }))
  },
  'GET /api/operator/buyers/:buyerId': async ({ actor, params }) => {
    requireOperator(actor)
    return views.getBuyer(buyerIdOf(params))
  },
  'GET /api/operator/buyers/:buyerId/balance': async ({
    actor,
    params,
    query: { limit, after, ...filter },
  }) => {
    requireOperator(actor)
    const { balance, entries } = await views.getBalance(buyerIdOf(params), pageOf({ limit, after }), filter)
    return { balance, entries: asReply(entries) }
  },
  'GET /api/operator/buyers/:buyerId/services': async ({ actor, params, query }) => {
    requireOperator(actor)
    return asReply(await views.listServices({ buyerId: buyerIdOf(params) }, pageOf(query)))
  },
  'GET /api/operator/sellers': async ({ actor, query, language }) => {
    requireOperator(actor)
    const { limit, after, selling, ...filter } = query
    const of = { ...filter, ...(selling !== undefined && { selling: selling === 'yes' }) }
    return asReply(await views.listSellers(of, { ...pageOf({ limit, after }), language }))
  },
  'GET /api/operator/sellers/:sellerId': async ({ actor, params }) => {
    requireOperator(actor)
    return views.getSeller(sellerIdOf(params))
  },
  'GET /api/operator/sellers/:sellerId/keys': async ({ actor, params, query }) => {
    requireOperator(actor)
    return asReply(await views.listKeysOfSeller(sellerIdOf(params), pageOf(query)))
  },
  'GET /api/operator/balance-changes': async ({ actor, query }) => {
    requireOperator(actor)
    const buyerId = query.buyerId as Id<'byr'> | undefined
    return asReply(await views.listBalanceChanges({ state: query.state, buyerId }, pageOf(query)))
  },
  'GET /api/operator/balance-changes/:changeId': async ({ actor, params }) => {
    requireOperator(actor)
    return views.getBalanceChange(params.changeId as Id<'bch'>)
  },
})
