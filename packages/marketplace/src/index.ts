export { createMarketplace } from './marketplace.ts'
export type { Marketplace } from './marketplace.ts'
export { connectJobs } from './jobs.ts'
export type { Queues } from './jobs.ts'
export { startJobs } from './jobs-runner.ts'
export type { RunningJobs } from './jobs-runner.ts'
export { watchMarket } from './metrics.ts'
export { createMarketplaceHttp } from './http.ts'
export type { DemoAccount, HttpOptions } from './http.ts'
export { loadConsole, NoConsole } from './http/console-build.ts'
export { loadRelease } from './http/release.ts'
export type { Release } from './http/release.ts'
export type { ConsoleBuild } from './http/console-build.ts'
export { createFolderStorage, createS3Storage } from './files/index.ts'
export { createSmtpTransport } from './mail/index.ts'
export type { MailSettings, SmtpServer } from './mail/index.ts'
export { defaultCallSettings } from './calls/index.ts'
export type { CallSettings } from './calls/index.ts'
export {
  createChangeFeed,
  createEventBus,
  createMarketClock,
  createPrometheus,
  createRandomBytes,
  createSeal,
  runInTx,
  keptPlan,
  lockNode,
  NodeRefused,
  noMetrics,
  migrate,
  createPostgresChannel,
  createPostgresDatabase,
  readMigrations,
  isSecretRight,
  system,
} from './platform/index.ts'
export type {
  ChangeFeed,
  Database,
  Metrics,
  NodeLock,
  Platform,
  Prometheus,
  RemoteChangeFeed,
  Tx,
} from './platform/index.ts'
export { FolderHeldError, lockFolder } from './embedded/folder-lock.ts'
export type { FolderHolder, FolderLock } from './embedded/folder-lock.ts'
export { openEmbedded } from './embedded/pglite.ts'
export {
  demoAccounts,
  drawDemo,
  fillDemoYear,
  packDemo,
  renewDemo,
  templateFile,
  templateSecret,
  restoreDemo,
  demoPassword,
  hasDemo,
  createDemoOrders,
  openDemoJoint,
  prepareDemo,
  registerDemoServers,
} from './embedded/demo/index.ts'
export type { Demo, DemoServer } from './embedded/demo/index.ts'
export { describeFault } from './http/fault-log.ts'
export { toProblemReply } from './http/problems.ts'
