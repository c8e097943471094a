import type { Id, Instant, PageRequest } from '@loggia/kernel'
import { at, json } from '../platform/index.ts'
import type { Db, Tx } from '../platform/index.ts'
import type { Message, NewMessage, Party } from './schema.ts'

type MessageTables = {
  message: {
    id: Id<'msg'>
    party_kind: Party['kind'] | 'operator'
    party_id: string | null
    kind: string
    subject: string
    data: Readonly<Record<string, unknown>>
    at: Instant
    read_at: Instant | null
  }
}

/** Writes a message. One to the party about the subject that is there already stays, or with `replace` gives way to this one, unread. */
export async function insert(
  tx: Tx,
  message: NewMessage & { readonly id: Id<'msg'>; readonly at: Instant },
  options: { readonly replace: boolean },
): Promise<void> {
  const { id, kind, subject, to, data } = message
  const told = { id, data: json<Readonly<Record<string, unknown>>>(data), at: at(message.at), read_at: null }
  await tx
    .withTables<MessageTables>()
    .insertInto('message')
    .values({ ...told, kind, subject, party_kind: to.kind, party_id: to.id })
    .onConflict((conflict) => {
      const same = conflict.columns(['kind', 'subject', 'party_kind', 'party_id'])
      return options.replace ? same.doUpdateSet(told) : same.doNothing()
    })
    .execute()
}

/** Newest first; one more than the limit, if there is one. */
export async function list(db: Db, party: Party, page: PageRequest): Promise<Message[]> {
  const query = db
    .withTables<MessageTables>()
    .selectFrom('message')
    .selectAll()
    .where('party_kind', '=', party.kind)
    .where('party_id', '=', party.id)
  const rows = await (page.after === undefined ? query : query.where('id', '<', page.after as Id<'msg'>))
    .orderBy('id', 'desc')
    .limit(page.limit + 1)
    .execute()
  return rows.map(({ id, kind, subject, data, at: moment, read_at: readAt }) => ({
    id,
    kind,
    subject,
    data,
    at: moment,
    ...(readAt !== null && { readAt }),
  }))
}
