import { openField } from '@loggia/signing'
import type { JsonObject } from '@loggia/protocol/wire'
import type { Check, Judgement, Level, Look } from '../../engine/check.ts'
import type { Exchange } from '../../engine/exchange.ts'
import { toFault } from '../../engine/judging.ts'
import { requireDone } from '../../replies/verdicts.ts'
import { keyStep, mainInstance, openingStep, queryStep, requireId } from '../steps.ts'
import { limitToActivity } from './of-activity.ts'

/** The access data in a reply, and how the account is sealed. */
type Access = { readonly exchange: Exchange; readonly appInfo: JsonObject; readonly encryptType: unknown }

/** A reply that contains access data. */
type Place = {
  readonly short: 'new' | 'query'
  readonly source: string
  readonly group: string
  /** The reply and its access data; `access` is undefined if the reply has none. */
  readonly read: (look: Look) => Promise<{ exchange: Exchange; access: Access | undefined }>
}

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isAbsent = (value: unknown): boolean => value === undefined || value === null || value === ''

const accessIn = (exchange: Exchange, holder: JsonObject | undefined): Access | undefined => {
  const appInfo = holder?.['appInfo']
  return isObject(appInfo) ? { exchange, appInfo, encryptType: exchange.json?.['encryptType'] } : undefined
}

const inPurchase: Place = {
  short: 'new',
  source: 'saas-v1 §6.2',
  group: 'Access data in newInstance',
  read: async (look) => {
    const exchange = await look(openingStep)
    requireId(exchange)
    return { exchange, access: accessIn(exchange, exchange.json) }
  },
}

const inQuery: Place = {
  short: 'query',
  source: 'saas-v1 §7.6',
  group: 'Access data in queryInstance',
  read: async (look) => {
    const { instanceId } = await look(mainInstance)
    const exchange = await look(queryStep)
    requireDone(exchange)
    const info = exchange.json?.['info']
    const entries = Array.isArray(info) ? info.filter(isObject) : []
    return {
      exchange,
      access: accessIn(
        exchange,
        entries.find((one) => one['instanceId'] === instanceId),
      ),
    }
  },
}

type Rule = {
  readonly id: string
  readonly title: string
  readonly level?: Level
  readonly source?: string
  readonly fix: string
  readonly judge: (access: Access, key: string) => Judgement
}

const textRule = (id: string, name: string, most: number): Rule => ({
  id,
  title: `${name} is a string of at most ${most} characters`,
  fix: `Send ${name} as a string of at most ${most} characters, or omit it if it is optional.`,
  judge: ({ exchange, appInfo }) => {
    const value = appInfo[name]
    if (isAbsent(value)) return undefined
    if (typeof value !== 'string')
      return toFault(exchange, `was answered with appInfo.${name} that is not a string`)
    return value.length <= most
      ? undefined
      : toFault(
          exchange,
          `was answered with appInfo.${name} of ${value.length} characters; ${most} are the most`,
        )
  },
})

/** 256 bits unless the reply says 2, like the reference implementation (saas-v1 §5.2). */
export const readBits = (encryptType: unknown): 128 | 256 => (String(encryptType) === '2' ? 128 : 256)

const seal =
  'Encrypt userName and password: 16 letters and digits as the IV, then the Base64 of AES/CBC/PKCS5Padding with the key that SHA1PRNG derives from the access key; encryptType 1, or none, means 256 bits, and 2 means 128.'

/** The reference's form of an empty text: an IV and the word null (saas-v1 §5.2). */
const isSealedNothing = (value: string): boolean => /^[A-Za-z0-9]{16}null$/.test(value)

const sealRule = (id: string, name: string): Rule => ({
  id,
  title: `${name} can be decrypted with the key and the size in encryptType`,
  source: 'saas-v1 §5',
  fix: seal,
  judge: ({ exchange, appInfo, encryptType }, accessKey) => {
    const value = appInfo[name]
    if (typeof value !== 'string' || value === '' || isSealedNothing(value)) return undefined
    const bits = readBits(encryptType)
    return openField({ accessKey, bits, value }) === undefined
      ? toFault(exchange, `was answered with appInfo.${name} that ${bits} bits of this key do not decrypt`)
      : undefined
  },
})

const ivOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value.slice(0, 16) : undefined

const rules: readonly Rule[] = [
  {
    id: 'front-end-url.present',
    title: 'The access data has a frontEndUrl',
    fix: 'Put the URL of the product for the buyer into appInfo.frontEndUrl.',
    judge: ({ exchange, appInfo }) =>
      isAbsent(appInfo['frontEndUrl'])
        ? toFault(exchange, 'was answered with an appInfo without frontEndUrl, which is required')
        : undefined,
  },
  textRule('front-end-url.length', 'frontEndUrl', 512),
  {
    id: 'front-end-url.form',
    title: 'frontEndUrl is a URL that a browser can open',
    level: 'should',
    fix: 'Start frontEndUrl with https:// or http://.',
    judge: ({ exchange, appInfo: { frontEndUrl } }) =>
      typeof frontEndUrl !== 'string' || frontEndUrl === '' || /^https?:\/\/[^\s/]/.test(frontEndUrl)
        ? undefined
        : toFault(exchange, `was answered with the frontEndUrl “${frontEndUrl.slice(0, 80)}”`),
  },
  textRule('admin-url.length', 'adminUrl', 512),
  textRule('user-name.length', 'userName', 128),
  textRule('password.length', 'password', 128),
  textRule('memo.length', 'memo', 1024),
  {
    id: 'memo.escaped',
    title: 'Non-ASCII characters in memo are written as \\uXXXX',
    level: 'should',
    fix: 'Write memo with \\uXXXX for every non-ASCII character, as json_encode and json.dumps do by default.',
    judge: ({ exchange, appInfo: { memo } }) => {
      const [letters] = /[\u0080-\uffff]+/.exec(typeof memo === 'string' ? memo : '') ?? []
      if (letters === undefined) return undefined
      return Buffer.from(exchange.reply?.body ?? '').includes(letters)
        ? toFault(exchange, `was answered with “${letters.slice(0, 20)}” in appInfo.memo unescaped`)
        : undefined
    },
  },
  {
    id: 'encrypt-type',
    title: 'encryptType is 1 or 2',
    // Any other value counts as 1; if the fields were sealed differently, the checks of the fields find that.
    level: 'should',
    source: 'saas-v1 §5',
    fix: 'Send "1" for 256 bits or "2" for 128 bits. Without encryptType, 1 applies.',
    judge: ({ exchange, encryptType }) =>
      isAbsent(encryptType) || ['1', '2'].includes(String(encryptType))
        ? undefined
        : toFault(exchange, `was answered with encryptType ${JSON.stringify(encryptType)}`),
  },
  {
    id: 'encrypt-type.text',
    title: 'encryptType is a string',
    level: 'should',
    fix: 'Write "encryptType":"1" with quotes: the protocol defines it as a string, although numbers are accepted.',
    judge: ({ exchange, encryptType }) =>
      isAbsent(encryptType) || typeof encryptType === 'string'
        ? undefined
        : toFault(
            exchange,
            `was answered with encryptType ${JSON.stringify(encryptType)}, which is not a string`,
          ),
  },
  sealRule('user-name.sealed', 'userName'),
  sealRule('password.sealed', 'password'),
  {
    id: 'sealed.iv',
    title: 'An IV is sixteen letters and digits',
    level: 'should',
    source: 'saas-v1 §5',
    fix: seal,
    judge: ({ exchange, appInfo: { userName, password } }) => {
      const odd = [userName, password]
        .map(ivOf)
        .find((iv) => iv !== undefined && !/^[A-Za-z0-9]{16}$/.test(iv))
      return odd === undefined ? undefined : toFault(exchange, `was answered with an IV “${odd}”`)
    },
  },
  {
    id: 'sealed.fresh-iv',
    title: 'Each account field has its own IV',
    level: 'should',
    source: 'saas-v1 §5',
    fix: 'Generate a new random IV for each value that you encrypt.',
    judge: ({ exchange, appInfo: { userName, password } }) =>
      ivOf(userName) !== undefined && ivOf(userName) === ivOf(password)
        ? toFault(exchange, 'was answered with the same IV for userName and password')
        : undefined,
  },
]

const checksAt = ({ short, source, group, read }: Place): Check[] => [
  {
    id: `v1.${short}.app-info`,
    title: 'The response has the access data',
    level: 'should',
    group,
    source,
    fix: 'Put appInfo with frontEndUrl into the response. It may be missing only if the buyer gets it in another way, and the debugging console requires it.',
    judge: async (look) => {
      const { exchange, access } = await read(look)
      return access ? undefined : toFault(exchange, 'was answered without appInfo')
    },
  },
  ...rules.map((rule): Check => ({
    id: `v1.${short}.${rule.id}`,
    title: rule.title,
    level: rule.level ?? 'must',
    group,
    source: rule.source ?? source,
    fix: rule.fix,
    judge: async (look) => {
      const { access } = await read(look)
      return access && rule.judge(access, (await look(keyStep)).key)
    },
  })),
]

export const accessInPurchaseChecks: readonly Check[] = checksAt(inPurchase)
export const accessInQueryChecks: readonly Check[] = limitToActivity('queryInstance', checksAt(inQuery))
