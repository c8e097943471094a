import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createProxyMatcher } from './connections.ts'
import { formatHead, openRawConnection } from './raw-connection.ts'
import type { RawConnection } from './raw-connection.ts'
import { openStubEdge } from './stub-edge.ts'
import type { StubEdge } from './stub-edge.ts'

let edge: StubEdge
let release: () => void = () => undefined
const large = Buffer.alloc(16 * 1024 * 1024, 'x')
beforeAll(async () => {
  edge = await openStubEdge({
    handlers: {
      'GET /api/categories': () => new Promise((_, reject) => (release = () => reject(new Error('late')))),
    },
    readMedia: async () => large,
    options: { connections: { all: 6, perAddress: 4, stillMs: 300 } },
  })
})
afterAll(() => edge.close())

const openConnections = () =>
  new Promise<number>((resolve, reject) =>
    edge.server.server.getConnections((error, count) => (error ? reject(error) : resolve(count))),
  )
const leaveAll = async (connections: readonly RawConnection[]): Promise<void> => {
  for (const one of connections) one.leave()
  await expect.poll(openConnections).toBe(0)
}

test('a reply that nobody reads does not keep its connection', async () => {
  const connection = await openRawConnection(edge.server, { unread: true })
  connection.send(formatHead('GET /media/a', {}))
  await expect.poll(openConnections).toBe(1)

  await expect.poll(openConnections, { timeout: 5_000 }).toBe(0)

  connection.leave()
})

test('a reply that takes longer to be worked out is waited for', async () => {
  const patient = await openRawConnection(edge.server)
  patient.send(formatHead('GET /api/categories', {}))
  await expect.poll(openConnections).toBe(1)
  const unread = await openRawConnection(edge.server, { unread: true })
  unread.send(formatHead('GET /media/a', {}))
  await expect.poll(openConnections).toBe(2)

  // It began later and its connection is already closed, so the limit without progress has passed.
  await expect.poll(openConnections, { timeout: 5_000 }).toBe(1)
  release()

  expect(await patient.has('server.fault')).toMatch(/^HTTP\/1\.1 500 /)
  await leaveAll([patient, unread])
})

test('who asks far ahead of the answers loses the connection', async () => {
  const connection = await openRawConnection(edge.server)

  connection.send(formatHead('GET /healthz', {}).repeat(200))

  const text = await connection.closed()
  expect(text.split('HTTP/1.1 200').length - 1).toBeLessThanOrEqual(8)
})

test('a few questions at once are answered in their order', async () => {
  const connection = await openRawConnection(edge.server)

  connection.send(formatHead('GET /healthz', {}).repeat(3) + formatHead('GET /api/nowhere', {}))

  const text = await connection.has('request.no_such_route')
  expect(text.split('{"alive":true}')).toHaveLength(4)
  await leaveAll([connection])
})

test('one address has its share of connections, and gets it back', async () => {
  const four = await Promise.all([1, 2, 3, 4].map(() => openRawConnection(edge.server)))
  const fifth = await openRawConnection(edge.server)

  await fifth.closed()
  four[0]?.leave()
  await expect.poll(openConnections).toBe(3)
  const sixth = await openRawConnection(edge.server)
  sixth.send(formatHead('GET /healthz', {}))

  expect(await sixth.has('{"alive":true}')).toContain(' 200 OK')
  await leaveAll([...four, sixth])
})

test('what comes through a trusted proxy is counted with all others only', async () => {
  const own = await openStubEdge({
    options: { connections: { all: 6, perAddress: 2, stillMs: 300_000 }, trustedProxies: ['127.0.0.1'] },
  })
  const six = await Promise.all([1, 2, 3, 4, 5, 6].map(() => openRawConnection(own.server)))
  const seventh = await openRawConnection(own.server)

  await seventh.closed()
  six[5]?.send(formatHead('GET /healthz', {}))

  expect(await six[5]?.has('{"alive":true}')).toContain(' 200 OK')
  for (const one of six) one.leave()
  await own.close()
})

describe('an address', () => {
  test('is a proxy alone, in a range, or mapped into IPv6', () => {
    const isProxy = createProxyMatcher(['10.0.0.1', '10.1.0.0/16', '2001:db8::/32'])

    const proxies = ['10.0.0.1', '10.1.2.3', '::ffff:10.1.2.3', '2001:db8::5'].map(isProxy)
    const others = ['10.0.0.2', '::1', 'nothing'].map(isProxy)

    expect(proxies).toEqual([true, true, true, true])
    expect(others).toEqual([false, false, false])
  })
})
