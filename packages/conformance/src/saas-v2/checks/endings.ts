import type { SaasV2Activity } from '@loggia/protocol/saas/v2'
import { CannotJudge, defineStep } from '../../engine/check.ts'
import type { Check, Judgement, Look, Step } from '../../engine/check.ts'
import type { Exchange } from '../../engine/exchange.ts'
import { toFault, writeSentence } from '../../engine/judging.ts'
import { isDone, judgeRefusedAnyhow, requireReply } from '../../replies/verdicts.ts'
import { createOrder } from '../../purchases/ids.ts'
import { createMessage } from '../messages.ts'
import { readMessage } from '../../stamped/send.ts'
import {
  becomeInstance,
  frozen,
  defineInstance,
  mainInstance,
  openOrder,
  releaseStep,
  sendMessage,
  toFreeze,
  toRelease,
} from '../steps.ts'
import {
  defineFollowUp,
  defineRepetition,
  createChecks,
  isStillThere,
  requireDone,
  retry,
} from './following.ts'
import type { Plain } from './following.ts'
import { requireOffered } from './of-activity.ts'

const frozenAgain = defineRepetition('a second freeze', frozen)
/** A renewal of a frozen instance: the buyer comes back. */
export const refreshedFrozen = defineFollowUp('a refreshInstance of a frozen instance', frozenAgain, {
  about: toFreeze,
  activity: 'refreshInstance',
})
const queriedFrozen = defineFollowUp('a queryInstance of a frozen instance', frozenAgain, {
  about: toFreeze,
  activity: 'queryInstance',
})
/** After the steps that need it frozen. */
const unfrozen = defineStep('an unfreeze', async (bench) => {
  await Promise.allSettled([bench.look(refreshedFrozen), bench.look(queriedFrozen)])
  requireDone(await bench.look(frozen))
  const { instanceId } = await bench.look(toFreeze)
  const message = { ...createMessage(bench, 'updateInstanceStatus', instanceId), status: 'UNFREEZE' }
  return sendMessage(bench, 'an unfreeze', message)
})
const unfrozenAgain = defineRepetition('a second unfreeze', unfrozen)

const toReleaseFrozen = defineInstance('to release while it is frozen')
const releasedFrozen = defineStep('the release of a frozen instance', async (bench) => {
  const { instanceId } = await bench.look(toReleaseFrozen)
  requireDone(
    await sendMessage(
      bench,
      'a freeze before a release',
      createMessage(bench, 'updateInstanceStatus', instanceId),
    ),
  )
  return sendMessage(
    bench,
    'the release of a frozen instance',
    createMessage(bench, 'releaseInstance', instanceId),
  )
})
const releasedByOrder = defineStep('a release by an order', async (bench) => {
  const { instanceId } = await bench.look(instanceOfFirstLine)
  const message = { ...createMessage(bench, 'releaseInstance', instanceId), ...createOrder(bench) }
  return sendMessage(bench, 'a releaseInstance for a refunded order', message)
})
/** Two lines of one order: the first is released, the second stays. */
const firstLine = defineStep('the first line of an order of two', async (bench) => {
  await bench.look(mainInstance)
  return openOrder(bench, 'the newInstance of the first of two lines')
})
const instanceOfFirstLine = defineStep('the instance of the first line', async (bench) =>
  becomeInstance(bench, await bench.look(firstLine)),
)
const instanceOfSecondLine = defineStep('the instance of the second line', async (bench) => {
  const { orderId } = readMessage(await bench.look(firstLine))
  const line = { orderId, orderLineId: `${String(orderId)}-000002` }
  return becomeInstance(bench, await openOrder(bench, 'the newInstance of the second of two lines', line))
})
const secondLineAfter = defineStep(
  'a query of the second line after the release of the first',
  async (bench) => {
    const { instanceId } = await bench.look(instanceOfSecondLine)
    requireDone(await bench.look(releasedByOrder))
    const name = 'a queryInstance of the second line after the release of the first'
    return {
      instanceId,
      exchange: await sendMessage(bench, name, createMessage(bench, 'queryInstance', instanceId)),
    }
  },
)

const releasedAgain = defineRepetition('a second release', releaseStep)
const afterRelease = (name: string, activity: SaasV2Activity): Step<Exchange> =>
  defineStep(name, async (bench) => {
    requireDone(await bench.look(releaseStep))
    await Promise.allSettled([bench.look(releasedAgain)])
    const { instanceId } = await bench.look(toRelease)
    return sendMessage(bench, name, createMessage(bench, activity, instanceId), { meant: 'refuse' })
  })
const queriedReleased = afterRelease('a queryInstance after the release', 'queryInstance')
const refreshedReleased = afterRelease('a refreshInstance after the release', 'refreshInstance')

/**
 * A server that really released an instance would not both describe it in a query and renew it. Either one alone is
 * tolerated.
 */
async function whyNotReleased(look: Look): Promise<Judgement> {
  const [told, renewed] = await Promise.all([look(queriedReleased), look(refreshedReleased)])
  requireReply(told)
  requireReply(renewed)
  return isDone(told) && isTold(told) && isDone(renewed)
    ? {
        why: writeSentence(renewed, 'succeeded, but a query still returned the instance as before'),
        exchanges: [told, renewed],
      }
    : undefined
}

function isTold({ json }: Exchange): boolean {
  const info = json?.['info']
  return Array.isArray(info) && info.length > 0
}

/** If the release had no effect, only one check reports that. */
async function requireReleased(look: Look): Promise<void> {
  const isOffered = await requireOffered(look, 'refreshInstance').then(
    () => true,
    () => false,
  )
  if (isOffered && (await whyNotReleased(look)) !== undefined)
    throw new CannotJudge('Nothing shows that it was released.')
}

const plain: readonly Plain[] = [
  {
    id: 'v2.status.freeze',
    title: 'A freeze is carried out',
    of: 'updateInstanceStatus',
    fix: 'Lock the instance and keep its data, then answer 000000; subscription and pay-per-use products need this interface.',
    sent: frozen,
  },
  {
    id: 'v2.status.freeze.repeat',
    title: 'A repeat of a freeze succeeds',
    of: 'updateInstanceStatus',
    fix: retry,
    sent: frozenAgain,
  },
  {
    id: 'v2.status.frozen.query',
    title: 'A frozen instance still exists',
    level: 'should',
    of: 'updateInstanceStatus',
    fix: 'Keep the data of a frozen instance and answer queries for it: the buyer may renew it.',
    sent: queriedFrozen,
  },
  {
    id: 'v2.status.unfreeze',
    title: 'An unfreeze is carried out',
    of: 'updateInstanceStatus',
    fix: 'Unlock the instance and answer 000000.',
    sent: unfrozen,
  },
  {
    id: 'v2.status.unfreeze.repeat',
    title: 'A repeat of an unfreeze succeeds',
    of: 'updateInstanceStatus',
    fix: retry,
    sent: unfrozenAgain,
  },
  {
    id: 'v2.release.accepted',
    title: 'A release is carried out',
    of: 'releaseInstance',
    fix: 'Release the resources of the instance and answer 000000. Otherwise refunded services keep running at your cost.',
    sent: releaseStep,
  },
  {
    id: 'v2.release.repeat',
    title: 'A repeat of a release succeeds',
    of: 'releaseInstance',
    fix: 'Answer 000000 to the release of a released instance; 000003 counts as released as well.',
    sent: releasedAgain,
    codes: ['000000', '000003'],
  },
  {
    id: 'v2.release.order',
    title: 'A release with the order of a refund is carried out',
    of: 'releaseInstance',
    fix: 'orderId and orderLineId are optional here, and belong to the refund: find the instance by instanceId alone.',
    sent: releasedByOrder,
  },
  {
    id: 'v2.release.frozen',
    title: 'A frozen instance can be released',
    of: 'releaseInstance',
    fix: 'An expired instance is frozen first and released later: accept releaseInstance in every state.',
    sent: releasedFrozen,
  },
]

const more: readonly Check[] = [
  {
    id: 'v2.release.other-line',
    title: 'The release of one line does not affect the other line of the order',
    level: 'must',
    group: 'releaseInstance',
    source: 'saas-v2 §3.6',
    fix: 'Release only the named instance: an order may have several.',
    judge: async (look) => isStillThere(await look(secondLineAfter)),
  },
  {
    id: 'v2.release.done',
    title: 'A release that succeeds releases the instance',
    level: 'must',
    group: 'releaseInstance',
    source: 'saas-v2 §3.6, §5',
    fix: 'Answer 000000 once the instance is out of service, and remember that: the buyer was refunded, or pays no more. Then answer 000003 to later requests about it.',
    judge: async (look) => {
      await requireOffered(look, 'refreshInstance')
      return whyNotReleased(look)
    },
  },
  {
    id: 'v2.release.query',
    title: 'A released instance is not returned',
    level: 'should',
    group: 'releaseInstance',
    source: 'saas-v2 §3.6',
    fix: 'Answer 000003, or 000000 with an info without it: for the buyer, a released instance is gone.',
    judge: async (look) => {
      const exchange = await look(queriedReleased)
      requireReply(exchange)
      await requireReleased(look)
      return isTold(exchange) ? toFault(exchange, 'still returns the instance') : undefined
    },
  },
  {
    id: 'v2.release.refresh',
    title: 'A released instance cannot be renewed',
    level: 'should',
    group: 'releaseInstance',
    source: 'saas-v2 §5',
    fix: 'Answer 000003: after a success, the marketplace would assume that the buyer has a service.',
    judge: async (look) => {
      await requireOffered(look, 'refreshInstance')
      await requireReleased(look)
      return judgeRefusedAnyhow(await look(refreshedReleased))
    },
  },
]

/** Whether freezing and ending an instance are carried out, once and again, in every state in which they may come. */
export const endingChecks: readonly Check[] = [...createChecks(plain), ...more]
