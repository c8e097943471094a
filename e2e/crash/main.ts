// A node of the marketplace for the crash test: the real thing on a real clock, with time limits of seconds instead of
// hours, so that calls that fail for good do so within the test. When it is armed, it dies just before a commit.
// Settings: PORT, LOGGIA_DATA, LOGGIA_SECRET, DATABASE_URL (none: embedded). CRASH_SELLER has the addresses of the
// sellers, separated by commas. CRASH_WINDOW_MS is how long a call is tried whose failure pays the money back,
// CRASH_LATER_MS how long a call that a seller may start again, both by the market's clock. CRASH_CLOCK is the
// beginning of the clock, CRASH_LEAPS the file with its leaps (harness/clock.ts). CRASH_SUPERVISED is how many sellers
// offer supervised products too, CRASH_LICENSES the address of the server of one more seller, who sells licenses. With
// `--seed-only` it creates products and members, and ends. Several nodes of one database share the folder, and
// CRASH_BASE_URL, the address by which they all are known.
import { randomBytes, randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pino } from 'pino'
import { createIds, omitUndefined, toInstant, createMoney, toIso, toZone } from '@loggia/kernel'
import type { Clock, Wall, WallInstant } from '@loggia/kernel'
import {
  createChangeFeed,
  createEventBus,
  createMarketplace,
  createSeal,
  noMetrics,
  defaultCallSettings,
  describeFault,
  runInTx,
  lockFolder,
  createMarketplaceHttp,
  migrate,
  openEmbedded,
  createPostgresChannel,
  createPostgresDatabase,
  readMigrations,
  startJobs,
  system,
} from '@loggia/marketplace'
import type { CallSettings, Database, Marketplace, Platform, Tx } from '@loggia/marketplace'
import { createMarketClock, createSteadyClock } from '../harness/clock.ts'
import { exitIfArmed } from './die-if-armed.ts'
import { licenseKinds, licenseOffers } from './license-offers.ts'
import type { LicenseKind } from './license-offers.ts'
import { prices, trialDays } from './seeded.ts'
import type { Goods, PriceName, Seeded, SeededLicenses, SeededSeller } from './seeded.ts'
import { supervisedKinds, supervisedOffers } from './supervised-offers.ts'
import type { SupervisedKind } from './supervised-offers.ts'

const {
  PORT = '0',
  LOGGIA_DATA: folder = '',
  LOGGIA_SECRET: secret = '',
  DATABASE_URL: databaseUrl,
  CRASH_SELLER: addresses = '',
  CRASH_WINDOW_MS: windowMs = '15000',
  CRASH_LATER_MS: laterMs = '60000',
  CRASH_CLOCK: clockBeginning,
  CRASH_LEAPS: leapsFile,
  CRASH_SUPERVISED: supervisedSellers = '0',
  CRASH_LICENSES: licenseUrl,
} = process.env
if (!folder || !secret || !addresses)
  throw new Error('LOGGIA_DATA, LOGGIA_SECRET and CRASH_SELLER are needed')
const sellerUrls = addresses.split(',')

const nowMs = createSteadyClock(clockBeginning)
const marketTime = createMarketClock(nowMs, leapsFile)
const clock: Clock = { source: 'market', now: () => toInstant(marketTime.now()) }
const wall: Wall = { source: 'wall', now: () => nowMs() as WallInstant }

const source = 'the crash test'
const synchronisation = {
  windowMs: Number(windowMs),
  spacing: { kind: 'even', everyMs: 400 },
  source,
} as const
const settings: CallSettings = {
  ...defaultCallSettings,
  schedules: {
    create_instance: { windowMs: Number(windowMs), spacing: { kind: 'even', everyMs: 300 }, source },
    query_instance: {
      windowMs: Number(windowMs),
      spacing: { kind: 'doubling', firstMs: 300, mostMs: 2_000 },
      source,
    },
    upgrade_instance: { windowMs: Number(windowMs), spacing: { kind: 'even', everyMs: 400 }, source },
    refresh_instance: { windowMs: Number(laterMs), spacing: { kind: 'even', everyMs: 400 }, source },
    set_instance_status: { windowMs: Number(laterMs), spacing: { kind: 'even', everyMs: 400 }, source },
    release_instance: { windowMs: Number(laterMs), spacing: { kind: 'even', everyMs: 500 }, source },
    create_activation: { windowMs: Number(laterMs), spacing: { kind: 'even', everyMs: 400 }, source },
    apply_license: { windowMs: Number(laterMs), spacing: { kind: 'even', everyMs: 400 }, source },
    sync_enterprise: synchronisation,
    sync_app: synchronisation,
    sync_departments: synchronisation,
    sync_department: synchronisation,
    sync_people: synchronisation,
  },
  timeLimitMs: 700,
  pageTimeLimitMs: 700,
  leaseMarginMs: 500,
  breaker: { failures: 5, probeFirstMs: 400, probeMostMs: 1_600 },
  expiryGraceMs: 1_500,
  allow: ['127.0.0.0/8'],
  alone: databaseUrl === undefined,
}

async function openDatabase(): Promise<Database> {
  if (databaseUrl !== undefined) {
    const db = createPostgresDatabase({ url: databaseUrl, connections: 10, onLost: () => undefined })
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
      await exitIfArmed(handle, folder)
      return result
    }),
})

const password = 'a password of the crash test'
const account = (name: string) => ({ email: `${name}@crash.example`, password })
const addMember = (market: Marketplace, tx: Tx, name: string, role: object): Promise<unknown> =>
  market.parties.addMember(tx, { ...account(name), name, language: 'en-US', ...role })

/** The last buyer is poor, so that automatic renewals often fail for lack of money. */
const buyers = ['buyer', 'buyer-2', 'buyer-3', 'poor-buyer']
const balanceMinorOf = (name: string): bigint => (name === 'poor-buyer' ? 60_000n : 1_000_000_000n)

async function addBuyer(market: Marketplace, tx: Tx, name: string): Promise<string> {
  const buyerId = await market.parties.addBuyer(tx, { nameZh: '试验买家', nameEn: 'Test Buyer' })
  await addMember(market, tx, name, { buyerId })
  await market.ledger.openBalance(tx, buyerId, 'CNY')
  await market.ledger.topUpIn(tx, {
    buyerId,
    amount: createMoney(balanceMinorOf(name), 'CNY'),
    reason: 'opening balance',
  })
  return buyerId
}

/** One specification in two combinations, each by the month and by the year, with a trial by the month. */
const priceOf = (name: PriceName, period: 'month' | 'year') => ({
  period,
  unitPrice: { amount: (prices[name] / 100).toFixed(2), currency: 'CNY' as const },
})
const skus = [
  { values: [0], prices: [{ ...priceOf('basicMonth', 'month'), trialDays }, priceOf('basicYear', 'year')] },
  { values: [1], prices: [priceOf('proMonth', 'month'), priceOf('proYear', 'year')] },
]

const listed = {
  name: { zh: '试验商品', en: 'Test Product' },
  summary: { zh: '一句话', en: 'One sentence' },
  description: { zh: '说明', en: 'Description' },
  category: 'collaboration',
  tags: ['协同'],
  state: 'listed' as const,
}

type SoldBy = { readonly name: string; readonly url: string; readonly kinds: readonly SupervisedKind[] }

/** Creates a seller with one product, supervised products of these kinds, and the address of its server. */
async function addSeller(market: Marketplace, tx: Tx, { name, url, kinds }: SoldBy) {
  const sellerId = await market.parties.addSeller(tx, { nameZh: '试验商家', nameEn: 'Test Seller' })
  await addMember(market, tx, name, { sellerId })
  const productId = await market.catalog.addProduct(tx, sellerId, {
    ...listed,
    quantity: { name: { zh: '席位', en: 'Seats' }, unit: { zh: '席', en: 'seat' }, min: 1, max: 100 },
    attributes: [
      {
        name: { zh: '档位', en: 'Tier' },
        values: [
          { zh: '基础', en: 'Basic' },
          { zh: '专业', en: 'Pro' },
        ],
      },
    ],
    specifications: [{ name: { zh: '标准版', en: 'Standard' }, features: [], skus }],
    afterSale: { fiveDayRefund: true, upgrades: true, renewalChanges: true },
  })
  const supervised = []
  for (const kind of kinds)
    supervised.push({
      kind,
      productId: await market.catalog.addProduct(tx, sellerId, { ...listed, ...supervisedOffers[kind] }),
    })
  const { accessKey } = await market.access.addKeyIn(tx, sellerId, 'basic')
  await market.access.registerAnew(tx, { sellerId, url })
  return { sellerId, productId, supervised, accessKey, seller: account(name) }
}
type Added = Awaited<ReturnType<typeof addSeller>>

/** The price items that buyers use, by the names of their prices. */
async function goodsOf(market: Marketplace, productId: Added['productId']) {
  const product = await market.views.getProduct(productId)
  const [basic, pro] = (product.specifications[0]?.skus ?? []).map(({ priceItems }) => priceItems)
  const idOf = (items: typeof basic, period: string): string =>
    items?.find((item) => item.period === period)?.id ?? ''
  return {
    basicMonth: idOf(basic, 'month'),
    basicYear: idOf(basic, 'year'),
    proMonth: idOf(pro, 'month'),
    proYear: idOf(pro, 'year'),
  } satisfies Goods
}

/** The price item of each supervised product, which has only one; undefined for a seller that has none. */
async function supervisedOf(
  market: Marketplace,
  offers: Added['supervised'],
): Promise<SeededSeller['supervised']> {
  const items: Partial<Record<SupervisedKind, string>> = {}
  for (const { kind, productId } of offers) {
    const product = await market.views.getProduct(productId)
    items[kind] = product.specifications[0]?.skus[0]?.priceItems[0]?.id ?? ''
  }
  const { work, saas, goods } = items
  return work && saas && goods ? { work, saas, goods } : undefined
}

/** A seller of license products, whose server is called for the online one; with a key for the open APIs. */
async function addLicenseSeller(market: Marketplace, tx: Tx, url: string) {
  const sellerId = await market.parties.addSeller(tx, {
    nameZh: '试验授权商家',
    nameEn: 'Test License Seller',
  })
  await addMember(market, tx, 'license-seller', { sellerId })
  const products = []
  for (const kind of licenseKinds)
    products.push({
      kind,
      productId: await market.catalog.addProduct(tx, sellerId, { ...listed, ...licenseOffers[kind] }),
    })
  const { keyId, accessKey } = await market.access.addKeyIn(tx, sellerId, 'basic')
  const addressId = await market.access.approveAddressIn(tx, { sellerId, url })
  const speech = { protocol: 'license-online' } as const
  await market.access.bindAllIn(tx, { sellerId, addressId, keyId, speech })
  const apiKey = {
    accessKeyId: 'CRASHLICENSESACCESSK',
    secretKey: 'crashlicensessecretkeycrashlicensessecre',
  }
  await market.openApi.addKeyIn(tx, { sellerId, name: 'licenses', own: apiKey })
  return { sellerId, seller: account('license-seller'), products, accessKey, apiKey }
}

async function licensesOf(
  market: Marketplace,
  { products, ...seller }: Awaited<ReturnType<typeof addLicenseSeller>>,
): Promise<SeededLicenses> {
  const items: Partial<Record<LicenseKind, string>> = {}
  for (const { kind, productId } of products) {
    const product = await market.views.getProduct(productId)
    items[kind] = product.specifications[0]?.skus[0]?.priceItems[0]?.id ?? ''
  }
  const { code = '', shown_code = '', online = '', offline = '' } = items
  return { ...seller, items: { code, shown_code, online, offline } }
}

/** Creates all members and products that the test needs, and writes a file with their accounts. */
async function seed(market: Marketplace, platform: Platform): Promise<void> {
  const made = await runInTx(platform, { actor: system }, async (tx) => {
    await addMember(market, tx, 'operator', { operator: true })
    for (const name of buyers) await addBuyer(market, tx, name)
    const sellers: Added[] = []
    for (const [nth, url] of sellerUrls.entries()) {
      const kinds = nth < Number(supervisedSellers) ? supervisedKinds : []
      sellers.push(await addSeller(market, tx, { name: nth === 0 ? 'seller' : `seller-${nth}`, url, kinds }))
    }
    const licenses = licenseUrl === undefined ? undefined : await addLicenseSeller(market, tx, licenseUrl)
    return { sellers, licenses }
  })
  const sellers: SeededSeller[] = []
  for (const { supervised: offers, ...one } of made.sellers) {
    const supervised = await supervisedOf(market, offers)
    sellers.push(omitUndefined({ ...one, supervised, goods: await goodsOf(market, one.productId) }))
  }
  const licenses = made.licenses && (await licensesOf(market, made.licenses))
  const seeded: Seeded = omitUndefined({
    buyers: buyers.map(account),
    operator: account('operator'),
    sellers,
    licenses,
  })
  writeFileSync(join(folder, 'seeded.json'), JSON.stringify(seeded))
}

mkdirSync(join(folder, 'pages'), { recursive: true })
const db = await openDatabase()
const channel =
  databaseUrl === undefined
    ? undefined
    : createPostgresChannel({ url: databaseUrl, nodeId: randomUUID(), onLost: () => undefined })
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
  zone: toZone('Asia/Shanghai'),
  log: pino(
    { level: 'warn', serializers: { error: describeFault } },
    pino.destination({ dest: 2, sync: true }),
  ),
  bus: createEventBus(),
  changes: createChangeFeed(channel),
  metrics: noMetrics,
}
const baseUrl = process.env.CRASH_BASE_URL ?? `http://127.0.0.1:${PORT}`
const market = createMarketplace(platform, {
  origin: baseUrl,
  calls: settings,
  // The sellers fail on purpose, and time leaps over days: dial tests would only freeze what they sell.
  monitoring: { dialTestsAtOnce: 0 },
  // Weak on purpose, because fifty members are created and signed in.
  passwordCost: { n: 2 ** 8, r: 8, p: 1 },
})
if (!existsSync(join(folder, 'seeded.json'))) await seed(market, platform)
if (process.argv.includes('--seed-only')) {
  await channel?.close()
  await db.close()
  process.exit(0)
}
const server = await createMarketplaceHttp(market, platform, {
  baseUrl,
  renderPage: () => '',
  browserFiles: join(folder, 'pages'),
  // Requests of the test itself may reach a thousand a minute.
  limits: { all: 100_000, signIn: 1_000 },
  connections: { perAddress: 10_000 },
})
await startJobs(market, platform, { alone: settings.alone })
await server.listen({ port: Number(PORT), host: '127.0.0.1' })
// A test that was killed cannot end its nodes.
const parent = process.ppid
setInterval(() => {
  if (process.ppid !== parent) process.exit(1)
}, 1_000).unref()
