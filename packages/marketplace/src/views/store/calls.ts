import type { Id, PageRequest } from '@loggia/kernel'
import type { CallState } from '../../calls/index.ts'
import type { OperationKind } from '../../dialects/index.ts'
import type { Db } from '../../platform/index.ts'
import type { ViewTables } from './tables.ts'

/** Calls with their last attempt, whose number is the call's fence. */
const selectCalls = (db: Db, sellerId: Id<'sel'>) =>
  db
    .withTables<ViewTables>()
    .selectFrom('call')
    .innerJoin('product', 'product.id', 'call.product_id')
    .leftJoin('order', 'order.id', 'call.subject')
    .leftJoin('attempt as last', (join) =>
      join.onRef('last.call_id', '=', 'call.id').onRef('last.n', '=', 'call.fence'),
    )
    .selectAll('call')
    .select(['product.name_zh', 'product.name_en', 'order.id as order_id', 'order.number as order_number'])
    .select(['last.started_at', 'last.verdict', 'last.duration_ms'])
    .where('call.seller_id', '=', sellerId)

export type CallRow = Awaited<ReturnType<typeof findCall>> & object

/** A seller's own call only. */
export const findCall = (db: Db, sellerId: Id<'sel'>, id: Id<'cal'>) =>
  selectCalls(db, sellerId).where('call.id', '=', id).executeTakeFirst()

export type CallFilter = {
  readonly orderId?: Id<'ord'> | undefined
  readonly state?: CallState | undefined
  readonly kinds?: readonly OperationKind[] | undefined
}

/** A seller's calls, newest first. */
export async function listCalls(
  db: Db,
  of: CallFilter & { readonly sellerId: Id<'sel'> },
  page: PageRequest,
): Promise<CallRow[]> {
  if (of.kinds?.length === 0) return []
  let query = selectCalls(db, of.sellerId)
  if (of.orderId !== undefined) query = query.where('call.subject', '=', of.orderId)
  if (of.state !== undefined) query = query.where('call.state', '=', of.state)
  if (of.kinds !== undefined) query = query.where('call.operation_kind', 'in', of.kinds)
  if (page.after !== undefined) query = query.where('call.id', '<', page.after as Id<'cal'>)
  return query
    .orderBy('call.id', 'desc')
    .limit(page.limit + 1)
    .execute()
}

/** Whose calls these are. */
export async function sellersOfCalls(db: Db, callIds: readonly string[]): Promise<Map<string, Id<'sel'>>> {
  if (callIds.length === 0) return new Map()
  const tables = db.withTables<ViewTables>()
  const rows = await tables
    .selectFrom('call')
    .select(['id', 'seller_id'])
    .where('id', 'in', callIds as Id<'cal'>[])
    .execute()
  return new Map(rows.map((row) => [row.id, row.seller_id]))
}
