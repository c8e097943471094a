import type { Id } from '@loggia/kernel'
import { readAkSk, verifyAkSk } from '@loggia/signing'
import type { AkSkRequest } from '@loggia/signing'
import { inTx, recordHistory, system } from '../../platform/index.ts'
import type { Platform, Tx } from '../../platform/index.ts'
import { decideFailure, decideUse, isLocked } from '../rules/keys.ts'
import { countsAsFailure, keyLocked, keyUnknown, sentenceOf, tokenUnreadable } from '../rules/refusals.ts'
import type { Admission, OpenApiKey } from '../schema.ts'
import * as store from '../store.ts'
import { sealPlace } from './keys.ts'

/** Who may ask: whoever signs with an enabled key that is not locked (ak-sk-signing §4, §6). */
export function createAdmission(platform: Platform) {
  const { db, clock, wall, seal } = platform

  const refuse = (because: string): Admission => ({ admitted: false, because })

  async function admit(request: AkSkRequest): Promise<Admission> {
    const { authorization, 'x-auth-token': token } = request.headers
    if (authorization === undefined && token !== undefined) return refuse(tokenUnreadable)
    const read = readAkSk(typeof authorization === 'object' ? authorization.join(', ') : authorization)
    if (!read.ok) return refuse(sentenceOf(read.reason))
    const found = await store.findByAccessKeyId(db, read.claim.accessKeyId)
    if (!found?.key.enabled) return refuse(keyUnknown)
    const { key, sealed } = found
    if (isLocked(key, wall.now())) return refuse(keyLocked)
    const secretKey = seal.open(sealed, sealPlace(key.id))
    const verdict = verifyAkSk({ claim: read.claim, secretKey, request, nowMs: wall.now() })
    if (verdict.ok) {
      await noteUse(key)
      return { admitted: true, sellerId: key.sellerId }
    }
    if (countsAsFailure(verdict.reason)) await noteFailure(key.id)
    return refuse(sentenceOf(verdict.reason))
  }

  /** Most requests find nothing to write down, and so open no transaction. */
  async function noteUse(seen: OpenApiKey): Promise<void> {
    const times = { now: clock.now(), wall: wall.now() }
    if (!decideUse(seen, times)) return
    await inTx(platform, { actor: system }, async (tx) => {
      const key = await store.lock(tx, seen.id)
      const used = key && decideUse(key, times)
      if (used) await store.save(tx, used)
    })
  }

  const noteFailure = (id: Id<'oak'>): Promise<void> =>
    inTx(platform, { actor: system }, async (tx) => {
      const key = await store.lock(tx, id)
      // It was deleted meanwhile.
      if (!key) return
      const failed = decideFailure(key, wall.now())
      await store.save(tx, failed)
      if (failed.lockedUntil !== key.lockedUntil && isLocked(failed, wall.now())) await tellLocked(tx, failed)
    })

  const tellLocked = (tx: Tx, { id, name, accessKeyId, failures }: OpenApiKey): Promise<void> =>
    recordHistory(tx, {
      subject: id,
      at: clock.now(),
      kind: 'open_api_key.locked',
      data: { name, accessKeyId, failures },
    })

  return { admit }
}
