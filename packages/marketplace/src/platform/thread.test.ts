import { expect, test } from 'vitest'
import { createThread, ThreadTooSlow } from './thread.ts'

const moduleOf = (text: string): URL => new URL(`data:text/javascript,${encodeURIComponent(text)}`)
const answering = moduleOf(`
  import { parentPort, threadId } from 'node:worker_threads'
  parentPort.on('message', (asked) => {
    if (asked === 'throw') throw new Error('planted')
    if (asked === 'leave') process.exit(0)
    while (asked === 'hang') continue
    parentPort.postMessage({ asked, threadId, secret: process.env.LOGGIA_SECRET })
  })`)
const open = () => createThread<string, { asked: string; threadId: number }>(answering, { heapMb: 32 })
const limitMs = 20_000

test('questions are answered one after the other by the same thread, which sees no setting of the process', async () => {
  const thread = open()

  const [first, second] = [await thread.ask('a', limitMs), await thread.ask('b', limitMs)]

  expect([first, second]).toEqual([
    { asked: 'a', threadId: first.threadId, secret: undefined },
    { asked: 'b', threadId: first.threadId, secret: undefined },
  ])
})

test('a question that takes too long ends the thread, and the next one has another', async () => {
  const thread = open()
  const { threadId } = await thread.ask('a', limitMs)

  await expect(thread.ask('hang', 20)).rejects.toBeInstanceOf(ThreadTooSlow)

  expect((await thread.ask('b', limitMs)).threadId).not.toBe(threadId)
})

test.each([
  ['throw', 'planted'],
  ['leave', 'The thread ended without an answer'],
])('a thread that dies of “%s” says why, and the next question has another', async (asked, message) => {
  const thread = open()

  await expect(thread.ask(asked, limitMs)).rejects.toThrow(message)

  expect(await thread.ask('b', limitMs)).toMatchObject({ asked: 'b' })
})
