import { omitUndefined, toId } from '@loggia/kernel'
import type { Id, WallInstant } from '@loggia/kernel'
import type { MessageTopic } from '@loggia/protocol/console'
import { sql } from 'kysely'
import type { Selectable } from 'kysely'
import { lockName, toTimestamptz } from '../platform/index.ts'
import type { Db, Party, Tx } from '../platform/index.ts'
import type { Receiver } from './schema.ts'
import type { MailTables } from './tables.ts'

const partyOf = ({ area, party }: Pick<MailTables['mail_receiver'], 'area' | 'party'>): Party => {
  if (area === 'buyer') return { kind: area, id: toId(party, 'byr') }
  return area === 'seller' ? { kind: area, id: toId(party, 'sel') } : { kind: area }
}
const keyOf = (party: Party): string => (party.kind === 'operator' ? '' : party.id)
/** Names the party in the rows of confirmation letters. */
export const toAbout = (party: Party): string => `${party.kind}:${keyOf(party)}`

const fromRow = (row: Selectable<MailTables['mail_receiver']>): Receiver =>
  omitUndefined({
    id: row.id,
    party: partyOf(row),
    name: row.name,
    email: row.email,
    phone: row.phone ?? undefined,
    language: row.language,
    topics: row.topics,
    state: row.state,
    askedAt: row.asked_wall_at,
    confirmedAt: row.confirmed_wall_at ?? undefined,
    endedAt: row.ended_wall_at ?? undefined,
  })

const receivers = (db: Db) => db.withTables<MailTables>().selectFrom('mail_receiver').selectAll()
const receiversOf = (db: Db, party: Party) =>
  receivers(db).where('area', '=', party.kind).where('party', '=', keyOf(party))

/** In the order in which they were added. */
export const listReceivers = async (db: Db, party: Party): Promise<Receiver[]> =>
  (await receiversOf(db, party).orderBy('id').execute()).map(fromRow)

/** Those who have confirmed their address and get emails about the topic. */
export const listWanting = async (db: Db, party: Party, topic: MessageTopic): Promise<Receiver[]> =>
  (
    await receiversOf(db, party)
      .where('state', '=', 'confirmed')
      .where(sql<boolean>`${topic} = any(topics)`)
      .orderBy('id')
      .execute()
  ).map(fromRow)

export async function findReceiver(db: Db, id: Id<'mrc'>): Promise<Receiver | undefined> {
  const row = await receivers(db).where('id', '=', id).executeTakeFirst()
  return row && fromRow(row)
}

export async function lockReceiver(
  tx: Tx,
  of: { readonly id: Id<'mrc'> } | { readonly tokenDigest: string },
): Promise<Receiver | undefined> {
  const query = receivers(tx)
  const one = 'id' in of ? query.where('id', '=', of.id) : query.where('token_digest', '=', of.tokenDigest)
  const row = await one.forUpdate().executeTakeFirst()
  return row && fromRow(row)
}

export async function findByToken(db: Db, tokenDigest: string): Promise<Receiver | undefined> {
  const row = await receivers(db).where('token_digest', '=', tokenDigest).executeTakeFirst()
  return row && fromRow(row)
}

/** Returns false if the party has a receiver with this address. */
export async function insertReceiver(tx: Tx, receiver: Receiver, tokenDigest: string): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .withTables<MailTables>()
    .insertInto('mail_receiver')
    .values({
      id: receiver.id,
      area: receiver.party.kind,
      party: keyOf(receiver.party),
      name: receiver.name,
      email: receiver.email,
      phone: receiver.phone ?? null,
      language: receiver.language,
      topics: [...receiver.topics],
      state: receiver.state,
      token_digest: tokenDigest,
      asked_wall_at: toTimestamptz(receiver.askedAt),
    })
    .onConflict((conflict) => conflict.columns(['area', 'party', 'email']).doNothing())
    .executeTakeFirst()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}

export async function saveReceiver(tx: Tx, receiver: Receiver): Promise<void> {
  const at = (time: WallInstant | undefined) => (time === undefined ? null : toTimestamptz(time))
  await tx
    .withTables<MailTables>()
    .updateTable('mail_receiver')
    .set({
      name: receiver.name,
      phone: receiver.phone ?? null,
      topics: [...receiver.topics],
      state: receiver.state,
      asked_wall_at: toTimestamptz(receiver.askedAt),
      confirmed_wall_at: at(receiver.confirmedAt),
      ended_wall_at: at(receiver.endedAt),
    })
    .where('id', '=', receiver.id)
    .execute()
}

export async function deleteReceiver(tx: Tx, id: Id<'mrc'>): Promise<void> {
  await tx.withTables<MailTables>().deleteFrom('mail_receiver').where('id', '=', id).execute()
}

/**
 * How many confirmation letters were written since a time: to an address, by whomever, and for a party. Transactions that
 * count take turns.
 */
export async function countAsked(
  tx: Tx,
  {
    address,
    party,
    since,
  }: { address: string; party: Party; since: { address: WallInstant; party: WallInstant } },
): Promise<{ address: number; party: number }> {
  await lockName(tx, 'mail:receiver_confirmation')
  const letters = tx
    .withTables<MailTables>()
    .selectFrom('mail')
    .select((of) => of.fn.countAll<bigint>().as('many'))
    .where('name', '=', 'receiver_confirmation')
  const toAddress = await letters
    .where('address', '=', address)
    .where('created_wall_at', '>=', toTimestamptz(since.address))
    .executeTakeFirstOrThrow()
  const ofParty = await letters
    .where('about', '=', toAbout(party))
    .where('created_wall_at', '>=', toTimestamptz(since.party))
    .executeTakeFirstOrThrow()
  return { address: Number(toAddress.many), party: Number(ofParty.many) }
}
