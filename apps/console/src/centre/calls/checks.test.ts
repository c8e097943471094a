import { describe, expect, test } from 'vitest'
import { checkOrder, listChecks, mustBeProven } from './checks.ts'
import { toOutcomeInCall, toOutcome } from './outcome.ts'

const verdict = (code: string, params: Record<string, unknown> = {}) => ({
  code,
  params,
  sentence: { zh: '', en: '' },
})
const outcomes = (code: string, params?: Record<string, unknown>) =>
  listChecks(verdict(code, params)).map((check) => `${check.name} ${check.outcome}`)

describe('checks of an answer', () => {
  test('a success has passed them all', () => {
    expect(outcomes('succeeded')).toEqual(
      checkOrder.filter((name) => name !== 'proof').map((name) => `${name} passed`),
    )
  })

  test('they stop at the first failure; what comes after was not looked at', () => {
    expect(outcomes('content_type', { got: 'text/html' })).toEqual([
      'connection passed',
      'answer passed',
      'status passed',
      'contentType failed',
      'json skipped',
      'resultCode skipped',
      'members skipped',
    ])
  })

  test.each(['body_sign_missing', 'body_sign_malformed', 'body_sign_type', 'body_sign_differs'])(
    'of SaaS V1.0 stop at the proof, after the result code: %s',
    (code) => {
      const checks = listChecks(verdict(code), true)

      expect(checks.map(({ name, outcome }) => `${name} ${outcome}`).slice(-3)).toEqual([
        'resultCode passed',
        'proof failed',
        'members skipped',
      ])
      expect(listChecks(verdict('succeeded'), true)).toHaveLength(checkOrder.length)
    },
  )

  test('only a request of SaaS V1.0 asks for a proof of its answer', () => {
    const of = (line: string) => {
      const request = { line, headers: [], body: '', bodyBytes: 0, bodySha256: '', masked: [] }
      return mustBeProven({ request })
    }

    expect(of('GET /saas?activity=newInstance&authToken=abc HTTP/1.1')).toBe(true)
    expect(of('POST /saas?signature=AB&timestamp=1&nonce=n HTTP/1.1')).toBe(false)
  })

  test.each([
    ['connect', 'connection'],
    ['tls', 'connection'],
    ['headers', 'answer'],
    ['body', 'answer'],
  ])('a time-out in %s fails the %s', (phase, name) => {
    const failed = listChecks(verdict('timed_out', { phase, ms: 20_000 })).filter(
      (check) => check.outcome === 'failed',
    )

    expect(failed.map((check) => check.name)).toEqual([name])
  })

  test('an answer that is still in progress waits at its result code', () => {
    expect(outcomes('pending')[5]).toBe('resultCode waits')
  })

  test.each([undefined, verdict('interrupted'), verdict('late')])('%j is about no answer', (given) => {
    expect(listChecks(given)).toEqual([])
  })
})

describe('outcomes', () => {
  test('an opening that the seller took on is accepted once its call is closed, and in progress before', () => {
    expect(toOutcomeInCall('pending', 'confirmed')).toBe('accepted')
    expect(toOutcomeInCall('pending', 'waiting')).toBe('pending')
    expect(toOutcomeInCall('succeeded', 'confirmed')).toBe('succeeded')
  })

  test('a code that is not known says that the answer is not as demanded', () => {
    expect(toOutcome('member_missing')).toBe('faulty')
    expect(toOutcome('of_a_later_version')).toBe('faulty')
    expect(toOutcome(undefined)).toBe('noAnswer')
  })
})
