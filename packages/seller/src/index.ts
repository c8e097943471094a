export { createSeller } from './seller.ts'
export type { Seller } from './seller.ts'
export type { BasicKey, SellerOptions, SellerSettings } from './options.ts'
export type { HandlersByFamily } from './families/families.ts'
export { answerLater } from './families/saas/handlers.ts'
export type {
  ChangeEndAsked,
  ChangeEndReason,
  CheckChangeAsked,
  Description,
  InstanceAsked,
  Later,
  OpenAsked,
  ReleaseAsked,
  SaasHandlers,
  Target,
  UpgradeAsked,
  Usage,
} from './families/saas/handlers.ts'
export type { NotificationHandlers, OrderPaidAsked } from './families/notifications/handlers.ts'
export type { Asked } from './families/handler.ts'
export type { Access, Instance, InstanceState } from './instance.ts'
export type { EncryptType, Protocol } from './protocol.ts'
export { Refusal, refuse } from './refusals.ts'
export type { RefusalName } from './refusals.ts'
export type { Buyer, Charging, OrderKind, Period, Purchase, PurchaseSource } from './purchase.ts'
export type { ProblemCode, SellerProblem } from './problems.ts'
export type { ReceivedMessage, SentMessage } from './http.ts'
export { createMemoryStore } from './stores/memory.ts'
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
