import { once } from 'node:events'
import { request as httpRequest } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { defineProblems } from '@loggia/kernel'
import { inTx, recordHistory, system } from '../platform/index.ts'
import { openStubEdge } from './stub-edge.ts'
import type { StubEdge, Visitor } from './stub-edge.ts'

const others = `ord_${'1'.repeat(26)}`
const problems = defineProblems('events_test', { not_found: { kind: 'not_found', zh: '没有', en: 'None' } })

let edge: StubEdge
let orders = 0
let order: string

const openEdge = () =>
  openStubEdge({
    handlers: {
      'GET /api/buyer/orders/:orderId': async ({ params }) => {
        if ((params as { orderId: string }).orderId === others) throw problems.not_found()
        return {}
      },
    },
    // An entry that a buyer does not see still counts.
    present: async (entries, { audience }) =>
      entries
        .filter(({ kind }) => audience !== 'buyer' || !kind.startsWith('secret'))
        .map(({ sequence, kind, data }) => ({
          sequence,
          at: '2026-11-24T06:33:00.000Z',
          actor: { kind: 'system' as const },
          kind,
          data,
        })),
    options: { streams: { checkMs: 40, heartbeatMs: 80 } },
  })
beforeAll(async () => {
  edge = await openEdge()
})
afterAll(() => edge.close())
beforeEach(() => {
  orders += 1
  order = `ord_${String(orders + 10).padStart(26, '0')}`
})

const tell = (kind: string, subject = order) =>
  inTx(edge.bare.platform, { actor: system }, (tx) =>
    recordHistory(tx, { subject, at: edge.bare.platform.clock.now(), kind }),
  )

/** A real connection, read until a text has come or the stream has ended. */
async function open(visitor: Visitor, options: { after?: string; lastEventId?: string; of?: StubEdge } = {}) {
  const { server } = options.of ?? edge
  if (!server.server.listening) await server.listen({ port: 0, host: '127.0.0.1' })
  const { port } = server.server.address() as AddressInfo
  const headers = {
    cookie: visitor.cookie,
    ...(options.lastEventId && { 'last-event-id': options.lastEventId }),
  }
  const asked = httpRequest({
    port,
    host: '127.0.0.1',
    path: `/api/buyer/orders/${order}/events${options.after ? `?after=${options.after}` : ''}`,
    headers,
  })
  asked.end()
  const [reply] = (await once(asked, 'response')) as [import('node:http').IncomingMessage]
  let text = ''
  let ended = false
  let look: () => void = () => undefined
  reply.on('data', (chunk: Buffer) => {
    text += chunk.toString()
    look()
  })
  reply.on('close', () => {
    ended = true
    look()
  })
  const until = (wanted: () => boolean): Promise<string> =>
    new Promise((resolve) => {
      look = () => wanted() && resolve(text)
      look()
    })
  return {
    reply,
    has: (part: string) => until(() => text.includes(part)),
    end: () => until(() => ended),
    leave: () => asked.destroy(),
  }
}

test('what has been comes first, then what happens, each with its number', async () => {
  await tell('order.submitted')
  const stream = await open(await edge.visitor('buyer'))
  await stream.has('order.submitted')

  await tell('order.paid')

  const text = await stream.has('order.paid')
  expect(stream.reply.headers).toMatchObject({
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
  })
  expect(text).toContain('id: 1\ndata: {"sequence":1,')
  expect(text).toContain('id: 2\ndata: {"sequence":2,')
  stream.leave()
})

test('a stream continues after a number, from the address or from what the browser saw last', async () => {
  for (const kind of ['one', 'two', 'three']) await tell(kind)
  const buyer = await edge.visitor('buyer')

  const fromAddress = await open(buyer, { after: '1' })
  const fromBrowser = await open(buyer, { after: '1', lastEventId: '2' })

  expect(await fromAddress.has('three')).not.toContain('"one"')
  expect(await fromBrowser.has('three')).not.toContain('"two"')
  fromAddress.leave()
  fromBrowser.leave()
})

test('what an audience does not see is passed over', async () => {
  await tell('secret.thing')
  const stream = await open(await edge.visitor('buyer'))

  await tell('order.paid')

  const text = await stream.has('order.paid')
  expect(text).not.toContain('secret')
  expect(text).toContain('id: 2\n')
  stream.leave()
})

test('what another process wrote is found without a word of it', async () => {
  const stream = await open(await edge.visitor('buyer'))
  await stream.has('retry: 2000')
  const { platform } = edge.bare
  const deaf = { ...platform, changes: { publish: () => undefined, subscribe: () => () => undefined } }

  await inTx(deaf, { actor: system }, (tx) =>
    recordHistory(tx, { subject: order, at: platform.clock.now(), kind: 'order.completed' }),
  )

  expect(await stream.has('order.completed')).toContain('id: 1\n')
  stream.leave()
})

test('a quiet stream says that it lives', async () => {
  const stream = await open(await edge.visitor('buyer'))

  expect(await stream.has(': alive')).toContain(': alive\n\n')
  stream.leave()
})

test('a stream ends when its session is signed out', async () => {
  const own = await openEdge()
  const buyer = await own.visitor('buyer')
  const stream = await open(buyer, { of: own })
  await stream.has('retry')

  await own.ask('DELETE', '/api/session', buyer)

  expect(await stream.end()).toContain('retry')
  await own.close()
})

test('a stream does not hold a closing server open', async () => {
  const own = await openEdge()
  const stream = await open(await own.visitor('buyer'), { of: own })
  await stream.has('retry')

  await own.server.close()

  expect(await stream.end()).toContain('retry')
  await own.close()
})

test('a reader who leaves is forgotten', async () => {
  let listeners = 0
  const { changes } = edge.bare.platform
  const subscribe = changes.subscribe
  let forgotten: () => void = () => undefined
  const gone = new Promise<void>((resolve) => (forgotten = resolve))
  changes.subscribe = (subject, listener) => {
    listeners += 1
    const end = subscribe(subject, listener)
    return () => {
      listeners -= 1
      end()
      forgotten()
    }
  }
  const stream = await open(await edge.visitor('buyer'))
  await stream.has('retry')
  expect(listeners).toBe(1)

  stream.leave()

  await gone
  expect(listeners).toBe(0)
  changes.subscribe = subscribe
})

const some = `ord_${'0'.repeat(26)}`
test.each([
  { name: 'nobody', as: undefined, url: `/api/buyer/orders/${some}/events`, status: 401 },
  { name: 'a seller', as: 'seller' as const, url: `/api/buyer/orders/${some}/events`, status: 403 },
  {
    name: 'a buyer at the operator’s',
    as: 'buyer' as const,
    url: `/api/operator/orders/${some}/events`,
    status: 403,
  },
  {
    name: 'the buyer of another order',
    as: 'buyer' as const,
    url: `/api/buyer/orders/${others}/events`,
    status: 404,
  },
  {
    name: 'a buyer with an id that is none',
    as: 'buyer' as const,
    url: '/api/buyer/orders/x/events',
    status: 400,
  },
  {
    name: 'a buyer with a number that is none',
    as: 'buyer' as const,
    url: `/api/buyer/orders/${some}/events?after=-1`,
    status: 400,
  },
])('$name gets no stream', async ({ as, url, status }) => {
  const reply = await edge.ask('GET', url, as && (await edge.visitor(as)))

  expect(reply.statusCode).toBe(status)
  expect(reply.headers['content-type']).toContain('application/problem+json')
})
