import { sql } from 'kysely'
import type { SqlBool } from 'kysely'
import type { Id, Instant } from '@loggia/kernel'
import type { Company } from '@loggia/protocol/console'
import type { Breaker } from '../../calls/index.ts'
import type { Db } from '../../platform/index.ts'
import type { PartyPlace } from '../rules.ts'
import { countUpTo, toLikePattern } from './buyers.ts'
import type { ViewTables } from './joined.ts'
import { gateOfSeller } from './serving.ts'

export type OperatorSellerRow = {
  readonly id: Id<'sel'>
  readonly name_zh: string
  readonly name_en: string
  readonly logo: string | null
  readonly registration_number: string | null
  readonly created_at: Instant
  readonly members: bigint
  readonly products: bigint
  readonly listed: bigint
  readonly breaker: Breaker
  readonly open_failures: bigint
  readonly suspension: 'proposed' | 'active' | null
  /** The value that the list is sorted by. */
  readonly place: string
}
export type SellerFilter = {
  readonly id?: Id<'sel'> | undefined
  readonly text?: string | undefined
  readonly breaker?: Breaker | undefined
  /** Whether the seller has a listed product. */
  readonly selling?: boolean | undefined
  readonly suspension?: 'proposed' | 'active' | undefined
}

const isMeant = (text: string) => sql<SqlBool>`(
  s.name_zh ilike ${toLikePattern(text)} or s.name_en ilike ${toLikePattern(text)} or s.id = ${text}
  or s.registration_number = ${text.toUpperCase()}
  or exists (select from membership h join member m on m.id = h.member_id
    where h.seller_id = s.id and m.email ilike ${toLikePattern(text)})
  or exists (select from "order" o join order_line l on l.order_id = o.id
    where o.number = ${text.toUpperCase()} and l.seller_id = s.id))`
const suspension = sql<string>`(select u.state from suspension u
  where u.seller_id = s.id and u.kind = 'seller' and u.state in ('proposed', 'active'))`
const sells = sql<SqlBool>`exists (select from product p where p.seller_id = s.id and p.state = 'listed')`

/** Sellers, newest first or by name. The id is the last criterion, so that each place is unique. */
export async function listSellersOfMarket(
  db: Db,
  of: SellerFilter,
  page: {
    readonly limit: number
    readonly after?: PartyPlace | undefined
    readonly sort: 'newest' | 'name'
    readonly language: 'zh' | 'en'
    /** Open failures are counted up to this number. */
    readonly most: number
  },
): Promise<OperatorSellerRow[]> {
  const { after } = page
  const name = sql`lower(${page.language === 'zh' ? sql`s.name_zh` : sql`s.name_en`}) collate "C"`
  const isByName = page.sort === 'name'
  const rest = isByName
    ? after && sql<SqlBool>`(${name}, s.id) > (${after.place}, ${after.id})`
    : after && sql<SqlBool>`s.id < ${after.id}`
  const wanted = [
    ...(of.id === undefined ? [] : [sql<SqlBool>`s.id = ${of.id}`]),
    ...(of.text === undefined ? [] : [isMeant(of.text)]),
    ...(of.breaker === undefined ? [] : [sql<SqlBool>`coalesce(g.breaker, 'closed') = ${of.breaker}`]),
    ...(of.selling === undefined ? [] : [of.selling ? sells : sql<SqlBool>`not ${sells}`]),
    ...(of.suspension === undefined ? [] : [sql<SqlBool>`${suspension} = ${of.suspension}`]),
    ...(rest ? [rest] : []),
  ]
  const { rows } = await sql<OperatorSellerRow>`
    select s.id, s.name_zh, s.name_en, s.logo, s.registration_number, s.created_at,
      ${isByName ? name : sql`s.id`} as place, coalesce(g.breaker, 'closed') as breaker,
      ${suspension} as suspension,
      (select count(*) from membership h where h.seller_id = s.id) as members,
      (select count(*) from product p where p.seller_id = s.id) as products,
      (select count(*) from product p where p.seller_id = s.id and p.state = 'listed') as listed,
      (select count(*) from (select from call c where c.seller_id = s.id and c.open_failure limit ${page.most}) q) as open_failures
    from seller s left join lateral ${gateOfSeller} g on true
    where ${wanted.length === 0 ? sql`true` : sql.join(wanted, sql` and `)}
    order by ${isByName ? sql`${name}, s.id` : sql`s.id desc`} limit ${page.limit + 1}`.execute(
    db.withTables<ViewTables>(),
  )
  return rows
}

export type SellerCounts = {
  readonly orders: bigint
  readonly addresses: bigint
  readonly keys: bigint
  readonly messages: bigint
  readonly unread: bigint
  readonly application_id: Id<'sap'> | null
  readonly company: Company | null
  readonly decided_at: Instant | null
  readonly buyer_id: Id<'byr'> | null
  readonly buyer_zh: string | null
  readonly buyer_en: string | null
}

/** Counts of what a seller has, orders and messages up to `most`, and the application that made it. */
export async function countForSeller(db: Db, id: Id<'sel'>, most: number): Promise<SellerCounts> {
  const { rows } = await sql<SellerCounts>`
    select (select count(*) from (select distinct order_id from order_line where seller_id = ${id} limit ${most}) q) as orders,
      (select count(*) from production_address where seller_id = ${id}) as addresses,
      (select count(*) from access_key where seller_id = ${id}) as keys,
      ${countUpTo(sql`message where party_kind = 'seller' and party_id = ${id}`, most)} as messages,
      ${countUpTo(sql`message where party_kind = 'seller' and party_id = ${id} and read_at is null`, most)} as unread,
      made.id as application_id, made.company, made.decided_at,
      b.id as buyer_id, b.name_zh as buyer_zh, b.name_en as buyer_en
    from (values (1)) one
    left join lateral (select id, company, decided_at, buyer_id from seller_application where seller_id = ${id} limit 1) made on true
    left join buyer b on b.id = made.buyer_id`.execute(db.withTables<ViewTables>())
  const [row] = rows
  if (!row) throw new Error('What a seller has was not read')
  return row
}
