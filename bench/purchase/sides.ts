import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { benchSecret } from '../market/open-market.ts'
import { createDatabase } from '../run/cluster.ts'
import type { OwnDatabase } from '../run/cluster.ts'
import { startChild } from '../run/processes.ts'
import type { SellerFleet } from '../sellers/fleet.ts'
import { startServer } from '../start/servers.ts'
import { bareTables } from './bare.ts'
import { openBareShop, openShop } from './shop.ts'
import type { Shop } from './shop.ts'
import { startRelay } from './wire-counts.ts'
import type { Relay } from './wire-counts.ts'
import type { Seeded } from './work.ts'

export const repository = join(import.meta.dirname, '../..')
export const bare = 'bare'
/** Enough buyers that purchases do not wait for each other's balance row. */
const buyers = 100

/** A running server with sellers and a database of its own. */
export type OpenSide = {
  readonly shop: Shop
  readonly database: OwnDatabase
  /** Process id of the server. */
  readonly pid: number
  /** Present if it was requested. */
  readonly relay: Relay | undefined
  /** Paid orders whose seller has not done everything yet. */
  countOpen(): Promise<number>
  end(): Promise<void>
}
/** `bare`, or the root folder of a version. */
export type SideOf = typeof bare | { readonly root: string }

export async function openSide(
  of: SideOf,
  at: { readonly cluster: string; readonly fleet: SellerFleet; readonly isCounted: boolean },
): Promise<OpenSide> {
  const database = await createDatabase(at.cluster)
  const relay = at.isCounted ? await startRelay(database.url) : undefined
  const url = relay?.url ?? database.url
  try {
    const server =
      of === bare
        ? await openBare(database, url, at.fleet)
        : await openVersion(of.root, database, url, at.fleet)
    await database.rest()
    return {
      ...server,
      database,
      relay,
      async countOpen() {
        const [row] = await database.query<{ count: number }>(server.openOrders)
        return row?.count ?? 0
      },
      async end() {
        await server.shop.close()
        await server.stop()
        await relay?.end()
        await database.drop()
      },
    }
  } catch (error) {
    await relay?.end()
    await database.drop()
    throw error
  }
}

type Opened = {
  readonly shop: Shop
  readonly pid: number
  readonly openOrders: string
  stop(): Promise<void>
}

async function openBare(database: OwnDatabase, url: string, fleet: SellerFleet): Promise<Opened> {
  await database.query(bareTables)
  const accessKeys = fleet.urls.map(() => randomBytes(16).toString('hex'))
  await fleet.setKeys(accessKeys)
  const child = startChild('purchase/main.ts')
  const order = { databaseUrl: url, sellerUrls: fleet.urls, accessKeys }
  const shop = openBareShop(await child.ask<string>('bare', order))
  const openOrders = "select count(*)::int as count from order_line where state <> 'completed'"
  return { shop, pid: child.pid, openOrders, stop: () => child.end() }
}

async function openVersion(
  root: string,
  database: OwnDatabase,
  url: string,
  fleet: SellerFleet,
): Promise<Opened> {
  const child = startChild('purchase/main.ts')
  const seeding = { root, databaseUrl: database.url, sellerUrls: fleet.urls, buyers }
  const seeded = await child.ask<Seeded>('seed', seeding)
  await child.end()
  await fleet.setKeys(seeded.accessKeys)
  const env = { DATABASE_URL: url, ...settings }
  const server = await startServer('apps/server/src/main.ts', env, root)
  try {
    const shop = await openShop(server.url, seeded)
    const openOrders = `select count(*)::int as count from "order" where state = 'processing'`
    return { shop, pid: server.pid, openOrders, stop: () => server.stop() }
  } catch (error) {
    await server.stop()
    throw error
  }
}

const settings = {
  LOGGIA_SECRET: benchSecret,
  LOGGIA_ALLOW_SELLERS: '127.0.0.0/8',
  LOGGIA_TRUSTED_PROXIES: '127.0.0.1',
  LOG_LEVEL: 'warn',
}
