import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { Id, ProductType } from '@loggia/kernel'
import type { Db, Tx } from '../../platform/index.ts'
import type { Alike, Document, Facet } from '../schema.ts'
import type { SearchTables } from '../tables.ts'
import { bindTexts } from './arrays.ts'

/** What documents of the same facet share. */
export const toFacetKey = ({ category, modes, type, band, traits }: Alike): string =>
  `${category} ${modes} ${type} ${band} ${traits}`

/** The numbers of the documents' facets; new facets get the next numbers. */
export async function addFacets(tx: Tx, documents: readonly Alike[]): Promise<Map<string, number>> {
  const wanted = [...new Map(documents.map((document) => [toFacetKey(document), document])).values()]
  const tables = tx.withTables<SearchTables>()
  const given = sql`unnest(${bindTexts(wanted.map(({ category }) => category))},
    ${sql`${wanted.map(({ modes }) => String(modes))}::text[]`}::int[], ${bindTexts(wanted.map(({ band }) => band))},
    ${bindTexts(wanted.map(({ type }) => type))}, ${bindTexts(wanted.map(({ traits }) => String(traits)))}::int[])
    as given (category, modes, price_band, type, traits)`
  // Sorted, so that two transactions that add the same facets do not deadlock.
  await sql`insert into search_facet (category, modes, price_band, type, traits) select * from ${given}
    where not exists (select from search_facet as known where (known.category, known.modes, known.price_band, known.type, known.traits)
      = (given.category, given.modes, given.price_band, given.type, given.traits))
    order by 1, 2, 3, 4, 5 on conflict do nothing`.execute(tables)
  const { rows } = await sql<FacetRow>`select * from search_facet natural join ${given}`.execute(tables)
  return new Map(rows.map(toFacet).map((facet) => [toFacetKey(facet), facet.no]))
}

/** The numbers of the documents' sellers, likewise. */
export async function addSellers(
  tx: Tx,
  documents: readonly Pick<Document, 'sellerId'>[],
): Promise<Map<string, number>> {
  const ids = [...new Set(documents.map(({ sellerId }) => sellerId))]
  const tables = tx.withTables<SearchTables>()
  await sql`insert into search_seller (seller_id) select * from unnest(${bindTexts(ids)}) as given (id)
    where not exists (select from search_seller where seller_id = given.id)
    order by 1 on conflict do nothing`.execute(tables)
  const { rows } = await sql<{ no: number; seller_id: string }>`
    select no, seller_id from search_seller where seller_id = any(${bindTexts(ids)})`.execute(tables)
  return new Map(rows.map(({ no, seller_id }) => [seller_id, no]))
}

type FacetRow = {
  no: number
  category: string
  modes: number
  type: ProductType
  price_band: string
  traits: number
  documents?: number
}
const toFacet = ({ no, category, modes, type, price_band, traits, documents }: FacetRow): Facet => ({
  no,
  category,
  modes,
  type,
  band: price_band,
  traits,
  count: documents ?? 0,
})

/** The numbers of documents, with the changes that are not folded yet. */
export const selectCounts = (kind: 'facet' | 'seller'): RawBuilder<unknown> =>
  sql`(select no, sum(documents)::int as documents from (
      select no, documents from search_count where kind = ${kind}
      union all select no, documents from search_count_change where kind = ${kind}
    ) as counted group by no)`

/** All facets with their numbers of documents. */
export async function listFacets(db: Db): Promise<Facet[]> {
  const { rows } = await sql<FacetRow>`
    select facet.no, category, modes, type, price_band, traits, documents from search_facet as facet
    join ${selectCounts('facet')} as counts on counts.no = facet.no and documents > 0`.execute(
    db.withTables<SearchTables>(),
  )
  return rows.map(toFacet)
}

export async function findSeller(db: Db, sellerId: Id<'sel'>): Promise<number | undefined> {
  const { rows } = await sql<{ no: number }>`
    select no from search_seller where seller_id = ${sellerId}`.execute(db.withTables<SearchTables>())
  return rows[0]?.no
}
