import { fromDays, omitUndefined, fromHours, fromMinutes, fromSeconds } from '@loggia/kernel'
import type { Instant, WallInstant } from '@loggia/kernel'
import { openApiProblems } from '../problems.ts'
import type { Failures, OpenApiKey, RefusalReason } from '../schema.ts'

/** The most keys of a seller. */
const mostKeys = 10
/** More consecutive failures from one address than this block it (ak-sk-signing §6). */
const mostFailures = 5
const lockMs = fromMinutes(5)
/** A use is recorded at most once in this time. */
const useMs = fromMinutes(1)
/** A refusal is recorded at most once in this time, for any number of reasons: strangers can cause refusals, too. */
const refusalMs = fromSeconds(1)
const tellMs = fromHours(1)
const keptMs = fromDays(1)

const capitals = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

/** Random bytes for an id and for a secret. */
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

/** Drops a lock that has expired. */
export const lockShown = (key: OpenApiKey, now: WallInstant): OpenApiKey =>
  isLocked(key, now) ? key : withoutLock(key)

/**
 * Counts a wrong signature: the sixth in a row from one address blocks that address for five minutes. Failures while it
 * is blocked do not count.
 */
export function decideFailure(before: Failures | undefined, now: WallInstant): Failures {
  if (before && isLocked(before, now)) return before
  const failures = before === undefined || before.lockedUntil !== undefined ? 1 : before.failures + 1
  const failed = { failures, failedAt: now }
  return failures > mostFailures ? { ...failed, lockedUntil: (now + lockMs) as WallInstant } : failed
}

/** Records an accepted request; undefined if there is nothing to record. */
export function decideUse(key: OpenApiKey, now: Instant): OpenApiKey | undefined {
  const isNews = key.lastUsedAt === undefined || Math.abs(now - key.lastUsedAt) >= useMs
  return isNews ? { ...key, lastUsedAt: now } : undefined
}

/** Records a refused request that names a key; undefined if there is nothing to record. */
export function decideRefusal(
  key: OpenApiKey,
  { because, now }: { readonly because: RefusalReason; readonly now: WallInstant },
): OpenApiKey | undefined {
  const { refused } = key
  const isNews = refused === undefined || Math.abs(now - refused.at) >= refusalMs
  return isNews ? { ...key, refused: { at: now, because } } : undefined
}

/**
 * The earliest refusal that may belong to something that began then: a later one may not have been recorded because one
 * was shortly before.
 */
export const computeRefusalStart = (began: WallInstant): WallInstant => (began - refusalMs) as WallInstant

/** The key after an address was blocked, and whether its seller is notified: at most once an hour for all addresses. */
export function decideLock(
  key: OpenApiKey,
  { lockedUntil, now }: { readonly lockedUntil: WallInstant; readonly now: WallInstant },
): { readonly locked: OpenApiKey; readonly tells: boolean } {
  const tells = key.toldAt === undefined || now - key.toldAt >= tellMs
  return { locked: { ...key, lockedUntil, ...omitUndefined({ toldAt: tells ? now : undefined }) }, tells }
}

/** Failures before this time are deleted. */
export const computeFailureStart = (now: WallInstant): WallInstant => (now - keptMs) as WallInstant

/** The key with its new name, enabled or disabled; enabling it ends its lock. */
export function decideChange(
  key: OpenApiKey,
  { name, enabled }: { readonly name: string; readonly enabled: boolean },
): OpenApiKey {
  return { ...(enabled ? withoutLock(key) : key), name, enabled }
}
