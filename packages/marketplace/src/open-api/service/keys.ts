import { toPage } from '@loggia/kernel'
import type { Id, Page, PageRequest, WallInstant } from '@loggia/kernel'
import { requireSeller } from '../../parties/index.ts'
import { runInTx, record } from '../../platform/index.ts'
import type { Db, MemberActor, Platform, Tx } from '../../platform/index.ts'
import { openApiProblems } from '../problems.ts'
import {
  createAccessKeyId,
  decideChange,
  lockShown,
  idBytes,
  computeRefusalStart,
  requireRoom,
  secretBytes,
  createSecretKey,
} from '../rules/keys.ts'
import type { OpenApiKey, RefusedQuery } from '../schema.ts'
import * as store from '../store.ts'

/** Binds a sealed secret to its row. */
export const sealPlace = (id: Id<'oak'>): string => `open_api_key:${id}`

/** The id and the secret of a key. */
type KeyPair = { readonly accessKeyId: string; readonly secretKey: string }

/** Use cases of sellers for their keys. */
export function createKeys(platform: Platform) {
  const { db, clock, wall, ids, seal, randomBytes } = platform

  const factOf = ({ id: subject, name, accessKeyId }: OpenApiKey) => ({
    subject,
    data: { name, accessKeyId },
  })

  type NewKey = { readonly sellerId: Id<'sel'>; readonly name: string; readonly own?: KeyPair }
  /**
   * Adds a key: a new pair, or for set-up one that the seller's server already has. The caller has checked the right to
   * do so.
   */
  async function addKeyIn(
    tx: Tx,
    { sellerId, name, own }: NewKey,
  ): Promise<OpenApiKey & { readonly secretKey: string }> {
    const secretKey = own?.secretKey ?? createSecretKey(randomBytes(secretBytes))
    const key: OpenApiKey = {
      id: ids.next('oak'),
      sellerId,
      name,
      accessKeyId: own?.accessKeyId ?? createAccessKeyId(randomBytes(idBytes)),
      enabled: true,
      createdAt: clock.now(),
    }
    await store.insert(tx, key, seal.seal(secretKey, sealPlace(key.id)))
    await record(tx, 'open_api_key.made', factOf(key))
    return { ...key, secretKey }
  }

  /** Creates a key of the actor's seller; `secretKey` is returned only here. Throws `open_api.too_many_keys`. */
  const makeKey = (actor: MemberActor, name: string): Promise<OpenApiKey & { readonly secretKey: string }> =>
    runInTx(platform, { actor }, async (tx) => {
      const sellerId = requireSeller(actor)
      requireRoom(await store.count(tx, sellerId))
      return addKeyIn(tx, { sellerId, name })
    })

  async function lockOwn(tx: Tx, actor: MemberActor, id: Id<'oak'>): Promise<OpenApiKey> {
    const key = await store.lock(tx, id)
    if (key?.sellerId !== requireSeller(actor)) throw openApiProblems.key_not_found({ keyId: id })
    return key
  }

  /** Renames, disables or enables a key; enabling it unblocks all addresses. */
  const changeKey = (
    actor: MemberActor,
    id: Id<'oak'>,
    ask: { readonly name: string; readonly enabled: boolean },
  ): Promise<OpenApiKey> =>
    runInTx(platform, { actor }, async (tx) => {
      const key = await lockOwn(tx, actor, id)
      const changed = decideChange(key, ask)
      await store.save(tx, changed)
      if (changed.enabled) await store.forgetFailuresOf(tx, id)
      const { subject, data } = factOf(changed)
      if (key.name !== changed.name)
        await record(tx, 'open_api_key.renamed', { subject, data: { ...data, from: key.name } })
      if (key.enabled !== changed.enabled)
        await record(tx, changed.enabled ? 'open_api_key.enabled' : 'open_api_key.disabled', {
          subject,
          data,
        })
      return changed
    })

  const deleteKey = (actor: MemberActor, id: Id<'oak'>): Promise<void> =>
    runInTx(platform, { actor }, async (tx) => {
      const key = await lockOwn(tx, actor, id)
      await store.remove(tx, id)
      await record(tx, 'open_api_key.deleted', factOf(key))
    })

  /** The keys of the actor's seller, newest first. */
  const listKeys = async (actor: MemberActor, page: PageRequest): Promise<Page<OpenApiKey>> =>
    toPage(await store.list(db, requireSeller(actor), page), page.limit, {
      item: (key) => lockShown(key, wall.now()),
      cursor: (key) => key.id,
    })

  /** The id and the secret of a key, for set-up; undefined if it does not exist any more. */
  async function findKey(from: Db, id: Id<'oak'>): Promise<KeyPair | undefined> {
    const found = await store.findSealed(from, id)
    return found && { accessKeyId: found.accessKeyId, secretKey: seal.open(found.sealed, sealPlace(id)) }
  }

  /** The newest refused request of a seller's server since a time (real time). */
  async function findRefusedQuery(
    sellerId: Id<'sel'>,
    since: WallInstant,
  ): Promise<RefusedQuery | undefined> {
    const key = await store.findRefused(db, { sellerId, since: computeRefusalStart(since) })
    return key?.refused && { ...key.refused, keyName: key.name }
  }

  return { addKeyIn, makeKey, changeKey, deleteKey, listKeys, findKey, findRefusedQuery }
}
