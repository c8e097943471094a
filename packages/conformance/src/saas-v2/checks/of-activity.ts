import type { SaasV2Activity } from '@loggia/protocol/saas/v2'
import { CannotJudge, defineStep } from '../../engine/check.ts'
import type { Check, Look, Step } from '../../engine/check.ts'
import type { Exchange } from '../../engine/exchange.ts'
import { limitChecks } from '../../replies/offered.ts'
import { isAlike, isDone } from '../../replies/verdicts.ts'
import { createUnknownId } from '../../purchases/ids.ts'
import { createMessage } from '../messages.ts'
import { unreadable } from '../../stamped/send.ts'
import { plainRequests, sendMessage } from '../steps.ts'

/** An activity that not every product has (saas-v2 §1). */
export type Optional = Exclude<SaasV2Activity, 'newInstance' | 'queryInstance' | 'releaseInstance'>

/** Activities that only some kinds of billing need, with those that belong together. */
const goesWith: Readonly<Record<Optional, readonly Optional[]>> = {
  refreshInstance: ['updateInstanceStatus'],
  updateInstanceStatus: ['refreshInstance'],
  upgradeInstance: [],
  changeInstanceCheck: [],
}

const unknownActivity = defineStep('an unknown activity', (bench) =>
  sendMessage(
    bench,
    'a request of an unknown activity',
    { activity: 'noSuchActivity', instanceId: createUnknownId(bench) },
    { meant: 'refuse', activity: unreadable },
  ),
)

const aboutNone = (activity: Optional): Step<Exchange> => {
  const name = `an ${activity} to test whether it is offered`
  return defineStep(name, (bench) =>
    sendMessage(bench, name, createMessage(bench, activity, createUnknownId(bench)), { meant: 'refuse' }),
  )
}
/**
 * Activities that no product needs: they may be refused with any code, and a server that does not offer them answers
 * this request in the same way.
 */
const refusedAlike: Readonly<Partial<Record<Optional, Step<Exchange>>>> = {
  upgradeInstance: aboutNone('upgradeInstance'),
  changeInstanceCheck: aboutNone('changeInstanceCheck'),
}

async function isOffered(look: Look, activity: Optional): Promise<boolean> {
  const asked = await look(plainRequests[activity])
  if (isDone(asked)) return true
  if (isAlike(asked, await look(unknownActivity))) return false
  const other = refusedAlike[activity]
  return other === undefined || !isAlike(asked, await look(other))
}

/**
 * Throws a {@link CannotJudge} if the product does not need this activity: a product that is bought once is neither
 * renewed nor frozen, and upgrades are optional. That is assumed if the activity, and each that belongs to it, gets the
 * same answer as an activity that cannot exist: the same HTTP status and the same code, or none.
 */
export async function requireOffered(look: Look, activity: Optional): Promise<void> {
  try {
    for (const one of [activity, ...goesWith[activity]]) if (await isOffered(look, one)) return
  } catch (error) {
    // Without an instance this is unknown; the check itself then reports what it lacks.
    if (error instanceof CannotJudge) return
    throw error
  }
  const needed = goesWith[activity].length > 0 ? ' Subscription and pay-per-use products need it.' : ''
  throw new CannotJudge(`This server does not seem to offer ${activity}: it refuses it as unknown.${needed}`)
}

/** Checks of an activity that not every product needs; they are skipped if it is not offered. */
export const limitToActivity = (activity: Optional, checks: readonly Check[]): readonly Check[] =>
  limitChecks((look) => requireOffered(look, activity), checks)

export const isOptional = (group: string): group is Optional => Object.hasOwn(goesWith, group)

/** The same for every check whose heading is such an activity. */
export const limitToOffered = (checks: readonly Check[]): readonly Check[] =>
  checks.flatMap((check) => (isOptional(check.group) ? limitToActivity(check.group, [check]) : [check]))
