import { expect, test } from 'vitest'
import { defineProblems } from '@loggia/kernel'
import { decideEach } from './decide-each.ts'
import type { Platform } from './tx.ts'

const problems = defineProblems('decide_each_test', {
  refused: { kind: 'refused', zh: '否', en: 'No' },
})

test('of each it says, once and in order, that it was decided or why not; a fault is logged', async () => {
  const logged: unknown[] = []
  const log = { error: (of: unknown) => logged.push(of) } as unknown as Platform['log']
  const fault = new Error('a fault')
  const decided: string[] = []

  const { results } = await decideEach({ log }, ['a', 'b', 'a', 'c', 'd'], (id) => {
    if (id === 'b') return Promise.reject(problems.refused())
    if (id === 'c') return Promise.reject(fault)
    decided.push(id)
    return Promise.resolve()
  })

  expect(decided).toEqual(['a', 'd'])
  expect(results).toMatchObject([
    { id: 'a', done: true },
    { id: 'b', done: false, problem: { code: 'decide_each_test.refused', text: { zh: '否', en: 'No' } } },
    { id: 'c', done: false, problem: { code: 'decision.failed' } },
    { id: 'd', done: true },
  ])
  expect(logged).toEqual([{ id: 'c', error: fault }])
})
