import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { omitUndefined, toIso } from '@loggia/kernel'
import {
  createChangeFeed,
  createMarketplace,
  createPrometheus,
  createSmtpTransport,
  defaultCallSettings,
  demoAccounts,
  FolderHeldError,
  createFolderStorage,
  hasDemo,
  loadConsole,
  createMarketplaceHttp,
  NoConsole,
  createPostgresChannel,
  createDemoOrders,
  openDemoJoint,
  prepareDemo,
  registerDemoServers,
  createS3Storage,
  isSecretRight,
  startJobs,
  watchMarket,
} from '@loggia/marketplace'
import type { ChangeFeed, Demo, MailSettings, Marketplace, Platform } from '@loggia/marketplace'
import { listCautions } from './cautions.ts'
import { ConfigError, readConfig } from './config.ts'
import type { Config } from './config.ts'
import { formatGreeting } from './greeting.ts'
import { openDatabase } from './open-database.ts'
import { clock, createPlatform, isRunning, openLog, randomBytes, stopwatch, wall } from './platform.ts'
import type { Log } from './platform.ts'
import { explainListenFault, requirePort } from './ports.ts'
import { createReleaseReader, readKitVersion } from './release.ts'
import { findSampleSeller, keepSampleSeller } from './sample-seller.ts'
import type { ReadySeller } from './sample-seller.ts'
import { closeAll } from './shut-down.ts'
import type { Closable } from './shut-down.ts'
import { StartFault, throwOperatorFault } from './start-fault.ts'

const root = join(import.meta.dirname, '..', '..', '..')
/** The part of our environment that every child process needs, without our settings and secrets. */
const plainEnv = {
  PATH: process.env['PATH'],
  SystemRoot: process.env['SystemRoot'],
  NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'],
}
/**
 * The time limit for shutting down, after draining. A supervisor that waits for two seconds need not kill the process.
 */
const closeWithinMs = 1_900
/** How long the start waits for the sample seller. Normally it is up long before; otherwise its fault is in the log. */
const sellerWaitMs = 5_000
/** How long the start waits for what the sample seller is asked in a new demo: normally a second, on a busy machine many. */
const jointWaitMs = 60_000
const jointPauseMs = 20
/** How long the mail server may keep silent. */
const mailPatienceMs = 30_000
/**
 * Open requests get this long. Calls are broken off after a second, so the pages that wait for a call are answered in
 * time.
 */
const requestGraceMs = 1_400

/** Nodes on one PostgreSQL notify each other of changes; on the embedded database there is only one node. */
function openChanges(config: Config, log: Log, closables: Closable[][]): ChangeFeed {
  if (config.databaseUrl === undefined) return createChangeFeed()
  const remote = createPostgresChannel({
    url: config.databaseUrl,
    nodeId: Buffer.from(randomBytes(8)).toString('hex'),
    onLost: (error) => log.warn({ error }, 'events of other servers cannot be received for now'),
  })
  closables.unshift([{ name: 'changes', close: () => remote.close() }])
  return createChangeFeed(remote)
}

/** Whether this process was told to end, and how long it still accepts requests. */
type Ending = { begun: boolean; drainMs: number }
type Process = { config: Config; log: Log; closables: Closable[][]; ending: Ending }

/** Starts everything. What must be closed is added to the front of `closables`, even if a later part fails. */
async function start({ config, log, closables, ending }: Process): Promise<void> {
  const elapsed = stopwatch.start()
  const port = await requirePort(config.port, config.host)
  const address = config.baseUrl ?? `http://${hostForPeople(config.host)}:${port}`
  const pages = loadFiles(config, log)
  // It is awaited below; until then a failure must not count as an unhandled rejection.
  pages.catch(() => undefined)
  const opened = await openDatabase(config, {
    holder: { pid: process.pid, since: toIso(wall.now()), address },
    isRunning,
    randomBytes,
    clock,
    onLost: (error) => log.warn({ error }, 'an idle connection to the database was lost'),
  })
  closables.unshift([{ name: 'database', close: opened.close }])

  const changes = openChanges(config, log, closables)
  const prometheus = createPrometheus({ runtime: true })
  const platform = createPlatform(config, { ...opened, log, changes, prometheus })
  await requireRightSecret(config, platform)
  const alone = isAlone(config)
  const { composeMail, ...files } = await pages
  const market = await openMarket(config, platform, { port, origin: address, composeMail })
  watchMarket(prometheus, market, platform)
  const { demo, starting } = await openDemo({ config, port, market, platform }, closables)
  const server = await createMarketplaceHttp(market, platform, {
    ...files,
    ...omitUndefined({ hosts: config.hosts, demoAccounts: config.demo ? demoAccounts : undefined }),
    baseUrl: address,
    ...omitUndefined({ tenantUrl: config.tenantUrl }),
    ownOriginOnly: config.baseUrl !== undefined && !config.demo,
    trustedProxies: config.trustedProxies,
    limits: { all: config.perMinute.requests, pages: config.perMinute.pages },
    connections: config.connections,
    unready: () => (ending.begun ? 'stopping' : undefined),
    metrics: { prometheus, token: config.metricsToken },
    movableClock: config.clock.movable,
  })
  const seller = await starting
  const hasOperator = await market.parties.ensureOperator(config.firstOperator).catch(throwOperatorFault)
  // Handlers must be registered before the first request is answered.
  const jobs = await startJobs(market, platform, { alone })
  if (demo) await createDemoOrders(market, demo)
  closables.unshift([
    { name: 'http', close: () => closeServer(server) },
    { name: 'jobs', close: () => jobs.stop() },
  ])
  const drain = (): Promise<void> => {
    jobs.rest()
    return pause(ending.drainMs)
  }
  closables.unshift([{ name: 'drain', close: drain }])
  await server.listen({ port, host: config.host }).catch((error: unknown) => {
    throw explainListenFault(error, { port, host: config.host })
  })
  if (demo && seller) await openJoint({ market, platform }, demo, seller)

  const told = {
    config,
    address,
    seconds: elapsed() / 1000,
    accounts: demoAccounts,
    sellerOrigin: seller?.origin,
    holdsDemo: await hasDemo(platform),
    hasOperator,
  }
  process.stdout.write(formatGreeting(omitUndefined({ ...told, demo })))
  log.info({ address }, 'the server is ready')
}

async function requireRightSecret(config: Config, platform: Platform): Promise<void> {
  if (await isSecretRight(platform)) return
  const how = config.secret === undefined ? 'The secret in the data folder' : 'LOGGIA_SECRET'
  throw new StartFault(
    `${how} is not the one that this database is encrypted with. Start the server with that one.`,
  )
}

/** Loads what was built: the web pages now, and the seller kit at its first request. */
async function loadFiles({ pagesFolder }: Config, log: Log) {
  const build = await loadConsole(pagesFolder ?? join(root, 'apps', 'console', 'dist'))
  const onTrouble = (sentence: string, error: unknown): void => log.warn({ error }, sentence)
  return {
    ...build,
    readRelease: createReleaseReader({ node: process.execPath, root, env: plainEnv, onTrouble, stopwatch }),
    documents: { root, ...omitUndefined({ kitVersion: await readKitVersion(root) }) },
  }
}

/**
 * True if no other node exists, so that calls left by an earlier run of this process cannot be in progress elsewhere.
 */
const isAlone = (config: Config): boolean => config.databaseUrl === undefined || config.clock.movable

/** Undefined without a mail server. */
const toMailSettings = (
  { smtp }: Config,
  texts: Pick<MailSettings, 'origin' | 'compose'>,
): MailSettings | undefined =>
  smtp && {
    ...texts,
    from: smtp.from,
    transport: createSmtpTransport({ ...smtp, patienceMs: mailPatienceMs }),
  }

/** Creates the marketplace and sets its clock to where it was. */
type Around = {
  readonly port: number
  readonly origin: string
  readonly composeMail: MailSettings['compose']
}
async function openMarket(
  config: Config,
  platform: Platform,
  { port, origin, composeMail: compose }: Around,
): Promise<Marketplace> {
  const market = createMarketplace(platform, {
    signUp: config.signUp,
    environment: config.environment,
    origin,
    tenantUrl: config.tenantUrl,
    ...omitUndefined({ mail: toMailSettings(config, { origin, compose }) }),
    storage:
      'folder' in config.media
        ? createFolderStorage(config.media.folder)
        : createS3Storage(config.media, { wall, stopwatch }),
    calls: {
      ...defaultCallSettings,
      plan: config.retryPlan,
      allow: config.allowSellers,
      ownPort: port,
      alone: isAlone(config),
    },
    monitoring: { dialTestsAtOnce: config.dialTestsAtOnce },
    clock: {
      hands: clock,
      ...config.clock,
      // In the demo one person plays all roles.
      movers: config.demo ? 'operators_and_sellers' : 'operators',
    },
  })
  await market.clockwork.open()
  return market
}

/** The demo, and the sample seller that is `starting`: it loads its code while this process goes on. */
async function openDemo(running: Running, closables: Closable[][]) {
  if (!running.config.demo) return {}
  const demo = await prepareDemo(running.market, running.platform)
  return { demo, starting: demo.servers && startSampleSeller(running, demo.servers, closables) }
}

/** The demo works without its joint product too, so a failure only warns. */
async function openJoint(
  { market, platform }: Pick<Running, 'market' | 'platform'>,
  demo: Demo,
  seller: ReadySeller,
): Promise<void> {
  const elapsed = stopwatch.start()
  const waitUntil = async (isTrue: () => Promise<boolean>): Promise<boolean> => {
    for (; elapsed() < jointWaitMs; await pause(jointPauseMs)) if (await isTrue()) return true
    return false
  }
  const open = openDemoJoint(market, platform, { demo, ...seller, waitUntil })
  const isOpen = await open.catch((error: unknown) => {
    platform.log.warn({ error }, 'the joint product of the demo failed')
    return true
  })
  if (!isOpen) platform.log.warn('the joint product of the demo could not be connected')
}

/** Waits for open requests to be answered, then breaks off the connections that are still open. */
async function closeServer(server: Awaited<ReturnType<typeof createMarketplaceHttp>>): Promise<void> {
  const timer = setTimeout(() => server.server.closeAllConnections(), requestGraceMs)
  await server.close().finally(() => clearTimeout(timer))
}

const hostForPeople = (host: string): string => {
  if (host === '0.0.0.0' || host === '::') return 'localhost'
  return host.includes(':') ? `[${host}]` : host
}

/** The address at which a process on this machine reaches this server. */
const hostForNeighbours = (host: string): string =>
  host === '0.0.0.0' || host === '::' ? '127.0.0.1' : hostForPeople(host)

type Running = { config: Config; port: number; market: Marketplace; platform: Platform }

/**
 * Resolves once the sample seller is registered, or to undefined after a time limit; it is then registered later.
 */
async function startSampleSeller(
  running: Running,
  servers: NonNullable<Demo['servers']>,
  closables: Closable[][],
): Promise<ReadySeller | undefined> {
  const { config, port, market, platform } = running
  let timer: NodeJS.Timeout | undefined
  const ready = new Promise<ReadySeller | undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), sellerWaitMs)
    const seller = keepSampleSeller({
      script: findSampleSeller(root, process.argv[1] ?? ''),
      dataFolder: join(config.dataFolder, 'sample-seller'),
      servers,
      market: `http://${hostForNeighbours(config.host)}:${port}`,
      firstPort: port + 1,
      env: plainEnv,
      onReady: async (started) => {
        await registerDemoServers(market, platform, { servers, origin: started.origin })
        resolve(started)
      },
      onLine: (line) => platform.log.debug({ line }, 'sample seller'),
      onTrouble: (sentence) => platform.log.warn(sentence),
    })
    closables.unshift([{ name: 'sample seller', close: () => seller.stop() }])
  })
  return ready.finally(() => clearTimeout(timer))
}

/** Prints a sentence if people can fix the failure; any other error is a bug and is logged in full. */
function tellFailure(error: unknown, log: Log | undefined): void {
  const isForPeople =
    error instanceof ConfigError ||
    error instanceof StartFault ||
    error instanceof FolderHeldError ||
    error instanceof NoConsole
  if (isForPeople) process.stderr.write(`${error.message}\n`)
  else if (log) log.fatal({ error }, 'the server stops because of an error')
  else process.stderr.write(`${String(error)}\n`)
}

async function run(): Promise<void> {
  const closables: Closable[][] = []
  const ending: Ending = { begun: false, drainMs: 0 }
  let log: Log | undefined
  const end = (code: number, drainMs = 0): void => {
    // After a second signal the process ends at once.
    if (ending.begun) process.exit(code === 0 ? 1 : code)
    Object.assign(ending, { begun: true, drainMs })
    const onFailure = (name: string, error: unknown): void =>
      log?.error({ error }, `${name} did not close cleanly`)
    void closeAll(closables, { mostMs: drainMs + closeWithinMs, onFailure }).finally(() => process.exit(code))
  }
  const fail = (error: unknown): void => {
    tellFailure(error, log)
    if (!ending.begun) end(1)
  }
  let drainMs = 0
  for (const signal of ['SIGINT', 'SIGHUP'] as const) process.on(signal, () => end(0))
  process.on('SIGTERM', () => end(0, drainMs))
  process.on('uncaughtException', fail)
  process.on('unhandledRejection', fail)
  try {
    const config = readConfig({ env: process.env, args: process.argv.slice(2) })
    log = openLog(config)
    for (const caution of listCautions(config)) log.warn(caution)
    await start({ config, log, closables, ending })
    // Draining makes sense only from now on: before, no requests were sent to this node.
    drainMs = config.drainMs
  } catch (error) {
    fail(error)
  }
}

await run()
