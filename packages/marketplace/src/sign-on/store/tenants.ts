import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { isId, toId } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import type { AppTables } from '../../apps/index.ts'
import type { DirectoryTables } from '../../directory/index.ts'
import type { PartyTables } from '../../parties/index.ts'
import type { Db } from '../../platform/index.ts'
import type { SignOnTenant, TenantKey, UserId } from '../schema.ts'
import type { SignOnTables } from '../tables.ts'

/** The person of a user; null for that of a test account. */
export const toPersonId = (userId: UserId): Id<'per'> | null => (isId(userId, 'per') ? userId : null)

type Whose = Pick<SignOnTables['sign_on_session'], 'tenant_key' | 'person_id'>
export const toUserId = ({ person_id: personId, tenant_key: tenantKey }: Whose): UserId =>
  personId ?? toId(tenantKey, 'cap')

/** Whether `app` is of a tenant: its company has connected it, or it is the test account. */
export const isOfTenant = (tenantKey: TenantKey): RawBuilder<boolean> =>
  isId(tenantKey, 'cap')
    ? sql`(app.id = ${tenantKey} and app.enterprise_id is null)`
    : sql`app.enterprise_id = ${tenantKey}`

/** R270: whoever belongs to the seller of a test account counts as its person, unless the seller is suspended. */
export const isOfSeller = (test: RawBuilder<unknown>, memberId: RawBuilder<unknown>) =>
  sql<boolean>`exists (select from connected_app test
    join seller on seller.id = test.seller_id and seller.suspension_id is null
    join membership on membership.seller_id = seller.id and membership.enabled
    where test.id = ${test} and test.enterprise_id is null and membership.member_id = ${memberId})`

/**
 * Whether the member of `session` is the user of `signed` still; `person` is absent for the one of a test account. A case,
 * so that only one of the two is asked for.
 */
export const isTheirs = sql<boolean>`case when signed.person_id is not null
  then person.member_id = session.member_id
  else ${isOfSeller(sql.ref('signed.tenant_key'), sql.ref('session.member_id'))} end`

/** Whether a member may sign on as the person of this test account. */
export async function mayTest(db: Db, test: Id<'cap'>, memberId: Id<'mbr'>): Promise<boolean> {
  const isMay = isOfSeller(sql`${test}`, sql`${memberId}`)
  const { rows } = await sql<{ may: boolean }>`select ${isMay} as may`.execute(db.withTables<PartyTables>())
  return rows[0]?.may ?? false
}

/** A company that is not dissolved, or a test company, by its name in addresses. */
export async function findTenant(db: Db, tenantCode: string): Promise<SignOnTenant | undefined> {
  const [, appId] = /^test_([a-z0-9]{16})$/.exec(tenantCode) ?? []
  if (appId !== undefined) return findTest(db, appId.toUpperCase())
  const row = await db
    .withTables<DirectoryTables>()
    .selectFrom('enterprise')
    .select(['id', 'tenant_id', 'tenant_code', 'name'])
    .where('tenant_code', '=', tenantCode)
    .where('state', '=', 'active')
    .executeTakeFirst()
  return row && { tenantKey: row.id, tenantId: row.tenant_id, tenantCode: row.tenant_code, name: row.name }
}

/** The test company of an app credential. */
async function findTest(db: Db, appId: string): Promise<SignOnTenant | undefined> {
  const row = await db
    .withTables<AppTables>()
    .selectFrom('app_credential as credential')
    .innerJoin('connected_app as test', 'test.credential_id', 'credential.id')
    .innerJoin('app_part as part', 'part.connected_app_id', 'test.id')
    .select(['test.id', 'part.wanted'])
    .where('credential.app_id', '=', appId)
    .where('test.subscription_id', 'is', null)
    .where('part.key', '=', 'enterprise')
    .executeTakeFirst()
  if (!row) return undefined
  const { id: tenantId, code: tenantCode, name } = row.wanted as { id: string; code: string; name: string }
  return { tenantKey: row.id, tenantId, tenantCode, name }
}
