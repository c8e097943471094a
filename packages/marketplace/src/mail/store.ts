import { omitUndefined, toCursor } from '@loggia/kernel'
import type { DurationMs, Id, PageRequest, WallInstant } from '@loggia/kernel'
import type { MailState, MessageTopic, PartyKind } from '@loggia/protocol/console'
import { sql } from 'kysely'
import type { Selectable } from 'kysely'
import { keptPlan, toJsonb, toTimestamptz, leaseIsOver, toLeaseEnd } from '../platform/index.ts'
import type { Db, Tx } from '../platform/index.ts'
import type { Mail, NewMail } from './schema.ts'
import type { MailTables } from './tables.ts'

const toMail = (row: Selectable<MailTables['mail']>): Mail =>
  omitUndefined({
    id: row.id,
    kind: row.kind,
    name: row.name,
    about: row.about,
    area: row.area ?? undefined,
    memberId: row.member_id ?? undefined,
    receiverId: row.receiver_id ?? undefined,
    address: row.address,
    language: row.language,
    data: row.data,
    state: row.state,
    attempts: row.attempts,
    createdAt: row.created_wall_at,
    dueAt: row.due_wall_at ?? undefined,
    endedAt: row.ended_wall_at ?? undefined,
    fault: row.fault ?? undefined,
  })

export async function insert(
  tx: Tx,
  mails: readonly (NewMail & { id: Id<'mal'> })[],
  now: WallInstant,
): Promise<void> {
  if (mails.length === 0) return
  const at = toTimestamptz(now)
  const rows = mails.map((mail) => ({
    id: mail.id,
    kind: mail.kind,
    name: mail.name,
    about: mail.about,
    area: mail.area ?? null,
    member_id: mail.memberId ?? null,
    receiver_id: mail.receiverId ?? null,
    address: mail.address,
    language: mail.language,
    data: toJsonb(mail.data),
    state: 'waiting' as const,
    attempts: 0,
    created_wall_at: at,
    due_wall_at: at,
  }))
  await tx.withTables<MailTables>().insertInto('mail').values(rows).execute()
}

/** Takes due emails, oldest first, and counts the attempt. */
export async function claim(
  tx: Tx,
  { now, leaseMs, most }: { now: WallInstant; leaseMs: DurationMs; most: number },
): Promise<Mail[]> {
  const rows = await tx.send(sql<Selectable<MailTables['mail']>>`${keptPlan}
    update mail set state = 'sending', attempts = attempts + 1, due_wall_at = null, handed_wall_at = null,
      fault = null, lease_until = ${toLeaseEnd(leaseMs)}
    where id in (
      select id from mail where state = 'waiting' and due_wall_at <= ${toTimestamptz(now)}
      order by due_wall_at, id limit ${most} for update skip locked
    )
    returning *`)
  return rows.map(toMail).toSorted((a, b) => (a.id < b.id ? -1 : 1))
}

/** An attempt: the email and its count, so that somebody whose lease was lost changes nothing. */
type Attempt = Pick<Mail, 'id' | 'attempts'>

const ofAttempt = (db: Db | Tx, { id, attempts }: Attempt) =>
  db
    .withTables<MailTables>()
    .updateTable('mail')
    .where('id', '=', id)
    .where('attempts', '=', attempts)
    .where('state', '=', 'sending')

/** Notes that the email is being handed to the mail server; false if the lease was lost. */
export async function markHanded(
  db: Db,
  attempt: Attempt,
  { now, leaseMs }: { now: WallInstant; leaseMs: DurationMs },
): Promise<boolean> {
  const { numUpdatedRows } = await ofAttempt(db, attempt)
    .where('lease_until', '>', sql<WallInstant>`clock_timestamp()`)
    .set({ handed_wall_at: toTimestamptz(now), lease_until: toLeaseEnd<WallInstant>(leaseMs) })
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Ends an attempt. */
export async function settle(
  db: Db,
  attempt: Attempt,
  to: { state: MailState; dueAt?: WallInstant; endedAt?: WallInstant; fault?: string },
): Promise<void> {
  await ofAttempt(db, attempt)
    .set({
      state: to.state,
      lease_until: null,
      due_wall_at: to.dueAt === undefined ? null : toTimestamptz(to.dueAt),
      ended_wall_at: to.endedAt === undefined ? null : toTimestamptz(to.endedAt),
      fault: to.fault ?? null,
    })
    .execute()
}

/** Gives an email back that was taken and not tried. */
export async function putBack(db: Db, attempt: Attempt, now: WallInstant): Promise<void> {
  await ofAttempt(db, attempt)
    .set({
      state: 'waiting',
      attempts: attempt.attempts - 1,
      due_wall_at: toTimestamptz(now),
      lease_until: null,
    })
    .execute()
}

/**
 * Emails of a server that is gone: whose lease is over, or all, where there is no other server. One that was not handed
 * over yet waits again; of one that was, nobody knows whether it was sent.
 */
export async function recover(db: Db, now: WallInstant, of: 'all' | 'over'): Promise<void> {
  const at = toTimestamptz(now)
  const lost = db
    .withTables<MailTables>()
    .updateTable('mail')
    .set({
      state: sql<MailState>`case when handed_wall_at is null then 'waiting' else 'unknown' end`,
      due_wall_at: sql<WallInstant | null>`case when handed_wall_at is null then ${at} end`,
      ended_wall_at: sql<WallInstant | null>`case when handed_wall_at is null then null else ${at} end`,
      lease_until: null,
    })
    .where('state', '=', 'sending')
  await (of === 'all' ? lost : lost.where(leaseIsOver)).execute()
}

export async function findNextDue(db: Db): Promise<WallInstant | undefined> {
  const row = await db
    .withTables<MailTables>()
    .selectFrom('mail')
    .select('due_wall_at')
    .where('state', '=', 'waiting')
    .orderBy('due_wall_at')
    .limit(1)
    .executeTakeFirst()
  return row?.due_wall_at ?? undefined
}

/** Deletes emails that ended before this time. */
export async function deleteEnded(db: Db, before: WallInstant): Promise<void> {
  await db
    .withTables<MailTables>()
    .deleteFrom('mail')
    .where('ended_wall_at', '<', toTimestamptz(before))
    .execute()
}

const escapeLike = (text: string): string => text.replace(/[\\%_]/g, String.raw`\$&`)

/** Newest first, one more than the limit. */
export async function list(
  db: Db,
  { state, address }: { state?: MailState | undefined; address?: string | undefined },
  page: PageRequest,
): Promise<Mail[]> {
  let query = db.withTables<MailTables>().selectFrom('mail').selectAll().where('state', '<>', 'dropped')
  if (state !== undefined) query = query.where('state', '=', state)
  if (address) query = query.where('address', 'like', `%${escapeLike(address.toLowerCase())}%`)
  if (page.after !== undefined) query = query.where('id', '<', toCursor(page.after, 'mal'))
  const rows = await query
    .orderBy('id', 'desc')
    .limit(page.limit + 1)
    .execute()
  return rows.map(toMail)
}

export async function find(db: Db, id: Id<'mal'>): Promise<Mail | undefined> {
  const row = await db
    .withTables<MailTables>()
    .selectFrom('mail')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()
  return row && toMail(row)
}

/** Puts an email back into the queue, as if it had never been tried. Returns false unless it is in one of the states. */
export async function restart(
  tx: Tx,
  id: Id<'mal'>,
  { states, now }: { states: readonly MailState[]; now: WallInstant },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .withTables<MailTables>()
    .updateTable('mail')
    .set({
      state: 'waiting',
      attempts: 0,
      due_wall_at: toTimestamptz(now),
      handed_wall_at: null,
      ended_wall_at: null,
      fault: null,
    })
    .where('id', '=', id)
    .where('state', 'in', [...states])
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** How many emails wait, and how many were given up since then. */
export async function count(db: Db, since: WallInstant): Promise<{ waiting: number; failed: number }> {
  const rows = await db
    .withTables<MailTables>()
    .selectFrom('mail')
    .select((of) => ['state', of.fn.countAll<bigint>().as('many')])
    .where((of) =>
      of.or([
        of('state', 'in', ['waiting', 'sending']),
        of.and([of('state', 'in', ['failed', 'unknown']), of('ended_wall_at', '>=', toTimestamptz(since))]),
      ]),
    )
    .groupBy('state')
    .execute()
  const sum = (states: readonly MailState[]): number =>
    rows.filter(({ state }) => states.includes(state)).reduce((all, { many }) => all + Number(many), 0)
  return { waiting: sum(['waiting', 'sending']), failed: sum(['failed', 'unknown']) }
}

/** Forgets a member whose account is deleted. */
export async function forgetMember(tx: Tx, memberId: Id<'mbr'>): Promise<void> {
  const db = tx.withTables<MailTables>()
  await db.updateTable('mail').set({ member_id: null }).where('member_id', '=', memberId).execute()
  await db.deleteFrom('mail_preference').where('member_id', '=', memberId).execute()
}

/** The choices of these members that differ from the default. */
export async function listPreferences(
  db: Db,
  members: readonly Id<'mbr'>[],
  area: PartyKind,
): Promise<{ memberId: Id<'mbr'>; topic: MessageTopic; wanted: boolean }[]> {
  const rows = await db
    .withTables<MailTables>()
    .selectFrom('mail_preference')
    .select(['member_id', 'topic', 'wanted'])
    .where('member_id', 'in', [...members])
    .where('area', '=', area)
    .execute()
  return rows.map(({ member_id: memberId, topic, wanted }) => ({ memberId, topic, wanted }))
}

export async function setPreference(
  tx: Tx,
  of: { memberId: Id<'mbr'>; area: PartyKind; topic: MessageTopic; wanted: boolean },
): Promise<void> {
  await tx
    .withTables<MailTables>()
    .insertInto('mail_preference')
    .values({ member_id: of.memberId, area: of.area, topic: of.topic, wanted: of.wanted })
    .onConflict((conflict) =>
      conflict.columns(['member_id', 'area', 'topic']).doUpdateSet({ wanted: of.wanted }),
    )
    .execute()
}
