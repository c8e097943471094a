import type { z } from 'zod'
import { accessRoutes } from './access.ts'
import { auditRoutes } from './audit.ts'
import { balanceRoutes } from './balances.ts'
import { callRoutes } from './calls.ts'
import { catalogRoutes } from './catalog-routes.ts'
import { clockRoutes } from './clock.ts'
import { diagnosisRoutes } from './diagnoses.ts'
import { fulfilmentRoutes } from './fulfilment/routes.ts'
import { kitRoutes } from './kit.ts'
import { lifecycleRoutes, refundRoutes } from './lifecycle.ts'
import { mediaRoutes } from './media.ts'
import { openApiKeyRoutes } from './open-api-keys.ts'
import { operatorPartyRoutes } from './operator-parties.ts'
import { orderRoutes } from './orders.ts'
import { outsideRefundRoutes } from './outside-refunds.ts'
import { productReviewRoutes } from './product-reviews.ts'
import { organisationRoutes } from './organisations.ts'
import { partyRoutes } from './parties.ts'
import type { Route } from './route.ts'
import { searchRoutes } from './search.ts'
import { serviceRoutes } from './services.ts'
import { sessionRoutes } from './session.ts'
import { settingRoutes } from './settings.ts'
import { testCallRoutes } from './test-calls.ts'

/** Every route of the console API, by `METHOD /path/:param`. */
export const consoleApi = {
  ...sessionRoutes,
  ...partyRoutes,
  ...organisationRoutes,
  ...mediaRoutes,
  ...catalogRoutes,
  ...productReviewRoutes,
  ...searchRoutes,
  ...orderRoutes,
  ...fulfilmentRoutes,
  ...serviceRoutes,
  ...lifecycleRoutes,
  ...refundRoutes,
  ...outsideRefundRoutes,
  ...callRoutes,
  ...diagnosisRoutes,
  ...testCallRoutes,
  ...auditRoutes,
  ...accessRoutes,
  ...openApiKeyRoutes,
  ...balanceRoutes,
  ...operatorPartyRoutes,
  ...settingRoutes,
  ...clockRoutes,
  ...kitRoutes,
}
export type ConsoleApi = typeof consoleApi
export type RouteKey = keyof ConsoleApi

type PartIn<K extends RouteKey, P extends 'params' | 'query' | 'body'> =
  ConsoleApi[K] extends Record<P, infer S extends z.ZodType> ? z.input<S> : undefined
type PartOut<K extends RouteKey, P extends 'params' | 'query' | 'body'> =
  ConsoleApi[K] extends Record<P, infer S extends z.ZodType> ? z.output<S> : undefined

/** What a caller of the route gives. */
export type RouteInput<K extends RouteKey> = {
  params: PartIn<K, 'params'>
  query: PartIn<K, 'query'>
  body: PartIn<K, 'body'>
}
/** What its handler receives. */
export type RouteRequest<K extends RouteKey> = {
  params: PartOut<K, 'params'>
  query: PartOut<K, 'query'>
  body: PartOut<K, 'body'>
}
/** What it replies. */
export type RouteReply<K extends RouteKey> = z.infer<ConsoleApi[K]['reply']>

export type { Route }
export type { RouteRole } from './route.ts'
export { bodyBytesOf, fileUrl, keptFileSchema, uploadedFileSchema } from './files/routes.ts'
export type { KeptFile, UploadedFile } from './files/routes.ts'
export { deliveryLists, deliveryStates } from './fulfilment/kinds.ts'
export type { DeliveryList, DeliveryState } from './fulfilment/kinds.ts'
export type { Delivery } from './fulfilment/routes.ts'
export { historyEntrySchema, idOf, moneySchema, problemSchema } from './values.ts'
export type { HistoryEntry, Money, Period, ProblemReply, Text, UnitPrice } from './values.ts'
export type { ProductApplication, ProductReview } from './product-reviews.ts'
export type { Session } from './session.ts'
export type { TestAnswer, TestCase, TestParameter, TestScene } from './test-calls.ts'
export { auditFilterSchema, auditSubjects } from './audit.ts'
export type { AuditEntry, AuditFilter, AuditSubject } from './audit.ts'
export type {
  Contact,
  KnownSellerData,
  OrganisationApplication,
  OrganisationApplicationState,
  OrganisationReview,
  SellerData,
  VerificationAsk,
  VerifiedData,
} from './organisations.ts'
export type { ClockState, MoveAsk, MoveEnd } from './clock.ts'
export type { Kit, KitDocument } from './kit.ts'
export type { Medium, MediumPurpose } from './media.ts'
export {
  buyerGrants,
  grantsOf,
  isGranted,
  isRuled,
  needOf,
  operatorGrants,
  priceGrant,
  sellerAreas,
  sellerLevels,
} from './rights.ts'
export type { PartyKind, Rights, SellerArea } from './rights.ts'
export type {
  Application,
  ApplicationState,
  Company,
  CompanyCondition,
  CompanyConditions,
  Member,
  OperatorApplication,
  SignUp,
} from './parties.ts'
export type { BuyerParameter, GivenParameter } from './buyer-parameters.ts'
export type {
  AfterSale,
  BuyerAudience,
  Category,
  Certificate,
  DraftProduct,
  PriceItem,
  PriceQuote,
  Product,
  ProductAbsence,
  ProductCard,
  ProductState,
  QuantityAttribute,
  SellerProduct,
  Sku,
  Specification,
} from './catalog.ts'
export type {
  Order,
  OrderKind,
  OrderLine,
  OrderState,
  OrderSummary,
  SellerOrder,
  SellerOrderSummary,
} from './orders.ts'
export { balanceFilterSchema } from './services.ts'
export type {
  AccessData,
  AccessReply,
  BalanceEntry,
  BalanceFilter,
  BalanceKind,
  Message,
  Service,
  ServiceState,
} from './services.ts'
export type {
  AutoRenewal,
  Quote,
  QuoteAsk,
  QuoteLine,
  Refundable,
  RefundQuota,
  ServiceAct,
  ServiceChoices,
  ServiceDetail,
  Term,
} from './lifecycle.ts'
export type {
  Breaker,
  Call,
  CallAttempt,
  CallResult,
  CallState,
  CallSummary,
  CallVerdict,
  Coming,
  ExchangePart,
  Gate,
  OperatorCall,
  OperatorCallSummary,
} from './calls.ts'
export type {
  Address,
  AddressState,
  InterfaceClass,
  Key,
  CancellationOrder,
  ExpireDigits,
  KeyBits,
  OperatorAddress,
  OrderChannel,
  ProductProtocol,
} from './access.ts'
export type { Diagnosis, DiagnosisDifference, DiagnosisProtocol } from './diagnoses.ts'
export type { OpenApiKey } from './open-api-keys.ts'
export type { BalanceChange, BalanceChangeKind, BalanceChangeState } from './balances.ts'
export type {
  BuyerState,
  CustomerLevel,
  OperatorBuyer,
  OperatorKey,
  OperatorSeller,
  Verification,
} from './operator-parties.ts'
export type { OutsideRefund } from './outside-refunds.ts'
export { marketSettingsSchema } from './settings.ts'
export type { MarketSettingName, MarketSettings, MarketSettingsChange } from './settings.ts'
export { searchQuerySchema } from './search.ts'
export type {
  ChargingMode,
  PublicSeller,
  SearchQuery,
  SearchReply,
  SearchSort,
  SearchTotal,
} from './search.ts'
export type { PageData, PageFrame, RenderPage } from './pages.ts'
