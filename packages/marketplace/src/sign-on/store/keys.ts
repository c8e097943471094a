import type { Instant } from '@loggia/kernel'
import { toTimestamptz } from '../../platform/index.ts'
import type { Db } from '../../platform/index.ts'
import type { TenantKey } from '../schema.ts'
import type { SignOnTables } from '../tables.ts'

export type KeptKey = { readonly kid: string; readonly sealed: Uint8Array }

export async function find(db: Db, tenantKey: TenantKey): Promise<KeptKey | undefined> {
  return db
    .withTables<SignOnTables>()
    .selectFrom('sign_on_key')
    .select(['kid', 'key_sealed as sealed'])
    .where('tenant_key', '=', tenantKey)
    .executeTakeFirst()
}

/** Keeps the key, unless another node was faster. */
export async function insert(
  db: Db,
  tenantKey: TenantKey,
  { kid, sealed, createdAt }: KeptKey & { readonly createdAt: Instant },
): Promise<void> {
  await db
    .withTables<SignOnTables>()
    .insertInto('sign_on_key')
    .values({ tenant_key: tenantKey, kid, key_sealed: sealed, created_at: toTimestamptz(createdAt) })
    .onConflict((conflict) => conflict.column('tenant_key').doNothing())
    .execute()
}
