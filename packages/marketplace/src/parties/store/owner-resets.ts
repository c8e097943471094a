import { omitUndefined, toCursor } from '@loggia/kernel'
import type { Id, Instant, PageRequest } from '@loggia/kernel'
import { toTimestamptz } from '../../platform/index.ts'
import type { Db, Tx } from '../../platform/index.ts'
import type { OwnerReset } from '../schema/links.ts'
import type { PartyOf } from '../schema/rights.ts'
import { withPartyTables } from './handle.ts'

const resets = (db: Db) =>
  withPartyTables(db)
    .selectFrom('password_reset_request as r')
    .innerJoin('member as m', 'm.id', 'r.member_id')
    .innerJoin('member as p', 'p.id', 'r.proposed_by')
    .leftJoin('member as d', 'd.id', 'r.decided_by')
    .select(['r.id', 'r.state', 'r.reason', 'r.proposed_at', 'r.decided_at'])
    .select(['m.id as member_id', 'm.name as member_name', 'm.email as member_email'])
    .select([
      'p.id as proposer_id',
      'p.name as proposer_name',
      'd.id as decider_id',
      'd.name as decider_name',
    ])
type Row = Awaited<ReturnType<ReturnType<typeof resets>['executeTakeFirstOrThrow']>>

const fromRow = (row: Row, parties: OwnerReset['parties']): OwnerReset =>
  omitUndefined({
    id: row.id,
    state: row.state,
    member: { id: row.member_id, name: row.member_name, email: row.member_email },
    parties,
    reason: row.reason,
    proposedBy: { id: row.proposer_id, name: row.proposer_name },
    proposedAt: row.proposed_at,
    decidedBy: row.decider_id === null ? undefined : { id: row.decider_id, name: row.decider_name ?? '' },
    decidedAt: row.decided_at ?? undefined,
  })

type PartyOfMember = OwnerReset['parties'][number]

/** The buyers and sellers that members act for. */
async function listPartiesOf(
  db: Db,
  members: readonly Id<'mbr'>[],
): Promise<ReadonlyMap<Id<'mbr'>, PartyOfMember[]>> {
  if (members.length === 0) return new Map()
  const rows = await withPartyTables(db)
    .selectFrom('membership as s')
    .leftJoin('buyer as b', 'b.id', 's.buyer_id')
    .leftJoin('seller as v', 'v.id', 's.seller_id')
    .select(['s.member_id', 'b.id as buyer_id', 'b.name_zh as buyer_zh', 'b.name_en as buyer_en'])
    .select(['v.id as seller_id', 'v.name_zh as seller_zh', 'v.name_en as seller_en'])
    .where('s.member_id', 'in', [...members])
    .orderBy('s.role')
    .execute()
  const named = rows.flatMap(
    ({ member_id: memberId, ...row }): (PartyOfMember & { memberId: Id<'mbr'> })[] => {
      const buyer = { zh: row.buyer_zh ?? '', en: row.buyer_en ?? '' }
      const seller = { zh: row.seller_zh ?? '', en: row.seller_en ?? '' }
      if (row.buyer_id) return [{ memberId, kind: 'buyer', id: row.buyer_id, name: buyer }]
      return row.seller_id ? [{ memberId, kind: 'seller', id: row.seller_id, name: seller }] : []
    },
  )
  return new Map(
    members.map((id) => [
      id,
      named.filter(({ memberId }) => memberId === id).map(({ memberId: _, ...party }) => party),
    ]),
  )
}

async function readRows(db: Db, rows: readonly Row[]): Promise<OwnerReset[]> {
  const parties = await listPartiesOf(db, [...new Set(rows.map((row) => row.member_id))])
  return rows.map((row) => fromRow(row, parties.get(row.member_id) ?? []))
}

/** Newest first, one more than the limit. */
export async function listOwnerResets(
  db: Db,
  state: OwnerReset['state'] | undefined,
  page: PageRequest,
): Promise<OwnerReset[]> {
  let query = resets(db)
  if (state !== undefined) query = query.where('r.state', '=', state)
  if (page.after !== undefined) query = query.where('r.id', '<', toCursor(page.after, 'prr'))
  const rows = await query
    .orderBy('r.id', 'desc')
    .limit(page.limit + 1)
    .execute()
  return readRows(db, rows)
}

export async function findOwnerReset(db: Db, id: Id<'prr'>): Promise<OwnerReset | undefined> {
  const [found] = await readRows(db, await resets(db).where('r.id', '=', id).execute())
  return found
}

/** Returns false, and writes nothing, if one for this member waits already. */
export async function insertOwnerReset(
  tx: Tx,
  reset: { id: Id<'prr'>; memberId: Id<'mbr'>; reason: string; proposedBy: Id<'mbr'>; at: Instant },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await withPartyTables(tx)
    .insertInto('password_reset_request')
    .values({
      id: reset.id,
      member_id: reset.memberId,
      reason: reset.reason,
      state: 'proposed',
      proposed_by: reset.proposedBy,
      proposed_at: toTimestamptz(reset.at),
    })
    .onConflict((conflict) => conflict.column('member_id').where('state', '=', 'proposed').doNothing())
    .executeTakeFirst()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** Decides a request; false if it was decided meanwhile. */
export async function decideOwnerReset(
  tx: Tx,
  id: Id<'prr'>,
  decision: { to: Exclude<OwnerReset['state'], 'proposed'>; by: Id<'mbr'>; at: Instant },
): Promise<boolean> {
  const { numUpdatedRows } = await withPartyTables(tx)
    .updateTable('password_reset_request')
    .set({ state: decision.to, decided_by: decision.by, decided_at: toTimestamptz(decision.at) })
    .where('id', '=', id)
    .where('state', '=', 'proposed')
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** The roles of a member in any party, and whether each counts at present. */
export const listRoles = (
  db: Db,
  id: Id<'mbr'>,
): Promise<{ readonly role: PartyOf['kind']; readonly enabled: boolean }[]> =>
  withPartyTables(db)
    .selectFrom('membership')
    .select(['role', 'enabled'])
    .where('member_id', '=', id)
    .execute()
