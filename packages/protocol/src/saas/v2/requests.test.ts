import { readFileSync } from 'node:fs'

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { encodeRequest } from './encode-request.ts'
import { saasV2Activities } from './messages.ts'
import type { SaasV2Request } from './messages.ts'
import { splitInstanceIds, isTest, readRequest } from './read-request.ts'
import type { RequestFault } from './read-request.ts'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const read = (body: object) => readRequest(bytes(JSON.stringify(body)))

const requests: SaasV2Request[] = [
  { activity: 'newInstance', orderId: 'CS1', orderLineId: 'CS1-000001', businessId: 'b-1' },
  { activity: 'queryInstance', instanceId: 'i-1,i-2' },
  {
    activity: 'refreshInstance',
    scene: 'RENEWAL',
    orderId: 'CS2',
    orderLineId: 'CS2-000001',
    instanceId: 'i-1',
    expireTime: '20270101000000000',
  },
  { activity: 'updateInstanceStatus', instanceId: 'i-1', status: 'FREEZE', testFlag: '1' },
  { activity: 'releaseInstance', instanceId: 'i-1', orderId: 'CS3', orderLineId: 'CS3-000001' },
  { activity: 'upgradeInstance', instanceId: 'i-1', orderId: 'CS4', orderLineId: 'CS4-000001' },
  {
    activity: 'changeInstanceCheck',
    instanceId: 'i-1',
    productInfo: { productId: 'P1', skuCode: 'S1', productName: '标准版', linearValue: 20 },
  },
]

test('there is an example of each of the seven activities', () => {
  expect(requests.map(({ activity }) => activity)).toEqual([...saasV2Activities])
})

test.each(requests)('$activity is read as it was sent, from compact JSON in key order', (request) => {
  const body = encodeRequest(request)

  expect(readRequest(bytes(body))).toEqual({ ok: true, request })
  expect(body.replace(/"[^"]*"/g, '')).not.toMatch(/\s/)
  const keys = Object.keys(JSON.parse(body) as object)
  expect(keys).toEqual(keys.toSorted())
})

test('the request of the published example comes to the bytes of vector A1', () => {
  const file = readFileSync(
    new URL('../../../vectors/saas-v2-request-signature.json', import.meta.url),
    'utf8',
  )
  const { cases } = JSON.parse(file) as { cases: { body: string }[] }

  const body = encodeRequest({
    activity: 'newInstance',
    orderId: 'CS2211181819B4LVS',
    orderLineId: 'CS2211181819B4LVS-000001',
    businessId: '87b94795-0603-4e24-8ae5-69420d60e3c8',
    testFlag: '1',
  })

  expect(body).toBe(cases[0]?.body)
})

describe('sending is strict', () => {
  const newInstance = {
    activity: 'newInstance',
    orderId: 'CS1',
    orderLineId: 'CS1-000001',
    businessId: 'b-1',
  }
  const refresh = {
    activity: 'refreshInstance',
    scene: 'RENEWAL',
    orderId: 'CS2',
    orderLineId: 'CS2-000001',
    instanceId: 'i-1',
    expireTime: '20270101000000000',
  }

  test.each<[string, object, string]>([
    ['a missing member', { ...newInstance, businessId: undefined }, 'businessId'],
    ['an empty member', { ...newInstance, orderId: '' }, 'orderId'],
    ['65 characters of 64', { ...newInstance, orderLineId: 'x'.repeat(65) }, 'orderLineId'],
    ['a member beyond the table', { ...newInstance, extra: 'x' }, 'extra'],
    ["the test flag '0'", { ...newInstance, testFlag: '0' }, 'testFlag'],
    ['an expiry of sixteen digits', { ...refresh, expireTime: '2027010100000000' }, 'expireTime'],
    ['an expiry that is no time', { ...refresh, expireTime: '20270230000000000' }, 'expireTime'],
    ['a scene of another protocol', { ...refresh, scene: 'EXPIRE' }, 'scene'],
    [
      'the status of V1.0',
      { activity: 'updateInstanceStatus', instanceId: 'i-1', status: 'NORMAL' },
      'status',
    ],
    [
      '101 instance ids',
      { activity: 'queryInstance', instanceId: Array.from({ length: 101 }, (_, i) => `i${i}`).join(',') },
      'instanceId',
    ],
    ['a blank among the ids', { activity: 'queryInstance', instanceId: 'i-1,,i-2' }, 'instanceId'],
  ])('%s is not sent, and the member is named', (_, request, member) => {
    expect(() => encodeRequest(request as SaasV2Request)).toThrow(TypeError)
    expect(() => encodeRequest(request as SaasV2Request)).toThrow(member)
  })

  test.each(['20270101000000000', '20270101000000'])('an expiry as %s is sent', (expireTime) => {
    expect(encodeRequest({ ...refresh, expireTime } as SaasV2Request)).toContain(`"${expireTime}"`)
  })

  test('64 characters and 100 ids are sent', () => {
    expect(encodeRequest({ ...newInstance, orderLineId: 'x'.repeat(64) } as SaasV2Request)).toContain(
      'x'.repeat(64),
    )
    const ids = Array.from({ length: 100 }, (_, i) => `${i}-${'u'.repeat(36)}`).join(',')
    expect(encodeRequest({ activity: 'queryInstance', instanceId: ids })).toContain(ids)
  })
})

describe('reading is tolerant', () => {
  test.each([
    [undefined, false],
    [null, false],
    ['', false],
    ['0', false],
    ['1', true],
  ])('a test flag of %j means %j', (testFlag, expected) => {
    const found = read({ activity: 'queryInstance', instanceId: 'i-1', testFlag })

    expect(found.ok && isTest(found.request)).toBe(expected)
    expect(found.ok).toBe(true)
  })

  test('an expiry of fourteen digits is read, unknown and empty members are dropped', () => {
    const found = read({
      activity: 'refreshInstance',
      scene: 'RENEWAL',
      orderId: 'CS2',
      orderLineId: 'L',
      instanceId: 'i-1',
      expireTime: '20270101000000',
      productId: null,
      later: { x: 1 },
    })

    expect(found).toEqual({
      ok: true,
      request: {
        activity: 'refreshInstance',
        scene: 'RENEWAL',
        orderId: 'CS2',
        orderLineId: 'L',
        instanceId: 'i-1',
        expireTime: '20270101000000',
      },
    })
  })

  test('product information is read from an object and from its JSON text alike', () => {
    const productInfo = { productId: 'P1', skuCode: 'S1', productName: '标准版', linearValue: 20 }
    const asObject = read({ activity: 'changeInstanceCheck', instanceId: 'i-1', productInfo })
    const asText = read({
      activity: 'changeInstanceCheck',
      instanceId: 'i-1',
      productInfo: JSON.stringify(productInfo),
    })

    expect(asObject).toMatchObject({ ok: true, request: { productInfo } })
    expect(asText).toEqual(asObject)
  })

  test('a hundred ids in far more than a hundred characters are read and told apart', () => {
    const ids = Array.from({ length: 100 }, (_, i) => `${i}-${'u'.repeat(36)}`)
    const found = read({ activity: 'queryInstance', instanceId: ids.join(', ') })

    expect(found.ok && found.request.activity === 'queryInstance' && splitInstanceIds(found.request)).toEqual(
      ids,
    )
  })

  test.each<[string, string, RequestFault]>([
    ['no JSON', 'activity=newInstance', { code: 'body_unparsable', gotBytes: 20 }],
    ['a list', '[]', { code: 'not_an_object', got: 'array' }],
    ['no activity', '{}', { code: 'member_missing', name: 'activity' }],
    [
      'an activity that is no text',
      '{"activity":1}',
      { code: 'member_type', name: 'activity', expected: 'string', got: 'number' },
    ],
    [
      'an unknown activity',
      '{"activity":"expireInstance"}',
      { code: 'activity_unknown', activity: 'expireInstance' },
    ],
    ['a missing member', '{"activity":"releaseInstance"}', { code: 'member_missing', name: 'instanceId' }],
    [
      'an empty member',
      '{"activity":"releaseInstance","instanceId":""}',
      { code: 'member_missing', name: 'instanceId' },
    ],
    [
      'a number for text',
      '{"activity":"releaseInstance","instanceId":7}',
      { code: 'member_type', name: 'instanceId', expected: 'string', got: 'number' },
    ],
    [
      '65 characters',
      `{"activity":"releaseInstance","instanceId":"${'x'.repeat(65)}"}`,
      { code: 'member_too_long', name: 'instanceId', max: 64, got: 65 },
    ],
    [
      'an unknown status',
      '{"activity":"updateInstanceStatus","instanceId":"i","status":"NORMAL"}',
      { code: 'member_value', name: 'status', got: 'NORMAL' },
    ],
    [
      '101 ids',
      `{"activity":"queryInstance","instanceId":"${'i,'.repeat(100)}i"}`,
      { code: 'member_value', name: 'instanceId', got: 'i,'.repeat(40) },
    ],
    [
      'an expiry that is no time',
      '{"activity":"refreshInstance","scene":"RENEWAL","orderId":"o","orderLineId":"l","instanceId":"i","expireTime":"tomorrow"}',
      { code: 'member_value', name: 'expireTime', got: 'tomorrow' },
    ],
    [
      'no product information',
      '{"activity":"changeInstanceCheck","instanceId":"i"}',
      { code: 'member_missing', name: 'productInfo' },
    ],
    [
      'product information that is no JSON',
      '{"activity":"changeInstanceCheck","instanceId":"i","productInfo":"P1"}',
      { code: 'member_type', name: 'productInfo', expected: 'object', got: 'string' },
    ],
    [
      'a quantity with decimals',
      '{"activity":"changeInstanceCheck","instanceId":"i","productInfo":{"linearValue":1.5,"productId":"p","productName":"n","skuCode":"s"}}',
      { code: 'member_type', name: 'productInfo.linearValue', expected: 'integer', got: 'number' },
    ],
  ])('%s is refused for its own reason', (_, body, reason) => {
    expect(readRequest(bytes(body))).toEqual({ ok: false, reason })
  })
})

test('any new-instance request is read as it was sent', () => {
  const anyText = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 64 })
    .filter((text) => text.length <= 64)
  fc.assert(
    fc.property(anyText, anyText, anyText, (orderId, orderLineId, businessId) => {
      const request = { activity: 'newInstance' as const, orderId, orderLineId, businessId }

      expect(readRequest(bytes(encodeRequest(request)))).toEqual({ ok: true, request })
    }),
  )
})
