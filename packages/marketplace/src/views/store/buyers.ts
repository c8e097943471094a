import { sql } from 'kysely'
import type { RawBuilder, SqlBool } from 'kysely'
import type { Currency, Id, Instant } from '@loggia/kernel'
import type { BuyerState, CustomerLevel, OperatorBuyer, Verification } from '@loggia/protocol/console'
import type { Db } from '../../platform/index.ts'
import type { PartyPlace } from '../rules.ts'
import type { ViewTables } from './joined.ts'

export type BuyerRow = {
  readonly id: Id<'byr'>
  readonly name_zh: string
  readonly name_en: string
  readonly kind: OperatorBuyer['kind']
  readonly country: string
  readonly verification: Verification
  readonly level: CustomerLevel
  readonly created_at: Instant
  readonly state: BuyerState
  readonly balance_minor: bigint
  readonly members: bigint
  /** The value that the list is sorted by. */
  readonly place: string
}
export type BuyerFilter = {
  readonly id?: Id<'byr'> | undefined
  readonly text?: string | undefined
  readonly verification?: Verification | undefined
  readonly state?: BuyerState | undefined
}
export type BuyerSort = 'newest' | 'name' | 'balance'

const membersIn = (state: RawBuilder<unknown>) => sql<SqlBool>`exists (
  select from membership s join member m on m.id = s.member_id where s.buyer_id = b.id and m.state = ${state})`
const stateOf = sql<BuyerState>`case
  when b.suspension_id is not null then 'suspended'
  when ${membersIn(sql`'waiting'`)} then 'waiting'
  when ${membersIn(sql`'rejected'`)} and not ${membersIn(sql`'active'`)} then 'rejected'
  else 'active' end`

/** A pattern for `like` that finds the text anywhere, with its wildcards escaped. */
export const toLikePattern = (text: string): string => `%${text.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`

const isMeant = (text: string) => sql<SqlBool>`(
  b.name_zh ilike ${toLikePattern(text)} or b.name_en ilike ${toLikePattern(text)} or b.id = ${text}
  or exists (select from membership s join member m on m.id = s.member_id
    where s.buyer_id = b.id and m.email ilike ${toLikePattern(text)})
  or exists (select from "order" o where o.number = ${text.toUpperCase()} and o.buyer_id = b.id))`

/** Buyers, newest first, by name, or by balance. The id is the last criterion, so that each place is unique. */
export async function listBuyers(
  db: Db,
  of: BuyerFilter,
  page: {
    readonly limit: number
    readonly after?: PartyPlace | undefined
    readonly sort: BuyerSort
    readonly language: 'zh' | 'en'
    readonly currency: Currency
  },
): Promise<BuyerRow[]> {
  const name = page.language === 'zh' ? sql`lower(b.name_zh)` : sql`lower(b.name_en)`
  const { by, order, rest } = orderOf(page, name)
  const wanted = [
    ...(of.id === undefined ? [] : [sql<SqlBool>`b.id = ${of.id}`]),
    ...(of.text === undefined ? [] : [isMeant(of.text)]),
    ...(of.verification === undefined ? [] : [sql<SqlBool>`b.verification = ${of.verification}`]),
    ...(of.state === undefined ? [] : [sql<SqlBool>`${stateOf} = ${of.state}`]),
    ...(rest ? [rest] : []),
  ]
  const { rows } = await sql<BuyerRow>`
    select b.id, b.name_zh, b.name_en, b.kind, b.country, b.verification, b.level, b.created_at,
      ${stateOf} as state, coalesce(a.balance_minor, 0) as balance_minor, (${by})::text as place,
      (select count(*) from membership s where s.buyer_id = b.id) as members
    from buyer b left join ledger_account a
      on a.owner = b.id and a.kind = 'buyer_balance' and a.currency = ${page.currency}
    where ${wanted.length === 0 ? sql`true` : sql.join(wanted, sql` and `)}
    order by ${order} limit ${page.limit + 1}`.execute(db.withTables<ViewTables>())
  return rows
}

function orderOf(
  { sort, after }: { readonly sort: BuyerSort; readonly after?: PartyPlace | undefined },
  name: RawBuilder<unknown>,
) {
  if (sort === 'newest')
    return {
      by: sql`b.id`,
      order: sql`b.id desc`,
      rest: after && sql<SqlBool>`b.id < ${after.id}`,
    }
  if (sort === 'balance') {
    const by = sql`coalesce(a.balance_minor, 0)`
    return {
      by,
      order: sql`${by} desc, b.id desc`,
      rest: after && sql<SqlBool>`(${by}, b.id) < (${after.place}::bigint, ${after.id})`,
    }
  }
  // Sorted by code points: collations of Chinese names differ between databases.
  const by = sql`${name} collate "C"`
  return {
    by,
    order: sql`${by}, b.id`,
    rest: after && sql<SqlBool>`(${by}, b.id) > (${after.place}, ${after.id})`,
  }
}

export type BuyerCounts = {
  readonly orders: bigint
  readonly services: bigint
  readonly messages: bigint
  readonly unread: bigint
  readonly balance_changes: bigint
  readonly application_id: Id<'sap'> | null
  readonly application_state: string | null
  readonly seller_id: Id<'sel'> | null
  readonly seller_zh: string | null
  readonly seller_en: string | null
}

/** Counts rows, reading no more than `most`. */
export const countUpTo = (from: RawBuilder<unknown>, most: number): RawBuilder<bigint> =>
  sql<bigint>`(select count(*) from (select from ${from} limit ${most}) q)`

/** Counts of what a buyer has, each up to `most`, and its latest application to sell. */
export async function countForBuyer(db: Db, id: Id<'byr'>, most: number): Promise<BuyerCounts> {
  const { rows } = await sql<BuyerCounts>`
    select ${countUpTo(sql`"order" where buyer_id = ${id}`, most)} as orders,
      ${countUpTo(sql`subscription where buyer_id = ${id}`, most)} as services,
      ${countUpTo(sql`message where party_kind = 'buyer' and party_id = ${id}`, most)} as messages,
      ${countUpTo(sql`message where party_kind = 'buyer' and party_id = ${id} and read_at is null`, most)} as unread,
      (select count(*) from balance_change where buyer_id = ${id} and state = 'waiting') as balance_changes,
      latest.id as application_id, latest.state as application_state,
      s.id as seller_id, s.name_zh as seller_zh, s.name_en as seller_en
    from (values (1)) one
    left join lateral (select id, state from seller_application where buyer_id = ${id} order by id desc limit 1) latest on true
    left join lateral (select seller_id from seller_application
      where buyer_id = ${id} and seller_id is not null order by id desc limit 1) made on true
    left join seller s on s.id = made.seller_id`.execute(db.withTables<ViewTables>())
  const [row] = rows
  if (!row) throw new Error('What a buyer has was not read')
  return row
}
