import { createServer } from 'node:http'
import { serve } from '@hono/node-server'
import { suites } from '@loggia/conformance'
import { createMemoryStore } from '@loggia/seller'
import { createApiRoute, createRouteHandlers } from '@loggia/seller/next'
import { expect, test } from 'vitest'
import { start as startExpress } from './applications/express.mjs'
import { start as startFastify } from './applications/fastify.mjs'
import { start as startHono } from './applications/hono.mjs'
import { start as startKoa } from './applications/koa.mjs'
import { listening } from './applications/listening.mjs'
import { start as startNest } from './applications/nest.mjs'
import { start as startNode } from './applications/node.mjs'
import { accessKey, createTriedSeller } from './applications/seller.mjs'
import { judge, servedProtocols } from './judge.mjs'

// The function that Next calls, called in the same way. `npm run seller:runtimes` builds and starts a real Next.
const startApiRoute = (seller, port) => {
  const route = createApiRoute(seller)
  const server = createServer((request, response) => void route(request, response))
  return listening(server.listen(port, '127.0.0.1'))
}
const startRouteHandlers = (seller, port) => {
  const handlers = createRouteHandlers(seller)
  const fetch = (request) => handlers[request.method]?.(request) ?? new Response(null, { status: 405 })
  return listening(serve({ port, hostname: '127.0.0.1', fetch }))
}

const everything = servedProtocols.reduce((sum, protocol) => sum + suites[protocol].checks.length, 0)
// One run after the other: in parallel each would slow the others down.
test.each([
  ['node:http', startNode],
  ['express', startExpress],
  ['fastify', startFastify],
  ['koa', startKoa],
  ['hono', startHono],
  ['next, an API route', startApiRoute],
  ['next, route handlers', startRouteHandlers],
  ['nest', startNest],
])('a seller under %s passes every check of its protocols', async (_, start) => {
  const seller = createTriedSeller(createMemoryStore())
  const { port, stop } = await start(seller, 0)

  const { passed, others } = await judge(`http://127.0.0.1:${port}/saas`, accessKey)
  await stop()
  await seller.close()

  expect(others).toEqual([])
  expect(passed).toBe(everything)
})
