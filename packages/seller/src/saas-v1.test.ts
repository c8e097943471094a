import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { encodeExtendParams, encodeRequest, readReply } from '@loggia/protocol/saas/v1'
import type { SaasV1Request } from '@loggia/protocol/saas/v1'
import {
  formatTimeStamp,
  openSaasV1AppInfo,
  sealField,
  signSaasV1,
  signSaasV1Body,
  verifyBodySign,
} from '@loggia/signing'
import { createSeller, answerLater, createMemoryStore } from './index.ts'
import type {
  InstanceAsked,
  OpenAsked,
  SaasHandlers,
  Seller,
  SellerProblem,
  SellerStore,
  StoredInstance,
} from './index.ts'
import type { SaasSettings } from './tried-seller.ts'

const accessKey = '01234567-89ab-cdef-0123-456789abcdef'
const nowMs = 1_709_251_199_123
const address = 'https://seller.example/my/saas'

let problems: SellerProblem[]
let seller: Seller
let opened: OpenAsked[]
let heard: [string, object][]

const hear = (name: string) => (asked: object) => void heard.push([name, asked])

function start(saas: Partial<SaasHandlers> = {}, options: SaasSettings = {}): void {
  seller = createSeller({
    accessKey,
    store: createMemoryStore({ now: () => nowMs }),
    now: () => nowMs,
    onProblem: (problem) => problems.push(problem),
    saas: {
      open(asked) {
        opened.push(asked)
        return {
          frontEndUrl: `https://app.example/${asked.instanceId}`,
          userName: '管理员',
          password: 'P@ss',
        }
      },
      changeEnd: hear('changeEnd'),
      freeze: hear('freeze'),
      unfreeze: hear('unfreeze'),
      upgrade: hear('upgrade'),
      release: hear('release'),
      ...saas,
    },
    ...options,
  })
}

beforeEach(() => {
  problems = []
  opened = []
  heard = []
  start()
})
afterEach(() => seller.close())

type Reply = {
  resultCode: string
  instanceId?: string
  encryptType?: string
  appInfo?: Record<string, string>
}

async function answerTo(request: Request): Promise<Reply> {
  const response = await seller(request)
  const body = new Uint8Array(await response.arrayBuffer())
  expect(response.status).toBe(200)
  expect(verifyBodySign({ accessKey, header: response.headers.get('body-sign') ?? '', body })).toEqual({
    ok: true,
  })
  return JSON.parse(new TextDecoder().decode(body)) as Reply
}

const queryOf = (request: SaasV1Request, stampMs = nowMs): string =>
  signSaasV1({ accessKey, parameters: encodeRequest(request), timeStampMs: stampMs }).query
const get = (request: SaasV1Request): Promise<Reply> =>
  answerTo(new Request(`${address}?${queryOf(request)}`))

const purchase = (businessId: string, more: object = {}): SaasV1Request => ({
  activity: 'newInstance',
  customerId: 'c-1',
  customerName: '华为云商店测试客户',
  businessId,
  orderId: 'CS1',
  skuCode: 's-1',
  productId: 'OFFI1',
  ...more,
})
const order = { orderId: 'CS2', instanceId: 'b-1' }

describe('SaaS V1.0', () => {
  test('an order is opened once, and each repeat tells the access data, sealed', async () => {
    const first = await get(purchase('b-1'))
    const again = await get(purchase('b-2'))

    expect(opened).toHaveLength(1)
    for (const reply of [first, again]) {
      expect(reply).toMatchObject({ resultCode: '000000', instanceId: 'b-1', encryptType: '1' })
      const { reply: plain } = openSaasV1AppInfo(reply, accessKey)
      expect(plain.appInfo).toMatchObject({
        frontEndUrl: 'https://app.example/b-1',
        userName: '管理员',
        password: 'P@ss',
      })
    }
  })

  test('its reply is one that a marketplace can read', async () => {
    const response = await seller(new Request(`${address}?${queryOf(purchase('b-1'))}`))
    const received = {
      status: 200,
      headers: Object.fromEntries(response.headers),
      body: new Uint8Array(await response.arrayBuffer()),
    }

    expect(
      readReply('newInstance', {
        ...received,
        verifyBodySign: (header, body) => verifyBodySign({ accessKey, header, body }),
      }),
    ).toMatchObject({ ok: true, code: '000000' })
  })

  test('what was bought is told by the request itself', async () => {
    const sealed = (plaintext: string) =>
      sealField({ accessKey, bits: 256, iv: 'AbCdEfGhIjKlMnOp', plaintext })
    await get(
      purchase('b-1', {
        chargingMode: 1,
        amount: 30,
        bandWidth: 5,
        periodType: 'year',
        periodNumber: 1,
        expireTime: '20250301000000',
        trialFlag: '1',
        orderAmount: '99.000',
        mobilePhone: sealed('13800138000'),
        email: 'AbCdEfGhIjKlMnOpbm90aGluZyBvZiBvdXJz',
        saasExtendParams: encodeExtendParams([{ name: 'emailDomainName', value: '测试.example.com' }]),
      }),
    )

    expect(opened[0]).toEqual({
      protocol: 'saas-v1',
      isTest: false,
      instanceId: 'b-1',
      purchase: {
        source: 'message',
        orderId: 'CS1',
        kind: 'trial',
        charging: 'period',
        productId: 'OFFI1',
        skuCode: 's-1',
        quantity: 30,
        bandwidth: 5,
        period: { unit: 'year', count: 1 },
        expiresAtMs: Date.UTC(2025, 2, 1),
        amount: '99.000',
        buyer: { customerId: 'c-1', customerName: '华为云商店测试客户', mobilePhone: '13800138000' },
        parameters: { emailDomainName: '测试.example.com' },
      },
    })
  })

  test('what a buyer left blank is undefined whatever it is called, also when a store has kept the purchase', async () => {
    const store = createMemoryStore({ now: () => nowMs })
    const kept: SellerStore = {
      ...store,
      addInstance: (instance) => store.addInstance(JSON.parse(JSON.stringify(instance)) as StoredInstance),
    }
    start({}, { store: kept })
    await get(purchase('b-1', { saasExtendParams: encodeExtendParams([{ name: 'toString', value: '7' }]) }))
    await get({ activity: 'expireInstance', instanceId: 'b-1', orderId: 'CS1' })
    const [, froze] = heard[0] ?? []

    const seen = [opened[0]?.purchase, (froze as InstanceAsked).instance.purchase]
    const names = ['toString', 'constructor', '__proto__']
    expect(seen.map((one) => names.map((name) => one?.parameters[name]))).toEqual([
      ['7', undefined, undefined],
      ['7', undefined, undefined],
    ])
  })

  test('a pay-per-use order opens one instance for each of its products', async () => {
    const byUse = (businessId: string, productId: string) =>
      purchase(businessId, { chargingMode: 0, productId })

    const ids = [await get(byUse('b-1', 'P1')), await get(byUse('b-2', 'P2')), await get(byUse('b-3', 'P1'))]

    expect(ids.map(({ instanceId }) => instanceId)).toEqual(['b-1', 'b-2', 'b-1'])
  })

  test('each change reaches its handler once, in our words', async () => {
    await get(purchase('b-1', { chargingMode: 1, amount: 5 }))
    const requests: SaasV1Request[] = [
      { activity: 'refreshInstance', ...order, expireTime: '20250301000000' },
      {
        activity: 'refreshInstance',
        ...order,
        orderId: 'CS3',
        expireTime: '20250401000000',
        orderAmount: '-9.5',
      },
      {
        activity: 'refreshInstance',
        ...order,
        orderId: 'CS4',
        expireTime: '20250501000000',
        trialToFormal: '1',
      },
      { activity: 'expireInstance', ...order },
      { activity: 'instanceStatus', instanceId: 'b-1', instanceStatus: 'NORMAL' },
      { activity: 'instanceStatus', instanceId: 'b-1', instanceStatus: 'FREEZE' },
      { activity: 'upgrade', ...order, skuCode: 's-2', productId: 'OFFI2', amount: 9 },
      { activity: 'releaseInstance', ...order },
    ]

    for (const request of requests)
      for (const _ of [1, 2]) expect((await get(request)).resultCode).toBe('000000')

    expect(heard).toMatchObject([
      ['changeEnd', { reason: 'renewal', expiresAtMs: Date.UTC(2025, 2, 1), purchase: { orderId: 'CS2' } }],
      ['changeEnd', { reason: 'renewalCancelled', purchase: { amount: '-9.5' } }],
      ['changeEnd', { reason: 'trialToPaid', expiresAtMs: Date.UTC(2025, 4, 1) }],
      ['freeze', { instance: { state: 'open' } }],
      ['unfreeze', { instance: { state: 'frozen' } }],
      ['freeze', {}],
      ['upgrade', { purchase: { skuCode: 's-2', quantity: 9 } }],
      [
        'release',
        {
          orderId: 'CS2',
          instance: { purchase: { skuCode: 's-2', quantity: 9, buyer: { customerId: 'c-1' } } },
        },
      ],
    ])
    expect((await get({ activity: 'queryInstance', instanceId: 'b-1' })).resultCode).toBe('000003')
  })

  test('a renewal gives access back to what had expired, as long as its end is yet to come', async () => {
    await get(purchase('b-1'))
    await get({ activity: 'expireInstance', ...order })
    const refresh = (orderId: string, expireTime: string) =>
      get({ activity: 'refreshInstance', instanceId: 'b-1', orderId, expireTime })

    await refresh('CS3', '20240101000000')
    expect((await seller.find('b-1'))?.state).toBe('frozen')
    for (const _ of [1, 2]) expect((await refresh('CS4', '20250301000000')).resultCode).toBe('000000')

    expect((await seller.find('b-1'))?.state).toBe('open')
    expect(heard.map(([name]) => name)).toEqual(['freeze', 'changeEnd', 'changeEnd', 'unfreeze'])
  })

  test('what is still being made is answered as being processed', async () => {
    start({ open: () => answerLater() })

    expect(await get(purchase('b-1'))).toMatchObject({ resultCode: '000004', instanceId: 'b-1' })
    expect((await get({ activity: 'queryInstance', instanceId: 'b-1' })).resultCode).toBe('000004')
  })

  test('comes as a form and as a body with its token in the header, too', async () => {
    const form = new Request(address, {
      method: 'POST',
      body: queryOf(purchase('b-1')),
      headers: { 'content-type': 'application/x-www-form-urlencoded;charset=UTF-8' },
    })
    const body = JSON.stringify({
      ...encodeRequest(purchase('b-2')),
      timeStamp: '20240229235959123',
      nothing: null,
    })
    const { authToken } = signSaasV1Body(accessKey, body)
    const json = new Request(address, {
      method: 'POST',
      body,
      headers: { authToken, 'content-type': 'application/json' },
    })

    expect((await answerTo(form)).instanceId).toBe('b-1')
    expect((await answerTo(json)).instanceId).toBe('b-1')
  })

  test('a body is not believed for a token that covers only the query', async () => {
    const signed = queryOf({ activity: 'queryInstance', instanceId: 'b-1' })
    const body = JSON.stringify({ activity: 'releaseInstance', instanceId: 'b-1' })
    await get(purchase('b-1'))

    await answerTo(new Request(`${address}?${signed}`, { method: 'POST', body }))

    expect(heard).toEqual([])
  })

  test('is refused without a token, with another key and with an activity of V2.0', async () => {
    const foreign = signSaasV1({
      accessKey: 'another',
      parameters: encodeRequest(purchase('b-1')),
      timeStampMs: nowMs,
    })
    const strange = signSaasV1({
      accessKey,
      parameters: { activity: 'updateInstanceStatus' },
      timeStampMs: nowMs,
    })
    const codes = [
      `${address}?activity=newInstance`,
      `${address}?${foreign.query}`,
      `${address}?${strange.query}`,
    ]

    const replies = await Promise.all(codes.map((url) => answerTo(new Request(url))))

    expect(replies.map(({ resultCode }) => resultCode)).toEqual(['000001', '000001', '000002'])
    expect(problems.map(({ detail }) => detail)).toEqual([
      'missing_parameter',
      'signature_differs',
      'activity_unknown',
    ])
  })

  test.each([
    ['fifteen minutes old', {}, -900_000, '000000'],
    ['older than fifteen minutes', {}, -900_001, '000001'],
    ['of a clock that is fifteen minutes ahead', {}, 900_000, '000000'],
    ['from further ahead', {}, 900_001, '000001'],
    ['older than what the seller wants', { tokenWindowMs: 60_000 }, -60_001, '000001'],
    ['a month old, where the seller takes any age', { tokenWindowMs: false }, -30 * 86_400_000, '000000'],
  ] as const)('a request that is %s', async (_, options, byMs, code) => {
    start({}, options)
    const sent = new Request(`${address}?${queryOf(purchase('b-1'), nowMs + byMs)}`)

    expect((await answerTo(sent)).resultCode).toBe(code)
  })

  test.each([
    ['UTC', 0, '000000'],
    ['UTC+8', 8, '000000'],
    ['yesterday', -24, '000001'],
  ])('the time in a body that its header proves may be %s', async (_, byHours, code) => {
    const timeStamp = formatTimeStamp(nowMs + byHours * 3_600_000)
    const body = JSON.stringify({ ...encodeRequest(purchase('b-1')), timeStamp })
    const { authToken } = signSaasV1Body(accessKey, body)

    const { resultCode } = await answerTo(
      new Request(address, { method: 'POST', body, headers: { authToken } }),
    )

    expect(resultCode).toBe(code)
  })

  test('more parameters than any table has are refused before their proof is worked out', async () => {
    const many = Array.from({ length: 100 }, (_, nth) => [`p${nth}`, 'x'] as const)
    const { query } = signSaasV1({ accessKey, parameters: Object.fromEntries(many), timeStampMs: nowMs })
    const body = JSON.stringify({ ...Object.fromEntries(many), timeStamp: formatTimeStamp(nowMs) })
    const { authToken } = signSaasV1Body(accessKey, body)

    await answerTo(new Request(`${address}?${query}`))
    await answerTo(
      new Request(address, {
        method: 'POST',
        body: query,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      }),
    )
    await answerTo(new Request(address, { method: 'POST', body, headers: { authToken } }))

    expect(problems.map(({ detail }) => detail)).toEqual(Array(3).fill('too_many_parameters'))
  })

  test('a renewal whose amount was put into the parameter beside it is refused, though its proof fits', async () => {
    await get(purchase('b-1'))
    const renewal = {
      ...order,
      activity: 'refreshInstance',
      expireTime: '20250301000000',
      orderAmount: '-5',
    } as const
    const query = new URLSearchParams(queryOf(renewal))
    query.set('instanceId', `${query.get('instanceId')}&orderAmount=-5`)
    query.delete('orderAmount')

    const { resultCode } = await answerTo(new Request(`${address}?${query.toString()}`))

    expect(resultCode).toBe('000002')
    expect(heard).toEqual([])
  })
})
