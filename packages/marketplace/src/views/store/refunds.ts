import { sql } from 'kysely'
import type { Currency, Id, Instant, PageRequest } from '@loggia/kernel'
import type { RefundCause, RefundRequestState, Text } from '@loggia/protocol/console'
import type { Db } from '../../platform/index.ts'
import type { ViewTables } from './joined.ts'

export type RefundEntryRow = {
  readonly id: Id<'rrq'> | Id<'rfd'>
  readonly request_id: Id<'rrq'> | null
  readonly state: RefundRequestState
  readonly cause: RefundCause | null
  readonly asked_at: Instant
  readonly ended_at: Instant | null
  readonly amount_minor: bigint
  readonly currency: Currency
  readonly order_id: Id<'ord'>
  readonly order_number: string
  readonly product_id: Id<'prd'>
  readonly product_name: Text
  readonly logo: string | null
  readonly seller_zh: string
  readonly seller_en: string
}

export type RefundEntriesAsked = {
  readonly buyerId: Id<'byr'>
  readonly q?: string | undefined
  readonly state?: RefundRequestState | undefined
}

/**
 * The refunds of a buyer, newest first (R139): its requests, and refunds that needed none. Ids of both are compared
 * without their prefixes, by which they sort in the order of their creation.
 */
export async function listRefundEntries(
  db: Db,
  { buyerId, q = '', state }: RefundEntriesAsked,
  { after = '', limit }: PageRequest,
): Promise<RefundEntryRow[]> {
  const named =
    q === ''
      ? sql`true`
      : sql`position(${q.toLowerCase()} in lower(o.number || ' ' ||
    (l.offer -> 'productName' ->> 'zh') || ' ' || (l.offer -> 'productName' ->> 'en'))) > 0`
  const inState = state === undefined ? sql`true` : sql`one.state = ${state}`
  const rest = after === '' ? sql`true` : sql`substr(one.id, 5) < ${after.slice(4)}`
  const { rows } = await sql<RefundEntryRow>`
    select one.*, o.number as order_number, l.product_id, l.offer -> 'productName' as product_name,
      l.offer ->> 'logo' as logo, s.name_zh as seller_zh, s.name_en as seller_en
    from (
      select r.id, r.id as request_id, r.state, null as cause, r.asked_at, r.ended_at, r.amount_minor, r.currency,
        r.order_id, (
          select min(of_request.order_line_id) from refund_request_line of_request where of_request.request_id = r.id
        ) as order_line_id
      from refund_request r where r.buyer_id = ${buyerId}
      union all
      select f.id, null, 'refunded', f.cause, f.requested_at, f.paid_at, f.amount_minor, f.currency, f.order_id,
        f.order_line_id
      from refund f where f.buyer_id = ${buyerId} and f.cause <> 'negotiated'
    ) one
    join "order" o on o.id = one.order_id
    join order_line l on l.id = one.order_line_id
    join seller s on s.id = l.seller_id
    where ${named} and ${inState} and ${rest}
    order by substr(one.id, 5) desc limit ${limit + 1}`.execute(db.withTables<ViewTables>())
  return rows
}
