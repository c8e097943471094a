import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { encodeRequest, readReply } from '@loggia/protocol/saas/v2'
import type { SaasV2Request } from '@loggia/protocol/saas/v2'
import { signSaasV2, verifyBodySign } from '@loggia/signing'
import { createSeller, later, memoryStore, refuse } from './index.ts'
import type { Handlers, OpenAsked, Seller, SellerOptions, SellerProblem } from './index.ts'

const accessKey = 'test-access-key-0001'
const nowMs = 1_680_508_066_618
const address = 'https://seller.example/my/saas'

let problems: SellerProblem[]
let seller: Seller
let opened: OpenAsked[]

function start(handlers: Partial<Handlers> = {}, options: Partial<SellerOptions> = {}): Seller {
  seller = createSeller({
    accessKey,
    store: memoryStore({ now: () => nowMs }),
    now: () => nowMs,
    onProblem: (problem) => problems.push(problem),
    handlers: {
      open(asked) {
        opened.push(asked)
        return { frontEndUrl: `https://app.example/${asked.instanceId}`, userName: 'admin', password: '初始' }
      },
      ...handlers,
    },
    ...options,
  })
  return seller
}

beforeEach(() => {
  problems = []
  opened = []
  start()
})
afterEach(async () => {
  vi.useRealTimers()
  await seller.close()
})

let nonces = 0
function signed(request: SaasV2Request | string, key = accessKey): Request {
  const body = typeof request === 'string' ? request : encodeRequest(request)
  const nonce = `nonce-${(nonces += 1)}`
  const { query } = signSaasV2({ accessKey: key, body, nonce, timestampMs: nowMs })
  return new Request(`${address}?${query}`, { method: 'POST', body })
}

type Reply = {
  resultCode: string
  resultMsg: string
  instanceId?: string
  encryptType?: string
  info?: { instanceId: string; appInfo?: Record<string, string>; usageInfo?: object[] }[]
}

async function answerTo(request: Request): Promise<Reply> {
  const response = await seller(request)
  const body = new Uint8Array(await response.arrayBuffer())
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toBe('application/json;charset=utf-8')
  expect(verifyBodySign({ accessKey, header: response.headers.get('body-sign') ?? '', body })).toEqual({
    ok: true,
  })
  return JSON.parse(new TextDecoder().decode(body)) as Reply
}
const ask = (request: SaasV2Request | string): Promise<Reply> => answerTo(signed(request))

const purchase = (n: number, businessId: string): SaasV2Request => ({
  activity: 'newInstance',
  orderId: `CS${n}`,
  orderLineId: `CS${n}-000001`,
  businessId,
})
const query = (...ids: string[]): SaasV2Request => ({ activity: 'queryInstance', instanceId: ids.join(',') })
const order = { orderId: 'CS8', orderLineId: 'CS8-000001', instanceId: 'i-1' }
const renewal: SaasV2Request = {
  activity: 'refreshInstance',
  scene: 'RENEWAL',
  expireTime: '20271125063300000',
  ...order,
}
const status = (to: 'FREEZE' | 'UNFREEZE'): SaasV2Request => ({
  activity: 'updateInstanceStatus',
  instanceId: 'i-1',
  status: to,
})
const check: SaasV2Request = {
  activity: 'changeInstanceCheck',
  instanceId: 'i-1',
  productInfo: { productId: 'P1', productName: '示例', skuCode: 'S1', linearValue: 5 },
}

test('an order is opened once, under the first business id, and its access data are told to a query', async () => {
  const first = await ask(purchase(1, 'b-1'))
  const again = await ask(purchase(1, 'b-2'))
  const other = await ask(purchase(2, 'b-3'))
  const told = await ask(query('b-1'))

  expect([first, again, other].map(({ resultCode, instanceId }) => [resultCode, instanceId])).toEqual([
    ['000000', 'b-1'],
    ['000000', 'b-1'],
    ['000000', 'b-3'],
  ])
  expect(opened.map(({ instanceId }) => instanceId)).toEqual(['b-1', 'b-3'])
  expect(told.info).toEqual([
    {
      instanceId: 'b-1',
      appInfo: { frontEndUrl: 'https://app.example/b-1', userName: 'admin', password: '初始' },
    },
  ])
})

test('repeats that come at the same moment open one instance', async () => {
  const replies = await Promise.all(Array.from({ length: 20 }, (_, i) => ask(purchase(1, `b-${i}`))))

  expect(opened).toHaveLength(1)
  expect(new Set(replies.map(({ instanceId }) => instanceId)).size).toBe(1)
})

test('who is not ready says later, and the instance is there once that is said', async () => {
  start({ open: () => later() })

  const first = await ask(purchase(1, 'b-1'))
  const early = await ask(query('b-1'))
  const said = await seller.opened('b-1', { frontEndUrl: 'https://app.example/late' })
  const there = await ask(query('b-1'))
  const again = await ask(purchase(1, 'b-2'))

  expect(first).toMatchObject({ resultCode: '000004', instanceId: 'b-1' })
  expect(early.resultCode).toBe('000004')
  expect(said).toBe(true)
  expect(there.info?.[0]?.appInfo?.['frontEndUrl']).toBe('https://app.example/late')
  expect(again).toMatchObject({ resultCode: '000000', instanceId: 'b-1' })
  expect(await seller.opened('b-1')).toBe(false)
})

test('an instance that is promised is there as soon as describe tells of it', async () => {
  let isReady = false
  start({
    open: () => later(),
    describe: () => (isReady ? { frontEndUrl: 'https://app.example/x' } : later()),
  })

  await ask(purchase(1, 'b-1'))
  const early = await ask(query('b-1'))
  isReady = true
  const late = await ask(query('b-1'))

  expect(early.resultCode).toBe('000004')
  expect(late).toMatchObject({ resultCode: '000000', info: [{ instanceId: 'b-1' }] })
  expect((await seller.find('b-1'))?.state).toBe('open')
})

test('a promised instance that could not be made is refused to whoever asks', async () => {
  start({ open: () => later() })
  await ask(purchase(1, 'b-1'))

  await seller.notOpened('b-1', refuse('soldOut'))

  expect((await ask(query('b-1'))).resultCode).toBe('000106')
  expect((await ask(purchase(1, 'b-2'))).resultCode).toBe('000106')
})

test('a handler that refuses, by return or by throw, is answered for with its code, and asked again by the next call', async () => {
  const answers = [
    () => refuse('soldOut', '没有了'),
    () => {
      throw refuse('alreadyBought')
    },
    () => ({ frontEndUrl: 'https://a.example' }),
  ]
  start({ open: () => answers.shift()?.() as never })

  const codes = [await ask(purchase(1, 'b-1')), await ask(purchase(1, 'b-2')), await ask(purchase(1, 'b-3'))]

  expect(codes.map(({ resultCode }) => resultCode)).toEqual(['000106', '000103', '000000'])
  expect(codes[0]?.resultMsg).toBe('没有了')
  expect(codes[2]?.instanceId).toBe('b-1')
  expect(problems).toEqual([])
})

test('a handler that throws is answered for with 000005, without a word of what it threw', async () => {
  start({
    open: () => {
      throw new Error('the password of the database is hunter2')
    },
  })

  const response = await seller(signed(purchase(1, 'b-1')))
  const text = await response.text()

  expect(JSON.parse(text)).toMatchObject({ resultCode: '000005' })
  expect(text).not.toContain('hunter2')
  expect(problems).toMatchObject([{ code: 'handler_failed', activity: 'open', instanceId: 'b-1' }])
})

test('a handler that returns what cannot be sent is told so, without the values', async () => {
  start({ open: () => ({ frontEndUrl: '', password: 'hunter2' }) })

  expect((await ask(purchase(1, 'b-1'))).resultCode).toBe('000005')
  expect(problems).toMatchObject([{ code: 'answer_invalid', activity: 'open' }])
  expect(problems[0]?.message).toContain('frontEndUrl')
  expect(JSON.stringify(problems)).not.toContain('hunter2')
})

test('an opening that takes longer than the budget is answered for with 000004, and its result is kept', async () => {
  let finish: (() => void) | undefined
  const slow = vi.fn<Handlers['open']>(async () => {
    await new Promise<void>((resolve) => (finish = resolve))
    return { frontEndUrl: 'https://app.example/slow' }
  })
  start({ open: slow }, { budgetMs: 20 })

  const first = await ask(purchase(1, 'b-1'))
  const early = await ask(query('b-1'))
  finish?.()
  const there = await vi.waitUntil(async () => {
    const told = await ask(query('b-1'))
    return told.resultCode === '000000' && told
  })
  const again = await ask(purchase(1, 'b-2'))

  expect(first).toMatchObject({ resultCode: '000004', instanceId: 'b-1' })
  expect(early.resultCode).toBe('000004')
  expect(there).toMatchObject({ info: [{ appInfo: { frontEndUrl: 'https://app.example/slow' } }] })
  expect(again).toMatchObject({ resultCode: '000000', instanceId: 'b-1' })
  expect(slow).toHaveBeenCalledTimes(1)
})

test('a slow change that refuses after it was answered for tells so to the next call, and runs again only after that', async () => {
  let finish: (() => void) | undefined
  const upgrade = vi.fn<NonNullable<Handlers['upgrade']>>(async () => {
    await new Promise<void>((resolve) => (finish = resolve))
    return refuse('invalid', 'too many seats')
  })
  start({ upgrade }, { budgetMs: 20 })
  await ask(purchase(1, 'i-1'))

  const first = await ask({ activity: 'upgradeInstance', ...order })
  finish?.()
  await vi.waitFor(async () =>
    expect(await ask({ activity: 'upgradeInstance', ...order })).toMatchObject({
      resultCode: '000002',
      resultMsg: 'too many seats',
    }),
  )

  expect(first.resultCode).toBe('000004')
  expect(upgrade).toHaveBeenCalledTimes(1)
  await ask({ activity: 'upgradeInstance', ...order })
  finish?.()
  expect(upgrade).toHaveBeenCalledTimes(2)
})

test('each change reaches its handler once, in our words', async () => {
  const heard: unknown[] = []
  const hear = (name: string) => (asked: object) => void heard.push([name, asked])
  const handlers = {
    changeEnd: hear('changeEnd'),
    freeze: hear('freeze'),
    unfreeze: hear('unfreeze'),
    upgrade: hear('upgrade'),
    release: hear('release'),
  }
  start({ ...handlers, checkChange: hear('checkChange') })
  await ask(purchase(1, 'i-1'))
  const release: SaasV2Request = { activity: 'releaseInstance', instanceId: 'i-1' }

  for (const request of [
    renewal,
    status('FREEZE'),
    status('UNFREEZE'),
    { activity: 'upgradeInstance', ...order } as const,
    check,
    release,
  ]) {
    expect((await ask(request)).resultCode).toBe('000000')
    if (request !== check && request !== status('UNFREEZE'))
      expect((await ask(request)).resultCode).toBe('000000')
  }

  expect(heard).toMatchObject([
    [
      'changeEnd',
      {
        reason: 'renewal',
        expiresAtMs: Date.UTC(2027, 10, 25, 6, 33),
        purchase: { orderId: 'CS8' },
        isTest: false,
      },
    ],
    ['freeze', { instance: { instanceId: 'i-1', state: 'open' } }],
    ['unfreeze', { instance: { state: 'frozen' } }],
    ['upgrade', { purchase: { source: 'ids', orderId: 'CS8', orderLineId: 'CS8-000001' } }],
    ['checkChange', { target: { productId: 'P1', skuCode: 'S1', productName: '示例', quantity: 5 } }],
    ['release', { instance: { expiresAtMs: Date.UTC(2027, 10, 25, 6, 33) } }],
  ])
  expect((await ask(query('i-1'))).resultCode).toBe('000003')
  expect((await ask(renewal)).resultCode).toBe('000003')
})

test('what is not known is answered 000003', async () => {
  for (const request of [
    query('x'),
    renewal,
    status('FREEZE'),
    check,
    { activity: 'upgradeInstance', ...order } as const,
    { activity: 'releaseInstance', instanceId: 'x' } as const,
  ])
    expect((await ask(request)).resultCode).toBe('000003')
})

test('of several ids the known ones are told, in the order in which they were asked', async () => {
  await ask(purchase(1, 'i-1'))
  await ask(purchase(2, 'i-2'))

  expect((await ask(query('i-2', 'nobody', 'i-1'))).info?.map(({ instanceId }) => instanceId)).toEqual([
    'i-2',
    'i-1',
  ])
})

test('a test call works on instances of test calls and touches no other', async () => {
  const freeze = vi.fn<() => void>()
  start({ freeze })
  await ask(purchase(1, 'real'))
  const tested = { ...purchase(1, 'tested'), testFlag: '1' } as SaasV2Request
  const asTest = (request: SaasV2Request, instanceId: string) =>
    ask({ ...request, instanceId, testFlag: '1' } as SaasV2Request)

  expect(await ask(tested)).toMatchObject({ resultCode: '000000', instanceId: 'tested' })
  expect((await asTest(status('FREEZE'), 'real')).resultCode).toBe('000000')
  expect((await seller.find('real'))?.state).toBe('open')
  expect(freeze).not.toHaveBeenCalled()
  expect((await asTest(status('FREEZE'), 'tested')).resultCode).toBe('000000')
  expect(freeze).toHaveBeenCalledWith(expect.objectContaining({ isTest: true }))
  expect((await asTest({ activity: 'releaseInstance', instanceId: '' }, 'tested')).resultCode).toBe('000000')
  expect((await asTest(query(''), 'tested')).info).toHaveLength(1)
})

test('what was bought in debugging is one of the orders for debugging', async () => {
  const orderId = 'MOCKPERIODDAYTRIAL'
  await ask({
    activity: 'newInstance',
    orderId,
    orderLineId: `${orderId}-000001`,
    businessId: 'b-1',
    testFlag: '1',
  })

  expect(opened[0]).toMatchObject({
    isTest: true,
    purchase: {
      source: 'mock',
      kind: 'trial',
      charging: 'period',
      period: { unit: 'day', count: 1 },
      quantity: 50,
    },
  })
})

test.each([
  ['a key of somebody else', () => signed(purchase(1, 'b-1'), 'another-key'), '000001', 'signature_differs'],
  [
    'no proof at all',
    () => new Request(address, { method: 'POST', body: encodeRequest(purchase(1, 'b-1')) }),
    '000001',
    'missing_parameter',
  ],
  ['a GET', () => new Request(address), '000001', 'missing_parameter'],
  ['a PUT', () => new Request(address, { method: 'PUT', body: '{}' }), '000002', undefined],
  ['an activity that is none', () => signed('{"activity":"makeCoffee"}'), '000002', 'activity_unknown'],
  ['a body that is no JSON', () => signed('coffee'), '000002', 'body_unparsable'],
  ['an empty body', () => signed(''), '000002', 'body_empty'],
  [
    'a missing member',
    () => signed('{"activity":"newInstance","orderId":"CS1","orderLineId":"CS1-000001"}'),
    '000002',
    'member_missing',
  ],
  [
    'more than a hundred ids',
    () =>
      signed(
        `{"activity":"queryInstance","instanceId":"${Array.from({ length: 101 }, (_, i) => `i${i}`).join(',')}"}`,
      ),
    '000002',
    'member_value',
  ],
  [
    'a body that is too long',
    () => signed(`{"activity":"${'x'.repeat(70_000)}"}`),
    '000002',
    'body_too_long',
  ],
  [
    'a business id that can be no instance',
    () => signed('{"activity":"newInstance","businessId":"a,b","orderId":"CS1","orderLineId":"CS1-000001"}'),
    '000002',
    undefined,
  ],
])('%s is refused with its code, HTTP 200 and JSON', async (_, request, code, detail) => {
  expect((await answerTo(request())).resultCode).toBe(code)
  if (detail) expect(problems).toMatchObject([{ detail }])
  expect(opened).toEqual([])
})

test('a request that was sent before is refused, and one that is stale', async () => {
  const request = signed(purchase(1, 'b-1'))
  const replayed = request.clone()
  const body = encodeRequest(purchase(1, 'b-1'))
  const { query: old } = signSaasV2({ accessKey, body, nonce: 'old', timestampMs: nowMs - 60_001 })

  expect((await answerTo(request)).resultCode).toBe('000000')
  expect((await answerTo(replayed)).resultCode).toBe('000002')
  expect((await answerTo(new Request(`${address}?${old}`, { method: 'POST', body }))).resultCode).toBe(
    '000002',
  )
  expect(problems.map(({ detail }) => detail)).toEqual(['nonce_seen', 'stale'])
})

test('a store that fails is answered for with 000005 and told', async () => {
  const store = { ...memoryStore(), claim: () => Promise.reject(new Error('no connection')) }
  start({}, { store })

  expect((await ask(purchase(1, 'b-1'))).resultCode).toBe('000005')
  expect(problems).toMatchObject([{ code: 'store_failed' }])
})

test('sealed access data say how they are sealed, and open with the key', async () => {
  start({}, { encryptType: '2' })
  await ask(purchase(1, 'b-1'))
  const response = await seller(signed(query('b-1')))

  const read = readReply('queryInstance', {
    status: 200,
    headers: Object.fromEntries(response.headers),
    body: new Uint8Array(await response.arrayBuffer()),
  })

  expect(read).toMatchObject({ ok: true, reply: { encryptType: '2' } })
})

test('what plain JavaScript gets wrong is told at once, all of it', () => {
  const wrong = {
    accessKey: undefined,
    store: {},
    handlers: { opne: () => undefined },
    encryptType: 1,
    budgetMs: '15',
    colour: 'red',
  }

  const making = () => createSeller(wrong as never)

  expect(making).toThrow(TypeError)
  for (const fault of [
    'accessKey is missing',
    'store is missing',
    'handlers.open is missing',
    'handlers.opne',
    'encryptType',
    'budgetMs',
    'colour is no option',
  ])
    expect(making).toThrow(fault)
  expect(() => createSeller(undefined as never)).toThrow(TypeError)
})
