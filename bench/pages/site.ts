import { setTimeout as pause } from 'node:timers/promises'
import { prepareDemo } from '@loggia/marketplace'
import { listPriceItems, seedBuyers } from '../market/buyers.ts'
import { benchSecret, openMarket, openPostgres } from '../market/open-market.ts'
import { seedSellers } from '../market/seed.ts'
import { openShop } from '../purchase/shop.ts'
import type { Seeded } from '../purchase/work.ts'
import { createDatabase } from '../run/cluster.ts'
import type { OwnDatabase } from '../run/cluster.ts'
import { startFleet } from '../sellers/fleet.ts'
import type { SellerFleet } from '../sellers/fleet.ts'
import { startServer } from '../start/servers.ts'
import type { Headers } from './ask.ts'

/** More than fit on one page of the list. */
const orders = 60
const patienceMs = 60_000

export type Page = { readonly name: string; readonly path: string; headers(nth: number): Headers }
export type Site = {
  readonly url: string
  readonly pid: number
  readonly database: OwnDatabase
  readonly pages: readonly Page[]
  end(): Promise<void>
}

/** The demo's catalogue, and a buyer with orders, on a server with PostgreSQL. */
export async function openSite(cluster: string): Promise<Site> {
  const database = await createDatabase(cluster)
  const fleet = await startFleet({ sellers: 1, delayMs: 0, hanging: 0 })
  const seeded = await seed(database, fleet)
  const env = { DATABASE_URL: database.url, ...settings }
  const server = await startServer('apps/server/src/main.ts', env)
  const shop = await openShop(server.url, seeded)
  for (let nth = 0; nth < orders; nth += 1) await shop.buy(nth)
  await waitUntilDone(database)
  await database.rest()
  const products = await fetch(`${server.url}/api/products?limit=1`)
  const { items } = (await products.json()) as { items: readonly { readonly id: string }[] }
  return {
    url: server.url,
    pid: server.pid,
    database,
    pages: pagesOf(items[0]?.id ?? '', shop.headers(0)),
    async end() {
      await shop.close()
      await server.stop()
      await fleet.end()
      await database.drop()
    },
  }
}

const settings = {
  LOGGIA_SECRET: benchSecret,
  LOGGIA_ALLOW_SELLERS: '127.0.0.0/8',
  LOGGIA_TRUSTED_PROXIES: '127.0.0.1',
  LOGGIA_REQUESTS_PER_MINUTE: '1000000',
  LOGGIA_PAGES_PER_MINUTE: '1000000',
  LOG_LEVEL: 'warn',
}

function pagesOf(productId: string, member: Headers): readonly Page[] {
  const guest = (nth: number): Headers => ({ 'x-forwarded-for': `203.0.113.${1 + (nth % 250)}` })
  const signedIn = (): Headers => member
  return [
    { name: 'home', path: '/', headers: guest },
    { name: 'product', path: `/products/${productId}`, headers: guest },
    { name: 'search', path: `/search?q=${encodeURIComponent('文档')}`, headers: guest },
    { name: 'orders, the page', path: '/buyer/orders', headers: signedIn },
    { name: 'orders, their list', path: '/api/buyer/orders?limit=20', headers: signedIn },
  ]
}

async function seed(database: OwnDatabase, fleet: SellerFleet): Promise<Seeded> {
  const db = await openPostgres(database.url)
  const open = openMarket(db)
  await prepareDemo(open.market, open.platform)
  const sellers = await seedSellers(open, fleet.urls)
  const members = await seedBuyers(open, 1)
  const priceItems = await listPriceItems(
    open,
    sellers.map(({ productId }) => productId),
  )
  await db.close()
  const accessKeys = sellers.map(({ accessKey }) => accessKey)
  await fleet.setKeys(accessKeys)
  return { emails: members.map(({ email }) => email), priceItems, accessKeys }
}

async function waitUntilDone(database: OwnDatabase): Promise<void> {
  for (const from = performance.now(); performance.now() - from < patienceMs; await pause(100)) {
    const [row] = await database.query<{ count: number }>(
      `select count(*)::int as count from "order" where state = 'processing'`,
    )
    if (row?.count === 0) return
  }
  throw new Error('Orders are still under way')
}
