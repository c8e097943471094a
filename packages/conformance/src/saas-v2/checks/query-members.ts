import { getJsonType } from '@loggia/protocol/wire'
import type { JsonObject } from '@loggia/protocol/wire'
import { CannotJudge } from '../../engine/check.ts'
import type { Check, Judgement, Level, Look } from '../../engine/check.ts'
import { toFault } from '../../engine/judging.ts'
import { queryStep } from '../steps.ts'

const source = 'saas-v2 §3.3'
const group = 'queryInstance'

const isObject = (value: unknown): value is JsonObject =>
  value !== undefined && getJsonType(value) === 'object'
const isAbsent = (value: unknown): boolean => value === undefined || value === null || value === ''
const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])
const entriesOf = (reply: JsonObject): JsonObject[] => listOf(reply['info']).filter(isObject)
const appsOf = (reply: JsonObject): JsonObject[] =>
  entriesOf(reply).flatMap(({ appInfo }) => (isObject(appInfo) ? [appInfo] : []))
const usagesOf = (reply: JsonObject): JsonObject[] =>
  entriesOf(reply).flatMap(({ usageInfo }) => listOf(usageInfo).filter(isObject))

/** Judges the reply to an accepted query; `what` follows "A queryInstance". */
async function judgeReply(look: Look, fault: (reply: JsonObject) => string | undefined): Promise<Judgement> {
  const exchange = await look(queryStep)
  if (exchange.code !== '000000' || !exchange.json)
    throw new CannotJudge('The query was not answered with 000000.')
  const what = fault(exchange.json)
  return what === undefined ? undefined : toFault(exchange, `was answered with ${what}`)
}

type Rule = {
  readonly id: string
  readonly title: string
  readonly level?: Level
  readonly source?: string
  readonly fix: string
  readonly fault: (reply: JsonObject) => string | undefined
}

const firstOf = (
  all: readonly JsonObject[],
  fault: (one: JsonObject) => string | undefined,
): string | undefined => {
  for (const one of all) {
    const what = fault(one)
    if (what !== undefined) return what
  }
  return undefined
}

type TextRule = { readonly name: string; readonly max: number; readonly of: 'appInfo' | 'usageInfo' }
const texts: readonly TextRule[] = [
  { name: 'frontEndUrl', max: 512, of: 'appInfo' },
  { name: 'adminUrl', max: 512, of: 'appInfo' },
  { name: 'userName', max: 128, of: 'appInfo' },
  { name: 'password', max: 128, of: 'appInfo' },
  { name: 'memo', max: 1024, of: 'appInfo' },
  { name: 'relatedInstanceId', max: 64, of: 'usageInfo' },
  { name: 'dashboardUrl', max: 512, of: 'usageInfo' },
]

const textRule = ({ name, max, of }: TextRule): Rule => ({
  id: `v2.query.${of === 'appInfo' ? 'app' : 'usage'}.${name}`,
  title: `${name} is a string of at most ${max} characters`,
  fix: `Write ${name} as a string and keep it within ${max} characters${name === 'password' || name === 'userName' ? ', encrypted or not' : ''}.`,
  fault: (reply) =>
    firstOf(of === 'appInfo' ? appsOf(reply) : usagesOf(reply), (one) => {
      const value = one[name]
      if (isAbsent(value)) return undefined
      if (typeof value !== 'string') return `a ${name} that is a ${getJsonType(value)}; it is a string`
      return value.length > max ? `a ${name} of ${value.length} characters; ${max} is the most` : undefined
    }),
})

const isStamp = (value: string): boolean =>
  /^\d{4}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])([01]\d|2[0-3])[0-5]\d[0-5]\d\d{3}$/.test(value)
const decimalsOf = (value: number): number => {
  const [, fraction = '', exponent = '0'] = /^-?\d+(?:\.(\d+))?(?:e([-+]\d+))?$/.exec(String(value)) ?? []
  return Math.max(0, fraction.length - Number(exponent))
}

const rules: readonly Rule[] = [
  {
    id: 'v2.query.info.list',
    title: 'info is a list of objects',
    fix: 'Write info as a list with an object for each instance, even if there is only one.',
    fault: ({ info }) => {
      if (info === undefined || info === null) return undefined
      return Array.isArray(info) && info.every(isObject) ? undefined : 'an info that is not a list of objects'
    },
  },
  {
    id: 'v2.query.info.present',
    title: 'The response has the instance',
    level: 'should',
    fix: 'Send info with an entry for the instance, unless buyers get their access in another way, such as by email.',
    fault: ({ info }) =>
      info === undefined || info === null ? 'no info, so the buyer cannot see the service' : undefined,
  },
  {
    id: 'v2.query.id.present',
    title: 'Every entry has an instanceId',
    fix: 'Put instanceId into every entry of info: several may be requested at once.',
    fault: (reply) =>
      firstOf(entriesOf(reply), ({ instanceId }) =>
        isAbsent(instanceId) ? 'an entry without instanceId' : undefined,
      ),
  },
  {
    id: 'v2.query.id.form',
    title: 'The instanceId of an entry is a string of at most 64 characters',
    fix: 'Return instanceId as the string that you returned for the purchase.',
    fault: (reply) =>
      firstOf(entriesOf(reply), ({ instanceId }) => {
        if (isAbsent(instanceId)) return undefined
        if (typeof instanceId !== 'string')
          return `an instanceId that is a ${getJsonType(instanceId)}; it is a string`
        return instanceId.length > 64
          ? `an instanceId of ${instanceId.length} characters; the maximum is 64`
          : undefined
      }),
  },
  {
    id: 'v2.query.app.object',
    title: 'appInfo is an object',
    fix: 'Write appInfo as an object, not as a string or a list.',
    fault: (reply) =>
      firstOf(entriesOf(reply), ({ appInfo }) =>
        isAbsent(appInfo) || isObject(appInfo) ? undefined : `an appInfo that is a ${getJsonType(appInfo)}`,
      ),
  },
  {
    id: 'v2.query.app.front-end',
    title: 'appInfo has the URL for the buyer',
    fix: 'frontEndUrl is required in appInfo: the buyer opens it.',
    fault: (reply) =>
      firstOf(appsOf(reply), ({ frontEndUrl }) =>
        isAbsent(frontEndUrl) ? 'an appInfo without frontEndUrl' : undefined,
      ),
  },
  {
    id: 'v2.query.app.address',
    title: 'URLs are complete',
    level: 'should',
    fix: 'Write URLs with https:// and the host: the buyer opens them from the marketplace.',
    fault: (reply) =>
      firstOf(appsOf(reply), (app) => {
        const wrong = [app['frontEndUrl'], app['adminUrl']].find(
          (url) => typeof url === 'string' && url !== '' && !/^https?:\/\/[^\s/]+/.test(url),
        )
        return typeof wrong === 'string' ? `the URL ${wrong.slice(0, 80)}, which cannot be opened` : undefined
      }),
  },
  ...texts.map(textRule),
  {
    id: 'v2.query.usage.list',
    title: 'usageInfo is a list of objects',
    fix: 'Write usageInfo as a list: a package has an entry for each billing item.',
    fault: (reply) =>
      firstOf(entriesOf(reply), ({ usageInfo }) =>
        isAbsent(usageInfo) || (Array.isArray(usageInfo) && usageInfo.every(isObject))
          ? undefined
          : 'a usageInfo that is not a list of objects',
      ),
  },
  {
    id: 'v2.query.usage.value',
    title: 'usageInfo has a usageValue that is a number',
    fix: 'usageValue is required in usageInfo, and a number, not a string.',
    fault: (reply) =>
      firstOf(usagesOf(reply), ({ usageValue }) =>
        typeof usageValue === 'number'
          ? undefined
          : `a usageValue that is ${isAbsent(usageValue) ? 'absent' : 'no number'}`,
      ),
  },
  {
    id: 'v2.query.usage.decimals',
    title: 'usageValue has at most four decimals',
    fix: 'Round usageValue to four decimals.',
    fault: (reply) =>
      firstOf(usagesOf(reply), ({ usageValue }) =>
        typeof usageValue === 'number' && decimalsOf(usageValue) > 4
          ? `the usageValue ${usageValue}; the maximum is four decimals`
          : undefined,
      ),
  },
  {
    id: 'v2.query.usage.time',
    title: 'usageInfo has a statisticalTime of 17 digits in UTC',
    fix: 'statisticalTime is required in usageInfo: yyyyMMddHHmmssSSS in UTC, as a string.',
    fault: (reply) =>
      firstOf(usagesOf(reply), ({ statisticalTime }) =>
        typeof statisticalTime === 'string' && isStamp(statisticalTime)
          ? undefined
          : `the statisticalTime ${JSON.stringify(statisticalTime ?? null)}; it must be 17 digits in UTC`,
      ),
  },
]

/** Whether the members in the reply to a query follow their tables (saas-v2 §3.3). */
export const queryMemberChecks: readonly Check[] = rules.map(({ fault, ...rule }) => ({
  level: 'must',
  source,
  group,
  ...rule,
  judge: (look) => judgeReply(look, fault),
}))
