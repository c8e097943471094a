import { defineStep } from '../../engine/check.ts'
import type { Check, Step } from '../../engine/check.ts'
import type { Exchange } from '../../engine/exchange.ts'
import { judgeAccepted } from '../../engine/judging.ts'
import { withArticle } from '../../replies/refusals.ts'
import { sendMessage } from '../instances.ts'
import { deeds } from './messages.ts'
import type { Deed, LifeRules } from './messages.ts'

export type Flag = '0' | '1'

export const flagWords = {
  '0': {
    id: 'zero',
    says: 'with testFlag 0 is carried out like one without the flag',
    fix: 'Older editions send testFlag 0 for real calls, newer ones omit it: treat both in the same way.',
  },
  '1': {
    id: 'one',
    says: 'with testFlag 1 is answered like a real one',
    fix: 'The debugging console and the daily dial tests send testFlag 1 and expect 000000: answer as usual, on test data.',
  },
} as const

/** Requests with `testFlag` about one subject, each after the one before. `first` comes before all of them. */
function createRun<Activity extends string>(
  rules: LifeRules<Activity>,
  flag: Flag,
  first: readonly Step<unknown>[],
): Readonly<Record<Deed, Step<Exchange>>> {
  const sent: Partial<Record<Deed, Step<Exchange>>> = {}
  let before = first
  for (const deed of deeds) {
    const [activity, earlier] = [rules.activities[deed], before]
    const name = `${withArticle(activity)} with testFlag ${flag}`
    const step = defineStep(name, async (bench) => {
      await Promise.allSettled(earlier.map((one) => bench.look(one)))
      const id = await bench.look(rules.subjects[`with testFlag ${flag}`])
      return sendMessage(bench, name, { ...rules.create(bench, activity, id), testFlag: flag })
    })
    sent[deed] = step
    before = [step]
  }
  return sent as Readonly<Record<Deed, Step<Exchange>>>
}

/** Whether requests with `testFlag` `0` and `1` are understood. */
export const createFlagChecks = <Activity extends string>(
  rules: LifeRules<Activity>,
  first: Readonly<Record<Flag, readonly Step<unknown>[]>> = { '0': [], '1': [] },
): readonly Check[] =>
  (['0', '1'] as const).flatMap((flag) => {
    const run = createRun(rules, flag, first[flag])
    return deeds.flatMap((deed) => {
      const activity = rules.activities[deed]
      const { id, says, fix } = flagWords[flag]
      return rules.limit(activity, [
        {
          id: `${rules.prefix}.flag.${id}.${activity}`,
          title: `${withArticle(activity).replace(/^a/, 'A')} ${says}`,
          level: 'must',
          group: 'testFlag',
          source: rules.sources[deed],
          fix,
          judge: async (look) => judgeAccepted(await look(run[deed]), '000000'),
        },
      ])
    })
  })
