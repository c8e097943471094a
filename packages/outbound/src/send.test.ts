import { createSecureServer } from 'node:http2'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createAddressGuard } from './address-guard.ts'
import {
  answerWith,
  formatReply,
  openLoopback,
  createOutgoing,
  readPem,
  resolveTo,
  stopwatch,
  trustTestAuthority,
} from './testing/servers.ts'
import type { Loopback, Serve } from './testing/servers.ts'
import type { Sighting } from './connector.ts'
import { createTransport } from './send.ts'
import type { Sent } from './exchange.ts'

let world: Loopback
beforeEach(() => {
  world = openLoopback()
})
afterEach(() => world.close())

const bodyOf = (sent: Sent): string => Buffer.from(sent.reply?.body ?? []).toString()
const faultOf = (sent: Sent) => ('fault' in sent ? sent.fault : undefined)
const atHome = async (serve: Serve): Promise<string> => `http://127.0.0.1:${(await world.plain(serve)).port}/`
/** The library frees a connection in the next turn of the event loop. */
const connectionIsFree = (): Promise<void> => nextTurn()

describe('an exchange', () => {
  test('brings the reply with its headers as they came and its bytes', async () => {
    const reply = `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nX-One: a\r\nX-One: b\r\nContent-Length: 2\r\n\r\n{}`
    const url = await atHome(answerWith(reply))

    const sent = await world.transport().send(createOutgoing(url))

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
    expect(bodyOf(sent)).toBe('{}')
  })

  test('brings a header of any name as the server wrote it', async () => {
    const url = await atHome(
      answerWith(formatReply(200, '{}', { constructor: 'a', __proto__: 'b', toString: 'c' })),
    )

    const sent = await world.transport().send(createOutgoing(url))

    expect('received' in sent && Object.entries(sent.received.headers)).toEqual([
      ['content-type', 'application/json'],
      ['content-length', '2'],
      ['constructor', 'a'],
      ['tostring', 'c'],
    ])
  })

  test('reads as much as is read, and marks the rest as cut', async () => {
    const url = await atHome(answerWith(formatReply(200, 'x'.repeat(5000))))

    const sent = await world.transport().send(createOutgoing(url))

    expect('received' in sent && sent.received.truncated).toBe(true)
  })

  test('marks what broke off as cut, whatever its status', async () => {
    const url = await atHome(
      answerWith('HTTP/1.1 404 Not Found\r\nContent-Length: 50\r\n\r\n{"res', (socket) => void socket.end()),
    )

    const sent = await world.transport().send(createOutgoing(url))

    expect('received' in sent && sent.received).toMatchObject({ status: 404, truncated: true })
  })

  test('keeps a part of the reply beside its fault', async () => {
    const url = await atHome(
      answerWith('HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n{"res', (socket) => void socket.end()),
    )

    const sent = await world.transport().send(createOutgoing(url))

    expect(faultOf(sent)).toEqual({ code: 'body_truncated', gotBytes: 5 })
    expect(bodyOf(sent)).toBe('{"res')
  })

  test('asks the system’s resolver unless it is given another', async () => {
    const transport = createTransport(createAddressGuard([]), {
      stopwatch,
      stopping: new AbortController().signal,
    })

    const sent = await transport.send(createOutgoing('https://nobody.invalid/'))
    await transport.close()

    // A resolver knows that the name does not exist; a machine without a resolver cannot ask.
    expect(faultOf(sent)?.code).toMatch(/^(dns_not_found|dns_failed|timed_out)$/)
  })

  test('speaks HTTP/1.1 to a server that would rather speak HTTP/2', async () => {
    trustTestAuthority()
    const versions: string[] = []
    const server = createSecureServer(
      { key: readPem('key'), cert: readPem('valid'), allowHTTP1: true },
      (request, response) => {
        versions.push(request.httpVersion)
        response.setHeader('content-type', 'application/json')
        response.end('{}')
      },
    ).listen(0, '127.0.0.1')
    await once(server, 'listening')

    const { port } = server.address() as AddressInfo
    const sent = await world.transport().send(createOutgoing(`https://saas.test:${port}/`))
    server.close()

    expect(versions).toEqual(['1.1'])
    expect(sent.reply?.headers).toContainEqual(['content-type', 'application/json'])
  })
})

test('what a new connection shows is told, also when the reply is a fault, and nothing of a kept one', async () => {
  trustTestAuthority()
  const seen: Sighting[] = []
  const server = await world.secure(answerWith('HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n'))
  const transport = createTransport(createAddressGuard(['127.0.0.0/8']), {
    stopwatch,
    lookup: resolveTo('127.0.0.1'),
    onSight: (sighting) => seen.push(sighting),
  })

  for (let n = 0; n < 2; n += 1) {
    await transport.send(createOutgoing(`https://saas.test:${server.port}/`))
    await connectionIsFree()
  }
  await transport.close()

  expect(seen).toEqual([
    { address: '127.0.0.1' },
    {
      tls: {
        version: 'TLSv1.3',
        issuer: 'Loggia tests, Test authority',
        endsAt: '2120-01-01T00:00:00.000Z',
      },
    },
  ])
})

describe('a connection', () => {
  test('is kept for the next exchange', async () => {
    const server = await world.plain(answerWith(formatReply(200, '{}')))
    const kept = world.transport()

    for (let n = 0; n < 3; n += 1) {
      await kept.send(createOutgoing(`http://127.0.0.1:${server.port}/`))
      await connectionIsFree()
    }

    expect(server.connections()).toBe(1)
  })

  test('serves one exchange at a time', async () => {
    const server = await world.plain(answerWith(formatReply(200, '{}')))
    const transport = world.transport()
    const send = () => transport.send(createOutgoing(`http://127.0.0.1:${server.port}/`))

    await Promise.all([send(), send(), send()])

    expect(server.connections()).toBe(3)
  })

  test('that was closed in between is opened anew', async () => {
    const url = await atHome(
      answerWith(formatReply(200, '{}', { Connection: 'close' }), (socket) => void socket.end()),
    )
    const transport = world.transport()

    await transport.send(createOutgoing(url))
    const second = await transport.send(createOutgoing(url))

    expect(bodyOf(second)).toBe('{}')
  })

  test('on which a second reply came unasked serves nobody any more', async () => {
    const smuggled = formatReply(200, '{"resultCode":"000000"}')
    const url = await atHome((socket, nth) => {
      socket.once('data', () =>
        socket.write(
          nth === 1 ? Buffer.concat([formatReply(200, '{}'), smuggled]) : formatReply(200, '{"own":1}'),
        ),
      )
    })
    const transport = world.transport()

    const first = await transport.send(createOutgoing(url))
    await connectionIsFree()
    const second = await transport.send(createOutgoing(url))

    expect([bodyOf(first), bodyOf(second)]).toEqual(['{}', '{"own":1}'])
  })

  test('that hangs while it is opened is closed with its exchange, so that a server’s exchanges never queue behind it', async () => {
    let open = 0
    let hangs = true
    const server = await world.plain((socket) => {
      open += 1
      socket.resume().once('close', () => (open -= 1))
      if (!hangs) socket.end('no TLS')
    })
    const transport = world.transport()
    const send = (timeLimitMs: number) =>
      transport.send(createOutgoing(`https://saas.test:${server.port}/`, { timeLimitMs }))

    const hung = await Promise.all(Array.from({ length: 80 }, () => send(300)))
    hangs = false
    const later = await send(3000)

    expect(new Set(hung.map((sent) => faultOf(sent)?.code))).toEqual(new Set(['timed_out']))
    expect(faultOf(later)).toEqual({ code: 'tls_missing' })
    await expect.poll(() => open).toBe(0)
  })

  test('whose reply did not come to its end serves nobody any more', async () => {
    let open = 0
    const url = await atHome((socket, nth) => {
      open += 1
      socket.once('close', () => (open -= 1))
      const unfinished = 'HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n{"res'
      socket.on('data', () => socket.write(nth === 1 ? unfinished : formatReply(200, '{}')))
    })
    const transport = world.transport()

    const first = await transport.send(createOutgoing(url, { timeLimitMs: 300 }))
    const second = await transport.send(createOutgoing(url))

    expect(faultOf(first)).toEqual({ code: 'timed_out', phase: 'body', ms: 300 })
    expect(bodyOf(second)).toBe('{}')
    await expect.poll(() => open).toBe(1)
  })

  test('ends with the transport', async () => {
    let open = 0
    const url = await atHome((socket) => {
      open += 1
      socket.once('close', () => (open -= 1))
      answerWith(formatReply(200, '{}'))(socket, 1)
    })
    const transport = world.transport()
    await transport.send(createOutgoing(url))

    await transport.close()

    await expect.poll(() => open).toBe(0)
  })
})

describe('a request', () => {
  /** A server that echoes the request. */
  const echo: Serve = (socket) =>
    void socket.on('data', (bytes: Buffer) => {
      const [line = ''] = bytes.toString('latin1').split('\r\n')
      const body = bytes.subarray(bytes.indexOf('\r\n\r\n') + 4).toString('hex')
      socket.write(
        formatReply(200, line.startsWith('HEAD') ? '' : JSON.stringify([line, body]), { 'X-Line': line }),
      )
    })

  test('with PUT carries its bytes as they are', async () => {
    const url = `${await atHome(echo)}a%2Fb?c=d`
    const body = Uint8Array.of(0, 255, 13, 10)

    const sent = await world.transport().send(createOutgoing(url, { method: 'PUT', body }))

    expect(JSON.parse(bodyOf(sent))).toEqual(['PUT /a%2Fb?c=d HTTP/1.1', '00ff0d0a'])
  })

  test.each(['GET', 'HEAD', 'DELETE'] as const)('with %s carries none', async (method) => {
    const url = await atHome(echo)

    const sent = await world.transport().send(createOutgoing(url, { method, body: 'not sent' }))

    expect('received' in sent && sent.received.headers['x-line']).toBe(`${method} / HTTP/1.1`)
    expect(bodyOf(sent)).toBe(method === 'HEAD' ? '' : JSON.stringify([`${method} / HTTP/1.1`, '']))
  })
})

describe('a kept connection that the server closes as we write', () => {
  /** Answers the first request of each connection, and calls `then` at the second request of the first connection. */
  const breaking =
    (then: Serve, seen: string[]): Serve =>
    (socket, nth) => {
      let requests = 0
      socket.on('data', (data) => {
        requests += 1
        seen.push(`${nth}: ${data.toString()}`)
        if (nth === 1 && requests === 2) then(socket, nth)
        else socket.write(formatReply(200, '{}'))
      })
    }

  test('is replaced, and the same bytes go out once more', async () => {
    const seen: string[] = []
    const url = await atHome(breaking((socket) => void socket.resetAndDestroy(), seen))
    const kept = world.transport()
    await kept.send(createOutgoing(url))
    await connectionIsFree()

    const second = await kept.send(createOutgoing(url))

    expect(bodyOf(second)).toBe('{}')
    expect(seen.map((text) => text.slice(0, 1))).toEqual(['1', '1', '2'])
    expect(new Set(seen.map((text) => text.slice(1))).size).toBe(1)
  })

  test('is not replaced once a byte of the reply has come', async () => {
    const seen: string[] = []
    const url = await atHome(breaking((socket) => void socket.end('HTTP/1.1 200 O'), seen))
    const kept = world.transport()
    await kept.send(createOutgoing(url))
    await connectionIsFree()

    const second = await kept.send(createOutgoing(url))

    expect(faultOf(second)).toEqual({ code: 'head_truncated' })
    expect(seen).toHaveLength(2)
  })
})

test('a new connection that the server closes is not tried twice', async () => {
  const server = await world.plain((socket) => void socket.once('data', () => socket.resetAndDestroy()))

  const sent = await world.transport().send(createOutgoing(`http://127.0.0.1:${server.port}/`))

  expect(faultOf(sent)).toEqual({ code: 'connection_reset' })
  expect(server.connections()).toBe(1)
})

describe('when the process must end', () => {
  test('an exchange that is under way is interrupted', async () => {
    const ending = new AbortController()
    const url = await atHome((socket) => void socket.once('data', () => ending.abort()))

    const sent = await world.transport({ stopping: ending.signal }).send(createOutgoing(url))

    expect(faultOf(sent)).toEqual({ code: 'interrupted' })
  })

  test('an exchange that is asked for later does not begin', async () => {
    const server = await world.plain(answerWith(formatReply(200, '{}')))

    const sent = await world
      .transport({ stopping: AbortSignal.abort() })
      .send(createOutgoing(`http://127.0.0.1:${server.port}/`))

    expect(faultOf(sent)).toEqual({ code: 'interrupted' })
    expect(server.connections()).toBe(0)
  })
})
