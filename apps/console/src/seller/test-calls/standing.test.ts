import { ApiProblem } from '@loggia/client'
import type { TestCase, TestScene } from '@loggia/protocol/console'
import { describe, expect, test } from 'vitest'
import { findBreak, isStale, listMissing, decideState } from './standing.ts'
import { readTestCallsSearch } from './test-calls-search.ts'
import { readFaults, readPairs, writePairs } from './typed.ts'

const caseAt = (at: string, change: Partial<TestCase> = {}): TestCase => ({
  scene: 'query',
  passed: true,
  at: `2026-11-24T06:${at}:00.000Z`,
  by: 'Shen',
  url: 'https://saas.example/',
  durationMs: 3,
  slow: false,
  verdict: { code: 'succeeded', params: {}, sentence: { zh: '', en: '' } },
  stale: [],
  ...change,
})
const scene = (cases: Pick<TestScene, 'passed' | 'failed' | 'gap'>, needed = true): TestScene => ({
  scene: 'query',
  activity: 'queryInstance',
  of: 'delivery',
  needed,
  parameters: [],
  ...cases,
})

describe('how a scene stands', () => {
  test.each([
    ['none', { gap: 'none' }],
    ['passed', { passed: caseAt('02'), failed: caseAt('01') }],
    ['slow', { passed: caseAt('01', { slow: true }) }],
    ['failed', { passed: caseAt('01'), failed: caseAt('02'), gap: 'failed' }],
    ['old', { passed: caseAt('01', { slow: true }), gap: 'old' }],
    // It passed with what is used today, but was called later with something else: a submission is refused.
    ['stale', { passed: caseAt('01'), failed: caseAt('02', { stale: ['address'] }), gap: 'stale' }],
  ] as const)('%s', (state, cases) => {
    expect(decideState(scene(cases))).toBe(state)
  })

  test('a needed scene is missing as long as it does not count; one that is stale has to be called again', () => {
    const counting = scene({ passed: caseAt('01') })
    const [failed, stale] = [scene({ gap: 'failed' }), scene({ gap: 'stale' })]
    const optional = scene({ gap: 'stale' }, false)

    expect(listMissing([counting, failed, stale, optional])).toEqual([failed, stale])
    expect([counting, failed, stale, optional].filter(isStale)).toEqual([stale])
  })
})

test('an interface that SaaS and licenses share breaks something else for a license, which is not refunded', () => {
  expect(findBreak('newInstance', false)).toBe('opening')
  expect(findBreak('newInstance', true)).toBe('licenseOpening')
  expect(findBreak('getLicenseAsync', true)).toBe('issue')
})

describe('what is typed', () => {
  test('a list is written without those that have no name, and nothing for none', () => {
    const pair = { name: 'idNum', value: '11001' }

    expect(readPairs(writePairs([pair, { name: '', value: 'x' }]))).toEqual([pair])
    expect(writePairs([{ name: '', value: '' }])).toBe('')
    expect(readPairs('')).toEqual([])
  })

  test('what the server found wrong stands at its parameter, and any other refusal at none', () => {
    const faults = [
      { name: 'orderId', reason: 'missing' },
      { name: 'x', reason: 'of tomorrow' },
    ]
    const refused = (code: string) => new ApiProblem({ status: 400, code, detail: '', details: { faults } })

    expect(readFaults(refused('debugging.parameters_wrong'))).toEqual({ orderId: 'missing', x: 'value' })
    expect(readFaults(refused('debugging.test_busy'))).toEqual({})
    expect(readFaults(null)).toEqual({})
  })
})

test('an address says a product or the orders, and a scene; anything else is as if it were not there', () => {
  const product = `prd_${'0'.repeat(26)}`

  expect(readTestCallsSearch({ target: product, scene: 'new_period' })).toEqual({
    target: product,
    scene: 'new_period',
  })
  expect(readTestCallsSearch({ target: 'orders' })).toEqual({ target: 'orders' })
  expect(readTestCallsSearch({ target: 'ord_1', scene: '../x' })).toEqual({})
})
