import { describe, expect, test } from 'vitest'
import { checkOrder, checksOf } from './checks.ts'
import { outcomeOf } from './outcome.ts'

const verdict = (code: string, params: Record<string, unknown> = {}) => ({
  code,
  params,
  sentence: { zh: '', en: '' },
})
const outcomes = (code: string, params?: Record<string, unknown>) =>
  checksOf(verdict(code, params)).map((check) => `${check.name} ${check.outcome}`)

describe('checks of an answer', () => {
  test('a success has passed them all', () => {
    expect(outcomes('succeeded')).toEqual(checkOrder.map((name) => `${name} passed`))
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

  test.each([
    ['connect', 'connection'],
    ['tls', 'connection'],
    ['headers', 'answer'],
    ['body', 'answer'],
  ])('a time-out in %s fails the %s', (phase, name) => {
    const failed = checksOf(verdict('timed_out', { phase, ms: 20_000 })).filter(
      (check) => check.outcome === 'failed',
    )

    expect(failed.map((check) => check.name)).toEqual([name])
  })

  test('an answer that is still in progress waits at its result code', () => {
    expect(outcomes('pending')[5]).toBe('resultCode waits')
  })

  test.each([undefined, verdict('interrupted'), verdict('late')])('%j is about no answer', (given) => {
    expect(checksOf(given)).toEqual([])
  })
})

describe('outcomes', () => {
  test('a code that is not known says that the answer is not as demanded', () => {
    expect(outcomeOf('member_missing')).toBe('faulty')
    expect(outcomeOf('of_a_later_version')).toBe('faulty')
    expect(outcomeOf(undefined)).toBe('noAnswer')
  })
})
