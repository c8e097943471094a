import { readFileSync } from 'node:fs'

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { encodeRequest } from './encode-request.ts'
import { formatExpireTime, parseExpireTime } from './expire-time.ts'
import { decodeExtendParams, encodeExtendParams } from './extend-params.ts'
import type { ExtendParam } from './extend-params.ts'
import { readRequest } from './read-request.ts'
import type { RequestFault } from './read-request.ts'
import { saasV1Activities } from './requests.ts'
import type { SaasV1Request } from './requests.ts'

const queryOf = (parameters: Record<string, string>): string => new URLSearchParams(parameters).toString()

const newInstance = {
  activity: 'newInstance',
  customerId: 'c-0002',
  customerName: '华为云商店测试客户',
  businessId: 'b-0002',
  orderId: 'CS0000000000002',
  skuCode: '0a1b2c3d-0000-4000-8000-000000000002',
  productId: 'OFFI000000000000002',
} as const
const requests: SaasV1Request[] = [
  {
    ...newInstance,
    userId: 'u-0002',
    userName: '张三',
    mobilePhone: 'AbCdEfGhIjKlMnOpuv33gJDKQeMEJK0QdUWgRQ==',
    testFlag: '0',
    trialFlag: '0',
    expireTime: '20250301000000',
    chargingMode: 1,
    saasExtendParams: encodeExtendParams([{ name: 'emailDomainName', value: '测试.example.com' }]),
    amount: 30,
    periodType: 'year',
    periodNumber: 1,
    provisionType: 1,
    orderAmount: '99.000',
  },
  {
    activity: 'refreshInstance',
    orderId: 'CS2',
    instanceId: 'i-1',
    productId: 'P2',
    expireTime: '20270101000000',
    trialToFormal: '1',
    orderAmount: '-99.5',
  },
  { activity: 'expireInstance', instanceId: 'i-1', orderId: 'CS1', testFlag: '1' },
  { activity: 'releaseInstance', instanceId: 'i-1', orderId: 'CS1', orderAmount: '0' },
  {
    activity: 'upgrade',
    instanceId: 'i-1',
    orderId: 'CS3',
    skuCode: 'S',
    productId: 'P',
    diskSize: 9_999_999,
  },
  { activity: 'instanceStatus', instanceId: 'i-1', instanceStatus: 'FREEZE', testFlag: '0' },
  { activity: 'queryInstance', instanceId: 'i-1,i-2' },
]

test('there is an example of each of the seven activities', () => {
  expect(requests.map(({ activity }) => activity)).toEqual([...saasV1Activities])
})

test.each(requests)('$activity is read as it was sent, from text alone', (request) => {
  const parameters = encodeRequest(request)

  expect(Object.values(parameters).every((value) => typeof value === 'string' && value !== '')).toBe(true)
  expect(readRequest(queryOf(parameters))).toEqual({ ok: true, request })
})

describe('sending is strict', () => {
  const refresh = { activity: 'refreshInstance', orderId: 'o', instanceId: 'i', expireTime: '20270101000000' }

  test.each<[string, object, string]>([
    ['a missing parameter', { ...newInstance, skuCode: undefined }, 'skuCode'],
    ['an empty parameter', { ...newInstance, customerName: '' }, 'customerName'],
    ['65 characters of 64', { ...newInstance, orderId: 'x'.repeat(65) }, 'orderId'],
    ['101 characters of 100', { ...newInstance, customerId: 'x'.repeat(101) }, 'customerId'],
    ['a parameter beyond the table', { ...newInstance, orderLineId: 'x' }, 'orderLineId'],
    ['another test flag', { ...newInstance, testFlag: 'true' }, 'testFlag'],
    ['a charging mode that no table has', { ...newInstance, chargingMode: 2 }, 'chargingMode'],
    ['a period that no table has', { ...newInstance, periodType: 'week' }, 'periodType'],
    ['eight digits of a quantity', { ...newInstance, amount: 10_000_000 }, 'amount'],
    ['half a piece', { ...newInstance, amount: 1.5 }, 'amount'],
    ['four decimals', { ...newInstance, orderAmount: '1.2345' }, 'orderAmount'],
    ['less than nothing for a purchase', { ...newInstance, orderAmount: '-1' }, 'orderAmount'],
    ['a telephone number in clear', { ...newInstance, mobilePhone: '13800138000' }, 'mobilePhone'],
    [
      'extension parameters in clear',
      { ...newInstance, saasExtendParams: '[{"name":"a"}]' },
      'saasExtendParams',
    ],
    ['2,052 characters of 2,048', { ...newInstance, saasExtendParams: 'A'.repeat(2052) }, 'saasExtendParams'],
    ['an expiry of seventeen digits', { ...refresh, expireTime: '20270101000000000' }, 'expireTime'],
    ['an expiry that is no time', { ...refresh, expireTime: '20270230000000' }, 'expireTime'],
    ['a scene of V2.0', { ...refresh, scene: 'RENEWAL' }, 'scene'],
    ['no order of the purchase', { activity: 'expireInstance', instanceId: 'i' }, 'orderId'],
    [
      'the status of V2.0',
      { activity: 'instanceStatus', instanceId: 'i', instanceStatus: 'UNFREEZE' },
      'instanceStatus',
    ],
    ['101 ids', { activity: 'queryInstance', instanceId: Array(101).fill('i').join(',') }, 'instanceId'],
    ['no id between two commas', { activity: 'queryInstance', instanceId: 'i-1,,i-2' }, 'instanceId'],
    [
      'an id of 65 characters',
      { activity: 'queryInstance', instanceId: `i,${'x'.repeat(65)}` },
      'instanceId',
    ],
  ])('%s is not sent, and the parameter is named', (_, request, member) => {
    expect(() => encodeRequest(request as SaasV1Request)).toThrow(TypeError)
    expect(() => encodeRequest(request as SaasV1Request)).toThrow(member)
  })

  test('64 characters, 2,048 of extension parameters and 100 ids are sent', () => {
    expect(
      encodeRequest({ ...newInstance, orderId: 'x'.repeat(64), saasExtendParams: 'A'.repeat(2048) }),
    ).toMatchObject({ orderId: 'x'.repeat(64) })
    const instanceId = Array(100).fill('x'.repeat(64)).join(',')
    expect(encodeRequest({ activity: 'queryInstance', instanceId })).toEqual({
      activity: 'queryInstance',
      instanceId,
    })
  })
})

describe('reading is tolerant', () => {
  test('of what a captured debug request leaves out, and of what nobody knows', () => {
    const captured =
      'activity=newInstance&businessId=b&customerId=c&customerName=%E4%B8%AD&orderId=o&productId=p&provisionType=1' +
      '&periodNumber=1&periodType=year&orderAmount=100&testFlag=1&timeStamp=20210916000000000&authToken=x&later=1'

    expect(readRequest(captured)).toEqual({
      ok: true,
      request: {
        activity: 'newInstance',
        businessId: 'b',
        customerId: 'c',
        customerName: '中',
        orderId: 'o',
        productId: 'p',
        provisionType: 1,
        periodNumber: 1,
        periodType: 'year',
        orderAmount: '100',
        testFlag: '1',
      },
    })
  })

  test('of an expiry of seventeen digits, of an order that is not named, and of parameters without a value', () => {
    expect(
      readRequest('activity=refreshInstance&orderId=o&instanceId=i&expireTime=20270101000000000&productId='),
    ).toMatchObject({ ok: true, request: { expireTime: '20270101000000000' } })
    expect(readRequest('activity=expireInstance&instanceId=i&orderId=')).toEqual({
      ok: true,
      request: { activity: 'expireInstance', instanceId: 'i' },
    })
  })

  test('of a repeated name, whose first value counts as it does for the signature', () => {
    expect(readRequest('activity=releaseInstance&instanceId=first&instanceId=second')).toMatchObject({
      request: { instanceId: 'first' },
    })
  })

  test('of both kinds of encoder', () => {
    const uri = "customerName=a%20b*c~d%2Be!f'g(h)i%25j"
    const form = 'customerName=a+b*c%7Ed%2Be%21f%27g%28h%29i%25j'
    const rest = 'activity=newInstance&businessId=b&customerId=c&orderId=o&productId=p&'

    expect(readRequest(rest + uri)).toEqual(readRequest(rest + form))
    expect(readRequest(rest + uri)).toMatchObject({ request: { customerName: "a b*c~d+e!f'g(h)i%j" } })
  })

  test.each<[string, string, RequestFault]>([
    ['no activity', 'orderId=o', { code: 'member_missing', name: 'activity' }],
    [
      'an activity of V2.0',
      'activity=upgradeInstance',
      { code: 'activity_unknown', activity: 'upgradeInstance' },
    ],
    ['no instance', 'activity=releaseInstance', { code: 'member_missing', name: 'instanceId' }],
    [
      'an empty instance',
      'activity=queryInstance&instanceId=',
      { code: 'member_missing', name: 'instanceId' },
    ],
    [
      '65 characters',
      `activity=releaseInstance&instanceId=${'x'.repeat(65)}`,
      { code: 'member_too_long', name: 'instanceId', max: 64, got: 65 },
    ],
    [
      'another status',
      'activity=instanceStatus&instanceId=i&instanceStatus=UNFREEZE',
      { code: 'member_value', name: 'instanceStatus', got: 'UNFREEZE' },
    ],
    [
      'another flag',
      'activity=releaseInstance&instanceId=i&testFlag=yes',
      { code: 'member_value', name: 'testFlag', got: 'yes' },
    ],
    [
      'a debugging call that its proof would cover as a real one',
      'activity=releaseInstance&instanceId=i&orderId=o%26testFlag%3D1',
      { code: 'member_value', name: 'testFlag', got: 'orderId=o&testFlag=1' },
    ],
    [
      'one whose flag hides in a name',
      'activity=newInstance&businessId=b&customerId=c&orderId=o&productId=p&testFlag%3D1%26trialFlag=0',
      { code: 'member_value', name: 'testFlag', got: 'testFlag=1&trialFlag=0' },
    ],
    [
      'a cancelled renewal that its proof would cover as one that is paid',
      'activity=refreshInstance&instanceId=i&orderId=o%26orderAmount%3D-5&expireTime=20300101000000',
      { code: 'member_value', name: 'orderAmount', got: 'orderId=o&orderAmount=-5' },
    ],
    [
      'one whose time hides in the last value',
      'activity=releaseInstance&instanceId=i&orderId=o&testFlag=0%26timeStamp%3D20260101000000000',
      { code: 'member_value', name: 'timeStamp', got: 'testFlag=0&timeStamp=20260101000000000' },
    ],
    [
      'words for a quantity',
      'activity=upgrade&instanceId=i&orderId=o&skuCode=s&productId=p&amount=many',
      { code: 'member_value', name: 'amount', got: 'many' },
    ],
    [
      'an unknown charging mode',
      'activity=newInstance&businessId=b&customerId=c&orderId=o&productId=p&chargingMode=2',
      { code: 'member_value', name: 'chargingMode', got: '2' },
    ],
    [
      '101 ids',
      `activity=queryInstance&instanceId=${'i,'.repeat(100)}i`,
      { code: 'member_value', name: 'instanceId', got: 'i,'.repeat(40) },
    ],
  ])('but %s is refused for its own reason', (_, query, reason) => {
    expect(readRequest(query)).toEqual({ ok: false, reason })
  })
})

describe('extension parameters', () => {
  type Vectors = {
    cases: { id: string; params: ExtendParam[]; base64: string }[]
    unreadable: { id: string; note: string; base64: string }[]
  }
  const vectors = JSON.parse(
    readFileSync(new URL('../../../vectors/saas-v1-extend-params.json', import.meta.url), 'utf8'),
  ) as Vectors

  test.each(vectors.cases)('vector $id', ({ params, base64 }) => {
    expect(encodeExtendParams(params)).toBe(base64)
    expect(decodeExtendParams(base64)).toEqual(params)
  })

  test.each(vectors.unreadable)('vector $id: $note', ({ base64 }) => {
    expect(decodeExtendParams(base64)).toBeUndefined()
  })

  test('are read as they were written, whatever they hold', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({ name: fc.string({ unit: 'grapheme' }), value: fc.string({ unit: 'grapheme' }) }),
        ),
        (params) => {
          expect(decodeExtendParams(encodeExtendParams(params))).toEqual(params)
        },
      ),
      { numRuns: 50 },
    )
  })

  test('may hold values that are no text, and blanks where plus signs were sent', () => {
    const of = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64')

    expect(
      decodeExtendParams(
        of([
          { name: 'n', value: 7 },
          { name: 'o', value: { a: [1] } },
          { name: 'z', value: null },
        ]),
      ),
    ).toEqual([
      { name: 'n', value: '7' },
      { name: 'o', value: '{"a":[1]}' },
      { name: 'z', value: '' },
    ])
    const withPlus = encodeExtendParams([{ name: 'note', value: '???>>>' }])
    expect(withPlus).toContain('+')
    expect(decodeExtendParams(withPlus.replaceAll('+', ' '))).toEqual([{ name: 'note', value: '???>>>' }])
  })

  test.each(['', '%%%', 'bm8gSlNPTg==', Buffer.from('{"name":"a"}').toString('base64'), '/w=='])(
    '%j hold none',
    (text) => {
      expect(decodeExtendParams(text)).toBeUndefined()
    },
  )
})

test('an expiry has fourteen digits, and seventeen are read too', () => {
  expect(formatExpireTime(Date.UTC(2027, 0, 2, 3, 4, 5, 678))).toBe('20270102030405')
  expect(parseExpireTime('20270102030405')).toBe(Date.UTC(2027, 0, 2, 3, 4, 5))
  expect(parseExpireTime('20270102030405678')).toBe(Date.UTC(2027, 0, 2, 3, 4, 5, 678))
})
