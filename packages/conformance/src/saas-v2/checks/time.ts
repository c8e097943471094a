import { saasV2Activities } from '@loggia/protocol/saas/v2'
import { CannotJudge, defineStep } from '../../engine/check.ts'
import type { Check, Level, Step } from '../../engine/check.ts'
import { describeAnswer } from '../../engine/exchange.ts'
import { toFault } from '../../engine/judging.ts'
import { lookAtAll } from '../../replies/checks.ts'
import { createQuickCheck } from '../../replies/time.ts'
import { createUnknownId } from '../../purchases/ids.ts'
import { createMessage } from '../messages.ts'
import { send, unreadable } from '../../stamped/send.ts'
import { plainRequests } from '../steps.ts'

const group = 'Time'

const limitOfRun = defineStep('the time limit', async (bench) => bench.limitMs)

const broken = defineStep('a truncated body, for its time', (bench) =>
  send(bench, {
    name: 'a request with a truncated body',
    activity: unreadable,
    meant: 'refuse',
    body: JSON.stringify(createMessage(bench, 'queryInstance', createUnknownId(bench))).slice(0, -2),
  }),
)

const inTime = (
  activity: string,
  { id, asked, level }: { id: string; asked: Step<unknown>; level: Level },
): Check => ({
  id,
  title: `Every ${activity} is answered within the time limit`,
  level,
  group,
  source: 'saas-v2 §6',
  fix: 'Answer at once and do the work in the background: newInstance has 000004 for slow work. After 20 s, the caller has closed the connection.',
  last: true,
  judge: async (look, made) => {
    await lookAtAll(look, [asked])
    const all = made.filter((one) => one.activity === activity)
    if (all.length === 0) throw new CannotJudge('It was never sent.')
    const late = all.find(({ reply }) => !reply)
    if (late?.noReply?.code === 'failed') return toFault(late, `was answered ${describeAnswer(late)}`)
    return late && toFault(late, `was not answered within ${(await look(limitOfRun)) / 1000} s`)
  },
})

/** Whether answers come within the time limit. */
export const timeChecks: readonly Check[] = [
  ...saasV2Activities.map((activity) =>
    inTime(activity, { id: `v2.time.${activity}`, asked: plainRequests[activity], level: 'must' }),
  ),
  inTime(unreadable, { id: 'v2.time.unreadable', asked: broken, level: 'should' }),
  createQuickCheck({
    prefix: 'v2',
    source: 'saas-v2 §6',
    level: 'should',
    fix: 'One edition of the protocol allows five seconds instead of twenty. Do the work in the background.',
    exchanges: saasV2Activities.map((activity) => plainRequests[activity]),
  }),
]
