import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { readReference } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import type { Db } from '../../platform/index.ts'
import { toLikePattern } from './buyers.ts'
import type { ViewTables } from './joined.ts'

/** Something that the search of a centre found; `exact` if the text is its whole number or id. */
export type FoundRow = {
  readonly id: string
  readonly name_zh: string
  readonly name_en: string
  readonly about_zh: string | null
  readonly about_en: string | null
  readonly code: string | null
  readonly exact: boolean
}

/** Most results of each kind; a reader who wants more opens the list. */
const most = 5
/** Among how many newest lines of a seller, of how many buyers and newest orders of each, a buyer’s name is looked for. */
const within = { lines: 1000, buyers: 50, orders: 1000 }

const read = async (db: Db, query: RawBuilder<FoundRow>): Promise<readonly FoundRow[]> =>
  (await query.execute(db.withTables<ViewTables>())).rows

// The range of texts with this beginning, by an index of `text_pattern_ops`.
const begins = (column: RawBuilder<unknown>, text: string) =>
  sql`${column} ~>=~ ${text.toUpperCase()} and ${column} ~<~ ${`${text.toUpperCase()}\uFFFF`}`
const isNamed = (table: 'b' | 's' | 'p', text: string) => {
  const pattern = toLikePattern(text)
  return sql`(${sql.ref(`${table}.name_zh`)} ilike ${pattern} or ${sql.ref(`${table}.name_en`)} ilike ${pattern})`
}
const nothing = sql`null::text`

/** Whose orders are searched. */
type Whose = { readonly buyerId: Id<'byr'> } | { readonly sellerId: Id<'sel'> } | undefined

/** Orders by the beginning of their number or the whole id of an instance; a seller’s also by their buyer. */
export function findOrders(db: Db, text: string, of: Whose): Promise<readonly FoundRow[]> {
  const buyerId = of && 'buyerId' in of ? of.buyerId : undefined
  const sellerId = of && 'sellerId' in of ? of.sellerId : undefined
  const ofSeller = sellerId === undefined ? sql`true` : sql`l.seller_id = ${sellerId}`
  const made = sql`select i.order_id from instance i where i.reference = ${text}
    and ${sellerId === undefined ? sql`true` : sql`i.seller_id = ${sellerId}`}`
  const numbered =
    sellerId !== undefined
      ? selectOfSeller(sellerId, text)
      : buyerId !== undefined
        ? sql`select n.id from "order" n where n.buyer_id = ${buyerId} and ${begins(sql`n.number`, text)}`
        : // Numbers begin with the time, so the index has them newest first: a short text means nearly all orders.
          sql`(select n.id from "order" n where ${begins(sql`n.number`, text)} order by n.number using ~>~ limit ${most})`
  return read(
    db,
    sql<FoundRow>`
    select o.id, first.offer -> 'productName' ->> 'zh' as name_zh, first.offer -> 'productName' ->> 'en' as name_en,
      ${buyerId === undefined ? sql`b.name_zh` : nothing} as about_zh, ${buyerId === undefined ? sql`b.name_en` : nothing} as about_en,
      o.number as code, o.number = ${text.toUpperCase()} or o.id in (${made}) as exact
    from "order" o join buyer b on b.id = o.buyer_id
      join lateral (select l.offer from order_line l where l.order_id = o.id and ${ofSeller} order by l.number limit 1) first on true
    where o.id in (${numbered} union all ${made}) and ${buyerId === undefined ? sql`true` : sql`o.buyer_id = ${buyerId}`}
    order by exact desc, o.id desc limit ${most}`,
  )
}

/**
 * A seller’s newest orders by the beginning of their number, by the index of the seller’s lines, whose numbers begin
 * with it; and by their buyer’s name. The newest lines have a name that many have. If there are more lines, a name that
 * few have is looked for among the buyers, however long ago they bought.
 */
function selectOfSeller(sellerId: Id<'sel'>, text: string) {
  const lines = sql`order_line l where l.seller_id = ${sellerId}`
  return sql`
    (select l.order_id from ${lines} and ${begins(sql`l.number`, text)}
      and not exists (select from order_line e where e.order_id = l.order_id and e.seller_id = l.seller_id and e.number < l.number)
      order by l.number using ~>~ limit ${most})
    union all (select n.id from (select l.order_id from ${lines} order by l.order_id desc limit ${within.lines}) l
      join "order" n on n.id = l.order_id join buyer b on b.id = n.buyer_id
      where ${isNamed('b', text)} order by n.id desc limit ${most})
    union all (select n.id from (select b.id from buyer b
        where ${isNamed('b', text)} and exists (select from ${lines} offset ${within.lines})
        order by b.id desc limit ${within.buyers}) b
      cross join lateral (select o.id from (select o.id from "order" o where o.buyer_id = b.id
          order by o.id desc limit ${within.orders}) o
        cross join lateral (select from ${lines} and l.order_id = o.id limit 1) own
        order by o.id desc limit ${most}) n
      order by n.id desc limit ${most})`
}

/** A buyer’s services by product or seller, or by the whole id of the service or its instance. */
export const findServices = (db: Db, text: string, buyerId: Id<'byr'>): Promise<readonly FoundRow[]> =>
  read(
    db,
    sql<FoundRow>`
    select sub.id, line.offer -> 'productName' ->> 'zh' as name_zh, line.offer -> 'productName' ->> 'en' as name_en,
      line.offer -> 'specification' ->> 'zh' as about_zh, line.offer -> 'specification' ->> 'en' as about_en,
      i.reference as code, sub.id = ${text} or coalesce(i.reference = ${text}, false) as exact
    from subscription sub join order_line line on line.id = sub.present_line_id join seller s on s.id = line.seller_id
      left join instance i on i.subscription_id = sub.id
    where sub.buyer_id = ${buyerId} and (sub.id = ${text} or i.reference = ${text}
      or line.offer -> 'productName' ->> 'zh' ilike ${toLikePattern(text)}
      or line.offer -> 'productName' ->> 'en' ilike ${toLikePattern(text)} or ${isNamed('s', text)})
    order by exact desc, sub.id desc limit ${most}`,
  )

/** Products by name, or by their whole id or a whole code; of one seller or of all. */
export function findProducts(
  db: Db,
  text: string,
  sellerId: Id<'sel'> | undefined,
): Promise<readonly FoundRow[]> {
  const coded = selectCoded(text)
  return read(
    db,
    sql<FoundRow>`
    select p.id, p.name_zh, p.name_en, ${sellerId === undefined ? sql`s.name_zh` : nothing} as about_zh,
      ${sellerId === undefined ? sql`s.name_en` : nothing} as about_en, ${nothing} as code,
      p.id = ${text} or p.id in (${coded}) as exact
    from product p join seller s on s.id = p.seller_id
    where (${isNamed('p', text)} or p.id = ${text} or p.id in (${coded}))
      and ${sellerId === undefined ? sql`true` : sql`p.seller_id = ${sellerId}`}
    order by exact desc, p.id desc limit ${most}`,
  )
}

/** The product of the sku or price item with this code; codes are unique. */
export const selectCoded = (code: string) => sql`
  select spec.product_id from sku join specification spec on spec.id = sku.specification_id where sku.code = ${code}
  union all select spec.product_id from price_item item join sku on sku.id = item.sku_id
    join specification spec on spec.id = sku.specification_id where item.code = ${code}`

/** The call with this id, to one seller or to any. */
export const findCalls = (
  db: Db,
  text: string,
  sellerId: Id<'sel'> | undefined,
): Promise<readonly FoundRow[]> =>
  read(
    db,
    sql<FoundRow>`
    select c.id, p.name_zh, p.name_en, ${sellerId === undefined ? sql`s.name_zh` : nothing} as about_zh,
      ${sellerId === undefined ? sql`s.name_en` : nothing} as about_en, c.id as code, true as exact
    from call c join product p on p.id = c.product_id join seller s on s.id = c.seller_id
    where c.id = ${text} and ${sellerId === undefined ? sql`true` : sql`c.seller_id = ${sellerId}`}`,
  )

/** The request for a top-up with this payment reference, whole, of one buyer or of any. */
export async function findTopUps(
  db: Db,
  text: string,
  buyerId: Id<'byr'> | undefined,
): Promise<readonly FoundRow[]> {
  const reference = readReference(text)
  if (reference === undefined) return []
  const amount = sql`to_char(t.amount_minor / 100.0, 'FM999999990.00') || ' ' || t.currency`
  const ofAny = buyerId === undefined
  return read(
    db,
    sql<FoundRow>`
    select t.id, ${ofAny ? sql`b.name_zh` : amount} as name_zh, ${ofAny ? sql`b.name_en` : amount} as name_en,
      ${ofAny ? amount : nothing} as about_zh, ${ofAny ? amount : nothing} as about_en, t.reference as code, true as exact
    from top_up_request t join buyer b on b.id = t.buyer_id
    where t.reference = ${reference} and ${ofAny ? sql`true` : sql`t.buyer_id = ${buyerId}`}`,
  )
}

/** Buyers by a part of their name or the whole id. */
export const findBuyers = (db: Db, text: string): Promise<readonly FoundRow[]> =>
  read(
    db,
    sql<FoundRow>`
    select b.id, b.name_zh, b.name_en, ${nothing} as about_zh, ${nothing} as about_en, ${nothing} as code, b.id = ${text} as exact
    from buyer b where ${isNamed('b', text)} or b.id = ${text} order by exact desc, b.id desc limit ${most}`,
  )

/** Sellers by a part of their name, the whole id, or the registration number. */
export const findSellers = (db: Db, text: string): Promise<readonly FoundRow[]> =>
  read(
    db,
    sql<FoundRow>`
    select s.id, s.name_zh, s.name_en, ${nothing} as about_zh, ${nothing} as about_en, s.registration_number as code,
      s.id = ${text} or coalesce(s.registration_number = ${text.toUpperCase()}, false) as exact
    from seller s where ${isNamed('s', text)} or s.id = ${text} or s.registration_number = ${text.toUpperCase()}
    order by exact desc, s.id desc limit ${most}`,
  )
