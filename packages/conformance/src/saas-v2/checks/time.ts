import { saasV2Activities } from '@loggia/protocol/saas/v2'
import { CannotJudge, step } from '../../engine/check.ts'
import type { Check, Look, Step } from '../../engine/check.ts'
import { faultOf } from '../../engine/judging.ts'
import { messageOf, unknownId } from '../messages.ts'
import { send, unreadable } from '../send.ts'
import { plainRequests } from '../steps.ts'

const group = 'Time'

/** Makes sure that the activity was asked at least once; whether that can be judged is not the question here. */
async function ask(look: Look, asked: Step<unknown>): Promise<void> {
  try {
    await look(asked)
  } catch (error) {
    if (!(error instanceof CannotJudge)) throw error
  }
}

const limitOfRun = step('the time limit', async (bench) => bench.limitMs)

const broken = step('a body that breaks off, for its time', (bench) =>
  send(bench, {
    name: 'a request whose body breaks off',
    activity: unreadable,
    meant: 'refuse',
    body: JSON.stringify(messageOf(bench, 'queryInstance', unknownId(bench))).slice(0, -2),
  }),
)

const inTime = (activity: string, id: string, asked: Step<unknown>): Check => ({
  id,
  title: `Every ${activity} is answered within the time limit`,
  level: 'must',
  group,
  source: 'saas-v2 §6',
  fix: 'Answer at once and do the work behind the answer: newInstance has 000004 for what takes long. After 20 s the caller has gone.',
  last: true,
  judge: async (look, made) => {
    await ask(look, asked)
    const late = made.find((one) => one.activity === activity && one.noReply?.code === 'timed_out')
    const limitMs = await look(limitOfRun)
    if (late) return faultOf(late, `was not answered within ${limitMs / 1000} s`)
    if (!made.some((one) => one.activity === activity)) throw new CannotJudge('It was never asked.')
    return undefined
  },
})

/** One edition gives five seconds, a quarter of what the others give. */
const quick = 4

/** Whether answers come in time. */
export const timeChecks: readonly Check[] = [
  ...saasV2Activities.map((activity) => inTime(activity, `v2.time.${activity}`, plainRequests[activity])),
  inTime(unreadable, 'v2.time.unreadable', broken),
  {
    id: 'v2.time.quick',
    title: 'Every answer comes within five seconds',
    level: 'should',
    group,
    source: 'saas-v2 §6',
    fix: 'One edition of the protocol gives five seconds in place of twenty. Do the work behind the answer.',
    last: true,
    judge: async (look, made) => {
      for (const activity of saasV2Activities) await ask(look, plainRequests[activity])
      const mostMs = (await look(limitOfRun)) / quick
      const slow = made.find(({ reply, tookMs }) => reply && tookMs > mostMs)
      return slow && faultOf(slow, `was answered after ${(slow.tookMs / 1000).toFixed(1)} s`)
    },
  },
]
