import { createHash, createHmac } from 'node:crypto'
import { sealField } from '@loggia/signing'
import type { DiagnosisAsked } from '../diagnose.ts'
import { encodeGbk } from '../charsets.ts'
import type { Kind } from '../findings.ts'
import { createKey } from './random.ts'
import type { Chance } from './random.ts'
import type { Case } from './stamped-cases.ts'

// Requests of V1.0 and of both kits that are signed here by hand, each with one planted mistake.

type Pairs = readonly (readonly [name: string, value: string])[]
type TokenDraft = { key: string; timeStamp: string; pairs: Pairs }
type Bytes = string | Uint8Array

const base64 = (key: Bytes, text: Bytes): string => createHmac('sha256', key).update(text).digest('base64')
const up = (a: readonly [string, string], b: readonly [string, string]): number => (a[0] < b[0] ? -1 : 1)
const join = (pairs: Pairs): string => pairs.map(([name, value]) => `${name}=${value}`).join('&')
const textOf = ({ pairs }: TokenDraft): string => join(pairs.toSorted(up))
const token = (draft: TokenDraft): string => base64(draft.key + draft.timeStamp, textOf(draft))

const extendOf = (chance: Chance): string =>
  Buffer.from(`[{"name":"note","value":"${chance.text(5)}测试"}]`).toString('base64')

function draftOf(chance: Chance): TokenDraft {
  const key = createKey(chance)
  const timeStamp = `202601${10 + chance.below(18)}000000${100 + chance.below(900)}`
  const iv = chance.text(16)
  return {
    key,
    timeStamp,
    pairs: [
      ['timeStamp', timeStamp],
      ['orderId', `CS${chance.text(10)}`],
      ['Zone', chance.text(4)],
      ['activity', 'newInstance'],
      ['customerName', `华为 ${chance.text(3)}+a%41/b`],
      ['mobilePhone', sealField({ accessKey: key, bits: 256, iv, plaintext: '13800138000' })],
      ['saasExtendParams', extendOf(chance)],
      ['trialFlag', ''],
    ],
  }
}

/** The input of a diagnosis for a draft that was sent with this token. */
function createSent(
  draft: TokenDraft,
  authToken: string,
  more: Partial<DiagnosisAsked> = {},
): DiagnosisAsked {
  const query = [...draft.pairs, ['authToken', authToken] as const]
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&')
  return {
    accessKey: draft.key,
    exchange: { request: { method: 'GET', target: `/saas?${query}`, headers: [], body: new Uint8Array() } },
    ...more,
  }
}

const of = (
  kind: Kind,
  name: string,
  plant: (draft: TokenDraft, chance: Chance) => DiagnosisAsked,
): Case => ({
  name,
  kinds: [kind],
  plant: (chance) => plant(draftOf(chance), chance),
})
const text = (kind: Kind, name: string, write: (draft: TokenDraft) => Bytes): Case =>
  of(kind, name, (draft) => createSent(draft, base64(draft.key + draft.timeStamp, write(draft))))
const createValueCase = (
  kind: Kind,
  name: string,
  write: (value: string, name: string, draft: TokenDraft) => string,
): Case =>
  text(kind, name, (draft) =>
    textOf({ ...draft, pairs: draft.pairs.map(([one, value]) => [one, write(value, one, draft)]) }),
  )

const retarget = (asked: DiagnosisAsked, change: (target: string) => string): DiagnosisAsked => {
  const request = asked.exchange.request
  return { ...asked, exchange: { request: request && { ...request, target: change(request.target) } } }
}
const without = (draft: TokenDraft, name: string): TokenDraft => ({
  ...draft,
  pairs: draft.pairs.filter(([one]) => one !== name),
})
/** A draft whose token contains a “+”. */
const withPlus = (draft: TokenDraft): TokenDraft =>
  token(draft).includes('+')
    ? draft
    : withPlus({ ...draft, pairs: draft.pairs.map(([n, v]) => (n === 'orderId' ? [n, `${v}1`] : [n, v])) })

export const tokenCases: readonly Case[] = [
  text('pairs_unsorted', 'no order', ({ pairs }) => join(pairs)),
  text('pairs_descending', 'Z to A', ({ pairs }) => join(pairs.toSorted((a, b) => up(b, a)))),
  text('pairs_sorted_caseless', 'an order without case', ({ pairs }) =>
    join(pairs.toSorted((a, b) => (a[0].toLowerCase() < b[0].toLowerCase() ? -1 : 1))),
  ),
  text('pairs_empty_skipped', 'no empty parameters', ({ pairs }) =>
    join(pairs.filter(([, value]) => value !== '').toSorted(up)),
  ),
  text('pairs_parameter_left_out', 'one parameter missing', (draft) =>
    textOf(without(draft, 'saasExtendParams')),
  ),
  text('pairs_parameter_left_out', 'no timeStamp', (draft) => textOf(without(draft, 'timeStamp'))),
  text('pairs_values_only', 'values alone', ({ pairs }) =>
    pairs
      .toSorted(up)
      .map(([, value]) => value)
      .join(''),
  ),
  text('pairs_joined', 'no separators', ({ pairs }) => pairs.toSorted(up).flat().join('')),
  text('pairs_trailing', 'an ampersand at the end', (draft) => `${textOf(draft)}&`),
  text('pairs_charset', 'GBK', (draft) => encodeGbk(textOf(draft))),
  of('pairs_not_decoded', 'values as they were sent', (draft) => {
    const raw = draft.pairs.map(
      ([name, value]) => [name, encodeURIComponent(value).replaceAll('%2F', '/')] as const,
    )
    const asked = createSent(draft, base64(draft.key + draft.timeStamp, join(raw.toSorted(up))))
    return retarget(asked, (target) => target.replace(/\?.*(?=&authToken)/, `?${join(raw)}`))
  }),
  of('pairs_reencoded', 'values encoded again', (draft) => {
    const raw = draft.pairs.map(([name, value]) => [name, encodeURIComponent(value)] as const)
    const asked = createSent(draft, base64(draft.key + draft.timeStamp, join(raw.toSorted(up))))
    return retarget(asked, (target) => target.replaceAll('%20', '+'))
  }),
  createValueCase('pairs_decoded_twice', 'values decoded twice', (value) =>
    decodeURIComponent(value.replaceAll('+', ' ')),
  ),
  createValueCase('pairs_plus_blank', 'no plus signs', (value) => value.replaceAll('+', ' ')),
  of('pairs_plus_kept', 'plus signs sent bare', (draft) =>
    retarget(createSent(draft, token(draft)), (target) => {
      const [before = '', proof = ''] = target.split('&authToken=')
      return `${before.replaceAll('%2B', '+')}&authToken=${proof}`
    }),
  ),
  createValueCase('pairs_fields_opened', 'the telephone number in clear', (value, name) =>
    name === 'mobilePhone' ? '13800138000' : value,
  ),
  createValueCase('pairs_extend_opened', 'the extension in clear', (value, name) =>
    name === 'saasExtendParams' ? Buffer.from(value, 'base64').toString() : value,
  ),
  of('pairs_with_token', 'the token itself', (draft) => {
    const pairs = [...draft.pairs, ['authToken', ''] as const]
    // A token cannot contain itself, but a receiver's computation for comparison can.
    const received = token(draft)
    const own = pairs.map(([name, value]) => [name, name === 'authToken' ? received : value] as const)
    return createSent(draft, received, {
      computed: base64(draft.key + draft.timeStamp, join(own.toSorted(up))),
    })
  }),
  of('pairs_last_of_repeated', 'the last of two values', (draft) => {
    const twice = { ...draft, pairs: [['orderId', 'first'] as const, ...draft.pairs] }
    return createSent(twice, token(draft))
  }),
  of('key_without_timestamp', 'the key alone', (draft) =>
    createSent(draft, base64(draft.key, textOf(draft))),
  ),
  of('key_behind_timestamp', 'the key behind the time', (draft) =>
    createSent(draft, base64(draft.timeStamp + draft.key, textOf(draft))),
  ),
  of('key_base64', 'Base64 of the key', (draft) =>
    createSent(draft, base64(Buffer.from(draft.key).toString('base64') + draft.timeStamp, textOf(draft))),
  ),
  of('timestamp_short_signed', 'a time without milliseconds', (draft) =>
    createSent(draft, base64(draft.key + draft.timeStamp.slice(0, 14), textOf(draft))),
  ),
  of('hash_plain_outer', 'SHA-256', (draft) =>
    createSent(draft, createHash('sha256').update(textOf(draft)).digest('base64')),
  ),
  of('proof_hex_for_base64', 'hexadecimal', (draft) =>
    createSent(draft, Buffer.from(token(draft), 'base64').toString('hex')),
  ),
  of('proof_plus_blank', 'a plus sign that came as a blank', (draft) => {
    const plus = withPlus(draft)
    return createSent(plus, token(plus).replaceAll('+', ' '))
  }),
  of('proof_escaped_twice', 'a token that was escaped twice', (draft) =>
    createSent(draft, encodeURIComponent(token(draft))),
  ),
  of('parameter_missing', 'no token', (draft) =>
    retarget(createSent(draft, token(draft)), (target) => target.replace(/&authToken.*/, '')),
  ),
  of('v2_formula', 'the formula of V2.0', ({ key, timeStamp, ...draft }) => {
    const hash = createHmac('sha256', key).update('').digest('hex')
    return createSent({ key, timeStamp, ...draft }, base64(key, key + timeStamp + hash))
  }),
]

/** Correct requests, by both encoders. */
export const createRightTokens = (chance: Chance): DiagnosisAsked[] => {
  const draft = draftOf(chance)
  const right = createSent(draft, token(draft))
  return [right, retarget(right, (target) => target.replaceAll('%20', '+')), kitV1(chance), kitV2(chance)]
}

/** A request of the joint kit’s V1; `keepEmpty` says whether its sender signs empty members. */
function kitV1(chance: Chance, keepEmpty = false): DiagnosisAsked {
  const key = createKey(chance)
  const members: Pairs = [
    ['timeStamp', '20260301075959123'],
    ['tenantId', chance.text(6)],
    ['name', '华为 云'],
    ['orderId', ''],
  ]
  const signed = members.filter(([, value]) => keepEmpty || value !== '').toSorted(up)
  const headers = [['authToken', base64(`${key}20260301075959123`, join(signed))]] as const
  const body = Buffer.from(JSON.stringify(Object.fromEntries(members)))
  return {
    accessKey: key,
    exchange: { request: { method: 'POST', target: '/produceAPI/tenantSync', headers, body } },
  }
}

/** A request of the joint kit’s V2. */
function kitV2(chance: Chance, hashed = false): DiagnosisAsked {
  const key = createKey(chance)
  const body = `{"flag":"1","tenantId":"${chance.text(6)}"}`
  const rest = hashed ? createHmac('sha256', key).update(body).digest('hex') : body
  const sign = createHmac('sha256', key).update(`${key}n1729566664115${rest}`).digest('hex')
  const headers = [
    ['x-sign', sign],
    ['x-timestamp', '1729566664115'],
    ['x-nonce', 'n'],
  ] as const
  const request = { method: 'POST', target: '/produceAPI/v2/tenantSync', headers, body: Buffer.from(body) }
  return { accessKey: key, exchange: { request } }
}

export const kitCases: readonly Case[] = [
  {
    name: 'the empty members of a kit’s request',
    kinds: ['pairs_empty_kept'],
    plant: (chance) => kitV1(chance, true),
  },
  { name: 'the basic formula for the kit', kinds: ['basic_formula'], plant: (chance) => kitV2(chance, true) },
]
