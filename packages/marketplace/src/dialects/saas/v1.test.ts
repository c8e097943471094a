import { describe, expect, test } from 'vitest'
import { toInstant } from '@loggia/kernel'
import { openField, sealField, signBody, verifySaasV1 } from '@loggia/signing'
import { saasV1 } from './v1.ts'
import type {
  OrderFacts,
  SaasOperation as Operation,
  SaasOutcome as Outcome,
  SaasSending as Sending,
} from './operations.ts'

const accessKey = '01234567-89ab-cdef-0123-456789abcdef'
const at = toInstant(Date.UTC(2025, 2, 1))
const order = { orderNumber: 'CS0000000000002', lineNumber: 'CS0000000000002-000001' }
const purchase = { orderNumber: 'CS0000000000001', lineNumber: 'CS0000000000001-000001' }
const facts: OrderFacts = {
  customer: { id: 'c-0002', name: '华为云商店测试客户' },
  productCode: 'OFFI000000000000002',
  skuCode: '0a1b2c3d-0000-4000-8000-000000000002',
  period: { type: 'year', count: 1 },
  quantity: { count: 30, unit: 'seat' },
  amount: '99.00',
  isTrial: false,
  parameters: [],
  endsAt: at,
}
const create: Operation = { kind: 'create_instance', ...order }
const query: Operation = { kind: 'query_instance', references: ['i-1'], purchase }
const refresh = (scene: 'renewal' | 'renewal_cancelled' | 'trial_to_formal'): Operation => ({
  kind: 'refresh_instance',
  reference: 'i-1',
  scene,
  ...order,
  expiresAt: at,
})
const freeze: Operation = { kind: 'set_instance_status', reference: 'i-1', status: 'frozen', purchase }
const unfreeze: Operation = { ...freeze, status: 'active' }
const release: Operation = { kind: 'release_instance', reference: 'i-1', purchase }
const upgrade: Operation = { kind: 'upgrade_instance', reference: 'i-1', ...order }

const wire = (operation: Operation, more: Partial<Sending> = {}) =>
  saasV1.toWire({
    operation,
    facts,
    accessKey,
    keyBits: 128,
    ownQuery: '',
    businessId: 'b-0002',
    nonce: 'unused',
    timestampMs: Date.UTC(2024, 1, 29, 23, 59, 59, 123),
    iv: () => 'AbCdEfGhIjKlMnOp',
    ...more,
  })
/** The parameters of a request, without those that every request has. */
function sent(operation: Operation, more: Partial<Sending> = {}): Record<string, string> {
  const { authToken, timeStamp, ...rest } = Object.fromEntries(
    new URLSearchParams(wire(operation, more).query),
  )
  expect([authToken?.length, timeStamp]).toEqual([44, '20240229235959123'])
  return rest as Record<string, string>
}

describe('a request', () => {
  test('R254: is a GET whose proof covers all that it says, a query that the address has of its own too', () => {
    const { method, query: text, body } = wire(create, { ownQuery: 'r=isv%2Fproduce' })

    expect([method, body]).toEqual(['GET', ''])
    expect(new URLSearchParams(text).get('r')).toBe('isv/produce')
    expect(verifySaasV1({ accessKey, query: text })).toEqual({ ok: true })
    expect(verifySaasV1({ accessKey, query: text.replace('r=isv', 'r=is') }).ok).toBe(false)
  })

  test('of a purchase says what was bought; what is not there is not sent', () => {
    expect(sent(create)).toEqual({
      activity: 'newInstance',
      customerId: 'c-0002',
      customerName: '华为云商店测试客户',
      businessId: 'b-0002',
      orderId: order.orderNumber,
      skuCode: facts.skuCode,
      productId: facts.productCode,
      testFlag: '0',
      trialFlag: '0',
      expireTime: '20250301000000',
      chargingMode: '1',
      amount: '30',
      periodType: 'year',
      periodNumber: '1',
      provisionType: '1',
      orderAmount: '99',
    })
  })

  test('R48: seals phone and email, where there are any, by the product’s number of bits; vectors E1 and E2', () => {
    const customer = { ...facts.customer, phone: '+86 138-0013-8000', email: 'zhang.san+test@example.com' }
    const { mobilePhone, email } = sent(create, { facts: { ...facts, customer } })

    expect(mobilePhone).toBe('AbCdEfGhIjKlMnOpuv33gJDKQeMEJK0QdUWgRQ==')
    expect(openField({ accessKey, bits: 128, value: email ?? '' })).toBe('zhang.san+test@example.com')
    expect(sent(create, { keyBits: 256, facts: { ...facts, customer } }).mobilePhone).toBe(
      'AbCdEfGhIjKlMnOprc6+kTLKhZabxsVXgPwqww==',
    )
  })

  test('no part of a person’s name can be sent on as a parameter of its own', () => {
    const customer = { ...facts.customer, name: 'Mallory & Sons&diskSize=9000', userName: 'M&a=1&b=2' }

    expect(sent(create, { facts: { ...facts, customer } })).toMatchObject({
      customerName: 'Mallory & Sons＆diskSize=9000',
      userName: 'M＆a=1＆b=2',
    })
  })

  test.each([
    ['+86 138-0013-8000', '13800138000'],
    ['+8613800138000', '13800138000'],
    ['+15551234567', '5551234567'],
    ['+1 555 123 4567', '5551234567'],
    ['+79161234567', '9161234567'],
    ['+85291234567', '91234567'],
    ['+4915112345678', '15112345678'],
    ['13800138000', '13800138000'],
    ['021-5555 1234', '02155551234'],
  ])('says the number %s without its country’s code', (phone, national) => {
    const { mobilePhone } = sent(create, { facts: { ...facts, customer: { ...facts.customer, phone } } })

    expect(openField({ accessKey, bits: 128, value: mobilePhone ?? '' })).toBe(national)
  })

  test('names the person who ordered by id and name, where the buyer lets it', () => {
    const customer = { ...facts.customer, userId: 'u-0002', userName: '张三' }

    expect(sent(create, { facts: { ...facts, customer } })).toMatchObject({
      userId: 'u-0002',
      userName: '张三',
    })
    expect(sent(create)).not.toHaveProperty('userId')
  })

  test('of what was bought once names neither a period nor an end', () => {
    const { period: _period, quantity: _quantity, ...once } = facts

    expect(sent(create, { facts: once })).toMatchObject({ chargingMode: '3' })
    expect(Object.keys(sent(create, { facts: once }))).not.toEqual(
      expect.arrayContaining(['expireTime', 'periodType', 'amount']),
    )
  })

  test('what the buyer gave goes with the purchase, its repeats and a change, and with nothing else (saas-v1 §6.1, §7.4)', () => {
    const parameters = [
      { name: 'idNum', value: '11001' },
      { name: 'userName', value: '测试张三' },
    ]
    const wireText =
      'W3sibmFtZSI6ImlkTnVtIiwidmFsdWUiOiIxMTAwMSJ9LHsibmFtZSI6InVzZXJOYW1lIiwidmFsdWUiOiLmtYvor5XlvKDkuIkifV0='
    const given = { facts: { ...facts, parameters } }

    for (const operation of [create, query, upgrade])
      expect(sent(operation, given).saasExtendParams).toBe(wireText)
    for (const operation of [refresh('renewal'), freeze, release])
      expect(sent(operation, given)).not.toHaveProperty('saasExtendParams')
    for (const operation of [create, query, upgrade])
      expect(sent(operation)).not.toHaveProperty('saasExtendParams')
  })

  test('of a trial longer than two digits of days says its end alone', () => {
    const trial = { ...facts, isTrial: true, period: { type: 'day', count: 120 } as const }

    expect(sent(create, { facts: trial })).toMatchObject({ trialFlag: '1', expireTime: '20250301000000' })
    expect(sent(create, { facts: trial })).not.toHaveProperty('periodNumber')
  })

  test.each([
    ['seat', 'amount'],
    ['GB', 'diskSize'],
    ['Mbit/s', 'bandWidth'],
  ])('tells a quantity of the unit %s as %s', (unit, name) => {
    expect(sent(create, { facts: { ...facts, quantity: { count: 7, unit } } })[name]).toBe('7')
  })

  test.each<[string, Operation, Record<string, string>]>([
    [
      'a buyer who opens the details is the purchase again',
      query,
      { activity: 'newInstance', orderId: purchase.orderNumber },
    ],
    [
      'a renewal',
      refresh('renewal'),
      { activity: 'refreshInstance', expireTime: '20250301000000', orderAmount: '99' },
    ],
    ['a renewal that was returned', refresh('renewal_cancelled'), { orderAmount: '-99' }],
    ['a trial that became paid', refresh('trial_to_formal'), { trialToFormal: '1' }],
    [
      'the end of grace names the order of the purchase',
      freeze,
      { activity: 'expireInstance', instanceId: 'i-1', orderId: purchase.orderNumber },
    ],
    [
      'a release at the end of its time',
      release,
      { activity: 'releaseInstance', orderId: purchase.orderNumber, orderAmount: '0' },
    ],
    ['a release by a refund', { ...release, ...order }, { orderId: purchase.orderNumber, orderAmount: '99' }],
    [
      'a change says what is used from now on',
      upgrade,
      { activity: 'upgrade', skuCode: facts.skuCode, productId: facts.productCode, amount: '30' },
    ],
  ])('%s', (_what, operation, expected) => {
    expect(sent(operation)).toMatchObject({ ...expected, testFlag: '0' })
  })
})

test('there are no words for thawing, for asking about a change, nor for orders that are told', () => {
  const unspoken = [
    unfreeze,
    { kind: 'check_change', reference: 'i-1', productCode: 'p', skuCode: 's', productName: 'n' },
    { kind: 'notify_order', ...order },
  ] as Operation[]

  expect([create, query, refresh('renewal'), freeze, release, upgrade].every(saasV1.supports)).toBe(true)
  for (const operation of unspoken) {
    expect(saasV1.supports(operation)).toBe(false)
    expect(() => wire(operation)).toThrow('has no words')
  }
})

test.each<[string, Operation, Operation, boolean]>([
  ['a release ends everything', release, create, true],
  ['a renewal says that what waits to be frozen goes on', refresh('renewal'), freeze, true],
  ['and so does a trial that became paid', refresh('trial_to_formal'), freeze, true],
  ['a return does not', refresh('renewal_cancelled'), freeze, false],
  ['a newer end replaces an older one', refresh('renewal'), refresh('renewal_cancelled'), true],
  [
    'that a trial became paid is told whatever comes after',
    refresh('renewal'),
    refresh('trial_to_formal'),
    false,
  ],
  ['freezing replaces no end', freeze, refresh('renewal'), false],
])('%s: %#', (_what, newer, older, expected) => {
  expect(saasV1.mayReplace(newer)).toBe(true)
  expect(saasV1.supersedes(newer, older)).toBe(expected)
})

describe('a reply', () => {
  const heard = (
    operation: Operation,
    reply: unknown,
    proof?: (body: string) => Record<string, string>,
  ): Outcome => {
    const body = typeof reply === 'string' ? reply : JSON.stringify(reply)
    const headers = {
      'content-type': 'application/json',
      ...(proof?.(body) ?? { 'body-sign': signBody(accessKey, body) }),
    }
    return saasV1.fromWire(operation, { status: 200, headers, body: Buffer.from(body) }, accessKey)
  }
  const unsigned = () => ({})
  const wrong = (body: string) => ({ 'body-sign': signBody('another key', body) })

  test('that opens an instance brings its access data, opened', () => {
    const seal = (bits: 128 | 256, plaintext: string) =>
      sealField({ accessKey, bits, iv: 'qwertyuiopASDFGH', plaintext })
    const appInfo = {
      frontEndUrl: 'https://app.example',
      userName: seal(256, '管理员'),
      password: seal(256, 'P@ss'),
    }
    const access = { frontEndUrl: 'https://app.example', userName: '管理员', password: 'P@ss' }
    const success = { resultCode: '000000', resultMsg: 'success.', instanceId: 'i-1' }

    for (const encryptType of [undefined, '1', 1, '3'])
      expect(heard(create, { ...success, encryptType, appInfo })).toMatchObject({
        kind: 'confirmed',
        data: { reference: 'i-1', access: { 'i-1': access } },
      })
    const short = { ...appInfo, userName: seal(128, '管理员'), password: 'IV+null' }
    const answer = heard(query, { ...success, encryptType: '2', appInfo: short })
    // A value that cannot be opened counts as absent.
    expect(answer).toMatchObject({
      data: { access: { 'i-1': { frontEndUrl: 'https://app.example', userName: '管理员' } } },
    })
    expect(JSON.stringify(answer)).not.toContain('IV+null')
  })

  test('is verified over its bytes as they came, whatever a PHP seller escapes', () => {
    const raw =
      '{"resultCode":"000000","resultMsg":"\\u6210\\u529f","instanceId":"i-1","appInfo":{"frontEndUrl":"https:\\/\\/www.example.com"}}'

    expect(heard(create, raw)).toMatchObject({
      kind: 'confirmed',
      data: { access: { 'i-1': { frontEndUrl: 'https://www.example.com' } } },
    })
  })

  test.each<[string, Operation, unknown, ((body: string) => Record<string, string>) | undefined, object]>([
    [
      'without a proof',
      create,
      { resultCode: '000000', instanceId: 'i-1' },
      unsigned,
      { kind: 'faulty', verdict: { code: 'body_sign_missing' } },
    ],
    [
      'with a proof by another key',
      refresh('renewal'),
      { resultCode: '000000' },
      wrong,
      { kind: 'faulty', verdict: { code: 'body_sign_differs' } },
    ],
    [
      'that refuses, without a proof',
      create,
      { resultCode: '000001', resultMsg: 'auth' },
      unsigned,
      { kind: 'refused', verdict: { code: 'refused', resultCode: '000001', resultMsg: 'auth' } },
    ],
    [
      'with a code of its own',
      create,
      { resultCode: '999999' },
      undefined,
      { kind: 'refused', verdict: { code: 'result_code_unknown' } },
    ],
    [
      'without an instance',
      create,
      { resultCode: '000000' },
      undefined,
      { kind: 'faulty', verdict: { code: 'member_missing', name: 'instanceId' } },
    ],
    [
      'that is under way',
      create,
      { resultCode: '000004', instanceId: 'i-1' },
      undefined,
      { kind: 'pending', data: { reference: 'i-1' } },
    ],
    [
      'that is under way and names no instance',
      create,
      { resultCode: '000004' },
      undefined,
      { kind: 'refused' },
    ],
    ['that is still under way', query, { resultCode: '000004' }, undefined, { kind: 'pending', data: {} }],
    [
      'to the purchase again, with another instance',
      query,
      { resultCode: '000000', instanceId: 'i-2' },
      undefined,
      { kind: 'faulty', verdict: { code: 'member_value', name: 'instanceId', got: 'i-2' } },
    ],
    [
      'to a release of what the seller does not know',
      release,
      { resultCode: '000003' },
      undefined,
      { kind: 'confirmed' },
    ],
    ['to the same, without a proof', release, { resultCode: '000003' }, unsigned, { kind: 'refused' }],
    [
      'to anything else of what the seller does not know',
      freeze,
      { resultCode: '000003' },
      undefined,
      { kind: 'refused' },
    ],
    ['that confirms', upgrade, { resultCode: '000000' }, undefined, { kind: 'confirmed', data: {} }],
  ])('%s', (_what, operation, reply, proof, expected) => {
    expect(heard(operation, reply, proof)).toMatchObject(expected)
  })
})
