import type { Calendar } from '../../calendar/index.ts'
import type { Catalog } from '../../catalog/index.ts'
import type { Calls } from '../../calls/index.ts'
import type { Favourites } from '../../favourites/index.ts'
import type { FeedbackService } from '../../feedback/index.ts'
import type { Health } from '../../health/index.ts'
import type { HomePages } from '../../home-page/index.ts'
import type { Holds } from '../../holds/index.ts'
import type { Monitoring } from '../../monitoring/index.ts'
import type { ExportedRow, HistoryEntry } from '../../platform/index.ts'
import type { Parties } from '../../parties/index.ts'
import type { Search } from '../../search/index.ts'
import type { PurchaseRequests } from '../../purchase-requests/index.ts'
import type { Supervisions } from '../../supervision/index.ts'
import type { Tickets } from '../../tickets/index.ts'
import { createAuditViews } from './audit.ts'
import { createBalanceViews } from './balances.ts'
import { createCallViews } from './calls.ts'
import type { ComingContext } from './calls.ts'
import { createCatalogViews } from './catalog.ts'
import { createCentreViews } from './centres.ts'
import { createChosenViews } from './chosen.ts'
import { createFindViews } from './find.ts'
import { readGauges } from './gauges.ts'
import { presentHistory } from './history.ts'
import { createHomePageViews } from './home-page.ts'
import type { HistoryReader } from './history.ts'
import { createOperatorViews } from './operator.ts'
import { createOrderViews } from './orders.ts'
import type { OrderViewsContext } from './orders.ts'
import { createPublicProducts } from './public-products.ts'
import { createRefundViews } from './refunds.ts'
import { createSearchViews } from './search.ts'
import { createToDoViews } from './to-do.ts'
import { createTradeViews } from './trade.ts'
import { createTopUpViews } from './top-ups.ts'
import type { TopUpViewsContext } from './top-ups.ts'

export type Views = ReturnType<typeof createViews>

/** The read-only lists and details of the consoles. */
export const createViews = (
  platform: OrderViewsContext &
    ComingContext &
    TopUpViewsContext & {
      readonly calendar: Pick<Calendar, 'getWorkingDays'>
      readonly calls: Calls
      readonly holds: Holds
      readonly parties: Pick<Parties, 'hasRight' | 'listMembers' | 'listMembersAmong'>
      readonly catalog: Pick<Catalog, 'contentOf' | 'listValidCertificates'>
      readonly favourites: Pick<Favourites, 'list'>
      readonly homePages: Pick<HomePages, 'findShown' | 'getForOperator'>
      readonly search: Search
      readonly health: Pick<Health, 'findFigures' | 'listFigures'>
      readonly feedback: Pick<FeedbackService, 'listFigures' | 'listSellerFigures'>
      readonly tickets: Pick<Tickets, 'findAnswerTime'>
      readonly monitoring: Pick<Monitoring, 'findCheck'>
      readonly purchaseRequests: Pick<PurchaseRequests, 'countToDecide'>
      readonly supervisions: Pick<Supervisions, 'listToDecide'>
      /** Every row that operators may export. */
      readonly exportRows: () => AsyncGenerator<ExportedRow>
    },
) => ({
  ...createCatalogViews(platform),
  ...createChosenViews(platform),
  ...createHomePageViews(platform),
  ...createPublicProducts(platform),
  ...createSearchViews(platform),
  ...createOrderViews(platform),
  ...createOperatorViews(platform),
  ...createBalanceViews(platform),
  ...createTopUpViews(platform),
  ...createRefundViews(platform),
  ...createCentreViews(platform),
  ...createToDoViews(platform),
  ...createCallViews(platform),
  ...createAuditViews(platform),
  ...createFindViews(platform),
  ...createTradeViews(platform),
  presentHistory: (entries: readonly HistoryEntry[], reader: HistoryReader) =>
    presentHistory(platform.db, entries, reader),
  /** The state of the queues, for an operator's monitoring. */
  readGauges: () => readGauges(platform),
  exportRows: platform.exportRows,
})
