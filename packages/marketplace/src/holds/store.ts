import { omitUndefined } from '@loggia/kernel'
import { lockName, toTimestamptz } from '../platform/index.ts'
import type { Db, Tx } from '../platform/index.ts'
import type { Hold, Waiting } from './schema.ts'
import type { HoldTables } from './tables.ts'

const withTables = (db: Pick<Db, 'withTables'>) => db.withTables<HoldTables>()

/** Other transactions about this thing wait until this one ends. */
export const waitForTurn = (tx: Tx, { kind, id }: Waiting): Promise<void> =>
  lockName(tx, `hold:${kind}:${id}`)

export async function find(tx: Tx, { kind, id }: Waiting): Promise<Hold | undefined> {
  const row = await withTables(tx)
    .selectFrom('hold')
    .selectAll()
    .where('kind', '=', kind)
    .where('subject', '=', id)
    .executeTakeFirst()
  return (
    row &&
    omitUndefined({
      id: row.id,
      memberId: row.member_id,
      takenAt: row.taken_at,
      handedBy: row.handed_by ?? undefined,
    })
  )
}

export async function save(tx: Tx, { kind, id }: Waiting, hold: Hold): Promise<void> {
  const changed = {
    member_id: hold.memberId,
    taken_at: toTimestamptz(hold.takenAt),
    handed_by: hold.handedBy ?? null,
  }
  await withTables(tx)
    .insertInto('hold')
    .values({ id: hold.id, kind, subject: id, ...changed })
    .onConflict((on) => on.columns(['kind', 'subject']).doUpdateSet(changed))
    .execute()
}

export async function remove(tx: Tx, hold: Hold): Promise<void> {
  await withTables(tx).deleteFrom('hold').where('id', '=', hold.id).execute()
}
