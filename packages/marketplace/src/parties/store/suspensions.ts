import { omitUndefined, toCursor } from '@loggia/kernel'
import type { Id, Instant, PageRequest } from '@loggia/kernel'
import { toTimestamptz } from '../../platform/index.ts'
import type { Db, Tx } from '../../platform/index.ts'
import type { Organisation } from '../schema/organisation-changes.ts'
import type { PartyOf } from '../schema/rights.ts'
import type { Suspension, SuspensionOf } from '../schema/suspensions.ts'
import { withPartyTables } from './handle.ts'
import type { PartyTables } from '../tables.ts'

const suspensions = (db: Db) =>
  withPartyTables(db)
    .selectFrom('suspension as s')
    .innerJoin('member as p', 'p.id', 's.proposed_by')
    .leftJoin('member as d', 'd.id', 's.decided_by')
    .leftJoin('member as e', 'e.id', 's.ended_by')
    .selectAll('s')
    .select(['p.name as proposer_name', 'd.name as decider_name', 'e.name as ender_name'])
type Row = Awaited<ReturnType<ReturnType<typeof suspensions>['executeTakeFirstOrThrow']>>

const personOf = (id: Id<'mbr'> | null, name: string | null) =>
  id === null ? undefined : { id, name: name ?? '' }

function partyOf({ buyer_id: buyerId, seller_id: sellerId }: Pick<Row, 'buyer_id' | 'seller_id'>): PartyOf {
  if (buyerId !== null) return { kind: 'buyer', id: buyerId }
  return sellerId === null ? { kind: 'operator' } : { kind: 'seller', id: sellerId }
}

const fromRow = (row: Row): Suspension =>
  omitUndefined({
    id: row.id,
    state: row.state,
    of: omitUndefined({ party: partyOf(row), memberId: row.member_id ?? undefined }),
    reason: row.reason,
    until: row.until ?? undefined,
    proposedBy: { id: row.proposed_by, name: row.proposer_name },
    proposedAt: row.proposed_at,
    decidedBy: personOf(row.decided_by, row.decider_name),
    decidedAt: row.decided_at ?? undefined,
    endedBy: personOf(row.ended_by, row.ender_name),
    endedAt: row.ended_at ?? undefined,
    endReason: row.end_reason ?? undefined,
  })

const columnsOf = ({ party, memberId }: SuspensionOf) => ({
  kind: memberId === undefined && party.kind !== 'operator' ? party.kind : ('member' as const),
  buyer_id: party.kind === 'buyer' ? party.id : null,
  seller_id: party.kind === 'seller' ? party.id : null,
  member_id: memberId ?? null,
})

export type NewSuspension = Pick<Suspension, 'id' | 'of' | 'reason' | 'until'> & {
  readonly state: 'proposed' | 'active'
  readonly by: Id<'mbr'>
  readonly at: Instant
}

export async function insertSuspension(tx: Tx, one: NewSuspension): Promise<void> {
  const at = toTimestamptz(one.at)
  await withPartyTables(tx)
    .insertInto('suspension')
    .values({
      id: one.id,
      state: one.state,
      ...columnsOf(one.of),
      reason: one.reason,
      until: one.until === undefined ? null : toTimestamptz(one.until),
      proposed_by: one.by,
      proposed_at: at,
      decided_by: one.state === 'active' ? one.by : null,
      decided_at: one.state === 'active' ? at : null,
    })
    .execute()
}

export async function lockSuspension(tx: Tx, id: Id<'sus'>): Promise<Suspension | undefined> {
  const row = await suspensions(tx).where('s.id', '=', id).forUpdate('s').executeTakeFirst()
  return row && fromRow(row)
}

export async function saveSuspension(
  tx: Tx,
  { id, state, decidedBy, decidedAt, endedBy, endedAt, endReason }: Suspension,
): Promise<void> {
  await withPartyTables(tx)
    .updateTable('suspension')
    .set({
      state,
      decided_by: decidedBy?.id ?? null,
      decided_at: decidedAt === undefined ? null : toTimestamptz(decidedAt),
      ended_by: endedBy?.id ?? null,
      ended_at: endedAt === undefined ? null : toTimestamptz(endedAt),
      end_reason: endReason ?? null,
    })
    .where('id', '=', id)
    .execute()
}

/** Newest first, one more than the limit. */
export async function listSuspensions(
  db: Db,
  { kind, id }: Organisation,
  page: PageRequest,
): Promise<Suspension[]> {
  let query = suspensions(db).where('s.kind', '=', kind)
  query = kind === 'buyer' ? query.where('s.buyer_id', '=', id) : query.where('s.seller_id', '=', id)
  if (page.after !== undefined) query = query.where('s.id', '<', toCursor(page.after, 'sus'))
  const rows = await query
    .orderBy('s.id', 'desc')
    .limit(page.limit + 1)
    .execute()
  return rows.map(fromRow)
}

/** The name of an organisation and its open suspension, whose row stays locked until the transaction ends. */
export async function lockOrganisation(tx: Tx, { kind, id }: Organisation) {
  const columns = ['name_zh', 'name_en', 'suspension_id'] as const
  const tables = withPartyTables(tx)
  const row =
    kind === 'buyer'
      ? await tables
          .selectFrom('buyer')
          .select(columns)
          .where('id', '=', id)
          .forNoKeyUpdate()
          .executeTakeFirst()
      : await tables
          .selectFrom('seller')
          .select(columns)
          .where('id', '=', id)
          .forNoKeyUpdate()
          .executeTakeFirst()
  return row && { name: { zh: row.name_zh, en: row.name_en } }
}

/** Whether one of the organisation itself is proposed or active. */
export async function hasOpenSuspension(db: Db, { kind, id }: Organisation): Promise<boolean> {
  const open = withPartyTables(db)
    .selectFrom('suspension')
    .select('id')
    .where('kind', '=', kind)
    .where('state', 'in', ['proposed', 'active'])
  const own = kind === 'buyer' ? open.where('buyer_id', '=', id) : open.where('seller_id', '=', id)
  return (await own.executeTakeFirst()) !== undefined
}

/** Marks the organisation or the membership as suspended, or with `undefined` as not. */
export async function setSuspension(
  tx: Tx,
  { party, memberId }: SuspensionOf,
  suspensionId: Id<'sus'> | undefined,
): Promise<void> {
  const tables = withPartyTables(tx)
  const set = { suspension_id: suspensionId ?? null }
  if (memberId !== undefined)
    await tables
      .updateTable('membership')
      .set({ ...set, enabled: suspensionId === undefined })
      .where('member_id', '=', memberId)
      .where('role', '=', party.kind)
      .execute()
  else if (party.kind === 'buyer')
    await tables.updateTable('buyer').set(set).where('id', '=', party.id).execute()
  else if (party.kind === 'seller')
    await tables.updateTable('seller').set(set).where('id', '=', party.id).execute()
}

type Standing = { readonly reason: string; readonly until?: Instant }
const standingOf = (row: Pick<PartyTables['suspension'], 'reason' | 'until'>): Standing =>
  omitUndefined({ reason: row.reason, until: row.until ?? undefined })

/** Whether an organisation is suspended. Its row stays as it is until the transaction ends. */
export async function shareSuspension(tx: Tx, { kind, id }: Organisation): Promise<Standing | undefined> {
  const tables = withPartyTables(tx)
  const row =
    kind === 'buyer'
      ? await tables
          .selectFrom('buyer')
          .select('suspension_id')
          .where('id', '=', id)
          .forShare()
          .executeTakeFirst()
      : await tables
          .selectFrom('seller')
          .select('suspension_id')
          .where('id', '=', id)
          .forShare()
          .executeTakeFirst()
  return row?.suspension_id ? findStanding(tx, row.suspension_id) : undefined
}

async function findStanding(db: Db, id: Id<'sus'>): Promise<Standing | undefined> {
  const query = withPartyTables(db).selectFrom('suspension').select(['reason', 'until']).where('id', '=', id)
  const row = await query.executeTakeFirst()
  return row && standingOf(row)
}

/**
 * Why the member may not sign in: every membership is suspended. Undefined if one is not, or there is none; older
 * suspensions have no reason.
 */
export async function findSignInHold(
  db: Db,
  memberId: Id<'mbr'>,
): Promise<{ readonly standing: Standing | undefined } | undefined> {
  const rows = await withPartyTables(db)
    .selectFrom('membership')
    .leftJoin('suspension', 'suspension.id', 'membership.suspension_id')
    .select(['membership.enabled', 'suspension.reason', 'suspension.until'])
    .where('membership.member_id', '=', memberId)
    .orderBy('membership.role')
    .execute()
  const [first] = rows
  if (!first || rows.some(({ enabled }) => enabled)) return undefined
  const { reason, until } = first
  return { standing: reason === null ? undefined : standingOf({ reason, until }) }
}

/** A sign-in and a suspension of the member take turns. */
export async function lockAddress(tx: Tx, id: Id<'mbr'>): Promise<{ readonly email: string } | undefined> {
  const query = withPartyTables(tx).selectFrom('member').select('email').where('id', '=', id)
  return query.forNoKeyUpdate().executeTakeFirst()
}

export async function findMemberSuspension(
  db: Db,
  party: PartyOf,
  id: Id<'mbr'>,
): Promise<Id<'sus'> | undefined> {
  const query = withPartyTables(db)
    .selectFrom('membership')
    .select('suspension_id')
    .where('member_id', '=', id)
  return (await query.where('role', '=', party.kind).executeTakeFirst())?.suspension_id ?? undefined
}
