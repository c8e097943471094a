import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { Currency, Id, Instant } from '@loggia/kernel'
import { at } from '../platform/index.ts'
import type { Db, Tx } from '../platform/index.ts'
import { modeBit } from './rules.ts'
import type { Counted, Document, Filters, Group, Sort } from './schema.ts'

type SearchTables = {
  search_document: {
    product_id: Id<'prd'>
    seller_id: Id<'sel'>
    name_key_zh: string
    name_key_en: string
    category: string
    modes: number
    month_price_e8: bigint
    currency: Currency
    price_band: string
    listed_at: Instant
    tokens: readonly string[]
  }
  search_due: { product_id: Id<'prd'> }
}

const textArray = (values: readonly string[]): RawBuilder<string[]> => sql`${[...values]}::text[]`

/** Writes the documents as they are now; one that is there already is replaced. */
export async function save(tx: Tx, documents: readonly Document[]): Promise<void> {
  if (documents.length === 0) return
  await tx
    .withTables<SearchTables>()
    .insertInto('search_document')
    .values(documents.map(toRow))
    .onConflict((conflict) =>
      conflict.column('product_id').doUpdateSet((row) => ({
        seller_id: row.ref('excluded.seller_id'),
        name_key_zh: row.ref('excluded.name_key_zh'),
        name_key_en: row.ref('excluded.name_key_en'),
        category: row.ref('excluded.category'),
        modes: row.ref('excluded.modes'),
        month_price_e8: row.ref('excluded.month_price_e8'),
        currency: row.ref('excluded.currency'),
        price_band: row.ref('excluded.price_band'),
        listed_at: row.ref('excluded.listed_at'),
        tokens: row.ref('excluded.tokens'),
      })),
    )
    .execute()
}

const toRow = (document: Document) => ({
  product_id: document.productId,
  seller_id: document.sellerId,
  name_key_zh: document.nameKeys.zh,
  name_key_en: document.nameKeys.en,
  category: document.category,
  modes: document.modes,
  month_price_e8: document.price.amountE8,
  currency: document.price.currency,
  price_band: document.price.band,
  listed_at: at(document.listedAt),
  tokens: textArray(document.tokens),
})

export async function remove(tx: Tx, productIds: readonly Id<'prd'>[]): Promise<void> {
  if (productIds.length === 0) return
  await tx
    .withTables<SearchTables>()
    .deleteFrom('search_document')
    .where('product_id', 'in', productIds)
    .execute()
}

/** Takes some of the products out of the list of those that are to be read anew. */
export async function takeDue(tx: Tx, limit: number): Promise<Id<'prd'>[]> {
  const tables = tx.withTables<SearchTables>()
  const first = tables.selectFrom('search_due').select('product_id').orderBy('product_id').limit(limit)
  const rows = await tables
    .deleteFrom('search_due')
    .where('product_id', 'in', first)
    .returning('product_id')
    .execute()
  return rows.map((row) => row.product_id)
}

/**
 * The planner takes reading the tokens of every row for cheap, though they stand outside the rows: in a transaction that
 * looks for tokens, their index is the only way.
 */
export async function lookByIndex(tx: Db): Promise<void> {
  await sql`select set_config('enable_seqscan', 'off', true)`.execute(tx.withTables<SearchTables>())
}

/** The rows that have all these tokens; `offset 0` keeps filters and order from being looked at first, token by token. */
const matching = (tokens: readonly string[]): RawBuilder<unknown> =>
  tokens.length === 0
    ? sql`search_document`
    : sql`(select product_id, seller_id, name_key_zh, name_key_en, category, modes, month_price_e8, currency,
        price_band, listed_at from search_document where tokens @> ${textArray(tokens)} offset 0)`

/** Whether a row passes these filters; true where there are none. */
function passing({ category, mode, price }: Filters): RawBuilder<boolean> {
  const conditions: RawBuilder<boolean>[] = []
  if (category !== undefined)
    conditions.push(sql`(category = ${category} or starts_with(category, ${`${category}/`}))`)
  if (mode) conditions.push(sql`modes & ${sql.lit(modeBit(mode))} <> 0`)
  if (price !== undefined) conditions.push(sql`price_band = ${price}`)
  return conditions.length === 0 ? sql`true` : sql`(${sql.join(conditions, sql` and `)})`
}

const ofSeller = (sellerId: Id<'sel'> | undefined): RawBuilder<boolean> =>
  sellerId === undefined ? sql`true` : sql`(seller_id = ${sellerId})`

export type Tally = {
  readonly groups: readonly Group[]
  readonly sellers: readonly Counted<Id<'sel'>>[]
}

type TallyRow = {
  category: string | null
  modes: number | null
  price_band: string | null
  of_seller: boolean | null
  seller_id: Id<'sel'> | null
  by_seller: number
  count: number
  passed: number
}

/**
 * Reads the products that have these tokens once, and counts them in two ways: alike in all that can be filtered by, and
 * by seller (only those that pass the other filters; the sellers with most of them). Reads no more than `most.products`.
 */
export async function tally(
  db: Db,
  ask: {
    readonly tokens: readonly string[]
    readonly filters: Filters
    readonly most: { readonly products: number; readonly sellers: number }
  },
): Promise<Tally> {
  const { tokens, filters, most } = ask
  const { rows } = await sql<TallyRow>`
    select * from (
      select counted.*, row_number() over (partition by by_seller order by passed desc, seller_id) as place
      from (
        select category, modes, price_band, of_seller, seller_id, grouping(category) as by_seller,
          count(*)::int as count, (count(*) filter (where passes))::int as passed
        from (
          select category, modes, price_band, seller_id, ${ofSeller(filters.sellerId)} as of_seller,
            ${passing(filters)} as passes
          from ${matching(tokens)} as found limit ${most.products}
        ) as base
        group by grouping sets ((category, modes, price_band, of_seller), (seller_id))
      ) as counted
    ) as placed
    where by_seller = 0 or (place <= ${most.sellers} and passed > 0)
    order by by_seller, place`.execute(db.withTables<SearchTables>())
  return {
    groups: rows.filter(({ by_seller }) => by_seller === 0).map(toGroup),
    sellers: rows.flatMap(({ by_seller, seller_id, passed }) =>
      by_seller === 0 || seller_id === null ? [] : [{ value: seller_id, count: passed }],
    ),
  }
}

const toGroup = (row: TallyRow): Group => ({
  category: row.category ?? '',
  modes: row.modes ?? 0,
  band: row.price_band ?? '',
  ofSeller: row.of_seller ?? false,
  count: row.count,
})

/** How many have these tokens and pass the filters; no more than `most` are counted. */
export async function count(
  db: Db,
  ask: { readonly tokens: readonly string[]; readonly filters: Filters; readonly most: number },
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from (
      select from ${matching(ask.tokens)} as found
      where ${passing(ask.filters)} and ${ofSeller(ask.filters.sellerId)} limit ${ask.most}
    ) as counted`.execute(db.withTables<SearchTables>())
  return rows[0]?.count ?? 0
}

export type IdsAsk = {
  readonly tokens: readonly string[]
  readonly filters: Filters
  readonly sort: Exclude<Sort, 'relevance'> | { readonly nameKey: string }
  readonly without: readonly Id<'prd'>[]
  readonly limit: number
  readonly offset: number
}

/** Ids of products in an order that is the same every time. */
export async function listIds(db: Db, ask: IdsAsk): Promise<Id<'prd'>[]> {
  const { tokens, filters, without } = ask
  const conditions = [passing(filters), ofSeller(filters.sellerId)]
  if (without.length > 0) conditions.push(sql`product_id <> all(${textArray(without)})`)
  const { rows } = await sql<{ product_id: Id<'prd'> }>`
    select product_id from ${matching(tokens)} as found where ${sql.join(conditions, sql` and `)}
    order by ${orderOf(ask.sort)} limit ${ask.limit} offset ${ask.offset}`.execute(
    db.withTables<SearchTables>(),
  )
  return rows.map((row) => row.product_id)
}

const newest = sql`listed_at desc, product_id desc`

function orderOf(sort: IdsAsk['sort']): RawBuilder<unknown> {
  switch (sort) {
    case 'newest':
      return newest
    case 'price_asc':
      return sql`currency, month_price_e8, ${newest}`
    case 'price_desc':
      return sql`currency, month_price_e8 desc, ${newest}`
    default:
      return sql`${closeness(sort.nameKey)}, ${newest}`
  }
}

/** The name itself, then its beginning, then the rest. */
const closeness = (key: string): RawBuilder<number> =>
  sql`case when name_key_zh = ${key} or name_key_en = ${key} then 0
      when starts_with(name_key_zh, ${key}) or starts_with(name_key_en, ${key}) then 1 else 2 end`
