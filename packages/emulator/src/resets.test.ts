import { once } from 'node:events'
import { createServer } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { startEmulator } from './index.ts'
import type { Emulator } from './index.ts'

/** A server that accepts connections and never answers. */
async function openSilence() {
  const sockets = new Set<Socket>()
  const arrived: (() => void)[] = []
  const server = createServer((socket) => {
    sockets.add(socket.on('error', () => undefined))
    for (const tell of arrived.splice(0)) tell()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    sockets,
    next: () => new Promise<void>((resolve) => arrived.push(resolve)),
    close() {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}

let silence: Awaited<ReturnType<typeof openSilence>>
let emulator: Emulator
beforeAll(async () => {
  silence = await openSilence()
  emulator = await startEmulator({ startsAt: '2026-01-31T02:00:00.000Z' })
})
beforeEach(() => silence.sockets.clear())
afterAll(async () => {
  await emulator.close()
  silence.close()
})

const codeOf = (act: Promise<unknown>): Promise<unknown> =>
  act.then(
    () => 'done',
    (error: unknown) => (error as { code?: string }).code,
  )

test('who is at it or waits for a turn when a reset comes is refused, and nothing of it happens afterwards', async () => {
  await emulator.useSeller({ url: `http://127.0.0.1:${silence.port}/saas` })
  const arrived = silence.next()
  const acts = [emulator.buy(), emulator.buy({ product: 'flat' }), emulator.advance({ days: 40 })]
  const codes = Promise.all(acts.map(codeOf))
  await arrived

  await emulator.reset()

  const meanwhile = 'emulator.reset_meanwhile'
  expect(await codes).toEqual([meanwhile, meanwhile, meanwhile])
  await emulator.settle()
  const { now, services, exchanges } = await emulator.state()
  expect({ now, services, exchanges }).toEqual({
    now: '2026-01-31T02:00:00.000Z',
    services: [],
    exchanges: 0,
  })
  expect(silence.sockets.size).toBe(1)
})

test('a reset does not wait for a server that takes no connection to be broken', async () => {
  await emulator.useSeller({ url: `https://127.0.0.1:${silence.port}/saas` })
  emulator.faults.add({ fault: 'reset' })
  const arrived = silence.next()
  const bought = codeOf(emulator.buy())
  await arrived

  await emulator.reset()

  expect(await bought).toBe('emulator.reset_meanwhile')
})
