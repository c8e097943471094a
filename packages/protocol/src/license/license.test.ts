import { readFileSync } from 'node:fs'

import { describe, expect, test } from 'vitest'

import * as code from './code/index.ts'
import * as online from './online/index.ts'
import {
  activateRequestSchema,
  licenseErrorCodes,
  licensePaths,
  queryAllRequestSchema,
  uploadErrorCodes,
  uploadRequestSchema,
  usageRequestSchema,
  writeUploadPath,
} from './open-apis.ts'
import { findResultCodeMeaning, isLicenseResultCode, resultCodes } from './result-codes.ts'
import { formatTime, parseTime } from './times.ts'
import * as v1 from './v1/index.ts'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const headers = { 'content-type': 'application/json' }
const replyOf = (body: object) => ({ status: 200, headers, body: bytes(JSON.stringify(body)) })
const vectors = (name: string): { cases: { id: string; pairs: string; body: string }[] } =>
  JSON.parse(readFileSync(new URL(`../../vectors/${name}.json`, import.meta.url), 'utf8')) as never

const getLicense = {
  activity: 'getLicense',
  customerId: 'c-0010',
  businessId: 'b-0010',
  orderId: 'CS0000000000010',
  productId: 'OFFI000000000000010',
} as const
const refreshCode = {
  activity: 'refreshLicenseCode',
  license: 'L'.repeat(64),
  scene: 'RENEWAL',
  orderId: 'CS1',
  orderLineId: 'CS1-000001',
  expireTime: '20270101000000',
} as const
const apply = {
  activity: 'getLicenseAsync',
  instanceId: 'i-1',
  effectiveTime: '20240301000000',
  eventId: 'e-1',
} as const

describe('requests are read as they were sent', () => {
  test.each([
    { ...getLicense, chargingMode: 1, periodType: 'year', periodNumber: 1, amount: 9_999_999, testFlag: '0' },
    { activity: 'refreshLicense', orderId: 'CS2', instanceId: 'i', expireTime: '20270101000000' },
    { activity: 'releaseLicense', orderId: 'CS1', instanceId: 'i', testFlag: '1' },
  ] satisfies v1.LicenseV1Request[])('$activity of License 1.0', (request) => {
    const query = new URLSearchParams(v1.encodeRequest(request)).toString()

    expect(v1.readRequest(query)).toEqual({ ok: true, request })
  })

  test.each([
    refreshCode,
    { activity: 'updateLicenseCodeStatus', license: 'L-1', status: 'UNFREEZE', testFlag: '1' },
    { activity: 'releaseLicenseCode', license: 'L-1' },
  ] satisfies code.LicenseCodeRequest[])('$activity about a code', (request) => {
    expect(code.readRequest(bytes(code.encodeRequest(request)))).toEqual({ ok: true, request })
  })

  test.each([
    { activity: 'newInstance', orderId: 'CS1', orderLineId: 'CS1-000001', businessId: 'b' },
    { ...apply, expireTime: '20250301000000', deviceFingerprint: '00-16|硬盘序列号|主板' },
    { activity: 'releaseInstance', instanceId: 'i-1' },
  ] satisfies online.LicenseOnlineRequest[])('$activity of online activation', (request) => {
    expect(online.readRequest(bytes(online.encodeRequest(request)))).toEqual({ ok: true, request })
  })

  test('those of the vectors too', () => {
    const [token] = vectors('license-v1-auth-token').cases
    const [created, applied] = vectors('license-request-signature').cases
    const query = (token?.pairs ?? '').replaceAll('+', '%2B')

    expect(v1.readRequest(query)).toMatchObject({
      ok: true,
      request: { activity: 'getLicense', customerName: '许可证客户', chargingMode: 1, testFlag: '1' },
    })
    const read = v1.readRequest(query)
    const params = read.ok && read.request.activity === 'getLicense' && read.request.saasExtendParams
    expect(v1.decodeExtendParams(params || '')).toEqual([
      { name: v1.identificationCodeName, value: "a b*c~d+e!f'g(h)i" },
    ])
    expect(online.readRequest(bytes(created?.body ?? ''))).toMatchObject({ ok: true })
    expect(online.readRequest(bytes(applied?.body ?? ''))).toMatchObject({
      ok: true,
      request: { eventId: 'e-1', deviceFingerprint: '00-16-3E-00-00-01|硬盘序列号|主板' },
    })
  })
})

test.each<[string, () => unknown, string]>([
  ['no customer', () => v1.encodeRequest({ ...getLicense, customerId: '' }), 'customerId'],
  ['days', () => v1.encodeRequest({ ...getLicense, periodType: 'day' } as never), 'periodType'],
  ['a code of 65', () => code.encodeRequest({ ...refreshCode, license: 'L'.repeat(65) }), 'license'],
  [
    'a scene of trials',
    () => code.encodeRequest({ ...refreshCode, scene: 'TRIAL_TO_FORMAL' } as never),
    'scene',
  ],
  [
    'seventeen digits',
    () => code.encodeRequest({ ...refreshCode, expireTime: '20270101000000000' }),
    'expireTime',
  ],
  [
    'a renewal that changes more',
    () =>
      online.encodeRequest({
        activity: 'refreshInstance',
        scene: 'RENEWAL_CHANGE',
        orderId: 'o',
        orderLineId: 'l',
        instanceId: 'i',
        expireTime: '20270101000000',
      } as never),
    'scene',
  ],
  [
    'a long fingerprint',
    () => online.encodeRequest({ ...apply, deviceFingerprint: 'x'.repeat(1025) }),
    'deviceFingerprint',
  ],
])('%s is not sent, and the member is named', (_, send, member) => {
  expect(send).toThrow(member)
})

test('a parameter that hides in another one is refused in License 1.0 too', () => {
  expect(v1.readRequest('activity=releaseLicense&instanceId=i&orderId=o%26testFlag%3D1')).toEqual({
    ok: false,
    reason: { code: 'member_value', name: 'testFlag', got: 'orderId=o&testFlag=1' },
  })
})

test('a seller’s server reads more than is sent: long fingerprints, and times in both forms', () => {
  const effectiveTime = '2023-10-27 10:30:15 z'
  const deviceFingerprint = 'x'.repeat(5120)
  const body = JSON.stringify({ ...apply, effectiveTime, deviceFingerprint })

  expect(online.readRequest(bytes(body))).toMatchObject({
    ok: true,
    request: { effectiveTime, deviceFingerprint },
  })
  expect(parseTime(effectiveTime)).toBe(Date.UTC(2023, 9, 27, 10, 30, 15))
  expect(formatTime(Date.UTC(2023, 9, 27, 10, 30, 15, 999))).toBe('20231027103015')
  expect(['2023-13-27 10:30:15 z', '2023-10-27', 'z'].map(parseTime)).toEqual([
    undefined,
    undefined,
    undefined,
  ])
})

describe('replies', () => {
  const proven = { verifyBodySign: () => ({ ok: true }) as const }
  const unproven = { verifyBodySign: () => ({ ok: false, reason: { code: 'header_missing' } }) as const }
  const license = { resultCode: '000000', license: 'PL-0001' }

  test.each([undefined, ''])('an instance id of %j beside a license is taken as none', (instanceId) => {
    expect(v1.readReply('getLicense', { ...replyOf({ ...license, instanceId }), ...proven })).toEqual({
      ok: true,
      code: '000000',
      reply: license,
    })
  })

  test('a success needs a license and a proof; a refusal needs neither', () => {
    const empty = { ...license, license: '' }
    expect(v1.readReply('getLicense', { ...replyOf(empty), ...proven })).toEqual({
      ok: false,
      verdict: { code: 'member_missing', name: 'license' },
    })
    expect(v1.readReply('getLicense', { ...replyOf(license), ...unproven })).toEqual({
      ok: false,
      verdict: { code: 'body_sign_missing' },
    })
    expect(v1.readReply('getLicense', { ...replyOf({ resultCode: '000002' }), ...unproven })).toMatchObject({
      ok: true,
      code: '000002',
      unproven: { code: 'body_sign_missing' },
    })
    expect(() => v1.encodeReply('getLicense', license)).toThrow('instanceId')
    expect(v1.encodeReply('getLicense', v1.replyLicense({ instanceId: 'b', license: '许' }))).toContain(
      '\\u8bb8',
    )
  })

  test.each(['000000', '000004'])('a new instance that is accepted with %s names its id', (resultCode) => {
    expect(online.readReply('newInstance', replyOf({ resultCode }))).toEqual({
      ok: false,
      verdict: { code: 'member_missing', name: 'instanceId' },
    })
    expect(online.readReply('newInstance', replyOf({ resultCode, instanceId: 'i' }))).toMatchObject({
      ok: true,
      code: resultCode,
      reply: { instanceId: 'i' },
    })
    expect(() => online.encodeReply('newInstance', { resultCode })).toThrow('instanceId')
  })

  test('about a code has no more than a result', () => {
    const reply = code.replyRefused('000003', '')
    expect(code.encodeReply('releaseLicenseCode', reply)).toBe('{"resultCode":"000003","resultMsg":"000003"}')
    expect(code.readReply('releaseLicenseCode', replyOf(reply))).toEqual({ ok: true, code: '000003', reply })
  })
})

test('the result codes are those of the tables', () => {
  expect(Object.keys(resultCodes).toSorted().join(' ')).toBe(
    '000000 000001 000002 000003 000004 000005 000100 000900 000901 000902 000903',
  )
  expect(isLicenseResultCode('000106')).toBe(false)
  expect(findResultCodeMeaning('000900', 'en-US')).toBe('the order has no licenses left')
  expect(findResultCodeMeaning('toString', 'zh-CN')).toBeUndefined()
})

describe('the APIs that sellers’ software calls', () => {
  test('have the published paths and codes', () => {
    expect(licensePaths.queryAll).toBe('/api/mkp-openapi-public/global/v2/license/heartbeat')
    expect(writeUploadPath('e/1')).toBe('/api/mkp-openapi-public/global/v1/market-event/e%2F1/file')
    expect(Object.values(licenseErrorCodes).filter(({ status }) => status === 200)).toHaveLength(8)
    expect(uploadErrorCodes['CBC.0150'].status).toBe(403)
  })

  const usage = (uses: object[]) => ({ usage_info: [{ license: 'L', software_usage_Info: uses }] })
  test.each<[string, { safeParse(value: unknown): { success: boolean } }, unknown, boolean]>([
    ['a code', activateRequestSchema, { license: 'L', real_effect_time: '20250102030405' }, true],
    [
      'a time that is none',
      activateRequestSchema,
      { license: 'L', real_effect_time: '20250231000000' },
      false,
    ],
    ['100 codes', queryAllRequestSchema, { license_list: Array(100).fill('L') }, true],
    ['101 codes', queryAllRequestSchema, { license_list: Array(101).fill('L') }, false],
    ['no codes', queryAllRequestSchema, { license_list: [] }, false],
    ['uses of both kinds', usageRequestSchema, usage([{ id: '设备' }, { active_num: 3 }]), true],
    ['an id with a number', usageRequestSchema, usage([{ id: 'a', active_num: 3 }]), false],
    ['a use of nothing', usageRequestSchema, usage([{}]), false],
    ['ten digits', usageRequestSchema, usage([{ active_num: 1_000_000_000 }]), false],
    ['characters', uploadRequestSchema, { type: 'CHARACTERS', characters: 'x' }, true],
    ['no characters', uploadRequestSchema, { type: 'CHARACTERS' }, false],
    ['a file', uploadRequestSchema, { type: 'FILE', sha256: 'ab' }, true],
    ['a file without its hash', uploadRequestSchema, { type: 'FILE' }, false],
  ])('%s', (_, schema, value, expected) => {
    expect(schema.safeParse(value).success).toBe(expected)
  })
})
