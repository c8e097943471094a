import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { toIso } from '@loggia/kernel'
import type { Currency, Id, Instant } from '@loggia/kernel'
import type { ToDoKind } from '@loggia/protocol/console'
import { isHeldOnItsPage, toDoKinds } from '@loggia/protocol/console/views/kinds'
import { toJsonb } from '../../platform/index.ts'
import type { Db } from '../../platform/index.ts'
import type { ToDecide } from '../../supervision/index.ts'
import type { ViewTables } from './joined.ts'

export type ToDoRow = {
  readonly kind: ToDoKind
  readonly id: string
  readonly name_zh: string
  readonly name_en: string
  readonly about_zh: string | null
  readonly about_en: string | null
  readonly amount_minor: bigint | null
  readonly currency: Currency | null
  readonly asked_at: Instant
  readonly due_at: Instant | null
  /** Who took it up last since it waits, whether or not that operator may still decide it. */
  readonly holder_id: Id<'mbr'> | null
  /** Who handed it over to the holder, and the name of that operator, who may have left since. */
  readonly handed_by: Id<'mbr'> | null
  readonly handed_by_name: string | null
  /** Who proposed it: another operator has to decide (R6). */
  readonly proposed_by: Id<'mbr'> | null
}

/** The queues of operators; each needs a right (R6). */
export const queues = [
  'seller_applications',
  'organisation_applications',
  'sign_ups',
  'owner_resets',
  'suspensions',
  'addresses',
  'products',
  'feedback',
  'tickets',
  'balance_changes',
  'top_up_requests',
  'interfaces',
] as const
export type Queue = (typeof queues)[number]

const nothingMore = sql`null::text as about_zh, null::text as about_en, null::bigint as amount_minor,
  null::text as currency`

/** The waiting rows of a queue, the most urgent first: each by a partial index, or one that begins with the state. */
const selections: Readonly<Record<Queue, RawBuilder<unknown>>> = {
  seller_applications: sql`
    select 'seller_application' as kind, a.id, a.company -> 'name' ->> 'zh' as name_zh,
      a.company -> 'name' ->> 'en' as name_en, ${nothingMore}, a.submitted_at as asked_at, a.due_at, a.claimed_by as holder_id, null::text as proposed_by
    from seller_application a where a.state in ('submitted', 'claimed') order by a.due_at, a.id`,
  organisation_applications: sql`
    select a.kind, a.id, coalesce(s.name_zh, b.name_zh) as name_zh, coalesce(s.name_en, b.name_en) as name_en,
      ${nothingMore}, a.filed_at as asked_at, a.due_at, a.opened_by as holder_id, null::text as proposed_by
    from organisation_application a left join seller s on s.id = a.seller_id left join buyer b on b.id = a.buyer_id
    where a.state = 'in_review' order by a.due_at, a.id`,
  sign_ups: sql`
    select 'sign_up' as kind, m.id, m.name as name_zh, m.name as name_en, b.name_zh as about_zh, b.name_en as about_en,
      null::bigint as amount_minor, null::text as currency, m.created_at as asked_at, null::timestamptz as due_at, null::text as holder_id, null::text as proposed_by
    from member m join membership of on of.member_id = m.id and of.role = 'buyer' join buyer b on b.id = of.buyer_id
    where m.state = 'waiting' order by m.id`,
  owner_resets: sql`
    select 'owner_reset' as kind, r.id, m.name as name_zh, m.name as name_en, ${nothingMore},
      r.proposed_at as asked_at, null::timestamptz as due_at, null::text as holder_id, r.proposed_by
    from password_reset_request r join member m on m.id = r.member_id where r.state = 'proposed' order by r.id`,
  suspensions: sql`
    select 'suspension' as kind, u.seller_id as id, s.name_zh, s.name_en, ${nothingMore},
      u.proposed_at as asked_at, null::timestamptz as due_at, null::text as holder_id, u.proposed_by
    from suspension u join seller s on s.id = u.seller_id where u.kind = 'seller' and u.state = 'proposed' order by u.id`,
  addresses: sql`
    select 'address' as kind, a.id, s.name_zh, s.name_en, a.url as about_zh, a.url as about_en,
      null::bigint as amount_minor, null::text as currency, a.created_at as asked_at, null::timestamptz as due_at, null::text as holder_id, null::text as proposed_by
    from production_address a join seller s on s.id = a.seller_id where a.state = 'pending' order by a.id`,
  products: sql`
    select 'product' as kind, a.id, p.name_zh, p.name_en, s.name_zh as about_zh, s.name_en as about_en,
      null::bigint as amount_minor, null::text as currency, a.filed_at as asked_at, a.due_at, a.opened_by as holder_id, null::text as proposed_by
    from product_application a join product p on p.id = a.product_id join seller s on s.id = a.seller_id
    where a.state = 'in_review' order by a.due_at, a.id`,
  feedback: sql`
    select 'feedback' as kind, t.id, p.name_zh, p.name_en, s.name_zh as about_zh, s.name_en as about_en,
      null::bigint as amount_minor, null::text as currency, t.waits_since as asked_at, null::timestamptz as due_at, null::text as holder_id, null::text as proposed_by
    from feedback_text t join feedback f on f.id = t.feedback_id join product p on p.id = f.product_id join seller s on s.id = f.seller_id
    where t.waits_since is not null order by t.id`,
  tickets: sql`
    select 'ticket' as kind, t.id, t.title as name_zh, t.title as name_en, s.name_zh as about_zh, s.name_en as about_en,
      null::bigint as amount_minor, null::text as currency, coalesce(t.raised_at, t.opened_at) as asked_at, t.due_at,
      null::text as holder_id, null::text as proposed_by
    from ticket t join seller s on s.id = t.seller_id
    where t.handler = 'operator' and t.due_at is not null order by t.due_at, t.id`,
  balance_changes: sql`
    select 'balance_change' as kind, c.id, b.name_zh, b.name_en, null::text as about_zh, null::text as about_en,
      case c.kind when 'correction' then -c.amount_minor else c.amount_minor end as amount_minor, c.currency,
      c.proposed_at as asked_at, null::timestamptz as due_at, null::text as holder_id, c.proposed_by
    from balance_change c join buyer b on b.id = c.buyer_id where c.state = 'waiting' order by c.id`,
  top_up_requests: sql`
    select 'top_up_request' as kind, r.id, b.name_zh, b.name_en, null::text as about_zh, null::text as about_en,
      r.amount_minor, r.currency, r.asked_at, r.due_at, null::text as holder_id, null::text as proposed_by
    from top_up_request r join buyer b on b.id = r.buyer_id where r.state = 'awaiting' order by r.due_at, r.id`,
  interfaces: sql`
    select 'interface' as kind, w.product_id as id, p.name_zh, p.name_en, s.name_zh as about_zh, s.name_en as about_en,
      null::bigint as amount_minor, null::text as currency, coalesce(w.relisting_at, w.frozen_at) as asked_at,
      null::timestamptz as due_at, null::text as holder_id, null::text as proposed_by
    from interface_watch w join product p on p.id = w.product_id join seller s on s.id = w.seller_id
    where w.standing in ('frozen', 'relisting') order by asked_at, w.product_id`,
}

function selectSupervised(all: readonly ToDecide[]): RawBuilder<unknown> {
  const rows = all.map(({ kind, id, product, seller, askedAt, dueAt }) => ({
    kind,
    id,
    name_zh: product.zh,
    name_en: product.en,
    about_zh: seller.zh,
    about_en: seller.en,
    asked_at: toIso(askedAt),
    due_at: toIso(dueAt),
  }))
  return sql`(select kind, id, name_zh, name_en, about_zh, about_en, null::bigint as amount_minor, null::text as currency,
    asked_at, due_at, null::text as holder_id, null::text as proposed_by from jsonb_to_recordset(${toJsonb(rows)}) as s(kind text, id text, name_zh text, name_en text,
    about_zh text, about_en text, asked_at timestamptz, due_at timestamptz))`
}

/** Each with who holds it: by its own row, or as was noted since it waits. */
const withHolder = sql`waiting.kind, waiting.id, waiting.name_zh, waiting.name_en, waiting.about_zh, waiting.about_en,
  waiting.amount_minor, waiting.currency, waiting.asked_at, waiting.due_at,
  coalesce(waiting.holder_id, hold.member_id) as holder_id, hold.handed_by, giver.name as handed_by_name, waiting.proposed_by`
/** Those taken up on their own page say it on their own row, whatever an older server has noted. */
const heldElsewhere = sql.join(toDoKinds.filter(isHeldOnItsPage).map((kind) => sql.lit(kind)))
const joinHold = sql`left join hold on hold.kind = waiting.kind and hold.subject = waiting.id
  and waiting.kind not in (${heldElsewhere}) and hold.taken_at >= waiting.asked_at left join member giver on giver.id = hold.handed_by`

/** One thing that waits in these queues, or among what is supervised. */
export async function findToDo(
  db: Db,
  of: readonly Queue[],
  { kind, id, supervised }: Pick<ToDoRow, 'kind' | 'id'> & { readonly supervised: readonly ToDecide[] },
): Promise<ToDoRow | undefined> {
  const parts = of.map((queue) => sql`(${selections[queue]})`)
  if (supervised.length > 0) parts.push(selectSupervised(supervised))
  if (parts.length === 0) return undefined
  const { rows } = await sql<ToDoRow>`
    select ${withHolder} from (${sql.join(parts, sql` union all `)}) waiting ${joinHold}
    where waiting.kind = ${kind} and waiting.id = ${id}`.execute(db.withTables<ViewTables>())
  return rows[0]
}

/**
 * The most urgent of these queues after the first `skipped`, one more than the limit: the earliest due first, then what
 * has no due time, oldest first.
 */
export async function listToDo(
  db: Db,
  of: readonly Queue[],
  {
    limit,
    skipped,
    supervised,
  }: {
    readonly limit: number
    readonly skipped: number
    /** Supervised deliveries, whose due times the database does not know. */
    readonly supervised: readonly ToDecide[]
  },
): Promise<ToDoRow[]> {
  const parts = of.map((queue) => sql`(${selections[queue]} limit ${skipped + limit + 1})`)
  if (supervised.length > 0) parts.push(selectSupervised(supervised))
  if (parts.length === 0) return []
  const { rows } = await sql<ToDoRow>`
    select ${withHolder} from (${sql.join(parts, sql` union all `)}) waiting ${joinHold}
    order by waiting.due_at nulls last, waiting.asked_at, waiting.id limit ${limit + 1} offset ${skipped}`.execute(
    db.withTables<ViewTables>(),
  )
  return rows
}
