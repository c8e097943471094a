import type { Id, Instant } from '@loggia/kernel'
import { toTimestamptz } from '../platform/index.ts'
import type { Db, Tx } from '../platform/index.ts'
import type { Acceptance, Agreement, AgreementKind, TextKind } from './schema.ts'
import type { AgreementTables } from './tables.ts'

const fromRow = (row: AgreementTables['agreement']): Agreement => ({
  version: row.version,
  text: { zh: row.text_zh, en: row.text_en },
  at: row.at,
})

const versions = (db: Db, kind: TextKind) =>
  db
    .withTables<AgreementTables>()
    .selectFrom('agreement')
    .selectAll()
    .where('kind', '=', kind)
    .orderBy('version', 'desc')

export async function findLatest(db: Db, kind: TextKind): Promise<Agreement | undefined> {
  const row = await versions(db, kind).limit(1).executeTakeFirst()
  return row && fromRow(row)
}

/** Newest first, only versions below `after`; one more than the limit. */
export async function list(
  db: Db,
  kind: TextKind,
  { limit, after }: { readonly limit: number; readonly after?: number | undefined },
): Promise<Agreement[]> {
  const query = after === undefined ? versions(db, kind) : versions(db, kind).where('version', '<', after)
  return (await query.limit(limit + 1).execute()).map(fromRow)
}

export async function insert(
  tx: Tx,
  kind: TextKind,
  { version, text, at }: Required<Agreement>,
): Promise<void> {
  await tx
    .withTables<AgreementTables>()
    .insertInto('agreement')
    .values({ kind, version, text_zh: text.zh, text_en: text.en, at: toTimestamptz(at) })
    .execute()
}

/** Writes down a consent; an earlier one to the same version stays. Returns whether it is new. */
export async function insertConsent(
  tx: Tx,
  consent: { memberId: Id<'mbr'>; kind: AgreementKind; version: number; at: Instant },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .withTables<AgreementTables>()
    .insertInto('consent')
    .values({
      member_id: consent.memberId,
      kind: consent.kind,
      version: consent.version,
      at: toTimestamptz(consent.at),
    })
    .onConflict((conflict) => conflict.columns(['member_id', 'kind', 'version']).doNothing())
    .executeTakeFirst()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}

export async function listConsents(
  db: Db,
  memberId: Id<'mbr'>,
): Promise<{ kind: AgreementKind; version: number; at: Instant }[]> {
  return db
    .withTables<AgreementTables>()
    .selectFrom('consent')
    .select(['kind', 'version', 'at'])
    .where('member_id', '=', memberId)
    .orderBy('at')
    .orderBy('kind')
    .execute()
}

/** Returns whether it is new. */
export async function insertAcceptance(tx: Tx, acceptance: Acceptance): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .withTables<AgreementTables>()
    .insertInto('agreement_acceptance')
    .values({
      seller_id: acceptance.sellerId,
      version: acceptance.version,
      member_id: acceptance.memberId,
      at: toTimestamptz(acceptance.at),
    })
    .onConflict((conflict) => conflict.columns(['seller_id', 'version']).doNothing())
    .executeTakeFirst()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** The newest version that a seller has accepted. */
export async function findAcceptance(db: Db, sellerId: Id<'sel'>): Promise<Acceptance | undefined> {
  const row = await db
    .withTables<AgreementTables>()
    .selectFrom('agreement_acceptance')
    .selectAll()
    .where('seller_id', '=', sellerId)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && { sellerId: row.seller_id, version: row.version, memberId: row.member_id, at: row.at }
}

export async function deleteConsents(tx: Tx, memberId: Id<'mbr'>): Promise<void> {
  await tx.withTables<AgreementTables>().deleteFrom('consent').where('member_id', '=', memberId).execute()
}
