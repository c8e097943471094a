import type { JsonObject } from '@loggia/protocol/wire'
import { defineStep } from '../../engine/check.ts'
import type { Check, Judgement, Look } from '../../engine/check.ts'
import { describeAnswer } from '../../engine/exchange.ts'
import type { Exchange } from '../../engine/exchange.ts'
import { judgeAccepted, toFault, findFirstFault } from '../../engine/judging.ts'
import { isAlike, isDone, requireDone, requireReply } from '../../replies/verdicts.ts'
import { createUnknownId } from '../../purchases/ids.ts'
import {
  askAbout,
  askUnknown,
  defineInstance,
  mainInstance,
  openingStep,
  queryStep,
  sendMessage,
} from '../steps.ts'
import { limitToActivity } from './of-activity.ts'

const group = 'queryInstance'
const source = 'saas-v1 §7.6'

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const infoIn = ({ json }: Exchange): readonly JsonObject[] => {
  const info = json?.['info']
  return Array.isArray(info) ? info.filter(isObject) : []
}
const idsIn = (exchange: Exchange): readonly unknown[] => infoIn(exchange).map((one) => one['instanceId'])

/** Whether an accepted query describes an instance. */
export const isTold = (exchange: Exchange, instanceId: string): Judgement =>
  exchange.code === '000000' && idsIn(exchange).includes(instanceId)
    ? undefined
    : toFault(exchange, `was answered ${describeAnswer(exchange)} and without an entry for ${instanceId}`)

const second = defineInstance('for a query with the first')

const several = defineStep('a queryInstance of two instances', async (bench) => {
  const [one, other] = [await bench.look(mainInstance), await bench.look(second)]
  const instanceId = `${one.instanceId},${other.instanceId}`
  return sendMessage(bench, 'a queryInstance of two instances', { activity: 'queryInstance', instanceId })
})

const partly = defineStep('a queryInstance with one instance that does not exist', async (bench) => {
  const { instanceId } = await bench.look(mainInstance)
  const name = 'a queryInstance of an instance that exists and one that does not'
  return sendMessage(bench, name, {
    activity: 'queryInstance',
    instanceId: `${instanceId},${createUnknownId(bench)}`,
  })
})

const hundred = defineStep('a queryInstance of 100 IDs', async (bench) => {
  const { instanceId } = await bench.look(mainInstance)
  const others = Array.from({ length: 99 }, () => createUnknownId(bench))
  return sendMessage(bench, 'a queryInstance of 100 IDs', {
    activity: 'queryInstance',
    instanceId: [instanceId, ...others].join(','),
  })
})

const flagged = (['0', '1'] as const).map((testFlag) => ({
  testFlag,
  sent: askAbout(`a queryInstance with testFlag ${testFlag}`, 'queryInstance', { more: { testFlag } }),
}))

const unknown = askUnknown('queryInstance')

/** The usage that is returned for the first instance. */
async function usageOf(look: Look): Promise<{ exchange: Exchange; usage: readonly JsonObject[] }> {
  const exchange = await look(queryStep)
  requireDone(exchange)
  const usage = infoIn(exchange).flatMap((one) => one['usageInfo'] ?? [])
  return { exchange, usage: usage.filter(isObject) }
}

const eachUsage =
  (judge: (usage: JsonObject) => string | undefined): Check['judge'] =>
  async (look) => {
    const { exchange, usage } = await usageOf(look)
    return findFirstFault(usage, (one): Judgement => {
      const what = judge(one)
      return what === undefined ? undefined : toFault(exchange, `was answered with usageInfo whose ${what}`)
    })
  }

const isText = (value: unknown, most: number): boolean =>
  value === undefined || value === null || (typeof value === 'string' && value.length <= most)

/** Whether a number has at most four decimals and eight digits before them: Double(12,4). */
const isUsageValue = (value: unknown): boolean =>
  typeof value === 'number' && Math.abs(value) < 1e8 && /^-?\d+(\.\d{1,4})?$/.test(String(value))

const tellAll = 'Split instanceId at the commas, and add an entry to info for each instance that you have.'

export const queryInstanceChecks: readonly Check[] = limitToActivity('queryInstance', [
  {
    id: 'v1.query.accepted',
    title: 'A query is accepted',
    level: 'must',
    group,
    source,
    fix: 'Answer 000000, with an entry for the instance in info.',
    judge: async (look) => judgeAccepted(await look(queryStep), '000000'),
  },
  {
    id: 'v1.query.info',
    title: 'A query returns the requested instance',
    level: 'must',
    group,
    source,
    fix: `info is a list. ${tellAll}`,
    judge: async (look) => {
      const { instanceId } = await look(mainInstance)
      const exchange = await look(queryStep)
      requireDone(exchange)
      return isTold(exchange, instanceId)
    },
  },
  {
    id: 'v1.query.info.others',
    title: 'A query returns only requested instances',
    level: 'must',
    group,
    source,
    fix: 'Return only the instances in the request: others belong to other buyers.',
    judge: async (look) => {
      const { instanceId } = await look(mainInstance)
      const exchange = await look(queryStep)
      requireDone(exchange)
      const other = idsIn(exchange).find((id) => id !== instanceId)
      return other === undefined
        ? undefined
        : toFault(
            exchange,
            `was answered with an entry for ${JSON.stringify(other)}, which was not requested`,
          )
    },
  },
  {
    id: 'v1.query.several',
    title: 'A query of two instances returns both',
    level: 'must',
    group,
    source,
    fix: tellAll,
    judge: async (look) => {
      const [one, other] = [await look(mainInstance), await look(second)]
      const exchange = await look(several)
      return findFirstFault([one, other], ({ instanceId }) => isTold(exchange, instanceId))
    },
  },
  {
    id: 'v1.query.partly',
    title: 'A query returns existing instances even if others do not exist',
    level: 'should',
    group,
    source,
    fix: `Omit instances that you do not have. ${tellAll}`,
    judge: async (look) => {
      const { instanceId } = await look(mainInstance)
      const exchange = await look(partly)
      return idsIn(exchange).includes(instanceId)
        ? undefined
        : toFault(exchange, `was answered ${describeAnswer(exchange)} and without the instance that exists`)
    },
  },
  {
    id: 'v1.query.hundred',
    title: 'A query of 100 IDs is accepted',
    level: 'must',
    group,
    source,
    fix: 'A query can have up to 100 IDs: allow a query string of 8 KB, and do not set a lower limit.',
    judge: async (look) => {
      const [exchange, few] = [await look(hundred), await look(partly)]
      return isDone(exchange) || isAlike(exchange, few)
        ? undefined
        : toFault(
            exchange,
            `was answered ${describeAnswer(exchange)}; two IDs were answered ${describeAnswer(few)}`,
          )
    },
  },
  ...flagged.map(({ testFlag, sent }): Check => ({
    id: `v1.query.test-flag.${testFlag}`,
    title: `A query with testFlag ${testFlag} is accepted`,
    level: 'must',
    group,
    source,
    fix: 'The flag is optional: absent, 0 and 1 must all pass. Declare it as a string that may be missing.',
    judge: async (look) => judgeAccepted(await look(sent), '000000'),
  })),
  {
    id: 'v1.query.unknown',
    title: 'A query returns nothing for an instance that does not exist',
    level: 'must',
    group,
    source: 'saas-v1 §8',
    fix: 'Answer 000003 if you have none of the instances; never invent one, or create one because it was requested.',
    judge: async (look) => {
      const exchange = await look(unknown)
      requireReply(exchange)
      return infoIn(exchange).length > 0 ? toFault(exchange, 'was answered as if it existed') : undefined
    },
  },
  {
    id: 'v1.query.same-address',
    title: 'A query returns the same frontEndUrl as newInstance',
    level: 'should',
    group,
    source: 'saas-v1 §1',
    fix: 'Use the same record for newInstance and queryInstance.',
    judge: async (look) => {
      const { instanceId } = await look(mainInstance)
      const [purchase, query] = [await look(openingStep), await look(queryStep)]
      requireDone(query)
      const entry = infoIn(query).find((one) => one['instanceId'] === instanceId)
      const [told, asked] = [purchase.json?.['appInfo'], entry?.['appInfo']]
      if (!isObject(told) || !isObject(asked) || told['frontEndUrl'] === asked['frontEndUrl'])
        return undefined
      return toFault(query, `was answered with a different frontEndUrl from newInstance`)
    },
  },
  {
    id: 'v1.query.usage.value',
    title: 'usageValue is a number with at most four decimals',
    level: 'must',
    group,
    source,
    fix: 'Write usageValue as a JSON number, without quotes, rounded to four decimals.',
    judge: eachUsage(({ usageValue }) =>
      isUsageValue(usageValue)
        ? undefined
        : `usageValue is ${usageValue === undefined ? 'missing' : JSON.stringify(usageValue)}`,
    ),
  },
  {
    id: 'v1.query.usage.time',
    title: 'statisticalTime has seventeen digits',
    level: 'must',
    group,
    source,
    fix: 'Write statisticalTime in UTC as yyyyMMddHHmmssSSS.',
    judge: eachUsage(({ statisticalTime }) =>
      typeof statisticalTime === 'string' && /^\d{17}$/.test(statisticalTime)
        ? undefined
        : `statisticalTime is ${statisticalTime === undefined ? 'missing' : JSON.stringify(statisticalTime)}`,
    ),
  },
  {
    id: 'v1.query.usage.texts',
    title: 'relatedInstanceId and dashboardUrl are strings of the right length',
    level: 'must',
    group,
    source,
    fix: 'Send relatedInstanceId with at most 64 and dashboardUrl with at most 512 characters, or omit them.',
    judge: eachUsage(({ relatedInstanceId, dashboardUrl }) =>
      isText(relatedInstanceId, 64) && isText(dashboardUrl, 512)
        ? undefined
        : 'relatedInstanceId or dashboardUrl is too long or not a string',
    ),
  },
])
