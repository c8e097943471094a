import { ApiProblem } from '@loggia/client'
import type { TestCase, TestScene } from '@loggia/protocol/console'
import { expect, test } from 'vitest'
import { runNeeded } from './run-needed.ts'
import type { Progress } from './run-needed.ts'
import type { Typed } from './typed.ts'

const sceneOf = (scene: string, needed = true, instanceId = ''): TestScene => ({
  scene,
  activity: scene,
  needed,
  parameters: [
    {
      name: 'instanceId',
      value: instanceId,
      required: true,
      kind: 'text',
      fixed: false,
      fresh: false,
      sealed: false,
    },
  ],
})
const answer = (passed: boolean, slow = false) => ({ passed, slow }) as TestCase
const refused = (code: string, details = {}) => new ApiProblem({ status: 429, code, detail: '', details })

/** A run over an opening, a query, a scene that is not needed, and a release, with these answers. */
async function ran(
  answers: readonly (TestCase | Error)[],
  { stopAfter = Infinity }: { stopAfter?: number } = {},
) {
  const sent: [string, Typed][] = []
  const paused: number[] = []
  const told: Progress[] = []
  let isOpen = false
  let stopped = false
  const end = await runNeeded({
    list: () =>
      Promise.resolve([
        sceneOf('new_period'),
        sceneOf('query', true, isOpen ? 'i-1' : ''),
        sceneOf('upgrade', false),
        sceneOf('release', true, isOpen ? 'i-1' : ''),
      ]),
    send: (scene, parameters) => {
      sent.push([scene, parameters])
      const next = answers[sent.length - 1] ?? answer(true)
      if (sent.length >= stopAfter) stopped = true
      if (next instanceof Error) return Promise.reject(next)
      isOpen ||= scene === 'new_period' && next.passed
      return Promise.resolve(next)
    },
    pause: (ms) => Promise.resolve(void paused.push(ms)),
    isStopped: () => stopped,
    onProgress: (progress) => void told.push(progress),
  })
  return { end, sent, paused, told }
}

test('every needed scene is sent once, in order, with the instance that was just opened', async () => {
  const { end, sent, told } = await ran([answer(true), answer(true, true), answer(false)])

  expect(sent).toEqual([
    ['new_period', { instanceId: '' }],
    ['query', { instanceId: 'i-1' }],
    ['release', { instanceId: 'i-1' }],
  ])
  expect(end).toMatchObject({
    end: 'failed',
    all: 3,
    results: [
      { scene: 'new_period', state: 'passed' },
      { scene: 'query', state: 'slow' },
      { scene: 'release', state: 'failed' },
    ],
  })
  expect(told.map(({ scene, results }) => [scene, results.length])).toEqual([
    ['new_period', 0],
    ['query', 1],
    ['release', 2],
  ])
})

test('where the minute is full, or others are under way, it waits and sends the same again', async () => {
  const { end, sent, paused, told } = await ran([
    refused('debugging.test_limited', { limit: 20, retryAfter: 17 }),
    refused('debugging.test_busy', { limit: 2 }),
  ])

  expect(sent.map(([scene]) => scene)).toEqual(['new_period', 'new_period', 'new_period', 'query', 'release'])
  expect(paused).toEqual([17_000, 1_000])
  expect(told.map(({ waiting }) => waiting)).toContainEqual({ seconds: 17 })
  expect(end.end).toBe('done')
})

test('a scene whose parameter is missing is told as not sent, and the next ones are tried', async () => {
  const { end } = await ran([answer(true), refused('debugging.parameters_wrong')])

  expect(end.results.map(({ state }) => state)).toEqual(['passed', 'unsent', 'passed'])
})

test('the first scene that fails ends the run', async () => {
  const { end, sent } = await ran([answer(false)])

  expect(end).toMatchObject({ end: 'failed', all: 3, results: [{ scene: 'new_period', state: 'failed' }] })
  expect(sent).toHaveLength(1)
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
