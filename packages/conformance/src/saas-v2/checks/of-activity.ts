import type { SaasV2Activity } from '@loggia/protocol/saas/v2'
import { CannotJudge, defineStep } from '../../engine/check.ts'
import type { Check, Look, Step } from '../../engine/check.ts'
import type { Exchange } from '../../engine/exchange.ts'
import { isAlike, isDone } from '../../replies/verdicts.ts'
import { createUnknownId } from '../../purchases/ids.ts'
import { createMessage } from '../messages.ts'
import { unreadable } from '../../stamped/send.ts'
import { plainRequests, sendMessage } from '../steps.ts'

/** An activity that not every product has (saas-v2 §1). */
export type Optional = Exclude<SaasV2Activity, 'newInstance' | 'queryInstance' | 'releaseInstance'>

/** Those that a product has for its way of billing, with those that go with them. */
const goesWith: Readonly<Record<Optional, readonly Optional[]>> = {
  refreshInstance: ['updateInstanceStatus'],
  updateInstanceStatus: ['refreshInstance'],
  upgradeInstance: [],
  changeInstanceCheck: [],
}

const unknownActivity = defineStep('an activity that nobody knows', (bench) =>
  sendMessage(
    bench,
    'a request of an activity that nobody knows',
    { activity: 'noSuchActivity', instanceId: createUnknownId(bench) },
    { meant: 'refuse', activity: unreadable },
  ),
)

const aboutNone = (activity: Optional): Step<Exchange> => {
  const name = `an ${activity} that shows whether it is offered`
  return defineStep(name, (bench) =>
    sendMessage(bench, name, createMessage(bench, activity, createUnknownId(bench)), { meant: 'refuse' }),
  )
}
/** What no product has to have may be refused with any code, and is then refused alike whatever it is about. */
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
 * Nothing to judge about an activity for which the product has no use: what is bought once is neither renewed nor frozen,
 * and upgrades are optional. It is taken to be so if the activity, and each that goes with it, is answered as one is that cannot
 * exist: with the same HTTP status and the same code, or none.
 */
export async function requireOffered(look: Look, activity: Optional): Promise<void> {
  try {
    for (const one of [activity, ...goesWith[activity]]) if (await isOffered(look, one)) return
  } catch (error) {
    // Without an instance nobody can say; what a check lacks it tells on its own.
    if (error instanceof CannotJudge) return
    throw error
  }
  const needed = goesWith[activity].length > 0 ? ' Products of a period and pay-per-use need it.' : ''
  throw new CannotJudge(
    `This server seems not to offer ${activity}: it refuses it as something that it does not know.${needed}`,
  )
}

/** Checks of an activity that a product may do without: skipped where it is not offered. */
export const limitToActivity = (activity: Optional, checks: readonly Check[]): readonly Check[] =>
  checks.map((check) => ({
    ...check,
    judge: async (look, made) => {
      // Side by side: an activity that hangs is then waited for once and not twice.
      const judging = Promise.resolve().then(() => check.judge(look, made))
      const [offered, judged] = await Promise.allSettled([requireOffered(look, activity), judging])
      if (offered.status === 'rejected') throw offered.reason
      if (judged.status === 'rejected') throw judged.reason
      return judged.value
    },
  }))

export const isOptional = (group: string): group is Optional => Object.hasOwn(goesWith, group)

/** The same for each check that stands under the heading of such an activity. */
export const limitToOffered = (checks: readonly Check[]): readonly Check[] =>
  checks.flatMap((check) => (isOptional(check.group) ? limitToActivity(check.group, [check]) : [check]))
