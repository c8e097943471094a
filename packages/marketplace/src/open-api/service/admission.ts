import type { Id } from '@loggia/kernel'
import { akSkWindowMs, createMemoryNonceStore, readAkSk, verifyAkSk } from '@loggia/signing'
import type { AkSkRequest } from '@loggia/signing'
import { runInTx, toNetwork, notify, record, system } from '../../platform/index.ts'
import type { Platform, Tx } from '../../platform/index.ts'
import {
  decideFailure,
  decideLock,
  decideRefusal,
  decideUse,
  computeFailureStart,
  isLocked,
} from '../rules/keys.ts'
import {
  isFailure,
  keyLocked,
  keyUnknown,
  describeRefusal,
  signatureUsed,
  tokenUnreadable,
} from '../rules/refusals.ts'
import type { Admission, OpenApiKey, RefusalReason } from '../schema.ts'
import * as store from '../store.ts'
import { sealPlace } from './keys.ts'

/**
 * Admits requests that are signed with an enabled key, from an address that the key has not blocked (ak-sk-signing §4,
 * §6).
 */
export function createAdmission(platform: Platform) {
  const { db, clock, wall, seal } = platform
  /**
   * Signatures that cover no body, which may be admitted with another body otherwise. Of this node: another one, or a
   * restart, admits them once more; what was delivered is not replaced by that (R242).
   */
  const used = createMemoryNonceStore({ nowMs: wall.now })

  const refuse = (because: string) => ({ admitted: false, because }) as const

  /** The enabled key that a request names, which its address may use; or why there is none. */
  async function findKey({ headers }: Pick<AkSkRequest, 'headers'>, address: string) {
    const { authorization, 'x-auth-token': token } = headers
    if (authorization === undefined && token !== undefined) return refuse(tokenUnreadable)
    const read = readAkSk(typeof authorization === 'object' ? authorization.join(', ') : authorization)
    if (!read.ok) return refuse(describeRefusal(read.reason))
    const found = await store.findByAccessKeyId(db, read.claim.accessKeyId)
    if (!found) return refuse(keyUnknown)
    const { key, sealed } = found
    if (!key.enabled) {
      await noteRefusal(key, 'key_disabled')
      return refuse(keyUnknown)
    }
    const at = { keyId: key.id, place: seal.digest(`open-api:${toNetwork(address)}`) }
    const failures = await store.findFailures(db, at)
    if (failures && isLocked(failures, wall.now())) {
      await noteRefusal(key, 'address_locked')
      return refuse(keyLocked)
    }
    return { claim: read.claim, key, sealed, at, failures }
  }

  /**
   * Whose key a request names, by its head alone, so that a body of nobody is never read. The signature is not checked:
   * whoever knows the key's id may have written it.
   */
  async function recognise(request: Pick<AkSkRequest, 'headers'>, address: string): Promise<Admission> {
    const known = await findKey(request, address)
    return 'because' in known ? known : { admitted: true, sellerId: known.key.sellerId }
  }

  /**
   * `address` is the origin of the request; wrong signatures are counted by it. `isBodyOptional`: the signature may be
   * over an empty body instead of this one; a signature that covers no body is admitted once.
   */
  async function admit(
    request: AkSkRequest,
    address: string,
    { isBodyOptional = false }: { readonly isBodyOptional?: boolean } = {},
  ): Promise<Admission> {
    const known = await findKey(request, address)
    if ('because' in known) return known
    const { claim, key, sealed, at, failures } = known
    const secretKey = seal.open(sealed, sealPlace(key.id))
    const verify = (as: AkSkRequest) => verifyAkSk({ claim, secretKey, request: as, nowMs: wall.now() })
    const byBody = verify(request)
    const withoutBody = !byBody.ok && isBodyOptional ? verify({ ...request, body: '' }) : byBody
    const verdict = withoutBody.ok ? withoutBody : byBody
    if (verdict.ok && isBodyOptional && !(byBody.ok && byBody.bodySigned)) {
      const nonce = `${claim.accessKeyId} ${claim.signature}`
      // The date may be as far in the future as it may be in the past.
      if (!used.remember(nonce, wall.now() + 2 * akSkWindowMs)) {
        await noteRefusal(key, 'signature_used')
        return refuse(signatureUsed)
      }
    }
    if (verdict.ok) {
      if (failures) await store.forgetFailures(db, at)
      await noteUse(key)
      return { admitted: true, sellerId: key.sellerId }
    }
    await noteRefusal(key, verdict.reason.code)
    if (isFailure(verdict.reason)) await noteFailure(at)
    return refuse(describeRefusal(verdict.reason))
  }

  /** Most requests have nothing to record, and so open no transaction. */
  async function noteUse(seen: OpenApiKey): Promise<void> {
    const now = clock.now()
    if (!decideUse(seen, now)) return
    await runInTx(platform, { actor: system }, async (tx) => {
      const key = await store.lock(tx, seen.id)
      const used = key && decideUse(key, now)
      if (used) await store.save(tx, used)
    })
  }

  /** The seller's server sees only a code; the seller reads the reason beside the key. */
  async function noteRefusal(seen: OpenApiKey, because: RefusalReason): Promise<void> {
    const now = wall.now()
    if (!decideRefusal(seen, { because, now })) return
    await runInTx(platform, { actor: system }, async (tx) => {
      const key = await store.lock(tx, seen.id)
      const refused = key && decideRefusal(key, { because, now })
      if (refused) await store.save(tx, refused)
    })
  }

  const noteFailure = (at: { keyId: Id<'oak'>; place: string }): Promise<void> =>
    runInTx(platform, { actor: system }, async (tx) => {
      const now = wall.now()
      // Under the lock of the key, so that concurrent failures are all counted.
      const key = await store.lock(tx, at.keyId)
      // The key was deleted meanwhile.
      if (!key) return
      await store.forgetFailuresOf(tx, key.id, computeFailureStart(now))
      const before = await store.findFailures(tx, at)
      const failed = decideFailure(before, now)
      await store.saveFailures(tx, at, failed)
      const { lockedUntil } = failed
      if (lockedUntil === undefined || lockedUntil === before?.lockedUntil) return
      const { locked, tells } = decideLock(key, { lockedUntil, now })
      await store.save(tx, locked)
      if (tells) await tellLocked(tx, locked)
    })

  async function tellLocked(tx: Tx, { id, sellerId, name, accessKeyId }: OpenApiKey): Promise<void> {
    await record(tx, 'open_api_key.locked', { subject: id, data: { name, accessKeyId } })
    // A stranger may know the key, or one of the seller's servers may have a wrong secret.
    await notify(
      tx,
      'open_api_key_locked',
      { kind: 'seller', id: sellerId },
      { subject: id, data: { key: name, accessKeyId } },
    )
  }

  return { admit, recognise }
}
