import { sql } from 'kysely'
import type { Id } from '@loggia/kernel'
import type { Db } from '../../platform/index.ts'
import type { FeedbackTables } from '../tables.ts'

/** How many published ratings have 5, 4, 3, 2 and 1 stars, from the texts themselves and without the kept numbers. */
export async function countRatingsAnew(db: Db, productId: Id<'prd'>): Promise<number[]> {
  const { rows } = await sql<{ stars: number; count: bigint }>`
    select t.stars, count(*) from feedback_text t
    where t.state = 'published' and t.by = 'buyer' and t.stars is not null
      and t.feedback_id in (select id from feedback where product_id = ${productId})
    group by t.stars`.execute(db.withTables<FeedbackTables>())
  return [5, 4, 3, 2, 1].map((stars) => Number(rows.find((row) => row.stars === stars)?.count ?? 0))
}
