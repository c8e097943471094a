import { createHmac, randomBytes, randomUUID } from 'node:crypto'
import { openField, sealField } from '@loggia/signing'
import { corpusKey } from '../seller.ts'
import type { Incoming, MakeSeller, Outgoing } from '../seller.ts'
import { findMessageFault } from './tables.ts'
import type { Message } from './tables.ts'

/** A reply, before it is written. */
export type Reply = Readonly<Record<string, unknown>>

/** What a seller of the corpus has sold. */
export type SoldInstance = {
  readonly instanceId: string
  readonly bought: string
  readonly password: string
  state: 'open' | 'frozen' | 'released'
  /** How often it was queried since it was bought. */
  asked: number
}
export type Shop = { readonly byOrder: Map<string, SoldInstance>; readonly byId: Map<string, SoldInstance> }

/** One parameter: decoded, and raw as on the wire. */
export type Parameter = { readonly name: string; readonly value: string; readonly raw: string }

/** The parts of a seller; a wrong seller has one of them replaced. */
export type Parts = {
  readonly readQuery: (target: string) => readonly Parameter[]
  /** The text that is signed. */
  readonly pairsOf: (parameters: readonly Parameter[]) => string
  /** All tokens that are accepted. */
  readonly tokensOf: (parameters: readonly Parameter[], timeStamp: string, parts: Parts) => readonly string[]
  readonly sameToken: (expected: string, got: string) => boolean
  /** The code of the refusal if a proof is not valid. */
  readonly proofFault: (parameters: readonly Parameter[], parts: Parts) => string | undefined
  /** The code of the refusal if a message does not follow its table. */
  readonly messageFault: (message: Message) => string | undefined
  /** How a repeat of a purchase is recognised. */
  readonly orderOf: (message: Message) => string
  readonly newId: (message: Message) => string
  readonly isReady: (instance: SoldInstance) => boolean
  readonly encryptType: string | number | undefined
  /** Seals an account field. */
  readonly seal: (text: string) => string
  readonly appInfoOf: (instance: SoldInstance, parts: Parts) => Reply
  readonly usageOf: (instance: SoldInstance) => unknown
  readonly carryOut: (message: Message, shop: Shop, parts: Parts) => Reply | Promise<Reply>
  readonly write: (reply: Reply) => string | Buffer
  /** The headers of a reply with the bytes `body`. */
  readonly headersOf: (body: string | Buffer, reply: Reply) => Readonly<Record<string, string | string[]>>
  /** Writes and signs a reply. */
  readonly respond: (reply: Reply, parts: Parts) => Outgoing
  /** The whole way from the request to the reply. */
  readonly handle: (request: Incoming, shop: Shop, parts: Parts) => Promise<Outgoing>
}

export const computeHmac = (key: string, data: string | Buffer, kind = 'sha256'): string =>
  createHmac(kind, key).update(data).digest('base64')

function readQuery(target: string): Parameter[] {
  const query = /\?(.*)$/.exec(target)?.[1] ?? ''
  return query
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const [[name = '', value = ''] = []] = new URLSearchParams(pair)
      return { name, value, raw: pair.slice(pair.indexOf('=') + 1) }
    })
}

/** The first value of each name. */
export const readMessage = (parameters: readonly Parameter[]): Message =>
  Object.fromEntries(parameters.toReversed().map(({ name, value }) => [name, value]))

export const compareAscending = (a: string, b: string): number => (a < b ? -1 : 1)

/** The text that is signed, with the names sorted by `compare`. */
export const sortPairsBy =
  (compare: (a: string, b: string) => number) =>
  (parameters: readonly Parameter[]): string =>
    Object.entries(readMessage(parameters))
      .filter(([name]) => name !== 'authToken')
      .toSorted(([a], [b]) => compare(a, b))
      .map((pair) => pair.join('='))
      .join('&')

function proofFault(parameters: readonly Parameter[], parts: Parts): string | undefined {
  const { authToken = '', timeStamp = '' } = readMessage(parameters)
  if (authToken === '' || timeStamp === '') return '000001'
  const expected = parts.tokensOf(parameters, timeStamp, parts)
  return expected.some((one) => parts.sameToken(one, authToken)) ? undefined : '000001'
}

export const ok: Reply = { resultCode: '000000', resultMsg: 'success.' }
export const unknownInstance: Reply = { resultCode: '000003', resultMsg: 'No such instance.' }

/** Carries out a message. */
export function carryOut(message: Message, shop: Shop, parts: Parts): Reply {
  const { activity, instanceId = '' } = message
  if (activity === 'newInstance') return sell(message, shop, parts)
  if (activity === 'queryInstance') return tell(message, shop, parts)
  const instance = shop.byId.get(instanceId)
  if (!instance) return unknownInstance
  if (activity === 'releaseInstance') instance.state = 'released'
  else if (instance.state === 'released') return unknownInstance
  else if (activity === 'expireInstance') instance.state = 'frozen'
  else if (activity === 'refreshInstance') instance.state = 'open'
  else if (activity === 'instanceStatus')
    instance.state = message['instanceStatus'] === 'FREEZE' ? 'frozen' : 'open'
  return ok
}

function sell(message: Message, shop: Shop, parts: Parts): Reply {
  const bought = parts.orderOf(message)
  const before = shop.byOrder.get(bought)
  const instance = before ?? {
    instanceId: parts.newId(message),
    bought,
    password: randomBytes(9).toString('base64url'),
    state: 'open',
    asked: 0,
  }
  shop.byOrder.set(bought, instance)
  shop.byId.set(instance.instanceId, instance)
  instance.asked += 1
  if (!parts.isReady(instance)) return { resultCode: '000004', resultMsg: 'It is being opened.' }
  return {
    ...ok,
    encryptType: parts.encryptType,
    instanceId: instance.instanceId,
    appInfo: parts.appInfoOf(instance, parts),
  }
}

function tell(message: Message, shop: Shop, parts: Parts): Reply {
  const found = (message['instanceId'] ?? '')
    .split(',')
    .flatMap((id) => shop.byId.get(id.trim()) ?? [])
    .filter(({ state }) => state !== 'released')
  if (found.length === 0) return unknownInstance
  const info = found.map((instance) => ({
    instanceId: instance.instanceId,
    appInfo: parts.appInfoOf(instance, parts),
    usageInfo: parts.usageOf(instance),
  }))
  return { ...ok, encryptType: parts.encryptType, info }
}

/** Seals account fields with a key of this size, derived from the seller's key or another one. */
export const sealWith =
  (bits: 128 | 256, accessKey = corpusKey) =>
  (plaintext: string): string =>
    sealField({ accessKey, bits, iv: randomBytes(8).toString('hex'), plaintext })

/** Opens an account field. */
export const openValue = (value: string): string | undefined =>
  openField({ accessKey: corpusKey, bits: 256, value })

const appInfoOf = ({ instanceId, password }: SoldInstance, { seal }: Parts): Reply => ({
  frontEndUrl: `https://app.example/${encodeURIComponent(instanceId)}`,
  adminUrl: 'https://app.example/admin',
  userName: seal('管理员'),
  password: seal(password),
  memo: '请修改初始密码',
})

const usageOf = (): unknown => [
  {
    relatedInstanceId: 'a-package',
    usageValue: 12.3456,
    statisticalTime: '20261126000000000',
    dashboardUrl: 'https://app.example/usage',
  },
]

/** JSON as PHP writes it: characters beyond ASCII and slashes are escaped. */
const writeAsPhp = (reply: Reply): string =>
  JSON.stringify(reply)
    .replaceAll('/', '\\/')
    .replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)

export const signBody = (body: string | Buffer, key = corpusKey): string =>
  `sign_type="HMAC-SHA256", signature="${computeHmac(key, body)}"`

async function handle({ target }: Incoming, shop: Shop, parts: Parts): Promise<Outgoing> {
  const parameters = parts.readQuery(target)
  const badProof = parts.proofFault(parameters, parts)
  if (badProof !== undefined)
    return parts.respond({ resultCode: badProof, resultMsg: 'The authToken is not right.' }, parts)
  const all = readMessage(parameters)
  const message = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ''))
  const fault = parts.messageFault(message)
  if (fault !== undefined)
    return parts.respond({ resultCode: fault, resultMsg: 'A parameter is not right.' }, parts)
  return parts.respond(await parts.carryOut(message, shop, parts), parts)
}

/** The parts of a correct seller. */
function rightParts(): Parts {
  return {
    readQuery,
    pairsOf: sortPairsBy(compareAscending),
    tokensOf: (parameters, timeStamp, parts) => [
      computeHmac(corpusKey + timeStamp, parts.pairsOf(parameters)),
    ],
    sameToken: (expected, got) => expected === got,
    proofFault,
    messageFault: findMessageFault,
    orderOf: ({ orderId, productId, chargingMode }) =>
      JSON.stringify(chargingMode === '0' ? [orderId, productId] : [orderId]),
    newId: () => randomUUID(),
    isReady: () => true,
    encryptType: '1',
    seal: sealWith(256),
    appInfoOf,
    usageOf,
    carryOut,
    write: writeAsPhp,
    headersOf: (body) => ({ 'Content-Type': 'application/json', 'Body-Sign': signBody(body) }),
    respond(reply, parts) {
      const body = parts.write(reply)
      return { status: 200, headers: parts.headersOf(body, reply), body }
    },
    handle,
  }
}

/** A seller in which some parts are replaced. */
export const createSellerWith =
  (change: (right: Parts) => Partial<Parts>): MakeSeller =>
  () => {
    const right = rightParts()
    const parts = { ...right, ...change(right) }
    const shop: Shop = { byOrder: new Map(), byId: new Map() }
    return (request) => parts.handle(request, shop, parts)
  }
