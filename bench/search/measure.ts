import type { Client } from 'pg'
import { openMarket, openPostgres } from '../market/open-market.ts'
import { connect } from '../run/cluster.ts'
import { createPicker, createRandom } from './catalogue.ts'
import { drawQuery, drawTyped, mixes } from './work.ts'
import type { Mix, Order, Query, Timed } from './work.ts'

/** Queries that are not counted, to compile the code and load the database's pages into memory. */
const warmUp = { loggia: 20, ilike: 2 } as const

/**
 * Runs one query after the other on each side, alternating between mixes; measures what a page of the storefront waits
 * for.
 */
export async function measure({ database, rounds }: Order): Promise<Timed> {
  const db = await openPostgres(database)
  const { market } = openMarket(db)
  const client = await connect(database)
  const sides = {
    loggia: async (query: Query) => void (await market.views.searchProducts(query)),
    ilike: (query: Query) => searchByIlike(client, query),
  }
  const timed: Partial<Record<Mix, { loggia: number[]; ilike: number[] }>> = {}
  const typing: number[] = []
  for (const mix of mixes) {
    timed[mix] = { loggia: [], ilike: [] }
    for (const side of ['loggia', 'ilike'] as const) {
      const pick = createPicker(createRandom(1))
      for (let nth = 0; nth < warmUp[side] + rounds[side]; nth += 1) {
        const query = drawQuery(mix, pick)
        const from = performance.now()
        await sides[side](query)
        if (nth >= warmUp[side]) timed[mix][side].push(performance.now() - from)
      }
    }
  }
  const pick = createPicker(createRandom(1))
  for (let nth = 0; nth < warmUp.loggia + rounds.loggia; nth += 1) {
    const text = drawTyped(pick)
    const from = performance.now()
    await market.views.completeSearch(text)
    if (nth >= warmUp.loggia) typing.push(performance.now() - from)
  }
  await client.end()
  await db.close()
  return { mixes: timed as Timed['mixes'], typing }
}

const order = {
  relevance: 'd.listed_at desc, d.product_id desc',
  newest: 'd.listed_at desc, d.product_id desc',
  price_asc: 'd.month_price_e8, d.listed_at desc, d.product_id desc',
} as const

/**
 * The naive alternative: ILIKE over the texts of the same products, with the same columns for filters and order.
 * Returns a page and its total; no ranking, no facets, no names.
 */
async function searchByIlike(client: Client, { q, category, mode, price, sort, page }: Query): Promise<void> {
  const found = `from search_document d join search_facet f on f.no = d.facet
      join product p on p.id = d.product_id join seller s on s.id = p.seller_id
    where concat_ws(' ', p.name_zh, p.name_en, p.summary_zh, p.summary_en, p.description_zh, p.description_en,
        s.name_zh, s.name_en) ilike '%' || $1 || '%'
      and ($2 = '' or f.category = $2) and ($3 = '' or f.price_band = $3) and ($4 = 0 or f.modes & $4 <> 0)`
  const values = [q, category ?? '', price ?? '', mode === undefined ? 0 : 1]
  const offset = (page - 1) * 20
  await client.query(`select d.product_id ${found} order by ${order[sort]} limit 20 offset ${offset}`, values)
  await client.query(`select count(*) ${found}`, values)
}
