import { once } from 'node:events'
import { request as httpRequest } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { defineProblems } from '@loggia/kernel'
import { createParties } from '../parties/index.ts'
import { runInTx, system } from '../platform/index.ts'
import { appendHistory } from '../platform/history.ts'
import type { HttpOptions } from './edge.ts'
import { formatHead, openRawConnection } from './raw-connection.ts'
import { openStubEdge } from './stub-edge.ts'
import type { StubEdge, Visitor } from './stub-edge.ts'
import { createPlaces } from './streams.ts'

const others = `ord_${'1'.repeat(26)}`
const problems = defineProblems('events_test', { not_found: { kind: 'not_found', zh: '没有', en: 'None' } })

let edge: StubEdge
let orders = 0
let order: string

const openEdge = (more: Partial<HttpOptions> = {}) =>
  openStubEdge({
    handlers: {
      'GET /api/seller/orders/:orderId': async () => ({}),
      'GET /api/buyer/orders/:orderId': async ({ params }) => {
        if ((params as { orderId: string }).orderId === others) throw problems.not_found()
        return {}
      },
    },
    // Entries that a buyer may not see still count in the sequence.
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
    options: { streams: { checkMs: 40, heartbeatMs: 80 }, ...more },
  })
beforeAll(async () => {
  edge = await openEdge()
})
afterAll(() => edge.close())
beforeEach(() => {
  orders += 1
  order = `ord_${String(orders + 10).padStart(26, '0')}`
})

const tell = (kind: string, subject = order, { bare: { platform } } = edge) =>
  runInTx(platform, { actor: system }, (tx) =>
    appendHistory(tx, [{ subject, at: platform.clock.now(), kind }]),
  )

/** Opens a real connection that is read until a text arrives or the stream ends. */
async function open(
  visitor: Visitor,
  options: { after?: string; lastEventId?: string; of?: StubEdge; audience?: 'buyer' | 'seller' } = {},
) {
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
    path: `/api/${options.audience ?? 'buyer'}/orders/${order}/events${options.after ? `?after=${options.after}` : ''}`,
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
    /** Number of heartbeats received. */
    words: () => text.split(': alive').length - 1,
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

  await runInTx(deaf, { actor: system }, (tx) =>
    appendHistory(tx, [{ subject: order, at: platform.clock.now(), kind: 'order.completed' }]),
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
  changes.subscribe = (subject, listener) => {
    listeners += 1
    const end = subscribe(subject, listener)
    return () => {
      listeners -= 1
      end()
    }
  }
  const stream = await open(await edge.visitor('buyer'))
  await stream.has('retry')
  expect(listeners).toBeGreaterThan(0)

  stream.leave()

  await expect.poll(() => listeners).toBe(0)
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

describe('a seller’s member', () => {
  let own: StubEdge
  beforeAll(async () => {
    // No regular check runs during these tests.
    own = await openEdge({ streams: { checkMs: 600_000, heartbeatMs: 600_000 } })
  })
  afterAll(() => own.close())

  async function enter() {
    const parties = createParties(own.bare.platform, { passwordCost: { n: 16, r: 1, p: 1 } })
    const main = await own.visitor('seller')
    const session = await parties.authenticate(main.cookie.replace('loggia_session=', ''))
    const sellerId = session?.seller?.id
    if (!session || !sellerId) throw new Error('The visitor acts for no seller')
    const email = `second-${order}@cangye.example`
    const memberId = await runInTx(own.bare.platform, { actor: system }, (tx) =>
      parties.addMember(tx, {
        email,
        name: 'Second',
        password: own.password,
        language: 'en-US',
        operator: false,
        sellerId,
        rights: { main: false, grants: ['orders:read'] },
      }),
    )
    const signIn = { email, password: own.password, userAgent: '', ip: '192.0.2.3' }
    const { token, session: theirs } = await parties.signIn(signIn)
    const headers = { cookie: `loggia_session=${token}`, 'x-loggia-csrf': theirs.csrfToken }
    const visitor: Visitor = {
      cookie: headers.cookie,
      csrfToken: theirs.csrfToken,
      memberId,
      headers: () => headers,
    }
    const who = { actor: session.actor, party: { kind: 'seller', id: sellerId } as const, id: memberId }
    return { parties, main, visitor, who }
  }

  test('is told no more once the right is taken away, and others are', async () => {
    const { parties, main, visitor, who } = await enter()
    const theirs = await open(visitor, { of: own, audience: 'seller' })
    const mains = await open(main, { of: own, audience: 'seller' })
    await theirs.has('retry')
    await mains.has('retry')

    await parties.setRights(who, { main: false, grants: ['products:read'] })
    const text = await theirs.end()
    await tell('order.paid', order, own)

    expect(await mains.has('order.paid')).toContain('order.paid')
    expect(text).not.toContain('order.paid')
    mains.leave()
  })

  test('is told no more once shut out', async () => {
    const { parties, visitor, who } = await enter()
    const theirs = await open(visitor, { of: own, audience: 'seller' })
    await theirs.has('retry')

    await parties.suspendMember(who, { reason: 'On leave' })

    expect(await theirs.end()).toContain('retry')
  })

  test('is told no more once signed out, in each page at once', async () => {
    const { visitor } = await enter()
    const both = await Promise.all([1, 2].map(() => open(visitor, { of: own, audience: 'seller' })))
    for (const stream of both) await stream.has('retry')

    await own.ask('DELETE', '/api/session', visitor)

    for (const stream of both) expect(await stream.end()).toContain('retry')
  })
})

test('a right that was lost without a word of it ends the stream at the next look', async () => {
  const own = await openEdge()
  const buyer = await own.visitor('buyer')
  const stream = await open(buyer, { of: own })
  await stream.has('retry')

  await own.bare.platform.db.script('delete from session')

  expect(await stream.end()).toContain('retry')
  await own.close()
})

test('a stream that nobody reads is closed, whatever it still has to say', async () => {
  const own = await openStubEdge({
    handlers: { 'GET /api/buyer/orders/:orderId': async () => ({}) },
    present: async (entries) =>
      entries.map(({ sequence, kind }) => ({
        sequence,
        kind,
        at: '2026-11-24T06:33:00.000Z',
        actor: { kind: 'system' as const },
        data: { text: 'x'.repeat(16 * 1024 * 1024) },
      })),
    options: { streams: { checkMs: 40, heartbeatMs: 40 }, connections: { stillMs: 300 } },
  })
  const buyer = await own.visitor('buyer')
  await tell('order.paid', order, own)
  const connection = await openRawConnection(own.server, { unread: true })
  connection.send(formatHead(`GET /api/buyer/orders/${order}/events`, buyer.headers()))
  const open = () =>
    new Promise<number>((resolve) => own.server.server.getConnections((_, count) => resolve(count)))
  await expect.poll(open).toBe(1)

  await expect.poll(open, { timeout: 10_000 }).toBe(0)

  connection.leave()
  await own.close()
})

describe('streams at once', () => {
  let own: StubEdge
  beforeAll(async () => {
    own = await openEdge({ streamLimits: { session: 2, member: 3, node: 4 } })
  })
  afterAll(() => own.close())
  const statusOf = ({ reply }: Awaited<ReturnType<typeof open>>) => reply.statusCode

  test('are limited for a session, and a place comes back when one is closed', async () => {
    const buyer = await own.visitor('buyer')
    const two = [await open(buyer, { of: own }), await open(buyer, { of: own })]
    const third = await open(buyer, { of: own })
    const text = await third.end()

    two[0]?.leave()

    expect(statusOf(third)).toBe(429)
    expect(Number(third.reply.headers['retry-after'])).toBeGreaterThan(0)
    expect(text).toContain('request.too_many_streams')
    await expect.poll(async () => leaveAndTell(await open(buyer, { of: own }))).toBe(200)
    two[1]?.leave()
  })
  const leaveAndTell = (stream: Awaited<ReturnType<typeof open>>): number | undefined => {
    stream.leave()
    return statusOf(stream)
  }

  test('an order that may not be read takes no place', async () => {
    const buyer = await own.visitor('buyer')
    const askForOthers = async () =>
      (await own.ask('GET', `/api/buyer/orders/${others}/events`, buyer)).statusCode
    await expect.poll(askForOthers).toBe(404)
    for (let i = 0; i < 3; i += 1) expect(await askForOthers()).toBe(404)

    await expect.poll(async () => leaveAndTell(await open(buyer, { of: own }))).toBe(200)
  })

  test('are limited for a member and for the node', () => {
    const hold = createPlaces({ session: 2, member: 3, node: 4 })
    const full = expect.objectContaining({ code: 'request.too_many_streams' })

    for (const session of ['a', 'a', 'b']) hold(session, 'one')
    expect(() => hold('b', 'one')).toThrow(full)
    const release = hold('c', 'two')
    expect(() => hold('d', 'three')).toThrow(full)
    release()
    release()
    hold('d', 'three')
    expect(() => hold('e', 'four')).toThrow(full)
  })
})

test('many streams share one look and one question for who they belong to', async () => {
  const own = await openEdge({ streams: { checkMs: 50, heartbeatMs: 50 } })
  const buyer = await own.visitor('buyer')
  const streams = await Promise.all(Array.from({ length: 8 }, () => open(buyer, { of: own })))
  for (const stream of streams) await stream.has(': alive')
  const { db } = own.bare.platform
  const { withTables } = db
  let questions = 0
  Object.assign(db, {
    withTables: () => {
      questions += 1
      return withTables.call(db)
    },
  })
  const before = streams[0]?.words() ?? 0

  await expect.poll(() => (streams[0]?.words() ?? 0) - before).toBeGreaterThan(5)

  // Each check lets every stream send one heartbeat; a lookup per stream would make eight each time.
  expect(questions).toBeLessThan(5 * ((streams[0]?.words() ?? 0) - before + 1))
  streams.forEach((stream) => stream.leave())
  await own.close()
})
