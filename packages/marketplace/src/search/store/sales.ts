import { sql } from 'kysely'
import type { Id } from '@loggia/kernel'
import type { Db } from '../../platform/index.ts'
import type { SearchTables } from '../tables.ts'
import { newest, newestColumns, selectMatching } from './finding.ts'
import type { Among } from './finding.ts'

/** The selected products whose orders are public, those with the most first; of equals the newest. */
export async function listMostOrdered(
  db: Db,
  { among, limit }: { readonly among: Among; readonly limit: number },
): Promise<Id<'prd'>[]> {
  const { rows } = await sql<{ product_id: Id<'prd'> }>`
    select product_id from (select listed_at, product_id from ${selectMatching(among, newestColumns)}) as chosen
    join search_sales using (product_id) order by orders desc, ${newest} limit ${limit}`.execute(
    db.withTables<SearchTables>(),
  )
  return rows.map((row) => row.product_id)
}
