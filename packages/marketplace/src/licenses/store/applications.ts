import { sql } from 'kysely'
import { omitUndefined } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import { toMoment, updateRows } from '../../platform/index.ts'
import type { Db, Seal, Tx } from '../../platform/index.ts'
import type { LicenseApplication } from '../schema.ts'
import type { LicenseTables } from '../tables.ts'

type Row = LicenseTables['license_application']
/** A fingerprint tells of a buyer's machine, so it is stored sealed. */
const formatPlace = (id: Id<'lap'>): string => `license_device:${id}`

const fromRow =
  (seal: Seal) =>
  (row: Row): LicenseApplication =>
    omitUndefined({
      id: row.id,
      licenseId: row.license_id,
      eventId: row.event_id,
      fingerprint: seal.open(row.fingerprint_sealed, formatPlace(row.id)),
      state: row.state,
      isText: row.sealed !== null,
      fileId: row.file_id ?? undefined,
      sha256: row.sha256 ?? undefined,
      askedAt: row.asked_at,
      effectiveAt: row.effective_at,
      expiresAt: row.expires_at ?? undefined,
      deliveredAt: row.delivered_at ?? undefined,
      coversUntil: row.covers_until ?? undefined,
    })

export async function insert(tx: Tx, seal: Seal, of: LicenseApplication): Promise<void> {
  await tx.write(sql`
    insert into license_application (id, license_id, event_id, fingerprint_digest, fingerprint_sealed, state, asked_at,
      effective_at, expires_at)
    values (${of.id}, ${of.licenseId}, ${of.eventId}, ${seal.digest(of.fingerprint)},
      ${seal.seal(of.fingerprint, formatPlace(of.id))}, ${of.state}, ${toMoment(of.askedAt)}, ${toMoment(of.effectiveAt)},
      ${toMoment(of.expiresAt)})`)
}

export const save = (tx: Tx, of: LicenseApplication): Promise<void> =>
  updateRows(tx, 'license_application', [
    {
      id: of.id,
      event_id: of.eventId,
      state: of.state,
      sha256: of.sha256 ?? null,
      asked_at: toMoment(of.askedAt),
      effective_at: toMoment(of.effectiveAt),
      expires_at: toMoment(of.expiresAt),
      delivered_at: toMoment(of.deliveredAt),
      covers_until: toMoment(of.coversUntil),
    },
  ])

/** What was there is replaced; by nothing if the license was handed over by hand. */
export async function saveContent(
  tx: Tx,
  id: Id<'lap'>,
  content: { readonly sealed?: Uint8Array; readonly fileId?: Id<'fil'> },
): Promise<void> {
  const { sealed, fileId } = content
  await tx.write(
    sql`update license_application set sealed = ${sealed ?? null}, file_id = ${fileId ?? null} where id = ${id}`,
  )
}

const select = (db: Db) => db.withTables<LicenseTables>().selectFrom('license_application').selectAll()

export async function find(db: Db, seal: Seal, id: Id<'lap'>): Promise<LicenseApplication | undefined> {
  const row = await select(db).where('id', '=', id).executeTakeFirst()
  return row && fromRow(seal)(row)
}

export async function findByEvent(
  db: Db,
  seal: Seal,
  eventId: string,
): Promise<LicenseApplication | undefined> {
  const row = await select(db).where('event_id', '=', eventId).executeTakeFirst()
  return row && fromRow(seal)(row)
}

/** The applications of a license, oldest first; its row is locked if they change. */
export async function listByLicense(db: Db, seal: Seal, licenseId: Id<'lic'>): Promise<LicenseApplication[]> {
  return (await select(db).where('license_id', '=', licenseId).orderBy('id').execute()).map(fromRow(seal))
}

export async function findSealed(db: Db, id: Id<'lap'>): Promise<Uint8Array | undefined> {
  const query = db.withTables<LicenseTables>().selectFrom('license_application').select('sealed')
  return (await query.where('id', '=', id).executeTakeFirst())?.sealed ?? undefined
}

export async function endAll(tx: Tx, licenseId: Id<'lic'>): Promise<void> {
  await tx.write(sql`update license_application set state = 'ended' where license_id = ${licenseId}`)
}
