import { defineStep } from '../../engine/check.ts'
import type { Check, Step } from '../../engine/check.ts'
import type { Exchange } from '../../engine/exchange.ts'
import { judgeAccepted, toFault, judgeRefused, writeSentence } from '../../engine/judging.ts'
import { isDone, judgeRefusedAnyhow, requireDone, requireReply } from '../../replies/verdicts.ts'
import { createBusinessId } from '../../purchases/ids.ts'
import { formatInYears, createMessage } from '../messages.ts'
import type { SaasV1Activity } from '../messages.ts'
import type { Parameters } from '../../tokened/send.ts'
import {
  defineRepetition,
  askAbout,
  askUnknown,
  expiryStep,
  frozen,
  defineInstance,
  refreshStep,
  releaseStep,
  requireId,
  sendMessage,
  toExpire,
  toFreeze,
  toRelease,
  toUpgrade,
  upgradeStep,
  withArticle,
} from '../steps.ts'
import { limitToActivity } from './of-activity.ts'
import { isTold } from './query-instance.ts'

const unknownSource = 'saas-v1 §8'

type Told = Pick<Check, 'id' | 'title' | 'fix'> & Partial<Pick<Check, 'level' | 'source'>>

/** Creates the checks of one activity, each of which requires that a request is carried out. */
const of = (group: string, source: string) => ({
  carriedOut: (sent: Step<Exchange>, told: Told): Check => ({
    level: 'must',
    group,
    source,
    ...told,
    judge: async (look) => judgeAccepted(await look(sent), '000000'),
  }),
})

/** An unknown instance must not be reported as changed. */
const unknownIs = (activity: SaasV1Activity, short: string): Check => {
  const sent = askUnknown(activity)
  return {
    id: `v1.${short}.unknown`,
    title: `${activity} of an instance that does not exist is refused`,
    level: 'must',
    group: activity,
    source: unknownSource,
    fix: 'Answer 000003 to a request for an instance ID that you never returned.',
    judge: async (look) => judgeRefusedAnyhow(await look(sent)),
  }
}

const flags =
  'The flag is optional: absent, 0 and 1 must all pass. Declare it as a string that may be missing.'
const renewals = of('refreshInstance', 'saas-v1 §7.1')

const renewedAgain = defineRepetition('a repeat of a refreshInstance', refreshStep)

type Renewal = Told & { readonly name: string; readonly years: number; readonly more: Parameters }

const laterRenewals: readonly Renewal[] = [
  {
    id: 'v1.refresh.trial-to-formal',
    title: 'The conversion of a trial is accepted',
    fix: 'Accept trialToFormal 1: the instance stays, and its trial ends.',
    name: 'a refreshInstance with trialToFormal',
    years: 3,
    more: { trialToFormal: '1' },
  },
  {
    id: 'v1.refresh.other-period',
    title: 'A renewal for another kind of period is accepted',
    fix: 'productId is sent when the kind of period changes; it belongs to the same specification.',
    name: 'a refreshInstance with another productId',
    years: 4,
    more: { productId: '00301-666666-0--1', periodType: 'month', periodNumber: '12' },
  },
  ...(['0', '1'] as const).map((testFlag): Renewal => ({
    id: `v1.refresh.test-flag.${testFlag}`,
    title: `A renewal with testFlag ${testFlag} is accepted`,
    fix: flags,
    name: `a refreshInstance with testFlag ${testFlag}`,
    years: 5 + Number(testFlag),
    more: { testFlag },
  })),
  {
    id: 'v1.refresh.cancelled',
    title: 'The cancellation of a renewal is accepted',
    fix: 'orderAmount is negative when a renewal is cancelled; only expireTime matters.',
    name: 'a refreshInstance that cancels a renewal',
    years: 5,
    more: { orderAmount: '-99.000' },
  },
]

/** In sequence, because each sets another end than the one before. */
function laterRenewalChecks(): readonly Check[] {
  let after: Step<Exchange> = renewedAgain
  return laterRenewals.map(({ name, years, more, ...told }) => {
    after = askAbout(name, 'refreshInstance', {
      after,
      more: (bench) => ({ expireTime: formatInYears(bench, years), ...more }),
    })
    return renewals.carriedOut(after, told)
  })
}

const refreshChecks: readonly Check[] = limitToActivity('refreshInstance', [
  renewals.carriedOut(refreshStep, {
    id: 'v1.refresh.accepted',
    title: 'A renewal is accepted',
    fix: 'Keep the new expireTime with the instance, and answer 000000.',
  }),
  renewals.carriedOut(renewedAgain, {
    id: 'v1.refresh.repeat',
    title: 'A repeat of a renewal is accepted',
    fix: 'A renewal is sent again if its response was lost: set the same expireTime and answer 000000, not an error. A database update that changes no row is not a failure.',
  }),
  ...laterRenewalChecks(),
  unknownIs('refreshInstance', 'refresh'),
])

const expiries = of('expireInstance', 'saas-v1 §7.2')
const afterExpiry = askAbout('a refreshInstance after the expiry', 'refreshInstance', {
  about: toExpire,
  after: expiryStep,
})

const expireChecks: readonly Check[] = limitToActivity('expireInstance', [
  expiries.carriedOut(expiryStep, {
    id: 'v1.expire.accepted',
    title: 'An expiry is accepted',
    fix: 'Lock the instance, keep its data, and answer 000000.',
  }),
  expiries.carriedOut(defineRepetition('a repeat of an expireInstance', expiryStep), {
    id: 'v1.expire.repeat',
    title: 'A repeat of an expiry is accepted',
    fix: 'An expired instance stays expired: answer 000000 for the same instanceId again.',
  }),
  expiries.carriedOut(
    askAbout('an expireInstance without orderId', 'expireInstance', {
      about: defineInstance('to expire without an order'),
      rest: { without: ['orderId'] },
    }),
    {
      id: 'v1.expire.no-order',
      title: 'An expiry without orderId is accepted',
      level: 'should',
      fix: 'Use only instanceId: the published examples omit orderId, although the table lists it.',
    },
  ),
  expiries.carriedOut(afterExpiry, {
    id: 'v1.expire.renewed',
    title: 'An expired instance can be renewed during the retention period',
    source: 'saas-v1 §1',
    fix: 'Accept refreshInstance after expireInstance, and unlock the instance again: for this, its data is kept for up to 15 days.',
  }),
  unknownIs('expireInstance', 'expire'),
])

const releases = of('releaseInstance', 'saas-v1 §7.3')

const unknownReleased = askUnknown('releaseInstance')
const releasedAgain = defineRepetition('a repeat of a releaseInstance', releaseStep)

const afterRelease = (activity: 'queryInstance' | 'refreshInstance'): Step<Exchange> =>
  defineStep(`${withArticle(activity)} after the release`, async (bench) => {
    requireDone(await bench.look(releaseStep))
    await Promise.allSettled([bench.look(releasedAgain)])
    const { instanceId } = await bench.look(toRelease)
    const name = `${withArticle(activity)} after the release`
    return sendMessage(bench, name, createMessage(bench, activity, instanceId), { meant: 'refuse' })
  })
const queriedReleased = afterRelease('queryInstance')
const refreshedReleased = afterRelease('refreshInstance')

/**
 * A server that really released an instance would not both describe it in a query and renew it. Either one alone is
 * tolerated.
 */
const releasedInTruth: Check = {
  id: 'v1.release.done',
  title: 'A release that succeeds releases the instance',
  level: 'must',
  group: 'releaseInstance',
  source: 'saas-v1 §7.3, §8',
  fix: 'Answer 000000 once the instance is out of service, and remember that: the buyer was refunded, or pays no more. Then answer 000003 to later requests about it.',
  judge: async (look) => {
    const [told, renewed] = await Promise.all([look(queriedReleased), look(refreshedReleased)])
    requireReply(told)
    requireReply(renewed)
    const { instanceId } = await look(toRelease)
    const isKept = isTold(told, instanceId) === undefined && isDone(renewed)
    if (!isKept) return undefined
    const why = writeSentence(renewed, 'succeeded, but a query still returned the instance as before')
    return { why, exchanges: [told, renewed] }
  },
}

const releaseChecks: readonly Check[] = [
  releases.carriedOut(releaseStep, {
    id: 'v1.release.accepted',
    title: 'A release is accepted',
    fix: 'Release the resources, and answer 000000.',
  }),
  releases.carriedOut(releasedAgain, {
    id: 'v1.release.repeat',
    title: 'A repeat of a release is accepted',
    fix: 'A released instance stays released: remember its instanceId, and answer 000000 again.',
  }),
  releases.carriedOut(
    askAbout('a releaseInstance with orderAmount', 'releaseInstance', {
      about: defineInstance('to be returned'),
      more: { orderAmount: '99.000', testFlag: '0' },
    }),
    {
      id: 'v1.release.returned',
      title: 'A release after a refund is accepted',
      fix: 'orderAmount is the refunded amount, and is optional.',
    },
  ),
  ...limitToActivity('queryInstance', limitToActivity('refreshInstance', [releasedInTruth])),
  {
    id: 'v1.release.unknown',
    title: 'releaseInstance of an instance that does not exist is answered with 000003 or 000000',
    level: 'should',
    group: 'releaseInstance',
    source: unknownSource,
    fix: 'Answer 000003, or 000000 if you cannot distinguish it from a released instance; after any other code, the request is retried for hours.',
    // A server that deletes what it releases cannot tell a released instance from an unknown one, and a repeated
    // release must succeed.
    judge: async (look) => judgeRefused(await look(unknownReleased), '000003', '000000'),
  },
]

const upgrades = of('upgrade', 'saas-v1 §7.4')
const upgradedAgain = defineRepetition('a repeat of an upgrade', upgradeStep)
const afterUpgrade = defineStep('a repeat of newInstance after an upgrade', async (bench) => {
  await bench.look(upgradeStep)
  const { bought } = await bench.look(toUpgrade)
  const name = 'a repeat of newInstance after an upgrade'
  return sendMessage(bench, name, { ...bought, businessId: createBusinessId(bench) })
})

const upgradeChecks: readonly Check[] = limitToActivity('upgrade', [
  upgrades.carriedOut(upgradeStep, {
    id: 'v1.upgrade.accepted',
    title: 'An upgrade is accepted',
    fix: 'Change the instance to the given skuCode, productId and quantities, and answer 000000.',
  }),
  upgrades.carriedOut(upgradedAgain, {
    id: 'v1.upgrade.repeat',
    title: 'A repeat of an upgrade is accepted',
    fix: 'Remember the orderId: the same order upgrades only once, and is answered with 000000 again.',
  }),
  upgrades.carriedOut(
    askAbout('an upgrade with every quantity', 'upgrade', {
      about: toUpgrade,
      more: { amount: '30', diskSize: '100', bandWidth: '5', testFlag: '0' },
    }),
    {
      id: 'v1.upgrade.quantities',
      title: 'An upgrade with every quantity is accepted',
      level: 'should',
      fix: 'amount, diskSize and bandWidth are optional: only those of the specification are sent.',
    },
  ),
  {
    id: 'v1.upgrade.same-id',
    title: 'An upgrade does not change the instance ID',
    level: 'must',
    group: 'upgrade',
    source: 'saas-v1 §7.4',
    fix: 'Change the existing instance: its instanceId stays the one from newInstance.',
    judge: async (look) => {
      const { instanceId } = await look(toUpgrade)
      const after = await look(afterUpgrade)
      const now = requireId(after)
      return now === instanceId
        ? undefined
        : toFault(after, `was answered with the instanceId ${now}; before the upgrade it was ${instanceId}`)
    },
  },
  unknownIs('upgrade', 'upgrade'),
])

const states = of('instanceStatus', 'saas-v1 §7.5')
const woken = askAbout('an instanceStatus NORMAL', 'instanceStatus', {
  about: toFreeze,
  more: { instanceStatus: 'NORMAL' },
  after: frozen,
})

const statusChecks: readonly Check[] = limitToActivity('instanceStatus', [
  states.carriedOut(frozen, {
    id: 'v1.status.freeze',
    title: 'FREEZE is accepted',
    fix: 'Lock the instance, keep its data, and answer 000000.',
  }),
  states.carriedOut(defineRepetition('a repeat of an instanceStatus FREEZE', frozen), {
    id: 'v1.status.freeze.repeat',
    title: 'A repeat of FREEZE is accepted',
    fix: 'A frozen instance stays frozen: answer 000000 again.',
  }),
  states.carriedOut(woken, {
    id: 'v1.status.normal',
    title: 'NORMAL is accepted after FREEZE',
    fix: 'Unlock the instance, and answer 000000. V1.0 uses NORMAL where V2.0 uses UNFREEZE.',
  }),
  states.carriedOut(
    askAbout('an instanceStatus NORMAL of an instance that was never frozen', 'instanceStatus', {
      more: { instanceStatus: 'NORMAL', testFlag: '0' },
    }),
    {
      id: 'v1.status.normal.open',
      title: 'NORMAL is accepted for an instance that is not frozen',
      fix: 'Nothing changes: answer 000000.',
    },
  ),
  unknownIs('instanceStatus', 'status'),
])

/** What happens to an instance after its purchase. */
export const lifeChecks: readonly Check[] = [
  ...refreshChecks,
  ...expireChecks,
  ...releaseChecks,
  ...upgradeChecks,
  ...statusChecks,
]
