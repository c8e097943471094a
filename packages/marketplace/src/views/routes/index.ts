import { omitUndefined } from '@loggia/kernel'
import { requireBuyer, requireOperator, requireSeller } from '../../parties/index.ts'
import type { Handlers } from '../../platform/index.ts'
import { presentExport } from '../present/exports.ts'
import type { Views } from '../service/index.ts'
import { createOperatorExports, createOwnExports } from './exports.ts'
import { createFindRoutes } from './find.ts'
import { toPageRequest, toCallFilter, toSellerFilter } from './filters.ts'

/** Copies `items`, because the contract asks for a mutable array. */
const asReply = <T>({ items, next }: { readonly items: readonly T[]; readonly next?: string }) =>
  omitUndefined({ items: [...items], next })
/** A query without its page. */
const filterOf = <Q extends { limit: number; after?: string | undefined }>({
  limit: _,
  after: __,
  ...filter
}: Q): Omit<Q, 'limit' | 'after'> => filter

export const createViewRoutes = (views: Views): Handlers => ({
  ...forAnyone(views),
  ...forBuyers(views),
  ...forSellers(views),
  ...forOperators(views),
  ...ofRecords(views),
  ...ofParties(views),
  ...createOwnExports(views),
  ...createOperatorExports(views),
  ...createFindRoutes(views),
})

const forAnyone = (views: Views): Handlers => ({
  'GET /api/products': async ({ query }) => asReply(await views.listProducts(toPageRequest(query))),
  'GET /api/home-page': () => views.getHomePage(),
  'GET /api/search': ({ query }) => views.searchProducts(query),
  'GET /api/search/completions': ({ query }) => views.completeSearch(query.q),
  'GET /api/sellers': ({ query }) => views.listSellersOnSale(query),
  'GET /api/sellers/:sellerId': ({ params }) => views.getPublicSeller(params.sellerId),
  'GET /api/products/:productId': ({ params }) => views.getProduct(params.productId),
  'GET /api/products/:productId/specifications/:specificationId': ({ params }) =>
    views.getProduct(params.productId, params.specificationId),
  'GET /api/products/:productId/related': async ({ params }) => ({
    items: await views.listRelated(params.productId),
  }),
  'GET /api/products/:productId/absence': ({ params, query }) =>
    views.getProductAbsence(params.productId, query.specification),
})

const forBuyers = (views: Views): Handlers => ({
  'GET /api/buyer/favourites': async ({ actor, query }) =>
    asReply(await views.listFavourites(actor, toPageRequest(query))),
  'GET /api/buyer/overview': ({ actor }) => views.getBuyerOverview(actor),
  'GET /api/buyer/spending': ({ actor }) => views.getBuyerSpending(requireBuyer(actor)),
  'GET /api/buyer/renewals': ({ actor }) => views.getBuyerRenewals(requireBuyer(actor)),
  'GET /api/buyer/orders': async ({ actor, query }) =>
    asReply(
      await views.listBuyerOrders({ ...filterOf(query), buyerId: requireBuyer(actor) }, toPageRequest(query)),
    ),
  'GET /api/buyer/orders/:orderId': ({ params, ...reader }) => views.getBuyerOrder(params.orderId, reader),
  'GET /api/buyer/services': async ({ actor, query }) =>
    asReply(
      await views.listServices({ ...filterOf(query), buyerId: requireBuyer(actor) }, toPageRequest(query)),
    ),
  'GET /api/buyer/service-figures': ({ actor, query }) =>
    views.countServices(requireBuyer(actor), query.type),
  'GET /api/buyer/services/:serviceId': ({ params, ...reader }) => views.getService(params.serviceId, reader),
  'GET /api/buyer/balance': async ({ actor, query: { limit, after, ...filter } }) => {
    const { balance, entries } = await views.getBalance(
      requireBuyer(actor),
      toPageRequest({ limit, after }),
      filter,
    )
    return { balance, entries: asReply(entries) }
  },
  'GET /api/buyer/refunds': async ({ actor, query }) =>
    asReply(
      await views.listRefundEntries(
        { ...filterOf(query), buyerId: requireBuyer(actor) },
        toPageRequest(query),
      ),
    ),
  'GET /api/buyer/top-up-requests': async ({ actor, query }) =>
    asReply(
      await views.listOwnTopUpRequests(
        { buyerId: requireBuyer(actor), state: query.state },
        toPageRequest(query),
      ),
    ),
  'GET /api/buyer/top-up-requests/:requestId': ({ actor, params }) =>
    views.getOwnTopUpRequest(requireBuyer(actor), params.requestId),
})

const forSellers = (views: Views): Handlers => ({
  'GET /api/seller/overview': ({ actor }) => views.getSellerOverview(requireSeller(actor)),
  'GET /api/seller/sales': ({ actor }) => views.getSellerSales(requireSeller(actor)),
  'GET /api/seller/products': async ({ actor, query }) =>
    asReply(
      await views.listSellerProducts(requireSeller(actor), toPageRequest(query), {
        state: query.state,
        text: query.q,
      }),
    ),
  'GET /api/seller/products/:productId': ({ actor, params }) =>
    views.getSellerProduct(params.productId, requireSeller(actor)),
  'GET /api/seller/products/:productId/history': async ({ params, ...reader }) => ({
    items: await views.getSellerHistory(params.productId, reader),
  }),
  'GET /api/seller/products/:productId/specifications/:specificationId/stock': ({ params, ...reader }) =>
    views.getStock({ productId: params.productId, specificationId: params.specificationId }, reader),
  'GET /api/seller/orders': async ({ actor, query }) =>
    asReply(
      await views.listSellerOrders(
        { ...filterOf(query), sellerId: requireSeller(actor) },
        toPageRequest(query),
      ),
    ),
  'GET /api/seller/orders/:orderId': ({ params, ...reader }) => views.getSellerOrder(params.orderId, reader),
  'GET /api/seller/calls': async ({ actor, query }) =>
    asReply(await views.listCalls(requireSeller(actor), { ...toCallFilter(query), ...toPageRequest(query) })),
  'GET /api/seller/calls/:callId': ({ actor, params }) => views.getCall(requireSeller(actor), params.callId),
  'GET /api/seller/call-standing': ({ actor }) => views.getCallStanding(requireSeller(actor)),
  'GET /api/seller/addresses': async ({ actor, query }) =>
    asReply(await views.listAddresses(requireSeller(actor), toPageRequest(query))),
  'GET /api/seller/keys': async ({ actor, query }) =>
    asReply(await views.listKeys(requireSeller(actor), toPageRequest(query))),
})

const forOperators = (views: Views): Handlers => ({
  'GET /api/operator/home-page': ({ actor }) => views.getOperatorHomePage(actor),
  'GET /api/operator/products': async ({ actor, query }) => {
    requireOperator(actor)
    const { q, ...of } = filterOf(query)
    return asReply(await views.listAllProducts({ ...of, text: q }, toPageRequest(query)))
  },
  'GET /api/operator/products/:productId': async ({ actor, params }) => {
    requireOperator(actor)
    return views.getAnyProduct(params.productId)
  },
  'GET /api/operator/products/:productId/history': async ({ params, ...reader }) => {
    requireOperator(reader.actor)
    return { items: await views.getProductHistory(params.productId, reader) }
  },
  'GET /api/operator/reviews': async ({ actor, query }) => {
    requireOperator(actor)
    return asReply(await views.listReviews(toPageRequest(query)))
  },
  'GET /api/operator/orders': async ({ actor, query }) => {
    requireOperator(actor)
    return asReply(await views.listAllOrders(filterOf(query), toPageRequest(query)))
  },
  'GET /api/operator/orders/:orderId': async ({ params, ...reader }) => {
    requireOperator(reader.actor)
    return views.getAnyOrder(params.orderId, reader)
  },
  'GET /api/operator/addresses': async ({ actor, query }) => {
    requireOperator(actor)
    const sellerId = query.sellerId
    return asReply(await views.listAllAddresses({ state: query.state, sellerId }, toPageRequest(query)))
  },
  'GET /api/operator/calls': async ({ actor, query }) => {
    requireOperator(actor)
    const { sellerId } = query
    return asReply(await views.listAllCalls({ ...toCallFilter(query), ...toPageRequest(query), sellerId }))
  },
  'GET /api/operator/calls/:callId': async ({ actor, params }) => {
    requireOperator(actor)
    return views.getAnyCall(params.callId)
  },
  'GET /api/operator/gates': async ({ actor, query }) => {
    requireOperator(actor)
    return asReply(await views.listGates({ ...toPageRequest(query), breaker: query.breaker }))
  },
  'GET /api/operator/coming': async ({ actor, query }) => {
    requireOperator(actor)
    return { items: await views.listComing(query.limit) }
  },
})

/** What happened, and what waits for a decision. */
const ofRecords = (views: Views): Handlers => ({
  'GET /api/operator/history': async ({ actor, query: { limit, after, ...filter } }) => {
    requireOperator(actor)
    return asReply(await views.listAudit(filter, toPageRequest({ limit, after })))
  },
  'GET /api/operator/export': async ({ actor }) => {
    requireOperator(actor)
    return presentExport(views.exportRows())
  },
  'GET /api/operator/overview': async ({ actor }) => {
    requireOperator(actor)
    return views.getOverview()
  },
  'GET /api/operator/trade': async ({ actor }) => {
    requireOperator(actor)
    return views.getOperatorTrade()
  },
  'GET /api/operator/queues': async ({ actor }) => {
    requireOperator(actor)
    return views.listQueues(actor)
  },
  'GET /api/operator/to-do': async ({ actor, query }) => {
    requireOperator(actor)
    return asReply(await views.listToDo(actor, toPageRequest(query)))
  },
  'GET /api/operator/to-do/:kind/operators': async ({ actor, params }) => {
    requireOperator(actor)
    return { items: await views.listFitOperators(actor, params.kind) }
  },
  'POST /api/operator/to-do/:kind/:id/taking-up': async ({ actor, params }) => {
    requireOperator(actor)
    await views.takeUp(actor, params)
    return null
  },
  'POST /api/operator/to-do/:kind/:id/handing-over': async ({ actor, params, body }) => {
    requireOperator(actor)
    await views.handOver(actor, params, body.memberId)
    return null
  },
  'POST /api/operator/to-do/:kind/:id/handing-back': async ({ actor, params }) => {
    requireOperator(actor)
    await views.handBack(actor, params)
    return null
  },
})

/** Buyers, sellers and their balances, for operators. */
const ofParties = (views: Views): Handlers => ({
  'GET /api/operator/buyers': async ({ actor, query, language }) => {
    requireOperator(actor)
    return asReply(await views.listBuyers(filterOf(query), { ...toPageRequest(query), language }))
  },
  'GET /api/operator/buyers/:buyerId': async ({ actor, params }) => {
    requireOperator(actor)
    return views.getBuyer(params.buyerId)
  },
  'GET /api/operator/buyers/:buyerId/balance': async ({
    actor,
    params,
    query: { limit, after, ...filter },
  }) => {
    requireOperator(actor)
    const { balance, entries } = await views.getBalance(
      params.buyerId,
      toPageRequest({ limit, after }),
      filter,
    )
    return { balance, entries: asReply(entries) }
  },
  'GET /api/operator/buyers/:buyerId/services': async ({ actor, params, query }) => {
    requireOperator(actor)
    return asReply(await views.listServices({ buyerId: params.buyerId }, toPageRequest(query)))
  },
  'GET /api/operator/sellers': async ({ actor, query, language }) => {
    requireOperator(actor)
    return asReply(await views.listSellers(toSellerFilter(query), { ...toPageRequest(query), language }))
  },
  'GET /api/operator/sellers/:sellerId': async ({ actor, params }) => {
    requireOperator(actor)
    return views.getSeller(params.sellerId)
  },
  'GET /api/operator/sellers/:sellerId/keys': async ({ actor, params, query }) => {
    requireOperator(actor)
    return asReply(await views.listKeysOfSeller(params.sellerId, toPageRequest(query)))
  },
  'GET /api/operator/balance-changes': async ({ actor, query }) => {
    requireOperator(actor)
    return asReply(await views.listBalanceChanges(filterOf(query), toPageRequest(query)))
  },
  'GET /api/operator/balance-changes/:changeId': async ({ actor, params }) => {
    requireOperator(actor)
    return views.getBalanceChange(params.changeId)
  },
  'GET /api/operator/top-up-requests': async ({ actor, query: { limit, after, ...filter } }) => {
    requireOperator(actor)
    return asReply(await views.listTopUpRequests(filter, toPageRequest({ limit, after })))
  },
})
