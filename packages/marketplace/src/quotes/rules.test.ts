import { expect, test } from 'vitest'
import type { Verdict } from '@loggia/protocol/wire'
import { decideChangeAnswer } from './rules.ts'

const faulty = (verdict: Verdict) => decideChangeAnswer({ kind: 'faulty', verdict })
const status = (of: number) => faulty({ code: 'http_status', status: of })

test('R119: a seller’s server that does not know the question is not asked again, one that is away is', () => {
  const notAnswered = [
    ...[400, 401, 403, 404, 405, 415, 204].map(status),
    faulty({ code: 'redirect', status: 302, location: null }),
    faulty({ code: 'content_type', got: 'text/html' }),
    faulty({ code: 'body_empty' }),
    faulty({ code: 'result_code_missing' }),
  ]
  const later = [
    ...[500, 502, 503, 504, 408, 429].map(status),
    faulty({ code: 'body_truncated', gotBytes: 3 }),
    decideChangeAnswer({ kind: 'unreachable', verdict: { code: 'timed_out', phase: 'headers', ms: 5000 } }),
    decideChangeAnswer({ kind: 'pending', verdict: { code: 'pending' } }),
  ]

  expect(new Set(notAnswered)).toEqual(new Set(['not_answered']))
  expect(new Set(later)).toEqual(new Set(['later']))
})

test('R119: a yes is a yes, and any result code but success a no', () => {
  const no: Verdict = { code: 'refused', resultCode: '000005', resultMsg: '12 seats are in use' }

  expect(decideChangeAnswer({ kind: 'confirmed', verdict: { code: 'succeeded' } })).toBe('possible')
  expect(decideChangeAnswer({ kind: 'refused', verdict: no })).toBe('refused')
})
