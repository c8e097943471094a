import { sql } from 'kysely'
import { omitUndefined } from '@loggia/kernel'
import type { Id, WallInstant } from '@loggia/kernel'
import { toTimestamptz } from '../../platform/index.ts'
import type { Db, Tx } from '../../platform/index.ts'
import type { ProofKind } from '@loggia/protocol/console/parties/kinds'
import type { KeptPasskey } from '../schema/sessions.ts'
import { withPartyTables } from './handle.ts'

/** Locks the member, so that nobody signs in or changes the factors meanwhile. Returns the hash of the password. */
export async function lockMember(tx: Tx, id: Id<'mbr'>): Promise<string> {
  const query = withPartyTables(tx).selectFrom('member').select('password_hash').where('id', '=', id)
  return (await query.forNoKeyUpdate().executeTakeFirstOrThrow()).password_hash
}

/** Whether the member may sign in; if so, neither state nor password change until the transaction ends. */
export async function lockActive(tx: Tx, id: Id<'mbr'>): Promise<boolean> {
  const query = withPartyTables(tx).selectFrom('member').select('id').where('id', '=', id)
  return (await query.where('state', '=', sql.lit('active')).forShare().executeTakeFirst()) !== undefined
}

/** What the tokens of a member's browsers are signed for. */
export type DeviceOwner = {
  readonly id: Id<'mbr'>
  readonly passwordHash: string
  /** Since when the oldest of the second factors is there. */
  readonly factorSince?: WallInstant
}
/** For queries of members; null without a second factor. */
export const oldestFactor = sql<WallInstant | null>`least(
  (select confirmed_wall_at from totp where totp.member_id = member.id),
  (select min(created_wall_at) from passkey where passkey.member_id = member.id)
)`
type OwnerRow = { id: Id<'mbr'>; password_hash: string; factor_since: WallInstant | null }
export const toDeviceOwner = (row: OwnerRow): DeviceOwner =>
  omitUndefined({ id: row.id, passwordHash: row.password_hash, factorSince: row.factor_since ?? undefined })

export async function findDeviceOwner(db: Db, id: Id<'mbr'>): Promise<DeviceOwner | undefined> {
  const row = await withPartyTables(db)
    .selectFrom('member')
    .select(['id', 'password_hash', oldestFactor.as('factor_since')])
    .where('id', '=', id)
    .executeTakeFirst()
  return row && toDeviceOwner(row)
}

/** What proves the member's second factor; nothing if there is none. */
export async function listProofKinds(db: Db, id: Id<'mbr'>): Promise<ProofKind[]> {
  const { hasTotp, hasPasskey, hasCode } = await withPartyTables(db)
    .selectNoFrom((of) => [
      of
        .exists(
          of
            .selectFrom('totp')
            .select('member_id')
            .where('member_id', '=', id)
            .where('confirmed_wall_at', 'is not', null),
        )
        .as('hasTotp'),
      of.exists(of.selectFrom('passkey').select('id').where('member_id', '=', id)).as('hasPasskey'),
      of.exists(of.selectFrom('recovery_code').select('code_hash').where('member_id', '=', id)).as('hasCode'),
    ])
    .executeTakeFirstOrThrow()
  if (!hasTotp && !hasPasskey) return []
  const kinds = { totp: hasTotp, passkey: hasPasskey, recovery: hasCode }
  return (['totp', 'passkey', 'recovery'] as const).filter((kind) => kinds[kind])
}

/** Writes a secret that is not confirmed yet, in place of an earlier one; false if there is a confirmed one. */
export async function insertTotp(
  tx: Tx,
  { memberId, sealed, now }: { memberId: Id<'mbr'>; sealed: Uint8Array; now: WallInstant },
): Promise<boolean> {
  const values = { secret: sealed, used_step: 0n, created_wall_at: toTimestamptz(now) }
  const { numInsertedOrUpdatedRows } = await withPartyTables(tx)
    .insertInto('totp')
    .values({ member_id: memberId, ...values, confirmed_wall_at: null })
    .onConflict((conflict) =>
      conflict.column('member_id').doUpdateSet(values).where('totp.confirmed_wall_at', 'is', null),
    )
    .executeTakeFirst()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}

export async function findTotp(
  db: Db,
  id: Id<'mbr'>,
): Promise<
  | { readonly sealed: Uint8Array; readonly createdAt: WallInstant; readonly confirmedAt: WallInstant | null }
  | undefined
> {
  const row = await withPartyTables(db)
    .selectFrom('totp')
    .select(['secret', 'created_wall_at', 'confirmed_wall_at'])
    .where('member_id', '=', id)
    .executeTakeFirst()
  return row && { sealed: row.secret, createdAt: row.created_wall_at, confirmedAt: row.confirmed_wall_at }
}

/** Returns false if it was confirmed or replaced meanwhile. */
export async function confirmTotp(
  tx: Tx,
  id: Id<'mbr'>,
  { step, createdAt, now }: { step: number; createdAt: WallInstant; now: WallInstant },
): Promise<boolean> {
  const { numUpdatedRows } = await withPartyTables(tx)
    .updateTable('totp')
    .set({ confirmed_wall_at: toTimestamptz(now), used_step: BigInt(step) })
    .where('member_id', '=', id)
    .where('confirmed_wall_at', 'is', null)
    .where('created_wall_at', '=', toTimestamptz(createdAt))
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Uses up the codes of this step and of earlier ones; false if that has happened already. */
export async function useTotpStep(tx: Tx, id: Id<'mbr'>, step: number): Promise<boolean> {
  const { numUpdatedRows } = await withPartyTables(tx)
    .updateTable('totp')
    .set({ used_step: BigInt(step) })
    .where('member_id', '=', id)
    .where('confirmed_wall_at', 'is not', null)
    .where('used_step', '<', BigInt(step))
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export async function deleteTotp(tx: Tx, id: Id<'mbr'>): Promise<boolean> {
  const query = withPartyTables(tx).deleteFrom('totp').where('member_id', '=', id)
  const { numDeletedRows } = await query.where('confirmed_wall_at', 'is not', null).executeTakeFirst()
  return numDeletedRows > 0n
}

/** Returns false if the credential is registered already. */
export async function insertPasskey(tx: Tx, { memberId, ...passkey }: KeptPasskey): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await withPartyTables(tx)
    .insertInto('passkey')
    .values({
      id: passkey.id,
      member_id: memberId,
      credential_id: passkey.credentialId,
      public_key: passkey.publicKey,
      counter: BigInt(passkey.counter),
      transports: [...passkey.transports],
      name: passkey.name,
      created_wall_at: toTimestamptz(passkey.addedAt),
      used_wall_at: null,
    })
    .onConflict((conflict) => conflict.column('credential_id').doNothing())
    .executeTakeFirst()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}

const passkeys = (db: Db) => withPartyTables(db).selectFrom('passkey').selectAll()
type PasskeyRow = Awaited<ReturnType<ReturnType<typeof passkeys>['executeTakeFirstOrThrow']>>
const passkeyFromRow = (row: PasskeyRow): KeptPasskey =>
  omitUndefined({
    id: row.id,
    memberId: row.member_id,
    credentialId: row.credential_id,
    publicKey: row.public_key,
    counter: Number(row.counter),
    transports: row.transports,
    name: row.name,
    addedAt: row.created_wall_at,
    usedAt: row.used_wall_at ?? undefined,
  })

/** In the order in which they were added. */
export async function listPasskeys(db: Db, id: Id<'mbr'>): Promise<KeptPasskey[]> {
  const rows = await passkeys(db).where('member_id', '=', id).orderBy('id').execute()
  return rows.map(passkeyFromRow)
}

export async function findPasskey(db: Db, credentialId: string): Promise<KeptPasskey | undefined> {
  const row = await passkeys(db).where('credential_id', '=', credentialId).executeTakeFirst()
  return row && passkeyFromRow(row)
}

/** Keeps the counter of a use; false if the passkey is gone, or was used at the same time. */
export async function usePasskey(
  tx: Tx,
  { id, counter }: Pick<KeptPasskey, 'id' | 'counter'>,
  use: { counter: number; now: WallInstant },
): Promise<boolean> {
  const { numUpdatedRows } = await withPartyTables(tx)
    .updateTable('passkey')
    .set({ counter: BigInt(use.counter), used_wall_at: toTimestamptz(use.now) })
    .where('id', '=', id)
    .where('counter', '=', BigInt(counter))
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

type OwnPasskey = { readonly memberId: Id<'mbr'>; readonly id: Id<'pky'> }
/** Returns false if the member has no such passkey. */
export async function renamePasskey(tx: Tx, { memberId, id }: OwnPasskey, name: string): Promise<boolean> {
  const query = withPartyTables(tx).updateTable('passkey').set({ name }).where('id', '=', id)
  const { numUpdatedRows } = await query.where('member_id', '=', memberId).executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Returns false if the member has no such passkey. */
export async function deletePasskey(tx: Tx, { memberId, id }: OwnPasskey): Promise<boolean> {
  const query = withPartyTables(tx).deleteFrom('passkey').where('id', '=', id)
  const { numDeletedRows } = await query.where('member_id', '=', memberId).executeTakeFirst()
  return numDeletedRows > 0n
}

export async function replaceRecoveryCodes(
  tx: Tx,
  memberId: Id<'mbr'>,
  hashes: readonly string[],
): Promise<void> {
  await deleteRecoveryCodes(tx, memberId)
  const rows = hashes.map((hash) => ({ member_id: memberId, code_hash: hash }))
  if (rows.length > 0) await withPartyTables(tx).insertInto('recovery_code').values(rows).execute()
}

const deleteRecoveryCodes = (tx: Tx, memberId: Id<'mbr'>) =>
  withPartyTables(tx).deleteFrom('recovery_code').where('member_id', '=', memberId).execute()

/** Returns false if there is no such code any longer. */
export async function useRecoveryCode(tx: Tx, memberId: Id<'mbr'>, hash: string): Promise<boolean> {
  const query = withPartyTables(tx).deleteFrom('recovery_code').where('member_id', '=', memberId)
  const { numDeletedRows } = await query.where('code_hash', '=', hash).executeTakeFirst()
  return numDeletedRows > 0n
}

export async function countRecoveryCodes(db: Db, memberId: Id<'mbr'>): Promise<number> {
  const { count } = await withPartyTables(db)
    .selectFrom('recovery_code')
    .select((of) => of.fn.countAll<bigint>().as('count'))
    .where('member_id', '=', memberId)
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** Deletes every second factor of the member; false if there was none. */
export async function deleteFactors(tx: Tx, memberId: Id<'mbr'>): Promise<boolean> {
  const had = (await listProofKinds(tx, memberId)).length > 0
  await withPartyTables(tx).deleteFrom('totp').where('member_id', '=', memberId).execute()
  await withPartyTables(tx).deleteFrom('passkey').where('member_id', '=', memberId).execute()
  await deleteRecoveryCodes(tx, memberId)
  return had
}

/** Returns false if the session has ended. */
export async function setNeedsFactor(tx: Tx, id: Id<'ses'>, needsFactor: boolean): Promise<boolean> {
  const query = withPartyTables(tx).updateTable('session').set({ needs_factor: needsFactor })
  const { numUpdatedRows } = await query.where('id', '=', id).executeTakeFirst()
  return numUpdatedRows > 0n
}
