import { createHash, createHmac, randomUUID } from 'node:crypto'
import { corpusKey } from '../seller.ts'
import type { Incoming, MakeSeller, Outgoing } from '../seller.ts'
import { findMessageFault } from './tables.ts'
import type { Message } from './tables.ts'

export type { Message } from './tables.ts'

/** What a seller of the corpus has sold. */
export type SoldInstance = {
  readonly instanceId: string
  readonly line: string
  state: 'open' | 'frozen' | 'released'
  /** How often it was queried since it was bought. */
  asked: number
}
export type Shop = { readonly byLine: Map<string, SoldInstance>; readonly byId: Map<string, SoldInstance> }

/** The signed parts of a request, and its signature, as received. */
export type Proved = {
  readonly signature: string
  readonly timestamp: string
  readonly nonce: string
  readonly body: Buffer
}

/** The parts of a seller; a wrong seller has one of them replaced. */
export type Parts = {
  readonly nowMs: () => number
  /** How far a timestamp may be before and after now. */
  readonly window: { readonly beforeMs: number; readonly afterMs: number }
  /** Parses a timestamp into milliseconds since 1970; undefined if it is not one. */
  readonly readTimestamp: (text: string) => number | undefined
  /** All signatures that are accepted, in lower case. */
  readonly signaturesOf: (proved: Proved, key: string) => readonly string[]
  readonly sameSignature: (expected: string, got: string) => boolean
  readonly nonces: { isNew(nonce: string): boolean }
  /** The code of the refusal if a proof is not valid. */
  readonly proofFault: (request: Incoming, parts: Parts) => string | undefined
  /** Parses the object in a body; undefined if there is none. */
  readonly readBody: (body: Buffer) => Message | undefined
  /** The code of the refusal if a message does not follow its table. */
  readonly messageFault: (message: Message) => string | undefined
  /** How a repeat of a purchase is recognised. */
  readonly lineOf: (message: Message) => string
  readonly newId: (message: Message) => string
  /** Whether a query reports an instance as ready. */
  readonly isReady: (instance: SoldInstance) => boolean
  /** What a query returns about an instance. */
  readonly infoOf: (instance: SoldInstance) => Message
  readonly carryOut: (message: Message, shop: Shop, parts: Parts) => Message | Promise<Message>
  /** Writes a reply; `message` is undefined if none could be read. */
  readonly respond: (reply: Message, message: Message | undefined) => Outgoing
  /** The whole way from the request to the reply. */
  readonly handle: (request: Incoming, shop: Shop, parts: Parts) => Promise<Outgoing>
}

const hmac = (key: string, data: string | Buffer): string =>
  createHmac('sha256', key).update(data).digest('hex')

function proofFault({ query, body }: Incoming, parts: Parts): string | undefined {
  const [signature, timestamp, nonce] = ['signature', 'timestamp', 'nonce'].map(
    (name) => query.get(name) ?? '',
  )
  if (!signature) return '000001'
  if (!timestamp || !nonce) return '000002'
  const sentAt = parts.readTimestamp(timestamp)
  const aheadMs = (sentAt ?? Number.NaN) - parts.nowMs()
  if (!(aheadMs >= -parts.window.beforeMs && aheadMs <= parts.window.afterMs)) return '000002'
  const expected = parts.signaturesOf({ signature, timestamp, nonce, body }, corpusKey)
  if (!expected.some((one) => parts.sameSignature(one, signature))) return '000001'
  return parts.nonces.isNew(nonce) ? undefined : '000002'
}

function readBody(body: Buffer): Message | undefined {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Message)
      : undefined
  } catch {
    return undefined
  }
}

export const ok: Message = { resultCode: '000000', resultMsg: 'success.' }
export const unknownInstance: Message = { resultCode: '000003', resultMsg: 'No such instance.' }

/** Carries out a message. */
export function carryOut(message: Message, shop: Shop, parts: Parts): Message {
  if (message['activity'] === 'newInstance') return sell(message, shop, parts)
  if (message['activity'] === 'queryInstance') return tell(message, shop, parts)
  const instance = shop.byId.get(String(message['instanceId']))
  if (!instance) return unknownInstance
  if (message['activity'] === 'releaseInstance') instance.state = 'released'
  else if (instance.state === 'released') return unknownInstance
  else if (message['activity'] === 'updateInstanceStatus')
    instance.state = message['status'] === 'FREEZE' ? 'frozen' : 'open'
  return ok
}

function sell(message: Message, shop: Shop, parts: Parts): Message {
  const line = parts.lineOf(message)
  const before = shop.byLine.get(line)
  if (before?.state === 'released') return { resultCode: '000103', resultMsg: 'This was bought and is over.' }
  const instance = before ?? { instanceId: parts.newId(message), line, state: 'open', asked: 0 }
  shop.byLine.set(line, instance)
  shop.byId.set(instance.instanceId, instance)
  const resultCode = parts.isReady(instance) ? '000000' : '000004'
  return { resultCode, resultMsg: 'success.', instanceId: instance.instanceId }
}

function tell(message: Message, shop: Shop, parts: Parts): Message {
  const found = String(message['instanceId'])
    .split(',')
    .flatMap((id) => shop.byId.get(id.trim()) ?? [])
    .filter(({ state }) => state !== 'released')
  if (found.length === 0) return unknownInstance
  for (const instance of found) instance.asked += 1
  return { ...ok, info: found.filter(parts.isReady).map(parts.infoOf) }
}

const infoOf = ({ instanceId }: SoldInstance): Message => ({
  instanceId,
  appInfo: {
    frontEndUrl: `https://app.example/${encodeURIComponent(instanceId)}`,
    adminUrl: 'https://app.example/admin',
    userName: 'admin',
    password: 'first-Password-1',
    memo: '请修改初始密码',
  },
  usageInfo: [
    {
      usageValue: 12.3456,
      statisticalTime: '20261126000000000',
      dashboardUrl: 'https://app.example/usage',
    },
  ],
})

const escapeNonAscii = (text: string): string =>
  text.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)

/** A correct reply. */
export const respond = (
  reply: Message,
): { status: number; headers: Record<string, string>; body: string } => ({
  status: 200,
  headers: { 'Content-Type': 'application/json;charset=utf-8' },
  body: escapeNonAscii(JSON.stringify(reply)),
})

async function handle(request: Incoming, shop: Shop, parts: Parts): Promise<Outgoing> {
  if (request.method !== 'POST') return { status: 405, headers: { Allow: 'POST' }, body: '' }
  const badProof = parts.proofFault(request, parts)
  if (badProof !== undefined)
    return parts.respond({ resultCode: badProof, resultMsg: 'The proof is not right.' }, undefined)
  const message = parts.readBody(request.body)
  if (message === undefined)
    return parts.respond({ resultCode: '000002', resultMsg: 'The body is no JSON object.' }, undefined)
  const fault = parts.messageFault(message)
  if (fault !== undefined)
    return parts.respond({ resultCode: fault, resultMsg: 'A member is not right.' }, message)
  return parts.respond(await parts.carryOut(message, shop, parts), message)
}

/** The inner hash of the protocol. */
export const hashBody = (key: string, body: Buffer | string): string => hmac(key, body)

/** The signature of the protocol over another inner hash. */
export const signOver = (key: string, { nonce, timestamp }: Proved, bodyHash: string): string =>
  hmac(key, key + nonce + timestamp + bodyHash)

export const hashSha256 = (data: Buffer | string): string => createHash('sha256').update(data).digest('hex')

/** The parts of a correct seller, with their own store of nonces. */
export function createRightParts(nowMs: () => number): Parts {
  const used = new Set<string>()
  return {
    nowMs,
    window: { beforeMs: 60_000, afterMs: 60_000 },
    readTimestamp: (text) => (/^\d{13}$/.test(text) ? Number(text) : undefined),
    signaturesOf: (proved, key) => [signOver(key, proved, hashBody(key, proved.body))],
    sameSignature: (expected, got) => expected === got.toLowerCase(),
    nonces: {
      isNew(nonce) {
        if (used.has(nonce)) return false
        used.add(nonce)
        return true
      },
    },
    proofFault,
    readBody,
    messageFault: findMessageFault,
    lineOf: ({ orderId, orderLineId }) => JSON.stringify([orderId, orderLineId]),
    newId: () => randomUUID(),
    isReady: () => true,
    infoOf,
    carryOut,
    respond,
    handle,
  }
}

/** A seller in which some parts are replaced. */
export const createSellerWith =
  (change: (right: Parts) => Partial<Parts>): MakeSeller =>
  (nowMs) => {
    const right = createRightParts(nowMs)
    const parts = { ...right, ...change(right) }
    const shop: Shop = { byLine: new Map(), byId: new Map() }
    return (request) => parts.handle(request, shop, parts)
  }
