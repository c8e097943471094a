import { omitUndefined } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import { lockName, toTimestamptz } from '../../platform/index.ts'
import type { Db, Tx } from '../../platform/index.ts'
import type { AppCredential } from '../schema.ts'
import type { AppTables } from '../tables.ts'

const columns = [
  'id',
  'product_id',
  'seller_id',
  'app_id',
  'name',
  'method',
  'callback_url',
  'login_kind',
  'login_url',
  'public_key',
  'oaep',
  'several_instances',
  'asked_data',
  'version',
  'created_at',
] as const

type Row = Pick<AppTables['app_credential'], (typeof columns)[number]>

const fromRow = (row: Row): AppCredential =>
  omitUndefined({
    id: row.id,
    productId: row.product_id,
    sellerId: row.seller_id,
    appId: row.app_id,
    name: row.name,
    method: row.method,
    callbackUrl: row.callback_url ?? undefined,
    loginKind: row.login_kind,
    loginUrl: row.login_url,
    publicKey: row.public_key,
    oaep: row.oaep,
    severalInstances: row.several_instances,
    askedData: row.asked_data,
    version: row.version,
    createdAt: row.created_at,
  })

/** The columns that change. */
const formOf = (of: AppCredential) => ({
  name: of.name,
  method: of.method,
  callback_url: of.callbackUrl ?? null,
  login_kind: of.loginKind,
  login_url: of.loginUrl,
  public_key: of.publicKey,
  oaep: of.oaep,
  several_instances: of.severalInstances,
  asked_data: [...of.askedData],
  version: of.version,
})

export async function insert(tx: Tx, of: AppCredential, keySealed: Uint8Array): Promise<void> {
  await tx
    .withTables<AppTables>()
    .insertInto('app_credential')
    .values({
      id: of.id,
      product_id: of.productId,
      seller_id: of.sellerId,
      app_id: of.appId,
      key_sealed: keySealed,
      created_at: toTimestamptz(of.createdAt),
      ...formOf(of),
    })
    .execute()
}

export async function save(tx: Tx, of: AppCredential): Promise<void> {
  await tx
    .withTables<AppTables>()
    .updateTable('app_credential')
    .set(formOf(of))
    .where('id', '=', of.id)
    .execute()
}

export async function saveKey(tx: Tx, id: Id<'acr'>, keySealed: Uint8Array): Promise<void> {
  await tx
    .withTables<AppTables>()
    .updateTable('app_credential')
    .set({ key_sealed: keySealed })
    .where('id', '=', id)
    .execute()
}

const select = (db: Db) => db.withTables<AppTables>().selectFrom('app_credential').select(columns)

export async function find(db: Db, id: Id<'acr'>): Promise<AppCredential | undefined> {
  const row = await select(db).where('id', '=', id).executeTakeFirst()
  return row && fromRow(row)
}

export async function findOfProduct(db: Db, productId: Id<'prd'>): Promise<AppCredential | undefined> {
  const row = await select(db).where('product_id', '=', productId).executeTakeFirst()
  return row && fromRow(row)
}

/** Locks a credential for a change. */
export async function lock(tx: Tx, id: Id<'acr'>): Promise<AppCredential | undefined> {
  const row = await select(tx).where('id', '=', id).forNoKeyUpdate().executeTakeFirst()
  return row && fromRow(row)
}

/** Keeps what a credential says until the transaction ends. */
export async function share(tx: Tx, id: Id<'acr'>): Promise<AppCredential | undefined> {
  const row = await select(tx).where('id', '=', id).forShare().executeTakeFirst()
  return row && fromRow(row)
}

/** Locks the credential that a product has or gets: of two that want to make it, the second finds that of the first. */
export async function lockOfProduct(tx: Tx, productId: Id<'prd'>): Promise<AppCredential | undefined> {
  await lockName(tx, `app_credential:${productId}`)
  return findOfProduct(tx, productId)
}

/** Whether another credential has this callback address; locks the address. */
export async function hasCallback(tx: Tx, callbackUrl: string, besides: Id<'acr'>): Promise<boolean> {
  await lockName(tx, `app_callback:${callbackUrl}`)
  const row = await select(tx)
    .where('callback_url', '=', callbackUrl)
    .where('id', '<>', besides)
    .executeTakeFirst()
  return row !== undefined
}

/** A seller's credentials, newest first; there are no more than products. */
export async function listBySeller(db: Db, sellerId: Id<'sel'>): Promise<AppCredential[]> {
  return (await select(db).where('seller_id', '=', sellerId).orderBy('id', 'desc').execute()).map(fromRow)
}

export async function listByIds(db: Db, ids: readonly Id<'acr'>[]): Promise<AppCredential[]> {
  if (ids.length === 0) return []
  return (await select(db).where('id', 'in', ids).execute()).map(fromRow)
}
