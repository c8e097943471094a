import { once } from 'node:events'
import { request } from 'node:http'
import type { ClientRequest, IncomingMessage } from 'node:http'
import { afterEach, expect, test } from 'vitest'
import { openBalancer } from './harness/balancer.ts'
import { createTemporaryFolder } from './harness/folders.ts'
import { createDatabase } from './harness/postgres.ts'
import { findFreePort, spawnServer, waitUntilReady } from './harness/server.ts'
import type { ServerProcess } from './harness/server.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES
/** On an idle machine the end takes at most 1.9 s; a busy one takes longer. */
const mostMs = 2_500

const running: ServerProcess[] = []
const leftovers: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const server of running.splice(0)) await server.stop()
  for (const clear of leftovers.splice(0)) await clear()
})

// The tests run in sequence in one folder, whose database is created only once.
const folder = createTemporaryFolder('ending')

/** A server without the demo, with the embedded database or PostgreSQL. */
async function openServer(env: Record<string, string> = {}, port?: number): Promise<ServerProcess> {
  const server = spawnServer({
    script: 'apps/server/src/main.ts',
    port: port ?? (await findFreePort()),
    env: { LOGGIA_DATA: folder, LOG_LEVEL: 'warn', ...env },
  })
  running.push(server)
  return waitUntilReady(server)
}

const signIn = JSON.stringify({ email: 'nobody@loggia.example', password: 'not a password' })

/** An open request: the server has its head and half of its body. */
async function halfAsked(server: ServerProcess): Promise<ClientRequest> {
  const asked = request(`${server.url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'content-length': signIn.length, expect: '100-continue' },
  })
  asked.flushHeaders()
  await once(asked, 'continue')
  asked.write(signIn.slice(0, 10))
  return asked
}

const tell = (server: ServerProcess, signal: NodeJS.Signals): number => {
  process.kill(server.pid, signal)
  return performance.now()
}

const isRefused = (server: ServerProcess): Promise<boolean> =>
  fetch(`${server.url}/healthz`).then(
    () => false,
    () => true,
  )

test('a server that is told to end takes no more connections, answers what is under way, and is gone', async () => {
  const server = await openServer()
  const asked = await halfAsked(server)

  const toldAt = tell(server, 'SIGTERM')
  while (!(await isRefused(server))) continue
  asked.end(signIn.slice(10))
  const [reply] = (await once(asked, 'response')) as [IncomingMessage]

  expect(reply.statusCode).toBe(401)
  expect(reply.headers.connection).toBe('close')
  expect(await server.ended).toBe(0)
  expect(performance.now() - toldAt).toBeLessThan(mostMs)
})

test('a request that is never finished does not keep it', async () => {
  const server = await openServer()
  const asked = await halfAsked(server)
  const broken = once(asked, 'error')

  const toldAt = tell(server, 'SIGTERM')

  await broken
  expect(await server.ended).toBe(0)
  expect(performance.now() - toldAt).toBeLessThan(mostMs)
})

test('with time to drain it is not ready at once, and takes requests for that long all the same', async () => {
  const drainMs = 1_500
  const server = await openServer({ LOGGIA_DRAIN_MS: String(drainMs) })

  const toldAt = tell(server, 'SIGTERM')
  while ((await fetch(`${server.url}/readyz`)).status !== 503) continue
  const reply = await fetch(`${server.url}/api/products`)
  const repliedAfter = performance.now() - toldAt

  expect(reply.status).toBe(200)
  expect(reply.headers.get('connection')).toBe('close')
  expect(repliedAfter).toBeLessThan(drainMs)
  expect(await server.ended).toBe(0)
  const tookMs = performance.now() - toldAt
  expect(tookMs).toBeGreaterThan(drainMs)
  expect(tookMs).toBeLessThan(drainMs + mostMs)
})

test('a person who presses Ctrl-C does not wait for that', async () => {
  const server = await openServer({ LOGGIA_DRAIN_MS: '60000' })

  const toldAt = tell(server, 'SIGINT')

  expect(await server.ended).toBe(0)
  expect(performance.now() - toldAt).toBeLessThan(mostMs)
})

test.runIf(postgresUrl)('replacing one node after the other behind a balancer loses no request', async () => {
  const database = await createDatabase(postgresUrl ?? '')
  leftovers.push(database.drop)
  const env = {
    DATABASE_URL: database.url,
    LOGGIA_SECRET: 'a secret of tests only, of 32 and more characters',
    LOGGIA_DRAIN_MS: '1000',
  }
  const ports = [await findFreePort(), await findFreePort()]
  const nodes = [await openServer(env, ports[0]), await openServer(env, ports[1])]
  const addresses = nodes.map(({ url }) => url)
  const balancer = await openBalancer(addresses)
  leftovers.push(balancer.close)
  await balancer.sendsTo(addresses)
  const traffic = startTraffic(balancer.url)

  for (const [n, node] of nodes.entries()) {
    tell(node, 'SIGTERM')
    await balancer.sendsTo(addresses.filter((address) => address !== node.url))
    expect(await node.ended).toBe(0)
    await openServer(env, ports[n])
    await balancer.sendsTo(addresses)
  }

  const { replies, failures } = await traffic.stop()
  expect(failures).toEqual([])
  expect(replies).toBeGreaterThan(100)
})

/** Three readers that send one request after another, fewer than the limit per minute for one address. */
function startTraffic(url: string) {
  const failures: string[] = []
  let replies = 0
  let isOver = false
  const read = async (path: string): Promise<void> => {
    while (!isOver) {
      const reply = await fetch(`${url}${path}`)
      const text = await reply.text()
      if (reply.status === 200) replies += 1
      else failures.push(`${reply.status} ${text}`)
      await new Promise((resolve) => setTimeout(resolve, 40))
    }
  }
  const readers = ['/', '/api/products', '/sign-in'].map(read)
  return {
    async stop() {
      isOver = true
      await Promise.all(readers)
      return { replies, failures }
    },
  }
}
