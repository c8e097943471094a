export { createSeller } from './seller.ts'
export type { Seller } from './seller.ts'
export type { BasicKey, SellerOptions, SellerSettings } from './options.ts'
export type { HandlersByFamily } from './families/families.ts'
export { answerLater } from './families/later.ts'
export type { Later } from './families/later.ts'
export type {
  ChangeEndAsked,
  ChangeEndReason,
  InstanceAsked,
  NewEnd,
  OpenAsked,
  ReleaseAsked,
  ReturnedBy,
} from './families/instances/handlers.ts'
export type {
  CheckChangeAsked,
  Description,
  SaasHandlers,
  Target,
  UpgradeAsked,
  Usage,
} from './families/saas/handlers.ts'
export type {
  ApplyAsked,
  ApplyRefusalName,
  ChangeCodeEndAsked,
  CodeAsked,
  IssueAsked,
  License,
  LicenseCodeHandlers,
  LicenseFile,
  LicenseOnlineHandlers,
  LicenseV1Handlers,
  ReleaseCodeAsked,
} from './families/licenses/handlers.ts'
export type {
  AppAsked,
  Change,
  Department,
  DepartmentAsked,
  DepartmentsAsked,
  Employment,
  EnterpriseAsked,
  KitAsked,
  KitHandlers,
  KitRefusalName,
  PeopleAsked,
  Person,
} from './families/kit/handlers.ts'
export type { NotificationHandlers, OrderPaidAsked } from './families/notifications/handlers.ts'
export type { Asked } from './families/handler.ts'
export type { Access, Instance, InstanceState } from './instance.ts'
export type { EncryptType, Protocol } from './protocol.ts'
export { Refusal, refuse } from './refusals.ts'
export type { GeneralRefusalName, RefusalName } from './refusals.ts'
export type { Buyer, Charging, OrderKind, Period, Purchase, PurchaseSource } from './purchase.ts'
export type { ProblemCode, SellerProblem } from './problems.ts'
export type { ReceivedMessage, SentMessage } from './http.ts'
export { createDirectoryHandlers } from './directory/handlers.ts'
export { createMemoryDirectory } from './directory/memory.ts'
export type {
  DirectoryApp,
  DirectoryDepartment,
  DirectoryPerson,
  DirectoryStore,
  DirectoryTenant,
  OfApp,
  OfTenant,
} from './directory/directory.ts'
export { createSso } from './sso/sso.ts'
export type { Sso } from './sso/sso.ts'
export type { SsoOptions, SsoSettings } from './sso/options.ts'
export type { SsoAsked, SsoSource, SsoTenant } from './sso/tenants.ts'
export type {
  SsoAccess,
  SsoFound,
  SsoOutcome,
  SsoPerson,
  SsoRedirect,
  SsoRequest,
  SsoSignedIn,
} from './sso/outcome.ts'
export type { SsoTokens, SsoUser } from './sso/answers.ts'
export type { SsoRefusal, SsoRefusalCode, SsoResult } from './sso/refusals.ts'
export type { WithCookies } from './sso/cookies.ts'
export { createSsoSessions } from './sso/sessions.ts'
export type { SsoSession, SsoSessions, SsoSessionsOptions } from './sso/sessions.ts'
export { createMemorySessions } from './sso/session-store.ts'
export type { SessionStore, StoredSession } from './sso/session-store.ts'
export { createMemoryStore } from './stores/memory.ts'
export type {
  Claim,
  ClaimState,
  InstanceChange,
  Json,
  KnownClaim,
  LicenseChange,
  LicensesAsked,
  LicenseState,
  SellerStore,
  Settlement,
  StoredAccess,
  StoredInstance,
  StoredLicense,
  StoredRefusal,
} from './stores/store.ts'
export { createOrderQuery } from './orders/order-query.ts'
export type { MarketOrder, OrderQuery, OrderQueryOptions } from './orders/order-query.ts'
export { OrderQueryError } from './orders/order-query-error.ts'
export type { OrderQueryErrorCode } from './orders/order-query-error.ts'
export { mockOrderIds } from './orders/mock-orders.ts'
export { createLicenseApi } from './licenses/license-api.ts'
export type { Activation, CodeUsage, LicenseApi, LicenseApiOptions } from './licenses/license-api.ts'
export { LicenseApiError } from './licenses/license-api-error.ts'
export type {
  LicenseApiRefusal,
  LicenseApiResult,
  LicenseCodeInfo,
  LicenseCodeStatus,
} from './licenses/results.ts'
export type { LicenseRefusalName, UploadRefusalName } from './licenses/refusal-names.ts'
export { MarketError } from './open-apis/market-error.ts'
export type { MarketErrorCode } from './open-apis/market-error.ts'
export type { MarketOptions } from './open-apis/market-client.ts'
