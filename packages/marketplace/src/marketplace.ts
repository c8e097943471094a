import { omitUndefined } from '@loggia/kernel'
import { createAddressGuard } from '@loggia/outbound'
import type { MarketSettings } from '@loggia/protocol/console'
import { createAccess } from './access/index.ts'
import type { Access } from './access/index.ts'
import { createAccessJobs } from './access/jobs.ts'
import { createAccessRoutes } from './access/routes.ts'
import { accessExports } from './access/tables.ts'
import { createAgreements } from './agreements/index.ts'
import { createAgreementJobs } from './agreements/jobs.ts'
import { createAgreementRoutes } from './agreements/routes.ts'
import { agreementExports } from './agreements/tables.ts'
import { createApps, reconcileWakeup } from './apps/index.ts'
import { createAppJobs } from './apps/jobs.ts'
import { createAppRoutes } from './apps/routes.ts'
import { appExports } from './apps/tables.ts'
import { createCalendar } from './calendar/index.ts'
import { createCalendarRoutes } from './calendar/routes.ts'
import { calendarExports } from './calendar/tables.ts'
import { createCalls } from './calls/index.ts'
import type { Calls, OperationHandlers } from './calls/index.ts'
import { createCallRoutes } from './calls/routes.ts'
import { callExports } from './calls/tables.ts'
import { createCatalog } from './catalog/index.ts'
import { createCatalogJobs } from './catalog/jobs.ts'
import { createCatalogRoutes } from './catalog/routes.ts'
import { createClockwork, fixedClock } from './clock/index.ts'
import type { ClockSettings } from './clock/index.ts'
import { createClockRoutes } from './clock/routes.ts'
import { createDebugging } from './debugging/index.ts'
import { createDebuggingJobs } from './debugging/jobs.ts'
import { createDebuggingRoutes } from './debugging/routes/index.ts'
import { createDirectory } from './directory/index.ts'
import { createDirectoryRoutes } from './directory/routes.ts'
import { directoryExports } from './directory/tables.ts'
import { createFiles, createMemoryStorage } from './files/index.ts'
import type { FileStorage } from './files/index.ts'
import { createFileJobs } from './files/jobs.ts'
import { createFulfilment } from './fulfilment/index.ts'
import type { FulfilmentHandlers } from './fulfilment/index.ts'
import { createFulfilmentJobs } from './fulfilment/jobs.ts'
import { fulfilmentExports } from './fulfilment/tables.ts'
import { createHealth, healthWakeups } from './health/index.ts'
import { createHealthJobs } from './health/jobs.ts'
import { createHealthRoutes } from './health/routes.ts'
import { healthExports } from './health/tables.ts'
import { createLedger } from './ledger/index.ts'
import { createLedgerJobs } from './ledger/jobs.ts'
import { createLedgerRoutes } from './ledger/routes.ts'
import { ledgerExports } from './ledger/tables.ts'
import { createLicenses } from './licenses/index.ts'
import { createLicenseJobs } from './licenses/jobs.ts'
import { createLicenseOpenApis, createLicenseRoutes } from './licenses/routes/index.ts'
import { licenseExports } from './licenses/tables.ts'
import { createMails } from './mail/index.ts'
import type { MailSettings } from './mail/index.ts'
import { createMailJobs } from './mail/jobs.ts'
import { createMailRoutes } from './mail/routes.ts'
import { createManualServiceJobs } from './manual-services/jobs.ts'
import { createMedia } from './media/index.ts'
import { createMediaJobs } from './media/jobs.ts'
import { createMediaRoutes } from './media/routes.ts'
import { cleaningWakeup, createMonitoring } from './monitoring/index.ts'
import type { MonitoringSettings } from './monitoring/index.ts'
import { createMonitoringJobs } from './monitoring/jobs.ts'
import { createMonitoringRoutes } from './monitoring/routes.ts'
import { monitoringExports } from './monitoring/tables.ts'
import { createNotifications } from './notifications/index.ts'
import { createNotificationJobs } from './notifications/jobs.ts'
import { createNotificationRoutes } from './notifications/routes.ts'
import { messageExports } from './notifications/tables.ts'
import { createOpenApi } from './open-api/index.ts'
import { createOpenApiHandlers, createOpenApiRoutes } from './open-api/routes.ts'
import { createOrders } from './orders/index.ts'
import { createOrderJobs } from './orders/jobs.ts'
import { createOrderRoutes } from './orders/routes.ts'
import { orderExports } from './orders/tables.ts'
import { createPapers } from './papers/index.ts'
import type { Papers } from './papers/index.ts'
import { createPaperJobs } from './papers/jobs.ts'
import { createPaperRoutes } from './papers/routes.ts'
import { createParties } from './parties/index.ts'
import type { Parties } from './parties/index.ts'
import { createPartyJobs } from './parties/jobs.ts'
import { createPartyRoutes } from './parties/routes.ts'
import { partyExports } from './parties/tables.ts'
import { exportRows, historyExports, mergeOwned } from './platform/index.ts'
import type { DomainJobs, ExportedTables, Handlers, OpenApiHandlers, Platform } from './platform/index.ts'
import { createProvisioning } from './provisioning/index.ts'
import { createProvisioningJobs } from './provisioning/jobs.ts'
import { createProvisioningRoutes } from './provisioning/routes.ts'
import { instanceExports } from './provisioning/tables.ts'
import { createQuotes } from './quotes/index.ts'
import { createQuoteRoutes } from './quotes/routes.ts'
import { quoteExports } from './quotes/tables.ts'
import { createRefunds } from './refunds/index.ts'
import { createRefundJobs } from './refunds/jobs.ts'
import { createRefundRoutes } from './refunds/routes.ts'
import { refundExports } from './refunds/tables.ts'
import { createSearch } from './search/index.ts'
import { createSearchJobs } from './search/jobs.ts'
import { createSites } from './sites/index.ts'
import { createSiteRoutes } from './sites/routes.ts'
import { createSettings } from './settings/index.ts'
import type { EnvironmentFact } from './settings/index.ts'
import { createSettingRoutes } from './settings/routes.ts'
import { createSubscriptions } from './subscriptions/index.ts'
import { createSubscriptionJobs } from './subscriptions/jobs.ts'
import { createSubscriptionRoutes } from './subscriptions/routes.ts'
import { subscriptionExports } from './subscriptions/tables.ts'
import { createSupervisions } from './supervision/index.ts'
import { createSupervisionJobs } from './supervision/jobs.ts'
import { createSupervisionRoutes } from './supervision/routes.ts'
import { supervisionExports } from './supervision/tables.ts'
import { createViews } from './views/index.ts'
import { createViewRoutes } from './views/routes/index.ts'

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
  /** The marketplace’s own address, below which the people of organisations sign in. */
  readonly origin?: string
  /** What this node was started with, for operators to see. */
  readonly environment?: readonly EnvironmentFact[]
  /** Where the hosts of addresses are looked up when they are verified; this machine’s resolvers unless told. */
  readonly resolvers?: Parameters<typeof createAccess>[0]['resolvers']
}

/** What holds of the market's settings until operators set something else. */
const presetsOf = (
  { signUp = 'open' }: MarketplaceSettings,
  { parties, papers, access, calls }: { parties: Parties; papers: Papers; access: Access; calls: Calls },
): MarketSettings => ({
  fourEyesOnPrices: false,
  fourEyesOnTopUps: false,
  signUp,
  operatorsNeedFactor: false,
  ...access.presets,
  ...calls.presets,
  ...parties.presets,
  ...papers.presets,
})

/** Who trades, and what they agree to, prove and show. */
function createMembership(platform: Platform, settings: MarketplaceSettings) {
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
  const media = createMedia({ ...platform, storage })
  const sites = createSites({ ...platform, media })
  return { calendar, parties, agreements, files, papers, directory, media, sites }
}

/** The services of all domains, each given only those of the domains above it. */
export function createMarketplace(platform: Platform, settings: MarketplaceSettings) {
  const membership = createMembership(platform, settings)
  const { calendar, parties, agreements, files, papers, directory, media, sites } = membership
  const catalog = createCatalog({ ...platform, agreements, calendar, media, parties })
  const search = createSearch(platform)
  const ledger = createLedger({ ...platform, calendar, parties, files })
  const orders = createOrders({ ...platform, parties, agreements, catalog, ledger })
  const { levelOf, levelsOf } = parties
  const subscriptions = createSubscriptions({ ...platform, catalog, orders, levelOf, levelsOf })
  const guard = createAddressGuard(settings.calls.allow, settings.calls.ownPort)
  const access = createAccess({ ...platform, orders, subscriptions, guard, resolvers: settings.resolvers })
  const calls = createCalls({ ...platform, parties, orders, access, settings: settings.calls })
  const trade = { ...platform, parties, ledger, orders, subscriptions }
  const fulfilment = createFulfilment(trade)
  const supervisions = createSupervisions({ ...trade, calendar, files, fulfilment })
  const provisioning = createProvisioning({ ...trade, access, calls, fulfilment })
  const licenses = createLicenses({ ...trade, access, calls, files, fulfilment, supervisions })
  const quotes = createQuotes({ ...platform, catalog, ledger, orders, subscriptions, provisioning })
  const refunds = createRefunds({ ...trade, calendar, files, supervisions })
  const openApi = createOpenApi({ ...platform, parties, orders, subscriptions })
  const debugging = createDebugging({ ...platform, parties, access, calls, catalog, openApi })
  const { origin = 'https://market.example' } = settings
  const apps = createApps({ ...trade, access, calls, debugging, directory, origin })
  const monitored = settings.monitoring ?? { dialTestsAtOnce: 4 }
  const monitoring = createMonitoring({ ...trade, access, catalog, debugging, settings: monitored })
  const health = createHealth({ ...platform, parties })
  const presets = {
    values: presetsOf(settings, { parties, papers, access, calls }),
    environment: settings.environment ?? [],
  }
  const adjusted = { parties, papers, catalog, ledger, access, calls }
  const marketSettings = createSettings({ ...platform, ...adjusted, presets })
  const clockwork = createClockwork({ ...platform, calls, settings: settings.clock ?? fixedClock })
  const mails = createMails({ ...platform, parties, directory, sites, settings: settings.mail })
  const notifications = createNotifications({ ...platform, orders, access, mails, calls })
  const ofAll = { exportRows: () => exportRows(platform.db, exportedTables), upkeep: upkeepWakeups }
  const shown = { calls, catalog, search, supervisions, quotes, refunds, health, monitoring, levelOf }
  const views = createViews({ ...trade, ...ofAll, ...shown })
  return {
    ...membership,
    catalog,
    search,
    ledger,
    orders,
    subscriptions,
    access,
    calls,
    fulfilment,
    supervisions,
    provisioning,
    licenses,
    quotes,
    refunds,
    debugging,
    apps,
    monitoring,
    openApi,
    health,
    settings: marketSettings,
    clockwork,
    mails,
    notifications,
    views,
  }
}

export type Marketplace = ReturnType<typeof createMarketplace>

/** What a domain adds to the marketplace; whatever it has nothing of is left out. */
export type Domain = {
  /** The name of its folder. */
  readonly name: string
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
 * Every domain. The order holds everywhere: a domain imports only those above it, events go down in it, the export follows
 * it. The structure check reads the names from here.
 */
export const domains: readonly Domain[] = [
  {
    name: 'calendar',
    routes: ({ calendar }) => createCalendarRoutes(calendar),
    exported: calendarExports,
  },
  {
    name: 'parties',
    routes: ({ parties }) => createPartyRoutes(parties),
    jobs: ({ parties }) => createPartyJobs(parties),
    exported: partyExports,
  },
  {
    name: 'agreements',
    routes: ({ agreements }) => createAgreementRoutes(agreements),
    jobs: ({ agreements }) => createAgreementJobs(agreements),
    exported: agreementExports,
  },
  { name: 'files', jobs: ({ files }) => createFileJobs(files) },
  {
    name: 'papers',
    routes: ({ papers }) => createPaperRoutes(papers),
    jobs: ({ papers }) => createPaperJobs(papers),
  },
  {
    name: 'directory',
    routes: ({ directory }) => createDirectoryRoutes(directory),
    exported: directoryExports,
  },
  {
    name: 'media',
    routes: ({ media }) => createMediaRoutes(media),
    jobs: ({ media }) => createMediaJobs(media),
  },
  { name: 'sites', routes: ({ sites }) => createSiteRoutes(sites) },
  {
    name: 'catalog',
    routes: ({ catalog }) => createCatalogRoutes(catalog),
    jobs: ({ catalog }) => createCatalogJobs(catalog),
  },
  { name: 'search', jobs: ({ search }) => createSearchJobs(search) },
  {
    name: 'ledger',
    routes: ({ ledger }) => createLedgerRoutes(ledger),
    jobs: ({ ledger }) => createLedgerJobs(ledger),
    exported: ledgerExports,
  },
  {
    name: 'orders',
    routes: ({ orders }) => createOrderRoutes(orders),
    jobs: ({ orders }) => createOrderJobs(orders),
    exported: orderExports,
  },
  {
    name: 'subscriptions',
    routes: ({ subscriptions }) => createSubscriptionRoutes(subscriptions),
    jobs: ({ subscriptions }) => createSubscriptionJobs(subscriptions),
    exported: subscriptionExports,
  },
  { name: 'dialects' },
  {
    name: 'access',
    routes: ({ access, views }) => createAccessRoutes(access, views),
    jobs: ({ access }) => createAccessJobs(access),
    exported: accessExports,
  },
  { name: 'calls', routes: ({ calls }) => createCallRoutes(calls), exported: callExports },
  {
    name: 'fulfilment',
    jobs: ({ fulfilment }) => createFulfilmentJobs(fulfilment),
    exported: fulfilmentExports,
  },
  {
    name: 'supervision',
    routes: ({ supervisions, views }) => createSupervisionRoutes(supervisions, views),
    jobs: ({ supervisions }) => createSupervisionJobs(supervisions),
    exported: supervisionExports,
  },
  { name: 'manual-services', jobs: ({ fulfilment }) => createManualServiceJobs(fulfilment) },
  {
    name: 'provisioning',
    routes: ({ provisioning }) => createProvisioningRoutes(provisioning),
    jobs: ({ provisioning }) => createProvisioningJobs(provisioning),
    exported: instanceExports,
  },
  {
    name: 'licenses',
    routes: ({ licenses }) => createLicenseRoutes(licenses),
    openApis: ({ licenses }) => createLicenseOpenApis(licenses),
    jobs: ({ licenses }) => createLicenseJobs(licenses),
    exported: licenseExports,
  },
  { name: 'quotes', routes: ({ quotes }) => createQuoteRoutes(quotes), exported: quoteExports },
  {
    name: 'refunds',
    routes: ({ refunds }) => createRefundRoutes(refunds),
    jobs: ({ refunds }) => createRefundJobs(refunds),
    exported: refundExports,
  },
  {
    name: 'open-api',
    routes: ({ openApi }) => createOpenApiRoutes(openApi),
    openApis: ({ openApi }) => createOpenApiHandlers(openApi),
  },
  {
    name: 'debugging',
    routes: ({ debugging }) => createDebuggingRoutes(debugging),
    jobs: ({ debugging }) => createDebuggingJobs(debugging),
  },
  {
    name: 'apps',
    routes: ({ apps, views }) => createAppRoutes(apps, views),
    jobs: ({ apps }) => createAppJobs(apps),
    upkeep: [reconcileWakeup],
    exported: appExports,
  },
  {
    name: 'monitoring',
    routes: ({ monitoring }) => createMonitoringRoutes(monitoring),
    jobs: ({ monitoring }) => createMonitoringJobs(monitoring),
    upkeep: [cleaningWakeup],
    exported: monitoringExports,
  },
  {
    name: 'health',
    routes: ({ health }) => createHealthRoutes(health),
    jobs: ({ health }) => createHealthJobs(health),
    upkeep: healthWakeups,
    exported: healthExports,
  },
  { name: 'settings', routes: ({ settings }) => createSettingRoutes(settings) },
  { name: 'clock', routes: ({ clockwork }) => createClockRoutes(clockwork) },
  {
    name: 'mail',
    routes: ({ mails }) => createMailRoutes(mails),
    jobs: ({ mails }) => createMailJobs(mails),
  },
  {
    name: 'notifications',
    routes: ({ notifications }) => createNotificationRoutes(notifications),
    jobs: ({ notifications }) => createNotificationJobs(notifications),
    exported: messageExports,
  },
  { name: 'views', routes: ({ views }) => createViewRoutes(views) },
]

/** The wake-ups of all domains by which nothing happens to anybody. */
export const upkeepWakeups: readonly string[] = domains.flatMap(({ upkeep }) => upkeep ?? [])

/** What operators may take out: the domains' tables, then the record. */
export const exportedTables: ExportedTables = mergeOwned('the export of', [
  ...domains.map(({ exported }) => exported),
  historyExports,
])
