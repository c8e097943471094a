import { PassThrough, Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import type { Io } from '../io.ts'
import { run } from '../run.ts'

type Standing = 'opening' | 'active' | 'cancelled'
const service = (state: Standing) => ({
  id: 'sub_1',
  state,
  product: { id: 'prd_1', name: { zh: '席位', en: 'Seats' } },
  quantity: 1,
})
const order = (state: string) => ({
  id: 'ord_1',
  number: 'CS2611280300AAAAA',
  kind: 'new',
  state,
  total: { amount: '10.00', currency: 'CNY' },
})
const call = (id: number, activity: string, outcome: string) => ({
  id,
  at: '2026-11-28T03:00:00.000Z',
  activity,
  outcome,
  durationMs: 3,
  request: { line: `POST ${activity}` },
  verdict: { code: 'pending', sentence: 'It goes on.' },
})

/** Runs `loggia trigger buy --wait` against an emulator whose service goes through these states. */
async function buy(states: readonly Standing[], { words = ['--wait'], time = 'running' } = {}) {
  let looked = 0
  let nowMs = 0
  const replies: Readonly<Record<string, () => unknown>> = {
    '/emulator/buy': () => ({
      order: order('processing'),
      service: service(states[0] ?? 'opening'),
      exchanges: [call(4, 'newInstance', 'pending')],
    }),
    '/emulator/state': () => ({ time, exchanges: 4 }),
    '/emulator/order?id=ord_1': () => {
      const state = states[(looked += 1)] ?? states.at(-1) ?? 'opening'
      return {
        order: order(state === 'active' ? 'completed' : 'processing'),
        service: service(state),
      }
    },
    '/emulator/exchanges?after=4&limit=1000': () => ({ exchanges: [call(5, 'queryInstance', 'confirmed')] }),
  }
  const stdout = new PassThrough()
  const stderr = new PassThrough()
  const read = Promise.all([text(stdout), text(stderr)])
  const io: Io = {
    stdin: Readable.from([]),
    stdout,
    stderr,
    cwd: '.',
    env: {},
    nowMs: () => nowMs,
    pause: (ms) => Promise.resolve(void (nowMs += ms)),
    randomBytes: (length) => new Uint8Array(length),
    fetch: (url) => {
      const { pathname, search } = new URL(url as string)
      return Promise.resolve(Response.json(replies[pathname + search]?.()))
    },
  }
  const code = await run(['trigger', 'buy', ...words], io)
  stdout.end()
  stderr.end()
  const [out, err] = await read
  return { code, out, err, looked, nowMs }
}

test('a purchase that the seller opens later is waited for, and shown as it came to be with all its calls', async () => {
  const { code, out, err, looked } = await buy(['opening', 'opening', 'opening', 'active'])

  expect({ code, err, looked }).toEqual({ code: 0, err: '', looked: 3 })
  expect(out).toMatch(/^waits {4}for order CS2611280300AAAAA$/m)
  expect(out).toMatch(/^order {4}CS2611280300AAAAA {2}new {2}completed/m)
  expect(out).toMatch(/^service {2}sub_1 {2}active/m)
  expect(out).toMatch(/newInstance +pending[\s\S]*queryInstance +confirmed/)
})

test('exit code 1: it failed, or was not open in the time that is given', async () => {
  const failed = await buy(['opening', 'cancelled'])
  const late = await buy(['opening'], { words: ['--wait', '30', '--json'] })

  expect(failed).toMatchObject({ code: 1, err: '' })
  expect(late).toMatchObject({ code: 1, nowMs: 30_000, err: expect.stringContaining('after 30 s') as string })
  expect(JSON.parse(late.out)).toMatchObject({ service: { state: 'opening' }, exchanges: [{}, {}] })
})

test('what is open at once is not waited for', async () => {
  expect(await buy(['active'])).toMatchObject({ code: 0, looked: 0, err: '' })
})

test('where time stands still nothing is waited for, and what moves it is said', async () => {
  expect(await buy(['opening'], { time: 'held' })).toMatchObject({
    code: 1,
    looked: 0,
    err: expect.stringContaining('loggia trigger advance') as string,
  })
})
