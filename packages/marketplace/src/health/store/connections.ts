import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { Id } from '@loggia/kernel'
import { toTimestamptz } from '../../platform/index.ts'
import type { Db, Tx } from '../../platform/index.ts'
import { withTables } from './joined.ts'
import { isPurchase } from './purchases.ts'
import type { Window } from './purchases.ts'

// Names are compared without blanks, punctuation and capitals; full-width characters count as others.
const bare = (name: string) =>
  sql`lower(translate(normalize(${sql.raw(name)}, NFKC), ' .,-_()''"&/·、。', ''))`
const emails = sql`(
  select lower(m.email) from membership h join member m on m.id = h.member_id where h.buyer_id = b.id
  union select lower(b.contact->>'email'))`
const emailsOfSeller = sql`(
  select lower(m.email) from membership h join member m on m.id = h.member_id where h.seller_id = s.id
  union select lower(s.profile->'contact'->>'email') union select lower(s.profile->'support'->>'email'))`

const connections: readonly RawBuilder<unknown>[] = [
  sql`select 1, 'person' where exists (select from membership mine join membership theirs using (member_id)
    where mine.buyer_id = b.id and theirs.seller_id = s.id)`,
  sql`select 2, 'application' where exists (
    select from seller_application a where a.buyer_id = b.id and a.seller_id = s.id)`,
  sql`select 3, 'registration_number' where upper(b.registration_number) = upper(s.registration_number)`,
  sql`select 4, 'name' where ${bare('b.name_zh')} = ${bare('s.name_zh')} or ${bare('b.name_en')} = ${bare('s.name_en')}`,
  sql`select 5, 'email' where exists (${emails} intersect (${emailsOfSeller} except select null))`,
]

const findWay = sql`select * from (${sql.join(connections, sql` union all `)}) as way (n, reason) order by n limit 1`

/** Whether the buyer belongs to the seller: now, or when it last paid it. */
export async function isConnected(
  db: Db,
  { buyerId, sellerId }: { readonly buyerId: Id<'byr'>; readonly sellerId: Id<'sel'> },
): Promise<boolean> {
  const { rows } = await sql`
    select from buyer b, seller s where b.id = ${buyerId} and s.id = ${sellerId} and (
      exists (select from connected_buyer c where c.buyer_id = b.id and c.seller_id = s.id)
      or exists (${findWay}))`.execute(withTables(db))
  return rows.length > 0
}

/** Notes the buyers who have paid a seller in the window and belong to it. Who was noted once stays so. */
export async function noteConnections(tx: Tx, window: Window): Promise<void> {
  await sql`
    insert into connected_buyer (seller_id, buyer_id, reason, noted_at)
    select traded.seller_id, traded.buyer_id, found.reason, ${toTimestamptz(window.now)}
    from (select distinct l.seller_id, o.buyer_id from "order" o join order_line l on l.order_id = o.id
      where ${isPurchase(window)}) traded
    join buyer b on b.id = traded.buyer_id join seller s on s.id = traded.seller_id
    cross join lateral (${findWay}) found
    order by 1, 2 on conflict do nothing`.execute(withTables(tx))
}
