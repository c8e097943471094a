import type { SaasV2Activity } from '@loggia/protocol/saas/v2'
import { defineStep } from '../../engine/check.ts'
import type { Check, Step } from '../../engine/check.ts'
import { describeAnswer } from '../../engine/exchange.ts'
import type { Exchange } from '../../engine/exchange.ts'
import { writeSentence } from '../../engine/judging.ts'
import { dropRepeated, followEach, followUpCheck } from '../../purchases/follow-up.ts'
import type { Followed, Purchase } from '../../purchases/follow-up.ts'
import { createMessage } from '../messages.ts'
import { becomeInstance, findId, isThere, mainInstance, sendMessage } from '../steps.ts'
import { requireQueries } from './following.ts'
import { openings } from './new-instance.ts'
import { limitToActivity } from './of-activity.ts'

/**
 * Every purchase that differs from the plain ones. The plain ones, and the two with a testFlag, have their own checks
 * for each activity.
 */
const variants: readonly Step<Exchange | readonly Exchange[]>[] = [
  openings.otherOrder,
  openings.otherLine,
  openings.sameLineOtherOrder,
  openings.concurrent,
  openings.longest,
  openings.withMore,
]

/** The instances of these purchases, after they are ready. */
const bought = defineStep('all purchases', async (bench): Promise<readonly Purchase[]> => {
  const openings = (await Promise.all(variants.map((one) => bench.look(one)))).flat()
  const purchases = openings
    .map((opening) => ({ opening, instanceId: findId(opening) ?? '' }))
    .filter(({ instanceId }) => instanceId !== '')
  const { instanceId } = await bench.look(mainInstance)
  const once = dropRepeated(purchases, [instanceId])
  await Promise.all(once.map(({ opening }) => becomeInstance(bench, opening)))
  return once
})

const followWith = (
  activity: SaasV2Activity,
  after: readonly Step<unknown>[] = [],
): Step<readonly Followed[]> =>
  followEach(activity, {
    purchases: bought,
    after,
    send: (bench, name, { instanceId }) =>
      sendMessage(bench, name, createMessage(bench, activity, instanceId)),
  })

const renewed = followWith('refreshInstance')
const queried = followWith('queryInstance')
const released = followWith('releaseInstance', [renewed, queried])

const fix =
  'Answer 000000 or 000004 only when the instance is stored, whatever the kind and content of the order; if it fails, answer 000005, and the request is sent again.'

const queryCheck = followUpCheck(
  queried,
  { id: 'v2.new.kept', title: 'Every acknowledged purchase exists', source: 'saas-v2 §3.1, §3.2', fix },
  ({ exchange, instanceId }) =>
    isThere(exchange, instanceId)
      ? undefined
      : writeSentence(exchange, `was answered ${describeAnswer(exchange)}; its instance ID is ${instanceId}`),
)

/** Whether later requests about everything that was bought are carried out. */
export const purchaseChecks: readonly Check[] = [
  ...limitToActivity('refreshInstance', [
    followUpCheck(renewed, {
      id: 'v2.new.kept.refresh',
      title: 'Each purchased instance can be renewed',
      source: 'saas-v2 §3.1, §3.4',
      fix,
    }),
  ]),
  {
    ...queryCheck,
    judge: async (look, made) => {
      await requireQueries(look)
      return queryCheck.judge(look, made)
    },
  },
  followUpCheck(released, {
    id: 'v2.new.kept.release',
    title: 'Each purchased instance can be released',
    source: 'saas-v2 §3.1, §3.6',
    fix,
    // Last, so that a seller that releases too much disturbs no other check.
    last: true,
  }),
]
