import type { Client } from 'pg'
import { openMarket, openPostgres } from '../market/open-market.ts'
import { connect } from '../run/cluster.ts'
import { makeProduct, createSellerName } from './catalogue.ts'

export type Size = { readonly products: number; readonly sellers: number }

const batch = 1000
/** When the product with this number was listed. */
export const formatListedAt = (nth: string): string =>
  `timestamptz '2026-01-01 00:00:00+00' + ${nth} * interval '1 minute'`
const idOf = (prefix: string, nth: number): string => `${prefix}_${String(nth).padStart(26, '0')}`

/** Writes a listed catalogue without its search index, as an upgrade would find it. */
export async function seed(database: string, size: Size, make = makeProduct): Promise<void> {
  await (await openPostgres(database)).close()
  const client = await connect(database)
  try {
    await fill(client, size, make)
  } finally {
    await client.end()
  }
}

async function fill(client: Client, { products, sellers }: Size, make: typeof makeProduct): Promise<void> {
  const insert = (
    table: string,
    columns: string,
    values: string,
    rows: readonly unknown[],
  ): Promise<unknown> =>
    client.query(
      `insert into ${table} (${columns}) select ${values} from jsonb_array_elements($1::jsonb) as r`,
      [JSON.stringify(rows)],
    )
  const names = Array.from({ length: sellers }, (_, nth) => [
    idOf('sel', nth),
    ...Object.values(createSellerName(nth)),
  ])
  await insert('seller', 'id, name_zh, name_en, created_at', 'r->>0, r->>1, r->>2, now()', names)
  for (let from = 0; from < products; from += batch) {
    const made = Array.from({ length: Math.min(batch, products - from) }, (_, nth) =>
      make(from + nth, sellers),
    )
    await insert(
      'product',
      `id, seller_id, type, sales_mode, state, name_zh, name_en, summary_zh, summary_en, description_zh, description_en, category,
       tags, position, created_at, listed_at`,
      `r->>0, r->>1, 'saas', 'general', 'listed', r->>2, r->>3, r->>4, r->>5, r->>6, r->>7, r->>8, r->9, 0, now(),
       ${formatListedAt('(r->>10)::int')}`,
      made.map(({ nth, seller, name, summary, description, category, tags = [] }) => [
        idOf('prd', nth),
        idOf('sel', seller),
        ...[name, summary, description].flatMap(({ zh, en }) => [zh, en]),
        category,
        tags,
        nth,
      ]),
    )
    const ids = made.map(({ nth }) => [idOf('spc', nth), idOf('prd', nth), idOf('sku', nth), `sku-${nth}`])
    await insert(
      'specification',
      'id, product_id, name_zh, name_en, features, position',
      `r->>0, r->>1, '标准版', 'Standard', '[]'::jsonb, 0`,
      ids,
    )
    await insert('sku', 'id, specification_id, code', 'r->>2, r->>0, r->>3', ids)
    const prices = made.flatMap(({ nth, monthE8, yearE8 }) => [
      ...(monthE8 === undefined ? [] : [[idOf('pri', 2 * nth), idOf('sku', nth), 'month', String(monthE8)]]),
      [idOf('pri', 2 * nth + 1), idOf('sku', nth), 'year', String(yearE8)],
    ])
    await insert(
      'price_item',
      'id, sku_id, code, period, unit_price_e8, currency',
      `r->>0, r->>1, r->>0, r->>2, (r->>3)::bigint, 'CNY'`,
      prices,
    )
  }
  await client.query('insert into search_due (product_id) select id from product')
}

/** Builds the search index as a server does after an upgrade; returns the seconds. */
export async function build(database: string): Promise<number> {
  const db = await openPostgres(database)
  const { market, platform, inTransaction } = openMarket(db)
  const from = performance.now()
  while ((await inTransaction((tx) => market.search.refreshDue(tx, platform.clock.now()))) > 0);
  const seconds = (performance.now() - from) / 1000
  await db.close()
  return seconds
}
