export { createViews } from './service/index.ts'
export type { Views } from './service/index.ts'
export type { Gauges } from './service/gauges.ts'
export type { HistoryReader } from './service/history.ts'
