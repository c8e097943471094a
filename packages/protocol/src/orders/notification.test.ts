import { describe, expect, test } from 'vitest'

import type { ReceivedReply } from '../wire/read-reply.ts'
import type { Verdict } from '../wire/verdicts.ts'
import {
  encodeNotification,
  encodeNotificationReply,
  readNotification,
  readNotificationReply,
} from './notification.ts'
import type { NotificationFault, OrderNotification } from './notification.ts'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const notification: OrderNotification = {
  activity: 'orderNotify',
  orderId: 'CS0000000000002',
  orderLineId: 'CS0000000000002-000001',
  testFlag: '1',
}
const received = (text: string, change: Partial<ReceivedReply> = {}): ReceivedReply => ({
  status: 200,
  headers: { 'content-type': 'application/json' },
  body: bytes(text),
  ...change,
})

describe('a notification', () => {
  test('is read as it was sent, and is the body of vector N1', () => {
    const body = encodeNotification(notification)

    expect(body).toBe(
      '{"activity":"orderNotify","orderId":"CS0000000000002","orderLineId":"CS0000000000002-000001","testFlag":"1"}',
    )
    expect(readNotification(bytes(body))).toEqual({ ok: true, notification })
  })

  test.each<[string, object, string]>([
    ['no flag', { ...notification, testFlag: undefined }, 'testFlag'],
    ['no line', { ...notification, orderLineId: '' }, 'orderLineId'],
    ['65 characters', { ...notification, orderId: 'x'.repeat(65) }, 'orderId'],
    ['a member beyond the table', { ...notification, productId: 'p' }, 'productId'],
  ])('with %s is not sent', (_, given, member) => {
    expect(() => encodeNotification(given as OrderNotification)).toThrow(member)
  })

  test('is read without its flag, with members nobody knows', () => {
    const { testFlag: _, ...rest } = notification

    expect(readNotification(bytes(JSON.stringify({ ...rest, testFlag: null, later: 1 })))).toEqual({
      ok: true,
      notification: rest,
    })
  })

  test.each<[string, string, NotificationFault]>([
    ['no JSON', 'x', { code: 'body_unparsable', gotBytes: 1 }],
    ['no activity', '{}', { code: 'member_missing', name: 'activity' }],
    ['another activity', '{"activity":"newInstance"}', { code: 'activity_unknown', activity: 'newInstance' }],
    ['no order', '{"activity":"orderNotify"}', { code: 'member_missing', name: 'orderId' }],
    [
      'a number for the order',
      '{"activity":"orderNotify","orderId":1,"orderLineId":"l"}',
      { code: 'member_type', name: 'orderId', expected: 'string', got: 'number' },
    ],
  ])('with %s is refused for its own reason', (_, body, reason) => {
    expect(readNotification(bytes(body))).toEqual({ ok: false, reason })
  })
})

describe('the reply to a notification', () => {
  test('is read as it was sent, success or refusal', () => {
    for (const reply of [
      { resultCode: '000000', resultMsg: 'success.' },
      { resultCode: '000005', resultMsg: '内部错误' },
    ])
      expect(readNotificationReply(received(encodeNotificationReply(reply)))).toEqual({
        ok: true,
        code: reply.resultCode,
        reply,
      })
    expect(() => encodeNotificationReply({ resultCode: '0' })).toThrow('resultCode')
  })

  test.each<[string, ReceivedReply, Verdict]>([
    ['another status', received('{}', { status: 202 }), { code: 'http_status', status: 202 }],
    [
      // As printed in the documentation.
      'a comma too many',
      received('{"resultCode":"000000","resultMsg":"success.",}'),
      { code: 'body_unparsable', gotBytes: 47 },
    ],
    ['no result code', received('{}'), { code: 'result_code_missing' }],
    [
      'an over-long message of success',
      received(`{"resultCode":"000000","resultMsg":"${'m'.repeat(256)}"}`),
      { code: 'member_too_long', name: 'resultMsg', max: 255, got: 256 },
    ],
  ])('with %s is faulty', (_, reply, verdict) => {
    expect(readNotificationReply(reply)).toEqual({ ok: false, verdict })
  })
})
