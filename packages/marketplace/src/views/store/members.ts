import { omitUndefined } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import type { Db } from '../../platform/index.ts'
import type { Side } from '../rules.ts'
import type { ViewTables } from './joined.ts'

/** The parties that these members act for, with the parties' names. */
export async function listSides(db: Db, memberIds: readonly Id<'mbr'>[]): Promise<Map<string, Side[]>> {
  const sides = new Map<string, Side[]>()
  if (memberIds.length === 0) return sides
  const rows = await db
    .withTables<ViewTables>()
    .selectFrom('membership as ship')
    .leftJoin('buyer', 'buyer.id', 'ship.buyer_id')
    .leftJoin('seller', 'seller.id', 'ship.seller_id')
    .select(['ship.member_id', 'ship.role', 'ship.buyer_id', 'ship.seller_id'])
    .select([
      'buyer.name_zh as buyer_zh',
      'buyer.name_en as buyer_en',
      'seller.name_zh as seller_zh',
      'seller.name_en as seller_en',
    ])
    .where('ship.member_id', 'in', memberIds)
    .orderBy('ship.role')
    .execute()
  for (const row of rows) {
    const [zh, en] = [row.buyer_zh ?? row.seller_zh, row.buyer_en ?? row.seller_en]
    const partyId = row.buyer_id ?? row.seller_id
    const side: Side = omitUndefined({
      role: row.role,
      partyId: partyId ?? undefined,
      name: zh !== null && en !== null ? { zh, en } : undefined,
    })
    sides.set(row.member_id, [...(sides.get(row.member_id) ?? []), side])
  }
  return sides
}
