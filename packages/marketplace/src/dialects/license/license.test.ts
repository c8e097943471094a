import { describe, expect, test } from 'vitest'
import { toInstant } from '@loggia/kernel'
import { decodeExtendParams } from '@loggia/protocol/license/v1'
import { signBody, verifySaasV1, verifySaasV2 } from '@loggia/signing'
import { dialects, families } from '../index.ts'
import { licenseCode } from './code.ts'
import { licenseOnline } from './online.ts'
import type { LicenseFacts, LicenseOperation, LicenseSending } from './operations.ts'
import { licenseV1 } from './v1.ts'

const accessKey = '01234567-89ab-cdef-0123-456789abcdef'
const licenseId = 'lic_01'
const order = { orderNumber: 'CS0000000000010', lineNumber: 'CS0000000000010-000001' }
const purchase = { orderNumber: 'CS0000000000001', lineNumber: 'CS0000000000001-000001' }
const expiresAt = toInstant(Date.UTC(2025, 2, 1))
const issue: LicenseOperation = { kind: 'issue_license', licenseId, ...order }
const create: LicenseOperation = { kind: 'create_activation', licenseId, ...order }
const apply: LicenseOperation = {
  kind: 'apply_license',
  licenseId,
  applicationId: 'lap_01',
  eventId: 'e-1',
  effectiveAt: toInstant(Date.UTC(2024, 2, 1)),
  expiresAt,
}
const refresh: LicenseOperation = {
  kind: 'refresh_license',
  licenseId,
  scene: 'renewal',
  ...order,
  expiresAt,
  purchase,
}
const freeze: LicenseOperation = { kind: 'set_license_status', licenseId, status: 'frozen' }
const release: LicenseOperation = { kind: 'release_license', licenseId, purchase }
const facts: LicenseFacts = {
  customer: { id: 'c-0010', name: 'A&testFlag=1' },
  productCode: 'OFFI000000000000010',
  skuCode: 'sku-1',
  period: { type: 'year', count: 1 },
  quantity: { count: 2, unit: 'device' },
  amount: '99.00',
  parameters: [{ name: 'note', value: '备注' }],
  endsAt: expiresAt,
  reference: 'ref-1',
  identificationCode: 'a b*c~d+e',
  fingerprint: '00-16|硬盘',
}
const signing = {
  facts,
  accessKey,
  ownQuery: '',
  businessId: 'b-0010',
  nonce: 'n4',
  timestampMs: Date.UTC(2024, 1, 29, 23, 59, 59, 123),
  iv: () => 'unused',
}
const given = (operation: LicenseOperation, more: Partial<LicenseSending> = {}) =>
  ({ operation, ...signing, ...more }) as never
const headers = { 'content-type': 'application/json' }
const replyOf = (body: object, signedWith?: string) => {
  const text = JSON.stringify(body)
  const proof = signedWith === undefined ? {} : { 'body-sign': signBody(signedWith, text) }
  return { status: 200, headers: { ...headers, ...proof }, body: Buffer.from(text) }
}

test('each protocol has words for what its guide describes, and for nothing else', () => {
  const kinds = (['license-v1', 'license-code', 'license-online'] as const).map((protocol) =>
    [issue, create, apply, refresh, freeze, release]
      .filter((operation) => dialects[protocol].supports(operation))
      .map(({ kind }) => dialects[protocol].activityOf(kind)),
  )

  expect(kinds).toEqual([
    ['getLicense', 'refreshLicense', 'releaseLicense'],
    ['refreshLicenseCode', 'updateLicenseCodeStatus', 'releaseLicenseCode'],
    ['newInstance', 'getLicenseAsync', 'refreshInstance', 'updateInstanceStatus', 'releaseInstance'],
  ])
  expect(() => licenseV1.toWire(given(freeze))).toThrow('no words')
})

describe('License 1.0', () => {
  const sent = (operation: LicenseOperation, more: Partial<LicenseSending> = {}) => {
    const { query } = licenseV1.toWire(given(operation, more))
    expect(verifySaasV1({ accessKey, query })).toEqual({ ok: true })
    const { authToken: _, timeStamp, ...rest } = Object.fromEntries(new URLSearchParams(query))
    expect(timeStamp).toBe('20240229235959123')
    return rest as Record<string, string>
  }

  test('asks with what was bought and the code of the machine; a name cannot bring in a parameter', () => {
    const { saasExtendParams = '', ...rest } = sent(issue)

    expect(rest).toEqual({
      activity: 'getLicense',
      amount: '2',
      businessId: 'b-0010',
      chargingMode: '1',
      customerId: 'c-0010',
      customerName: 'A＆testFlag=1',
      expireTime: '20250301000000',
      orderId: 'CS0000000000010',
      periodNumber: '1',
      periodType: 'year',
      productId: 'OFFI000000000000010',
      provisionType: '1',
      skuCode: 'sku-1',
      testFlag: '0',
    })
    expect(decodeExtendParams(saasExtendParams)).toEqual([
      { name: 'identificationCode', value: 'a b*c~d+e' },
      { name: 'note', value: '备注' },
    ])
  })

  test('names the code once, and alone if all parameters are too long together', () => {
    const long = { name: 'note', value: 'x'.repeat(1500) }
    const atCheckout = { name: 'identificationCode', value: 'given at checkout' }
    const { identificationCode: _, ...rest } = facts
    const params = (more: LicenseFacts) =>
      decodeExtendParams(sent(issue, { facts: more })['saasExtendParams'] ?? '')

    expect(params({ ...rest, parameters: [atCheckout] })).toEqual([atCheckout])
    expect(params({ ...facts, parameters: [atCheckout, long] })).toEqual([
      { name: 'identificationCode', value: 'a b*c~d+e' },
    ])
  })

  test('renews with the new order and releases with that of the purchase, without a flag that the tables lack', () => {
    expect(sent(refresh)).toEqual({
      activity: 'refreshLicense',
      expireTime: '20250301000000',
      instanceId: 'ref-1',
      orderId: 'CS0000000000010',
      periodNumber: '1',
      periodType: 'year',
    })
    expect(sent(release)).toEqual({
      activity: 'releaseLicense',
      instanceId: 'ref-1',
      orderId: 'CS0000000000001',
    })
    const { reference: _, ...unnamed } = facts
    expect(() => licenseV1.toWire(given(release, { facts: unnamed }))).toThrow('no name')
  })

  const license = { resultCode: '000000', license: 'PL-0001', instanceId: 'b-0010' }
  test.each<[string, LicenseOperation, object, string | undefined, object]>([
    [
      'a license',
      issue,
      license,
      accessKey,
      { kind: 'confirmed', data: { reference: 'b-0010', license: 'PL-0001' } },
    ],
    [
      'one without an id',
      issue,
      { ...license, instanceId: '' },
      accessKey,
      { kind: 'confirmed', data: { license: 'PL-0001' } },
    ],
    [
      'no license',
      issue,
      { ...license, license: '' },
      accessKey,
      { kind: 'faulty', verdict: { code: 'member_missing', name: 'license' } },
    ],
    ['no proof', issue, license, undefined, { kind: 'faulty', verdict: { code: 'body_sign_missing' } }],
    ['another key', issue, license, 'other', { kind: 'faulty', verdict: { code: 'body_sign_differs' } }],
    ['a promise', issue, { resultCode: '000004', instanceId: 'i' }, accessKey, { kind: 'refused' }],
    ['a release of what is unknown', release, { resultCode: '000003' }, accessKey, { kind: 'confirmed' }],
    ['the same, unproven', release, { resultCode: '000003' }, undefined, { kind: 'refused' }],
  ])('%s', (_, operation, body, key, outcome) => {
    const read = licenseV1.fromWire(operation as never, replyOf(body, key), accessKey)

    expect(read).toMatchObject(outcome)
    if ('data' in outcome) expect(read).toEqual(expect.objectContaining(outcome))
  })
})

const posted = async (dialect: typeof licenseOnline | typeof licenseCode, operation: LicenseOperation) => {
  const { query, body, method } = dialect.toWire(given(operation))
  const parameters = Object.fromEntries(new URLSearchParams(query))
  const nowMs = signing.timestampMs
  const verdict = await verifySaasV2({ accessKey, query: parameters, body: Buffer.from(body), nowMs })
  expect([method, verdict]).toEqual(['POST', { ok: true, over: 'raw' }])
  return body
}

describe('License 2.0', () => {
  test.each<[LicenseOperation, string]>([
    [
      refresh,
      '{"activity":"refreshLicenseCode","expireTime":"20250301000000","license":"ref-1","orderId":"CS0000000000010","orderLineId":"CS0000000000010-000001","scene":"RENEWAL"}',
    ],
    [
      { ...refresh, scene: 'renewal_cancelled', productCode: 'P1' },
      '{"activity":"refreshLicenseCode","expireTime":"20250301000000","license":"ref-1","orderId":"CS0000000000010","orderLineId":"CS0000000000010-000001","productId":"P1","scene":"UNSUBSCRIBE_RENEWAL_PERIOD"}',
    ],
    [freeze, '{"activity":"updateLicenseCodeStatus","license":"ref-1","status":"FREEZE"}'],
    [release, '{"activity":"releaseLicenseCode","license":"ref-1"}'],
  ])('%o', async (operation, body) => {
    expect(await posted(licenseCode, operation)).toBe(body)
  })

  test.each<[LicenseOperation, string, string]>([
    [refresh, '000000', 'confirmed'],
    [refresh, '000003', 'refused'],
    [refresh, '000004', 'refused'],
    [release, '000003', 'confirmed'],
  ])('%o that is answered %s is %s', (operation, resultCode, kind) => {
    expect(licenseCode.fromWire(operation as never, replyOf({ resultCode }), accessKey).kind).toBe(kind)
  })
})

describe('online activation', () => {
  test.each<[LicenseOperation, string]>([
    [
      create,
      '{"activity":"newInstance","businessId":"b-0010","orderId":"CS0000000000010","orderLineId":"CS0000000000010-000001"}',
    ],
    [
      apply,
      '{"activity":"getLicenseAsync","deviceFingerprint":"00-16|硬盘","effectiveTime":"20240301000000","eventId":"e-1","expireTime":"20250301000000","instanceId":"ref-1"}',
    ],
    [
      refresh,
      '{"activity":"refreshInstance","expireTime":"20250301000000","instanceId":"ref-1","orderId":"CS0000000000010","orderLineId":"CS0000000000010-000001","scene":"RENEWAL"}',
    ],
    [
      { ...freeze, status: 'active' },
      '{"activity":"updateInstanceStatus","instanceId":"ref-1","status":"UNFREEZE"}',
    ],
    [
      { ...release, ...order },
      '{"activity":"releaseInstance","instanceId":"ref-1","orderId":"CS0000000000010","orderLineId":"CS0000000000010-000001"}',
    ],
  ])('%o', async (operation, body) => {
    expect(await posted(licenseOnline, operation)).toBe(body)
  })

  test.each<[string, LicenseOperation, object, object]>([
    [
      'an order that is worked on',
      create,
      { resultCode: '000004', instanceId: 'i' },
      { kind: 'confirmed', data: { reference: 'i' } },
    ],
    ['one without an id', create, { resultCode: '000000' }, { kind: 'faulty' }],
    ['an application that is worked on', apply, { resultCode: '000004' }, { kind: 'confirmed', data: {} }],
    [
      'no quota',
      apply,
      { resultCode: '000900' },
      { kind: 'refused', verdict: { code: 'refused', resultCode: '000900' } },
    ],
    ['an unknown code', apply, { resultCode: '000106' }, { verdict: { code: 'result_code_unknown' } }],
    ['a freeze that is worked on', freeze, { resultCode: '000004' }, { kind: 'refused' }],
    ['a release of what is unknown', release, { resultCode: '000003' }, { kind: 'confirmed' }],
  ])('%s', (_, operation, body, outcome) => {
    expect(licenseOnline.fromWire(operation as never, replyOf(body), accessKey)).toMatchObject(outcome)
  })
})

test('a release replaces everything, a refresh and a change of state only their like, an application those of its device', () => {
  const all = [create, apply, refresh, freeze, release]
  const replaced = (newer: LicenseOperation) =>
    all.filter((older) => licenseOnline.supersedes(newer as never, older as never)).map(({ kind }) => kind)

  expect(all.map(replaced)).toEqual([
    [],
    ['apply_license'],
    ['refresh_license'],
    ['set_license_status'],
    all.map(({ kind }) => kind),
  ])
  expect(all.filter((one) => licenseOnline.mayReplace(one as never))).toEqual([
    apply,
    refresh,
    freeze,
    release,
  ])
  const another: LicenseOperation = { ...apply, applicationId: 'lap_02', eventId: 'e-2' }
  expect(licenseOnline.supersedes(another as never, apply as never)).toBe(false)
})

test('neither the license nor the code is shown anywhere', () => {
  for (const { secretsOf } of Object.values(families.license.dialects))
    expect([...secretsOf]).toEqual(expect.arrayContaining(['license', 'saasExtendParams']))
})

describe('R244: the scenes of test calls', () => {
  const presets = {
    now: toInstant(Date.UTC(2026, 10, 24)),
    productName: '软件',
    given: [{ name: 'note', value: 'x' }],
    quantity: { count: 2, unit: 'device' },
    opened: { instanceId: 'i-1', scene: 'new_one_time' },
  }
  const names = (protocol: keyof typeof families.license.dialects) =>
    dialects[protocol].testCalls?.scenes.map(({ name }) => name)

  test('are those of each guide', () => {
    expect(names('license-v1')).toEqual(['new_period', 'new_one_time', 'renewal', 'release'])
    expect(names('license-code')).toEqual(['renewal', 'renewal_cancelled', 'freeze', 'unfreeze', 'release'])
    expect(names('license-online')).toEqual([
      'new_period',
      'new_one_time',
      'apply_license',
      'renewal',
      'renewal_cancelled',
      'freeze',
      'unfreeze',
      'release',
    ])
  })

  const cases = Object.values(families.license.dialects).flatMap((dialect) =>
    (dialect.testCalls?.scenes ?? []).map((scene) => ({ ...dialect, scene })),
  )
  test.each(cases)('$protocol: $scene.name can be sent as it is preset', ({ testCalls, scene }) => {
    const integers = new Set(['chargingMode', 'periodNumber', 'amount'])
    const values = Object.entries({ ...scene.preset(presets), ...scene.fixed }).flatMap(([name, value]) => {
      if (value === undefined) return []
      if (name === 'saasExtendParams') return [[name, JSON.parse(value) as unknown]]
      return [[name, integers.has(name) ? Number(value) : value]]
    })
    const request = { activity: scene.activity, ...Object.fromEntries(values) } as never

    const wire = testCalls?.toWire({ ...signing, request })

    const flag = wire?.body ? (JSON.parse(wire.body) as { testFlag?: string }).testFlag : undefined
    expect(flag ?? new URLSearchParams(wire?.query).get('testFlag')).toBe('1')
  })

  test('a call that was accepted passes its scene', () => {
    const { testCalls } = licenseOnline
    const created = replyOf({ resultCode: '000004', instanceId: 'i-9' })

    expect(testCalls?.fromWire({ activity: 'newInstance' }, created, accessKey)).toMatchObject({
      kind: 'confirmed',
      data: { reference: 'i-9' },
    })
  })
})
