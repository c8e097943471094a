import { ApiProblem } from '@loggia/client'
import type { TestCase } from '@loggia/protocol/console'
import { expect, test } from 'vitest'
import { isAllPassed, runNeeded } from './run-needed.ts'
import type { Progress } from './run-needed.ts'

const answer = (passed: boolean, slow = false) => ({ passed, slow }) as TestCase
const refused = (code: string, details = {}) => new ApiProblem({ status: 429, code, detail: '', details })
/** Nothing was sent, for a parameter is missing. */
const unsent = 'unsent'

/** A run over an opening, a query and a release, with these answers. */
async function ran(
  answers: readonly (TestCase | Error | typeof unsent)[],
  { stopAfter = Infinity }: { stopAfter?: number } = {},
) {
  const sent: string[] = []
  const paused: number[] = []
  const progressed: Progress[] = []
  let stopped = false
  const end = await runNeeded({
    list: () => Promise.resolve(['new_period', 'query', 'release']),
    send: (scene) => {
      sent.push(scene)
      const next = answers[sent.length - 1] ?? answer(true)
      if (sent.length >= stopAfter) stopped = true
      if (next instanceof Error) return Promise.reject(next)
      return Promise.resolve({ cases: next === unsent ? [] : [next] })
    },
    pause: (ms) => Promise.resolve(void paused.push(ms)),
    isStopped: () => stopped,
    onProgress: (progress) => void progressed.push(progress),
  })
  return { end, sent, paused, progressed }
}

test('every scene is sent once, in order, and the first that fails ends the run', async () => {
  const { end, sent, progressed } = await ran([answer(true), answer(true, true), answer(false)])

  expect(sent).toEqual(['new_period', 'query', 'release'])
  expect(end).toMatchObject({
    end: 'failed',
    all: 3,
    results: [
      { scene: 'new_period', state: 'passed' },
      { scene: 'query', state: 'slow' },
      { scene: 'release', state: 'failed', saved: { passed: false } },
    ],
  })
  expect(progressed.map(({ scene, results }) => [scene, results.length])).toEqual([
    ['new_period', 0],
    ['query', 1],
    ['release', 2],
  ])
  expect((await ran([answer(false)])).sent).toHaveLength(1)
})

test('where the minute is full, or others are under way, it waits and sends the same again', async () => {
  const { end, sent, paused, progressed } = await ran([
    refused('debugging.test_limited', { limit: 20, retryAfter: 17 }),
    refused('debugging.test_busy', { limit: 2 }),
  ])

  expect(sent).toEqual(['new_period', 'new_period', 'new_period', 'query', 'release'])
  expect(paused).toEqual([17_000, 1_000])
  expect(progressed.map(({ waiting }) => waiting)).toContainEqual({ seconds: 17 })
  expect(end.end).toBe('done')
})

test('a scene whose parameter is missing is told as not sent, and the next ones are tried', async () => {
  const { end } = await ran([answer(true), unsent])

  expect(end.results.map(({ state }) => state)).toEqual(['passed', 'unsent', 'passed'])
})

test('all have passed if all were sent and none failed; a slow one passed too', async () => {
  expect(isAllPassed((await ran([answer(true, true)])).end)).toBe(true)
  for (const answers of [[unsent], [answer(false)], [refused('catalog.product_not_found')]] as const)
    expect(isAllPassed((await ran(answers)).end)).toBe(false)
  expect(isAllPassed((await ran([], { stopAfter: 1 })).end)).toBe(false)
})

test('a stop lets the call that is under way end, and sends no other', async () => {
  const { end, sent } = await ran([], { stopAfter: 1 })

  expect(sent).toHaveLength(1)
  expect(end).toMatchObject({ end: 'stopped', results: [{ scene: 'new_period', state: 'passed' }] })
})

test('after a stop no room is waited for', async () => {
  const { end, sent, paused } = await ran([refused('debugging.test_limited', { retryAfter: 60 })], {
    stopAfter: 1,
  })

  expect(sent).toHaveLength(1)
  expect(paused).toEqual([])
  expect(end).toMatchObject({ end: 'stopped', results: [] })
})

test('any other refusal ends it with its reason', async () => {
  const error = refused('catalog.product_not_found')

  expect(await ran([answer(true), error])).toMatchObject({ end: { end: 'broken', error } })
})
