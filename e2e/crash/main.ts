// A node of the marketplace for the crash test: the real thing on a real clock, with windows of seconds instead of hours,
// so that what fails for good does so within the test; and, when it is armed, it dies just before a commit.
// PORT, LOGGIA_DATA, LOGGIA_SECRET, DATABASE_URL (none: embedded), CRASH_SELLER: the seller's address.
// With `--seed-only` it makes what is sold and who trades, and ends.
import { randomBytes } from 'node:crypto'
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
  lockFolder,
  marketplaceHttp,
  migrate,
  openEmbedded,
  postgresDatabase,
  readMigrations,
  startJobs,
} from '@loggia/marketplace'
import type { CallSettings, Database, Marketplace, Platform } from '@loggia/marketplace'
import { dieIfArmed } from './die-if-armed.ts'

const {
  PORT = '0',
  LOGGIA_DATA: folder = '',
  LOGGIA_SECRET: secret = '',
  DATABASE_URL: databaseUrl,
  CRASH_SELLER: sellerUrl = '',
} = process.env
if (!folder || !secret || !sellerUrl)
  throw new Error('LOGGIA_DATA, LOGGIA_SECRET and CRASH_SELLER are needed')

const clock: Clock = { source: 'market', now: () => instant(Date.now()) }
const wall: Wall = { source: 'wall', now: () => Date.now() as WallInstant }

const source = 'the crash test'
const settings: CallSettings = {
  ...defaultCallSettings,
  schedules: {
    create_instance: { windowMs: 15_000, spacingMs: () => 300, source },
    query_instance: { windowMs: 15_000, spacingMs: (n) => Math.min(300 * 2 ** (n - 1), 2_000), source },
    release_instance: { windowMs: 60_000, spacingMs: () => 500, source },
  },
  timeLimitMs: 700,
  leaseMarginMs: 500,
  // Hanging calls of some orders must not hold up those of all.
  sellerLimit: 16,
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

/** Everybody and everything that the test needs, and a file that says how to be them. */
async function seed(market: Marketplace, platform: Platform): Promise<void> {
  const password = 'a password of the crash test'
  const unitMinor = 1_000
  const made = await platform.db.transaction(async (handle) => {
    const tx = {
      ...handle,
      actor: { kind: 'system' as const },
      bus: platform.bus,
      changes: platform.changes,
      afterCommit: () => undefined,
    }
    const buyerId = await market.parties.addBuyer(tx, { nameZh: '试验买家', nameEn: 'Test Buyer' })
    const sellerId = await market.parties.addSeller(tx, { nameZh: '试验商家', nameEn: 'Test Seller' })
    const member = (name: string, role: object) =>
      market.parties.addMember(tx, {
        email: `${name}@crash.example`,
        name,
        password,
        language: 'en-US',
        ...role,
      })
    await member('buyer', { buyerId })
    await member('seller', { sellerId })
    await member('operator', { operator: true })
    await market.ledger.openBalance(tx, buyerId, 'CNY')
    await market.ledger.topUpIn(tx, {
      buyerId,
      amount: money(100_000_000n, 'CNY'),
      reason: 'opening balance',
    })
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
    await market.access.registerAnew(tx, { sellerId, url: sellerUrl })
    return { productId, accessKey, keyId, buyerId, sellerId }
  })
  const product = await market.views.getProduct(made.productId)
  const account = (name: string) => ({ email: `${name}@crash.example`, password })
  const seeded = {
    ...made,
    unitMinor,
    priceItemId: product.specifications[0]?.sku.priceItems[0]?.id,
    buyer: account('buyer'),
    seller: account('seller'),
    operator: account('operator'),
  }
  writeFileSync(join(folder, 'seeded.json'), JSON.stringify(seeded))
}

mkdirSync(join(folder, 'pages'), { recursive: true })
const db = await openDatabase()
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
  ids: createIds({ nowMs: Date.now, randomBytes }),
  randomBytes,
  seal: createSeal(secret, randomBytes),
  zone: zone('Asia/Shanghai'),
  log: pino({ level: 'warn' }, pino.destination({ dest: 2, sync: true })),
  bus: createEventBus(),
  changes: createChanges(),
    metrics: noMetrics,
}
const market = createMarketplace(platform, { calls: settings })
if (!existsSync(join(folder, 'seeded.json'))) await seed(market, platform)
if (process.argv.includes('--seed-only')) {
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
await server.listen({ port: Number(PORT), host: '127.0.0.1' })
