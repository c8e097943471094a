import type { Id } from '@loggia/kernel'
import { createAdmission, createTurns } from '../../platform/index.ts'
import type { EndTurn, Platform, Turns } from '../../platform/index.ts'
import { callProblems } from '../problems.ts'
import type { CallSettings } from '../schema.ts'

/** Who asks whom, live. */
export type AskedLive = { readonly asker: Id<'byr'>; readonly sellerId: Id<'sel'> }
/** Resolves when it is this buyer’s turn. Throws `call.live_limited`, and `call.live_busy` after having waited. */
export type TakeLiveTurn = (asked: AskedLive) => Promise<EndTurn>

/** After how many seconds a refused buyer may find a place: a seller has five seconds for an answer. */
const retryAfter = 2
export const refuseBusy = (): Error => callProblems.live_busy({ retryAfter })

/**
 * Decides whose live call is next. A seller has two places: each buyer uses one at a time, and buyers take turns, so
 * that nobody blocks the others. Queues and counts are of this node. The limits of one call for each buyer and two for
 * each seller hold across nodes, by the rows of the calls.
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
