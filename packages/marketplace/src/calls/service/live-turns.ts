import type { Id } from '@loggia/kernel'
import { createAdmission, createTurns } from '../../platform/index.ts'
import type { EndTurn, Platform, Turns } from '../../platform/index.ts'
import { callProblems } from '../problems.ts'
import type { CallSettings } from '../schema.ts'

/** Who asks whom, live. */
export type AskedLive = { readonly asker: Id<'byr'>; readonly sellerId: Id<'sel'> }
/** Resolves when it is this buyer’s turn. Throws `call.live_limited`, and `call.live_busy` after having waited. */
export type TakeLiveTurn = (asked: AskedLive) => Promise<EndTurn>

/** How soon those who were refused may find a place: a seller has five seconds for an answer. */
const retryAfter = 2
export const refuseBusy = (): Error => callProblems.live_busy({ retryAfter })

/**
 * Who may ask whom now. A seller's two places are shared among the buyers: one question of each at once, and the buyers take
 * turns, so that nobody can hold the places of others. Lines and counts are this node's; that a buyer asks once, and a seller
 * is asked twice at most, holds for all nodes, by the rows of the calls.
 */
export function createLiveTurns({ wall }: Pick<Platform, 'wall'>, settings: CallSettings): TakeLiveTurn {
  const { admit } = createAdmission({ wall, mostAMinute: settings.liveAMinute })
  const ofSellers = new Map<Id<'sel'>, Turns>()
  function turnsOf(sellerId: Id<'sel'>): Turns {
    const turns =
      ofSellers.get(sellerId) ??
      createTurns({
        atOnce: settings.liveLimit,
        atOnceOfOwner: 1,
        waitingOfOwner: settings.liveAMinute,
        waiting: Number.POSITIVE_INFINITY,
        waitMs: settings.liveWaitMs,
      })
    ofSellers.set(sellerId, turns)
    return turns
  }
  return async ({ asker, sellerId }) => {
    const limitedFor = admit(`${asker} ${sellerId}`)
    if (limitedFor !== undefined)
      throw callProblems.live_limited({ limit: settings.liveAMinute, retryAfter: limitedFor })
    const end = await turnsOf(sellerId).take(asker)
    if (!end) throw refuseBusy()
    return end
  }
}
