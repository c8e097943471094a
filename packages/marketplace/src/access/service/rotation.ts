import { addMs, fromHours, omitUndefined } from '@loggia/kernel'
import type { Id, Instant } from '@loggia/kernel'
import { requireSeller } from '../../parties/index.ts'
import { record, runInTx, setWakeup, toWireTime } from '../../platform/index.ts'
import type { MemberActor, Tx } from '../../platform/index.ts'
import { accessProblems } from '../problems.ts'
import { requireRotatable } from '../rules.ts'
import type { Key } from '../schema.ts'
import * as store from '../store/index.ts'
import { saveProductBinding } from './bindings.ts'
import type { AccessContext } from './context.ts'
import { addKey, lockOwnKey } from './keys.ts'
import type { OpenKey } from './keys.ts'

const rotationWakeup = 'access.key_ends'

const setEnd = (tx: Tx, id: Id<'key'>, at: Instant | undefined): Promise<void> =>
  setWakeup(tx, { kind: rotationWakeup, subject: id }, at)

const toFact = ({ interfaceClass, hint }: Key, more: { readonly by?: string; readonly endsAt?: string }) =>
  omitUndefined({ interfaceClass, hint, ...more })

export const setKeyName = (
  context: AccessContext,
  actor: MemberActor,
  { keyId, name }: { readonly keyId: Id<'key'>; readonly name: string },
): Promise<void> =>
  runInTx(context, { actor }, async (tx) => {
    const key = await lockOwnKey(tx, requireSeller(actor), keyId)
    if (key.name === name) return
    await store.saveKey(tx, { ...key, name })
    await record(tx, 'key.named', { subject: keyId, data: { hint: key.hint, name } })
  })

/**
 * Makes a key that takes the place of another after some hours; until then the old one signs. Throws
 * `access.key_rotating` and `access.key_ended`.
 */
export const rotateKey = (
  context: AccessContext,
  actor: MemberActor,
  { keyId, afterHours }: { readonly keyId: Id<'key'>; readonly afterHours: number },
): Promise<OpenKey> =>
  runInTx(context, { actor }, async (tx) => {
    const sellerId = requireSeller(actor)
    const key = await lockOwnKey(tx, sellerId, keyId)
    requireRotatable(key)
    if (await store.isSuccessor(tx, keyId)) throw accessProblems.key_rotating()
    const endsAt = addMs(context.clock.now(), fromHours(afterHours))
    const { interfaceClass, name } = key
    const next = await addKey(context, tx, { sellerId, interfaceClass, name })
    await store.saveKey(tx, { ...key, replacedBy: next.id, endsAt })
    await setEnd(tx, keyId, endsAt)
    await record(tx, 'key.rotation_started', {
      subject: keyId,
      data: toFact(key, { by: next.hint, endsAt: toWireTime(endsAt) }),
    })
    return next
  })

/** The new key is kept and can be used or deleted. Throws `access.key_not_rotating`. */
export const cancelRotation = (context: AccessContext, actor: MemberActor, keyId: Id<'key'>): Promise<void> =>
  runInTx(context, { actor }, async (tx) => {
    const { replacedBy, endsAt, ...key } = await lockOwnKey(tx, requireSeller(actor), keyId)
    if (replacedBy === undefined || endsAt === undefined || key.endedAt !== undefined)
      throw accessProblems.key_not_rotating()
    await store.saveKey(tx, key)
    await setEnd(tx, keyId, undefined)
    await record(tx, 'key.rotation_cancelled', { subject: keyId, data: toFact(key, {}) })
  })

/** Ends the old key now. Throws `access.key_not_rotating`. */
export const endRotation = (context: AccessContext, actor: MemberActor, keyId: Id<'key'>): Promise<void> =>
  runInTx(context, { actor }, async (tx) => {
    const key = await lockOwnKey(tx, requireSeller(actor), keyId)
    if (!(await end(context, tx, key))) throw accessProblems.key_not_rotating()
    await setEnd(tx, keyId, undefined)
  })

/** Called at the chosen time. */
export async function endRotatedKey(context: AccessContext, tx: Tx, keyId: Id<'key'>): Promise<void> {
  const key = await store.lockKey(tx, keyId)
  if (key) await end(context, tx, key)
}

/** Moves everything that uses the key to its successor, in one transaction; every call from then on is signed with it. */
async function end(context: AccessContext, tx: Tx, key: Key): Promise<boolean> {
  const { replacedBy, endsAt } = key
  if (replacedBy === undefined || endsAt === undefined || key.endedAt !== undefined) return false
  const successor = await lockSuccessor(tx, replacedBy)
  for (const { channelId, productId, binding } of await store.lockPlacesOfKey(tx, key.id)) {
    const next = { ...binding, keyId: successor.id }
    if (productId !== undefined)
      await saveProductBinding(context, tx, { productId, channelId, next, current: binding })
    else {
      await store.saveBinding(tx, { channelId }, { binding: next, boundAt: context.clock.now() })
      const shown = ({ addressId, keyId, switchedOn }: typeof binding) => ({ addressId, keyId, switchedOn })
      await record(tx, 'order_channel.set', {
        subject: key.sellerId,
        data: { from: shown(binding), to: shown(next) },
      })
    }
  }
  await store.saveKey(tx, { ...key, endedAt: context.clock.now() })
  await record(tx, 'key.ended', { subject: key.id, data: toFact(key, { by: successor.hint }) })
  return true
}

/** The key that takes the place of one: of an ended key, the one that took its place. */
async function lockSuccessor(tx: Tx, id: Id<'key'>): Promise<Key> {
  const key = await store.lockKey(tx, id)
  if (!key) throw new Error(`The key ${id} that replaces another is gone`)
  return key.endedAt !== undefined && key.replacedBy !== undefined ? lockSuccessor(tx, key.replacedBy) : key
}
