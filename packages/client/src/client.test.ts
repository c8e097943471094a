import { describe, expect, test } from 'vitest'
import type { HistoryEntry } from '@loggia/protocol/console'
import { ApiProblem, createClient } from './index.ts'
import { createEventReader } from './events.ts'
import type { StreamEvent } from './events.ts'

type Sent = { url: string; method: string; headers: Record<string, string>; body: unknown }

/** A client whose requests are recorded and answered in order; an Error in the list is a failed connection. */
function clientWith(
  answers: readonly (Response | Error)[],
  csrf: { token: string | undefined } = { token: 'tok' },
) {
  const sent: Sent[] = []
  const fetchOnce = (url: unknown, init: RequestInit = {}) => {
    sent.push({
      url: String(url),
      method: init.method ?? '',
      headers: init.headers as Record<string, string>,
      body: init.body,
    })
    const answer = answers[sent.length - 1] ?? new Error('no more answers')
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer)
  }
  const client = createClient({
    base: 'https://m.example',
    fetch: fetchOnce,
    csrfToken: () => csrf.token,
    language: () => 'en-US',
  })
  return { client, sent }
}
const json = (value: unknown, status = 200) => new Response(JSON.stringify(value), { status })
const orderId = `ord_${'0'.repeat(26)}`
const failureOf = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: unknown) => error as ApiProblem,
  )

describe('request', () => {
  test('a change carries the session’s token, its idempotency key and the language', async () => {
    const { client, sent } = clientWith([json({ state: 'processing' })])

    const reply = await client.request(
      'POST /api/buyer/orders/:orderId/payment',
      { params: { orderId } },
      { idempotencyKey: 'k-1' },
    )

    expect(reply).toEqual({ state: 'processing' })
    expect(sent[0]).toMatchObject({
      url: `https://m.example/api/buyer/orders/${orderId}/payment`,
      method: 'POST',
      body: undefined,
    })
    expect(sent[0]?.headers).toMatchObject({
      'x-loggia-csrf': 'tok',
      'idempotency-key': 'k-1',
      'accept-language': 'en-US',
    })
  })

  test('a question carries no token, and its query leaves out what is undefined', async () => {
    const { client, sent } = clientWith([json({ items: [] })])

    await client.request('GET /api/seller/calls', {
      query: { orderId, limit: 50, after: undefined, activity: 'a b&c' },
    })

    expect(sent[0]?.url).toBe(
      `https://m.example/api/seller/calls?orderId=${orderId}&limit=50&activity=a+b%26c`,
    )
    expect(sent[0]?.headers).not.toHaveProperty('x-loggia-csrf')
  })

  test('a body is sent as JSON and names its type', async () => {
    const { client, sent } = clientWith([json({ session: {} })], { token: undefined })

    await client.request('POST /api/session', { body: { email: 'a@b.example', password: 'p' } })

    expect(sent[0]).toMatchObject({ body: '{"email":"a@b.example","password":"p"}' })
    expect(sent[0]?.headers).toMatchObject({ 'content-type': 'application/json' })
    expect(sent[0]?.headers).not.toHaveProperty('x-loggia-csrf')
  })

  test('204 is null', async () => {
    const { client } = clientWith([new Response(null, { status: 204 })])

    expect(await client.request('DELETE /api/session', {})).toBeNull()
  })

  test('a parameter cannot leave its place in the path', async () => {
    const { client, sent } = clientWith([json({})])

    await client.request('GET /api/products/:productId', { params: { productId: '../session?x=1' } })

    expect(sent[0]?.url).toBe('https://m.example/api/products/..%2Fsession%3Fx%3D1')
  })
})

describe('refusals', () => {
  test('problem+json becomes an ApiProblem with its code, values and request id', async () => {
    const problem = {
      type: 'about:blank',
      title: 'x',
      status: 409,
      detail: 'The price has changed.',
      code: 'order.price_changed',
      requestId: 'req_1',
      details: { total: { amount: '1.00', currency: 'CNY' } },
    }
    const { client } = clientWith([json(problem, 409)])

    const error = await failureOf(client.request('GET /api/session', {}))

    expect(error).toBeInstanceOf(ApiProblem)
    expect(error).toMatchObject({
      status: 409,
      code: 'order.price_changed',
      detail: 'The price has changed.',
      requestId: 'req_1',
      details: problem.details,
    })
  })

  test('a page instead of a problem is client.unreadable with the status that came', async () => {
    const { client } = clientWith([
      new Response('<html>Bad gateway</html>', { status: 502, headers: { 'x-request-id': 'req_2' } }),
    ])

    expect(await failureOf(client.request('GET /api/session', {}))).toMatchObject({
      status: 502,
      code: 'client.unreadable',
      requestId: 'req_2',
    })
  })

  test('no reply is client.unreachable, with the cause kept', async () => {
    const cause = new TypeError('network error')
    const { client } = clientWith([cause])

    expect(await failureOf(client.request('GET /api/session', {}))).toMatchObject({
      status: 0,
      code: 'client.unreachable',
      cause,
    })
  })
})

describe('events', () => {
  const entry = (sequence: number): HistoryEntry => ({
    sequence,
    at: '2026-11-24T06:33:00.000Z',
    actor: { kind: 'system' },
    kind: 'order.paid',
    data: {},
  })
  const stream = (...entries: HistoryEntry[]) =>
    new Response(entries.map((e) => `id: ${e.sequence}\ndata: ${JSON.stringify(e)}\n\n`).join(''))

  test('a stream that breaks is taken up after its last entry; none is missed or told twice', async () => {
    const { client, sent } = clientWith([
      stream(entry(4), entry(5)),
      new TypeError('reset'),
      json({}, 503),
      stream(entry(5), entry(6)),
    ])
    const seen: number[] = []
    const stop = new AbortController()
    const onEntry = (e: HistoryEntry) => {
      seen.push(e.sequence)
      if (e.sequence === 6) stop.abort()
    }

    await client.events('/api/x/events', onEntry, { after: 3, signal: stop.signal, reconnectMs: 0 })

    expect(seen).toEqual([4, 5, 6])
    expect(sent.map((request) => request.url.split('?')[1])).toEqual([
      'after=3',
      'after=5',
      'after=5',
      'after=5',
    ])
  })

  test('a refused stream throws instead of asking for ever', async () => {
    const { client, sent } = clientWith([
      json({ code: 'order.not_found', detail: 'No such order.', status: 404 }, 404),
    ])

    const error = await failureOf(
      client.events('/e', () => undefined, { after: 0, signal: new AbortController().signal }),
    )

    expect(error).toMatchObject({ status: 404, code: 'order.not_found' })
    expect(sent).toHaveLength(1)
  })
})

describe('event stream', () => {
  const text =
    ': keep\r\nid: 7\r\ndata: {"a":1}\r\n\r\nid:8\ndata: one\ndata:two\nevent: x\n\n\ndata: 九\n\nid: 10\ndata: unfinished'
  const expected: StreamEvent[] = [
    { id: '7', data: '{"a":1}' },
    { id: '8', data: 'one\ntwo' },
    { id: '8', data: '九' },
  ]

  test.each([1, 2, 3, 7, 1000])('reads the same events from pieces of %i characters', (size) => {
    const seen: StreamEvent[] = []
    const read = createEventReader((event) => seen.push(event))

    for (let at = 0; at < text.length; at += size) read(text.slice(at, at + size))

    expect(seen).toEqual(expected)
  })
})
