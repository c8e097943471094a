import { toCursor } from '@loggia/kernel'
import { sql } from 'kysely'
import type { RawBuilder, SqlBool } from 'kysely'
import type { Id, Instant, PageRequest } from '@loggia/kernel'
import type { CallResult } from '@loggia/protocol/console'
import type { CallState } from '../../calls/index.ts'
import type { OperationKind, Protocol } from '../../dialects/index.ts'
import { toTimestamptz } from '../../platform/index.ts'
import type { Db } from '../../platform/index.ts'
import type { ViewTables } from './joined.ts'
import { hideFromPlanner } from './unseen.ts'

/** Calls with their last attempt, whose number is the call's fence, and the parking of their seller. */
const selectCalls = (db: Db) =>
  db
    .withTables<ViewTables>()
    .selectFrom('call')
    .innerJoin('product', 'product.id', 'call.product_id')
    .innerJoin('seller', 'seller.id', 'call.seller_id')
    .leftJoin('gate', 'gate.channel_id', 'call.channel_id')
    .leftJoin('order', 'order.id', 'call.subject')
    .leftJoin('attempt as last', (join) =>
      join.onRef('last.call_id', '=', 'call.id').onRef('last.n', '=', 'call.fence'),
    )
    .selectAll('call')
    .select(['product.name_zh', 'product.name_en', 'order.id as order_id', 'order.number as order_number'])
    .select(['seller.name_zh as seller_zh', 'seller.name_en as seller_en'])
    .select(['gate.parked_ms', 'gate.opened_at'])
    .select(['last.started_at', 'last.verdict', 'last.duration_ms'])

export type CallRow = Awaited<ReturnType<typeof findCall>> & object

/** If a seller is given, finds only a call of theirs. */
export function findCall(db: Db, of: { readonly callId: Id<'cal'>; readonly sellerId?: Id<'sel'> }) {
  const found = selectCalls(db).where('call.id', '=', of.callId)
  return (
    of.sellerId === undefined ? found : found.where('call.seller_id', '=', of.sellerId)
  ).executeTakeFirst()
}

/** Operations of one protocol. */
export type Spoken = { readonly protocol: Protocol; readonly kinds: readonly OperationKind[] }

export type CallFilter = {
  readonly sellerId?: Id<'sel'> | undefined
  readonly orderId?: Id<'ord'> | undefined
  readonly orderNumber?: string | undefined
  readonly instance?: string | undefined
  readonly state?: CallState | undefined
  readonly result?: CallResult | undefined
  readonly spoken?: readonly Spoken[] | undefined
  /** Created at or after `from`, and before `to`. */
  readonly from?: Instant | undefined
  readonly to?: Instant | undefined
}

/** `toResult` of the rules as conditions that match the partial indexes. */
const results: Readonly<Record<CallResult, RawBuilder<SqlBool>>> = {
  succeeded: sql`call.state = 'confirmed'`,
  under_way: sql`call.state in ('waiting', 'sending') and not call.open_failure`,
  open_failure: sql`call.open_failure`,
  closed_failure: sql`call.state in ('refused', 'stopped', 'superseded') and not call.open_failure
    and (call.state <> 'superseded' or call.fence > 0)`,
  not_needed: sql`call.state = 'superseded' and not call.open_failure and call.fence = 0`,
}

/** Whether a call is for an instance that its seller calls so: one of its service, for one of its orders. */
const isAbout = (reference: string) => sql<SqlBool>`(
  call.lane in (select named.subscription_id from instance as named where named.reference = ${reference})
  and call.subject in (
    select named.order_id from instance as named where named.reference = ${reference}
    union all
    select line.order_id from order_line as line
      join instance as named on named.subscription_id = line.subscription_id where named.reference = ${reference}))`

/** Calls, newest first. */
export async function listCalls(db: Db, of: CallFilter, page: PageRequest): Promise<CallRow[]> {
  if (of.spoken?.length === 0) return []
  let query = selectCalls(db)
  if (of.sellerId !== undefined) query = query.where('call.seller_id', '=', hideFromPlanner(of.sellerId))
  if (of.orderId !== undefined) query = query.where('call.subject', '=', of.orderId)
  if (of.orderNumber !== undefined) query = query.where('order.number', '=', of.orderNumber)
  if (of.instance !== undefined) query = query.where(isAbout(of.instance))
  if (of.state !== undefined) query = query.where('call.state', '=', of.state)
  if (of.result !== undefined) query = query.where(results[of.result])
  if (of.spoken !== undefined) {
    const { spoken } = of
    query = query.where((call) =>
      call.or(
        spoken.map(({ protocol, kinds }) =>
          call.and([call('call.protocol', '=', protocol), call('call.operation_kind', 'in', kinds)]),
        ),
      ),
    )
  }
  if (of.from !== undefined) query = query.where('call.created_at', '>=', toTimestamptz(of.from))
  if (of.to !== undefined) query = query.where('call.created_at', '<', toTimestamptz(of.to))
  if (page.after !== undefined) query = query.where('call.id', '<', toCursor(page.after, 'cal'))
  return query
    .orderBy('call.id', 'desc')
    .limit(page.limit + 1)
    .execute()
}

/** The seller of each of these calls. */
export async function findSellersOfCalls(
  db: Db,
  callIds: readonly Id<'cal'>[],
): Promise<Map<string, Id<'sel'>>> {
  if (callIds.length === 0) return new Map()
  const tables = db.withTables<ViewTables>()
  const rows = await tables
    .selectFrom('call')
    .select(['id', 'seller_id'])
    .where('id', 'in', callIds)
    .execute()
  return new Map(rows.map((row) => [row.id, row.seller_id]))
}
