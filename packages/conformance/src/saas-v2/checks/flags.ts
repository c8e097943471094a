import type { SaasV2Activity } from '@loggia/protocol/saas/v2'
import { defineStep } from '../../engine/check.ts'
import type { Bench } from '../../engine/bench.ts'
import type { Check, Step } from '../../engine/check.ts'
import type { Exchange } from '../../engine/exchange.ts'
import { judgeAccepted, toFault } from '../../engine/judging.ts'
import { createMessage } from '../messages.ts'
import {
  becomeInstance,
  firstOpening,
  mainInstance,
  openOrder,
  repeatOrder,
  requireId,
  sendMessage,
} from '../steps.ts'
import { limitToActivity } from './of-activity.ts'

type Flag = '0' | '1'
type Flagged = Exclude<SaasV2Activity, 'newInstance'>

const group = 'testFlag'
const source = 'saas-v2 §3, §7'

/** In the order of a service's life, so that each request finds the right state. */
const order: readonly Flagged[] = [
  'queryInstance',
  'refreshInstance',
  'upgradeInstance',
  'changeInstanceCheck',
  'updateInstanceStatus',
  'releaseInstance',
]

type Run = { readonly opening: Step<Exchange>; readonly of: Readonly<Record<Flagged, Step<Exchange>>> }

function runWith(flag: Flag): Run {
  const more = { testFlag: flag }
  const opening = defineStep(`a newInstance with testFlag ${flag}`, async (bench) => {
    await bench.look(mainInstance)
    return openOrder(bench, `a newInstance with testFlag ${flag}`, more)
  })
  const instance = defineStep(`an instance created with testFlag ${flag}`, async (bench) =>
    becomeInstance(bench, await bench.look(opening)),
  )
  const send = async (bench: Bench, activity: Flagged): Promise<Exchange> => {
    const { instanceId } = await bench.look(instance)
    const article = activity.startsWith('u') ? 'an' : 'a'
    const name = `${article} ${activity} with testFlag ${flag}`
    return sendMessage(bench, name, { ...createMessage(bench, activity, instanceId), ...more })
  }
  const of: Partial<Record<Flagged, Step<Exchange>>> = {}
  for (const [at, activity] of order.entries()) {
    const before = order.slice(0, at).map((name) => of[name])
    of[activity] = defineStep(`${activity} with testFlag ${flag}`, async (bench) => {
      // Freezing or releasing would disturb the other requests about the same instance.
      if (activity === 'updateInstanceStatus' || activity === 'releaseInstance')
        await Promise.allSettled(before.flatMap((one) => (one ? [bench.look(one)] : [])))
      return send(bench, activity)
    })
  }
  return { opening, of: of as Run['of'] }
}

const runs = { '0': runWith('0'), '1': runWith('1') }
const words = {
  '0': {
    says: 'with testFlag 0 is carried out like one without the flag',
    fix: 'Older editions send testFlag 0 for real calls, newer ones omit it: treat both in the same way.',
  },
  '1': {
    says: 'with testFlag 1 is answered like a real one',
    fix: 'The debugging console and the daily dial tests send testFlag 1 and expect 000000: answer as usual, on test data.',
  },
}

const checkOf = (flag: Flag, activity: Flagged): Check => ({
  id: `v2.flag.${flag === '0' ? 'zero' : 'one'}.${activity}`,
  title: `${activity.startsWith('u') ? 'An' : 'A'} ${activity} ${words[flag].says}`,
  level: activity === 'upgradeInstance' || activity === 'changeInstanceCheck' ? 'should' : 'must',
  group,
  source,
  fix: words[flag].fix,
  judge: async (look) => judgeAccepted(await look(runs[flag].of[activity]), '000000'),
})

const opensWith = (flag: Flag): Check => ({
  id: `v2.flag.${flag === '0' ? 'zero' : 'one'}.newInstance`,
  title: `A newInstance ${words[flag].says}`,
  level: 'must',
  group,
  source,
  fix: words[flag].fix,
  judge: async (look) => judgeAccepted(await look(runs[flag].opening), '000000', '000004'),
})

const testedAgain = defineStep('a repeat with testFlag 1', async (bench) =>
  repeatOrder(bench, 'a repeat of newInstance with testFlag 1', await bench.look(runs['1'].opening)),
)
const withZero = defineStep('a repeat with testFlag 0', async (bench) =>
  repeatOrder(bench, 'a repeat of the first newInstance with testFlag 0', await bench.look(firstOpening), {
    testFlag: '0',
  }),
)

const sameInstance = (first: Exchange, again: Exchange): ReturnType<typeof toFault> => {
  const fault = judgeAccepted(again, '000000', '000004')
  if (fault !== undefined) return fault
  const [before, now] = [requireId(first), requireId(again)]
  return before === now
    ? undefined
    : toFault(again, `was answered with the instanceId ${now} instead of ${before}`)
}

/** Whether requests with `testFlag` `0`, `1` and without it are understood. */
export const flagChecks: readonly Check[] = [
  ...(['0', '1'] as const).flatMap((flag) => [
    opensWith(flag),
    ...order.flatMap((activity) => {
      const check = checkOf(flag, activity)
      return activity === 'queryInstance' || activity === 'releaseInstance'
        ? [check]
        : limitToActivity(activity, [check])
    }),
  ]),
  {
    id: 'v2.flag.zero.same',
    title: 'A repeat with testFlag 0 of a purchase without it gives the same instance',
    level: 'must',
    group,
    source,
    fix: words['0'].fix,
    judge: async (look) => {
      requireId(await look(firstOpening))
      return sameInstance(await look(firstOpening), await look(withZero))
    },
  },
  {
    id: 'v2.flag.one.repeat',
    title: 'A repeat with testFlag 1 gives the same instance',
    level: 'must',
    group,
    source,
    fix: 'Calls of the debugging console must be repeatable and idempotent as well: store test orders like real ones, marked as tests.',
    judge: async (look) => {
      requireId(await look(runs['1'].opening))
      return sameInstance(await look(runs['1'].opening), await look(testedAgain))
    },
  },
]
