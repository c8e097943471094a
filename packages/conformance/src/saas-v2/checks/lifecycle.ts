import type { SaasV2Activity } from '@loggia/protocol/saas/v2'
import type { JsonObject } from '@loggia/protocol/wire'
import type { Bench } from '../../engine/bench.ts'
import { CannotJudge, step } from '../../engine/check.ts'
import type { Check, Level, Step } from '../../engine/check.ts'
import type { Exchange } from '../../engine/exchange.ts'
import { accepted, faultOf, notRefused, refused } from '../../engine/judging.ts'
import { messageOf, newOrder, targetProduct } from '../messages.ts'
import {
  askAbout,
  becomeInstance,
  changeChecked,
  frozen,
  instanceFor,
  isThere,
  mainInstance,
  messageIn,
  openOrder,
  released,
  renewed,
  sendMessage,
  toFreeze,
  toRelease,
  toRenew,
  toUpgrade,
  upgraded,
} from '../steps.ts'
import type { Instance } from '../steps.ts'
import { requireOffered } from './of-activity.ts'

/** A message about an instance after what was done to it before. */
const after = (
  name: string,
  before: Step<Exchange>,
  { about, activity, more = {} }: { about: Step<Instance>; activity: SaasV2Activity; more?: JsonObject },
): Step<Exchange> =>
  step(name, async (bench) => {
    requireDone(await bench.look(before))
    const { instanceId } = await bench.look(about)
    return sendMessage(bench, name, { ...messageOf(bench, activity, instanceId), ...more })
  })

const requireDone = (before: Exchange): void => {
  if (before.code !== '000000') throw new CannotJudge(`What comes before it was not done: ${before.name}.`)
}

/** The same message again, as a retry sends it. */
const again = (name: string, first: Step<Exchange>, later?: Step<Exchange>): Step<Exchange> =>
  step(name, async (bench) => {
    const before = await bench.look(first)
    requireDone(before)
    if (later) await bench.look(later)
    return sendMessage(bench, name, messageIn(before))
  })

const frozenAgain = again('a second freezing', frozen)
const refreshedFrozen = after('a refreshInstance of a frozen instance', frozenAgain, {
  about: toFreeze,
  activity: 'refreshInstance',
})
const queriedFrozen = after('a queryInstance of a frozen instance', frozenAgain, {
  about: toFreeze,
  activity: 'queryInstance',
})
/** Once nothing has to find it frozen any more. */
const unfrozen = step('an unfreezing', async (bench) => {
  await Promise.allSettled([bench.look(refreshedFrozen), bench.look(queriedFrozen)])
  requireDone(await bench.look(frozen))
  const { instanceId } = await bench.look(toFreeze)
  const message = { ...messageOf(bench, 'updateInstanceStatus', instanceId), status: 'UNFREEZE' }
  return sendMessage(bench, 'an unfreezing', message)
})
const unfrozenAgain = again('a second unfreezing', unfrozen)

const toReleaseFrozen = instanceFor('to release while it is frozen')
const releasedFrozen = step('the release of a frozen instance', async (bench) => {
  const { instanceId } = await bench.look(toReleaseFrozen)
  requireDone(
    await sendMessage(
      bench,
      'a freezing before a release',
      messageOf(bench, 'updateInstanceStatus', instanceId),
    ),
  )
  return sendMessage(
    bench,
    'the release of a frozen instance',
    messageOf(bench, 'releaseInstance', instanceId),
  )
})
const releasedByOrder = step('a release by an order', async (bench) => {
  const { instanceId } = await bench.look(instanceOfFirstLine)
  const message = { ...messageOf(bench, 'releaseInstance', instanceId), ...newOrder(bench) }
  return sendMessage(bench, 'a releaseInstance because of an order that was returned', message)
})
/** Two lines of one order: the first is released, the second stays. */
const firstLine = step('the first line of an order of two', async (bench) => {
  await bench.look(mainInstance)
  return openOrder(bench, 'the newInstance of the first of two lines')
})
const instanceOfFirstLine = step('the instance of the first line', async (bench) =>
  becomeInstance(bench, await bench.look(firstLine)),
)
const instanceOfSecondLine = step('the instance of the second line', async (bench) => {
  const { orderId } = messageIn(await bench.look(firstLine))
  const line = { orderId, orderLineId: `${String(orderId)}-000002` }
  return becomeInstance(bench, await openOrder(bench, 'the newInstance of the second of two lines', line))
})
const secondLineAfter = step('a query of the second line after the release of the first', async (bench) => {
  const { instanceId } = await bench.look(instanceOfSecondLine)
  requireDone(await bench.look(releasedByOrder))
  const name = 'a queryInstance of the second line after the release of the first'
  return {
    instanceId,
    exchange: await sendMessage(bench, name, messageOf(bench, 'queryInstance', instanceId)),
  }
})

const releasedAgain = again('a second release', released)
const afterRelease = (name: string, activity: SaasV2Activity): Step<Exchange> =>
  step(name, async (bench) => {
    requireDone(await bench.look(released))
    await Promise.allSettled([bench.look(releasedAgain)])
    const { instanceId } = await bench.look(toRelease)
    return sendMessage(bench, name, messageOf(bench, activity, instanceId), { meant: 'refuse' })
  })
const queriedReleased = afterRelease('a queryInstance after the release', 'queryInstance')
const refreshedReleased = afterRelease('a refreshInstance after the release', 'refreshInstance')

const upgradedAgain = again('a repeat of the same upgradeInstance', upgraded)
const stillThere = (
  name: string,
  before: Step<Exchange>,
  about: Step<Instance>,
): Step<{ instanceId: string; exchange: Exchange }> =>
  step(name, async (bench) => {
    requireDone(await bench.look(before))
    const { instanceId } = await bench.look(about)
    return {
      instanceId,
      exchange: await sendMessage(bench, name, messageOf(bench, 'queryInstance', instanceId)),
    }
  })
const afterUpgrade = stillThere('a queryInstance after the upgrade', upgradedAgain, toUpgrade)
const afterRenewal = stillThere('a queryInstance after the renewal', renewed, toRenew)

const isStillThere = ({
  instanceId,
  exchange,
}: {
  instanceId: string
  exchange: Exchange
}): ReturnType<typeof faultOf> =>
  isThere(exchange, instanceId)
    ? undefined
    : faultOf(exchange, 'no longer tells of the instance, which stays the same')

type Plain = {
  readonly id: string
  readonly title: string
  readonly level?: Level
  readonly of: SaasV2Activity
  readonly fix: string
  readonly sent: Step<Exchange>
  readonly codes?: readonly string[]
}

const scenes = {
  TRIAL_TO_FORMAL: 'a trial becomes paid',
  UNSUBSCRIBE_RENEWAL_PERIOD: 'a renewal is cancelled',
  RENEWAL_CHANGE: 'a renewal changes the service',
}
const retry = 'A repeat comes when your answer was lost: answer 000000 if there is nothing left to do.'
const optional =
  'An optional interface: it is asked only if the product offers upgrades. If it does, answer 000000 to a change that you support.'

const plain: readonly Plain[] = [
  {
    id: 'v2.refresh.accepted',
    title: 'A renewal is carried out',
    of: 'refreshInstance',
    fix: 'Set the new expiry and answer 000000; products of a period and pay-per-use need this interface.',
    sent: renewed,
  },
  ...Object.entries(scenes).map(([scene, says]): Plain => ({
    id: `v2.refresh.scene.${scene.toLowerCase().replaceAll('_', '-')}`,
    title: `The scene ${scene} is carried out: ${says}`,
    of: 'refreshInstance',
    fix: `Take the scene ${scene} and set the expiry that comes with it.`,
    sent: askAbout(`a refreshInstance with the scene ${scene}`, 'refreshInstance', {
      about: toRenew,
      more: { scene },
    }),
  })),
  {
    id: 'v2.refresh.expire.fourteen',
    title: 'An expiry of fourteen digits is taken',
    of: 'refreshInstance',
    fix: 'The table says fourteen digits and the examples have seventeen: read both.',
    sent: askAbout('a refreshInstance with an expiry of fourteen digits', 'refreshInstance', {
      about: toRenew,
      more: { expireTime: '20301231160000' },
    }),
  },
  {
    id: 'v2.refresh.product',
    title: 'A productId, which comes when the period changed, is taken',
    of: 'refreshInstance',
    fix: 'productId is optional: read it if it is there, and use the new charging period.',
    sent: askAbout('a refreshInstance with a productId', 'refreshInstance', {
      about: toRenew,
      more: { productId: targetProduct.productId },
    }),
  },
  {
    id: 'v2.refresh.repeat',
    title: 'A repeat of a renewal succeeds',
    of: 'refreshInstance',
    fix: retry,
    sent: again('a repeat of the same refreshInstance', renewed),
  },
  {
    id: 'v2.refresh.frozen',
    title: 'A frozen instance can be renewed',
    of: 'refreshInstance',
    fix: 'A frozen instance is unusable but renewable: take refreshInstance in every state but the released one.',
    sent: refreshedFrozen,
  },
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
    sent: released,
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
  {
    id: 'v2.upgrade.accepted',
    title: 'An upgrade is carried out',
    level: 'should',
    of: 'upgradeInstance',
    fix: optional,
    sent: upgraded,
  },
  {
    id: 'v2.upgrade.repeat',
    title: 'A repeat of an upgrade succeeds',
    of: 'upgradeInstance',
    fix: `Remember the orders that upgraded an instance. ${retry}`,
    sent: upgradedAgain,
  },
  {
    id: 'v2.change.accepted',
    title: 'A change that is asked about is allowed',
    level: 'should',
    of: 'changeInstanceCheck',
    fix: `${optional} Any other code tells the buyer that this change is not possible.`,
    sent: changeChecked,
  },
]

const sections: Readonly<Record<SaasV2Activity, string>> = {
  newInstance: '§3.2',
  queryInstance: '§3.3',
  refreshInstance: '§3.4',
  updateInstanceStatus: '§3.5',
  releaseInstance: '§3.6',
  upgradeInstance: '§3.7',
  changeInstanceCheck: '§3.8',
}

const plainChecks = plain.map(({ of, sent, codes = ['000000'], level = 'must', ...check }): Check => ({
  ...check,
  level,
  group: of,
  source: `saas-v2 ${sections[of]}`,
  judge: async (look) => accepted(await look(sent), ...codes),
}))

const product = (name: string, productInfo: unknown): Step<Exchange> =>
  step(name, async (bench: Bench) => {
    requireDone(await bench.look(changeChecked))
    const { instanceId } = await bench.look(mainInstance)
    return sendMessage(bench, name, { ...messageOf(bench, 'changeInstanceCheck', instanceId), productInfo })
  })
const { linearValue: _, ...withoutQuantity } = targetProduct
const changeWithoutQuantity = product('a changeInstanceCheck without a quantity', withoutQuantity)
const changeAsText = product(
  'a changeInstanceCheck whose productInfo is JSON text',
  JSON.stringify(targetProduct),
)

const more: readonly Check[] = [
  {
    id: 'v2.refresh.still-there',
    title: 'A renewed instance is still the same',
    level: 'should',
    group: 'refreshInstance',
    source: 'saas-v2 §3.4',
    fix: 'A renewal changes the expiry and nothing else: the instanceId stays.',
    judge: async (look) => isStillThere(await look(afterRenewal)),
  },
  {
    id: 'v2.upgrade.still-there',
    title: 'An upgraded instance is still the same',
    level: 'must',
    group: 'upgradeInstance',
    source: 'saas-v2 §3.7',
    fix: 'An upgrade changes what an instance may do and not its instanceId.',
    judge: async (look) => isStillThere(await look(afterUpgrade)),
  },
  {
    id: 'v2.change.no-quantity',
    title: 'A target without a quantity is taken',
    level: 'must',
    group: 'changeInstanceCheck',
    source: 'saas-v2 §3.8',
    fix: 'linearValue is optional: products without a quantity come without it.',
    judge: async (look) => notRefused(await look(changeWithoutQuantity), '000001', '000002'),
  },
  {
    id: 'v2.change.text',
    title: 'A target that comes as JSON text is taken',
    level: 'should',
    group: 'changeInstanceCheck',
    source: 'saas-v2 §3.8',
    fix: 'Some senders put productInfo into the body as a text that holds JSON: if it is a text, parse it.',
    judge: async (look) => notRefused(await look(changeAsText), '000001', '000002'),
  },
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
    id: 'v2.release.query',
    title: 'Nothing is told of an instance that was released',
    level: 'should',
    group: 'releaseInstance',
    source: 'saas-v2 §3.6',
    fix: 'Answer 000003, or 000000 with an info without it: what is released is gone for the buyer.',
    judge: async (look) => {
      const exchange = await look(queriedReleased)
      const info = exchange.json?.['info']
      return Array.isArray(info) && info.length > 0
        ? faultOf(exchange, 'still tells of the instance')
        : undefined
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
      return refused(await look(refreshedReleased), '000003')
    },
  },
]

/** Whether what an activity asks for is done, once and again, in every state in which it may come. */
export const lifecycleChecks: readonly Check[] = [...plainChecks, ...more]
