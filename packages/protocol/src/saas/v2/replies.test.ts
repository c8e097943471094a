import { describe, expect, test } from 'vitest'

import type { ReceivedReply } from '../../wire/read-reply.ts'
import type { Verdict } from '../../wire/verdicts.ts'
import type { QueryInstanceReply, SaasV2Activity } from './messages.ts'
import { readReply } from './read-reply.ts'
import {
  encodeReply,
  replyInstanceDetails,
  replyProvisioned,
  replyProvisioning,
  replyRefused,
  replyContentType,
  replySucceeded,
} from './replies.ts'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const received = (body: string, change: Partial<ReceivedReply> = {}): ReceivedReply => ({
  status: 200,
  headers: { 'content-type': replyContentType },
  body: bytes(body),
  ...change,
})
const read = (activity: SaasV2Activity, body: object) => readReply(activity, received(JSON.stringify(body)))
const entry = { instanceId: 'i-1', appInfo: { frontEndUrl: 'https://app.example' } }

describe('what a seller encodes the marketplace reads', () => {
  const details: QueryInstanceReply = replyInstanceDetails([
    {
      instanceId: 'i-1',
      appInfo: {
        frontEndUrl: 'https://app.example',
        adminUrl: 'https://app.example/admin',
        userName: 'admin',
        password: '密码/"1"',
        memo: '备注',
      },
      usageInfo: [
        {
          relatedInstanceId: 'i-0',
          usageValue: 12.3456,
          statisticalTime: '20260101000000000',
          dashboardUrl: 'https://app.example/use',
        },
      ],
    },
  ])

  test('for newInstance at once and later', () => {
    expect(readReply('newInstance', received(encodeReply('newInstance', replyProvisioned('i-1'))))).toEqual({
      ok: true,
      code: '000000',
      reply: replyProvisioned('i-1'),
    })
    expect(readReply('newInstance', received(encodeReply('newInstance', replyProvisioning('i-1'))))).toEqual({
      ok: true,
      code: '000004',
      reply: replyProvisioning('i-1'),
    })
  })

  test('for queryInstance, with everything that is not ASCII escaped', () => {
    const body = encodeReply('queryInstance', details)

    expect(body).toMatch(/^[\x20-\x7e]+$/)
    expect(body).toContain('"memo":"\\u5907\\u6ce8"')
    expect(readReply('queryInstance', received(body))).toEqual({ ok: true, code: '000000', reply: details })
  })

  test.each([
    'refreshInstance',
    'updateInstanceStatus',
    'releaseInstance',
    'upgradeInstance',
    'changeInstanceCheck',
  ] as const)('for %s', (activity) => {
    expect(readReply(activity, received(encodeReply(activity, replySucceeded())))).toEqual({
      ok: true,
      code: '000000',
      reply: replySucceeded(),
    })
    expect(readReply(activity, received(encodeReply(activity, replyRefused('000003', '没有'))))).toEqual({
      ok: true,
      code: '000003',
      reply: { resultCode: '000003', resultMsg: '没有' },
    })
  })
})

describe('a reply is not encoded', () => {
  test.each(['000000', '000004'])('to newInstance with %s and no instance id', (resultCode) => {
    expect(() => encodeReply('newInstance', { resultCode })).toThrow('names an instanceId')
  })

  test('with a member longer than its table allows', () => {
    expect(() => encodeReply('newInstance', replyProvisioned('x'.repeat(65)))).toThrow(TypeError)
    expect(() => encodeReply('newInstance', replyProvisioned('x'.repeat(64)))).not.toThrow()
  })

  test('but a refusal may be without an instance id, and its message is cut to length', () => {
    expect(JSON.parse(encodeReply('newInstance', replyRefused('000100', 'm'.repeat(300))))).toEqual({
      resultCode: '000100',
      resultMsg: 'm'.repeat(255),
    })
  })
})

test.each<[string, SaasV2Activity, object, Verdict]>([
  ['no result code', 'newInstance', { instanceId: 'i-1' }, { code: 'result_code_missing' }],
  ['a result code of null', 'newInstance', { resultCode: null }, { code: 'result_code_missing' }],
  ['an empty result code', 'newInstance', { resultCode: '' }, { code: 'result_code_missing' }],
  [
    'a number for a result code',
    'newInstance',
    { resultCode: 0, instanceId: 'i-1' },
    { code: 'member_type', name: 'resultCode', expected: 'string', got: 'number' },
  ],
  [
    'seven digits',
    'newInstance',
    { resultCode: '0000004', instanceId: 'i-1' },
    { code: 'result_code_malformed', got: '0000004' },
  ],
  ['one digit', 'releaseInstance', { resultCode: '0' }, { code: 'result_code_malformed', got: '0' }],
  [
    'success without an instance id',
    'newInstance',
    { resultCode: '000000' },
    { code: 'member_missing', name: 'instanceId' },
  ],
  [
    'success with an instance id of null',
    'newInstance',
    { resultCode: '000000', instanceId: null },
    { code: 'member_missing', name: 'instanceId' },
  ],
  [
    'success with an empty instance id',
    'newInstance',
    { resultCode: '000000', instanceId: '' },
    { code: 'member_missing', name: 'instanceId' },
  ],
  [
    'processing without an instance id',
    'newInstance',
    { resultCode: '000004' },
    { code: 'member_missing', name: 'instanceId' },
  ],
  [
    'a number for an instance id',
    'newInstance',
    { resultCode: '000000', instanceId: 12 },
    { code: 'member_type', name: 'instanceId', expected: 'string', got: 'number' },
  ],
  [
    'an instance id with a comma',
    'newInstance',
    { resultCode: '000000', instanceId: 'i,1' },
    { code: 'member_value', name: 'instanceId', got: 'i,1', rule: 'id_characters' },
  ],
  [
    'an instance id with a blank before it',
    'newInstance',
    { resultCode: '000000', instanceId: ' i-1' },
    { code: 'member_value', name: 'instanceId', got: ' i-1', rule: 'id_characters' },
  ],
  [
    'an instance id that ends within a line',
    'newInstance',
    { resultCode: '000004', instanceId: 'i-1\n' },
    { code: 'member_value', name: 'instanceId', got: 'i-1\\u000a', rule: 'id_characters' },
  ],
  [
    'an instance id of 65 characters',
    'newInstance',
    { resultCode: '000000', instanceId: 'x'.repeat(65) },
    { code: 'member_too_long', name: 'instanceId', max: 64, got: 65 },
  ],
  [
    'a success message of 256 characters',
    'releaseInstance',
    { resultCode: '000000', resultMsg: '成'.repeat(256) },
    { code: 'member_too_long', name: 'resultMsg', max: 255, got: 256 },
  ],
  [
    'an object for the list of instances',
    'queryInstance',
    { resultCode: '000000', info: entry },
    { code: 'member_type', name: 'info', expected: 'array', got: 'object' },
  ],
  [
    'a null in the list',
    'queryInstance',
    { resultCode: '000000', info: [null] },
    { code: 'member_type', name: 'info[0]', expected: 'object', got: 'null' },
  ],
  [
    'an entry without its id',
    'queryInstance',
    { resultCode: '000000', info: [entry, { appInfo: entry.appInfo }] },
    { code: 'member_missing', name: 'info[1].instanceId' },
  ],
  [
    'access data without an address',
    'queryInstance',
    { resultCode: '000000', info: [{ instanceId: 'i-1', appInfo: { userName: 'u' } }] },
    { code: 'member_missing', name: 'info[0].appInfo.frontEndUrl' },
  ],
  [
    'an address of 513 characters',
    'queryInstance',
    { resultCode: '000000', info: [{ instanceId: 'i-1', appInfo: { frontEndUrl: 'h'.repeat(513) } }] },
    { code: 'member_too_long', name: 'info[0].appInfo.frontEndUrl', max: 512, got: 513 },
  ],
  [
    'a password of 129 characters',
    'queryInstance',
    {
      resultCode: '000000',
      info: [{ instanceId: 'i-1', appInfo: { ...entry.appInfo, password: 'p'.repeat(129) } }],
    },
    { code: 'member_too_long', name: 'info[0].appInfo.password', max: 128, got: 129 },
  ],
  [
    'usage as text',
    'queryInstance',
    {
      resultCode: '000000',
      info: [{ instanceId: 'i-1', usageInfo: [{ usageValue: '1', statisticalTime: 't' }] }],
    },
    { code: 'member_type', name: 'info[0].usageInfo[0].usageValue', expected: 'number', got: 'string' },
  ],
  [
    'usage without its time',
    'queryInstance',
    { resultCode: '000000', info: [{ instanceId: 'i-1', usageInfo: [{ usageValue: 1 }] }] },
    { code: 'member_missing', name: 'info[0].usageInfo[0].statisticalTime' },
  ],
])('%s gets its own verdict', (_, activity, body, verdict) => {
  expect(read(activity, body)).toEqual({ ok: false, verdict })
})

test('the transport is judged before the members', () => {
  expect(readReply('newInstance', received('{}', { status: 503 }))).toEqual({
    ok: false,
    verdict: { code: 'http_status', status: 503 },
  })
  expect(readReply('newInstance', { ...received('{"resultCode":"000005"}'), limitBytes: 10 })).toEqual({
    ok: false,
    verdict: { code: 'body_too_long', limitBytes: 10 },
  })
})

describe('a reply that is allowed', () => {
  test('may hold null and empty optional members and members nobody knows', () => {
    const found = read('queryInstance', {
      resultCode: '000000',
      resultMsg: null,
      extra: [1],
      info: [{ ...entry, usageInfo: null, appInfo: { ...entry.appInfo, memo: '', ip: '1' } }],
    })

    expect(found).toEqual({ ok: true, code: '000000', reply: { resultCode: '000000', info: [entry] } })
  })

  test('may be a queryInstance success without any info', () => {
    expect(read('queryInstance', { resultCode: '000000' })).toEqual({
      ok: true,
      code: '000000',
      reply: { resultCode: '000000' },
    })
  })

  test.each(['1', 1])('keeps sealed access data sealed and says so with encryptType %j', (encryptType) => {
    const info = [
      { ...entry, appInfo: { ...entry.appInfo, password: 'A1b2C3d4E5f6G7h85MVerd0pES+2wdpDAnfbXw==' } },
    ]

    expect(read('queryInstance', { resultCode: '000000', encryptType, info })).toEqual({
      ok: true,
      code: '000000',
      reply: { resultCode: '000000', encryptType: '1', info },
    })
  })
})

describe('a code that does not accept is read whatever else the reply holds', () => {
  test('an over-long message is cut, a message that is no text is dropped', () => {
    expect(read('newInstance', { resultCode: '000104', resultMsg: 'x'.repeat(400) })).toEqual({
      ok: true,
      code: '000104',
      reply: { resultCode: '000104', resultMsg: 'x'.repeat(255) },
    })
    expect(read('releaseInstance', { resultCode: '000005', resultMsg: { at: 1 } })).toEqual({
      ok: true,
      code: '000005',
      reply: { resultCode: '000005' },
    })
  })

  test('an instance id that came with it is kept for newInstance alone', () => {
    expect(read('newInstance', { resultCode: '000005', instanceId: 'i-1' })).toMatchObject({
      reply: { instanceId: 'i-1' },
    })
    expect(read('newInstance', { resultCode: '000005', instanceId: 'x'.repeat(65) })).toEqual({
      ok: true,
      code: '000005',
      reply: { resultCode: '000005' },
    })
    expect(read('queryInstance', { resultCode: '000003', instanceId: 'i-1' })).toEqual({
      ok: true,
      code: '000003',
      reply: { resultCode: '000003' },
    })
  })

  test('a code that the protocol does not define is handed over as it is', () => {
    expect(read('newInstance', { resultCode: '000999' })).toMatchObject({ ok: true, code: '000999' })
  })

  test('000004 accepts newInstance only: elsewhere its members are not judged', () => {
    expect(read('queryInstance', { resultCode: '000004', info: 'soon' })).toEqual({
      ok: true,
      code: '000004',
      reply: { resultCode: '000004' },
    })
  })
})
