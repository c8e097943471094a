import { sql } from 'kysely'
import { toIso } from '@loggia/kernel'
import type { Currency, Id } from '@loggia/kernel'
import type { Tx } from '../../platform/index.ts'
import type { Document } from '../schema.ts'
import type { SearchTables } from '../tables.ts'
import { bindTexts, writeArray } from './arrays.ts'
import { addFacets, addSellers, toFacetKey } from './facets.ts'

/** By their numbers in the index. */
export const currencies: readonly Currency[] = ['CNY', 'USD']
/** Changes of counts are folded when there are more than this; reading the counts reads that many additional rows. */
const mostChanges = 500

/** With the numbers of its words. */
type IndexedDocument = Omit<Document, 'words'> & { readonly words: readonly number[] }

/** Inserts the documents, or replaces existing ones, by one statement whatever their number. */
export async function save(tx: Tx, documents: readonly IndexedDocument[]): Promise<void> {
  if (documents.length === 0) return
  const facets = await addFacets(tx, documents)
  const sellers = await addSellers(tx, documents)
  const listOf = (valueOf: (document: IndexedDocument) => string | number | bigint) =>
    bindTexts(documents.map((document) => String(valueOf(document))))
  await sql`
    insert into search_document (facet, seller, listed_at, month_price_e8, currency, product_id, name_key_zh, name_key_en,
      tokens, words)
    select facet::int, seller::int, listed_at::timestamptz, month_price_e8::bigint, currency::int,
      product_id, name_key_zh, name_key_en, tokens::bigint[], words::int[]
    from unnest(${listOf((each) => facets.get(toFacetKey(each)) ?? 0)}, ${listOf((each) => sellers.get(each.sellerId) ?? 0)},
      ${listOf(({ listedAt }) => toIso(listedAt))}, ${listOf(({ price }) => price.amountE8)},
      ${listOf(({ price }) => currencies.indexOf(price.currency))}, ${listOf(({ productId }) => productId)},
      ${listOf(({ nameKeys }) => nameKeys.zh)}, ${listOf(({ nameKeys }) => nameKeys.en)},
      ${listOf(({ tokens }) => writeArray(tokens))}, ${listOf(({ words }) => writeArray(words))})
      as given (facet, seller, listed_at, month_price_e8, currency, product_id, name_key_zh, name_key_en, tokens, words)
    on conflict (product_id) do update set facet = excluded.facet, seller = excluded.seller,
      listed_at = excluded.listed_at, month_price_e8 = excluded.month_price_e8, currency = excluded.currency,
      name_key_zh = excluded.name_key_zh, name_key_en = excluded.name_key_en, tokens = excluded.tokens,
      words = excluded.words`.execute(tx.withTables<SearchTables>())
}

/** The averages of the products' ratings, in tenths. */
export async function listRatings(tx: Tx, productIds: readonly Id<'prd'>[]): Promise<Map<Id<'prd'>, number>> {
  const { rows } = await sql<{ product_id: Id<'prd'>; tenths: number }>`
    select product_id, tenths from search_rating where product_id = any(${bindTexts(productIds)})`.execute(
    tx.withTables<SearchTables>(),
  )
  return new Map(rows.map(({ product_id, tenths }) => [product_id, tenths]))
}

/** Those of the sellers that answer tickets. */
export async function listAnsweringTickets(tx: Tx, sellerIds: readonly Id<'sel'>[]): Promise<Set<Id<'sel'>>> {
  const { rows } = await sql<{ seller_id: Id<'sel'> }>`
    select seller_id from search_ticket_desk where seller_id = any(${bindTexts(sellerIds)})`.execute(
    tx.withTables<SearchTables>(),
  )
  return new Set(rows.map(({ seller_id }) => seller_id))
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

/** Has every document written anew by `search.refresh`. */
export async function addAllDue(tx: Tx): Promise<void> {
  const reread = sql`select search_reread(array(select product_id from search_document order by product_id))`
  await reread.execute(tx.withTables<SearchTables>())
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
export async function keepFewTokensWaiting(tx: Tx): Promise<void> {
  await sql`select set_config('gin_pending_list_limit', '256kB', true)`.execute(tx.withTables<SearchTables>())
}

/**
 * Lets the pending list grow during a batch, which merges it at its end; with enough memory each index page is visited
 * once.
 */
export async function keepManyTokensWaiting(tx: Tx): Promise<void> {
  await sql`select set_config('gin_pending_list_limit', '16MB', true), set_config('work_mem', '64MB', true)`.execute(
    tx.withTables<SearchTables>(),
  )
}

export async function mergeWaitingTokens(tx: Tx): Promise<void> {
  await sql`select gin_clean_pending_list('search_document_tokens')`.execute(tx.withTables<SearchTables>())
}
