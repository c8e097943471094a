import { accessFacts } from './access/facts.ts'
import { accessMessages } from './access/messages.ts'
import { accessRoutes } from './access/routes.ts'
import { agreementFacts } from './agreements/facts.ts'
import { agreementRoutes } from './agreements/routes.ts'
import { appFacts } from './apps/facts.ts'
import { appMessages } from './apps/messages.ts'
import { appRoutes } from './apps/routes.ts'
import { budgetFacts } from './budgets/facts.ts'
import { budgetRoutes } from './budgets/routes.ts'
import { calendarFacts } from './calendar/facts.ts'
import { calendarRoutes } from './calendar/routes.ts'
import { callFacts } from './calls/facts.ts'
import { callMessages } from './calls/messages.ts'
import { callRoutes } from './calls/routes.ts'
import { catalogFacts } from './catalog/facts.ts'
import { catalogMessages } from './catalog/messages.ts'
import { catalogRoutes } from './catalog/routes.ts'
import { clockFacts } from './clock/facts.ts'
import { clockRoutes } from './clock/routes.ts'
import { debuggingRoutes } from './debugging/routes.ts'
import { directoryFacts } from './directory/facts.ts'
import { directoryMessages } from './directory/messages.ts'
import { directoryRoutes } from './directory/routes.ts'
import type { FactDeclaration, FactSubject } from './facts.ts'
import { favouriteRoutes } from './favourites/routes.ts'
import { savedFilterRoutes } from './saved-filters/routes.ts'
import { feedbackFacts } from './feedback/facts.ts'
import { feedbackMessages } from './feedback/messages.ts'
import { feedbackRoutes } from './feedback/routes.ts'
import { fileFacts } from './files/facts.ts'
import { fulfilmentFacts } from './fulfilment/facts.ts'
import { fulfilmentMessages } from './fulfilment/messages.ts'
import { healthRoutes } from './health/routes.ts'
import { homePageFacts } from './home-page/facts.ts'
import { homePageRoutes } from './home-page/routes.ts'
import { holdFacts } from './holds/facts.ts'
import { identityFacts } from './identity/facts.ts'
import { identityMessages } from './identity/messages.ts'
import { identityRoutes } from './identity/routes.ts'
import { kitRoutes } from './kit/routes.ts'
import { ledgerFacts } from './ledger/facts.ts'
import { ledgerMessages } from './ledger/messages.ts'
import { ledgerRoutes } from './ledger/routes.ts'
import { licenseFacts } from './licenses/facts.ts'
import { licenseMessages } from './licenses/messages.ts'
import { licenseRoutes } from './licenses/routes.ts'
import { mailFacts } from './mail/facts.ts'
import { mailRoutes } from './mail/routes.ts'
import { mediaFacts } from './media/facts.ts'
import { mediaRoutes } from './media/routes.ts'
import type { Members, Shown, Written } from './members.ts'
import type { MessageDeclaration } from './messages.ts'
import { monitoringFacts } from './monitoring/facts.ts'
import { monitoringMessages } from './monitoring/messages.ts'
import { monitoringRoutes } from './monitoring/routes.ts'
import { noteFacts } from './notes/facts.ts'
import { noteRoutes } from './notes/routes.ts'
import { notificationRoutes } from './notifications/routes.ts'
import { openApiFacts } from './open-api/facts.ts'
import { openApiMessages } from './open-api/messages.ts'
import { openApiKeyRoutes } from './open-api/routes.ts'
import { orderFacts } from './orders/facts.ts'
import { orderMessages } from './orders/messages.ts'
import { orderRoutes } from './orders/routes.ts'
import { paperFacts } from './papers/facts.ts'
import { paperRoutes } from './papers/routes.ts'
import { partyFacts } from './parties/facts.ts'
import { partyMessages } from './parties/messages.ts'
import { partyRoutes } from './parties/routes.ts'
import { provisioningFacts } from './provisioning/facts.ts'
import { provisioningMessages } from './provisioning/messages.ts'
import { provisioningRoutes } from './provisioning/routes.ts'
import { purchaseRequestFacts } from './purchase-requests/facts.ts'
import { purchaseRequestMessages } from './purchase-requests/messages.ts'
import { purchaseRequestRoutes } from './purchase-requests/routes.ts'
import { quoteMessages } from './quotes/messages.ts'
import { quoteRoutes } from './quotes/routes.ts'
import { refundFacts } from './refunds/facts.ts'
import { refundMessages } from './refunds/messages.ts'
import { refundRoutes } from './refunds/routes.ts'
import { searchFacts } from './search/facts.ts'
import { searchRoutes } from './search/routes.ts'
import { signOnRoutes } from './sign-on/routes.ts'
import { siteFacts } from './sites/facts.ts'
import { siteRoutes } from './sites/routes.ts'
import { settingFacts } from './settings/facts.ts'
import { settingRoutes } from './settings/routes.ts'
import { subscriptionFacts } from './subscriptions/facts.ts'
import { subscriptionMessages } from './subscriptions/messages.ts'
import { subscriptionRoutes } from './subscriptions/routes.ts'
import { supervisionFacts } from './supervision/facts.ts'
import { supervisionMessages } from './supervision/messages.ts'
import { supervisionRoutes } from './supervision/routes.ts'
import { ticketFacts } from './tickets/facts.ts'
import { ticketMessages } from './tickets/messages.ts'
import { ticketRoutes } from './tickets/routes.ts'
import { viewRoutes } from './views/routes.ts'

// A new domain adds its routes, facts and messages here.

/** Every route of the console API, by `METHOD /path/:param`. */
export const consoleApi = {
  ...calendarRoutes,
  ...partyRoutes,
  ...agreementRoutes,
  ...paperRoutes,
  ...directoryRoutes,
  ...identityRoutes,
  ...mediaRoutes,
  ...siteRoutes,
  ...catalogRoutes,
  ...favouriteRoutes,
  ...savedFilterRoutes,
  ...homePageRoutes,
  ...searchRoutes,
  ...ledgerRoutes,
  ...budgetRoutes,
  ...orderRoutes,
  ...accessRoutes,
  ...callRoutes,
  ...supervisionRoutes,
  ...provisioningRoutes,
  ...licenseRoutes,
  ...subscriptionRoutes,
  ...quoteRoutes,
  ...purchaseRequestRoutes,
  ...refundRoutes,
  ...mailRoutes,
  ...ticketRoutes,
  ...noteRoutes,
  ...notificationRoutes,
  ...debuggingRoutes,
  ...appRoutes,
  ...signOnRoutes,
  ...monitoringRoutes,
  ...healthRoutes,
  ...feedbackRoutes,
  ...openApiKeyRoutes,
  ...settingRoutes,
  ...clockRoutes,
  ...viewRoutes,
  ...kitRoutes,
}

/** The facts and messages of each domain. */
export const parts = {
  access: { facts: accessFacts, messages: accessMessages },
  agreements: { facts: agreementFacts, messages: {} },
  apps: { facts: appFacts, messages: appMessages },
  budgets: { facts: budgetFacts, messages: {} },
  calendar: { facts: calendarFacts, messages: {} },
  calls: { facts: callFacts, messages: callMessages },
  catalog: { facts: catalogFacts, messages: catalogMessages },
  clock: { facts: clockFacts, messages: {} },
  directory: { facts: directoryFacts, messages: directoryMessages },
  feedback: { facts: feedbackFacts, messages: feedbackMessages },
  files: { facts: fileFacts, messages: {} },
  fulfilment: { facts: fulfilmentFacts, messages: fulfilmentMessages },
  'home-page': { facts: homePageFacts, messages: {} },
  identity: { facts: identityFacts, messages: identityMessages },
  ledger: { facts: ledgerFacts, messages: ledgerMessages },
  licenses: { facts: licenseFacts, messages: licenseMessages },
  mail: { facts: mailFacts, messages: {} },
  media: { facts: mediaFacts, messages: {} },
  monitoring: { facts: monitoringFacts, messages: monitoringMessages },
  'open-api': { facts: openApiFacts, messages: openApiMessages },
  orders: { facts: orderFacts, messages: orderMessages },
  papers: { facts: paperFacts, messages: {} },
  parties: { facts: partyFacts, messages: partyMessages },
  provisioning: { facts: provisioningFacts, messages: provisioningMessages },
  'purchase-requests': { facts: purchaseRequestFacts, messages: purchaseRequestMessages },
  quotes: { facts: {}, messages: quoteMessages },
  refunds: { facts: refundFacts, messages: refundMessages },
  search: { facts: searchFacts, messages: {} },
  settings: { facts: settingFacts, messages: {} },
  sites: { facts: siteFacts, messages: {} },
  subscriptions: { facts: subscriptionFacts, messages: subscriptionMessages },
  supervision: { facts: supervisionFacts, messages: supervisionMessages },
  tickets: { facts: ticketFacts, messages: ticketMessages },
  notes: { facts: noteFacts, messages: {} },
  holds: { facts: holdFacts, messages: {} },
} satisfies Readonly<
  Record<
    string,
    {
      readonly facts: Readonly<Record<string, FactDeclaration>>
      readonly messages: Readonly<Record<string, MessageDeclaration>>
    }
  >
>

type Part = (typeof parts)[keyof typeof parts]
type KindIn<D> = D extends unknown ? keyof D : never
type Declared<D, K extends PropertyKey> = D extends { readonly [N in K]: infer One } ? One : never
type WrittenOf<D> = D extends { readonly data: infer M extends Members } ? Written<M> : never
type ShownOf<D> = D extends { readonly data: infer M extends Members } ? Shown<M> : never

export type FactKind = KindIn<Part['facts']>
/** The data of each kind of fact, as recorded. */
export type Facts = { [K in FactKind]: WrittenOf<Declared<Part['facts'], K>> }
/** The data as read: without hidden members, and without those that older data lack. */
export type ShownFacts = { [K in FactKind]: ShownOf<Declared<Part['facts'], K>> }
/** The kinds of facts about a subject. */
export type FactKindOn<S extends FactSubject> = {
  [K in FactKind]: Declared<Part['facts'], K> extends { readonly on: S } ? K : never
}[FactKind]

export type MessageKind = KindIn<Part['messages']>
/** The data of each kind of message, as written. */
export type Messages = { [K in MessageKind]: WrittenOf<Declared<Part['messages'], K>> }
/** The data as read. */
export type ShownMessages = { [K in MessageKind]: ShownOf<Declared<Part['messages'], K>> }

const merge = (all: readonly object[]): object => Object.assign({}, ...all) as object
/** Every fact, by kind. */
export const facts = merge(Object.values(parts).map((part) => part.facts)) as {
  readonly [K in FactKind]: FactDeclaration
}
/** Every message, by kind. */
export const messages = merge(Object.values(parts).map((part) => part.messages)) as {
  readonly [K in MessageKind]: MessageDeclaration
}
