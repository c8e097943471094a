import { createHmac } from 'node:crypto'

import { describe, expect, test } from 'vitest'

import type { ReceivedReply } from '../../wire/read-reply.ts'
import type { Verdict } from '../../wire/verdicts.ts'
import { readOpening, readReply } from './read-reply.ts'
import type { BodySignCheck, SignedReply } from './read-reply.ts'
import {
  encodeReply,
  replyInstanceDetails,
  replyProvisioned,
  replyRefused,
  replySucceeded,
} from './replies.ts'
import type { SaasV1Activity } from './requests.ts'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const sign = (body: Uint8Array): string => createHmac('sha256', 'key').update(body).digest('base64')

/** A very strict check: one header with the bare signature. It shows what the reader passes on. */
function verifyBodySign(header: readonly string[], body: Uint8Array): BodySignCheck {
  const [value] = header
  if (value === undefined) return { ok: false, reason: { code: 'header_missing' } }
  if (value === 'odd') return { ok: false, reason: { code: 'header_malformed' } }
  if (value === 'md5') return { ok: false, reason: { code: 'sign_type_unknown', got: 'MD5' } }
  return header.includes(sign(body)) ? { ok: true } : { ok: false, reason: { code: 'signature_differs' } }
}

const received = (text: string, change: Partial<ReceivedReply> = {}): SignedReply => ({
  status: 200,
  headers: { 'content-type': 'application/json', 'Body-Sign': sign(bytes(text)) },
  body: bytes(text),
  verifyBodySign,
  ...change,
})
const read = (activity: SaasV1Activity, body: object) => readReply(activity, received(JSON.stringify(body)))
const appInfo = {
  frontEndUrl: 'https://app.example',
  userName: 'AbCdEfGhIjKlMnOpuv33gJDKQeMEJK0QdUWgRQ==',
  memo: '中文',
}

describe('what a seller encodes the marketplace reads', () => {
  test('for newInstance, with everything that is not ASCII escaped', () => {
    const body = encodeReply(
      'newInstance',
      replyProvisioned({ instanceId: 'b-0002', appInfo, encryptType: '2' }),
    )

    expect(body).toContain('"memo":"\\u4e2d\\u6587"')
    expect(readReply('newInstance', received(body))).toEqual({
      ok: true,
      code: '000000',
      reply: { ...replySucceeded(), instanceId: 'b-0002', encryptType: '2', appInfo },
    })
  })

  test('for queryInstance', () => {
    const info = [{ instanceId: 'i-1', appInfo, usageInfo: [{ usageValue: 1.5, statisticalTime: '2026' }] }]
    const body = encodeReply('queryInstance', replyInstanceDetails(info, '1'))

    expect(readReply('queryInstance', received(body))).toEqual({
      ok: true,
      code: '000000',
      reply: { ...replySucceeded(), encryptType: '1', info },
    })
  })

  test.each(['refreshInstance', 'expireInstance', 'releaseInstance', 'upgrade', 'instanceStatus'] as const)(
    'for %s',
    (activity) => {
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
    },
  )
})

describe('a reply is not encoded', () => {
  test('to newInstance with 000000 and no instance id, but a refusal may be without one', () => {
    expect(() => encodeReply('newInstance', replySucceeded())).toThrow('names an instanceId')
    expect(() => encodeReply('newInstance', replyRefused('000106', ''))).not.toThrow()
  })

  test('with a member longer than its table allows, or a third encryptType', () => {
    expect(() => encodeReply('newInstance', replyProvisioned({ instanceId: 'x'.repeat(65) }))).toThrow(
      'instanceId',
    )
    const odd = { ...replyProvisioned({ instanceId: 'i' }), encryptType: '3' as '1' }
    expect(() => encodeReply('newInstance', odd)).toThrow('encryptType')
  })
})

describe('the proof', () => {
  const body = '{"resultCode":"000000","resultMsg":"success."}'
  const withSign = (...values: string[]): SignedReply =>
    received(body, { headers: { 'content-type': 'application/json', 'body-SIGN': values } })

  test.each<[string, SignedReply, Verdict]>([
    [
      'no Body-Sign',
      received(body, { headers: { 'content-type': 'application/json' } }),
      { code: 'body_sign_missing' },
    ],
    ['an unreadable one', withSign('odd'), { code: 'body_sign_malformed' }],
    ['another algorithm', withSign('md5'), { code: 'body_sign_type', got: 'MD5' }],
    ['one over other bytes', withSign(sign(bytes(`${body} `))), { code: 'body_sign_differs' }],
  ])('fails a success with %s', (_, reply, verdict) => {
    expect(readReply('releaseInstance', reply)).toEqual({ ok: false, verdict })
  })

  test('is found under any case of its name and among several values, over the bytes as they came', () => {
    expect(readReply('releaseInstance', withSign('wrong', 'wrong', sign(bytes(body)))).ok).toBe(true)
    const php = String.raw`{"resultCode":"000000","resultMsg":"\u6210\u529f","url":"https:\/\/app.example"}`
    expect(readReply('releaseInstance', received(php))).toMatchObject({
      ok: true,
      reply: { resultMsg: '成功' },
    })
  })

  test('is not demanded of a refusal, which says how it lacks one', () => {
    const refusal = '{"resultCode":"000001"}'
    const headers = { 'content-type': 'application/json' }

    expect(readReply('newInstance', received(refusal, { headers }))).toEqual({
      ok: true,
      code: '000001',
      reply: { resultCode: '000001' },
      unproven: { code: 'body_sign_missing' },
    })
    expect(readReply('newInstance', received(refusal))).not.toHaveProperty('unproven')
  })

  test('is judged after the transport and the result code, before the members', () => {
    const headers = { 'content-type': 'application/json' }

    expect(readReply('newInstance', received('{}', { status: 500, headers }))).toMatchObject({
      verdict: { code: 'http_status' },
    })
    expect(readReply('newInstance', received('{}', { headers }))).toMatchObject({
      verdict: { code: 'result_code_missing' },
    })
    expect(readReply('newInstance', received('{"resultCode":"000000"}', { headers }))).toMatchObject({
      verdict: { code: 'body_sign_missing' },
    })
  })
})

test.each<[string, SaasV1Activity, object, Verdict]>([
  ['no instance id', 'newInstance', { resultCode: '000000' }, { code: 'member_missing', name: 'instanceId' }],
  [
    'access data without an address',
    'newInstance',
    { resultCode: '000000', instanceId: 'i', appInfo: { userName: 'u' } },
    { code: 'member_missing', name: 'appInfo.frontEndUrl' },
  ],
  [
    'a memo of 1,025 characters',
    'newInstance',
    { resultCode: '000000', instanceId: 'i', appInfo: { ...appInfo, memo: 'm'.repeat(1025) } },
    { code: 'member_too_long', name: 'appInfo.memo', max: 1024, got: 1025 },
  ],
  [
    'usage without its time',
    'queryInstance',
    { resultCode: '000000', info: [{ instanceId: 'i', usageInfo: [{ usageValue: 1 }] }] },
    { code: 'member_missing', name: 'info[0].usageInfo[0].statisticalTime' },
  ],
  [
    'a number for a result code',
    'upgrade',
    { resultCode: 0 },
    { code: 'member_type', name: 'resultCode', expected: 'string', got: 'number' },
  ],
])('%s gets its own verdict', (_, activity, body, verdict) => {
  expect(read(activity, body)).toEqual({ ok: false, verdict })
})

describe('the reply to a purchase that was paid', () => {
  const opening = (body: object) => readOpening(received(JSON.stringify(body)))
  const named = { resultCode: '000000', instanceId: 'i' }

  test('may lack the address, and then has what else there is', () => {
    expect(opening({ ...named, appInfo: { userName: 'u' } })).toEqual({
      ok: true,
      code: '000000',
      reply: { ...named, appInfo: { userName: 'u' } },
    })
    expect(opening({ ...named, appInfo })).toEqual(
      readReply('newInstance', received(JSON.stringify({ ...named, appInfo }))),
    )
  })

  test.each([
    [
      { resultCode: '000000', appInfo: { userName: 'u' } },
      { code: 'member_missing', name: 'instanceId' },
    ],
    [
      { ...named, appInfo: { memo: 'm'.repeat(1025) } },
      { code: 'member_missing', name: 'appInfo.frontEndUrl' },
    ],
    [
      { ...named, appInfo: { frontEndUrl: 7 } },
      { code: 'member_type', name: 'appInfo.frontEndUrl' },
    ],
  ])('%j is faulty all the same', (body, verdict) => {
    expect(opening(body)).toMatchObject({ ok: false, verdict })
  })

  test('still needs its proof', () => {
    const body = JSON.stringify({ ...named, appInfo: {} })
    const headers = { 'content-type': 'application/json' }

    expect(readOpening(received(body, { headers }))).toEqual({
      ok: false,
      verdict: { code: 'body_sign_missing' },
    })
  })
})

test.each(['2', 2])('encryptType may be %j', (encryptType) => {
  expect(read('newInstance', { resultCode: '000000', instanceId: 'i', encryptType })).toMatchObject({
    reply: { encryptType: '2' },
  })
})

test('000004 accepts nothing in V1.0, and an instance that was named is kept', () => {
  expect(read('newInstance', { resultCode: '000004', instanceId: 'i-1' })).toEqual({
    ok: true,
    code: '000004',
    reply: { resultCode: '000004', instanceId: 'i-1' },
  })
})
