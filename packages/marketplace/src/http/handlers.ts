import { accessRoutes } from '../access/index.ts'
import { callRoutes } from '../calls/index.ts'
import { catalogRoutes } from '../catalog/index.ts'
import { mediaRoutes } from '../media/index.ts'
import { ledgerRoutes } from '../ledger/index.ts'
import { clockRoutes } from '../clock/index.ts'
import { debuggingRoutes } from '../debugging/index.ts'
import type { Marketplace } from '../marketplace.ts'
import { notificationRoutes } from '../notifications/index.ts'
import { openApiRoutes } from '../open-api/index.ts'
import { fulfilmentRoutes } from '../fulfilment/index.ts'
import { orderRoutes } from '../orders/index.ts'
import { partyRoutes } from '../parties/index.ts'
import { mergeOwned } from '../platform/index.ts'
import type { Handlers } from '../platform/index.ts'
import { refundRoutes } from '../refunds/index.ts'
import { provisioningRoutes } from '../provisioning/index.ts'
import { quoteRoutes } from '../quotes/index.ts'
import { subscriptionRoutes } from '../subscriptions/index.ts'
import { settingRoutes } from '../settings/index.ts'
import { viewRoutes } from '../views/index.ts'
import type { AnyHandlers } from './contract-routes.ts'

/** What each domain answers, in the domains' order, by the contract's keys. Throws if two claim one route. */
export function domainHandlers(market: Marketplace): AnyHandlers {
  const lists: readonly Handlers[] = [
    partyRoutes(market.parties),
    mediaRoutes(market.media),
    catalogRoutes(market.catalog),
    ledgerRoutes(market.ledger),
    orderRoutes(market.orders),
    accessRoutes(market.access, market.views),
    callRoutes(market.calls),
    fulfilmentRoutes(market.fulfilment),
    provisioningRoutes(market.provisioning),
    quoteRoutes(market.quotes),
    refundRoutes(market.refunds),
    subscriptionRoutes(market.subscriptions),
    debuggingRoutes(market.debugging),
    openApiRoutes(market.openApi),
    settingRoutes(market.settings),
    clockRoutes(market.clockwork),
    notificationRoutes(market.notifications),
    viewRoutes(market.views),
  ]
  return mergeOwned('a handler of', lists) as AnyHandlers
}
