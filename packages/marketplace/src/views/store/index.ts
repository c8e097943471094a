export { findAddress, listAddresses, listKeys, listProductsOfKeys } from './access.ts'
export type { AddressRow, KeyProductRow, KeyRow } from './access.ts'
export { findTold, listAudit, listKinds } from './audit.ts'
export type { AuditQuery, AuditRow } from './audit.ts'
export { findBalanceChange, listBalanceChanges } from './balance-changes.ts'
export type { BalanceChangeRow } from './balance-changes.ts'
export { findBalance, listMovements } from './balances.ts'
export type { MovementRow, MovementsAsked } from './balances.ts'
export { countBuyerOverview } from './buyer-overview.ts'
export { countForBuyer, listBuyers } from './buyers.ts'
export type { BuyerCounts, BuyerFilter, BuyerRow, BuyerSort } from './buyers.ts'
export { findCall, listCalls, findSellersOfCalls } from './calls.ts'
export type { CallFilter, CallRow, Spoken } from './calls.ts'
export {
  findAgreement,
  findLatestApplication,
  findProduct,
  findSpecification,
  listBindings,
  listListed,
  listPrices,
  listProducts,
  listProductsByIds,
  listSimilar,
  listReviews,
} from './catalog.ts'
export type { AgreementRow, BindingRow, PriceRow, ProductRow, ProductsAsked, ReviewRow } from './catalog.ts'
export {
  findBuyers,
  findCalls,
  findOrders,
  findProducts,
  findSellers,
  findServices,
  findTopUps,
} from './find.ts'
export type { FoundRow } from './find.ts'
export { listComingCalls, listComingServices, listWakeups } from './coming.ts'
export type { ComingCallRow, ComingServiceRow, WakeupRow } from './coming.ts'
export { countCalls, findStanding, listGates } from './gates.ts'
export type { GateCounts, GateRow } from './gates.ts'
export { countGates, countQueues } from './gauges.ts'
export type { GateCount } from './gauges.ts'
export { listSides } from './members.ts'
export { countWaiting } from './operator.ts'
export { findMeant, findOrder, listLines, listOrders, listOrdersOfSeller, listSellersOf } from './orders.ts'
export type { LineRow, OrderFilter, OrderRow } from './orders.ts'
export { listPublic, listPublicSellers, listSellerStarts, listStarts } from './public-products.ts'
export { listRefundEntries } from './refunds.ts'
export type { RefundEntriesAsked, RefundEntryRow } from './refunds.ts'
export {
  findSupport,
  findSupportOf,
  listCategoryNames,
  listInOrder,
  listSellers,
  listSellersNamed,
} from './search.ts'
export type { SellerRow } from './search.ts'
export { countForSeller, listSellersOfMarket } from './sellers.ts'
export type { OperatorSellerRow, SellerCounts, SellerFilter } from './sellers.ts'
export { countOwnOverview } from './seller-overview.ts'
export { countServices, findService, listServices, listServicesByLoss } from './services.ts'
export type { Grace, ServiceFilter, ServiceRow } from './services.ts'
export { findToDo, listToDo, queues } from './to-do.ts'
export type { Queue, ToDoRow } from './to-do.ts'
export { findTopUpRequest, listTopUpRequests } from './top-up-requests.ts'
export type { TopUpRequestRow, TopUpRequestsAsked } from './top-up-requests.ts'
export {
  countDeliveries,
  countDue,
  listEnding,
  listProductNames,
  listRefunded,
  listSales,
  listServicesDue,
  listSpent,
  listTrade,
} from './trade.ts'
export type { DueRow, EndingRow, RefundedRow, SalesRow, ServiceDueRow, SpentRow, TradeRow } from './trade.ts'
