import { CannotJudge, defineStep } from '../../engine/check.ts'
import type { Check, Judgement, Step } from '../../engine/check.ts'
import type { Exchange } from '../../engine/exchange.ts'
import { judgeAccepted, judgeRefused, writeSentence } from '../../engine/judging.ts'
import { formatInMonths } from '../../purchases/times.ts'
import { limitChecks } from '../../replies/offered.ts'
import { isDone, judgeRefusedAnyhow, requireDone, requireReply } from '../../replies/verdicts.ts'
import { repeatOrder, sendMessage } from '../../tokened/instances.ts'
import type { Parameters } from '../../tokened/send.ts'
import { createMessage } from '../messages.ts'
import {
  askAbout,
  defineLicense,
  defineRepetition,
  findLicense,
  isSameLicense,
  ofNothing,
  refreshStep,
  releaseStep,
  requireOffered,
  toRelease,
} from '../steps.ts'

const source = 'license §1.2'

type Told = Pick<Check, 'id' | 'title' | 'fix'> & Partial<Pick<Check, 'level'>>

const carriedOut = (group: string, sent: Step<Exchange>, told: Told): Check => ({
  level: 'must',
  group,
  source,
  ...told,
  judge: async (look) => judgeAccepted(await look(sent), '000000'),
})

const renewedAgain = defineRepetition('a repeat of a refreshLicense', refreshStep)

type Renewal = Told & { readonly name: string; readonly years: number; readonly more: Parameters }

const laterRenewals: readonly Renewal[] = [
  {
    id: 'license-v1.refresh.period',
    title: 'A renewal with another productId and its period is accepted',
    fix: 'productId, periodType and periodNumber are optional: they are sent when the period changes.',
    name: 'a refreshLicense with a productId',
    years: 3,
    more: { productId: 'OFFI000000000000011', periodType: 'month', periodNumber: '12' },
  },
  ...(['0', '1'] as const).map((testFlag): Renewal => ({
    id: `license-v1.refresh.test-flag.${testFlag}`,
    title: `A renewal with testFlag ${testFlag} is accepted`,
    // The table has no such parameter.
    level: 'should',
    fix: 'The flag is sent by debugging requests: absent, 0 and 1 must all pass.',
    name: `a refreshLicense with testFlag ${testFlag}`,
    years: 4 + Number(testFlag),
    more: { testFlag },
  })),
]

/** In sequence, because each sets another end than the one before. */
function laterRenewalChecks(): readonly Check[] {
  let after: Step<Exchange> = renewedAgain
  return laterRenewals.map(({ name, years, more, ...told }) => {
    after = askAbout(name, 'refreshLicense', {
      after,
      more: (bench) => ({ expireTime: formatInMonths(bench, 12 * years), ...more }),
    })
    return carriedOut('refreshLicense', after, told)
  })
}

const toRenew = defineLicense('to renew and to ask for again')
const renewedFirst = askAbout('a refreshLicense before a repeat of getLicense', 'refreshLicense', {
  about: toRenew,
})
const askedRenewed = defineStep('a repeat of getLicense after a renewal', async (bench) => {
  requireDone(await bench.look(renewedFirst))
  const { opening } = await bench.look(toRenew)
  return { opening, again: await repeatOrder(bench, 'a repeat of getLicense after a renewal', opening) }
})

const refreshChecks: readonly Check[] = limitChecks(
  (look) => requireOffered(look, 'refreshLicense'),
  [
    carriedOut('refreshLicense', refreshStep, {
      id: 'license-v1.refresh.accepted',
      title: 'A renewal is accepted',
      fix: 'Keep the new expireTime with the license, and answer 000000.',
    }),
    carriedOut('refreshLicense', renewedAgain, {
      id: 'license-v1.refresh.repeat',
      title: 'A repeat of a renewal is accepted',
      fix: 'A renewal is sent again if its response was lost: set the same expireTime and answer 000000, not an error. A database update that changes no row is not a failure.',
    }),
    ...laterRenewalChecks(),
    {
      id: 'license-v1.refresh.same-license',
      title: 'A renewal makes no new license for the order of the purchase',
      level: 'must',
      group: 'refreshLicense',
      source: 'license §1.1, §1.2',
      fix: 'A renewal changes the end of a license: a repeat of getLicense for the order of the purchase gets the same license as before.',
      judge: async (look) => {
        const { opening, again } = await look(askedRenewed)
        return isSameLicense(opening, again)
      },
    },
    {
      id: 'license-v1.refresh.unknown',
      title: 'refreshLicense of an instance that does not exist is refused',
      level: 'must',
      group: 'refreshLicense',
      source: 'license §2.4',
      fix: 'Answer 000003 to a request for an instance ID that you never returned.',
      judge: async (look) => judgeRefusedAnyhow(await look(ofNothing.refreshLicense)),
    },
  ],
)

const releasedAgain = defineRepetition('a repeat of a releaseLicense', releaseStep)
const refreshedReleased = defineStep('a refreshLicense after the release', async (bench) => {
  requireDone(await bench.look(releaseStep))
  await Promise.allSettled([bench.look(releasedAgain)])
  const { instanceId, orderId } = await bench.look(toRelease)
  const message = createMessage(bench, 'refreshLicense', { instanceId, orderId })
  return sendMessage(bench, 'a refreshLicense after the release', message, { meant: 'refuse' })
})
const askedReleased = defineStep('a repeat of getLicense after the release', async (bench) => {
  requireDone(await bench.look(releaseStep))
  await Promise.allSettled([bench.look(releasedAgain)])
  const { opening } = await bench.look(toRelease)
  return repeatOrder(bench, 'a repeat of getLicense for a released license', opening, { meant: 'either' })
})

/** A server that really released a license would not both hand it out and renew it. Either one alone is tolerated. */
function isKept(renewed: Exchange, asked: Exchange): Judgement {
  requireReply(renewed)
  requireReply(asked)
  return isDone(renewed) && findLicense(asked) !== undefined
    ? {
        why: writeSentence(
          renewed,
          'succeeded, and a repeat of getLicense still returned the license as before',
        ),
        exchanges: [asked, renewed],
      }
    : undefined
}

const releasedChecks: readonly Check[] = limitChecks(
  (look) => requireOffered(look, 'refreshLicense'),
  [
    {
      id: 'license-v1.release.done',
      title: 'A release that succeeds releases the license',
      level: 'must',
      group: 'releaseLicense',
      source: 'license §1.2, §2.4',
      fix: 'Answer 000000 once the license is out of use, and remember that: the buyer was refunded, or pays no more. Then answer 000003 to later requests about it.',
      judge: async (look) => isKept(await look(refreshedReleased), await look(askedReleased)),
    },
    {
      id: 'license-v1.release.refresh',
      title: 'A released license cannot be renewed',
      level: 'should',
      group: 'releaseLicense',
      source: 'license §2.4',
      fix: 'Answer 000003: after a success, the marketplace would assume that the buyer has a license.',
      judge: async (look) => {
        const renewed = await look(refreshedReleased)
        if (isKept(renewed, await look(askedReleased)) !== undefined)
          throw new CannotJudge('Nothing shows that it was released.')
        return judgeRefusedAnyhow(renewed)
      },
    },
  ],
)

const releaseChecks: readonly Check[] = limitChecks(
  (look) => requireOffered(look, 'releaseLicense'),
  [
    carriedOut('releaseLicense', releaseStep, {
      id: 'license-v1.release.accepted',
      title: 'A release is accepted',
      fix: 'Take the license out of use, and answer 000000.',
    }),
    carriedOut('releaseLicense', releasedAgain, {
      id: 'license-v1.release.repeat',
      title: 'A repeat of a release is accepted',
      fix: 'A released license stays released: remember its instanceId, and answer 000000 again.',
    }),
    carriedOut(
      'releaseLicense',
      askAbout('a releaseLicense with testFlag 1', 'releaseLicense', {
        about: defineLicense('to release with testFlag 1'),
        more: { testFlag: '1' },
      }),
      {
        id: 'license-v1.release.test-flag.1',
        title: 'A release with testFlag 1 is accepted',
        level: 'should',
        fix: 'The flag is sent by debugging requests: absent, 0 and 1 must all pass.',
      },
    ),
    ...releasedChecks,
    {
      id: 'license-v1.release.unknown',
      title: 'releaseLicense of an instance that does not exist is answered with 000003 or 000000',
      level: 'should',
      group: 'releaseLicense',
      source: 'license §2.4',
      fix: 'Answer 000003, or 000000 if you cannot distinguish it from a released license; after any other code, the request is retried for hours.',
      // A server that deletes what it releases cannot tell a released license from an unknown one, and a repeated
      // release must succeed.
      judge: async (look) => judgeRefused(await look(ofNothing.releaseLicense), '000003', '000000'),
    },
  ],
)

/** What happens to a license after its purchase. */
export const lifeChecks: readonly Check[] = [...refreshChecks, ...releaseChecks]
