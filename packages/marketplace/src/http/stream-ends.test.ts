import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createParties } from '../parties/index.ts'
import { runInTx, system } from '../platform/index.ts'
import { formatHead, openRawConnection } from './raw-connection.ts'
import { openStubEdge } from './stub-edge.ts'
import type { StubEdge, Visitor } from './stub-edge.ts'
import { openEventEdge, openStream, tell } from './testing/event-streams.ts'

let orders = 0
let order: string

beforeEach(() => {
  orders += 1
  order = `ord_${String(orders + 10).padStart(26, '0')}`
})

test('a stream ends when its session is signed out', async () => {
  const own = await openEventEdge()
  const buyer = await own.visitor('buyer')
  const stream = await openStream(own, buyer, { order })
  await stream.has('retry')

  await own.ask('DELETE', '/api/session', buyer)

  expect(await stream.end()).toContain('retry')
  await own.close()
})

test('a stream does not hold a closing server open', async () => {
  const own = await openEventEdge()
  const stream = await openStream(own, await own.visitor('buyer'), { order })
  await stream.has('retry')

  await own.server.close()

  expect(await stream.end()).toContain('retry')
  await own.close()
})

describe('a seller’s member', () => {
  let own: StubEdge
  beforeAll(async () => {
    // No regular check runs during these tests.
    own = await openEventEdge({ streams: { checkMs: 600_000, heartbeatMs: 600_000 } })
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
    const theirs = await openStream(own, visitor, { order, audience: 'seller' })
    const mains = await openStream(own, main, { order, audience: 'seller' })
    await theirs.has('retry')
    await mains.has('retry')

    await parties.setRights(who, { main: false, grants: ['products:read'] })
    const text = await theirs.end()
    await tell(own, order, 'order.paid')

    expect(await mains.has('order.paid')).toContain('order.paid')
    expect(text).not.toContain('order.paid')
    mains.leave()
  })

  test('is told no more once shut out', async () => {
    const { parties, visitor, who } = await enter()
    const theirs = await openStream(own, visitor, { order, audience: 'seller' })
    await theirs.has('retry')

    await parties.suspendMember(who, { reason: 'On leave' })

    expect(await theirs.end()).toContain('retry')
  })

  test('is told no more once signed out, in each page at once', async () => {
    const { visitor } = await enter()
    const both = await Promise.all([1, 2].map(() => openStream(own, visitor, { order, audience: 'seller' })))
    for (const stream of both) await stream.has('retry')

    await own.ask('DELETE', '/api/session', visitor)

    for (const stream of both) expect(await stream.end()).toContain('retry')
  })
})

test('a right that was lost without a word of it ends the stream at the next look', async () => {
  const own = await openEventEdge()
  const buyer = await own.visitor('buyer')
  const stream = await openStream(own, buyer, { order })
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
  await tell(own, order, 'order.paid')
  const connection = await openRawConnection(own.server, { unread: true })
  connection.send(formatHead(`GET /api/buyer/orders/${order}/events`, buyer.headers()))
  const open = () =>
    new Promise<number>((resolve) => own.server.server.getConnections((_, count) => resolve(count)))
  await expect.poll(open).toBe(1)

  await expect.poll(open, { timeout: 10_000 }).toBe(0)

  connection.leave()
  await own.close()
})
