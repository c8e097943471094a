import type { Id } from '@loggia/kernel'
import { insertRows, toMoment } from '../../platform/index.ts'
import type { Db, Tx } from '../../platform/index.ts'
import type { ClaimedLine } from '../schema.ts'
import type { OrderTables } from '../tables.ts'

/** What these lines are claimed for. */
export async function listClaims(db: Db, lineIds: readonly Id<'orl'>[]): Promise<ClaimedLine[]> {
  if (lineIds.length === 0) return []
  const rows = await db
    .withTables<OrderTables>()
    .selectFrom('order_line_claim')
    .selectAll()
    .where('order_line_id', 'in', [...lineIds])
    .execute()
  return rows.map(({ order_line_id, ...claim }) => ({ ...claim, lineId: order_line_id }))
}

export const insertClaims = (tx: Tx, claims: readonly ClaimedLine[]): Promise<void> =>
  insertRows(
    tx,
    'order_line_claim',
    claims.map(({ lineId, since, ...claim }) => ({
      ...claim,
      order_line_id: lineId,
      since: toMoment(since),
    })),
  )

export async function removeClaims(
  tx: Tx,
  lineIds: readonly Id<'orl'>[],
  { kind, subject }: Pick<ClaimedLine, 'kind' | 'subject'>,
): Promise<void> {
  const statement = tx
    .withTables<OrderTables>()
    .deleteFrom('order_line_claim')
    .where('order_line_id', 'in', [...lineIds])
    .where('kind', '=', kind)
    .where('subject', '=', subject)
  await tx.write(statement.compile())
}
