import { once } from 'node:events'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { createServer } from 'node:net'
import type { AddressInfo, Server, Socket } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { createAddressGuard } from './address-guard.ts'
import { createTransport } from './send.ts'
import type { Sent, Transport } from './send.ts'

const stopwatch = {
  source: 'monotonic' as const,
  start: () => {
    const from = performance.now()
    return () => performance.now() - from
  },
}
const open: { transports: Transport[]; servers: Server[] } = { transports: [], servers: [] }

afterEach(async () => {
  for (const transport of open.transports.splice(0)) await transport.close()
  for (const server of open.servers.splice(0)) server.close()
})

/** A TCP server whose connections are handled by `serve`; gives its port. */
async function listen(serve: (socket: Socket, nth: number) => void): Promise<number> {
  let count = 0
  const server = createServer((socket) => {
    socket.on('error', () => undefined)
    serve(socket, (count += 1))
  })
  open.servers.push(server)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}

/** The library gives a connection back in the turn after its reply. */
const connectionIsFree = (): Promise<void> => nextTurn()

const transport = (allow: string[] = ['127.0.0.0/8']): Transport => {
  const made = createTransport(createAddressGuard(allow), stopwatch)
  open.transports.push(made)
  return made
}

const outgoing = (
  url: string,
  more: Partial<{ timeLimitMs: number; replyLimitBytes: number; signal: AbortSignal }> = {},
) => ({
  url: new URL(url),
  method: 'POST' as const,
  headers: { 'content-type': 'application/json' },
  body: '{"a":"1"}',
  timeLimitMs: 400,
  replyLimitBytes: 1000,
  signal: new AbortController().signal,
  ...more,
})

const json = (body: string): string =>
  `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nX-One: a\r\nX-One: b\r\nContent-Length: ${body.length}\r\n\r\n${body}`
const verdictOf = (sent: Sent) => ('verdict' in sent ? sent.verdict : undefined)

describe('an exchange', () => {
  test('brings the reply with its headers as they came and its bytes', async () => {
    const port = await listen((socket) => socket.once('data', () => socket.write(json('{}'))))

    const sent = await transport().send(outgoing(`http://127.0.0.1:${port}/saas?x=1`))

    expect(sent.reply?.line).toBe('HTTP/1.1 200 OK')
    expect(sent.reply?.headers).toEqual([
      ['Content-Type', 'application/json'],
      ['X-One', 'a'],
      ['X-One', 'b'],
      ['Content-Length', '2'],
    ])
    expect('received' in sent && sent.received).toMatchObject({
      status: 200,
      truncated: false,
      headers: { 'x-one': ['a', 'b'] },
    })
    expect(Buffer.from(sent.reply?.body ?? []).toString()).toBe('{}')
  })

  test('keeps the connection for the next one', async () => {
    let connections = 0
    const port = await listen((socket, nth) => {
      connections = nth
      socket.on('data', () => socket.write(json('{}')))
    })
    const kept = transport()

    await kept.send(outgoing(`http://127.0.0.1:${port}/`))
    await connectionIsFree()
    await kept.send(outgoing(`http://127.0.0.1:${port}/`))

    expect(connections).toBe(1)
  })

  test('follows no redirect', async () => {
    const port = await listen((socket) =>
      socket.once('data', () =>
        socket.write('HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n'),
      ),
    )

    const sent = await transport().send(outgoing(`http://127.0.0.1:${port}/`))

    expect('received' in sent && sent.received.status).toBe(302)
  })
})

describe('a seller that does not answer properly', () => {
  test.each([
    ['accepts and says nothing', (_: Socket) => undefined, { code: 'timed_out', phase: 'headers', ms: 400 }],
    [
      'drips a byte every 50 ms, which no idle limit would end',
      (socket: Socket) => {
        socket.write('HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 900\r\n\r\n')
        const drip = setInterval(() => socket.write(' '), 50)
        socket.once('close', () => clearInterval(drip))
      },
      { code: 'timed_out', phase: 'body', ms: 400 },
    ],
    [
      'resets before a byte',
      (socket: Socket) => void socket.once('data', () => socket.resetAndDestroy()),
      { code: 'connection_reset' },
    ],
    [
      'ends in the middle of the body',
      (socket: Socket) =>
        void socket.once('data', () =>
          socket.end('HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n{"res'),
        ),
      { code: 'body_truncated', gotBytes: 5 },
    ],
  ])('%s', async (_name, serve, verdict) => {
    const port = await listen(serve)

    const sent = await transport().send(outgoing(`http://127.0.0.1:${port}/`))

    expect(verdictOf(sent)).toEqual(verdict)
  })

  test('has more to say than is read: the rest is cut and marked', async () => {
    const port = await listen((socket) =>
      socket.once('data', () => socket.write(json(`"${'x'.repeat(5000)}"`))),
    )

    const sent = await transport().send(outgoing(`http://127.0.0.1:${port}/`))

    expect('received' in sent && sent.received.truncated).toBe(true)
  })

  test('is not there', async () => {
    const port = await listen(() => undefined)
    open.servers.pop()?.close()

    expect(verdictOf(await transport().send(outgoing(`http://127.0.0.1:${port}/`)))).toEqual({
      code: 'connection_refused',
    })
  })

  test('speaks no TLS', async () => {
    const port = await listen((socket) =>
      socket.once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')),
    )

    expect(verdictOf(await transport().send(outgoing(`https://127.0.0.1:${port}/`)))).toMatchObject({
      code: 'tls_failed',
    })
  })

  test('accepts TCP and never shakes hands', async () => {
    const port = await listen(() => undefined)

    expect(verdictOf(await transport().send(outgoing(`https://127.0.0.1:${port}/`)))).toEqual({
      code: 'timed_out',
      phase: 'tls',
      ms: 400,
    })
  })

  test('has a name that does not resolve', async () => {
    expect(
      verdictOf(await transport().send(outgoing('https://nobody.invalid/', { timeLimitMs: 5000 }))),
    ).toEqual({ code: 'dns_failed' })
  })
})

test('a kept connection that the seller closed as we wrote is replaced and the same bytes go out once more', async () => {
  const bodies: string[] = []
  const connections: number[] = []
  const port = await listen((socket, nth) => {
    let requests = 0
    socket.on('data', (data) => {
      requests += 1
      connections.push(nth)
      if (nth === 1 && requests === 2) {
        socket.resetAndDestroy()
        return
      }
      bodies.push(data.toString().split('\r\n\r\n')[1] ?? '')
      socket.write(json('{}'))
    })
  })
  const kept = transport()
  await kept.send(outgoing(`http://127.0.0.1:${port}/`))
  await connectionIsFree()

  const second = await kept.send(outgoing(`http://127.0.0.1:${port}/`))

  expect(verdictOf(second)).toBeUndefined()
  expect(connections).toEqual([1, 1, 2])
  expect(bodies).toEqual(['{"a":"1"}', '{"a":"1"}'])
})

test('an exchange that is under way when the process must end is interrupted', async () => {
  const ending = new AbortController()
  const port = await listen((socket) => socket.once('data', () => ending.abort()))

  expect(
    verdictOf(await transport().send(outgoing(`http://127.0.0.1:${port}/`, { signal: ending.signal }))),
  ).toEqual({ code: 'interrupted' })
})

describe('a seller whose address is not public', () => {
  test.each([
    'http://127.0.0.1:9/',
    'https://127.0.0.1:9/',
    'https://[::1]:9/',
    'https://localhost:9/',
    'https://2130706433:9/',
    'https://[::ffff:127.0.0.1]:9/',
    'https://10.0.0.1/',
    'https://169.254.169.254/',
  ])('%s is not called unless it is allowed', async (url) => {
    expect(verdictOf(await transport([]).send(outgoing(url)))).toMatchObject({ code: 'address_forbidden' })
  })

  test('plain http is only for addresses that are allowed', async () => {
    expect(verdictOf(await transport([]).send(outgoing('http://93.184.216.34/')))).toEqual({
      code: 'address_forbidden',
      address: 'http://93.184.216.34',
    })
  })
})
