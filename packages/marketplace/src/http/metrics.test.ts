import { once } from 'node:events'
import { request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createPrometheus } from '../platform/index.ts'
import { openStubEdge } from './stub-edge.ts'
import type { StubEdge } from './stub-edge.ts'

const token = 'a-token-of-tests-only'
const prometheus = createPrometheus({ runtime: false })
const baseUrl = 'http://127.0.0.1:8080'
let edge: StubEdge
let port: number
beforeAll(async () => {
  edge = await openStubEdge({
    options: { baseUrl, metrics: { prometheus, token }, trustedProxies: ['127.0.0.1'] },
  })
  await edge.server.listen({ port: 0, host: '127.0.0.1' })
  port = (edge.server.server.address() as AddressInfo).port
})
afterAll(() => edge.close())

/** Sends a request over a real connection from this machine. */
async function ask(headers: Record<string, string> = {}): Promise<{ status: number; type: string }> {
  const asked = request({ port, host: '127.0.0.1', path: '/metrics', headers })
  asked.end()
  const [reply] = (await once(asked, 'response')) as [import('node:http').IncomingMessage]
  reply.resume()
  await once(reply, 'end')
  return { status: reply.statusCode ?? 0, type: reply.headers['content-type'] ?? '' }
}
const askFrom = (remoteAddress: string, headers: Record<string, string> = {}, to = edge) =>
  to.ask('GET', '/metrics', undefined, { remoteAddress, headers: { host: '127.0.0.1:8080', ...headers } })

test('on this machine the page is for everybody', async () => {
  expect(await ask()).toEqual({ status: 200, type: 'text/plain; version=0.0.4; charset=utf-8' })
  expect(await ask({ host: `localhost:${port}` })).toMatchObject({ status: 200 })
})

test.each(['127.0.0.1', '127.8.8.8', '::1', '::ffff:127.0.0.1'])('%s is this machine', async (address) => {
  expect((await askFrom(address)).statusCode).toBe(200)
})

test.each(['10.0.0.1', '192.0.2.1', '::ffff:10.0.0.1', '2001:db8::1', '::'])(
  'for %s it does not exist, and looks like any other page that does not',
  async (address) => {
    const refused = await askFrom(address)
    const missing = await edge.ask('GET', '/no-such-page', undefined, { remoteAddress: address })

    expect(refused.statusCode).toBe(404)
    const shown = (body: string) => ({ ...(JSON.parse(body) as { page: object }).page, requestId: '' })
    expect(shown(refused.body)).toEqual(shown(missing.body))
    expect(Object.keys(refused.headers)).toEqual(Object.keys(missing.headers))
  },
)

test.each([
  { 'x-forwarded-for': '127.0.0.1' },
  { 'x-forwarded-proto': 'https' },
  { 'x-forwarded-host': 'localhost' },
  { forwarded: 'for=127.0.0.1' },
  { via: '1.1 proxy' },
  { 'x-real-ip': '127.0.0.1' },
  { host: 'market.example' },
  { host: 'localhost.market.example' },
])('with %j it was somebody behind a proxy of this machine', async (headers: Record<string, string>) => {
  expect((await ask(headers)).status).toBe(404)
})

test.each([
  { authorization: `Bearer ${token}`, status: 200 },
  { authorization: `bearer ${token}`, status: 200 },
  { authorization: `Bearer ${token}x`, status: 404 },
  { authorization: `Bearer ${token.slice(1)}`, status: 404 },
  { authorization: 'Bearer ', status: 404 },
  { authorization: token, status: 404 },
  { authorization: `Basic ${token}`, status: 404 },
])('from elsewhere, "$authorization" is answered with $status', async ({ authorization, status }) => {
  expect((await askFrom('192.0.2.1', { authorization, 'x-forwarded-for': '192.0.2.7' })).statusCode).toBe(
    status,
  )
})

test('without a token in the settings none opens it, and without figures nobody does', async () => {
  const untold = await openStubEdge({ options: { baseUrl, metrics: { prometheus } } })
  const none = await openStubEdge()

  expect((await askFrom('192.0.2.1', { authorization: 'Bearer undefined' }, untold)).statusCode).toBe(404)
  expect((await askFrom('127.0.0.1', {}, untold)).statusCode).toBe(200)
  expect((await askFrom('127.0.0.1', {}, none)).statusCode).toBe(404)
  await untold.close()
  await none.close()
})

test('a server that people reach by another address shows it to nobody without the token, on this machine either', async () => {
  const proxied = await openStubEdge({
    options: { baseUrl: 'https://market.example', metrics: { prometheus, token } },
  })

  // As a proxy with default headers forwards it: with the upstream's host name, and without the client's address.
  expect((await askFrom('127.0.0.1', {}, proxied)).statusCode).toBe(404)
  expect((await askFrom('127.0.0.1', { authorization: `Bearer ${token}` }, proxied)).statusCode).toBe(200)
  await proxied.close()
})

test('requests are counted by the pattern of their address, whoever and whatever they ask for', async () => {
  const { metrics } = edge.bare.platform
  const counted: Parameters<typeof metrics.requestEnded>[0][] = []
  const { requestEnded } = metrics
  Object.assign(metrics, { requestEnded: (ended: (typeof counted)[number]) => counted.push(ended) })
  const buyer = await edge.visitor('buyer')
  counted.length = 0

  await edge.ask('GET', `/api/buyer/orders/ord_${'0'.repeat(26)}/events`, buyer)
  await edge.ask('GET', '/nothing/here?q=secret', buyer)

  expect(counted).toEqual([
    { method: 'GET', route: '/api/buyer/orders/:orderId/events', status: 500, ms: expect.any(Number) },
    { method: 'GET', route: 'none', status: 404, ms: expect.any(Number) },
  ])
  Object.assign(metrics, { requestEnded })
})
