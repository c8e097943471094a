import type { z } from 'zod'
import type { consoleApi } from './parts.ts'
import type { Route } from './route.ts'

export type ConsoleApi = typeof consoleApi
export type RouteKey = keyof ConsoleApi

type PartIn<K extends RouteKey, P extends 'params' | 'query' | 'body'> =
  ConsoleApi[K] extends Record<P, infer S extends z.ZodType> ? z.input<S> : undefined
type PartOut<K extends RouteKey, P extends 'params' | 'query' | 'body'> =
  ConsoleApi[K] extends Record<P, infer S extends z.ZodType> ? z.output<S> : undefined

/** The input that a caller gives. */
export type RouteInput<K extends RouteKey> = {
  params: PartIn<K, 'params'>
  query: PartIn<K, 'query'>
  body: PartIn<K, 'body'>
}
/** The parsed request that the handler receives. */
export type RouteRequest<K extends RouteKey> = {
  params: PartOut<K, 'params'>
  query: PartOut<K, 'query'>
  body: PartOut<K, 'body'>
}
/** The right that a member needs for the route. */
export type RouteNeed<K extends RouteKey> = ConsoleApi[K] extends { readonly needs: infer N } ? N : undefined
/** The routes that reply with JSON. */
export type JsonRouteKey = {
  [K in RouteKey]: ConsoleApi[K] extends { readonly reply: z.ZodType } ? K : never
}[RouteKey]
/** The reply of a JSON route. */
export type RouteReply<K extends JsonRouteKey> = z.infer<ConsoleApi[K]['reply']>

export type { Route }
export { fileBodyBytes, fileRoute, fileUrl, fileSchema, uploadedFileSchema } from './files/routes.ts'
export type { KeptFile, UploadedFile } from './files/routes.ts'
export type { SavedFilter } from './saved-filters/routes.ts'
export type { Favourite } from './favourites/routes.ts'
export type { ChosenProduct, HomePageChoice, OperatorHomePage, ShownProduct } from './home-page/routes.ts'
export type { MailSubscription, Receiver } from './mail/receivers.ts'
export type { Paper } from './papers/routes.ts'
export type {
  AppealOutcome,
  OperatorList,
  SupervisionAct,
  SupervisionFlow,
  SupervisionList,
  SupervisionParty,
  SupervisionStage,
} from './supervision/kinds.ts'
export type { Appeal, Supervision } from './supervision/shown.ts'
export type { License, LicenseApplication, LicenseRow, TestLicense } from './licenses/shown.ts'
export type { LicenseAct, LicenseApplicationState, LicenseState, LicenseWay } from './licenses/kinds.ts'
export type {
  AppCredential,
  AppCredentialForm,
  Assignment,
  ConnectableService,
  ConnectedApp,
  ConnectedAppRow,
  OperatorsConnectedApp,
  SellersConnectedApp,
  SyncBatch,
  SyncBatchDetail,
  TestAccount,
  TestBatch,
} from './apps/shown.ts'
export type { OwnApp } from './sign-on/routes.ts'
export { agreementKinds } from './agreements/kinds.ts'
export type { AgreementKind, InfoKind, TextKind } from './agreements/kinds.ts'
export type {
  AddressState,
  CancellationOrder,
  ConnectionKind,
  InterfaceClass,
  ProductProtocol,
} from './access/kinds.ts'
export type {
  Address,
  AddressProbe,
  ExpireDigits,
  Key,
  KeyBits,
  EarlierAddress,
  OperatorAddress,
  SellerAddress,
  ServiceAddress,
  OperatorKey,
  OrderChannel,
} from './access/routes.ts'
export type { Breaker, CallResult, CallState } from './calls/kinds.ts'
export type {
  Call,
  CallAttempt,
  CallSummary,
  CallVerdict,
  Coming,
  ExchangePart,
  Gate,
  OperatorCall,
  OperatorCallSummary,
} from './calls/routes.ts'
export type { CalendarDay, CalendarYear } from './calendar/routes.ts'
export type { BuyerParameter, GivenParameter } from './catalog/buyer-parameters.ts'
export { draftProductSchema } from './catalog/products.ts'
export type { DraftFault, DraftState } from './catalog/drafts.ts'
export type { Period, ProductState } from './catalog/kinds.ts'
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
  ProductSupervision,
  QuantityAttribute,
  SellerProduct,
  Sku,
  Specification,
} from './catalog/products.ts'
export type { ProductApplication, ProductReview } from './catalog/reviews.ts'
export type { MoveEnd } from './clock/kinds.ts'
export type { ClockState, MoveAsk } from './clock/routes.ts'
export type { Diagnosis, DiagnosisDifference } from './debugging/diagnoses.ts'
export type { DiagnosisProtocol } from './debugging/kinds.ts'
export type {
  Consequence,
  ConsequenceRule,
  DialHalf,
  DialTestState,
  FailureCause,
  InterfaceTask,
  RepairWay,
  SkipReason,
  Standing,
} from './monitoring/kinds.ts'
export type { InterfaceCheck } from './monitoring/check.ts'
export type {
  ComingConsequence,
  DialCall,
  DialTest,
  DialTestDetail,
  OperatorDialTest,
  OperatorDialTestDetail,
  OperatorWatch,
  OperatorWatchDetail,
  Watch,
  WatchDetail,
} from './monitoring/shown.ts'
export type { TestAnswer, TestCase, TestParameter, TestRun, TestScene } from './debugging/test-calls.ts'
export {
  departmentCodeSchema,
  departmentNameSchema,
  groupNameSchema,
  personDataSchema,
  userNameSchema,
} from './directory/shown.ts'
export type {
  Department,
  Enterprise,
  ImportReport,
  OwnEntry,
  Person,
  PersonDetail,
  PersonGroup,
  ScimToken,
} from './directory/shown.ts'
export type {
  EmployeeType,
  EnterpriseState,
  ImportedKind,
  PersonAccount,
  PersonAct,
  PersonState,
} from './directory/kinds.ts'
export type { FailureCause as CallFailureCause, HealthPeriod, Remedy } from './health/kinds.ts'
export type {
  ProductFeedback,
  ProductFeedbackQuery,
  PublicQuestion,
  PublicRating,
  RatingFigures,
} from './feedback/public.ts'
export { productFeedbackQuery } from './feedback/public.ts'
export type { Budget, Budgets, BuyingOptions, CostCentre, CostCentreBrief } from './budgets/routes.ts'
export type { PurchaseRequest, PurchaseRequestSummary } from './purchase-requests/routes.ts'
export type { Note } from './notes/routes.ts'
export type { Ticket, TicketDesk, TicketOffer, TicketSummary } from './tickets/routes.ts'
export type { KeptText, ModeratedText, OwnRating, SellerFeedback } from './feedback/routes.ts'
export type { PublicFigures } from './health/figures.ts'
export type {
  Health,
  HealthCounts,
  HealthDay,
  HealthFailure,
  HealthPause,
  SellerHealth,
} from './health/routes.ts'
export type {
  CompanyConnection,
  OwnConnection,
  CompanySignIn,
  EmailDomain,
  IdentityProvider,
  ProviderForm,
  ProviderTest,
} from './identity/shown.ts'
export type { DomainState, FoundBy, ProviderChange } from './identity/kinds.ts'
export type { Kit, KitDocument } from './kit/routes.ts'
export type { BalanceChangeKind, BalanceChangeState, BalanceKind, TopUpRequestState } from './ledger/kinds.ts'
export type { BalanceChange, BalanceChangeFilter, BalanceEntry, BalanceFilter } from './ledger/routes.ts'
export { balanceFilterSchema } from './ledger/routes.ts'
export { transferDetailsSchema } from './ledger/top-ups.ts'
export type {
  OperatorTopUpRequest,
  TopUpRequest,
  TopUpRequestFilter,
  TransferDetails,
} from './ledger/top-ups.ts'
export type { MediumPurpose } from './media/kinds.ts'
export type { Medium } from './media/routes.ts'
export type { Message } from './notifications/routes.ts'
export type { OpenApiKey } from './open-api/routes.ts'
export type { OrderKind, OrderState } from './orders/kinds.ts'
export type {
  AllOrdersFilter,
  BuyerOrdersFilter,
  OwnOrdersFilter,
  Order,
  OrderLine,
  OrderSummary,
  SellerOrder,
  SellerOrderSummary,
} from './orders/routes.ts'
export { ownerTopics, letters, messageTopics, topicsOf } from './mail/kinds.ts'
export type { Letter, MailState, MessageTopic } from './mail/kinds.ts'
export type { ComposedMail, ComposeMail, MailContent, MailReader } from './mail/content.ts'
export type { MailPreferences, SentMail } from './mail/routes.ts'
export type {
  DocumentPart,
  DocumentEntry,
  DocumentGroup,
  DocumentLine,
  DocumentSpan,
  ShownDocument,
} from './documents/kinds.ts'
export type {
  CheckoutReader,
  ComparedProduct,
  PageData,
  PageFeedback,
  PageFrame,
  ReadForPage,
  ReportPageFault,
  RenderPage,
} from './pages.ts'
export type {
  Application,
  Company,
  CompanyConditions,
  OperatorApplication,
  SignUp,
} from './parties/applications.ts'
export { sellersQuerySchema } from './parties/directory.ts'
export type {
  ListedSeller,
  OperatorBuyer,
  OperatorSeller,
  PublicSeller,
  SellersQuery,
  SellersReply,
} from './parties/directory.ts'
export type {
  ApplicationState,
  BuyerState,
  CompanyCondition,
  CustomerLevel,
  FactorChange,
  FactorKind,
  OrganisationApplicationState,
  PartyKind,
  ProofKind,
  Rights,
  SellerArea,
  SignInMethod,
  SuspensionState,
  Verification,
} from './parties/kinds.ts'
export {
  buyerGrants,
  grantsOf,
  isGranted,
  operatorGrants,
  priceGrant,
  sellerAreas,
  sellerLevels,
} from './parties/kinds.ts'
export type {
  Assertion,
  CreationOptions,
  Passkey,
  Registration,
  RequestOptions,
  SecondProof,
} from './parties/factors.ts'
export type { Member } from './parties/members.ts'
export type { OwnerReset } from './parties/owner-resets.ts'
export type { Role } from './parties/roles.ts'
export type { Suspension } from './parties/suspensions.ts'
export type {
  Contact,
  KnownSellerData,
  OrganisationApplication,
  OrganisationReview,
  SellerData,
  VerificationAsk,
  VerifiedData,
} from './parties/organisations.ts'
export type { Session } from './parties/session.ts'
export type { AccessData, AccessReply } from './provisioning/routes.ts'
export type { Quote, QuoteAsk, QuoteEstimate, QuoteLine } from './quotes/routes.ts'
export type {
  OperatorRefundList,
  RefundCause,
  RefundRequestList,
  RefundRequestState,
} from './refunds/kinds.ts'
export type { RefundEntry, RefundOffer, RefundRequest } from './refunds/requests.ts'
export type { OutsideRefund, RefundQuota } from './refunds/routes.ts'
export type { Caller, NeedOf, RouteRole } from './route.ts'
export type {
  ChargingMode,
  Guarantee,
  RatingFloor,
  SearchSort,
  SynonymOrigin,
  TypedPrices,
} from './search/kinds.ts'
export { guarantees, mostSynonymGroups, ratingFloors, sortTypedPrices } from './search/kinds.ts'
export type {
  SearchCompletions,
  SearchQuery,
  SearchHit,
  SearchReply,
  SearchTotal,
  SynonymGroup,
} from './search/routes.ts'
export { searchQuerySchema } from './search/routes.ts'
export type { MarketSettingName, MarketSettings, MarketSettingsChange } from './settings/routes.ts'
export { marketSettingsSchema } from './settings/routes.ts'
export type { ServiceState } from './subscriptions/kinds.ts'
export type {
  AutoRenewal,
  Refundable,
  Service,
  ServiceAct,
  ServiceChoices,
  ServiceDetail,
  ServiceFigures,
  Term,
} from './subscriptions/services.ts'
export type { FactDeclaration, FactSubject } from './facts.ts'
export type { FactReader } from './members.ts'
export { readMembers } from './members.ts'
export type { MessageDeclaration } from './messages.ts'
export type {
  FactKind,
  FactKindOn,
  Facts,
  MessageKind,
  Messages,
  ShownFacts,
  ShownMessages,
} from './parts.ts'
export { consoleApi, facts, messages, parts } from './parts.ts'
export type { HistoryEntry, Money, ProblemReply, Text, UnitPrice } from './values.ts'
export { historyEntrySchema, defineId, moneySchema, problemSchema } from './values.ts'
export type { AuditEntry, AuditFilter } from './views/audit.ts'
export type { Found } from './views/find.ts'
export { auditFilterSchema } from './views/audit.ts'
export type { FoundKind, ExpiryKind, ToDoKind } from './views/kinds.ts'
export type { Queue, ToDo } from './views/to-do.ts'
export type { BuyerRenewals, BuyerSpending, OperatorTrade, SellerSales } from './views/trade.ts'
export { profileSchema, sitesSchema } from './sites/routes.ts'
export type { OperatorSite, Site, Sites } from './sites/routes.ts'
export type { SiteOffer, SiteProfile } from './sites/kinds.ts'
