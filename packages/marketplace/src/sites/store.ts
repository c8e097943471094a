import type { Id, Instant } from '@loggia/kernel'
import { toTimestamptz } from '../platform/index.ts'
import type { Db, Tx } from '../platform/index.ts'
import type { SiteTables } from './tables.ts'

/** The codes of the sites whose offer a member has dismissed. */
export async function listDismissed(db: Db, memberId: Id<'mbr'>): Promise<string[]> {
  const rows = await db
    .withTables<SiteTables>()
    .selectFrom('site_dismissal')
    .select('site')
    .where('member_id', '=', memberId)
    .execute()
  return rows.map(({ site }) => site)
}

export async function insertDismissal(
  tx: Tx,
  { memberId, site, at }: { readonly memberId: Id<'mbr'>; readonly site: string; readonly at: Instant },
): Promise<void> {
  await tx
    .withTables<SiteTables>()
    .insertInto('site_dismissal')
    .values({ member_id: memberId, site, at: toTimestamptz(at) })
    .onConflict((conflict) => conflict.columns(['member_id', 'site']).doNothing())
    .execute()
}
