import { sql } from 'kysely'
import { createMoney, toIso } from '@loggia/kernel'
import type { Currency, Id, Money } from '@loggia/kernel'
import type { SpentAsk } from '../../budgets/index.ts'
import { toJsonb } from '../../platform/index.ts'
import type { Db } from '../../platform/index.ts'
import type { OrderTables } from '../tables.ts'

const paid = sql`payment p join "order" o on o.id = p.order_id join order_line l on l.order_id = p.order_id`
const sum = sql`coalesce(sum(l.amount_minor - l.returned_minor), 0)`
const inSpan = sql`o.buyer_id = a.buyer and p.currency = a.currency and p.paid_at >= a.since and p.paid_at < a.until`

/**
 * R3b: what was paid in each time, less what was refunded of it: by a member, or for a cost centre. A refund counts in
 * the time of the payment that it returns.
 */
export async function listSpent(db: Db, asks: readonly SpentAsk[]): Promise<ReadonlyMap<string, Money>> {
  if (asks.length === 0) return new Map()
  const rows = asks.map((ask) => ({
    key: ask.key,
    buyer: ask.buyerId,
    member: ask.memberId ?? null,
    centre: ask.costCentreId ?? null,
    currency: ask.currency,
    since: toIso(ask.startsAt),
    until: toIso(ask.endsAt),
  }))
  const found = await sql<{ key: string; currency: Currency; spent: bigint }>`
    select a.key, a.currency, (case when a.member is null
      then (select ${sum} from ${paid} where l.cost_centre_id = a.centre and ${inSpan})
      else (select ${sum} from ${paid} where p.member_id = a.member and ${inSpan}) end)::bigint as spent
    from jsonb_to_recordset(${toJsonb(rows)}) as a(key text, buyer text, member text, centre text, currency text,
      since timestamptz, until timestamptz)`.execute(db.withTables<OrderTables>())
  return new Map(found.rows.map(({ key, currency, spent }) => [key, createMoney(spent, currency)]))
}

/** R3a: the cost centres of these lines; lines without one are left out. */
export async function listCentresOfLines(
  db: Db,
  lineIds: readonly Id<'orl'>[],
): Promise<ReadonlyMap<Id<'orl'>, Id<'cct'>>> {
  const rows = await db
    .withTables<OrderTables>()
    .selectFrom('order_line')
    .select(['id', 'cost_centre_id'])
    .where('id', '=', sql<Id<'orl'>>`any(${[...lineIds]}::text[])`)
    .execute()
  return new Map(rows.flatMap(({ id, cost_centre_id: centre }) => (centre === null ? [] : [[id, centre]])))
}
