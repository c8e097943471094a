export { createSeller } from './seller.ts'
export type { Seller } from './seller.ts'
export type { SellerOptions } from './options.ts'
export { later } from './handlers.ts'
export type {
  Asked,
  ChangeEndAsked,
  ChangeEndReason,
  CheckChangeAsked,
  Description,
  Handlers,
  InstanceAsked,
  Later,
  OpenAsked,
  OrderPaidAsked,
  ReleaseAsked,
  Target,
  UpgradeAsked,
  Usage,
} from './handlers.ts'
export type { Access, Instance, InstanceState, Protocol } from './instance.ts'
export { Refusal, refuse } from './refusals.ts'
export type { RefusalName } from './refusals.ts'
export type { Buyer, Charging, OrderKind, Period, Purchase, PurchaseSource } from './purchase.ts'
export type { ProblemCode, SellerProblem } from './problems.ts'
export type { ReceivedMessage, SentMessage } from './http.ts'
export type { EncryptType } from './wire/sealing.ts'
export { memoryStore } from './stores/memory.ts'
export type {
  Claim,
  ClaimState,
  InstanceChange,
  Json,
  KnownClaim,
  SellerStore,
  Settlement,
  StoredAccess,
  StoredInstance,
  StoredRefusal,
} from './stores/store.ts'
export { createOrderQuery } from './orders/order-query.ts'
export type { MarketOrder, OrderQuery, OrderQueryOptions } from './orders/order-query.ts'
export { OrderQueryError } from './orders/order-query-error.ts'
export type { OrderQueryErrorCode } from './orders/order-query-error.ts'
export { mockOrderIds } from './orders/mock-orders.ts'
