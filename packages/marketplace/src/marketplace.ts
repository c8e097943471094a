import { omitUndefined } from '@loggia/kernel'
import type { DurationMs } from '@loggia/kernel'
import { createAddressGuard } from '@loggia/outbound'
import type { AddressGuard } from '@loggia/outbound'
import type { MarketSettings } from '@loggia/protocol/console'
import { createAccess } from './access/index.ts'
import type { Access } from './access/index.ts'
import { createAgreements } from './agreements/index.ts'
import { createApps } from './apps/index.ts'
import { createBudgets } from './budgets/index.ts'
import { createCalendar } from './calendar/index.ts'
import { createCalls } from './calls/index.ts'
import type { Calls, OperationHandlers } from './calls/index.ts'
import { createCatalog } from './catalog/index.ts'
import { createClockwork, fixedClock } from './clock/index.ts'
import type { ClockSettings } from './clock/index.ts'
import { createDebugging } from './debugging/index.ts'
import { createDirectory } from './directory/index.ts'
import { createFavourites } from './favourites/index.ts'
import { createSavedFilters } from './saved-filters/index.ts'
import { createFeedback } from './feedback/index.ts'
import type { FeedbackService } from './feedback/index.ts'
import { createFiles, createMemoryStorage } from './files/index.ts'
import type { FileStorage } from './files/index.ts'
import { createFulfilment } from './fulfilment/index.ts'
import type { FulfilmentHandlers } from './fulfilment/index.ts'
import { createHealth } from './health/index.ts'
import { createHomePages } from './home-page/index.ts'
import { createHolds } from './holds/index.ts'
import { createIdentity } from './identity/index.ts'
import { createLedger } from './ledger/index.ts'
import { createLicenses } from './licenses/index.ts'
import { createMails } from './mail/index.ts'
import type { MailSettings } from './mail/index.ts'
import { createMedia } from './media/index.ts'
import { createMonitoring } from './monitoring/index.ts'
import type { MonitoringSettings } from './monitoring/index.ts'
import { createNotes } from './notes/index.ts'
import { createNotifications } from './notifications/index.ts'
import { createOpenApi } from './open-api/index.ts'
import { createOrders } from './orders/index.ts'
import { createPapers } from './papers/index.ts'
import type { Papers } from './papers/index.ts'
import { createParties } from './parties/index.ts'
import type { Parties } from './parties/index.ts'
import { exportRows, historyExports, mergeOwned } from './platform/index.ts'
import type { DomainJobs, ExportedTables, Handlers, OpenApiHandlers, Platform } from './platform/index.ts'
import { createProvisioning } from './provisioning/index.ts'
import { createPurchaseRequests } from './purchase-requests/index.ts'
import { createQuotes } from './quotes/index.ts'
import { createRefunds } from './refunds/index.ts'
import { createSearch } from './search/index.ts'
import { createSignOns } from './sign-on/index.ts'
import { createSites } from './sites/index.ts'
import { createSettings } from './settings/index.ts'
import type { EnvironmentFact } from './settings/index.ts'
import { createSubscriptions } from './subscriptions/index.ts'
import { createSupervisions } from './supervision/index.ts'
import { createTickets } from './tickets/index.ts'
import type { Tickets } from './tickets/index.ts'
import { createViews } from './views/index.ts'
import { budgetsPart } from './budgets/part.ts'
import { calendarPart } from './calendar/part.ts'
import { partiesPart } from './parties/part.ts'
import { agreementsPart } from './agreements/part.ts'
import { filesPart } from './files/part.ts'
import { papersPart } from './papers/part.ts'
import { directoryPart } from './directory/part.ts'
import { identityPart } from './identity/part.ts'
import { mediaPart } from './media/part.ts'
import { sitesPart } from './sites/part.ts'
import { catalogPart } from './catalog/part.ts'
import { favouritesPart } from './favourites/part.ts'
import { savedFiltersPart } from './saved-filters/part.ts'
import { homePagePart } from './home-page/part.ts'
import { searchPart } from './search/part.ts'
import { ledgerPart } from './ledger/part.ts'
import { ordersPart } from './orders/part.ts'
import { subscriptionsPart } from './subscriptions/part.ts'
import { accessPart } from './access/part.ts'
import { callsPart } from './calls/part.ts'
import { fulfilmentPart } from './fulfilment/part.ts'
import { supervisionPart } from './supervision/part.ts'
import { manualServicesPart } from './manual-services/part.ts'
import { provisioningPart } from './provisioning/part.ts'
import { licensesPart } from './licenses/part.ts'
import { purchaseRequestsPart } from './purchase-requests/part.ts'
import { quotesPart } from './quotes/part.ts'
import { refundsPart } from './refunds/part.ts'
import { openApiPart } from './open-api/part.ts'
import { debuggingPart } from './debugging/part.ts'
import { appsPart } from './apps/part.ts'
import { signOnPart } from './sign-on/part.ts'
import { monitoringPart } from './monitoring/part.ts'
import { healthPart } from './health/part.ts'
import { feedbackPart } from './feedback/part.ts'
import { ticketsPart } from './tickets/part.ts'
import { holdsPart } from './holds/part.ts'
import { notesPart } from './notes/part.ts'
import { settingsPart } from './settings/part.ts'
import { clockPart } from './clock/part.ts'
import { mailPart } from './mail/part.ts'
import { notificationsPart } from './notifications/part.ts'
import { viewsPart } from './views/part.ts'

/** `passwordCost` is production's unless a test, which makes many members, lowers it. */
export type MarketplaceSettings = {
  readonly calls: Parameters<typeof createCalls>[0]['settings']
  /** Where files and pictures lie; without it in this process’s memory, which is for tests. */
  readonly storage?: FileStorage
  readonly passwordCost?: { readonly n: number; readonly r: number; readonly p: number }
  /** Whether people sign up by themselves; at once unless told. */
  readonly signUp?: 'open' | 'approval' | 'closed'
  /** The mail server; without it no emails are sent. */
  readonly mail?: MailSettings
  /** Whether and by whom the market’s time may be moved; not at all unless told. */
  readonly clock?: ClockSettings
  /** Dial tests of products on sale; four sellers at a time unless told. */
  readonly monitoring?: MonitoringSettings
  /** The marketplace’s own address. */
  readonly origin?: string
  /** Where the people of companies sign in, with `{tenant}` for each; below the marketplace’s own address unless told. */
  readonly tenantUrl?: string | undefined
  /** What this node was started with, for operators to see. */
  readonly environment?: readonly EnvironmentFact[]
  /** Where the hosts of addresses are looked up when they are verified; this machine’s resolvers unless told. */
  readonly resolvers?: Parameters<typeof createAccess>[0]['resolvers']
  /** How long the identity provider of a company may take to answer; some seconds unless told. */
  readonly providerLimitMs?: DurationMs
}

/** The domains whose settings have presets of their own. */
type Adjusted = {
  readonly parties: Parties
  readonly papers: Papers
  readonly access: Access
  readonly calls: Calls
  readonly feedback: FeedbackService
  readonly tickets: Tickets
}

/** What holds of the market's settings until operators set something else. */
const presetsOf = (
  { signUp = 'open' }: MarketplaceSettings,
  { parties, papers, access, calls, feedback, tickets }: Adjusted,
): MarketSettings => ({
  fourEyesOnPrices: false,
  fourEyesOnTopUps: false,
  signUp,
  operatorsNeedFactor: false,
  ...access.presets,
  ...calls.presets,
  ...parties.presets,
  ...papers.presets,
  ...feedback.presets,
  ...tickets.presets,
})

/** Who trades, and what they agree to, prove and show. */
function createMembership(platform: Platform, settings: MarketplaceSettings, guard: AddressGuard) {
  const calendar = createCalendar(platform)
  const parties = createParties(platform, {
    calendar,
    ...omitUndefined({ passwordCost: settings.passwordCost, signUp: settings.signUp }),
    sendsMail: settings.mail !== undefined,
  })
  const agreements = createAgreements(platform)
  const storage = settings.storage ?? createMemoryStorage()
  const files = createFiles({ ...platform, storage })
  const papers = createPapers({ ...platform, files })
  const directory = createDirectory({ ...platform, parties })
  const { resolvers, providerLimitMs: timeLimitMs } = settings
  const identity = createIdentity({ ...platform, parties, directory, guard, resolvers, timeLimitMs })
  const media = createMedia({ ...platform, storage })
  const sites = createSites({ ...platform, media })
  return { calendar, parties, agreements, files, papers, directory, identity, media, sites }
}

/** What is sold, and how it is found. */
function createOffer(platform: Platform, membership: ReturnType<typeof createMembership>) {
  const { agreements, calendar, media, parties } = membership
  return {
    catalog: createCatalog({ ...platform, agreements, calendar, media, parties }),
    favourites: createFavourites(platform),
    savedFilters: createSavedFilters(platform),
    homePages: createHomePages(platform),
    search: createSearch(platform),
  }
}

/** What operators keep for each other. */
const createOperating = (context: Parameters<typeof createNotes>[0]) => ({
  notes: createNotes(context),
  holds: createHolds(context),
})

/** The services of all domains, each given only those of the domains above it. */
export function createMarketplace(platform: Platform, settings: MarketplaceSettings) {
  const guard = createAddressGuard(settings.calls.allow, settings.calls.ownPort)
  const membership = createMembership(platform, settings, guard)
  const { calendar, parties, agreements, files, papers, directory, sites } = membership
  const offer = createOffer(platform, membership)
  const { catalog } = offer
  const ledger = createLedger({ ...platform, calendar, parties, files })
  const budgets = createBudgets({ ...platform, parties })
  const orders = createOrders({ ...platform, parties, agreements, budgets, catalog, ledger })
  const { levelOf, levelsOf } = parties
  const subscriptions = createSubscriptions({ ...platform, catalog, orders, levelOf, levelsOf })
  const access = createAccess({ ...platform, orders, subscriptions, guard, resolvers: settings.resolvers })
  const calls = createCalls({ ...platform, parties, orders, access, settings: settings.calls })
  const sold = { ledger, budgets, orders, subscriptions }
  const trade = { ...platform, parties, ...sold }
  const fulfilment = createFulfilment(trade)
  const supervisions = createSupervisions({ ...trade, calendar, files, fulfilment })
  const provisioning = createProvisioning({ ...trade, access, calls, fulfilment })
  const licenses = createLicenses({ ...trade, access, calls, files, fulfilment, supervisions })
  const quotes = createQuotes({ ...platform, catalog, ledger, orders, subscriptions, provisioning })
  const purchaseRequests = createPurchaseRequests(trade)
  const refunds = createRefunds({ ...trade, calendar, files, supervisions })
  const openApi = createOpenApi({ ...platform, parties, orders, subscriptions })
  const debugging = createDebugging({ ...platform, parties, access, calls, catalog, openApi })
  const { origin = 'https://market.example', tenantUrl = `${origin}/tenants/{tenant}` } = settings
  const apps = createApps({ ...trade, access, calls, debugging, directory, tenantUrl })
  const signOns = createSignOns({ ...platform, apps, identity: membership.identity, parties })
  const monitored = settings.monitoring ?? { dialTestsAtOnce: 4 }
  const monitoring = createMonitoring({ ...trade, access, catalog, debugging, settings: monitored })
  const health = createHealth({ ...platform, parties })
  const feedback = createFeedback({ ...platform, health })
  const tickets = createTickets({ ...platform, calendar, orders, subscriptions })
  const adjusted = { parties, papers, catalog, ledger, access, calls, feedback, tickets }
  const presets = { values: presetsOf(settings, adjusted), environment: settings.environment ?? [] }
  const operating = createOperating({ ...platform, orders, parties, tickets })
  const marketSettings = createSettings({ ...platform, ...adjusted, presets })
  const clockwork = createClockwork({ ...platform, calls, settings: settings.clock ?? fixedClock })
  const mails = createMails({ ...platform, parties, directory, sites, settings: settings.mail })
  const notifications = createNotifications({ ...platform, orders, access, mails, calls })
  const ofAll = { exportRows: () => exportRows(platform.db, exportedTables), upkeep: upkeepWakeups }
  const delivered = { fulfilment, supervisions, provisioning, licenses }
  const watched = { monitoring, health, feedback, tickets }
  const asked = { quotes, purchaseRequests, refunds }
  const shown = { ...offer, calls, supervisions, ...asked, ...watched, levelOf }
  const views = createViews({ ...trade, ...ofAll, ...shown, ...operating, calendar })
  return {
    ...membership,
    ...offer,
    ...sold,
    access,
    calls,
    ...delivered,
    ...asked,
    debugging,
    apps,
    signOns,
    openApi,
    ...watched,
    ...operating,
    settings: marketSettings,
    clockwork,
    mails,
    notifications,
    views,
  }
}

export type Marketplace = ReturnType<typeof createMarketplace>

/** What a domain adds to the marketplace; whatever it has nothing of is left out. */
type Part = {
  /** Its part of the console API. */
  readonly routes?: (market: Marketplace) => Handlers
  /** Its part of the open APIs, which sellers' servers ask. */
  readonly openApis?: (market: Marketplace) => Partial<OpenApiHandlers>
  /** The events it hears, its wake-ups, the answers it is given and the product types that it delivers. */
  readonly jobs?: (market: Marketplace) => DomainJobs & OperationHandlers & FulfilmentHandlers
  /** Its wake-ups by which nothing happens to anybody, such as counting: they are no next thing to wait for. */
  readonly upkeep?: readonly string[]
  /** Its tables in the export of operators. */
  readonly exported?: ExportedTables
}

/**
 * Every domain, by the name of its folder. The order holds everywhere: a domain imports only those above it, events go
 * down in it, the export follows it. The structure check reads the names from here.
 */
const domains = {
  calendar: calendarPart,
  parties: partiesPart,
  agreements: agreementsPart,
  files: filesPart,
  papers: papersPart,
  directory: directoryPart,
  identity: identityPart,
  media: mediaPart,
  sites: sitesPart,
  catalog: catalogPart,
  favourites: favouritesPart,
  'saved-filters': savedFiltersPart,
  'home-page': homePagePart,
  search: searchPart,
  ledger: ledgerPart,
  budgets: budgetsPart,
  orders: ordersPart,
  subscriptions: subscriptionsPart,
  dialects: {},
  access: accessPart,
  calls: callsPart,
  fulfilment: fulfilmentPart,
  supervision: supervisionPart,
  'manual-services': manualServicesPart,
  provisioning: provisioningPart,
  licenses: licensesPart,
  quotes: quotesPart,
  'purchase-requests': purchaseRequestsPart,
  refunds: refundsPart,
  'open-api': openApiPart,
  debugging: debuggingPart,
  apps: appsPart,
  'sign-on': signOnPart,
  monitoring: monitoringPart,
  health: healthPart,
  feedback: feedbackPart,
  tickets: ticketsPart,
  notes: notesPart,
  holds: holdsPart,
  settings: settingsPart,
  clock: clockPart,
  mail: mailPart,
  notifications: notificationsPart,
  views: viewsPart,
} satisfies Record<string, Part>

/** What the domains add, in their order. */
export const parts: readonly Part[] = Object.values(domains)

/** The wake-ups of all domains by which nothing happens to anybody. */
export const upkeepWakeups: readonly string[] = parts.flatMap(({ upkeep }) => upkeep ?? [])

/** What operators may take out: the domains' tables, then the record. */
export const exportedTables: ExportedTables = mergeOwned('the export of', [
  ...parts.map(({ exported }) => exported),
  historyExports,
])
