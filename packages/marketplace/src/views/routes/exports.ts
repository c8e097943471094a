import type { Page, PageRequest } from '@loggia/kernel'
import { requireBuyer, requireOperator, requireSeller } from '../../parties/index.ts'
import { readAll, tabulate } from '../../platform/index.ts'
import type { Handlers, Table, TableColumns } from '../../platform/index.ts'
import * as tables from '../present/exports.ts'
import type { Views } from '../service/index.ts'
import { toCallFilter, toSellerFilter } from './filters.ts'

/** The whole list that its pages show, as a table. */
const exportList = <T>(
  table: { readonly name: string; readonly columns: TableColumns<T> },
  read: (page: PageRequest) => Promise<Page<T>>,
): Table => tabulate(table, readAll(read))

/** The lists of buyers and sellers as tables, with the same filters (R287). */
export const createOwnExports = (views: Views): Handlers => ({
  'GET /api/buyer/orders.csv': async ({ actor, query }) => {
    const buyerId = requireBuyer(actor)
    return exportList(tables.orderTables.buyer, (page) => views.listBuyerOrders({ ...query, buyerId }, page))
  },
  'GET /api/buyer/services.csv': async ({ actor, query }) => {
    const buyerId = requireBuyer(actor)
    // Newest first: the order of losses may change between two pages. The table has no next renewals.
    const of = { ...query, buyerId, sort: 'newest', renewals: 'omitted' } as const
    return exportList(tables.serviceTable, (page) => views.listServices(of, page))
  },
  'GET /api/buyer/balance.csv': async ({ actor, query }) => {
    const buyerId = requireBuyer(actor)
    return exportList(tables.balanceTable, async (page) => {
      const { entries } = await views.getBalance(buyerId, page, query)
      return entries
    })
  },
  'GET /api/buyer/refunds.csv': async ({ actor, query }) => {
    const buyerId = requireBuyer(actor)
    return exportList(tables.refundTable, (page) => views.listRefundEntries({ ...query, buyerId }, page))
  },
  'GET /api/seller/orders.csv': async ({ actor, query }) => {
    const sellerId = requireSeller(actor)
    return exportList(tables.orderTables.seller, (page) =>
      views.listSellerOrders({ ...query, sellerId }, page),
    )
  },
  'GET /api/seller/products.csv': async ({ actor, query: { state, q } }) => {
    const sellerId = requireSeller(actor)
    return exportList(tables.productTable, (page) =>
      views.listSellerProducts(sellerId, page, { state, text: q }),
    )
  },
  'GET /api/seller/calls.csv': async ({ actor, query }) => {
    const sellerId = requireSeller(actor)
    const filter = toCallFilter(query)
    return exportList(tables.callTables.seller, (page) => views.listCalls(sellerId, { ...filter, ...page }))
  },
})

/** The lists of operators as tables, with the same filters (R287). */
export const createOperatorExports = (views: Views): Handlers => ({
  'GET /api/operator/orders.csv': async ({ actor, query }) => {
    requireOperator(actor)
    return exportList(tables.orderTables.operator, (page) => views.listAllOrders(query, page))
  },
  'GET /api/operator/products.csv': async ({ actor, query: { q, ...of } }) => {
    requireOperator(actor)
    return exportList(tables.productTable, (page) => views.listAllProducts({ ...of, text: q }, page))
  },
  'GET /api/operator/calls.csv': async ({ actor, query: { sellerId, ...query } }) => {
    requireOperator(actor)
    const filter = { ...toCallFilter(query), sellerId }
    return exportList(tables.callTables.operator, (page) => views.listAllCalls({ ...filter, ...page }))
  },
  'GET /api/operator/buyers.csv': async ({ actor, query, language }) => {
    requireOperator(actor)
    return exportList(tables.buyerTable, (page) => views.listBuyers(query, { ...page, language }))
  },
  'GET /api/operator/sellers.csv': async ({ actor, query, language }) => {
    requireOperator(actor)
    const filter = toSellerFilter(query)
    return exportList(tables.sellerTable, (page) => views.listSellers(filter, { ...page, language }))
  },
  'GET /api/operator/balance-changes.csv': async ({ actor, query }) => {
    requireOperator(actor)
    return exportList(tables.balanceChangeTable, (page) => views.listBalanceChanges(query, page))
  },
  'GET /api/operator/top-up-requests.csv': async ({ actor, query }) => {
    requireOperator(actor)
    return exportList(tables.topUpRequestTable, (page) => views.listTopUpRequests(query, page))
  },
  'GET /api/operator/history.csv': async ({ actor, query }) => {
    requireOperator(actor)
    return exportList(tables.auditTable, (page) => views.listAudit(query, page))
  },
})
