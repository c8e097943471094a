import { CannotJudge, defineStep } from '../../engine/check.ts'
import type { Check, Look, Step } from '../../engine/check.ts'
import type { Exchange } from '../../engine/exchange.ts'
import { isDone, judgeRefusedAnyhow, judgeRefusalCodes, requireDone } from '../../replies/verdicts.ts'
import { saasV1Activities } from '../messages.ts'
import type { SaasV1Activity } from '../messages.ts'
import {
  askAbout,
  askUnknown,
  openOrder,
  openingStep,
  plainRequests,
  requireId,
  sendMessage,
  spareInstance,
  unknownActivity,
  withArticle,
} from '../steps.ts'
import type { About } from '../steps.ts'
import { limitToActivity } from './of-activity.ts'
import { isShown, showInstance } from './still-there.ts'

const group = 'Messages: what is refused'
const demand = 'Answer 000002 if a required parameter is missing, before anything is changed.'
const enumerated = 'Answer 000002 to a value that the protocol does not define, before anything is changed.'
const measured = 'Answer 000002 to a value that is longer than the protocol allows; do not cut it.'

/** The name of each activity in ids of checks, and the section of its parameters. */
const tables: Readonly<Record<SaasV1Activity, { short: string; source: string }>> = {
  newInstance: { short: 'new', source: 'saas-v1 §6' },
  refreshInstance: { short: 'refresh', source: 'saas-v1 §7.1' },
  expireInstance: { short: 'expire', source: 'saas-v1 §7.2' },
  releaseInstance: { short: 'release', source: 'saas-v1 §7.3' },
  upgrade: { short: 'upgrade', source: 'saas-v1 §7.4' },
  instanceStatus: { short: 'status', source: 'saas-v1 §7.5' },
  queryInstance: { short: 'query', source: 'saas-v1 §7.6' },
}

/** The printed examples of expiry and release have no order, so it is not required. */
const mandatory: Readonly<Record<SaasV1Activity, readonly string[]>> = {
  newInstance: ['customerId', 'businessId', 'orderId', 'productId'],
  refreshInstance: ['orderId', 'instanceId', 'expireTime'],
  expireInstance: ['instanceId'],
  releaseInstance: ['instanceId'],
  upgrade: ['orderId', 'instanceId', 'skuCode', 'productId'],
  instanceStatus: ['instanceId', 'instanceStatus'],
  queryInstance: ['instanceId'],
}

/** What is wrong with a message. */
type Wrong = Pick<About, 'more' | 'rest'>

/** Sends a wrong message: of a new order, or about the spare instance. */
const wrong = (name: string, activity: SaasV1Activity, { more = {}, rest }: Wrong): Step<Exchange> =>
  activity === 'newInstance'
    ? defineStep(name, async (bench) => {
        requireId(await bench.look(openingStep))
        const others = typeof more === 'function' ? more(bench, '') : more
        return openOrder(bench, name, others, { meant: 'refuse', ...rest })
      })
    : askAbout(name, activity, { about: spareInstance, more, rest: { meant: 'refuse', ...rest } })

/** The parameters that say what a request is about; without them nobody can have carried it out. */
const subjects: Readonly<Record<SaasV1Activity, readonly string[]>> = {
  newInstance: ['orderId'],
  refreshInstance: ['instanceId', 'expireTime'],
  expireInstance: ['instanceId'],
  releaseInstance: ['instanceId'],
  upgrade: ['instanceId'],
  instanceStatus: ['instanceId', 'instanceStatus'],
  queryInstance: ['instanceId'],
}

/** A check that a wrong message is refused, and what the summary of all of them needs. */
type Refusal = {
  readonly activity: SaasV1Activity | undefined
  readonly sent: Step<Exchange>
  /** The codes that fit. */
  readonly codes: readonly string[]
  readonly check: Check
}

function missing(activity: SaasV1Activity, name: string): Refusal {
  const sent = wrong(`${withArticle(activity)} without ${name}`, activity, { rest: { without: [name] } })
  // A server that looks for the instance first does not find one.
  const codes = name === 'instanceId' ? ['000002', '000003'] : ['000002']
  return {
    activity,
    sent,
    codes,
    check: {
      id: `v1.${tables[activity].short}.missing.${name}`,
      title: `${withCapital(activity)} without ${name} is refused`,
      level: subjects[activity].includes(name) ? 'must' : 'should',
      group,
      source: tables[activity].source,
      fix: demand,
      judge: async (look) => judgeRefusedAnyhow(await look(sent)),
    },
  }
}

const withCapital = (activity: string): string => {
  const text = withArticle(activity)
  return text.charAt(0).toUpperCase() + text.slice(1)
}

type Odd = {
  readonly id: string
  readonly activity: SaasV1Activity
  /** What is odd, as the end of the title. */
  readonly what: string
  readonly more: NonNullable<About['more']>
  readonly fix: string
}

const tooLong = (name: string, most: number): Odd => ({
  id: `v1.new.too-long.${name}`,
  activity: 'newInstance',
  what: `${name} of ${most + 1} characters`,
  more: { [name]: 'x'.repeat(most + 1) },
  fix: measured,
})

const notIn = (activity: SaasV1Activity, name: string, value: string): Odd => ({
  id: `v1.${tables[activity].short}.value.${name}`,
  activity,
  what: `${name} “${value}”`,
  more: { [name]: value },
  fix: enumerated,
})

const odds: readonly Odd[] = [
  tooLong('customerId', 100),
  tooLong('businessId', 64),
  tooLong('orderId', 64),
  tooLong('productId', 64),
  tooLong('skuCode', 64),
  notIn('newInstance', 'testFlag', '2'),
  notIn('newInstance', 'chargingMode', '9'),
  notIn('newInstance', 'periodType', 'week'),
  notIn('newInstance', 'periodNumber', 'one'),
  notIn('newInstance', 'orderAmount', 'much'),
  notIn('newInstance', 'expireTime', '2027-01-01 00:00:00'),
  notIn('refreshInstance', 'expireTime', 'next year'),
  notIn('instanceStatus', 'instanceStatus', 'PAUSED'),
  {
    id: 'v1.query.too-many',
    activity: 'queryInstance',
    what: '101 ids',
    more: (_, instanceId) => ({
      instanceId: [instanceId, ...Array.from({ length: 100 }, (_none, at) => `i-${at}`)].join(','),
    }),
    fix: 'Count the IDs, and answer 000002 to more than 100.',
  },
]

/** No marketplace sends such a message, so its refusal is advice. */
const odd = ({ id, activity, what, more, fix }: Odd): Refusal => {
  const sent = wrong(`${withArticle(activity)} with ${what}`, activity, { more })
  return {
    activity,
    sent,
    codes: ['000002'],
    check: {
      id,
      title: `${withCapital(activity)} with ${what} is refused`,
      level: 'should',
      group,
      source: tables[activity].source,
      fix,
      judge: async (look) => judgeRefusedAnyhow(await look(sent)),
    },
  }
}

const noActivity = defineStep('a request without an activity', async (bench) => {
  requireId(await bench.look(openingStep))
  return sendMessage(bench, 'a request without an activity', { instanceId: 'i-1' }, { meant: 'refuse' })
})

const ofNoActivity = [
  {
    sent: unknownActivity,
    id: 'v1.activity.unknown',
    title: 'An unknown activity is refused',
    fix: 'Answer 000002 to an unknown activity, never 000000, which means success.',
  },
  {
    sent: noActivity,
    id: 'v1.activity.missing',
    title: 'A request without an activity is refused',
    fix: demand,
  },
].map(({ sent, ...told }): Refusal => ({
  activity: undefined,
  sent,
  codes: ['000002'],
  check: {
    ...told,
    level: 'must',
    group,
    source: 'saas-v1 §1',
    judge: async (look) => judgeRefusedAnyhow(await look(sent)),
  },
}))

const refusals: readonly Refusal[] = [
  ...ofNoActivity,
  ...saasV1Activities.flatMap((activity) => [
    ...mandatory[activity].map((name) => missing(activity, name)),
    ...odds.filter((one) => one.activity === activity).map(odd),
  ]),
]

const aboutNone = saasV1Activities
  .filter((activity) => activity !== 'newInstance')
  .map((activity) => ({ activity, sent: askUnknown(activity), codes: ['000003'] }))

/**
 * The wrong messages of this run, except for activities of which the server does not carry out right messages either.
 */
async function wrongMessages(
  look: Look,
  all: readonly Omit<Refusal, 'check'>[],
): Promise<(Omit<Refusal, 'check'> & { exchange: Exchange })[]> {
  const sent = await Promise.allSettled(
    all.map(async (one) => {
      if (one.activity) requireDone(await look(plainRequests[one.activity]))
      return { ...one, exchange: await look(one.sent) }
    }),
  )
  return sent.flatMap((one) => {
    if (one.status === 'fulfilled') return [one.value]
    if (one.reason instanceof CannotJudge) return []
    throw one.reason
  })
}

/** Activities that do not change an existing instance. */
const leavesAlone: readonly (SaasV1Activity | undefined)[] = ['newInstance', 'queryInstance', undefined]

const spareAfter = defineStep('the spare instance after all wrong messages', async (bench) =>
  showInstance(bench, await bench.look(spareInstance), 'of an instance that only got wrong messages'),
)

/** The effects of a wrong message. */
const afterwards: readonly Check[] = [
  {
    id: 'v1.refusal.meaning',
    title: 'A wrong request is refused with the code for its reason',
    level: 'should',
    group,
    source: 'saas-v1 §8',
    fix: 'Answer 000002 to a message that does not conform, and 000003 to one about an instance that does not exist: people read the code in the console.',
    judge: async (look) => judgeRefusalCodes(await wrongMessages(look, [...refusals, ...aboutNone])),
  },
  {
    id: 'v1.refusal.no-effect',
    title: 'A refused request has no effect',
    level: 'must',
    group,
    source: 'saas-v1 §8',
    fix: 'Check the whole message before you do anything: after a refusal, the caller sends the request again, or a different one.',
    judge: async (look) => {
      const all = await wrongMessages(look, refusals)
      if (all.some(({ activity, exchange }) => !leavesAlone.includes(activity) && isDone(exchange)))
        throw new CannotJudge('Not all wrong messages about the instance were refused.')
      return isShown(await look(spareAfter))
    },
  },
]

/** Messages that do not follow their table but have a valid proof. */
export const messageRefusedChecks: readonly Check[] = [
  ...refusals.flatMap(({ activity, check }) => (activity ? limitToActivity(activity, [check]) : [check])),
  ...afterwards,
]
