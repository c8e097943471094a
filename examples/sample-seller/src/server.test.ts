import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { encodeNotification } from '@loggia/protocol/orders'
import { encodeRequest as encodeV1 } from '@loggia/protocol/saas/v1'
import { encodeRequest, readReply } from '@loggia/protocol/saas/v2'
import type { SaasV2Request } from '@loggia/protocol/saas/v2'
import { signSaasV1, signSaasV2 } from '@loggia/signing'
import { startSampleSeller } from './server.ts'
import type { SampleSeller } from './server.ts'

const accessKey = 'a-test-key-of-acme'
const sellers = [
  {
    slug: 'acme',
    accessKey,
    notificationKey: 'a-general-key-of-acme',
    name: { zh: '示例软件', en: 'Acme' },
    opening: 'at once',
  },
  {
    slug: 'slow',
    accessKey: 'a-test-key-of-slow',
    name: { zh: '慢工软件', en: 'Slow' },
    opening: 'after a while',
  },
] as const

let folder: string
let nowMs: number
let seller: SampleSeller
const lines: string[] = []

const start = (): Promise<SampleSeller> =>
  startSampleSeller({
    host: '127.0.0.1',
    port: 0,
    dataFolder: folder,
    sellers,
    nowMs: () => nowMs,
    log: (line) => lines.push(line),
  })

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'loggia-sample-seller-'))
  nowMs = Date.now()
  lines.length = 0
  seller = await start()
})
afterEach(async () => {
  await seller.close()
  rmSync(folder, { recursive: true, force: true })
})

let nonces = 0
function signed(request: SaasV2Request, slug = 'acme', at = seller.port): { url: string; body: string } {
  const body = encodeRequest(request)
  const key = sellers.find((one) => one.slug === slug)?.accessKey ?? ''
  const { query } = signSaasV2({ accessKey: key, body, nonce: `nonce-${(nonces += 1)}`, timestampMs: nowMs })
  return { url: `http://127.0.0.1:${at}/${slug}/saas?${query}`, body }
}

type Reply = {
  resultCode: string
  resultMsg: string
  instanceId?: string
  info?: { instanceId: string; appInfo: Record<string, string> }[]
}

async function post({ url, body }: { url: string; body: string }): Promise<Reply> {
  const reply = await fetch(url, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json;charset=utf8' },
  })
  expect(reply.status).toBe(200)
  return (await reply.json()) as Reply
}
const ask = (request: SaasV2Request, slug?: string): Promise<Reply> => post(signed(request, slug))

const purchase = (n: number, businessId: string): SaasV2Request => ({
  activity: 'newInstance',
  orderId: `CS${n}`,
  orderLineId: `CS${n}-000001`,
  businessId,
})
const query = (instanceId: string): SaasV2Request => ({ activity: 'queryInstance', instanceId })

test('a repeated purchase of one order line gets the first instance, whose id is the first business id', async () => {
  const first = await ask(purchase(1, 'business-1'))
  const again = await ask(purchase(1, 'business-2'))
  const other = await ask(purchase(2, 'business-3'))

  expect(first).toMatchObject({ resultCode: '000000', instanceId: 'business-1' })
  expect(again).toMatchObject({ resultCode: '000000', instanceId: 'business-1' })
  expect(other).toMatchObject({ resultCode: '000000', instanceId: 'business-3' })
})

test('an instance that takes a while is pending, and then is there', async () => {
  const first = await ask(purchase(1, 'business-1'), 'slow')
  const early = await ask(query('business-1'), 'slow')
  nowMs += 6_001
  const late = await ask(query('business-1'), 'slow')
  const again = await ask(purchase(1, 'business-2'), 'slow')

  expect(first).toMatchObject({ resultCode: '000004', instanceId: 'business-1' })
  expect(early.resultCode).toBe('000004')
  expect(late.info?.[0]?.appInfo['password']).toMatch(/^\w{16}$/)
  expect(again).toMatchObject({ resultCode: '000000', instanceId: 'business-1' })
})

test('what was answered is still there after a restart, with the same password, which lies on no disk', async () => {
  await ask(purchase(1, 'business-1'))
  const before = await ask(query('business-1'))
  await seller.close()

  seller = await start()
  const after = await ask(query('business-1'))
  const again = await ask(purchase(1, 'business-9'))

  const password = before.info?.[0]?.appInfo['password'] ?? ''
  expect(password).toMatch(/^\w{16}$/)
  expect(after.info?.[0]?.appInfo['password']).toBe(password)
  expect(again.instanceId).toBe('business-1')
  for (const file of readdirSync(folder))
    expect(readFileSync(join(folder, file)).includes(password)).toBe(false)
})

test('a reply to a query is one that the marketplace can read', async () => {
  await ask(purchase(1, 'business-1'))
  const { url, body } = signed(query('business-1'))

  const reply = await fetch(url, { method: 'POST', body })
  const bytes = new Uint8Array(await reply.arrayBuffer())
  const read = readReply('queryInstance', {
    status: reply.status,
    headers: Object.fromEntries(reply.headers),
    body: bytes,
  })

  expect(read).toMatchObject({ ok: true, code: '000000' })
  expect(Buffer.from(bytes).toString('latin1')).toMatch(/"memo":"\\u9996/)
})

test('a replayed request is refused', async () => {
  const request = signed(purchase(1, 'business-1'))

  const first = await post(request)
  const replayed = await post(request)

  expect(first.resultCode).toBe('000000')
  expect(replayed.resultCode).toBe('000002')
  expect(lines).toContain('acme: refused (nonce_seen)')
})

test('a body that was altered and a key of another seller are answered 000001', async () => {
  const altered = signed(purchase(1, 'business-1'))
  const foreign = signed(purchase(2, 'business-2'), 'slow')

  expect((await post({ ...altered, body: altered.body.replace('CS1"', 'CS7"') })).resultCode).toBe('000001')
  expect((await post({ ...foreign, url: foreign.url.replace('/slow/', '/acme/') })).resultCode).toBe('000001')
})

test('a stale request and a missing nonce are answered 000002', async () => {
  const stale = signed(purchase(1, 'business-1'))
  const bare = signed(purchase(2, 'business-2'))
  nowMs += 60_001

  expect((await post(stale)).resultCode).toBe('000002')
  expect((await post({ ...bare, url: bare.url.replace(/&nonce=.*/, '') })).resultCode).toBe('000002')
})

test('a signed message that is not one of the seven is answered 000002', async () => {
  const body = '{"activity":"makeCoffee"}'
  const { query: signature } = signSaasV2({ accessKey, body, nonce: 'n-coffee', timestampMs: nowMs })

  expect(
    (await post({ url: `http://127.0.0.1:${seller.port}/acme/saas?${signature}`, body })).resultCode,
  ).toBe('000002')
})

test('the other activities change the instance, and what is not known is answered 000003', async () => {
  await ask(purchase(1, 'i-1'))
  const order = { orderId: 'CS8', orderLineId: 'CS8-000001', instanceId: 'i-1' }
  const productInfo = { productId: 'P1', productName: '示例', skuCode: 'S1', linearValue: 5 }

  expect(
    await ask({ activity: 'refreshInstance', scene: 'RENEWAL', expireTime: '20271125063300000', ...order }),
  ).toMatchObject({ resultCode: '000000' })
  expect(await ask({ activity: 'updateInstanceStatus', instanceId: 'i-1', status: 'FREEZE' })).toMatchObject({
    resultCode: '000000',
  })
  expect(
    await ask({ activity: 'updateInstanceStatus', instanceId: 'i-1', status: 'UNFREEZE' }),
  ).toMatchObject({ resultCode: '000000' })
  expect(await ask({ activity: 'upgradeInstance', ...order })).toMatchObject({ resultCode: '000000' })
  expect(await ask({ activity: 'changeInstanceCheck', instanceId: 'i-1', productInfo })).toMatchObject({
    resultCode: '000000',
  })
  expect(await ask({ activity: 'releaseInstance', instanceId: 'i-2' })).toMatchObject({
    resultCode: '000003',
  })
  expect(await ask(query('i-2'))).toMatchObject({ resultCode: '000003' })
})

test('an upgrade that is repeated upgrades nothing', async () => {
  await ask(purchase(1, 'i-1'))
  const upgrade: SaasV2Request = {
    activity: 'upgradeInstance',
    orderId: 'CS8',
    orderLineId: 'CS8-000001',
    instanceId: 'i-1',
  }

  const codes = [await ask(upgrade), await ask(upgrade)].map(({ resultCode }) => resultCode)

  expect(codes).toEqual(['000000', '000000'])
  expect(lines.filter((line) => line.startsWith('acme: CS8'))).toHaveLength(1)
})

test('a released instance is gone, and releasing it again succeeds', async () => {
  await ask(purchase(1, 'i-1'))

  expect(await ask({ activity: 'releaseInstance', instanceId: 'i-1' })).toMatchObject({
    resultCode: '000000',
  })
  expect(await ask({ activity: 'releaseInstance', instanceId: 'i-1' })).toMatchObject({
    resultCode: '000000',
  })
  expect(await ask(query('i-1'))).toMatchObject({ resultCode: '000003' })
  expect((await fetch(`http://127.0.0.1:${seller.port}/acme/apps/i-1`)).status).toBe(410)
})

test('a test request is answered and touches nothing that a buyer has', async () => {
  await ask(purchase(1, 'real'))
  const asTest = (request: SaasV2Request): Promise<Reply> =>
    ask({ ...request, testFlag: '1' } as SaasV2Request)

  expect(await asTest(purchase(1, 'tested'))).toMatchObject({ resultCode: '000000', instanceId: 'tested' })
  expect((await asTest(query('tested'))).info).toHaveLength(1)
  expect((await asTest({ activity: 'releaseInstance', instanceId: 'real' })).resultCode).toBe('000000')
  expect((await ask(query('real'))).info).toHaveLength(1)
})

test('it speaks SaaS V1.0 at the same address', async () => {
  const parameters = encodeV1({
    activity: 'newInstance',
    customerId: 'c-1',
    customerName: '客户',
    businessId: 'business-1',
    orderId: 'CS1',
    skuCode: 's-1',
    productId: 'P1',
    amount: 7,
  })
  const { query: signature } = signSaasV1({ accessKey, parameters, timeStampMs: nowMs })

  const reply = await (await fetch(`http://127.0.0.1:${seller.port}/acme/saas?${signature}`)).json()

  expect(reply).toMatchObject({
    resultCode: '000000',
    instanceId: 'business-1',
    encryptType: '1',
    appInfo: { frontEndUrl: `http://127.0.0.1:${seller.port}/acme/apps/business-1` },
  })
})

test('it hears of a paid order, signed with the key of the general interface', async () => {
  const body = encodeNotification({
    activity: 'orderNotify',
    orderId: 'CS7',
    orderLineId: 'CS7-000001',
    testFlag: '0',
  })
  const { query: signature } = signSaasV2({
    accessKey: sellers[0].notificationKey,
    body,
    nonce: 'n-paid',
    timestampMs: nowMs,
  })

  const reply = await post({ url: `http://127.0.0.1:${seller.port}/acme/saas?${signature}`, body })

  expect(reply.resultCode).toBe('000000')
  expect(lines).toContain('acme: CS7 was paid')
})

test('one opens the application with the initial account and no other, in either language', async () => {
  await ask(purchase(1, 'i-1'))
  const app = (await ask(query('i-1'))).info?.[0]?.appInfo ?? {}
  const signIn = (password: string): Promise<Response> =>
    fetch(`${app['frontEndUrl']}?lang=en-US`, {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams({ userName: app['userName'] ?? '', password }),
    })

  const form = await (
    await fetch(app['frontEndUrl'] ?? '', { headers: { 'accept-language': 'zh-CN' } })
  ).text()
  const wrong = await signIn('wrong')
  const right = await signIn(app['password'] ?? '')
  const cookie = right.headers.get('set-cookie')?.split(';')[0] ?? ''
  const welcome = await (await fetch(`${app['frontEndUrl']}?lang=en-US`, { headers: { cookie } })).text()
  const admin = await (await fetch(`${app['adminUrl']}?lang=en-US`, { headers: { cookie } })).text()

  expect(form).toContain('使用云商店订单中收到的管理员账号登录。')
  expect(form).not.toContain(app['password'])
  expect(wrong.status).toBe(401)
  expect(await wrong.text()).toContain('do not match')
  expect(right.status).toBe(303)
  expect(welcome).toContain('Welcome to Acme')
  expect(welcome).toContain('CS1-000001')
  expect(admin).toContain('Administration')
})

test('an application that is not ready, frozen or unknown says so', async () => {
  await ask(purchase(1, 'i-slow'), 'slow')
  await ask(purchase(1, 'i-1'))
  await ask({ activity: 'updateInstanceStatus', instanceId: 'i-1', status: 'FREEZE' })
  const statusOf = async (path: string): Promise<number> =>
    (await fetch(`http://127.0.0.1:${seller.port}${path}`)).status

  expect(await statusOf('/slow/apps/i-slow')).toBe(503)
  expect(await statusOf('/acme/apps/i-1')).toBe(403)
  expect(await statusOf('/acme/apps/i-slow')).toBe(404)
  expect(await statusOf('/acme/apps/%zz')).toBe(404)
  expect(await statusOf('/other/saas')).toBe(404)
  expect(await statusOf('/')).toBe(200)
})

test('a body that is too long is refused in the words of the protocol', async () => {
  const url = `http://127.0.0.1:${seller.port}/acme/saas`

  expect((await post({ url, body: 'x'.repeat(70_000) })).resultCode).toBe('000002')
})

test('as a process it tells its parent the port, keeps an answered instance through kill -9 and ends with its parent', async () => {
  const env = { SELLER_DATA: join(folder, 'own'), SELLER_KEYS: JSON.stringify(sellers) }
  const first = await forked(env)
  await post(signed(purchase(1, 'business-1'), 'acme', first.port))
  first.child.kill('SIGKILL')
  await first.ended

  const second = await forked(env)
  const again = await post(signed(purchase(1, 'business-2'), 'acme', second.port))
  second.child.disconnect()

  expect(again.instanceId).toBe('business-1')
  expect(await second.ended).toBe(0)
})

type Forked = { child: ChildProcess; port: number; ended: Promise<number | null> }

async function forked(env: Record<string, string>): Promise<Forked> {
  const child = fork(join(import.meta.dirname, 'main.ts'), {
    env,
    execArgv: ['--conditions=loggia-source'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const port = await new Promise<number>((resolve, reject) => {
    child.once('message', (message: { ready: true; port: number }) => resolve(message.port))
    child.once('exit', (code) => reject(new Error(`The seller ended with ${code}`)))
  })
  return { child, port, ended }
}
