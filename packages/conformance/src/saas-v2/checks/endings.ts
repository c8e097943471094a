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

const frozenAgain = defineRepetition('a second freezing', frozen)
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
const unfrozen = defineStep('an unfreezing', async (bench) => {
  await Promise.allSettled([bench.look(refreshedFrozen), bench.look(queriedFrozen)])
  requireDone(await bench.look(frozen))
  const { instanceId } = await bench.look(toFreeze)
  const message = { ...createMessage(bench, 'updateInstanceStatus', instanceId), status: 'UNFREEZE' }
  return sendMessage(bench, 'an unfreezing', message)
})
const unfrozenAgain = defineRepetition('a second unfreezing', unfrozen)

const toReleaseFrozen = defineInstance('to release while it is frozen')
const releasedFrozen = defineStep('the release of a frozen instance', async (bench) => {
  const { instanceId } = await bench.look(toReleaseFrozen)
  requireDone(
    await sendMessage(
      bench,
      'a freezing before a release',
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
  return sendMessage(bench, 'a releaseInstance because of an order that was returned', message)
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
        why: writeSentence(renewed, 'was carried out, and a query told of the instance as before it'),
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
    throw new CannotJudge('Nothing shows that it was released at all.')
}

const plain: readonly Plain[] = [
  {
    id: 'v2.status.freeze',
    title: 'A freezing is carried out',
    of: 'updateInstanceStatus',
    fix: 'Shut the instance and keep its data, then answer 000000; products of a period and pay-per-use need this interface.',
    sent: frozen,
  },
  {
    id: 'v2.status.freeze.repeat',
    title: 'A repeat of a freezing succeeds',
    of: 'updateInstanceStatus',
    fix: retry,
    sent: frozenAgain,
  },
  {
    id: 'v2.status.frozen.query',
    title: 'A frozen instance still exists',
    level: 'should',
    of: 'updateInstanceStatus',
    fix: 'Keep the data of a frozen instance and answer queries about it: the buyer may renew it.',
    sent: queriedFrozen,
  },
  {
    id: 'v2.status.unfreeze',
    title: 'An unfreezing is carried out',
    of: 'updateInstanceStatus',
    fix: 'Open the instance again and answer 000000.',
    sent: unfrozen,
  },
  {
    id: 'v2.status.unfreeze.repeat',
    title: 'A repeat of an unfreezing succeeds',
    of: 'updateInstanceStatus',
    fix: retry,
    sent: unfrozenAgain,
  },
  {
    id: 'v2.release.accepted',
    title: 'A release is carried out',
    of: 'releaseInstance',
    fix: 'Release what the instance uses and answer 000000. Without it returned services stay open and go on costing you.',
    sent: releaseStep,
  },
  {
    id: 'v2.release.repeat',
    title: 'A repeat of a release succeeds',
    of: 'releaseInstance',
    fix: 'Answer 000000 to the release of what is released already; 000003 counts as released too.',
    sent: releasedAgain,
    codes: ['000000', '000003'],
  },
  {
    id: 'v2.release.order',
    title: 'A release that names the order of a return is carried out',
    of: 'releaseInstance',
    fix: 'orderId and orderLineId are optional here, and those of the return: find the instance by instanceId alone.',
    sent: releasedByOrder,
  },
  {
    id: 'v2.release.frozen',
    title: 'A frozen instance can be released',
    of: 'releaseInstance',
    fix: 'What expired is frozen first and released later: take releaseInstance in every state.',
    sent: releasedFrozen,
  },
]

const more: readonly Check[] = [
  {
    id: 'v2.release.other-line',
    title: 'The release of one line leaves the other line of the order alone',
    level: 'must',
    group: 'releaseInstance',
    source: 'saas-v2 §3.6',
    fix: 'Release the one instance that is named: an order may have bought several.',
    judge: async (look) => isStillThere(await look(secondLineAfter)),
  },
  {
    id: 'v2.release.done',
    title: 'What is said to be released is released',
    level: 'must',
    group: 'releaseInstance',
    source: 'saas-v2 §3.6, §5',
    fix: 'Answer 000000 once the instance is out of service, and keep that it is: the buyer was paid back, or pays no more. Then answer 000003 to what comes about it.',
    judge: async (look) => {
      await requireOffered(look, 'refreshInstance')
      return whyNotReleased(look)
    },
  },
  {
    id: 'v2.release.query',
    title: 'Nothing is told of an instance that was released',
    level: 'should',
    group: 'releaseInstance',
    source: 'saas-v2 §3.6',
    fix: 'Answer 000003, or 000000 with an info without it: what is released is gone for the buyer.',
    judge: async (look) => {
      const exchange = await look(queriedReleased)
      requireReply(exchange)
      await requireReleased(look)
      return isTold(exchange) ? toFault(exchange, 'still tells of the instance') : undefined
    },
  },
  {
    id: 'v2.release.refresh',
    title: 'An instance that was released cannot be renewed',
    level: 'should',
    group: 'releaseInstance',
    source: 'saas-v2 §5',
    fix: 'Answer 000003: a success would leave the market in the belief that the buyer has a service.',
    judge: async (look) => {
      await requireOffered(look, 'refreshInstance')
      await requireReleased(look)
      return judgeRefusedAnyhow(await look(refreshedReleased))
    },
  },
]

/** Whether freezing and ending an instance are carried out, once and again, in every state in which they may come. */
export const endingChecks: readonly Check[] = [...createChecks(plain), ...more]
