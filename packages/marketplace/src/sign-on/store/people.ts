import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { isId, omitUndefined } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import { testUserName } from '../../apps/index.ts'
import type { AppRole, AppTables } from '../../apps/index.ts'
import type { DirectoryTables } from '../../directory/index.ts'
import type { PartyTables } from '../../parties/index.ts'
import { keptPlan } from '../../platform/index.ts'
import type { Db } from '../../platform/index.ts'
import type { SubscriptionTables } from '../../subscriptions/index.ts'
import type { AppClosing, SignOnPerson, TenantKey, UserId } from '../schema.ts'
import type { SignOnTables } from '../tables.ts'
import { isOfSeller, isOfTenant } from './tenants.ts'

type JoinedTables = AppTables & DirectoryTables & PartyTables & SignOnTables & SubscriptionTables

/**
 * Why the service of an app cannot be used; null if it can. A test account has none. Whatever ends a service ends the
 * connection of its app too.
 */
export const closing = sql<AppClosing | null>`case when service.barred_at is not null then 'barred'
  when service.state not in ('active', 'grace') then 'expired' end`

/** Those whom an app is assigned to, as its seller should know them: enabled, and the app connected. */
const selectAssigned = (db: Db) =>
  db
    .withTables<JoinedTables>()
    .selectFrom('app_person as assignment')
    .innerJoin('connected_app as app', 'app.id', 'assignment.connected_app_id')
    .leftJoin('subscription as service', 'service.id', 'app.subscription_id')
    .innerJoin('app_part as part', (join) =>
      join.onRef('part.connected_app_id', '=', 'app.id').on('part.key', '=', 'enterprise'),
    )
    .leftJoin('app_department as department', (join) =>
      join
        .onRef('department.connected_app_id', '=', 'app.id')
        .on('department.key', '=', sql<string>`assignment.wanted ->> 'departmentCode'`),
    )
    .select(['app.id as app_id', 'assignment.person_id', 'assignment.wanted'])
    .select(['part.wanted as tenant', 'department.wanted as department'])
    .where('app.state', 'in', ['connecting', 'connected'])
    .where('assignment.removal', 'is', null)
    .where(sql<boolean>`(assignment.wanted ->> 'enabled')::boolean`)

/**
 * Those who may use an app now: assigned, and its service is not frozen. Whatever ends one of these counts from its commit
 * on, on every node.
 */
const selectUsers = (db: Db) => selectAssigned(db).where(closing, 'is', null)

const isUser = (userId: UserId): RawBuilder<boolean> =>
  isId(userId, 'per')
    ? sql`assignment.person_id = ${userId}`
    : sql`(assignment.connected_app_id = ${userId} and assignment.person_id is null)`

export type UserRow = {
  readonly app_id: Id<'cap'>
  readonly person_id: Id<'per'> | null
  readonly wanted: object
  readonly tenant: object
  readonly department: object | null
}

export function toPerson(row: UserRow): SignOnPerson {
  const person = row.wanted as {
    userName: string
    name: string
    role: AppRole
    departmentCode: string
    email?: string
    mobile?: string
  }
  const tenant = row.tenant as { id: string; name: string }
  const department = row.department as { name?: string } | null
  return omitUndefined({
    userId: row.person_id ?? row.app_id,
    userName: person.userName,
    name: person.name,
    role: person.role,
    departmentCode: person.departmentCode,
    departmentName: department?.name ?? '',
    tenantId: tenant.id,
    company: tenant.name,
    email: person.email,
    mobile: person.mobile,
  })
}

export async function find(
  db: Db,
  { connectedAppId, userId }: { readonly connectedAppId: Id<'cap'>; readonly userId: UserId },
): Promise<SignOnPerson | undefined> {
  const row = await selectUsers(db)
    .where('assignment.connected_app_id', '=', connectedAppId)
    .where(isUser(userId))
    .modifyFront(keptPlan)
    .executeTakeFirst()
  return row && toPerson(row)
}

/** Why somebody cannot use any of these apps now, although one is assigned to them. */
export async function findClosing(
  db: Db,
  { connectedAppIds, userId }: { connectedAppIds: readonly Id<'cap'>[]; userId: UserId },
): Promise<AppClosing | undefined> {
  if (connectedAppIds.length === 0) return undefined
  const row = await selectAssigned(db)
    .select(closing.as('closing'))
    .where('assignment.connected_app_id', 'in', connectedAppIds)
    .where(isUser(userId))
    .limit(1)
    .executeTakeFirst()
  return row?.closing ?? undefined
}

const selectClients = (db: Db) =>
  db
    .withTables<JoinedTables>()
    .selectFrom('connected_app as app')
    .innerJoin('app_credential as credential', 'credential.id', 'app.credential_id')
    .select(['app.id as connectedAppId', 'app.client_id as clientId', 'app.login_url as loginUrl'])
    .select(['credential.callback_url as callbackUrl', 'credential.app_id as appId', 'credential.method'])
    .select('app.product_id as productId')
    .where('app.state', 'in', ['connecting', 'connected'])

/** A client as it is stored, and somebody who may use the app. */
export type ClientRow = {
  readonly app_id: Id<'cap'>
  readonly client_id: string
  readonly callback_url: string | null
  readonly sealed: Uint8Array
  readonly user_id: Id<'per'> | null
  readonly wanted: object | null
  readonly tenant: object | null
  readonly department: object | null
}
export type FoundClient = {
  readonly connectedAppId: Id<'cap'>
  readonly clientId: string
  readonly callbackUrl: string
  readonly sealed: Uint8Array
  readonly user?: SignOnPerson | undefined
}

/** `assignment` is that of `app` to the user of `signed`, by the name that never changes: so it is found by its key. */
export const isAssignedToThem = sql<boolean>`assignment.connected_app_id = app.id
  and assignment.key = coalesce(person.user_name, ${sql.lit(testUserName)})
  and assignment.person_id is not distinct from signed.person_id`

type ClientOf = {
  readonly tenantKey: TenantKey
  readonly clientId: string
  /** Whether it is joined with `signed` and `person`, whose user is looked for. */
  readonly withUser: boolean
}

/** The client of a tenant, and the user that it is about if they may use its app now: as {@link selectUsers}. */
export const selectClient = ({ tenantKey, clientId, withUser }: ClientOf): RawBuilder<ClientRow> =>
  sql<ClientRow>`select app.id as app_id, app.client_id, credential.callback_url, app.client_secret_sealed as sealed,
      assignment.person_id as user_id, assignment.wanted, part.wanted as tenant, department.wanted as department
    from connected_app app
    join app_credential credential on credential.id = app.credential_id
    left join subscription service on service.id = app.subscription_id
    left join app_part part on part.connected_app_id = app.id and part.key = 'enterprise'
    left join app_person assignment on ${withUser ? isAssignedToThem : sql`false`}
      and assignment.removal is null and (assignment.wanted ->> 'enabled')::boolean and (${closing}) is null
    left join app_department department on department.connected_app_id = app.id
      and department.key = assignment.wanted ->> 'departmentCode'
    where app.client_id = ${clientId} and ${isOfTenant(tenantKey)}
      and app.state in ('connecting', 'connected')`

/** Undefined without a callback address: such an app signs nobody on by the marketplace. */
export function toClient(row: Partial<ClientRow> | undefined): FoundClient | undefined {
  const { app_id: connectedAppId, client_id: clientId, callback_url: callbackUrl, sealed } = row ?? {}
  if (!connectedAppId || clientId === undefined || !callbackUrl || !sealed) return undefined
  const { user_id: person_id = null, wanted, tenant, department = null } = row ?? {}
  const user =
    wanted && tenant ? toPerson({ app_id: connectedAppId, person_id, wanted, tenant, department }) : undefined
  return { connectedAppId, clientId, callbackUrl, sealed, user }
}

export async function findClient(
  db: Db,
  tenantKey: TenantKey,
  clientId: string,
): Promise<FoundClient | undefined> {
  const { rows } =
    await sql<ClientRow>`${keptPlan}${selectClient({ tenantKey, clientId, withUser: false })}`.execute(
      db.withTables<JoinedTables>(),
    )
  return toClient(rows[0])
}

/** Those that are signed on to by this method, or all: a ticket of CAS needs no secret, so no other app may get one. */
export async function listAppsOfCallback(
  db: Db,
  tenantKey: TenantKey,
  { callbackUrl, only }: { readonly callbackUrl: string; readonly only?: 'cas' | undefined },
): Promise<Id<'cap'>[]> {
  let query = selectClients(db)
    .where(isOfTenant(tenantKey))
    .where('credential.callback_url', '=', callbackUrl)
    .orderBy('app.id')
  if (only) query = query.where('credential.method', '=', only)
  return (await query.execute()).map(({ connectedAppId }) => connectedAppId)
}

/** Addresses that belong to the apps of a tenant. */
export const listAddresses = async (db: Db, tenantKey: TenantKey): Promise<string[]> =>
  (await selectClients(db).where(isOfTenant(tenantKey)).execute()).flatMap(({ callbackUrl, loginUrl }) => [
    callbackUrl ?? loginUrl,
    loginUrl,
  ])

/** The apps that the account of a member may use, through the people that it is linked with. */
export async function listOfMember(db: Db, memberId: Id<'mbr'>) {
  return selectClients(db)
    .innerJoin('enterprise', 'enterprise.id', 'app.enterprise_id')
    .innerJoin('app_person as assignment', 'assignment.connected_app_id', 'app.id')
    .innerJoin('person', 'person.id', 'assignment.person_id')
    .leftJoin('subscription as service', 'service.id', 'app.subscription_id')
    .select(['enterprise.tenant_code as tenantCode', 'enterprise.name as company'])
    .select([closing.as('closing'), sql<AppRole>`assignment.wanted ->> 'role'`.as('role')])
    .select('app.order_number as orderNumber')
    .where('person.member_id', '=', memberId)
    .where('person.state', '=', 'active')
    .where('assignment.removal', 'is', null)
    .orderBy('app.id')
    .limit(500)
    .execute()
}

/** R270: the test accounts of the seller to which a member belongs, as {@link listOfMember}. */
export async function listTestsOfMember(db: Db, memberId: Id<'mbr'>) {
  return selectClients(db)
    .innerJoin('app_part as part', (join) =>
      join.onRef('part.connected_app_id', '=', 'app.id').on('part.key', '=', 'enterprise'),
    )
    .select([
      sql<string>`part.wanted ->> 'code'`.as('tenantCode'),
      sql<string>`part.wanted ->> 'name'`.as('company'),
    ])
    .select(sql<null>`null`.as('closing'))
    .where('app.subscription_id', 'is', null)
    .where(isOfSeller(sql.ref('app.id'), sql`${memberId}`))
    .orderBy('app.id')
    .execute()
}

/** Whether an app credential has this id. */
export async function hasApp(db: Db, appId: string): Promise<boolean> {
  const query = db.withTables<AppTables>().selectFrom('app_credential').select('id')
  return (await query.where('app_id', '=', appId).executeTakeFirst()) !== undefined
}

/** The person whom a member's account is linked with at a company. */
export async function findLinked(
  db: Db,
  enterpriseId: Id<'ent'>,
  memberId: Id<'mbr'>,
): Promise<Id<'per'> | undefined> {
  const row = await db
    .withTables<DirectoryTables>()
    .selectFrom('person')
    .select('id')
    .where('enterprise_id', '=', enterpriseId)
    .where('member_id', '=', memberId)
    .where('state', '=', 'active')
    .executeTakeFirst()
  return row?.id
}

/** Those of these people who are disabled, have left, or have no account. */
export async function listUnable(db: Db, personIds: readonly Id<'per'>[]): Promise<Id<'per'>[]> {
  if (personIds.length === 0) return []
  const rows = await db
    .withTables<DirectoryTables>()
    .selectFrom('person')
    .select('id')
    .where('id', 'in', personIds)
    .where((of) => of.or([of('state', '<>', 'active'), of('member_id', 'is', null)]))
    .execute()
  return rows.map(({ id }) => id)
}
