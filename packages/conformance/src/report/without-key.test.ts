import { expect, test } from 'vitest'
import { findExchange } from '../engine/exchange.ts'
import { reportExchange } from './report.ts'
import { withoutKey } from './without-key.ts'

/** How a report shows a reply after the key was removed from it. */
function shown(key: string, body: string, headers: [string, string][] = []): { body: string; text: string } {
  const exchange = findExchange({
    name: 'a newInstance',
    activity: 'newInstance',
    meant: 'accept',
    request: {
      method: 'POST',
      url: 'https://seller.example/?signature=a1b2',
      headers: {},
      body: Buffer.from('{}'),
    },
    reply: { status: 200, headers, body: Buffer.from(body), truncated: false },
    noReply: undefined,
    tookMs: 1,
  })
  const check = { id: 'a', title: 'A', level: 'must', group: 'G', source: 's', fix: 'F' } as const
  const judged = [
    {
      check: { ...check, judge: async () => undefined },
      outcome: 'fail' as const,
      why: body,
      exchanges: [exchange],
    },
  ]
  const [one] = withoutKey({ url: 'https://seller.example/', protocol: 'saas-v2', judged }, key).judged
  const reported = one?.exchanges.map(reportExchange)[0]?.reply
  return { body: reported?.body ?? '', text: JSON.stringify([one?.why, reported?.headers]) }
}

test.each([
  ['{"accessKey":"k1"}', '{"accessKey":"[access key]"}'],
  ['{"resultMsg":"wrong key: k1."}', '{"resultMsg":"wrong key: [access key]."}'],
  ['{"resultMsg":"{\\"secret\\": \\"k1\\"}"}', '{"resultMsg":"{\\"secret\\": \\"[access key]\\"}"}'],
  ['a?authToken=k1&n=2', 'a?authToken=[access key]&n=2'],
])('a key that is short is masked where it is the value of what is named a key: %s', (body, masked) => {
  expect(shown('k1', body).body).toBe(masked)
  expect(shown('k1', body).text).not.toContain('k1')
})

test.each([
  ['k1', '{"resultMsg":"k1 of 3; tank1 full","key":"k10"}'],
  ['a', '{"resultMsg":"a key a seller has","signature":"a=a","info":["a"]}'],
])('a key that is short leaves alone what is no key: %s in %s', (key, body) => {
  expect(shown(key, body).body).toBe(body)
})

test('a key that is short is masked as the value of a header', () => {
  expect(
    shown('k1', '', [
      ['X-Access-Key', 'k1'],
      ['X-Trace', 'k1'],
    ]).text,
  ).toContain('[["X-Access-Key","[access key]"],["X-Trace","k1"]]')
})

test.each([
  ['access', 'no access, YWNjZXNz', 'no [access key], [access key]'],
  [
    '密钥.Key',
    '密钥.Key \\u5bc6\\u94a5.Key %E5%AF%86%E9%92%A5.Key',
    '[access key] [access key] [access key]',
  ],
  ['k.y+(1)', 'k.y+(1) kay+(1) k.y%2B(1)', '[access key] kay+(1) [access key]'],
])('a key of six characters is masked wherever and however it is written: %s', (key, body, masked) => {
  expect(shown(key, body).body).toBe(masked)
})
