import type { MarketSettings } from '@loggia/protocol/console'
import { createAccess } from './access/index.ts'
import { createAddressGuard, createCalls } from './calls/index.ts'
import { createCatalog } from './catalog/index.ts'
import { createClockwork, fixedClock } from './clock/index.ts'
import type { ClockSettings } from './clock/index.ts'
import { createDebugging } from './debugging/index.ts'
import { dialects } from './dialects/index.ts'
import { createFulfilment } from './fulfilment/index.ts'
import { createLedger } from './ledger/index.ts'
import { createFiles, memoryStorage } from './files/index.ts'
import type { FileStorage } from './files/index.ts'
import { createMedia } from './media/index.ts'
import { createNotifications } from './notifications/index.ts'
import { createOpenApi } from './open-api/index.ts'
import { createOrders } from './orders/index.ts'
import { createParties } from './parties/index.ts'
import type { Parties } from './parties/index.ts'
import type { Platform } from './platform/index.ts'
import { createProvisioning } from './provisioning/index.ts'
import { createQuotes } from './quotes/index.ts'
import { createRefunds } from './refunds/index.ts'
import { createSearch } from './search/index.ts'
import { createSettings } from './settings/index.ts'
import type { EnvironmentFact } from './settings/index.ts'
import { createSubscriptions } from './subscriptions/index.ts'
import { createViews } from './views/index.ts'

const portOf = (url: URL): number => Number(url.port || (url.protocol === 'https:' ? 443 : 80))

/** `passwordCost` is production's unless a test, which makes many members, lowers it. */
export type MarketplaceSettings = {
  readonly calls: Parameters<typeof createCalls>[0]['settings']
  /** Where files and pictures lie; without it in this process’s memory, which is for tests. */
  readonly storage?: FileStorage
  readonly passwordCost?: { readonly n: number; readonly r: number; readonly p: number }
  /** Whether people sign up by themselves; at once unless told. */
  readonly signUp?: 'open' | 'approval' | 'closed'
  /** Whether and by whom the market’s time may be moved; not at all unless told. */
  readonly clock?: ClockSettings
  /** What this node was started with, for operators to see. */
  readonly environment?: readonly EnvironmentFact[]
}

/** What holds of the market's settings until operators set something else. */
const presetsOf = (
  { signUp, calls }: MarketplaceSettings,
  { presets }: Pick<Parties, 'presets'>,
): MarketSettings => ({
  fourEyesOnPrices: false,
  fourEyesOnTopUps: false,
  signUp: signUp ?? 'open',
  retryPlan: calls.plan,
  sellerCallLimit: calls.sellerLimit,
  ...presets,
  callTimeLimitSeconds: Math.ceil((calls.timeLimitMs ?? dialects['saas-v2'].timeLimitMs) / 1000),
})

/** Every domain in its order, each given only those above it. */
export function createMarketplace(platform: Platform, settings: MarketplaceSettings) {
  const parties = createParties(platform, {
    ...(settings.passwordCost && { passwordCost: settings.passwordCost }),
    ...(settings.signUp && { signUp: settings.signUp }),
  })
  const storage = settings.storage ?? memoryStorage()
  const files = createFiles({ ...platform, storage })
  const media = createMedia({ ...platform, storage })
  const catalog = createCatalog({ ...platform, media, parties })
  const search = createSearch(platform)
  const ledger = createLedger(platform)
  const orders = createOrders({ ...platform, parties, catalog, ledger })
  const { levelOf } = parties
  const subscriptions = createSubscriptions({ ...platform, catalog, orders, levelOf })
  const guard = createAddressGuard(settings.calls.allow, settings.calls.ownPort)
  const access = createAccess({
    ...platform,
    subscriptions,
    allows: (url) => guard.mayUsePlainHttp(url.hostname, portOf(url)),
  })
  const calls = createCalls({ ...platform, access, settings: settings.calls })
  const fulfilment = createFulfilment({ ...platform, parties, files, orders, subscriptions })
  const provisioning = createProvisioning({
    ...platform,
    parties,
    orders,
    subscriptions,
    access,
    calls,
    fulfilment,
  })
  const quotes = createQuotes({ ...platform, catalog, ledger, orders, subscriptions, provisioning })
  const refunds = createRefunds({ ...platform, parties, ledger, orders, subscriptions })
  const openApi = createOpenApi({ ...platform, parties, orders, subscriptions })
  const debugging = createDebugging({ ...platform, parties, access, calls, catalog, openApi })
  const marketSettings = createSettings({
    ...platform,
    parties,
    catalog,
    ledger,
    calls,
    presets: { values: presetsOf(settings, parties), environment: settings.environment ?? [] },
  })
  const clockwork = createClockwork({ ...platform, calls, settings: settings.clock ?? fixedClock })
  const notifications = createNotifications({ ...platform, parties, orders, access, calls })
  const views = createViews({
    ...platform,
    calls,
    catalog,
    search,
    orders,
    subscriptions,
    quotes,
    refunds,
    levelOf,
  })
  return {
    parties,
    files,
    media,
    catalog,
    search,
    ledger,
    orders,
    subscriptions,
    access,
    calls,
    fulfilment,
    provisioning,
    quotes,
    refunds,
    debugging,
    openApi,
    settings: marketSettings,
    clockwork,
    notifications,
    views,
  }
}

export type Marketplace = ReturnType<typeof createMarketplace>
