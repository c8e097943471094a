import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { omitUndefined } from '@loggia/kernel'
import { writeUploadPath } from '@loggia/protocol/license/open-apis'
import { orderQueryPath } from '@loggia/protocol/orders'
import { signAkSk } from '@loggia/signing'
import { afterEach, expect, test } from 'vitest'
import { createOnlineSeller } from '../corpus/license-online/right.ts'
import type { Message, Parts } from '../corpus/saas-v2/right.ts'
import { corpusKey, serve } from '../corpus/seller.ts'
import type { MakeSeller } from '../corpus/seller.ts'
import { runChecks } from '../engine/run.ts'
import { startOrderDesk } from '../orders/desk.ts'
import { uploadChecks } from './checks/uploads.ts'

const keys = { accessKeyId: 'AK', secretKey: 'a secret' }
const closing: (() => Promise<void>)[] = []

afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

type Sent = {
  readonly method: 'GET' | 'POST'
  readonly target: string
  readonly body?: Buffer
  readonly type?: string
  /** The body that the signature covers. Default: the one that is sent. */
  readonly signed?: Buffer
  readonly secretKey?: string
}

/** Sends a signed request to the open APIs. */
async function ask(
  origin: string,
  { method, target, body, type, signed = body, ...rest }: Sent,
): Promise<void> {
  const headers = { host: new URL(origin).host, ...omitUndefined({ 'content-type': type }) }
  const request = { method, target, headers, body: signed ?? new Uint8Array() }
  const proof = signAkSk({ request, ...keys, ...rest, timeMs: Date.now() })
  await fetch(`${origin}${target}`, {
    method,
    headers: { ...headers, ...proof.headers },
    body: body ? new Uint8Array(body) : null,
  })
}

const boundary = 'the-boundary'
const type = `multipart/form-data; boundary=${boundary}`
const writeParts = (...parts: readonly (readonly [head: string, content: string])[]): Buffer =>
  Buffer.from(
    `${parts.map(([head, content]) => `--${boundary}\r\nContent-Disposition: form-data; ${head}\r\n\r\n${content}\r\n`).join('')}--${boundary}--\r\n`,
  )
const writeText = (license: string): Buffer =>
  writeParts([
    'name="isvUpdateFileReq"\r\nContent-Type: application/json',
    JSON.stringify({ type: 'CHARACTERS', characters: license }),
  ])
const writeFile = (license: string, sha256: string): Buffer =>
  writeParts(
    [
      'name="isvUpdateFileReq"\r\nContent-Type: application/json',
      JSON.stringify({ type: 'FILE', file_name: 'license.lic', sha256 }),
    ],
    ['name="file"; filename="license.lic"\r\nContent-Type: application/octet-stream', license],
  )
const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex')

type Habits = {
  /** The license of an application. Default: stored by event and device. */
  readonly license?: (message: Message) => string
  readonly write?: (license: string) => Buffer
  /** Whether the signature covers the empty body, as the public client does it. */
  readonly signsNothing?: boolean
  readonly isSilent?: boolean
  /** Uploads a second license for the first application when it is asked for something else. */
  readonly makesLater?: boolean
  /** How it queries an order: not at all, or with another secret. */
  readonly query?: 'none' | 'with another secret'
  /** Other parts of the seller. */
  readonly change?: (right: Parts) => Partial<Parts>
}

/** A seller that queries each order and uploads each license. */
function createUploader(origin: string, habits: Habits): MakeSeller {
  const { license, write = writeText, signsNothing, isSilent, makesLater, query, change } = habits
  const stored = new Map<string, string>()
  const store = ({ eventId, deviceFingerprint }: Message): string => {
    const key = JSON.stringify([eventId, deviceFingerprint])
    const made = stored.get(key) ?? `LIC-${randomUUID()}`
    stored.set(key, made)
    return made
  }
  const queryOrder = ({ orderId, orderLineId }: Message): Promise<void> =>
    ask(origin, {
      method: 'GET',
      target: `${orderQueryPath}?orderId=${String(orderId)}&orderLineId=${String(orderLineId)}`,
      ...omitUndefined({ secretKey: query && 'another secret' }),
    })
  const upload = (message: Message): Promise<void> => {
    const body = write((license ?? store)(message))
    const target = writeUploadPath(String(message['eventId']))
    return ask(origin, {
      method: 'POST',
      target,
      body,
      type,
      signed: signsNothing === true ? Buffer.of() : body,
    })
  }
  let first: Message | undefined
  async function uploadAnother(message: Message): Promise<void> {
    if (first && first['eventId'] !== message['eventId']) {
      stored.delete(JSON.stringify([first['eventId'], first['deviceFingerprint']]))
      await upload(first)
    }
    first ??= message
  }
  return createOnlineSeller((before) => {
    const right = { ...before, ...change?.(before) }
    return {
      ...change?.(before),
      carryOut: async (message, shop, parts) => {
        const reply = await right.carryOut(message, shop, parts)
        const isDone = reply['resultCode'] === '000000'
        if (message['activity'] === 'newInstance' && query !== 'none') await queryOrder(message)
        if (message['activity'] === 'getLicenseAsync' && isDone && !isSilent) await upload(message)
        if (makesLater && message['activity'] === 'getLicenseAsync') await uploadAnother(message)
        return reply
      },
    }
  })
}

/** The checks that a seller with these habits does not pass. */
async function judge(habits: Habits): Promise<Record<string, string>> {
  const desk = await startOrderDesk({ port: 0, ...keys, nowMs: Date.now })
  closing.push(() => desk.close())
  const served = await serve(createUploader(desk.url, habits)(Date.now))
  closing.push(() => served.close())
  const judged = await runChecks(uploadChecks, {
    url: served.url,
    key: corpusKey,
    readyWithinMs: 150,
    orders: desk,
    nowMs: Date.now,
    randomBytes: (length) => randomBytes(length),
  })
  const odd = judged.filter(({ outcome }) => outcome !== 'pass')
  return Object.fromEntries(
    odd.map(({ check, outcome }) => [check.id.replace('license-online.', ''), outcome]),
  )
}

const nothingUploaded = { 'upload.repeat': 'skip', 'upload.other-device': 'skip' }

test.each<[string, Habits]>([
  ['text', {}],
  ['text, with a signature over no body', { signsNothing: true }],
  ['a file with its hash', { write: (license) => writeFile(license, hashOf(license)) }],
])('a seller that uploads %s passes every check', async (_, habits) => {
  expect(await judge(habits)).toEqual({})
})

test.each<[string, Habits, Record<string, string>]>([
  [
    'uploads nothing',
    { isSilent: true },
    { 'upload.sent': 'fail', 'upload.right': 'skip', ...nothingUploaded },
  ],
  ['queries no order', { query: 'none' }, { 'orders.asked': 'fail', 'orders.proof': 'skip' }],
  [
    'signs its queries with another secret',
    { query: 'with another secret' },
    { 'orders.asked': 'fail', 'orders.proof': 'fail' },
  ],
  [
    'makes licenses without an end',
    {
      change: (right) => ({
        messageFault: (message) => right.messageFault({ expireTime: '20991231000000', ...message }),
      }),
    },
    { 'orders.no-expire-time': 'fail' },
  ],
  [
    'sells nothing',
    { change: () => ({ carryOut: () => ({ resultCode: '000100', resultMsg: 'Sold out.' }) }) },
    {
      'orders.opened': 'fail',
      'orders.asked': 'skip',
      'upload.sent': 'skip',
      'upload.right': 'skip',
      ...nothingUploaded,
      'orders.no-expire-time': 'skip',
    },
  ],
  [
    'makes another license for the same application',
    { license: () => `LIC-${randomUUID()}` },
    { 'upload.repeat': 'fail' },
  ],
  [
    'makes another license when it is asked for something else',
    { makesLater: true },
    { 'upload.repeat': 'fail' },
  ],
  ['has one license for all devices', { license: () => 'LIC-1' }, { 'upload.other-device': 'warn' }],
  [
    'uploads a file with a wrong hash',
    { write: (license) => writeFile(license, hashOf('another')) },
    { 'upload.sent': 'fail', 'upload.right': 'fail', ...nothingUploaded },
  ],
  [
    'uploads JSON instead of parts',
    { write: (license) => Buffer.from(JSON.stringify({ type: 'CHARACTERS', characters: license })) },
    { 'upload.sent': 'fail', 'upload.right': 'fail', ...nothingUploaded },
  ],
])('a seller that %s is found', async (_, habits, expected) => {
  expect(await judge(habits)).toEqual(expected)
})
