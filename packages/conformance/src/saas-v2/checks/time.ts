import { saasV2Activities } from '@loggia/protocol/saas/v2'
import type { SaasV2Activity } from '@loggia/protocol/saas/v2'
import { CannotJudge, step } from '../../engine/check.ts'
import type { Check, Look } from '../../engine/check.ts'
import { faultOf } from '../../engine/judging.ts'
import { plainRequests } from '../steps.ts'

const group = 'Time'

/** Makes sure that the activity was asked at least once; whether that can be judged is not the question here. */
async function ask(look: Look, activity: SaasV2Activity): Promise<void> {
  try {
    await look(plainRequests[activity])
  } catch (error) {
    if (!(error instanceof CannotJudge)) throw error
  }
}

const limitOfRun = step('the time limit', async (bench) => bench.limitMs)

const inTime = (activity: SaasV2Activity): Check => ({
  id: `v2.time.${activity}`,
  title: `Every ${activity} is answered within the time limit`,
  level: 'must',
  group,
  source: 'saas-v2 §6',
  fix: 'Answer at once and do the work behind the answer: newInstance has 000004 for what takes long. After 20 s the caller has gone.',
  last: true,
  judge: async (look, made) => {
    await ask(look, activity)
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
  ...saasV2Activities.map(inTime),
  {
    id: 'v2.time.quick',
    title: 'Every answer comes within five seconds',
    level: 'should',
    group,
    source: 'saas-v2 §6',
    fix: 'One edition of the protocol gives five seconds in place of twenty. Do the work behind the answer.',
    last: true,
    judge: async (look, made) => {
      for (const activity of saasV2Activities) await ask(look, activity)
      const mostMs = (await look(limitOfRun)) / quick
      const slow = made.find(({ reply, tookMs }) => reply && tookMs > mostMs)
      return slow && faultOf(slow, `was answered after ${(slow.tookMs / 1000).toFixed(1)} s`)
    },
  },
]
