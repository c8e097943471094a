import { step } from '../../engine/check.ts'
import type { Check, Step } from '../../engine/check.ts'
import type { Exchange } from '../../engine/exchange.ts'
import { refused } from '../../engine/judging.ts'
import { saasV1Activities } from '../messages.ts'
import type { SaasV1Activity } from '../messages.ts'
import type { Parameters } from '../send.ts'
import {
  askAbout,
  openOrder,
  opened,
  requireId,
  sendMessage,
  spareInstance,
  unknownActivity,
  withArticle,
} from '../steps.ts'
import type { About } from '../steps.ts'
import { ofActivity } from './of-activity.ts'

const group = 'Messages: what is refused'
const demand = 'Answer 000002 if a mandatory parameter is missing, before anything is changed.'
const enumerated = 'Answer 000002 for a value that the table does not have, before anything is changed.'
const measured = 'Answer 000002 for a value that is longer than the table allows; do not cut it.'

/** How ids of checks name each activity, and where its parameters are written down. */
const tables: Readonly<Record<SaasV1Activity, { short: string; source: string }>> = {
  newInstance: { short: 'new', source: 'saas-v1 §6' },
  refreshInstance: { short: 'refresh', source: 'saas-v1 §7.1' },
  expireInstance: { short: 'expire', source: 'saas-v1 §7.2' },
  releaseInstance: { short: 'release', source: 'saas-v1 §7.3' },
  upgrade: { short: 'upgrade', source: 'saas-v1 §7.4' },
  instanceStatus: { short: 'status', source: 'saas-v1 §7.5' },
  queryInstance: { short: 'query', source: 'saas-v1 §7.6' },
}

/** Of expiry and release the printed examples leave out the order, so that it is not demanded. */
const mandatory: Readonly<Record<SaasV1Activity, readonly string[]>> = {
  newInstance: ['customerId', 'businessId', 'orderId', 'productId'],
  refreshInstance: ['orderId', 'instanceId', 'expireTime'],
  expireInstance: ['instanceId'],
  releaseInstance: ['instanceId'],
  upgrade: ['orderId', 'instanceId', 'skuCode', 'productId'],
  instanceStatus: ['instanceId', 'instanceStatus'],
  queryInstance: ['instanceId'],
}

/** A wrong message: of a new order, or about the spare instance. */
const wrong = (name: string, activity: SaasV1Activity, { more = {}, rest }: About): Step<Exchange> =>
  activity === 'newInstance'
    ? step(name, async (bench) => {
        requireId(await bench.look(opened))
        return openOrder(bench, name, more, { meant: 'refuse', ...rest })
      })
    : askAbout(name, activity, { about: spareInstance, more, rest: { meant: 'refuse', ...rest } })

function missing(activity: SaasV1Activity, name: string): Check {
  const sent = wrong(`${withArticle(activity)} without ${name}`, activity, { rest: { without: [name] } })
  // Whoever looks for the instance first finds none.
  const codes = name === 'instanceId' ? ['000002', '000003'] : ['000002']
  return {
    id: `v1.${tables[activity].short}.missing.${name}`,
    title: `${withCapital(activity)} without ${name} is refused`,
    level: 'must',
    group,
    source: tables[activity].source,
    fix: demand,
    judge: async (look) => refused(await look(sent), ...codes),
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
  readonly more: Parameters
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
    more: { instanceId: Array.from({ length: 101 }, (_, at) => `i-${at}`).join(',') },
    fix: 'Count the ids, and answer 000002 to more than 100.',
  },
]

const odd = ({ id, activity, what, more, fix }: Odd): Check => {
  const sent = wrong(`${withArticle(activity)} with ${what}`, activity, { more })
  return {
    id,
    title: `${withCapital(activity)} with ${what} is refused`,
    level: 'must',
    group,
    source: tables[activity].source,
    fix,
    judge: async (look) => refused(await look(sent), '000002'),
  }
}

const noActivity = step('a request without an activity', async (bench) => {
  requireId(await bench.look(opened))
  return sendMessage(bench, 'a request without an activity', { instanceId: 'i-1' }, { meant: 'refuse' })
})

const ofNoActivity: readonly Check[] = [
  {
    id: 'v1.activity.unknown',
    title: 'An unknown activity is refused',
    level: 'must',
    group,
    source: 'saas-v1 §1',
    fix: 'Answer 000002 to an activity that you do not know; never 000000, which says that it was done.',
    judge: async (look) => refused(await look(unknownActivity), '000002'),
  },
  {
    id: 'v1.activity.missing',
    title: 'A request without an activity is refused',
    level: 'must',
    group,
    source: 'saas-v1 §1',
    fix: demand,
    judge: async (look) => refused(await look(noActivity), '000002'),
  },
]

/** Messages that are not as their table says, proved in the right way. */
export const messageRefusedChecks: readonly Check[] = [
  ...ofNoActivity,
  ...saasV1Activities.flatMap((activity) =>
    ofActivity(activity, [
      ...mandatory[activity].map((name) => missing(activity, name)),
      ...odds.filter((one) => one.activity === activity).map(odd),
    ]),
  ),
]
