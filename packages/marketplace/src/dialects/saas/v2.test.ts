import { describe, expect, test } from 'vitest'
import { toInstant } from '@loggia/kernel'
import { resultCodes } from '@loggia/protocol/saas/v2'
import { sealField, verifySaasV2 } from '@loggia/signing'
import { saasV2 } from './v2.ts'
import type { SaasOperation as Operation, SaasOutcome as Outcome } from './operations.ts'

const accessKey = 'test-access-key-0001'
const at = toInstant(Date.UTC(2026, 10, 24, 2, 36, 18, 256))
const create: Operation = {
  kind: 'create_instance',
  orderNumber: 'CS2611241433ABCDE',
  lineNumber: 'CS2611241433ABCDE-000001',
}
const query: Operation = { kind: 'query_instance', references: ['i-1'] }
const send = (operation: Operation) =>
  saasV2.toWire({
    operation,
    accessKey,
    keyBits: 256,
    ownQuery: '',
    businessId: 'b-1',
    nonce: 'n',
    timestampMs: 1_767_225_600_000,
    iv: () => 'unused',
  })
const answered = (operation: Operation, body: unknown, status = 200) =>
  saasV2.fromWire(
    operation,
    { status, headers: { 'content-type': 'application/json' }, body: Buffer.from(JSON.stringify(body)) },
    accessKey,
  )

describe('an operation is written as the protocol has it', () => {
  test.each<[Operation, string]>([
    [
      create,
      '{"activity":"newInstance","businessId":"b-1","orderId":"CS2611241433ABCDE","orderLineId":"CS2611241433ABCDE-000001"}',
    ],
    [
      { kind: 'query_instance', references: ['i-1', 'i-2'] },
      '{"activity":"queryInstance","instanceId":"i-1,i-2"}',
    ],
    [
      {
        kind: 'refresh_instance',
        reference: 'i-1',
        scene: 'renewal',
        orderNumber: 'CS1',
        lineNumber: 'CS1-000001',
        expiresAt: at,
      },
      '{"activity":"refreshInstance","expireTime":"20261124023618256","instanceId":"i-1","orderId":"CS1","orderLineId":"CS1-000001","scene":"RENEWAL"}',
    ],
    [
      { kind: 'set_instance_status', reference: 'i-1', status: 'frozen' },
      '{"activity":"updateInstanceStatus","instanceId":"i-1","status":"FREEZE"}',
    ],
    [{ kind: 'release_instance', reference: 'i-1' }, '{"activity":"releaseInstance","instanceId":"i-1"}'],
    [
      { kind: 'release_instance', reference: 'i-1', orderNumber: 'CS2', lineNumber: 'CS2-000001' },
      '{"activity":"releaseInstance","instanceId":"i-1","orderId":"CS2","orderLineId":"CS2-000001"}',
    ],
    [
      { kind: 'upgrade_instance', reference: 'i-1', orderNumber: 'CS3', lineNumber: 'CS3-000001' },
      '{"activity":"upgradeInstance","instanceId":"i-1","orderId":"CS3","orderLineId":"CS3-000001"}',
    ],
    [
      {
        kind: 'check_change',
        reference: 'i-1',
        productCode: 'OFFI1',
        skuCode: 's-1',
        productName: '协同',
        quantity: 20,
      },
      '{"activity":"changeInstanceCheck","instanceId":"i-1","productInfo":{"linearValue":20,"productId":"OFFI1","productName":"协同","skuCode":"s-1"}}',
    ],
  ])('%o', (operation, body) => {
    expect(send(operation).body).toBe(body)
  })

  test('R254: and signed so that a receiver accepts it', async () => {
    const wire = send(create)
    const query = Object.fromEntries(new URLSearchParams(wire.query))

    const verdict = await verifySaasV2({
      accessKey,
      query,
      body: Buffer.from(wire.body),
      nowMs: 1_767_225_600_000,
    })

    expect(verdict).toEqual({ ok: true, over: 'raw' })
  })
})

describe('newInstance answered with', () => {
  test.each([
    [
      '000000 and an id is confirmed',
      { resultCode: '000000', instanceId: 'i-1' },
      { kind: 'confirmed', data: { reference: 'i-1' } },
    ],
    [
      '000004 and an id is pending',
      { resultCode: '000004', instanceId: 'i-1' },
      { kind: 'pending', data: { reference: 'i-1' } },
    ],
    [
      '000000 without an id is faulty',
      { resultCode: '000000' },
      { kind: 'faulty', verdict: { code: 'member_missing' } },
    ],
    [
      '000004 without an id is faulty',
      { resultCode: '000004' },
      { kind: 'faulty', verdict: { code: 'member_missing' } },
    ],
    [
      '000100 is refused',
      { resultCode: '000100', resultMsg: 'full' },
      { kind: 'refused', verdict: { code: 'refused', resultCode: '000100', resultMsg: 'full' } },
    ],
    [
      'a code of no table is refused and named',
      { resultCode: '777777' },
      { kind: 'refused', verdict: { code: 'result_code_unknown', resultCode: '777777' } },
    ],
  ])('%s', (_name, body, outcome) => {
    expect(answered(create, body)).toMatchObject(outcome)
  })
})

describe('queryInstance: an instance is', () => {
  test.each([
    ['there with success and no info', { resultCode: '000000' }, 'confirmed'],
    [
      'there with an entry of its id',
      { resultCode: '000000', info: [{ instanceId: 'i-1', appInfo: { frontEndUrl: 'https://a.example' } }] },
      'confirmed',
    ],
    [
      'not yet there with entries of others',
      { resultCode: '000000', info: [{ instanceId: 'i-2' }] },
      'pending',
    ],
    ['not yet there with an empty info', { resultCode: '000000', info: [] }, 'pending'],
    ['not yet there with 000004', { resultCode: '000004' }, 'pending'],
    ['not yet there with 000003', { resultCode: '000003' }, 'pending'],
    ['refused with 000005', { resultCode: '000005' }, 'refused'],
  ])('%s', (_name, body, kind) => {
    expect(answered(query, body).kind).toBe(kind)
  })

  test('and its access data are opened when the seller sealed them', () => {
    const password = sealField({
      accessKey,
      bits: 256,
      plaintext: 'initial',
      iv: 'A1b2C3d4E5f6G7h8',
    } as never)

    const outcome = answered(query, {
      resultCode: '000000',
      encryptType: '1',
      info: [{ instanceId: 'i-1', appInfo: { frontEndUrl: 'https://a.example', password } }],
    })

    expect(outcome).toMatchObject({ data: { access: { 'i-1': { password: 'initial' } } } })
  })
})

test('releaseInstance: an instance that the seller does not know counts as released', () => {
  expect(answered({ kind: 'release_instance', reference: 'i-1' }, { resultCode: '000003' }).kind).toBe(
    'confirmed',
  )
})

test('000004 to any other change is a refusal that is tried again', () => {
  expect(answered({ kind: 'release_instance', reference: 'i-1' }, { resultCode: '000004' }).kind).toBe(
    'refused',
  )
})

test('saas-v2 §11, 6 and 7: a product’s seller may want expireTime with 14 digits, and a cancelled renewal by its own order', () => {
  const cancelled = { orderNumber: 'CS1', lineNumber: 'CS1-000001' }
  const refresh = {
    kind: 'refresh_instance',
    reference: 'i-1',
    orderNumber: 'CS9',
    lineNumber: 'CS9-000001',
    expiresAt: at,
  } as const
  const sent = (operation: Operation, wording: { expireDigits?: 14; cancellationOrder?: 'renewal' }) =>
    JSON.parse(
      saasV2.toWire({
        operation,
        ...wording,
        accessKey,
        keyBits: 256,
        ownQuery: '',
        businessId: 'b-1',
        nonce: 'n',
        timestampMs: 1_767_225_600_000,
        iv: () => 'unused',
      }).body,
    ) as Record<string, string>
  const own = { expireDigits: 14, cancellationOrder: 'renewal' } as const

  const always = sent({ ...refresh, scene: 'renewal_cancelled', cancelled }, {})
  const otherwise = sent({ ...refresh, scene: 'renewal_cancelled', cancelled }, own)
  const renewal = sent({ ...refresh, scene: 'renewal' }, own)

  expect(always).toMatchObject({ orderId: 'CS9', orderLineId: 'CS9-000001' })
  expect(always['expireTime']).toMatch(/^\d{17}$/)
  expect(otherwise).toMatchObject({ orderId: 'CS1', orderLineId: 'CS1-000001' })
  expect(otherwise['expireTime']).toBe(always['expireTime']?.slice(0, 14))
  expect(renewal).toMatchObject({ orderId: 'CS9', expireTime: otherwise['expireTime'] })
})

test('an answer that is not as the protocol demands is faulty, with its verdict', () => {
  expect(answered(create, {}, 500)).toEqual({ kind: 'faulty', verdict: { code: 'http_status', status: 500 } })
})

describe('a result code of the table, or of none, is', () => {
  const reference = 'i-1'
  const order = { orderNumber: 'CS3', lineNumber: 'CS3-000001' }
  type Spoken = Exclude<Operation['kind'], 'notify_order'>
  const operations: { readonly [K in Spoken]: Extract<Operation, { kind: K }> } = {
    create_instance: { kind: 'create_instance', ...order },
    query_instance: { kind: 'query_instance', references: [reference] },
    refresh_instance: { kind: 'refresh_instance', reference, scene: 'renewal', ...order, expiresAt: at },
    set_instance_status: { kind: 'set_instance_status', reference, status: 'frozen' },
    lift_freeze: { kind: 'lift_freeze', reference },
    release_instance: { kind: 'release_instance', reference },
    upgrade_instance: { kind: 'upgrade_instance', reference, ...order },
    check_change: { kind: 'check_change', reference, productCode: 'p', skuCode: 's', productName: 'n' },
  }
  // Every other code refuses; saas-v2 §11, 14 settles 000003 and 000004.
  const accepted: Record<Spoken, Readonly<Record<string, Outcome['kind']>>> = {
    create_instance: { '000000': 'confirmed', '000004': 'pending' },
    query_instance: { '000000': 'confirmed', '000003': 'pending', '000004': 'pending' },
    refresh_instance: { '000000': 'confirmed' },
    set_instance_status: { '000000': 'confirmed' },
    lift_freeze: { '000000': 'confirmed' },
    release_instance: { '000000': 'confirmed', '000003': 'confirmed' },
    upgrade_instance: { '000000': 'confirmed' },
    check_change: { '000000': 'confirmed' },
  }

  test.each(Object.values(operations))('heard as it is meant for $kind', (operation) => {
    for (const resultCode of [...Object.keys(resultCodes), '000008', '777777']) {
      const outcome = answered(operation, { resultCode, instanceId: 'i-1' })

      expect({ resultCode, kind: outcome.kind }).toEqual({
        resultCode,
        kind: accepted[operation.kind][resultCode] ?? 'refused',
      })
      if (outcome.kind === 'refused')
        expect(outcome.verdict.code).toBe(resultCode in resultCodes ? 'refused' : 'result_code_unknown')
    }
  })
})
