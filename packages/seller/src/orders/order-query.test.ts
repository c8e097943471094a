import { createServer } from 'node:http'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readAkSk, signSaasV2, verifyAkSk } from '@loggia/signing'
import { createOrderQuery, createSeller, createMemoryStore, mockOrderIds, OrderQueryError } from '../index.ts'
import type { OpenAsked, OrderQueryOptions, Seller, SellerProblem } from '../index.ts'
import { createMockOrder } from '@loggia/protocol/orders'
import { toPurchase } from './purchase-of-order.ts'

const pair = { accessKeyId: 'AKEXAMPLE0000000001', secretKey: 'a-secret-of-tests' }
const order = {
  orderId: 'CS1',
  orderType: 'NEW',
  createTime: '20261124063300',
  orderLine: [
    {
      orderLineId: 'CS1-000001',
      chargingMode: 'PERIOD',
      periodType: 'month',
      periodNumber: 3,
      expireTime: '20270224063300',
      productInfo: [
        { productId: 'OFFI1', skuCode: 's-1', linearValue: 5, productName: '云账本,标准版,包周期' },
      ],
      extendParams: [
        { name: 'emailDomainName', value: 'test.example.com' },
        { name: 'empty', value: null },
      ],
      currency: '100',
    },
    {
      orderLineId: 'CS1-000002',
      chargingMode: 'ON_DEMAND',
      productInfo: [{ productId: 'P2', skuCode: 's-2' }],
    },
  ],
  buyerInfo: { customerId: 'c-1', customerName: 'demo', email: null, mobilePhone: '', customerType: 0 },
  extendParams: null,
  newMember: { any: 'thing' },
}

type Answer = { status?: number; body: object | string }

let market: Server
let origin: string
/** The targets that the seller queried, and whether each signature was right. */
let asked: string[]
let answers: Answer[]

beforeEach(async () => {
  asked = []
  answers = []
  market = createServer((request, response) => {
    const { method = '', url: target = '', headers } = request
    const read = readAkSk(headers.authorization)
    const signed = { method, target, headers, body: '' }
    const verdict =
      read.ok &&
      verifyAkSk({ claim: read.claim, secretKey: pair.secretKey, request: signed, nowMs: Date.now() })
    asked.push(`${verdict && verdict.ok ? 'signed' : 'refused'} ${target.replace(/^.*\/order/, '/order')}`)
    const { status = 200, body } = answers.shift() ?? { body: { resultCode: 'MKT.0000', orderInfo: order } }
    response.writeHead(status, { 'content-type': 'application/json' })
    response.end(typeof body === 'string' ? body : JSON.stringify(body))
  })
  await new Promise<void>((resolve) => void market.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(market.address() as AddressInfo).port}`
})
afterEach(() => {
  market.closeAllConnections()
  market.close()
})

const query = (more: Partial<OrderQueryOptions> = {}) =>
  createOrderQuery({ origin, ...pair, waitMs: 1, ...more })
const failure = (asking: Promise<unknown>): Promise<unknown> =>
  asking.then(
    () => 'no error',
    (error: unknown) => error,
  )

describe('The order query', () => {
  test('is signed, and gives the order as it came', async () => {
    expect(await query()('CS1', 'CS1-000001')).toEqual(order)
    await query()('订单 a+b/c')

    expect(asked[0]).toBe('signed /order/query?orderId=CS1&orderLineId=CS1-000001')
    expect(asked[1]).toMatch(/^signed /)
  })

  test.each([
    [
      {
        status: 401,
        body: {
          error_code: 'APIGW.0301',
          error_msg: 'Incorrect IAM authentication information',
          request_id: 'r-1',
        },
      },
      'unauthenticated',
      'APIGW.0301',
      1,
    ],
    [
      { status: 401, body: { error_code: 'APIG.0307', error_msg: 'The token must be updated.' } },
      'unauthenticated',
      'APIG.0307',
      1,
    ],
    [
      { status: 403, body: { error_code: 'APIGW.0306', error_msg: 'API access denied.' } },
      'forbidden',
      'APIGW.0306',
      1,
    ],
    [
      { status: 429, body: { error_code: 'APIGW.0308', error_msg: 'throttled' } },
      'tooOften',
      'APIGW.0308',
      3,
    ],
    [
      { status: 500, body: { error_code: 'APIGW.0601', error_msg: 'Internal server error.' } },
      'unavailable',
      'APIGW.0601',
      3,
    ],
    [
      { status: 401, body: { resultCode: 'MKT.0150', resultMsg: 'Illegal operation' } },
      'forbidden',
      'MKT.0150',
      1,
    ],
    [
      { status: 401, body: { resultCode: 'CBC.0151', resultMsg: 'No authority' } },
      'unauthenticated',
      'CBC.0151',
      1,
    ],
    [
      { status: 400, body: { resultCode: 'MKT.0101', resultMsg: 'Invalid parameter' } },
      'invalid',
      'MKT.0101',
      1,
    ],
    [
      { status: 400, body: { resultCode: 'MKT.0199', resultMsg: 'Request parameter error' } },
      'invalid',
      'MKT.0199',
      1,
    ],
    [
      { status: 401, body: { resultCode: 'MKT.0154', resultMsg: 'Illegal token' } },
      'unauthenticated',
      'MKT.0154',
      1,
    ],
    [
      { status: 406, body: { resultCode: 'MKT.0250', resultMsg: 'Access frequency overlimit' } },
      'tooOften',
      'MKT.0250',
      3,
    ],
    [
      { status: 500, body: { resultCode: 'MKT.0999', resultMsg: 'System internal error.' } },
      'unavailable',
      'MKT.0999',
      3,
    ],
    [{ status: 502, body: '<html>Bad gateway' }, 'unavailable', undefined, 3],
    [{ body: '[]' }, 'unreadable', undefined, 3],
    [{ body: { resultCode: 'MKT.0000', resultMsg: 'Success' } }, 'unreadable', 'MKT.0000', 3],
  ] as const)('reads %o as %s', async (answer, code, marketCode, tries) => {
    answers = Array.from({ length: 5 }, () => answer)

    const error = await failure(query()('CS1'))

    expect(error).toBeInstanceOf(OrderQueryError)
    expect(error).toMatchObject({ code, marketCode })
    expect(asked).toHaveLength(tries)
  })

  test('is tried again after a failure that passed', async () => {
    answers = [{ status: 503, body: '' }]

    expect((await query()('CS1')).orderId).toBe('CS1')
    expect(asked).toHaveLength(2)
  })

  test('goes to the other address when the first cannot be reached', async () => {
    const nobody = 'http://127.0.0.1:1'

    expect((await query({ origin: nobody, retryOrigin: origin })('CS1')).orderId).toBe('CS1')
    expect(await failure(query({ origin: nobody, tries: 1 })('CS1'))).toMatchObject({
      code: 'unreachable',
      status: undefined,
    })
  })

  test('is broken off when the marketplace does not answer in time', async () => {
    market.removeAllListeners('request')
    market.on('request', () => undefined)

    expect(await failure(query({ timeoutMs: 20, tries: 1 })('CS1'))).toMatchObject({
      code: 'timedOut',
      mayPass: true,
    })
  })

  test.each([
    [{ origin: 'https://market.example/path' }, 'origin'],
    [{ origin: undefined }, 'origin'],
    [{ secretKey: '' }, 'secretKey'],
    [{ accessKeyId: undefined }, 'accessKeyId'],
    [{ tries: 0 }, 'tries'],
    [{ timeoutMs: Number.NaN }, 'timeoutMs'],
    [{ timeoutMs: 2 ** 31 }, 'timeoutMs'],
    [{ timeoutMs: -1 }, 'timeoutMs'],
    [{ waitMs: Number.POSITIVE_INFINITY }, 'waitMs'],
  ])('does not begin with %o', (wrong, name) => {
    expect(() => createOrderQuery({ origin, ...pair, ...wrong } as never)).toThrow(name)
  })
})

describe('What was bought', () => {
  test('is told in our words, of the line that was asked for', () => {
    expect(toPurchase(order, 'CS1-000001')).toEqual({
      source: 'order',
      orderId: 'CS1',
      orderLineId: 'CS1-000001',
      kind: 'purchase',
      charging: 'period',
      productId: 'OFFI1',
      skuCode: 's-1',
      productName: '云账本,标准版,包周期',
      quantity: 5,
      period: { unit: 'month', count: 3 },
      orderedAtMs: Date.UTC(2026, 10, 24, 6, 33),
      expiresAtMs: Date.UTC(2027, 1, 24, 6, 33),
      amount: '100',
      buyer: { customerId: 'c-1', customerName: 'demo' },
      parameters: { emailDomainName: 'test.example.com', empty: '' },
    })
    expect(toPurchase(order, 'CS1-000002')).toMatchObject({ charging: 'payPerUse', productId: 'P2' })
    expect(() => toPurchase(order, 'CS1-000003')).toThrow(OrderQueryError)
    expect(() => toPurchase(order, undefined)).toThrow(OrderQueryError)
  })

  test('of the orders for debugging is what their names say', () => {
    const nowMs = Date.UTC(2024, 10, 21, 9, 8, 46)

    const kinds = mockOrderIds.map((id) => {
      const mock = createMockOrder(id, nowMs)
      return mock && toPurchase(mock, `${id}-000001`, 'mock')
    })

    expect(kinds.map((one) => `${one?.kind} ${one?.charging}`)).toEqual([
      'purchase period',
      'purchase oneTime',
      'purchase payPerUse',
      'purchase package',
      'trial period',
      'trialToPaid period',
      'unsubscription period',
      'renewal period',
      'change period',
    ])
    expect(createMockOrder('MOCKPERIODYEARNEW', nowMs)?.orderLine[0]?.expireTime).toBe('20251121235959')
  })
})

describe('A seller with a marketplace to ask', () => {
  const accessKey = 'a-test-key'
  let opened: OpenAsked[]
  let problems: SellerProblem[]
  let seller: Seller
  let nonces = 0

  beforeEach(() => {
    opened = []
    problems = []
    seller = createSeller({
      accessKey,
      store: createMemoryStore(),
      orders: { origin, ...pair, tries: 1 },
      saas: {
        open: (one) => void opened.push(one),
        upgrade: () => undefined,
        changeEnd: () => undefined,
      },
      onProblem: (problem) => problems.push(problem),
    })
  })
  afterEach(() => seller.close())

  async function send(message: object): Promise<{ resultCode: string; instanceId?: string }> {
    const body = JSON.stringify(message)
    const { query: signature } = signSaasV2({
      accessKey,
      body,
      nonce: `n-${(nonces += 1)}`,
      timestampMs: Date.now(),
    })
    const response = await seller(
      new Request(`https://seller.example/?${signature}`, { method: 'POST', body }),
    )
    return (await response.json()) as { resultCode: string; instanceId?: string }
  }
  const purchase = (businessId: string, line = 'CS1-000001', more: object = {}) =>
    send({ activity: 'newInstance', businessId, orderId: 'CS1', orderLineId: line, ...more })

  test('tells open what was bought, and asks nothing for a repeat', async () => {
    await purchase('b-1')
    await purchase('b-2')

    expect(opened).toMatchObject([{ purchase: { source: 'order', quantity: 5 } }])
    expect(await seller.find('b-1')).toMatchObject({ expiresAtMs: Date.UTC(2027, 1, 24, 6, 33) })
    expect(asked).toHaveLength(1)
  })

  test('opens one pay-per-use instance for a product of an order, whatever line names it', async () => {
    const line = { chargingMode: 'ON_DEMAND', productInfo: [{ productId: 'P2', skuCode: 's-2' }] }
    const lines = ['1', '2'].map((n) => ({ ...line, orderLineId: `CS1-00000${n}` }))
    const both = { body: { resultCode: 'MKT.0000', orderInfo: { ...order, orderLine: lines } } }
    answers = [both, both]

    const ids = [await purchase('b-1', 'CS1-000001'), await purchase('b-2', 'CS1-000002')]

    expect(ids.map(({ instanceId }) => instanceId)).toEqual(['b-1', 'b-1'])
    expect(opened).toHaveLength(1)
  })

  test('opens nothing while it does not know what was bought, and opens it when it does', async () => {
    answers = [{ status: 401, body: { error_code: 'APIGW.0301', error_msg: 'wrong' } }]

    expect((await purchase('b-1')).resultCode).toBe('000005')
    expect(opened).toEqual([])
    expect(problems).toMatchObject([
      { code: 'order_query_failed', detail: 'unauthenticated', orderId: 'CS1' },
    ])
    expect(await purchase('b-2')).toMatchObject({ resultCode: '000000', instanceId: 'b-2' })
  })

  test('takes a made-up order of a debugging call for what it is', async () => {
    answers = [{ status: 401, body: { resultCode: 'MKT.0150', resultMsg: 'Illegal operation' } }]

    expect((await purchase('b-1', 'CS1-000001', { testFlag: '1' })).resultCode).toBe('000000')
    expect(opened).toMatchObject([{ isTest: true, purchase: { source: 'ids' } }])
    expect(problems).toMatchObject([{ code: 'order_query_failed', detail: 'forbidden', orderId: 'CS1' }])
  })

  const debugOrder = {
    activity: 'newInstance',
    businessId: 'b-1',
    orderId: 'MOCKPERIODYEARNEW',
    orderLineId: 'MOCKPERIODYEARNEW-000001',
    testFlag: '1',
  }

  test.each([
    ['unauthenticated', 401, { error_code: 'APIGW.0301', error_msg: 'the signature does not fit' }],
    ['unavailable', 503, ''],
    ['invalid', 400, { resultCode: 'MKT.0101', resultMsg: 'Invalid parameter' }],
  ])(
    'a test call fails as a purchase would when the query for its order for debugging is %s',
    async (detail, status, body) => {
      answers = [{ status, body }]

      expect((await send(debugOrder)).resultCode).toBe('000005')
      expect(opened).toEqual([])
      expect(problems).toMatchObject([
        { code: 'order_query_failed', detail, activity: 'open', orderId: 'MOCKPERIODYEARNEW' },
      ])
    },
  )

  test.each([
    ['a wrong key', 'unauthenticated', 401, 'APIGW.0301'],
    ['a key without permission', 'forbidden', 403, 'APIGW.0306'],
    ['a wrong address', 'invalid', 404, 'APIGW.0101'],
    ['a code of another gateway', 'invalid', 404, 'APIC.9804'],
  ])('a test call with a made-up order fails too with %s', async (_what, detail, status, code) => {
    answers = [{ status, body: { error_code: code, error_msg: 'wrong' } }]

    expect((await purchase('b-1', 'CS1-000001', { testFlag: '1' })).resultCode).toBe('000005')
    expect(opened).toEqual([])
    expect(problems).toMatchObject([{ code: 'order_query_failed', detail }])
  })

  test('moves the end of a term also when it cannot ask, but changes nothing that it does not know', async () => {
    await purchase('i-1')
    const refused = { status: 401, body: { error_code: 'APIGW.0301', error_msg: 'wrong' } }
    const refresh = {
      activity: 'refreshInstance',
      instanceId: 'i-1',
      orderId: 'CS1',
      orderLineId: 'CS1-000001',
      expireTime: '20280224063300',
    }

    answers = [refused]
    expect((await send({ ...refresh, scene: 'RENEWAL' })).resultCode).toBe('000000')
    answers = [refused]
    expect((await send({ ...refresh, scene: 'RENEWAL_CHANGE' })).resultCode).toBe('000005')
    answers = [refused]
    expect(
      (
        await send({
          activity: 'upgradeInstance',
          instanceId: 'i-1',
          orderId: 'CS1',
          orderLineId: 'CS1-000001',
        })
      ).resultCode,
    ).toBe('000005')
    expect((await seller.find('i-1'))?.expiresAtMs).toBe(Date.UTC(2028, 1, 24, 6, 33))
  })
})
