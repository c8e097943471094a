export { isConnected, noteConnections } from './connections.ts'
export { computeFigures, findPending, listFigures } from './figures.ts'
export type { FigureRow } from './figures.ts'
export {
  findCountedAt,
  isOwnProduct,
  listBreakerFacts,
  listBreakers,
  listCalledActivities,
  listCalledProducts,
  listFailures,
  listInterfaceDays,
  listSellerDays,
  listSellerDurations,
  listSellerFailures,
  listSellers,
  listTallies,
} from './read.ts'
export type { BreakerRow, FailureRow, InterfaceDayRow, NamedRow, SellerRow, TallyRow } from './read.ts'
export { countDays, findCountedUntil, listOpenDays, saveCountedUntil } from './roll-up.ts'
