import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { Id } from '@loggia/kernel'
import type { Db, Tx } from '../../platform/index.ts'
import type { Counted, PriceRange, Sort } from '../schema.ts'
import type { SearchTables } from '../tables.ts'
import { bindNumbers, bindTexts, writeNumbers } from './arrays.ts'
import { currencies } from './documents.ts'
import { selectCounts } from './facets.ts'

/** Plans each search for its values: the best plan depends on how many products have a word or a name prefix. */
export const forceCustomPlans = (tx: Pick<Tx, 'write'>): Promise<void> =>
  tx.write(sql`select set_config('plan_cache_mode', 'force_custom_plan', true)`)

/**
 * Prepares a transaction for searches. The planner underestimates the cost of reading tokens, which are stored outside
 * the rows (TOAST): with tokens, sequential scans are forbidden. JIT is off then, because high cost estimates would
 * trigger it without benefit.
 */
export const prepareSearch = (tx: Pick<Tx, 'write'>, hasTokens: boolean): Promise<void> =>
  hasTokens
    ? tx.write(sql`select set_config('plan_cache_mode', 'force_custom_plan', true),
        set_config('enable_seqscan', 'off', true), set_config('jit', 'off', true)`)
    : forceCustomPlans(tx)

/** What documents need to have: of each list one alternative, all of its tokens. */
export type Condition = readonly (readonly (readonly number[])[])[]

/**
 * Selects documents that fulfil one of `conditions`, have all `tokens` and all of one list of `oneOf`, are of `facets`, of `seller`, and with a price in
 * `range`, as far as given. With conditions, the tokens of filters narrow better than the other two, which then are read from each row.
 */
export type Among = {
  readonly conditions?: readonly Condition[]
  readonly tokens?: readonly number[]
  readonly oneOf?: readonly (readonly number[])[]
  readonly facets?: readonly number[] | undefined
  readonly seller?: number | undefined
  readonly range?: PriceRange | undefined
}

const have = (tokens: readonly number[]): RawBuilder<boolean> => sql`tokens @> ${bindNumbers(tokens)}`
const joinByOr = (ways: readonly RawBuilder<boolean>[]): RawBuilder<boolean> =>
  sql`(${sql.join(ways, sql` or `)})`

/** What has only one alternative is looked up at once. */
function fulfil(condition: Condition, tokens: readonly number[]): RawBuilder<boolean> {
  const sure = [
    ...new Set([...tokens, ...condition.flatMap((ways) => (ways.length === 1 ? ways.flat() : []))]),
  ]
  const open = condition.filter((ways) => ways.length > 1).map((ways) => joinByOr(ways.map(have)))
  return sql`(${sql.join([...(sure.length > 0 ? [have(sure)] : []), ...open], sql` and `)})`
}

function havingTokens({ conditions = [], tokens = [], oneOf = [[]] }: Among): RawBuilder<boolean> {
  const all = conditions.length === 0 ? [[]] : conditions
  return joinByOr(all.flatMap((condition) => oneOf.map((more) => fulfil(condition, [...tokens, ...more]))))
}

const isPricedIn = ({ currency, fromE8, toE8 }: PriceRange): RawBuilder<boolean> => sql`(
  currency = ${sql.lit(currencies.indexOf(currency))} and month_price_e8 >= ${String(fromE8 ?? 0n)}::bigint
  ${toE8 === undefined ? sql`` : sql`and month_price_e8 <= ${String(toE8)}::bigint`})`

type Column = Exclude<keyof SearchTables['search_document'], 'tokens' | 'words'>

/**
 * The selected rows, with at least these columns. `offset 0` prevents the planner from checking other conditions first,
 * which would read every token. Of tens of thousands of rows each column that nobody needs takes milliseconds.
 */
export function selectMatching(among: Among, columns: readonly Column[]): RawBuilder<unknown> {
  const { conditions = [], tokens = [], facets, seller, range } = among
  const read = new Set<Column>([
    ...columns,
    ...(facets ? (['facet'] as const) : []),
    ...(seller === undefined ? [] : (['seller'] as const)),
    ...(range ? (['currency', 'month_price_e8'] as const) : []),
  ])
  const found =
    conditions.length === 0 && tokens.length === 0
      ? sql`search_document`
      : sql`(select ${sql.join([...read].map((column) => sql.ref(column)))}
          from search_document where ${havingTokens(among)} offset 0)`
  const places: RawBuilder<boolean>[] = [sql`true`]
  if (facets) places.push(sql`facet = any(${writeNumbers(facets)})`)
  if (seller !== undefined) places.push(sql`seller = ${sql.lit(seller)}`)
  if (range) places.push(isPricedIn(range))
  return sql`${found} as found where ${sql.join(places, sql` and `)}`
}

type SellerCount = Counted<Id<'sel'>>
type SellerRow = { seller_id: Id<'sel'>; count: number }
const toSellerCount = (row: SellerRow): SellerCount => ({ value: row.seller_id, count: row.count })

/** Counts the selected documents by facet; reads no more than `most`. */
export async function countFacets(db: Db, among: Among, most: number): Promise<Map<number, number>> {
  const { rows } = await sql<{ facet: number; count: number }>`
    select facet, count(*)::int as count from (select facet from ${selectMatching(among, ['facet'])} limit ${most}) as read
    group by facet`.execute(db.withTables<SearchTables>())
  return new Map(rows.map(({ facet, count }) => [facet, count]))
}

/** The sellers with the most selected documents, or of all documents; reads no more than `most.documents`. */
export async function countSellers(
  db: Db,
  among: Among | undefined,
  most: { readonly documents: number; readonly sellers: number },
): Promise<SellerCount[]> {
  const counted = among
    ? sql`(select seller as no, count(*)::int as documents
        from (select seller from ${selectMatching(among, ['seller'])} limit ${most.documents}) as read group by seller)`
    : selectCounts('seller')
  const { rows } = await sql<SellerRow>`
    select seller_id, documents as count from ${counted} as counts join search_seller as seller on seller.no = counts.no
    where documents > 0 order by documents desc, seller_id limit ${most.sellers}`.execute(
    db.withTables<SearchTables>(),
  )
  return rows.map(toSellerCount)
}

/** The facets of each of these sellers, with how many of its documents are of it. */
export async function listSellerFacets(
  db: Db,
  sellerIds: readonly Id<'sel'>[],
): Promise<{ readonly sellerId: Id<'sel'>; readonly facet: number; readonly count: number }[]> {
  const { rows } = await sql<{ seller_id: Id<'sel'>; facet: number; count: number }>`
    select seller_id, facet, count(*)::int as count
    from search_seller as known join search_document as found on found.seller = known.no
    where seller_id = any(${bindTexts(sellerIds)}) group by seller_id, facet`.execute(
    db.withTables<SearchTables>(),
  )
  return rows.map(({ seller_id: sellerId, ...rest }) => ({ sellerId, ...rest }))
}

/** Counts by facet and by seller in one read of the documents. */
export async function countBoth(
  db: Db,
  among: Among,
  most: { readonly documents: number; readonly sellers: number },
): Promise<{ readonly facets: ReadonlyMap<number, number>; readonly sellers: readonly SellerCount[] }> {
  type Row = { facet: number | null; seller_id: Id<'sel'>; count: number }
  const { rows } = await sql<Row>`
    with counted as materialized (
      select facet, seller, count(*)::int as count
      from (select facet, seller from ${selectMatching(among, ['facet', 'seller'])} limit ${most.documents}) as read
      group by grouping sets ((facet), (seller))
    )
    select facet, null as seller_id, count from counted where facet is not null
    union all
    (select null, seller_id, count from counted join search_seller as seller on seller.no = counted.seller
      order by count desc, seller_id limit ${most.sellers})`.execute(db.withTables<SearchTables>())
  return {
    facets: new Map(rows.flatMap(({ facet, count }) => (facet === null ? [] : [[facet, count] as const]))),
    sellers: rows.filter(({ facet }) => facet === null).map(toSellerCount),
  }
}

/** Counts the selected documents, up to `most`. */
export async function count(db: Db, among: Among, most: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from (select from ${selectMatching(among, [])} limit ${most}) as counted`.execute(
    db.withTables<SearchTables>(),
  )
  return rows[0]?.count ?? 0
}

export type IdsAsk = {
  readonly among: Among
  readonly sort: Exclude<Sort, 'relevance' | 'orders'>
  readonly without: readonly Id<'prd'>[]
  readonly limit: number
  readonly offset: number
}

export type NearAsk = {
  readonly productId: Id<'prd'>
  /** The numbers of the facets of its category. */
  readonly facets: readonly number[]
  readonly limit: number
}

/** The facet of a listed product. */
export async function findFacet(db: Db, productId: Id<'prd'>): Promise<number | undefined> {
  const { rows } = await sql<{ facet: number }>`
    select facet from search_document where product_id = ${productId}`.execute(db.withTables<SearchTables>())
  return rows[0]?.facet
}

/**
 * Products of other sellers, the nearest in price first; equally near ones by their ids. Each side is read from an index
 * of prices, and no further than it takes.
 */
export async function listNearIds(db: Db, { productId, facets, limit }: NearAsk): Promise<Id<'prd'>[]> {
  const side = (direction: 'above' | 'below'): RawBuilder<unknown> => {
    const [compare, order] = direction === 'above' ? [sql`>=`, sql`asc`] : [sql`<`, sql`desc`]
    return sql`(select found.product_id, abs(found.month_price_e8 - own.month_price_e8) as distance
      from search_document as found
      where found.currency = own.currency and found.month_price_e8 ${compare} own.month_price_e8
        and found.facet = any(${writeNumbers(facets)}) and found.seller <> own.seller
      order by found.month_price_e8 ${order}, found.listed_at desc, found.product_id desc limit ${limit})`
  }
  const { rows } = await sql<{ product_id: Id<'prd'> }>`
    select near.product_id from search_document as own
    cross join lateral (${side('above')} union all ${side('below')}) as near
    where own.product_id = ${productId}
    order by near.distance, near.product_id limit ${limit}`.execute(db.withTables<SearchTables>())
  return rows.map((row) => row.product_id)
}

/** Ids of products in a deterministic order. */
export async function listIds(db: Db, ask: IdsAsk): Promise<Id<'prd'>[]> {
  const { among, without } = ask
  const others = without.length === 0 ? sql`true` : sql`product_id <> all(${bindTexts(without)})`
  const { rows } = await sql<{ product_id: Id<'prd'> }>`
    select product_id from ${selectMatching(among, [...newestColumns, ...(ask.sort === 'newest' ? [] : priceColumns)])} and ${others}
    order by ${orderOf(ask.sort)} limit ${ask.limit} offset ${ask.offset}`.execute(
    db.withTables<SearchTables>(),
  )
  return rows.map((row) => row.product_id)
}

/**
 * The products whose name equals the key or begins with it, equal names first, then the newest. Uses the indexes of
 * names: comparing the names of all products that contain the words would cost more than the rest of the search.
 */
export async function listIdsByName(
  db: Db,
  ask: { readonly key: string; readonly among: Among; readonly limit: number },
): Promise<Id<'prd'>[]> {
  const { key, among, limit } = ask
  // An upper bound of all texts that begin with the key.
  const end = `${key}\u{10ffff}`
  const begins = (column: 'name_key_zh' | 'name_key_en'): RawBuilder<boolean> =>
    sql`(${sql.ref(column)} ~>=~ ${key} and ${sql.ref(column)} ~<~ ${end})`
  const { rows } = await sql<{ product_id: Id<'prd'> }>`
    select product_id from ${selectMatching(among, [...newestColumns, 'name_key_zh', 'name_key_en'])} and (${begins('name_key_zh')} or ${begins('name_key_en')})
    order by (name_key_zh = ${key} or name_key_en = ${key}) desc, ${newest} limit ${limit}`.execute(
    db.withTables<SearchTables>(),
  )
  return rows.map((row) => row.product_id)
}

export const newest = sql`listed_at desc, product_id desc`
export const newestColumns = ['listed_at', 'product_id'] as const
const priceColumns = ['currency', 'month_price_e8'] as const

function orderOf(sort: IdsAsk['sort']): RawBuilder<unknown> {
  switch (sort) {
    case 'newest':
      return newest
    case 'price_asc':
      return sql`currency, month_price_e8, ${newest}`
    case 'price_desc':
      return sql`currency, month_price_e8 desc, ${newest}`
  }
}

type CandidatesAsk = {
  readonly productIds: readonly Id<'prd'>[]
  /** Those of the products whose tokens are read. */
  readonly tokensOf: readonly Id<'prd'>[]
  readonly tokens: readonly number[]
}

/** The names of the products, and which of these tokens some of them have. */
export async function listCandidates(
  db: Db,
  { productIds, tokensOf, tokens }: CandidatesAsk,
): Promise<Map<Id<'prd'>, { readonly tokens: ReadonlySet<number>; readonly names: readonly string[] }>> {
  type Row = {
    product_id: Id<'prd'>
    name_key_zh: string
    name_key_en: string
    found: readonly (bigint | number)[] | null
  }
  const found =
    tokensOf.length === 0
      ? sql`null`
      : sql`case when product_id = any(${bindTexts(tokensOf)}) then array(select token from unnest(tokens) as token
          where token = any(${writeNumbers(tokens, 'bigint')})) end`
  const { rows } = await sql<Row>`
    select product_id, name_key_zh, name_key_en, ${found} as found
    from search_document where product_id = any(${bindTexts(productIds)})`.execute(
    db.withTables<SearchTables>(),
  )
  return new Map(
    rows.map((row) => [
      row.product_id,
      { tokens: new Set(row.found?.map(Number)), names: [row.name_key_zh, row.name_key_en] },
    ]),
  )
}
