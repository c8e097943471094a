import type { Id } from '@loggia/kernel'
import { listProducts } from '../../catalog/index.ts'
import { requireSeller } from '../../parties/index.ts'
import { runInTx, record } from '../../platform/index.ts'
import type { Db, MemberActor, Tx } from '../../platform/index.ts'
import { createAccessKey, toHint, keyBytes } from '../access-keys.ts'
import { accessProblems } from '../problems.ts'
import { orderFamily, requireUnbound } from '../rules.ts'
import type { InterfaceClass, Key } from '../schema.ts'
import * as store from '../store/index.ts'
import { sealPlace } from './context.ts'
import type { AccessContext } from './context.ts'

/** A key with its secret. */
export type OpenKey = Key & { readonly accessKey: string }
type NewKey = {
  readonly sellerId: Id<'sel'>
  readonly interfaceClass: InterfaceClass
  readonly name?: string | undefined
  /** A key that the seller already uses. */
  readonly own?: string | undefined
}

/** Adds a key of a seller; the caller has checked the actor's rights. */
export async function addKey(
  context: AccessContext,
  tx: Tx,
  { sellerId, interfaceClass, name = '', own }: NewKey,
): Promise<OpenKey> {
  const { clock, ids, randomBytes, seal } = context
  const accessKey = own ?? createAccessKey(randomBytes(keyBytes))
  const key: Key = {
    id: ids.next('key'),
    sellerId,
    interfaceClass,
    hint: toHint(accessKey),
    createdAt: clock.now(),
    name,
  }
  await store.insertKey(tx, key, seal.seal(accessKey, sealPlace(key.id)))
  await record(tx, 'key.made', { subject: key.id, data: { interfaceClass, hint: key.hint } })
  return { ...key, accessKey }
}

/** Makes a key of the actor's seller; `accessKey` is in this answer and nowhere else (R253, R255). */
export const makeKey = (
  context: AccessContext,
  actor: MemberActor,
  { interfaceClass, name }: Pick<NewKey, 'interfaceClass' | 'name'>,
): Promise<OpenKey> =>
  runInTx(context, { actor }, (tx) =>
    addKey(context, tx, { sellerId: requireSeller(actor), interfaceClass, name }),
  )

export async function lockOwnKey(tx: Tx, sellerId: Id<'sel'>, keyId: Id<'key'>): Promise<Key> {
  const key = await store.lockKey(tx, keyId)
  if (key?.sellerId !== sellerId) throw accessProblems.key_not_found({ keyId })
  return key
}

/** Deletes an unused key. Throws `access.key_bound`, with the products that use it, `access.key_of_orders` (R256), `access.key_rotating`. */
export const deleteKey = (context: AccessContext, actor: MemberActor, keyId: Id<'key'>): Promise<void> =>
  runInTx(context, { actor }, async (tx) => {
    const key = await lockOwnKey(tx, requireSeller(actor), keyId)
    const users = await store.listUsersOfKey(tx, keyId)
    const ids = users.flatMap(({ productId }) => productId ?? [])
    const isOfOrders = users.some(({ family }) => family === orderFamily)
    requireUnbound(await listProducts(tx, { ids }), isOfOrders)
    const isRotating = key.endsAt !== undefined && key.endedAt === undefined
    if (isRotating || (await store.isSuccessor(tx, keyId))) throw accessProblems.key_rotating()
    await store.deleteKey(tx, keyId)
    const { interfaceClass, hint } = key
    await record(tx, 'key.deleted', { subject: keyId, data: { interfaceClass, hint } })
  })

/**
 * The newest twenty keys of a seller with their secrets, for computations in this process. Keys that cannot be opened
 * are left out.
 */
export async function openKeys(
  { seal }: Pick<AccessContext, 'seal'>,
  db: Db,
  sellerId: Id<'sel'>,
): Promise<OpenKey[]> {
  const found = await store.listSealedKeys(db, sellerId, 20)
  return found.flatMap(({ key, sealed }) => {
    try {
      return [{ ...key, accessKey: seal.open(sealed, sealPlace(key.id)) }]
    } catch {
      return []
    }
  })
}

/** The secret of one of a seller’s own keys; throws `access.key_not_found`. */
export async function openOwnKey(
  context: Pick<AccessContext, 'seal'>,
  db: Db,
  { sellerId, keyId }: { readonly sellerId: Id<'sel'>; readonly keyId: Id<'key'> },
): Promise<string> {
  const owner = await store.findKeyOwner(db, keyId)
  if (owner !== sellerId) throw accessProblems.key_not_found({ keyId })
  return openKey(context, db, keyId)
}

/** A key's secret; throws `access.key_not_found`. */
export async function openKey(
  { seal }: Pick<AccessContext, 'seal'>,
  db: Db,
  keyId: Id<'key'>,
): Promise<string> {
  const sealed = await store.findSealed(db, keyId)
  if (!sealed) throw accessProblems.key_not_found({ keyId })
  return seal.open(sealed, sealPlace(keyId))
}
