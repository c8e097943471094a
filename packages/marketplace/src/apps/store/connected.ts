import { sql } from 'kysely'
import { omitUndefined, toCursor } from '@loggia/kernel'
import type { Id, Instant, PageRequest } from '@loggia/kernel'
import { toTimestamptz } from '../../platform/index.ts'
import type { Db, Tx } from '../../platform/index.ts'
import type { ConnectedApp, ConnectedAppState, PersonalData } from '../schema.ts'
import type { AppTables } from '../tables.ts'

const columns = [
  'id',
  'credential_id',
  'product_id',
  'seller_id',
  'buyer_id',
  'subscription_id',
  'enterprise_id',
  'instance_id',
  'order_number',
  'client_id',
  'shared_data',
  'login_url',
  'version',
  'state',
  'asking_batch_id',
  'created_at',
  'connected_at',
  'ended_at',
  'reconciled_at',
  'reconcile_after',
  'reconcile_differing',
] as const

type Row = Pick<AppTables['connected_app'], (typeof columns)[number]>

const ownersOf = ({ buyer_id, subscription_id, enterprise_id }: Row): ConnectedApp['of'] =>
  buyer_id === null || subscription_id === null || enterprise_id === null
    ? undefined
    : { buyerId: buyer_id, subscriptionId: subscription_id, enterpriseId: enterprise_id }

const fromRow = (row: Row): ConnectedApp =>
  omitUndefined({
    id: row.id,
    credentialId: row.credential_id,
    productId: row.product_id,
    sellerId: row.seller_id,
    of: ownersOf(row),
    instanceId: row.instance_id,
    orderNumber: row.order_number,
    clientId: row.client_id,
    sharedData: row.shared_data,
    loginUrl: row.login_url,
    version: row.version,
    state: row.state,
    askingBatchId: row.asking_batch_id ?? undefined,
    createdAt: row.created_at,
    connectedAt: row.connected_at ?? undefined,
    endedAt: row.ended_at ?? undefined,
    reconciledAt: row.reconciled_at ?? undefined,
    comparing: comparingOf(row),
  })

const comparingOf = ({
  reconcile_after: after,
  reconcile_differing: differing,
}: Row): ConnectedApp['comparing'] =>
  after === null || differing === null ? undefined : { after, differing }

const momentOf = (at: Instant | undefined) => (at === undefined ? null : toTimestamptz(at))

/** The columns that change. */
const progressOf = (of: ConnectedApp) => ({
  shared_data: [...of.sharedData],
  login_url: of.loginUrl,
  version: of.version,
  state: of.state,
  asking_batch_id: of.askingBatchId ?? null,
  connected_at: momentOf(of.connectedAt),
  ended_at: momentOf(of.endedAt),
  reconciled_at: momentOf(of.reconciledAt),
  reconcile_after: of.comparing?.after ?? null,
  reconcile_differing: of.comparing?.differing ?? null,
})

export async function insert(tx: Tx, app: ConnectedApp, clientSecretSealed: Uint8Array): Promise<void> {
  await tx
    .withTables<AppTables>()
    .insertInto('connected_app')
    .values({
      id: app.id,
      credential_id: app.credentialId,
      product_id: app.productId,
      seller_id: app.sellerId,
      buyer_id: app.of?.buyerId ?? null,
      subscription_id: app.of?.subscriptionId ?? null,
      enterprise_id: app.of?.enterpriseId ?? null,
      instance_id: app.instanceId,
      order_number: app.orderNumber,
      client_id: app.clientId,
      client_secret_sealed: clientSecretSealed,
      created_at: toTimestamptz(app.createdAt),
      ...progressOf(app),
    })
    .execute()
}

export async function save(tx: Tx, app: ConnectedApp): Promise<void> {
  await tx
    .withTables<AppTables>()
    .updateTable('connected_app')
    .set(progressOf(app))
    .where('id', '=', app.id)
    .execute()
}

/** These apps have taken over what their credential says. */
export async function markAdopted(
  tx: Tx,
  ids: readonly Id<'cap'>[],
  { loginUrl, version }: Pick<ConnectedApp, 'loginUrl' | 'version'>,
): Promise<void> {
  await tx.write(sql`update connected_app set login_url = ${loginUrl}, version = ${version}::int
    where id = any(${[...ids]}::text[])`)
}

const select = (db: Db) => db.withTables<AppTables>().selectFrom('connected_app').select(columns)

export async function find(db: Db, id: Id<'cap'>): Promise<ConnectedApp | undefined> {
  const row = await select(db).where('id', '=', id).executeTakeFirst()
  return row && fromRow(row)
}

/** Locks a connected app, and with it what is said to the seller of it. */
export const lock = async (tx: Tx, id: Id<'cap'>): Promise<ConnectedApp | undefined> =>
  (await lockAll(tx, [id]))[0]

/** Locks a connected app, unless somebody else has. Throws if there is none. */
export async function lockUnlessBusy(tx: Tx, id: Id<'cap'>): Promise<ConnectedApp | undefined> {
  const row = await select(tx).where('id', '=', id).forNoKeyUpdate().skipLocked().executeTakeFirst()
  if (!row && !(await find(tx, id))) throw new Error(`There is no connected app ${id}`)
  return row && fromRow(row)
}

/** Locks connected apps in one order. */
export async function lockAll(tx: Tx, ids: readonly Id<'cap'>[]): Promise<ConnectedApp[]> {
  if (ids.length === 0) return []
  return (await select(tx).where('id', 'in', ids).orderBy('id').forNoKeyUpdate().execute()).map(fromRow)
}

/** Locks the apps of an enterprise of which its seller is told. */
export async function lockOfEnterprise(tx: Tx, enterpriseId: Id<'ent'>): Promise<ConnectedApp[]> {
  const rows = await select(tx)
    .where('enterprise_id', '=', enterpriseId)
    .where('state', 'in', ['connecting', 'connected'])
    .orderBy('id')
    .forNoKeyUpdate()
    .execute()
  return rows.map(fromRow)
}

/** Locks the app that a service is connected as, if it is. */
export async function lockOfService(tx: Tx, subscriptionId: Id<'sub'>): Promise<ConnectedApp | undefined> {
  const row = await select(tx)
    .where('subscription_id', '=', subscriptionId)
    .where('state', '<>', 'ended')
    .forNoKeyUpdate()
    .executeTakeFirst()
  return row && fromRow(row)
}

/** Locks the apps that use an earlier version of their credential: these, or all. */
export async function lockNotAdopted(
  tx: Tx,
  credentialId: Id<'acr'>,
  { version, ids }: { readonly version: number; readonly ids?: readonly Id<'cap'>[] | undefined },
): Promise<ConnectedApp[]> {
  let query = select(tx)
    .where('credential_id', '=', credentialId)
    .where('version', '<', version)
    .where('state', 'in', ['connecting', 'connected'])
  if (ids) query = query.where('id', 'in', ids)
  return (await query.orderBy('id').forNoKeyUpdate().execute()).map(fromRow)
}

/** R268: whether another service of the product is connected to the enterprise. */
export async function hasInstance(db: Db, enterpriseId: Id<'ent'>, productId: Id<'prd'>): Promise<boolean> {
  const row = await select(db)
    .where('enterprise_id', '=', enterpriseId)
    .where('product_id', '=', productId)
    .where('state', '<>', 'ended')
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** The test accounts of credentials. */
export async function listTests(db: Db, credentialIds: readonly Id<'acr'>[]): Promise<ConnectedApp[]> {
  if (credentialIds.length === 0) return []
  const query = select(db).where('credential_id', 'in', credentialIds).where('subscription_id', 'is', null)
  return (await query.execute()).map(fromRow)
}

/** Locks the test account of a credential. */
export async function lockTests(tx: Tx, credentialId: Id<'acr'>): Promise<ConnectedApp[]> {
  const query = select(tx).where('credential_id', '=', credentialId).where('subscription_id', 'is', null)
  return (await query.forNoKeyUpdate().execute()).map(fromRow)
}

/** The apps of customers that go on, of each credential: all, and those that use an earlier version of it. */
export async function countByCredential(
  db: Db,
  credentialIds: readonly Id<'acr'>[],
): Promise<ReadonlyMap<Id<'acr'>, { readonly all: number; readonly notAdopted: number }>> {
  if (credentialIds.length === 0) return new Map()
  const rows = await db
    .withTables<AppTables>()
    .selectFrom('connected_app as app')
    .innerJoin('app_credential as credential', 'credential.id', 'app.credential_id')
    .select([
      'app.credential_id',
      sql<number>`count(*)::int`.as('all'),
      sql<number>`(count(*) filter (where app.version < credential.version))::int`.as('notAdopted'),
    ])
    .where('app.credential_id', 'in', credentialIds)
    .where('app.subscription_id', 'is not', null)
    .where('app.state', 'in', ['connecting', 'connected'])
    .groupBy('app.credential_id')
    .execute()
  return new Map(rows.map(({ credential_id: id, ...counts }) => [id, counts]))
}

/** Customers share no more than is asked for. Gives the apps of the credential that go on. */
export async function limitShared(
  tx: Tx,
  credentialId: Id<'acr'>,
  asked: readonly PersonalData[],
): Promise<Id<'cap'>[]> {
  const rows = await tx.send(sql<{ id: Id<'cap'> }>`
    with meant as (select id from connected_app where credential_id = ${credentialId}
      and subscription_id is not null and state in ('connecting', 'connected') order by id for no key update)
    update connected_app app set reconcile_after = null, reconcile_differing = null, shared_data = array(
      select shared from unnest(app.shared_data) as shared where shared = any(${[...asked]}::text[]))
    from meant where app.id = meant.id returning app.id`)
  return rows.map(({ id }) => id)
}

export type ConnectedSearch = {
  readonly buyerId?: Id<'byr'> | undefined
  readonly sellerId?: Id<'sel'> | undefined
  readonly enterpriseId?: Id<'ent'> | undefined
  readonly subscriptionId?: Id<'sub'> | undefined
  readonly credentialId?: Id<'acr'> | undefined
  readonly state?: ConnectedAppState | undefined
  readonly isAsking?: boolean | undefined
  readonly isNotAdopted?: boolean | undefined
  /** Test accounts too. */
  readonly withTests?: boolean | undefined
}

/** Connected apps, newest first; one more than the limit, if there are more. */
export async function list(
  db: Db,
  of: ConnectedSearch,
  { limit, after }: PageRequest,
): Promise<ConnectedApp[]> {
  let query = select(db)
    .orderBy('id', 'desc')
    .limit(limit + 1)
  if (of.buyerId !== undefined) query = query.where('buyer_id', '=', of.buyerId)
  if (of.sellerId !== undefined) query = query.where('seller_id', '=', of.sellerId)
  if (of.enterpriseId !== undefined) query = query.where('enterprise_id', '=', of.enterpriseId)
  if (of.subscriptionId !== undefined) query = query.where('subscription_id', '=', of.subscriptionId)
  if (of.credentialId !== undefined) query = query.where('credential_id', '=', of.credentialId)
  if (of.state !== undefined) query = query.where('state', '=', of.state)
  if (of.isAsking) query = query.where('asking_batch_id', 'is not', null)
  if (of.isNotAdopted) query = query.where(isNotAdopted).where('state', 'in', ['connecting', 'connected'])
  if (!of.withTests) query = query.where('subscription_id', 'is not', null)
  if (after !== undefined) query = query.where('id', '<', toCursor(after, 'cap'))
  return (await query.execute()).map(fromRow)
}

const isNotAdopted = sql<boolean>`version < (
  select current.version from app_credential current where current.id = connected_app.credential_id)`

export async function getClientSecret(db: Db, id: Id<'cap'>): Promise<Uint8Array> {
  const query = db.withTables<AppTables>().selectFrom('connected_app').select('client_secret_sealed')
  return (await query.where('id', '=', id).executeTakeFirstOrThrow()).client_secret_sealed
}
