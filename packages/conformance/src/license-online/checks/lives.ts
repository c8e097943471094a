import { defineStep } from '../../engine/check.ts'
import type { Check, Step } from '../../engine/check.ts'
import type { Exchange } from '../../engine/exchange.ts'
import { judgeAccepted } from '../../engine/judging.ts'
import { dropRepeated, followEach, followUpCheck } from '../../purchases/follow-up.ts'
import type { Followed, Purchase } from '../../purchases/follow-up.ts'
import { findId, openOrder, repeatOrder, requireId, sendMessage } from '../../stamped/instances.ts'
import { createReleasedChecks } from '../../stamped/lives/endings.ts'
import { createFlagChecks, flagWords } from '../../stamped/lives/flags.ts'
import type { Flag } from '../../stamped/lives/flags.ts'
import { createPlainChecks, requireCarriedOut } from '../../stamped/lives/messages.ts'
import {
  createOpeningChecks,
  createOpenings,
  judgeOpened,
  judgeSameInstance,
} from '../../stamped/openings.ts'
import type { OpeningRules } from '../../stamped/openings.ts'
import { createMessage } from '../messages.ts'
import {
  ask,
  becomeInstance,
  firstOpening,
  isShown,
  mainInstance,
  ordersFault,
  requireApplications,
  showInstance,
} from '../steps.ts'
import { endings, limitToOffered, optional, renewals, rules } from '../lives.ts'

const { prefix } = rules

const openingRules: OpeningRules = {
  prefix,
  source: 'license §3.1',
  first: firstOpening,
  main: mainInstance,
  becomeInstance,
  release: (bench, instanceId) =>
    sendMessage(bench, 'a releaseInstance', createMessage(bench, 'releaseInstance', instanceId)),
}
const openings = createOpenings(openingRules)

/** Purchases that differ from the plain one. */
const variants: readonly Step<Exchange | readonly Exchange[]>[] = [
  openings.otherOrder,
  openings.otherLine,
  openings.sameLineOtherOrder,
  openings.concurrent,
  openings.longest,
  openings.withMore,
]

const bought = defineStep('all purchases', async (bench): Promise<readonly Purchase[]> => {
  const made = (await Promise.all(variants.map((one) => bench.look(one)))).flat()
  const purchases = made.flatMap((opening): Purchase[] => {
    const instanceId = findId(opening)
    return instanceId === undefined ? [] : [{ opening, instanceId }]
  })
  const once = dropRepeated(purchases, [(await bench.look(mainInstance)).instanceId])
  await Promise.all(once.map(({ opening }) => becomeInstance(bench, opening)))
  return once
})

const followWith = (
  activity: 'getLicenseAsync' | 'refreshInstance' | 'releaseInstance',
  after: readonly Step<unknown>[] = [],
): Step<readonly Followed[]> =>
  followEach(activity, {
    purchases: bought,
    after,
    send: (bench, name, { instanceId }) =>
      sendMessage(bench, name, createMessage(bench, activity, instanceId)),
  })
const renewed = followWith('refreshInstance')
const applied = followWith('getLicenseAsync', [renewed])
const released = followWith('releaseInstance', [renewed, applied])

const fix =
  'Answer 000000 or 000004 only when the instance is stored, whatever the kind and content of the order; if it fails, answer 000005, and the request is sent again.'

const keptChecks: readonly Check[] = [
  ...rules.limit('refreshInstance', [
    followUpCheck(renewed, {
      id: `${prefix}.new.kept.refresh`,
      title: 'Each purchased instance can be renewed',
      source: 'license §3.2',
      fix,
    }),
  ]),
  followUpCheck(
    applied,
    {
      id: `${prefix}.new.kept.apply`,
      title: 'A license of each purchased instance can be applied for',
      source: 'license §3.4',
      fix,
    },
    ({ exchange }) => judgeAccepted(exchange, '000000', '000004', ...ordersFault),
  ),
  followUpCheck(released, {
    id: `${prefix}.new.kept.release`,
    title: 'Each purchased instance can be released',
    source: 'license §3.3',
    fix,
    // Last, so that a seller that releases too much disturbs no other check.
    last: true,
  }),
]

/** Two lines of one order: the first is released, the second stays. */
const firstLine = defineStep('the first line of an order of two', async (bench) => {
  await bench.look(mainInstance)
  return openOrder(bench, 'the newInstance of the first of two lines')
})
const secondLine = defineStep('the second line after the release of the first', async (bench) => {
  const first = await becomeInstance(bench, await bench.look(firstLine))
  const line = { orderId: first.orderId, orderLineId: `${first.orderId}-000002` }
  const second = await becomeInstance(
    bench,
    await openOrder(bench, 'the newInstance of the second of two lines', line),
  )
  const message = createMessage(bench, 'releaseInstance', first.instanceId)
  await sendMessage(bench, 'a releaseInstance of the first of two lines', message)
  return showInstance(bench, second.instanceId, 'of the second line after the release of the first')
})

const otherLineCheck: Check = {
  id: `${prefix}.release.other-line`,
  title: 'The release of one line does not affect the other line of the order',
  level: 'must',
  group: 'releaseInstance',
  source: 'license §3.3',
  fix: 'Release only the named instance: an order may have several.',
  judge: async (look) => {
    await requireApplications(look)
    return isShown(await look(secondLine))
  },
}

const afterUnfreeze = defineStep('an application after an unfreeze', async (bench) => {
  requireCarriedOut(await bench.look(endings.unfrozen))
  return showInstance(bench, await bench.look(rules.subjects['to freeze']), 'after an unfreeze')
})

const unfreezeCheck: Check = {
  id: `${prefix}.status.unfreeze.done`,
  title: 'A license can be applied for after an unfreeze',
  level: 'must',
  group: 'updateInstanceStatus',
  source: 'license §3.3',
  fix: 'UNFREEZE ends what FREEZE began: answer 000000 once the instance can be used again.',
  judge: async (look) => {
    await requireApplications(look)
    return isShown(await look(afterUnfreeze))
  },
}

const flaggedOpening = (flag: Flag): Step<Exchange> =>
  defineStep(`a newInstance with testFlag ${flag}`, async (bench) => {
    await bench.look(mainInstance)
    return openOrder(bench, `a newInstance with testFlag ${flag}`, { testFlag: flag })
  })

const subjectOf = (flag: Flag): Step<string> => rules.subjects[`with testFlag ${flag}`]

const flagged = {
  '0': { opening: flaggedOpening('0'), application: flaggedApplication('0') },
  '1': { opening: flaggedOpening('1'), application: flaggedApplication('1') },
} as const

function flaggedApplication(flag: Flag): Step<Exchange> {
  const name = `a getLicenseAsync with testFlag ${flag}`
  return ask(name, 'getLicenseAsync', { about: subjectOf(flag), more: { testFlag: flag } })
}

const flagCheck = (
  flag: Flag,
  activity: 'newInstance' | 'getLicenseAsync',
  judge: Check['judge'],
): Check => ({
  id: `${prefix}.flag.${flagWords[flag].id}.${activity}`,
  title: `A ${activity} ${flagWords[flag].says}`,
  level: 'must',
  group: 'testFlag',
  source: 'license §3.1, §3.4',
  fix: flagWords[flag].fix,
  judge,
})

const withZero = defineStep('a repeat with testFlag 0', async (bench) =>
  repeatOrder(bench, 'a repeat of the first newInstance with testFlag 0', await bench.look(firstOpening), {
    testFlag: '0',
  }),
)

const testedAgain = defineStep('a repeat with testFlag 1', async (bench) =>
  repeatOrder(bench, 'a repeat of newInstance with testFlag 1', await bench.look(flagged['1'].opening)),
)

const judgesRepeat =
  (first: Step<Exchange>, again: Step<Exchange>): Check['judge'] =>
  async (look) => {
    const [before, now] = [await look(first), await look(again)]
    requireId(before)
    return judgeOpened(now) ?? judgeSameInstance(before, now)
  }

const flagChecks: readonly Check[] = [
  ...(['0', '1'] as const).flatMap((flag) => [
    flagCheck(flag, 'newInstance', async (look) => judgeOpened(await look(flagged[flag].opening))),
    flagCheck(flag, 'getLicenseAsync', async (look) =>
      judgeAccepted(await look(flagged[flag].application), '000000', '000004', ...ordersFault),
    ),
  ]),
  {
    id: `${prefix}.flag.zero.same`,
    title: 'A repeat with testFlag 0 of a purchase without it gives the same instance',
    level: 'must',
    group: 'testFlag',
    source: 'license §3.1',
    fix: flagWords['0'].fix,
    judge: judgesRepeat(firstOpening, withZero),
  },
  {
    id: `${prefix}.flag.one.repeat`,
    title: 'A repeat of a purchase with testFlag 1 gives the same instance',
    level: 'must',
    group: 'testFlag',
    source: 'license §3.1',
    fix: flagWords['1'].fix,
    judge: judgesRepeat(flagged['1'].opening, testedAgain),
  },
  ...createFlagChecks(rules, { '0': [flagged[0].application], '1': [flagged[1].application] }),
]

/** Whether a purchase has one instance, and what happens to it. */
export const openingChecks: readonly Check[] = [...createOpeningChecks(openingRules, openings), ...keptChecks]

/** Whether instances are renewed, frozen and released, once and again, and whether test requests are understood. */
export const lifeChecks: readonly Check[] = [
  ...limitToOffered(createPlainChecks(rules, [...renewals.plain, ...endings.plain])),
  ...rules.limit('updateInstanceStatus', [unfreezeCheck]),
  otherLineCheck,
  ...createReleasedChecks(rules, endings, [
    {
      activity: 'refreshInstance',
      short: 'refresh',
      fix: 'Answer 000003: after a success, the marketplace would assume that the buyer has a license.',
    },
    {
      activity: 'getLicenseAsync',
      short: 'apply',
      fix: 'Answer 000003: nobody may get a license of what was refunded or has ended.',
    },
  ]),
  ...flagChecks,
  ...optional.checks,
]
