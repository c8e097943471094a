import { omitUndefined, toCursor } from '@loggia/kernel'
import { sql } from 'kysely'
import type { Id, Instant, PageRequest } from '@loggia/kernel'
import type { MessageKind } from '@loggia/protocol/console'
import { insertRows, toMoment, toTimestamptz, toJsonb } from '../platform/index.ts'
import type { Db, MessageEvents, Party, Tx } from '../platform/index.ts'
import type { Message } from './schema.ts'
import type { MessageTables } from './tables.ts'

const idOf = (party: Party): string | null => (party.kind === 'operator' ? null : party.id)
/** Messages to operators have a null party id; `is` and `=` both use the index, `is not distinct from` would not. */
const same = (party: Party): 'is' | '=' => (party.kind === 'operator' ? 'is' : '=')

/**
 * Writes a message. An existing one of the kind to the party about the subject stays, or with `replace` is overwritten
 * as unread. Returns whether anything was written.
 */
export async function insert(
  tx: Tx,
  message: Omit<Message, 'readAt'> & { readonly to: Party },
  options: { readonly replace: boolean },
): Promise<boolean> {
  const { id, kind, subject, to, data } = message
  const told = { id, data: toJsonb(data), at: toTimestamptz(message.at), read_at: null }
  const { numInsertedOrUpdatedRows } = await tx
    .withTables<MessageTables>()
    .insertInto('message')
    .values({ ...told, kind, subject, party_kind: to.kind, party_id: idOf(to) })
    .onConflict((conflict) => {
      const known = conflict.columns(['kind', 'subject', 'party_kind', 'party_id'])
      return options.replace ? known.doUpdateSet(told) : known.doNothing()
    })
    .executeTakeFirst()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** Writes messages that cannot exist yet, in one statement. */
export const insertNew = (
  tx: Tx,
  messages: readonly (Omit<Message, 'readAt'> & { readonly to: Party })[],
): Promise<void> =>
  insertRows(
    tx,
    'message',
    messages.map(({ id, kind, subject, to, data, at }) => ({
      id,
      kind,
      subject,
      party_kind: to.kind,
      party_id: idOf(to),
      data,
      at: toMoment(at),
    })),
  )

/**
 * Updates a message, which becomes the newest, because its text tells what happened last; raised, it becomes unread as
 * well. Returns its data after that; undefined if there is no such message.
 */
export async function update(
  tx: Tx,
  { kind, to: party, subject, changes, without }: MessageEvents['updated'],
  { id, at, isRaised }: { readonly id: Id<'msg'>; readonly at: Instant; readonly isRaised: boolean },
): Promise<Message['data'] | undefined> {
  const kept = sql`(data - ${sql.val([...without])}::text[])`
  const row = await tx
    .withTables<MessageTables>()
    .updateTable('message')
    .set({
      data: sql`${kept} || ${toJsonb(changes)}`,
      id,
      at: toTimestamptz(at),
      ...(isRaised && { read_at: null }),
    })
    .where('kind', '=', kind)
    .where('subject', '=', subject)
    .where('party_kind', '=', party.kind)
    .where('party_id', same(party), idOf(party))
    .returning('data')
    .executeTakeFirst()
  return row?.data
}

const to = (db: Db, party: Party) =>
  db
    .withTables<MessageTables>()
    .selectFrom('message')
    .where('party_kind', '=', party.kind)
    .where('party_id', same(party), idOf(party))

/** Newest first, one more than the limit. */
export async function list(db: Db, party: Party, page: PageRequest): Promise<Message[]> {
  const query = to(db, party).selectAll()
  const rows = await (page.after === undefined ? query : query.where('id', '<', toCursor(page.after, 'msg')))
    .orderBy('id', 'desc')
    .limit(page.limit + 1)
    .execute()
  return rows.map(({ id, kind, subject, data, at: moment, read_at: readAt }) =>
    omitUndefined({
      id,
      kind,
      subject,
      data,
      at: moment,
      readAt: readAt ?? undefined,
    }),
  )
}

export async function countUnread(db: Db, party: Party): Promise<number> {
  const { unread } = await to(db, party)
    .where('read_at', 'is', null)
    .select((of) => of.fn.countAll<bigint>().as('unread'))
    .executeTakeFirstOrThrow()
  return Number(unread)
}

/** Whether the party has this message. */
export const has = async (tx: Tx, party: Party, id: Id<'msg'>): Promise<boolean> =>
  (await to(tx, party).where('id', '=', id).select('id').executeTakeFirst()) !== undefined

/** Which messages of a party: one, that of a kind about a subject, or all up to one. */
type Which =
  | { readonly id: Id<'msg'> }
  | { readonly kind: MessageKind; readonly subject: string }
  | { readonly upTo: Id<'msg'> }

/** Marks these messages of the party as read; messages already read keep their time. */
export async function markRead(
  tx: Tx,
  party: Party,
  { which, now }: { which: Which; now: Instant },
): Promise<void> {
  const unread = tx
    .withTables<MessageTables>()
    .updateTable('message')
    .set({ read_at: toTimestamptz(now) })
    .where('party_kind', '=', party.kind)
    .where('party_id', same(party), idOf(party))
    .where('read_at', 'is', null)
  if ('id' in which) await unread.where('id', '=', which.id).execute()
  else if ('upTo' in which) await unread.where('id', '<=', which.upTo).execute()
  else await unread.where('kind', '=', which.kind).where('subject', '=', which.subject).execute()
}
