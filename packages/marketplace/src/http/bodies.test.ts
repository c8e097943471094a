import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { IncomingMessage } from 'node:http'
import { createParties } from '../parties/index.ts'
import { createBodyBudget } from './bodies.ts'
import { formatHead, openRawConnection } from './raw-connection.ts'
import { openStubEdge } from './stub-edge.ts'
import type { StubEdge, Visitor } from './stub-edge.ts'

let edge: StubEdge
let reached = 0
beforeAll(async () => {
  edge = await openStubEdge({
    handlers: {
      'POST /api/seller/media': async () => {
        reached += 1
        throw new Error('reached')
      },
    },
    options: { bodies: { reader: 1_500, node: 2_500 } },
  })
})
afterAll(() => edge.close())

const json = { 'content-type': 'application/json' }
const upload = (headers: Record<string, string | number>): string =>
  formatHead('POST /api/seller/media', { ...json, 'idempotency-key': 'one', ...headers })

/** Sends only the beginning of a body, and waits for the answer. */
async function sendPart(of: Record<string, string | number>): Promise<string> {
  const connection = await openRawConnection(edge.server)
  connection.send(upload({ 'content-length': 6_000_000, ...of }))
  connection.send('['.repeat(1_000))
  const text = await connection.has('}')
  connection.leave()
  return text
}

describe('a large body', () => {
  test('of nobody is refused before it has come', async () => {
    const text = await sendPart({})

    expect(text).toMatch(/^HTTP\/1\.1 401 /)
    expect(text).toContain('parties.sign_in_required')
    expect(reached).toBe(0)
  })

  test.each([
    { name: 'the wrong role', role: 'buyer' as const, change: {}, code: 'parties.not_a_seller' },
    {
      name: 'the wrong token',
      role: 'seller' as const,
      change: { 'x-loggia-csrf': 'x' },
      code: 'request.csrf_refused',
    },
    {
      name: 'another page',
      role: 'seller' as const,
      change: { 'sec-fetch-site': 'cross-site' },
      code: 'request.origin_refused',
    },
  ])('with $name is refused before it has come', async ({ role, change, code }) => {
    const visitor = await edge.visitor(role)

    const text = await sendPart({ ...visitor.headers(), ...change })

    expect(text).toMatch(/^HTTP\/1\.1 403 /)
    expect(text).toContain(code)
  })
})

test('who goes on sending slowly after a refusal loses the connection', async () => {
  const connection = await openRawConnection(edge.server)
  connection.send(upload({ 'content-length': 6_000_000 }))
  await connection.has('parties.sign_in_required')
  const drip = setInterval(() => connection.send('['), 100)

  await connection.closed()

  clearInterval(drip)
  expect(connection.socket.destroyed).toBe(true)
})

test('who sends the rest at once keeps the connection and may ask again', async () => {
  const connection = await openRawConnection(edge.server)
  connection.send(upload({ 'content-length': 100_000 }))
  await connection.has('parties.sign_in_required')

  connection.send(' '.repeat(100_000))
  connection.send(formatHead('GET /healthz', {}))

  expect(await connection.has('{"alive":true}')).toContain('HTTP/1.1 200 OK')
  connection.leave()
})

test.each(['/api/session', '/api/sign-up', '/api/nowhere'])(
  'a guest sends at most 16 KiB to %s',
  async (url) => {
    const payload = `{"email":"${'a'.repeat(16 * 1024)}"}`

    const reply = await edge.ask('POST', url, undefined, { payload, headers: json })

    expect(reply.json()).toMatchObject({ code: 'request.unreadable', details: { mostBytes: 16 * 1024 } })
  },
)

test('a text of brackets alone is not read', async () => {
  const own = await openStubEdge()
  const as = await own.visitor('seller')
  const payload = '['.repeat(200_000) + ']'.repeat(200_000)
  const headers = { ...json, 'idempotency-key': 'two' }

  const reply = await own.ask('POST', '/api/seller/media', as, { payload, headers })

  expect(reply.json()).toMatchObject({ status: 400, code: 'request.unreadable' })
  await own.close()
})

describe('a body that comes after its head is refused', () => {
  /** Sends the end of a body once the request was admitted and `meanwhile` is over. */
  async function sendSlowly(meanwhile: (own: StubEdge, as: Visitor) => Promise<unknown>): Promise<string> {
    const own = await openStubEdge()
    const as = await own.visitor('seller')
    let isRead = (): boolean => false
    own.server.server.on('request', (request: IncomingMessage) => {
      isRead = () => request.listenerCount('data') > 0
    })
    const connection = await openRawConnection(own.server)
    connection.send(upload({ ...as.headers(), 'content-length': 10 }))
    connection.send('{')
    await expect.poll(() => isRead()).toBe(true)
    await meanwhile(own, as)
    connection.send(`${' '.repeat(8)}}`)
    const text = await connection.has('}')
    connection.leave()
    await own.close()
    return text
  }
  const actorOf = async (own: StubEdge, { cookie }: Visitor) => {
    const found = await createParties(own.bare.platform).authenticate(cookie.split('=')[1] ?? '')
    if (!found) throw new Error('Nobody is signed in')
    return found.actor
  }

  test('if the session ends meanwhile', async () => {
    const text = await sendSlowly(async (own, as) =>
      createParties(own.bare.platform).signOutEverywhere(await actorOf(own, as)),
    )

    expect(text).toContain('parties.sign_in_required')
  })

  test('if the seller is suspended meanwhile', async () => {
    const text = await sendSlowly(async (own, as) => {
      const parties = createParties(own.bare.platform)
      const { sellerId } = await actorOf(own, as)
      if (!sellerId) throw new Error('The visitor sells nothing')
      const operator = await actorOf(own, await own.visitor('operator'))
      const { id } = await parties.suspend(operator, { kind: 'seller', id: sellerId }, { reason: 'Fraud' })
      await parties.confirmSuspension({ ...operator, memberId: as.memberId }, id)
    })

    expect(text).toContain('parties.seller_suspended')
  })
})

describe('bodies on their way', () => {
  const begin = async (as: Visitor) => {
    const connection = await openRawConnection(edge.server)
    connection.send(upload({ ...as.headers(), 'content-length': 1_000 }))
    return connection
  }

  test('are limited for one reader, and room comes back when one has left', async () => {
    const seller = await edge.visitor('seller')
    const first = await begin(seller)
    first.send('{')

    const second = await begin(seller)
    const refused = await second.has('}')
    first.send(`${' '.repeat(998)}}`)
    await first.has('request.invalid')
    const third = await begin(seller)
    third.send(`{${' '.repeat(998)}}`)
    const read = await third.has('}')

    expect(refused).toMatch(/^HTTP\/1\.1 429 /)
    expect(refused).toMatch(/retry-after: \d+/)
    expect(read).toContain('request.invalid')
    for (const connection of [first, second, third]) connection.leave()
  })

  test('give their room back when the reader leaves before the end', async () => {
    const seller = await edge.visitor('seller')
    const first = await begin(seller)
    const second = await begin(seller)
    await second.has('HTTP/1.1 429 ')

    first.leave()

    await expect
      .poll(async () => {
        const third = await begin(seller)
        third.send(`{${' '.repeat(998)}}`)
        const text = await third.has('}')
        third.leave()
        return text
      })
      .toContain('request.invalid')
    second.leave()
  })

  test('are limited for all readers together', () => {
    const hold = createBodyBudget({ reader: 10, node: 25 })
    const releases = ['a', 'b'].map((reader) => hold(reader, 10))

    expect(() => hold('c', 10)).toThrow(expect.objectContaining({ code: 'request.too_many' }))
    releases[0]?.()
    releases[0]?.()
    expect(() => hold('c', 10)).not.toThrow()
    expect(() => hold('d', 10)).toThrow(expect.objectContaining({ code: 'request.too_many' }))
  })
})
