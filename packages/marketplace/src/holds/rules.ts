import type { Id } from '@loggia/kernel'
import { holdProblems } from './problems.ts'
import type { Hold, HoldAsk } from './schema.ts'

/**
 * The hold that counts: not one of before the thing began to wait, and not that of an operator who may no longer decide
 * it.
 */
export const findCurrent = (hold: Hold | undefined, { waiting, fit }: HoldAsk): Hold | undefined =>
  hold && hold.takenAt >= waiting.askedAt && fit.has(hold.memberId) ? hold : undefined

/** Throws `hold.taken`, with the name of the other operator. */
export function requireFree(current: Hold | undefined, ask: HoldAsk, memberId: Id<'mbr'>): void {
  if (current && current.memberId !== memberId)
    throw holdProblems.taken({ name: ask.fit.get(current.memberId) ?? '' })
}

/** Throws `hold.not_held`. */
export function requireHeld(
  current: Hold | undefined,
  { isOwner }: HoldAsk,
  memberId: Id<'mbr'>,
): asserts current {
  if (!current || (current.memberId !== memberId && !isOwner)) throw holdProblems.not_held()
}

/** Throws `hold.unfit`. */
export function requireFit({ fit }: HoldAsk, to: Id<'mbr'>): void {
  if (!fit.has(to)) throw holdProblems.unfit()
}
