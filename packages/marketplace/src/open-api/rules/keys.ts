import { minutes } from '@loggia/kernel'
import type { Instant, WallInstant } from '@loggia/kernel'
import { openApiProblems } from '../problems.ts'
import type { OpenApiKey } from '../schema.ts'

/** How many keys a seller may have at once. */
const mostKeys = 10
/** More failures in a row than these lock the key (ak-sk-signing §6). */
const mostFailures = 5
const lockMs = minutes(5)
/** A use is written down once in this time. */
const useMs = minutes(1)

const capitals = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

/** How many random bytes an id and a secret are made of. */
export const idBytes = 16
export const secretBytes = 32

function textOf(random: Uint8Array, alphabet: string, length: number): string {
  let rest = BigInt(`0x${Buffer.from(random).toString('hex')}`)
  const base = BigInt(alphabet.length)
  let text = ''
  for (; text.length < length; rest /= base) text += alphabet[Number(rest % base)]
  return text
}

/** 20 characters A–Z, 0–9. */
export const accessKeyIdFrom = (random: Uint8Array): string => textOf(random, capitals, 20)
/** 40 characters A–Z, a–z, 0–9. */
export const secretKeyFrom = (random: Uint8Array): string => textOf(random, letters, 40)

export function requireRoom(count: number): void {
  if (count >= mostKeys) throw openApiProblems.too_many_keys({ max: mostKeys })
}

export const isLocked = ({ lockedUntil }: Pick<OpenApiKey, 'lockedUntil'>, now: WallInstant): boolean =>
  lockedUntil !== undefined && now < lockedUntil

const unlocked = ({ lockedUntil: _, ...key }: OpenApiKey): OpenApiKey => ({ ...key, failures: 0 })

/** A lock that is over is none, though nobody has asked since. */
export const lockShown = (key: OpenApiKey, now: WallInstant): OpenApiKey =>
  key.lockedUntil === undefined || isLocked(key, now) ? key : unlocked(key)

/** A signature that did not fit: the sixth in a row locks the key for five minutes. One that comes while it is locked counts no more. */
export function decideFailure(key: OpenApiKey, now: WallInstant): OpenApiKey {
  if (isLocked(key, now)) return key
  const before = key.lockedUntil === undefined ? key : unlocked(key)
  const failures = before.failures + 1
  return failures > mostFailures
    ? { ...before, failures, lockedUntil: (now + lockMs) as WallInstant }
    : { ...before, failures }
}

/** A request that was accepted ends the row of failures; undefined if there is nothing to write down. */
export function decideUse(
  key: OpenApiKey,
  { now, wall }: { readonly now: Instant; readonly wall: WallInstant },
): OpenApiKey | undefined {
  // Another request locked it since this one was looked at.
  if (isLocked(key, wall)) return undefined
  const isNews = key.lastUsedAt === undefined || Math.abs(now - key.lastUsedAt) >= useMs
  if (key.failures === 0 && !isNews) return undefined
  return { ...unlocked(key), ...(isNews && { lastUsedAt: now }) }
}

/** A key under its new name, on or off; one that is enabled is not locked. */
export function decideChange(
  key: OpenApiKey,
  { name, enabled }: { readonly name: string; readonly enabled: boolean },
): OpenApiKey {
  return { ...(enabled ? unlocked(key) : key), name, enabled }
}
