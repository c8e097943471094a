// In its own process: seeds the market of a version with that version's modules, or serves the bare baseline.
import { join } from 'node:path'
import { answerQuestions } from '../run/processes.ts'
import { serveBare } from './bare.ts'
import type { BareOrder, Seeded, Seeding } from './work.ts'

type Buyers = typeof import('../market/buyers.ts')
type Open = typeof import('../market/open-market.ts')
type Seed = typeof import('../market/seed.ts')

async function seed({ root, databaseUrl, sellerUrls, buyers }: Seeding): Promise<Seeded> {
  const from = (name: string): Promise<unknown> => import(join(root, 'bench/market', name))
  const { openMarket, openPostgres } = (await from('open-market.ts')) as Open
  const { seedSellers } = (await from('seed.ts')) as Seed
  const { listPriceItems, seedBuyers } = (await from('buyers.ts')) as Buyers
  const db = await openPostgres(databaseUrl)
  const open = openMarket(db)
  const sellers = await seedSellers(open, sellerUrls)
  const members = await seedBuyers(open, buyers)
  const productIds = sellers.map(({ productId }) => productId)
  const priceItems = await listPriceItems(open, productIds)
  await db.close()
  return {
    emails: members.map(({ email }) => email),
    priceItems,
    accessKeys: sellers.map(({ accessKey }) => accessKey),
  }
}

answerQuestions({ seed, bare: (order: BareOrder) => serveBare(order) })
