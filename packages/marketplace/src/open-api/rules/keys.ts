import { fromDays, omitUndefined, fromHours, fromMinutes, fromSeconds } from '@loggia/kernel'
import type { Instant, WallInstant } from '@loggia/kernel'
import { openApiProblems } from '../problems.ts'
import type { Failures, OpenApiKey, RefusalReason } from '../schema.ts'

/** How many keys a seller may have at once. */
const mostKeys = 10
/** More failures in a row from one address than these shut it out (ak-sk-signing §6). */
const mostFailures = 5
const lockMs = fromMinutes(5)
/** A use is written down once in this time. */
const useMs = fromMinutes(1)
/** What is refused is written down once in this time, however often it comes and for however many reasons: strangers may send it too. */
const refusalMs = fromSeconds(1)
const tellMs = fromHours(1)
const keptMs = fromDays(1)

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
export const createAccessKeyId = (random: Uint8Array): string => textOf(random, capitals, 20)
/** 40 characters A–Z, a–z, 0–9. */
export const createSecretKey = (random: Uint8Array): string => textOf(random, letters, 40)

export function requireRoom(count: number): void {
  if (count >= mostKeys) throw openApiProblems.too_many_keys({ max: mostKeys })
}

type Locked = { readonly lockedUntil?: WallInstant }
export const isLocked = ({ lockedUntil }: Locked, now: WallInstant): boolean =>
  lockedUntil !== undefined && now < lockedUntil

const withoutLock = ({ lockedUntil: _, ...key }: OpenApiKey): OpenApiKey => key

/** A lock that is over is none, though nobody has asked since. */
export const lockShown = (key: OpenApiKey, now: WallInstant): OpenApiKey =>
  isLocked(key, now) ? key : withoutLock(key)

/**
 * A signature that did not fit: the sixth in a row from one address shuts that address out for five minutes. One that comes meanwhile
 * counts no more.
 */
export function decideFailure(before: Failures | undefined, now: WallInstant): Failures {
  if (before && isLocked(before, now)) return before
  const failures = before === undefined || before.lockedUntil !== undefined ? 1 : before.failures + 1
  const failed = { failures, failedAt: now }
  return failures > mostFailures ? { ...failed, lockedUntil: (now + lockMs) as WallInstant } : failed
}

/** A request that was accepted; undefined if there is nothing to write down. */
export function decideUse(key: OpenApiKey, now: Instant): OpenApiKey | undefined {
  const isNews = key.lastUsedAt === undefined || Math.abs(now - key.lastUsedAt) >= useMs
  return isNews ? { ...key, lastUsedAt: now } : undefined
}

/** A request that names a key and was refused; undefined if there is nothing to write down. */
export function decideRefusal(
  key: OpenApiKey,
  { because, now }: { readonly because: RefusalReason; readonly now: WallInstant },
): OpenApiKey | undefined {
  const { refused } = key
  const isNews = refused === undefined || Math.abs(now - refused.at) >= refusalMs
  return isNews ? { ...key, refused: { at: now, because } } : undefined
}

/** Refusals that may belong to what began then: one that is not written down again came shortly before. */
export const computeRefusalStart = (began: WallInstant): WallInstant => (began - refusalMs) as WallInstant

/** The key of which an address was shut out, and whether its seller is told: once an hour, however many addresses there are. */
export function decideLock(
  key: OpenApiKey,
  { lockedUntil, now }: { readonly lockedUntil: WallInstant; readonly now: WallInstant },
): { readonly locked: OpenApiKey; readonly tells: boolean } {
  const tells = key.toldAt === undefined || now - key.toldAt >= tellMs
  return { locked: { ...key, lockedUntil, ...omitUndefined({ toldAt: tells ? now : undefined }) }, tells }
}

/** Failures of before this are forgotten. */
export const computeFailureStart = (now: WallInstant): WallInstant => (now - keptMs) as WallInstant

/** A key under its new name, on or off; one that is enabled shuts nobody out. */
export function decideChange(
  key: OpenApiKey,
  { name, enabled }: { readonly name: string; readonly enabled: boolean },
): OpenApiKey {
  return { ...(enabled ? withoutLock(key) : key), name, enabled }
}
