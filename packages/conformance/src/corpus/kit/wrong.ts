import { createHmac } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { hashBody, hashSha256, signOver } from '../saas-v2/right.ts'
import type { Parts, Proved } from '../saas-v2/right.ts'
import type { Wrong as WrongV2 } from '../saas-v2/wrong.ts'
import { tokenDefects } from '../saas-v1/wrong-proofs.ts'
import type { Parts as TokenParts } from '../saas-v1/right.ts'
import type { Wrong as WrongV1 } from '../saas-v1/wrong.ts'
import type { WrongSeller } from '../seller.ts'
import { listWrongBodies } from '../stamped/wrong-bodies.ts'
import { listWrongProofs, toIdsOf } from '../stamped/wrong-proofs.ts'
import { listWrongReplies } from '../stamped/wrong-replies.ts'
import { listTokenReplies } from '../tokened/wrong-replies.ts'
import { kitV1Suite, kitV2Suite } from '../../kit/index.ts'
import { ok, openBy, readText } from './desk.ts'
import { twisted } from './twists.ts'
import { createKitV1Seller, readObject } from './v1.ts'
import { createKitV2Seller, signKit, sortBody } from './v2.ts'

const toV2Ids = toIdsOf('kit-v2', kitV2Suite.checks)
const v1Ids = new Set(kitV1Suite.checks.map(({ id }) => id))
const toV1Ids = (ids: readonly string[] = []): string[] =>
  ids.map((id) => id.replace(/^v1\./, 'kit-v1.')).filter((id) => v1Ids.has(id))

const toFound = ([first = '', ...others]: readonly string[]): WrongSeller['found'] => [first, ...others]

/** The wrong sellers of a generation that are wrong in what they do with messages. */
const listTwisted = (only: 'v1' | 'v2', ids: ReadonlySet<string>): readonly WrongSeller[] =>
  twisted
    .filter((one) => one.only === undefined || one.only === only)
    .map(({ twist, only: _only, found, also = [], ...wrong }) => ({
      ...wrong,
      found: toFound(found.map((id) => `kit-${only}.${id}`)),
      also: also.map((id) => `kit-${only}.${id}`).filter((id) => ids.has(id)),
      make: only === 'v2' ? createKitV2Seller(undefined, twist) : createKitV1Seller(undefined, twist),
    }))

const hmacOver = (key: string, head: string, body: Buffer): string =>
  createHmac('sha256', key).update(head).update(body).digest('hex')

/** Accepts another signature in addition to the right one. */
const alsoAccepts =
  (other: (proved: Proved, key: string) => string) =>
  (right: Parts): Partial<Parts> => ({
    signaturesOf: (proved, key) => [...right.signaturesOf(proved, key), other(proved, key)],
  })
/** Accepts signatures over these forms of the body alone. */
const accepts = (forms: (body: Buffer) => readonly (Buffer | string)[]) => (): Partial<Parts> => ({
  signaturesOf: (proved, key) => forms(proved.body).map((form) => signKit(key, proved, form)),
})

function sortDeep(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortDeep)
  if (typeof value !== 'object' || value === null) return value
  const members = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(members.map(([name, member]) => [name, sortDeep(member)]))
}

const openAny = openBy(['sha256-sha256', 'sha256-sha1', 'sha1-sha1'])
const secretUnreadable = { resultCode: '000101', resultMsg: 'The secret cannot be decrypted.' }
const decryptsFirst = {
  name: 'decrypts-before-it-verifies',
  defect: 'It decrypts the secret of an app before it verifies the signature',
} as const

/** Whether a body has a secret that is as long as an encrypted one, and cannot be decrypted. */
function hasWrongSecret(body: Buffer): boolean {
  const { clientSecret, flag } = readObject(body) ?? {}
  return (
    flag !== 0 &&
    typeof clientSecret === 'string' &&
    clientSecret.length > 500 &&
    openAny(clientSecret) === undefined
  )
}

const stamped: readonly WrongV2[] = [
  {
    name: 'takes-the-formula-of-basic-interfaces',
    defect: 'It accepts a signature over the hash of the body, as basic interfaces have it',
    found: ['kit-v2.proof.near.basic'],
    change: alsoAccepts((proved, key) => signOver(key, proved, hashBody(key, proved.body))),
  },
  {
    name: 'takes-a-text-without-key',
    defect: 'It accepts signatures whose string to sign does not start with the key',
    found: ['kit-v2.proof.near.no-key'],
    change: alsoAccepts(({ nonce, timestamp, body }, key) => hmacOver(key, nonce + timestamp, body)),
  },
  {
    name: 'takes-timestamp-before-nonce',
    defect: 'It accepts signatures with the timestamp before the nonce',
    found: ['kit-v2.proof.near.swapped'],
    change: alsoAccepts(({ nonce, timestamp, body }, key) => hmacOver(key, key + timestamp + nonce, body)),
  },
  {
    name: 'takes-a-plain-hash',
    defect: 'It accepts a plain SHA-256 instead of the HMAC',
    found: ['kit-v2.proof.near.plain-outer'],
    change: alsoAccepts(({ nonce, timestamp, body }, key) =>
      hashSha256(Buffer.concat([Buffer.from(key + nonce + timestamp), body])),
    ),
  },
  {
    name: 'verifies-the-bytes-alone',
    defect: 'It verifies only the bytes as received',
    found: ['kit-v2.proof.body.unsorted', 'kit-v2.proof.body.null'],
    change: accepts((body) => [body]),
  },
  {
    name: 'sorts-every-level',
    defect: 'It sorts every level of a body before it verifies',
    found: ['kit-v2.proof.body.nested'],
    spreads: true,
    change: accepts((body) => [JSON.stringify(sortDeep(readObject(sortBody(body))))]),
  },
  {
    name: 'reads-other-texts-as-latin-1',
    defect: 'It verifies a text that it has decoded with the wrong character set',
    found: ['kit-v2.proof.body.chinese'],
    change: accepts((body) => {
      const isOther = body.toString('utf8').includes('订单')
      return isOther ? [body.toString('latin1')] : [body, sortBody(body)]
    }),
  },
  {
    name: 'compares-content-types',
    defect: 'It accepts only the content type application/json;charset=utf-8',
    found: ['kit-v2.proof.type.plain', 'kit-v2.proof.type.hyphen'],
    change: (right) => ({
      proofFault: (request, parts) =>
        request.headers['content-type'] === 'application/json;charset=utf-8'
          ? right.proofFault(request, parts)
          : '000002',
    }),
  },
]

/** Defects of the proof of SaaS V2.0 that a seller of the kit has in another form, or cannot have. */
const otherwise = new Set([
  'takes-a-text-without-key',
  'takes-timestamp-before-nonce',
  'takes-a-plain-outer-hash',
  'sorts-the-body',
  'hashes-latin-letters',
  'demands-one-content-type',
])

const anyKey = ['basic', 'no-key', 'swapped', 'plain-outer'].map((end) => `kit-v2.proof.near.${end}`)
const ofBodies = new Set([
  'does-whatever-is-asked',
  'takes-purchases-for-granted',
  'turns-lists-into-activities',
  'has-one-code-for-all',
])

/** What both generations do wrong on the whole way from the request to the reply. */
const slow = {
  name: 'takes-its-time',
  defect: 'It answers a department after a quarter of the time limit',
  settings: { limitMs: 2000 },
} as const

const oneCode = {
  name: 'has-one-code-for-all',
  defect: 'It refuses every wrong message with an internal error',
} as const
const toOneCode = <R extends Readonly<Record<string, unknown>>>(reply: R) =>
  reply['resultCode'] === '000000' ? reply : { ...reply, resultCode: '000005' }

const v2s: readonly WrongV2[] = [
  {
    ...decryptsFirst,
    found: ['kit-v2.app.secret.forged'],
    change: (right) => ({
      handle: async (request, shop, parts) =>
        hasWrongSecret(request.body)
          ? parts.respond(secretUnreadable, undefined)
          : right.handle(request, shop, parts),
    }),
  },
  ...listWrongProofs(toV2Ids, {
    'accepts-any-key': {
      found: ['kit-v2.proof.wrong-key'],
      also: [
        ...['body', 'nonce', 'timestamp'].map((part) => `kit-v2.proof.altered.${part}`),
        ...anyKey,
        'kit-v2.proof.nonce.forged',
      ],
    },
  }).filter(({ name }) => !otherwise.has(name)),
  ...stamped,
  ...listWrongReplies('kit-v2'),
  ...listWrongBodies({
    prefix: 'kit-v2',
    activities: [],
    usual: '',
    unanswered: 'kit-v2.reply.answered.refusals',
  }).filter(({ name }) => !ofBodies.has(name)),
  {
    ...oneCode,
    found: ['kit-v2.refusal.meaning'],
    change: (right) => ({
      carryOut: async (message, shop, parts) => toOneCode(await right.carryOut(message, shop, parts)),
    }),
  },
  {
    ...slow,
    found: ['kit-v2.time.quick'],
    change: (right) => ({
      handle: async (request, shop, parts) => {
        if (request.target.endsWith('/allOrgSync')) await pause(700)
        return right.handle(request, shop, parts)
      },
    }),
  },
]

const isOf = (target: string, activity: string): boolean =>
  (target.split('?', 1)[0] ?? '').endsWith(`/${activity}`)

type ChangeToken = (right: TokenParts) => Partial<TokenParts>
/** Answers a full list of departments otherwise. */
const answersList =
  (write: () => string): ChangeToken =>
  (right) => ({
    carryOut: async (message, shop, parts) => {
      const reply = await right.carryOut(message, shop, parts)
      const isOdd = message['activity'] === 'allOrgSync' && reply['resultCode'] === '000000'
      return isOdd ? { ...reply, isOdd } : reply
    },
    write: ({ isOdd, ...reply }) => (isOdd === true ? write() : right.write(reply)),
  })

/** Refuses a right proof if this is true of a request. */
const refusesIf =
  (
    isRefused: (body: ReturnType<typeof readObject>, request: Parameters<TokenParts['handle']>[0]) => boolean,
  ): ChangeToken =>
  (right) => ({
    handle: async (request, shop, parts) =>
      isRefused(readObject(request.body), request)
        ? parts.respond({ resultCode: '000001', resultMsg: 'The authToken is not right.' }, parts)
        : right.handle(request, shop, parts),
  })

const nameOf = (body: ReturnType<typeof readObject>): string => readText(body?.['name'])

/** Defects of the proof of SaaS V1.0 that a seller of the kit has in another form, or cannot have. */
const otherTokens = new Set([
  'wants-the-token-last',
  'decodes-names-twice',
  'reads-user-names-as-latin-1',
  'signs-what-it-knows',
  'turns-blanks-into-plus',
])

/** What of SaaS V1.0 has other consequences here. */
const alsoOf: Readonly<Record<string, readonly string[]>> = {
  'knows-sixteen-bits': ['kit-v1.enterprise.supplementary', 'kit-v1.people.supplementary'],
}

const knownNames = new Set(
  [
    'instanceId orderId tenantId tenantCode name domainName testFlag timeStamp appId clientId clientSecret',
    'userList currentSyncTime orgCode orgName parentCode orgInfo flag',
  ].flatMap((names) => names.split(' ')),
)

const tokened: readonly WrongV1[] = [
  ...tokenDefects.flatMap(({ found, also, ...wrong }): readonly WrongV1[] => {
    const ids = toV1Ids(found)
    return ids.length === 0 || otherTokens.has(wrong.name)
      ? []
      : [{ ...wrong, found: toFound(ids), also: [...toV1Ids(also), ...(alsoOf[wrong.name] ?? [])] }]
  }),
  {
    name: 'wants-one-order',
    defect: 'It refuses a body that begins with timeStamp',
    found: ['kit-v1.proof.order.reversed'],
    change: refusesIf((body) => {
      const names = Object.keys(body ?? {})
      return names.indexOf('timeStamp') < names.indexOf('tenantId')
    }),
  },
  {
    name: 'reads-plus-as-a-blank',
    defect: 'It decodes the values of a body like those of a form',
    found: ['kit-v1.proof.plus'],
    change: refusesIf((body) => nameOf(body).includes('+')),
  },
  {
    name: 'decodes-escapes',
    defect: 'It decodes escapes in the values of a body',
    found: ['kit-v1.proof.percent'],
    change: refusesIf((body) => nameOf(body).includes('%')),
  },
  {
    name: 'reads-other-names-as-latin-1',
    defect: 'It reads a name with the wrong character set before it verifies',
    found: ['kit-v1.proof.chinese'],
    change: refusesIf((body) => nameOf(body).startsWith('华为')),
  },
  {
    name: 'signs-what-it-knows',
    defect: 'It verifies only the known fields and ignores others',
    found: ['kit-v1.proof.unknown-parameter', 'kit-v1.proof.altered.added'],
    also: [
      'kit-v1.proof.order.case',
      ...['enterprise', 'app', 'department'].map((one) => `kit-v1.${one}.unknown-member`),
    ],
    change: (right) => ({
      pairsOf: (parameters) => right.pairsOf(parameters.filter(({ name }) => knownNames.has(name))),
    }),
  },
  {
    name: 'signs-blank-fields',
    defect: 'It verifies fields without a value too',
    found: ['kit-v1.proof.blank'],
    change: refusesIf((body) => Object.values(body ?? {}).includes(' ')),
  },
]

const v1s: readonly WrongV1[] = [
  {
    ...decryptsFirst,
    found: ['kit-v1.app.secret.forged'],
    change: (right) => ({
      handle: async (request, shop, parts) =>
        hasWrongSecret(request.body)
          ? parts.respond(secretUnreadable, parts)
          : right.handle(request, shop, parts),
    }),
  },
  ...tokened,
  ...listTokenReplies('kit-v1'),
  {
    name: 'hangs-at-full-lists',
    defect: 'It never answers a full list of departments',
    found: ['kit-v1.reply.answered'],
    spreads: true,
    settings: { limitMs: 300 },
    change: (right) => ({
      handle: async (request, shop, parts) =>
        isOf(request.target, 'allOrgSync') ? 'hang' : right.handle(request, shop, parts),
    }),
  },
  {
    name: 'answers-with-a-word',
    defect: 'It answers a full list of departments with a word instead of JSON',
    found: ['kit-v1.reply.json'],
    spreads: true,
    change: answersList(() => 'DONE'),
  },
  {
    name: 'answers-with-a-number',
    defect: 'It answers a full list of departments with a resultCode that is a number',
    found: ['kit-v1.reply.result-code'],
    spreads: true,
    change: answersList(() => '{"resultCode":0,"resultMsg":"success."}'),
  },
  {
    name: 'answers-get',
    defect: 'It answers a GET with success',
    found: ['kit-v1.method.get'],
    change: (right) => ({
      handle: async (request, shop, parts) =>
        request.method === 'GET' ? parts.respond(ok, parts) : right.handle(request, shop, parts),
    }),
  },
  {
    ...oneCode,
    found: ['kit-v1.refusal.meaning'],
    change: (right) => ({
      carryOut: async (message, shop, parts) => toOneCode(await right.carryOut(message, shop, parts)),
    }),
  },
  {
    ...slow,
    found: ['kit-v1.time.quick'],
    change: (right) => ({
      handle: async (request, shop, parts) => {
        if (isOf(request.target, 'allOrgSync')) await pause(700)
        return right.handle(request, shop, parts)
      },
    }),
  },
]

/** Sellers of the joint kit V2.0 with one defect each. */
export const wrongKitV2: readonly WrongSeller[] = [
  ...v2s.map(({ change, ...wrong }) => ({ ...wrong, make: createKitV2Seller(change) })),
  ...listTwisted('v2', new Set(kitV2Suite.checks.map(({ id }) => id))),
]
/** Sellers of the joint kit V1.0 with one defect each. */
export const wrongKitV1: readonly WrongSeller[] = [
  ...v1s.map(({ change, ...wrong }) => ({ ...wrong, make: createKitV1Seller(change) })),
  ...listTwisted('v1', v1Ids),
]
