import { openMarket, openPostgres } from '../market/open-market.ts'
import type { Bench, BenchContext } from '../run/bench.ts'
import { connect, createDatabase } from '../run/cluster.ts'
import { build, formatListedAt, seed } from '../search/seed.ts'
import { makeMassProduct } from './mass.ts'
import { judgeAll } from './judge.ts'
import type { Verdict } from './judge.ts'
import { needles } from './needles/index.ts'
import { queries } from './queries.ts'
import { sayVerdicts } from './say.ts'
import type { Catalogue, Shop } from './schema.ts'
import { shop } from './shop/index.ts'
import { addShop } from './stock.ts'
import type { Keys } from './stock.ts'

const full = { products: 100_000, sellers: 2000 }
const small = { products: 3000, sellers: 60 }

export const searchQuality: Bench = {
  name: 'search-quality',
  what: 'what buyers find among the first three products',
  async run(context) {
    const asked = {
      shop: await ask(context, 'shop', (url) => stock(url, shop)),
      mass: await ask(context, 'mass', (url) => stockMass(context, url)),
    }
    sayVerdicts(context, asked)
  },
}

/** Fills a database of its own and asks each query in each run; the verdicts of all runs are the same. */
async function ask(
  context: BenchContext,
  catalogue: Catalogue,
  fill: (url: string) => Promise<Keys>,
): Promise<Verdict[][]> {
  const database = await createDatabase(context.cluster)
  try {
    const keys = await fill(database.url)
    await database.rest()
    const db = await openPostgres(database.url)
    const opened = openMarket(db)
    const runs: Verdict[][] = []
    // The first is not counted: it compiles the code and loads the database's pages into memory.
    for (let run = 0; run <= context.runs; run += 1) {
      if (run > 0) context.say(`${catalogue}, run ${run} of ${context.runs}`)
      runs.push(await judgeAll(opened, queries[catalogue], keys))
    }
    await db.close()
    return runs.slice(1)
  } finally {
    await database.drop()
  }
}

/** Lists written products, evenly apart, and indexes everything. */
async function stock(url: string, written: Shop, listedMinutesApart = 1): Promise<Keys> {
  const db = await openPostgres(url)
  const keys = await addShop(openMarket(db), written)
  await db.close()
  const client = await connect(url)
  const ids = [[...keys.keys()]]
  await client.query(
    `update product set listed_at = ${formatListedAt(`(place - 1)::int * ${listedMinutesApart}`)}
     from unnest($1::text[]) with ordinality as listed (product_id, place) where product_id = id`,
    ids,
  )
  await client.query('insert into search_due select unnest($1::text[])', ids)
  await client.end()
  await build(url)
  return keys
}

/** The written products are listed between those of the mass, so that none is found for being new. */
async function stockMass({ quick, say }: BenchContext, url: string): Promise<Keys> {
  const size = quick ? small : full
  say(`making ${size.products} products`)
  await seed(url, size, makeMassProduct)
  return stock(url, needles, Math.floor(size.products / needles.products.length))
}
