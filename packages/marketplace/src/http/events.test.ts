import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { appendHistory } from '../platform/history.ts'
import { runInTx, system } from '../platform/index.ts'
import type { StubEdge, Visitor } from './stub-edge.ts'
import { createPlaces } from './streams.ts'
import { openEventEdge, openStream, othersOrder, tell } from './testing/event-streams.ts'

let edge: StubEdge
let orders = 0
let order: string

beforeAll(async () => {
  edge = await openEventEdge()
})
afterAll(() => edge.close())
beforeEach(() => {
  orders += 1
  order = `ord_${String(orders + 10).padStart(26, '0')}`
})

const say = (kind: string) => tell(edge, order, kind)
const open = (
  visitor: Visitor,
  { of = edge, ...options }: { after?: string; lastEventId?: string; of?: StubEdge } = {},
) => openStream(of, visitor, { order, ...options })

test('what has been comes first, then what happens, each with its number', async () => {
  await say('order.submitted')
  const stream = await open(await edge.visitor('buyer'))
  await stream.has('order.submitted')

  await say('order.paid')

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
  for (const kind of ['one', 'two', 'three']) await say(kind)
  const buyer = await edge.visitor('buyer')

  const fromAddress = await open(buyer, { after: '1' })
  const fromBrowser = await open(buyer, { after: '1', lastEventId: '2' })

  expect(await fromAddress.has('three')).not.toContain('"one"')
  expect(await fromBrowser.has('three')).not.toContain('"two"')
  fromAddress.leave()
  fromBrowser.leave()
})

test('what an audience does not see is passed over', async () => {
  await say('secret.thing')
  const stream = await open(await edge.visitor('buyer'))

  await say('order.paid')

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
    url: `/api/buyer/orders/${othersOrder}/events`,
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

describe('streams at once', () => {
  let own: StubEdge
  beforeAll(async () => {
    own = await openEventEdge({ streamLimits: { session: 2, member: 3, node: 4 } })
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
      (await own.ask('GET', `/api/buyer/orders/${othersOrder}/events`, buyer)).statusCode
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
  const own = await openEventEdge({ streams: { checkMs: 50, heartbeatMs: 50 } })
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
