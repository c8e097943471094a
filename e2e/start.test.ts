import { afterEach, expect, test } from 'vitest'
import { copyFilledDemo } from './harness/demo.ts'
import { createTemporaryFolder } from './harness/folders.ts'
import { findFreePort, spawnServer, startDemo } from './harness/server.ts'
import type { ServerProcess } from './harness/server.ts'

const running: ServerProcess[] = []
afterEach(async () => {
  for (const server of running.splice(0)) await server.stop()
})

const demo = async (folder: string, env: Record<string, string> = {}): Promise<ServerProcess> => {
  const server = await startDemo(folder, env)
  running.push(server)
  return server
}

test('of two processes on one folder the second says who holds it, and stops', async () => {
  const folder = await copyFilledDemo('start')
  const first = await demo(folder)

  const second = spawnServer({
    script: 'apps/server/src/main.ts',
    args: ['--demo'],
    port: await findFreePort(),
    env: { LOGGIA_DATA: folder },
  })
  running.push(second)

  expect(await second.ended).toBe(1)
  expect(second.output()).toContain(String(first.pid))
  expect(second.output()).toContain(first.url)
  expect((await fetch(`${first.url}/readyz`)).status).toBe(200)
})

test('a folder whose holder was killed opens again, with what was in it', async () => {
  const folder = await copyFilledDemo('start')
  const first = await demo(folder)
  const before = await productsOf(first)
  await first.kill()

  const startedAt = performance.now()
  // Without the compile cache of other tests, like a start by a person.
  const second = await demo(folder, { NODE_DISABLE_COMPILE_CACHE: '1' })
  console.log(`second start: ready after ${Math.round(performance.now() - startedAt)} ms`)

  expect(before.length).toBeGreaterThan(1)
  expect(await productsOf(second)).toEqual(before)
})

async function productsOf(server: ServerProcess): Promise<string[]> {
  const reply = await fetch(`${server.url}/api/products`)
  const { items } = (await reply.json()) as { items: { id: string }[] }
  return items.map(({ id }) => id)
}

test('a server that is told to stop ends by itself within two seconds, with its sample seller', async () => {
  const server = await demo(await copyFilledDemo('start'))
  const sellerPort = Number(new URL(server.url).port) + 1
  // The marketplace may be ready before its sample seller is.
  await expect.poll(() => answers(sellerPort), { timeout: 20_000 }).toBe(true)

  const startedAt = performance.now()
  await server.stop()

  expect(performance.now() - startedAt).toBeLessThan(2_500)
  expect(await server.ended).toBe(0)
  await expect.poll(() => answers(sellerPort), { timeout: 3_000 }).toBe(false)
})

const answers = (port: number): Promise<boolean> =>
  fetch(`http://127.0.0.1:${port}/`).then(
    () => true,
    () => false,
  )

test('settings that cannot be used are all named at once, and nothing starts', async () => {
  const server = spawnServer({
    script: 'apps/server/src/main.ts',
    port: 0,
    env: { PORT: 'eighty', LOGGIA_TIME_ZONE: 'Atlantis/Centre', LOGGIA_DATA: createTemporaryFolder('start') },
  })
  running.push(server)

  expect(await server.ended).toBe(1)
  expect(server.output()).toContain('PORT')
  expect(server.output()).toContain('LOGGIA_TIME_ZONE')
})
