// A node of the marketplace for the crash test: the real thing on a real clock, with windows of seconds instead of hours,
// so that what fails for good does so within the test; and, when it is armed, it dies just before a commit.
// PORT, LOGGIA_DATA, LOGGIA_SECRET, DATABASE_URL (none: embedded), CRASH_SELLER: the addresses of the sellers, parted by
// commas, CRASH_WINDOW_MS and CRASH_RELEASE_MS: how long an opening and a release are tried, CRASH_CLOCK: where the clock
// begins (harness/clock.ts), CRASH_MORE_CALLS: put more calls into some lanes than a purchase makes.
// With `--seed-only` it makes what is sold and who trades, and ends. Several nodes of one database share the folder.
import { randomBytes, randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pino } from 'pino'
import { createIds, instant, money, toIso, zone } from '@loggia/kernel'
import type { Clock, Wall, WallInstant } from '@loggia/kernel'
import {
  createChanges,
  createEventBus,
  createMarketplace,
  createSeal,
  noMetrics,
  defaultCallSettings,
  describeFault,
  lockFolder,
  marketplaceHttp,
  migrate,
  openEmbedded,
  postgresChannel,
  postgresDatabase,
  readMigrations,
  startJobs,
} from '@loggia/marketplace'
import type { CallSettings, Database, Marketplace, Platform } from '@loggia/marketplace'
import { steadyClock } from '../harness/clock.ts'
import { dieIfArmed } from './die-if-armed.ts'
import { lockLanes } from './more-calls.ts'
import type { Lane } from './more-calls.ts'

const {
  PORT = '0',
  LOGGIA_DATA: folder = '',
  LOGGIA_SECRET: secret = '',
  DATABASE_URL: databaseUrl,
  CRASH_SELLER: addresses = '',
  CRASH_WINDOW_MS: windowMs = '15000',
  CRASH_RELEASE_MS: releaseMs = '60000',
  CRASH_CLOCK: clockBeginning,
  CRASH_MORE_CALLS: moreCalls,
} = process.env
if (!folder || !secret || !addresses)
  throw new Error('LOGGIA_DATA, LOGGIA_SECRET and CRASH_SELLER are needed')
const sellerUrls = addresses.split(',')

const nowMs = steadyClock(clockBeginning)
const clock: Clock = { source: 'market', now: () => instant(nowMs()) }
const wall: Wall = { source: 'wall', now: () => nowMs() as WallInstant }

const source = 'the crash test'
const settings: CallSettings = {
  ...defaultCallSettings,
  schedules: {
    create_instance: { windowMs: Number(windowMs), spacing: { kind: 'even', everyMs: 300 }, source },
    query_instance: {
      windowMs: Number(windowMs),
      spacing: { kind: 'doubling', firstMs: 300, mostMs: 2_000 },
      source,
    },
    refresh_instance: { windowMs: 600_000, spacing: { kind: 'even', everyMs: 400 }, source },
    upgrade_instance: { windowMs: 600_000, spacing: { kind: 'even', everyMs: 400 }, source },
    release_instance: { windowMs: Number(releaseMs), spacing: { kind: 'even', everyMs: 500 }, source },
  },
  timeLimitMs: 700,
  leaseMarginMs: 500,
  breaker: { failures: 5, probeFirstMs: 400, probeMostMs: 1_600 },
  expiryGraceMs: 1_500,
  allow: ['127.0.0.0/8'],
  alone: databaseUrl === undefined,
}

async function openDatabase(): Promise<Database> {
  if (databaseUrl !== undefined) {
    const db = postgresDatabase({ url: databaseUrl, connections: 10, onLost: () => undefined })
    await migrate(db, await readMigrations())
    return db
  }
  await lockFolder(folder, { pid: process.pid, since: toIso(wall.now()), address: `port ${PORT}` }, isRunning)
  return openEmbedded(join(folder, 'database'))
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

const dying = (db: Database): Database => ({
  ...db,
  transaction: (work) =>
    db.transaction(async (handle) => {
      const result = await work(handle)
      await dieIfArmed(handle, folder)
      return result
    }),
})

const password = 'a password of the crash test'
const unitMinor = 1_000
const account = (name: string) => ({ email: `${name}@crash.example`, password })
type Tx = Parameters<Marketplace['parties']['addBuyer']>[0]

const addMember = (market: Marketplace, tx: Tx, name: string, role: object): Promise<unknown> =>
  market.parties.addMember(tx, { ...account(name), name, language: 'en-US', ...role })

async function addBuyer(market: Marketplace, tx: Tx): Promise<string> {
  const buyerId = await market.parties.addBuyer(tx, { nameZh: '试验买家', nameEn: 'Test Buyer' })
  await addMember(market, tx, 'buyer', { buyerId })
  await market.ledger.openBalance(tx, buyerId, 'CNY')
  const amount = money(1_000_000_000n, 'CNY')
  await market.ledger.topUpIn(tx, { buyerId, amount, reason: 'opening balance' })
  return buyerId
}

/** A seller with one product and its server's address. */
async function addSeller(market: Marketplace, tx: Tx, { name, url }: { name: string; url: string }) {
  const sellerId = await market.parties.addSeller(tx, { nameZh: '试验商家', nameEn: 'Test Seller' })
  await addMember(market, tx, name, { sellerId })
  const productId = await market.catalog.addProduct(tx, sellerId, {
    name: { zh: '试验商品', en: 'Test Product' },
    summary: { zh: '一句话', en: 'One sentence' },
    description: { zh: '说明', en: 'Description' },
    category: 'collaboration',
    quantity: { name: { zh: '席位', en: 'Seats' }, unit: { zh: '席', en: 'seat' }, min: 1, max: 100 },
    specifications: [
      {
        name: { zh: '标准版', en: 'Standard' },
        features: [],
        prices: [{ period: 'month', unitPrice: { amount: String(unitMinor / 100), currency: 'CNY' } }],
      },
    ],
    state: 'listed',
  })
  const { accessKey, keyId } = await market.access.addKeyIn(tx, sellerId, 'basic')
  await market.access.registerAnew(tx, { sellerId, url })
  return { sellerId, productId, accessKey, keyId, seller: account(name) }
}

/** As the marketplace opens its own. */
async function inTransaction<T>(platform: Platform, work: (tx: Tx) => Promise<T>): Promise<T> {
  const last: (() => Promise<void>)[] = []
  const later: (() => void)[] = []
  const answer = await platform.db.transaction(async (handle) => {
    const tx: Tx = {
      ...handle,
      actor: { kind: 'system' },
      bus: platform.bus,
      changes: platform.changes,
      beforeCommit: (one) => void last.push(one),
      afterCommit: (one) => void later.push(one),
    }
    const worked = await work(tx)
    for (const one of last) await one()
    return worked
  })
  for (const one of later) one()
  return answer
}

/** What later purchases may ask of an instance; the second makes nothing before it needless, and nothing does it. */
async function addCalls(market: Marketplace, tx: Tx, lane: Lane): Promise<void> {
  const { orderNumber, lineNumber, reference } = lane
  if (reference === null) return
  const numbers = (nth: number) => ({ orderNumber: `${orderNumber}-${nth}`, lineNumber })
  const operations = [
    { kind: 'upgrade_instance', reference, ...numbers(1) },
    { kind: 'refresh_instance', reference, ...numbers(2), scene: 'renewal', expiresAt: clock.now() },
    { kind: 'upgrade_instance', reference, ...numbers(3) },
  ] as const
  for (const operation of operations)
    await market.calls.enqueue(tx, {
      sellerId: lane.seller_id as NewCall['sellerId'],
      productId: lane.product_id as NewCall['productId'],
      lane: lane.subscription_id,
      subject: lane.order_id,
      operation,
    })
}
type NewCall = Parameters<Marketplace['calls']['enqueue']>[1]

/** A deadlock or a database that is away only means that the lanes get their calls later. */
const addCallsNowAndThen = (market: Marketplace, platform: Platform): void => {
  const round = async (): Promise<void> => {
    await inTransaction(platform, async (tx) => {
      for (const lane of await lockLanes(tx)) await addCalls(market, tx, lane)
    }).catch(() => undefined)
    setTimeout(() => void round(), 300)
  }
  void round()
}

/** Everybody and everything that the test needs, and a file that says how to be them. */
async function seed(market: Marketplace, platform: Platform): Promise<void> {
  const made = await inTransaction(platform, async (tx) => {
    await addMember(market, tx, 'operator', { operator: true })
    const buyerId = await addBuyer(market, tx)
    const sellers: Awaited<ReturnType<typeof addSeller>>[] = []
    for (const [nth, url] of sellerUrls.entries())
      sellers.push(await addSeller(market, tx, { name: nth === 0 ? 'seller' : `seller-${nth}`, url }))
    return { buyerId, sellers }
  })
  const sellers: object[] = []
  for (const one of made.sellers) {
    const product = await market.views.getProduct(one.productId)
    sellers.push({ ...one, priceItemId: product.specifications[0]?.skus[0]?.priceItems[0]?.id })
  }
  const people = { buyer: account('buyer'), operator: account('operator') }
  const seeded = { ...sellers[0], ...people, buyerId: made.buyerId, unitMinor, sellers }
  writeFileSync(join(folder, 'seeded.json'), JSON.stringify(seeded))
}

mkdirSync(join(folder, 'pages'), { recursive: true })
const db = await openDatabase()
const channel =
  databaseUrl === undefined
    ? undefined
    : postgresChannel({ url: databaseUrl, nodeId: randomUUID(), onLost: () => undefined })
const platform: Platform = {
  db: dying(db),
  clock,
  wall,
  stopwatch: {
    source: 'monotonic',
    start() {
      const from = performance.now()
      return () => performance.now() - from
    },
  },
  ids: createIds({ nowMs, randomBytes }),
  randomBytes,
  seal: createSeal(secret, randomBytes),
  zone: zone('Asia/Shanghai'),
  log: pino(
    { level: 'warn', serializers: { error: describeFault } },
    pino.destination({ dest: 2, sync: true }),
  ),
  bus: createEventBus(),
  changes: createChanges(channel),
  metrics: noMetrics,
}
const market = createMarketplace(platform, {
  calls: settings,
  // Fifty members are made and signed in.
  passwordCost: { n: 2 ** 8, r: 8, p: 1 },
})
if (!existsSync(join(folder, 'seeded.json'))) await seed(market, platform)
if (process.argv.includes('--seed-only')) {
  await channel?.close()
  await db.close()
  process.exit(0)
}
const server = await marketplaceHttp(market, platform, {
  baseUrl: `http://127.0.0.1:${PORT}`,
  renderPage: () => '',
  browserFiles: join(folder, 'pages'),
  // A thousand questions in a minute are the test's own.
  limits: { all: 100_000, signIn: 1_000 },
})
await startJobs(market, platform, { alone: settings.alone })
if (moreCalls) addCallsNowAndThen(market, platform)
await server.listen({ port: Number(PORT), host: '127.0.0.1' })
// A test that was killed could not end its nodes.
const parent = process.ppid
setInterval(() => {
  if (process.ppid !== parent) process.exit(1)
}, 1_000).unref()
