import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { encodeRequest } from '@loggia/protocol/saas/v2'
import type { SaasV2Request } from '@loggia/protocol/saas/v2'
import { signSaasV2 } from '@loggia/signing'
import { behaviours } from './behaviours.ts'
import { startFaultySeller } from './faulty-seller.ts'
import type { FaultySeller } from './faulty-seller.ts'
import { readJournal } from './journal.ts'
import type { JournalLine } from './journal.ts'
import { createSeededScript, createUniformScript } from './script.ts'

const accessKey = 'a-test-key'
let folder: string
let seller: FaultySeller
let answered: JournalLine[]

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'loggia-faulty-'))
  answered = []
  seller = await startFaultySeller({
    accessKey,
    journalPath: join(folder, 'journal.jsonl'),
    script: createUniformScript({}),
    onAnswered: (line) => answered.push(line),
  })
})
afterEach(async () => {
  await seller.close()
  rmSync(folder, { recursive: true, force: true })
})

const journal = (): JournalLine[] => readJournal(join(folder, 'journal.jsonl'))

let nonce = 0
async function ask(
  request: SaasV2Request,
  key = accessKey,
): Promise<{ status: number; type: string | null; text: string }> {
  const body = encodeRequest(request)
  const { query } = signSaasV2({ accessKey: key, body, nonce: `n-${(nonce += 1)}`, timestampMs: Date.now() })
  const reply = await fetch(`${seller.url}?${query}`, {
    method: 'POST',
    body,
    redirect: 'manual',
    signal: AbortSignal.timeout(500),
  })
  return { status: reply.status, type: reply.headers.get('content-type'), text: await reply.text() }
}
const purchase = (order: string): SaasV2Request => ({
  activity: 'newInstance',
  orderId: order,
  orderLineId: `${order}-000001`,
  businessId: `b-${(nonce += 1)}`,
})
const created = async (order: string): Promise<string> =>
  (JSON.parse((await ask(purchase(order))).text) as { instanceId: string }).instanceId

test('one order line has one instance, whatever the requests for it are met with', async () => {
  seller.setScript('CS1', {
    newInstance: ['reset_mid_body', 'wrong_json', 'ok'],
    queryInstance: ['ok'],
    releaseInstance: ['ok'],
  })
  await ask(purchase('CS1')).catch(() => undefined)
  await ask(purchase('CS1'))

  const told = await created('CS1')

  expect(new Set(journal().map((line) => line.made))).toEqual(new Set([told]))
  expect(answered.map((line) => line.told)).toEqual([undefined, told])
})

test('each fault reaches the caller as that fault', async () => {
  const met: Record<string, string> = {}
  for (const behaviour of behaviours) {
    seller.setScript(behaviour, { newInstance: [behaviour], queryInstance: ['ok'], releaseInstance: ['ok'] })
    met[behaviour] = await ask(purchase(behaviour)).then(
      ({ status, type, text }) =>
        `${status} ${type?.split(';')[0] ?? ''} ${text.length > 9_999 ? 'long' : text.replace(/b-\d+/, 'id')}`,
      (error: Error) => `no reply (${error.name})`,
    )
  }

  expect(met).toEqual({
    ok: '200 application/json {"resultCode":"000000","resultMsg":"success.","instanceId":"id"}',
    pending: '200 application/json {"resultCode":"000004","resultMsg":"success.","instanceId":"id"}',
    refusal: '200 application/json {"resultCode":"000100","resultMsg":"refused."}',
    near_limit: 'no reply (TimeoutError)',
    hang: 'no reply (TimeoutError)',
    reset_before_reply: 'no reply (TypeError)',
    reset_mid_body: 'no reply (TypeError)',
    wrong_json: '200 application/json {"resultCode":"000000","resultMsg":"success.","instanceId":"id"',
    html: '200 text/html <!doctype html><title>Welcome</title><p>It works!',
    slow_drip: 'no reply (TimeoutError)',
    no_instance_id: '200 application/json {"resultCode":"000000","resultMsg":"success."}',
    wrong_content_type: '200 text/plain {"resultCode":"000000","resultMsg":"success.","instanceId":"id"}',
    redirect: '302 application/json {"resultCode":"000000","resultMsg":"success.","instanceId":"id"}',
    huge_body: '200 application/json long',
    unknown_code: '200 application/json {"resultCode":"009999","resultMsg":"success.","instanceId":"id"}',
    status_503: '503 text/html <!doctype html><title>Welcome</title><p>It works!',
    status_500: '500 application/json {"error":"internal"}',
  })
})

test('an instance is pending, then there, then released', async () => {
  seller.setScript('CS1', {
    newInstance: ['pending'],
    queryInstance: ['pending', 'ok'],
    releaseInstance: ['status_500', 'ok'],
  })
  const instanceId = await created('CS1')

  const early = await ask({ activity: 'queryInstance', instanceId })
  const late = await ask({ activity: 'queryInstance', instanceId })
  const failed = await ask({ activity: 'releaseInstance', instanceId })
  const released = await ask({ activity: 'releaseInstance', instanceId })
  const gone = await ask({ activity: 'queryInstance', instanceId })

  expect(early.text).toContain('"info":[]')
  expect(late.text).toContain(`initial-${instanceId}`)
  expect([failed.status, released.status]).toEqual([500, 200])
  expect(gone.text).toContain('000003')
})

test('the journal has a line before and after each answer and says whether the connection took it', async () => {
  seller.setScript('CS1', { newInstance: ['hang'], queryInstance: ['ok'], releaseInstance: ['ok'] })
  await ask(purchase('CS1')).catch(() => undefined)
  await created('CS2')

  await expect.poll(() => journal().filter(({ phase }) => phase === 'answered').length).toBe(2)
  expect(journal().filter(({ phase }) => phase === 'received')).toHaveLength(2)
  expect(journal().find((line) => line.orderId === 'CS1' && line.phase === 'answered')).toMatchObject({
    taken: false,
    behaviour: 'hang',
  })
  expect(journal().find((line) => line.orderId === 'CS2' && line.phase === 'answered')).toMatchObject({
    taken: true,
    told: expect.any(String) as string,
  })
})

test('what is asked of an instance later is met by its own list, each order’s question by itself, and written down', async () => {
  seller.setScript('CS1', {
    newInstance: ['ok'],
    queryInstance: ['ok'],
    releaseInstance: ['ok'],
    refreshInstance: ['status_503', 'ok'],
    updateInstanceStatus: ['refusal', 'ok'],
    upgradeInstance: ['unknown_code', 'ok'],
    changeInstanceCheck: ['refusal', 'ok'],
  })
  const instanceId = await created('CS1')
  const renewal = (order: string): SaasV2Request => ({
    activity: 'refreshInstance',
    scene: 'RENEWAL',
    orderId: order,
    orderLineId: `${order}-000001`,
    instanceId,
    expireTime: '20270101000000000',
  })
  const freeze: SaasV2Request = { activity: 'updateInstanceStatus', instanceId, status: 'FREEZE' }
  const check: SaasV2Request = {
    activity: 'changeInstanceCheck',
    instanceId,
    productInfo: { productId: 'p', skuCode: 's', productName: 'name', linearValue: 2 },
  }

  const met = async (request: SaasV2Request): Promise<string> => {
    const { status, text } = await ask(request)
    return status === 200 ? (JSON.parse(text) as { resultCode: string }).resultCode : String(status)
  }
  const codes: string[] = []
  for (const request of [renewal('CS2'), renewal('CS2'), renewal('CS3'), freeze, freeze, check, check])
    codes.push(await met(request))
  await ask({ activity: 'releaseInstance', instanceId })
  const gone = await met(freeze)

  expect(codes).toEqual(['503', '000000', '503', '000100', '000000', '000100', '000000'])
  expect(gone).toBe('000003')
  const received = journal().filter(({ phase }) => phase === 'received')
  expect(received.find(({ activity }) => activity === 'refreshInstance')).toMatchObject({
    scene: 'RENEWAL',
    orderId: 'CS2',
    expireTime: '20270101000000000',
    made: instanceId,
  })
  expect(received.find(({ activity }) => activity === 'updateInstanceStatus')).toMatchObject({
    status: 'FREEZE',
  })
})

test('a request that another key has signed is refused and makes nothing', async () => {
  const reply = await ask(purchase('CS1'), 'another-key')

  expect(reply.text).toContain('000001')
  expect(journal()[0]).toMatchObject({ signature: 'differs' })
  expect(journal()[0]?.made).toBeUndefined()
})

test('a seed gives an order the same script each time, and other seeds other ones', () => {
  const numbers = Array.from({ length: 300 }, (_, i) => `CS${i}`)
  const scripts = (seed: string): string => JSON.stringify(numbers.map(createSeededScript(seed)))

  expect(scripts('one')).toBe(scripts('one'))
  expect(scripts('one')).not.toBe(scripts('two'))
  for (const behaviour of behaviours) expect(scripts('one')).toContain(`"${behaviour}"`)
})
