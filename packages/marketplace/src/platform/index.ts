export { system } from './actor.ts'
export type { Actor, MemberActor, SystemActor } from './actor.ts'
export { createAdmission } from './admission.ts'
export { createChangeFeed } from './changes.ts'
export type { ChangeFeed, Heard, RemoteChangeFeed } from './changes.ts'
export {
  waitForAll,
  toTimestamptz,
  createEmbeddedDatabase,
  toJsonb,
  keptPlan,
  mayHaveCommitted,
  pgliteParsers,
  createPostgresDatabase,
  encodeJson,
} from './database.ts'
export { decideEach } from './decide-each.ts'
export { readTogether } from './read-together.ts'
export type { Database } from './database.ts'
export type { Db } from './handles.ts'
export { createEventBus, emit } from './events.ts'
export { exportRows } from './export.ts'
export type { ExportedOf, ExportedRow, ExportedTables } from './export.ts'
export { listHistory, listNewestHistory, listNewestSequences, record } from './history.ts'
export type { HistoryEntry } from './history.ts'
export { notify, settleMessage, updateMessage } from './messages.ts'
export type { MessageEvents, Party } from './messages.ts'
export { noMetrics } from './metrics.ts'
export type { Metrics } from './metrics.ts'
export { escapeFormulas, unescapeFormulas } from './formulas.ts'
export { leaseIsOver, toLeaseEnd } from './leases.ts'
export { startLoop } from './loop.ts'
export { createMarketClock } from './market-clock.ts'
export type { ClockControl, MarketClock } from './market-clock.ts'
export { hashMigration, migrate, readMigrations } from './migrate.ts'
export { lockName } from './name-lock.ts'
export { toNetwork } from './network.ts'
export { insertRows, toMoment, updateRows } from './row-sets.ts'
export { lockNode, NodeRefused } from './node-lock.ts'
export type { NodeLock } from './node-lock.ts'
export { mergeOwned } from './owners.ts'
export { createPostgresChannel } from './postgres-channel.ts'
export { createPrometheus } from './prometheus.ts'
export type { Prometheus } from './prometheus.ts'
export { createRandomBytes } from './random.ts'
export { createSeal } from './seal.ts'
export { isSecretRight } from './secret-check.ts'
export { findSetting, listSettings, saveSetting, pickSetting, settingsTopic } from './settings.ts'
export type { KeptSetting, Setting } from './settings.ts'
export { shareReading } from './shared-reading.ts'
export type { Seal } from './seal.ts'
export { createThread, ThreadTooSlow } from './thread.ts'
export { createTurns } from './turns.ts'
export type { EndTurn, Turns } from './turns.ts'
export { historyExports } from './tables.ts'
export type { PlatformTables } from './tables.ts'
export { findAnswer, runInTx } from './tx.ts'
export type { DomainEvent, EventBus, EventHandlers, MemberRequest, Platform, Tx, TxRequest } from './tx.ts'
export { findNextWakeup, runOneWakeup, setWakeup, wakeSoon, wakeupsTopic } from './wakeups.ts'
export type { WakeupHandlers } from './wakeups.ts'
export type { DomainJobs } from './jobs.ts'
export type { OpenApiFile, OpenApiHandlers, OpenApiRequest } from './open-apis.ts'
export {
  toWireE8,
  fromWireMoney,
  toWireMoney,
  toWireTime,
  fromWireUnitPrice,
  toWireUnitPrice,
} from './routes.ts'
export type { HandlerRequest, Handlers, SavedFile } from './routes.ts'
export { readAll, tabulate } from './table.ts'
export type { Cell, Table, TableColumns } from './table.ts'
