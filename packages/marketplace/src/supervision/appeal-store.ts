import { omitUndefined } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import { insertRows, toMoment, updateRows } from '../platform/index.ts'
import type { Db, Tx } from '../platform/index.ts'
import type { Appeal } from './schema.ts'
import type { SupervisionTables } from './tables.ts'

const fromRow = (row: SupervisionTables['appeal']): Appeal =>
  omitUndefined({
    id: row.id,
    supervisionId: row.supervision_id,
    by: row.by_party,
    memberId: row.member_id,
    reason: row.reason,
    state: row.state,
    openedAt: row.opened_at,
    closedAt: row.closed_at ?? undefined,
    outcome: row.outcome ?? undefined,
    amount:
      row.amount_minor === null || row.currency === null
        ? undefined
        : { amountMinor: row.amount_minor, currency: row.currency },
    decision: row.decision ?? undefined,
    decidedBy: row.decided_by ?? undefined,
  })

const progress = (appeal: Appeal) => ({
  state: appeal.state,
  closed_at: toMoment(appeal.closedAt),
  outcome: appeal.outcome ?? null,
  amount_minor: appeal.amount?.amountMinor ?? null,
  currency: appeal.amount?.currency ?? null,
  decision: appeal.decision ?? null,
  decided_by: appeal.decidedBy ?? null,
})

export const insert = (tx: Tx, appeal: Appeal): Promise<void> =>
  insertRows(tx, 'appeal', [
    {
      id: appeal.id,
      supervision_id: appeal.supervisionId,
      by_party: appeal.by,
      member_id: appeal.memberId,
      reason: appeal.reason,
      opened_at: toMoment(appeal.openedAt),
      ...progress(appeal),
    },
  ])

export const save = (tx: Tx, appeal: Appeal): Promise<void> =>
  updateRows(tx, 'appeal', [{ id: appeal.id, ...progress(appeal) }])

/** The open appeal; the supervised delivery is locked. */
export async function findOpen(tx: Tx, supervisionId: Id<'spv'>): Promise<Appeal | undefined> {
  const query = tx.withTables<SupervisionTables>().selectFrom('appeal').selectAll()
  const row = await query
    .where('supervision_id', '=', supervisionId)
    .where('state', '=', 'open')
    .executeTakeFirst()
  return row && fromRow(row)
}

/** The delivery that an appeal is about. */
export async function findSupervisionOf(db: Db, id: Id<'ape'>): Promise<Id<'spv'> | undefined> {
  const query = db.withTables<SupervisionTables>().selectFrom('appeal').select('supervision_id')
  return (await query.where('id', '=', id).executeTakeFirst())?.supervision_id
}

/** How many appeals of a delivery one side has withdrawn. */
export async function countWithdrawn(db: Db, supervisionId: Id<'spv'>, side: Appeal['by']): Promise<number> {
  const { count } = await db
    .withTables<SupervisionTables>()
    .selectFrom('appeal')
    .select((eb) => eb.fn.countAll<bigint>().as('count'))
    .where('supervision_id', '=', supervisionId)
    .where('by_party', '=', side)
    .where('state', '=', 'withdrawn')
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** The newest appeal of each of these. */
export async function listNewest(
  db: Db,
  supervisionIds: readonly Id<'spv'>[],
): Promise<ReadonlyMap<Id<'spv'>, Appeal>> {
  const rows = await db
    .withTables<SupervisionTables>()
    .selectFrom('appeal')
    .distinctOn('supervision_id')
    .selectAll()
    .where('supervision_id', 'in', supervisionIds)
    .orderBy('supervision_id')
    .orderBy('opened_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
  return new Map(rows.map((row) => [row.supervision_id, fromRow(row)]))
}
