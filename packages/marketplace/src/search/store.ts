import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { Currency, Id, ProductType } from '@loggia/kernel'
import { toTimestamptz } from '../platform/index.ts'
import type { Db, Tx } from '../platform/index.ts'
import type { Alike, Counted, Document, Facet, Sort } from './schema.ts'
import type { SearchTables } from './tables.ts'

const currencies: readonly Currency[] = ['CNY', 'USD']
/** Changes of counts are folded when there are more than this; reading the counts reads that many additional rows. */
const mostChanges = 500

const textArray = (values: readonly string[]): RawBuilder<string[]> => sql`${[...values]}::text[]`
const asArray = (numbers: readonly number[]): string => `{${numbers.join(',')}}`
const numberArray = (numbers: readonly number[]): RawBuilder<number[]> =>
  sql`cast(${asArray(numbers)}::text as bigint[])`
/** A literal, not a parameter: for a literal list the planner uses a hash look-up instead of a linear search. */
const bindNumbers = (numbers: readonly number[]): RawBuilder<number[]> =>
  sql`${sql.lit(asArray(numbers))}::int[]`

/** Inserts the documents, or replaces existing ones. */
export async function save(tx: Tx, documents: readonly Document[]): Promise<void> {
  if (documents.length === 0) return
  const facets = await facetNumbers(tx, documents)
  const sellers = await sellerNumbers(tx, documents)
  await tx
    .withTables<SearchTables>()
    .insertInto('search_document')
    .values(
      documents.map((document) => ({
        facet: facets.get(keyOf(document)) ?? 0,
        seller: sellers.get(document.sellerId) ?? 0,
        listed_at: toTimestamptz(document.listedAt),
        month_price_e8: document.price.amountE8,
        currency: currencies.indexOf(document.price.currency),
        product_id: document.productId,
        name_key_zh: document.nameKeys.zh,
        name_key_en: document.nameKeys.en,
        tokens: numberArray(document.tokens),
      })),
    )
    .onConflict((conflict) =>
      conflict.column('product_id').doUpdateSet((row) => ({
        facet: row.ref('excluded.facet'),
        seller: row.ref('excluded.seller'),
        listed_at: row.ref('excluded.listed_at'),
        month_price_e8: row.ref('excluded.month_price_e8'),
        currency: row.ref('excluded.currency'),
        name_key_zh: row.ref('excluded.name_key_zh'),
        name_key_en: row.ref('excluded.name_key_en'),
        tokens: row.ref('excluded.tokens'),
      })),
    )
    .execute()
}

const keyOf = ({ category, modes, type, band }: Alike): string => `${category} ${modes} ${type} ${band}`

/** The numbers of the documents' facets; new facets get the next numbers. */
async function facetNumbers(tx: Tx, documents: readonly Document[]): Promise<Map<string, number>> {
  const wanted = [...new Map(documents.map((document) => [keyOf(document), document])).values()]
  const tables = tx.withTables<SearchTables>()
  const given = sql`unnest(${textArray(wanted.map(({ category }) => category))},
    ${sql`${wanted.map(({ modes }) => String(modes))}::text[]`}::int[], ${textArray(wanted.map(({ band }) => band))},
    ${textArray(wanted.map(({ type }) => type))}) as given (category, modes, price_band, type)`
  // Sorted, so that two transactions that add the same facets do not deadlock.
  await sql`insert into search_facet (category, modes, price_band, type) select * from ${given}
    where not exists (select from search_facet as known where (known.category, known.modes, known.price_band, known.type)
      = (given.category, given.modes, given.price_band, given.type))
    order by 1, 2, 3, 4 on conflict do nothing`.execute(tables)
  const { rows } = await sql<FacetRow>`select * from search_facet natural join ${given}`.execute(tables)
  return new Map(rows.map(toFacet).map((facet) => [keyOf(facet), facet.no]))
}

async function sellerNumbers(tx: Tx, documents: readonly Document[]): Promise<Map<string, number>> {
  const ids = [...new Set(documents.map(({ sellerId }) => sellerId))]
  const tables = tx.withTables<SearchTables>()
  await sql`insert into search_seller (seller_id) select * from unnest(${textArray(ids)}) as given (id)
    where not exists (select from search_seller where seller_id = given.id)
    order by 1 on conflict do nothing`.execute(tables)
  const { rows } = await sql<{ no: number; seller_id: string }>`
    select no, seller_id from search_seller where seller_id = any(${textArray(ids)})`.execute(tables)
  return new Map(rows.map(({ no, seller_id }) => [seller_id, no]))
}

export async function remove(tx: Tx, productIds: readonly Id<'prd'>[]): Promise<void> {
  if (productIds.length === 0) return
  await tx
    .withTables<SearchTables>()
    .deleteFrom('search_document')
    .where('product_id', 'in', productIds)
    .execute()
}

/**
 * Adds the changes of counts to the counts, if there are many. Takes only changes that no other transaction has locked,
 * so that it waits for none.
 */
export async function foldCounts(tx: Tx): Promise<void> {
  const tables = tx.withTables<SearchTables>()
  const { rows } = await sql<{ many: boolean }>`
    select count(*) > ${mostChanges} as many from (select from search_count_change limit ${mostChanges + 1}) as waiting`.execute(
    tables,
  )
  if (!rows[0]?.many) return
  await sql`
    with folded as (
      delete from search_count_change where ctid = any(array(
        select ctid from search_count_change for update skip locked))
      returning kind, no, documents
    )
    insert into search_count as counted (kind, no, documents)
      select kind, no, sum(documents) from folded group by kind, no order by kind, no
      on conflict (kind, no) do update set documents = counted.documents + excluded.documents`.execute(tables)
}

/** Removes up to `limit` products from `search_due`, in the order of their ids, and returns them. */
export async function takeDue(tx: Tx, limit: number): Promise<Id<'prd'>[]> {
  const tables = tx.withTables<SearchTables>()
  const first = tables.selectFrom('search_due').select('product_id').orderBy('product_id').limit(limit)
  const rows = await tables
    .deleteFrom('search_due')
    .where('product_id', 'in', first)
    .returning('product_id')
    .execute()
  return rows.map((row) => row.product_id).toSorted()
}

/**
 * New tokens first go to the pending list of the GIN index, which every search scans; keeps it short after single
 * changes.
 */
export async function keepWaitingTokensFew(tx: Tx): Promise<void> {
  await sql`select set_config('gin_pending_list_limit', '256kB', true)`.execute(tx.withTables<SearchTables>())
}

/**
 * Lets the pending list grow during a batch, which merges it at its end; with enough memory each index page is visited
 * once.
 */
export async function letManyTokensWait(tx: Tx): Promise<void> {
  await sql`select set_config('gin_pending_list_limit', '16MB', true), set_config('work_mem', '64MB', true)`.execute(
    tx.withTables<SearchTables>(),
  )
}

export async function mergeWaitingTokens(tx: Tx): Promise<void> {
  await sql`select gin_clean_pending_list('search_document_tokens')`.execute(tx.withTables<SearchTables>())
}

/** Plans each search for its values: the best plan depends on how many products have a word or a name prefix. */
export const forceCustomPlans = (tx: Pick<Tx, 'write'>): Promise<void> =>
  tx.write(sql`select set_config('plan_cache_mode', 'force_custom_plan', true)`)

/**
 * The planner underestimates the cost of reading tokens, which are stored outside the rows (TOAST): forbids sequential
 * scans in a transaction that searches tokens. JIT is off, because high cost estimates would trigger it without
 * benefit.
 */
export async function forceIndexScans(tx: Db): Promise<void> {
  await sql`select set_config('enable_seqscan', 'off', true), set_config('jit', 'off', true)`.execute(
    tx.withTables<SearchTables>(),
  )
}

type FacetRow = {
  no: number
  category: string
  modes: number
  type: ProductType
  price_band: string
  documents?: number
}
const toFacet = ({ no, category, modes, type, price_band, documents }: FacetRow): Facet => ({
  no,
  category,
  modes,
  type,
  band: price_band,
  count: documents ?? 0,
})

const counts = (kind: 'facet' | 'seller'): RawBuilder<unknown> =>
  sql`(select no, sum(documents)::int as documents from (
      select no, documents from search_count where kind = ${kind}
      union all select no, documents from search_count_change where kind = ${kind}
    ) as counted group by no)`

/** All facets with their numbers of documents. */
export async function listFacets(db: Db): Promise<Facet[]> {
  const { rows } = await sql<FacetRow>`
    select facet.no, category, modes, type, price_band, documents from search_facet as facet
    join ${counts('facet')} as counts on counts.no = facet.no and documents > 0`.execute(
    db.withTables<SearchTables>(),
  )
  return rows.map(toFacet)
}

export async function findSeller(db: Db, sellerId: Id<'sel'>): Promise<number | undefined> {
  const { rows } = await sql<{ no: number }>`
    select no from search_seller where seller_id = ${sellerId}`.execute(db.withTables<SearchTables>())
  return rows[0]?.no
}

/**
 * Selects documents that have all `tokens`, are of `facets`, and of `seller`, as far as given. With tokens, the tokens
 * of filters narrow better than the other two, which then are read from each row.
 */
export type Among = {
  readonly tokens?: readonly number[]
  readonly facets?: readonly number[] | undefined
  readonly seller?: number | undefined
}

/**
 * The selected rows. `offset 0` prevents the planner from checking other conditions first, which would read every
 * token.
 */
function matching({ tokens = [], facets, seller }: Among): RawBuilder<unknown> {
  const found =
    tokens.length === 0
      ? sql`search_document`
      : sql`(select facet, seller, listed_at, month_price_e8, currency, product_id, name_key_zh, name_key_en
          from search_document where tokens @> ${numberArray(tokens)} offset 0)`
  const conditions: RawBuilder<boolean>[] = [sql`true`]
  if (facets) conditions.push(sql`facet = any(${bindNumbers(facets)})`)
  if (seller !== undefined) conditions.push(sql`seller = ${sql.lit(seller)}`)
  return sql`${found} as found where ${sql.join(conditions, sql` and `)}`
}

type SellerCount = Counted<Id<'sel'>>
type SellerRow = { seller_id: Id<'sel'>; count: number }
const toSellerCount = (row: SellerRow): SellerCount => ({ value: row.seller_id, count: row.count })

/** Counts the selected documents by facet; reads no more than `most`. */
export async function countFacets(db: Db, among: Among, most: number): Promise<Map<number, number>> {
  const { rows } = await sql<{ facet: number; count: number }>`
    select facet, count(*)::int as count from (select facet from ${matching(among)} limit ${most}) as read
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
        from (select seller from ${matching(among)} limit ${most.documents}) as read group by seller)`
    : counts('seller')
  const { rows } = await sql<SellerRow>`
    select seller_id, documents as count from ${counted} as counts join search_seller as seller on seller.no = counts.no
    where documents > 0 order by documents desc, seller_id limit ${most.sellers}`.execute(
    db.withTables<SearchTables>(),
  )
  return rows.map(toSellerCount)
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
      from (select facet, seller from ${matching(among)} limit ${most.documents}) as read
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
    select count(*)::int as count from (select from ${matching(among)} limit ${most}) as counted`.execute(
    db.withTables<SearchTables>(),
  )
  return rows[0]?.count ?? 0
}

export type IdsAsk = {
  readonly among: Among
  readonly sort: Exclude<Sort, 'relevance'>
  readonly without: readonly Id<'prd'>[]
  readonly limit: number
  readonly offset: number
}

/** Ids of products in a deterministic order. */
export async function listIds(db: Db, ask: IdsAsk): Promise<Id<'prd'>[]> {
  const { among, without } = ask
  const others = without.length === 0 ? sql`true` : sql`product_id <> all(${textArray(without)})`
  const { rows } = await sql<{ product_id: Id<'prd'> }>`
    select product_id from ${matching(among)} and ${others}
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
    select product_id from ${matching(among)} and (${begins('name_key_zh')} or ${begins('name_key_en')})
    order by (name_key_zh = ${key} or name_key_en = ${key}) desc, ${newest} limit ${limit}`.execute(
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
  }
}
