import { omitUndefined } from '@loggia/kernel'
import type { Id, WallInstant } from '@loggia/kernel'
import { toTimestamptz } from '../../platform/index.ts'
import type { Db, Tx } from '../../platform/index.ts'
import type { Step } from '../schema.ts'
import type { IdentityTables } from '../tables.ts'

type Row = IdentityTables['identity_step']

function fromRow(row: Row): Step {
  const of = { providerId: row.provider_id, next: row.next }
  const { purpose, member_id: memberId, subject, result_sealed: result } = row
  if (purpose === 'test' && memberId) return { ...of, purpose, memberId }
  if (purpose === 'tested' && memberId && result)
    return { ...of, purpose, memberId, result, createdAt: row.created_wall_at }
  if (purpose === 'connect' && memberId && subject !== null)
    return omitUndefined({
      ...of,
      purpose,
      memberId,
      subject,
      personId: row.person_id ?? undefined,
      sid: row.sid ?? undefined,
    })
  return { ...of, purpose: 'sign_in', isAnew: row.anew, createdAt: row.created_wall_at }
}

type Times = { readonly now: WallInstant; readonly endsAt: WallInstant }

export async function save(
  db: Db,
  { digest, step }: { readonly digest: string; readonly step: Step },
  { now, endsAt }: Times,
): Promise<void> {
  const connected = step.purpose === 'connect' ? step : undefined
  const data = {
    purpose: step.purpose,
    provider_id: step.providerId,
    next: step.next,
    member_id: step.purpose === 'sign_in' ? null : step.memberId,
    person_id: connected?.personId ?? null,
    subject: connected?.subject ?? null,
    sid: connected?.sid ?? null,
    result_sealed: step.purpose === 'tested' ? step.result : null,
    anew: step.purpose === 'sign_in' && step.isAnew,
    created_wall_at: toTimestamptz(now),
    expires_wall_at: toTimestamptz(endsAt),
  }
  await db
    .withTables<IdentityTables>()
    .insertInto('identity_step')
    .values({ digest, ...data })
    .onConflict((conflict) => conflict.column('digest').doUpdateSet(data))
    .execute()
}

export async function find(db: Db, digest: string, now: WallInstant): Promise<Step | undefined> {
  const row = await db
    .withTables<IdentityTables>()
    .selectFrom('identity_step')
    .selectAll()
    .where('digest', '=', digest)
    .where('expires_wall_at', '>', toTimestamptz(now))
    .executeTakeFirst()
  return row && fromRow(row)
}

/** Each counts once: of two that take it at once, one gets it. */
export async function take(db: Db, digest: string, now: WallInstant): Promise<Step | undefined> {
  const row = await db
    .withTables<IdentityTables>()
    .deleteFrom('identity_step')
    .where('digest', '=', digest)
    .where('expires_wall_at', '>', toTimestamptz(now))
    .returningAll()
    .executeTakeFirst()
  return row && fromRow(row)
}

/** Whether an account waits in this browser to be connected, by its owner’s own sign-in. */
export async function isAwaited(
  tx: Tx,
  {
    digest,
    memberId,
    providerId,
  }: { readonly digest: string; readonly memberId: Id<'mbr'>; readonly providerId: Id<'idp'> },
  now: WallInstant,
): Promise<boolean> {
  const row = await tx
    .withTables<IdentityTables>()
    .selectFrom('identity_step')
    .select('digest')
    .where('digest', '=', digest)
    .where('purpose', '=', 'connect')
    .where('member_id', '=', memberId)
    .where('provider_id', '=', providerId)
    .where('expires_wall_at', '>', toTimestamptz(now))
    .executeTakeFirst()
  return row !== undefined
}

/** Those that are over. */
export async function removeEnded(db: Db, now: WallInstant): Promise<void> {
  const query = db.withTables<IdentityTables>().deleteFrom('identity_step')
  await query.where('expires_wall_at', '<=', toTimestamptz(now)).execute()
}

/** Of a provider that is another one now, or switched off, nobody comes back. */
export async function removeAllOf(tx: Tx, providerId: Id<'idp'>): Promise<void> {
  await tx
    .withTables<IdentityTables>()
    .deleteFrom('identity_step')
    .where('provider_id', '=', providerId)
    .execute()
}
