import { createServer, request as httpRequest } from 'node:http'
import type { RequestListener, Server } from 'node:http'
import { connect } from 'node:net'
import type { AddressInfo } from 'node:net'
import 'reflect-metadata'
import { serve } from '@hono/node-server'
import { NestFactory } from '@nestjs/core'
import express from 'express'
import { fastify } from 'fastify'
import { Hono } from 'hono'
import Koa from 'koa'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AdapterOptions, WebSeller } from './answer-call.ts'
import { createExpressHandler } from './express.ts'
import { registerSeller } from './fastify.ts'
import { createHonoHandler } from './hono.ts'
import { createKoaMiddleware } from './koa.ts'
import { createNestMiddleware, createSellerModule } from './nest.ts'
import { createApiRoute, createRouteHandlers } from './next.ts'
import { createNodeListener } from './node.ts'

type Running = { readonly url: string; close(): Promise<unknown> }
/** Starts an application with the seller at /saas and a page of its own at /own, which answers `own`. */
type Start = (seller: WebSeller, options: AdapterOptions) => Promise<Running>

async function listening(server: Server): Promise<Running> {
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  return running(server)
}
const running = (server: Server): Running => ({
  url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  close: () =>
    new Promise((resolve) => {
      server.close(resolve)
      server.closeAllConnections()
    }),
})
const serving = (listener: RequestListener): Promise<Running> => listening(createServer(listener))
const own: RequestListener = (_, response) => void response.end('own')
const path = '/saas'

async function startNest(
  make: () => Promise<Awaited<ReturnType<typeof NestFactory.create>>>,
): Promise<Running> {
  const app = await make()
  await app.listen(0, '127.0.0.1')
  return { url: await app.getUrl(), close: () => app.close() }
}
class NestApp {}
const quietly = { logger: false } as const

const adapters: Readonly<Record<string, Start>> = {
  node: (seller, options) => serving(createNodeListener(seller, { ...options, path, otherwise: own })),
  'express, before its parser': (seller, options) => {
    const app = express()
    app.all(path, createExpressHandler(seller, options))
    app.use(express.json())
    app.all('/own', own)
    return serving(app)
  },
  'express, mounted as a router': (seller, options) => {
    const app = express()
    app.use(path, express.Router().use(createExpressHandler(seller, options)))
    app.all('/own', own)
    return serving(app)
  },
  'express, after a parser that keeps the bytes': (seller, options) => {
    const app = express()
    const keep = (request: object, _: unknown, rawBody: Buffer): void =>
      void Object.assign(request, { rawBody })
    app.use(express.json({ verify: keep, type: () => true, limit: '8mb', strict: false }))
    app.use(createExpressHandler(seller, { ...options, path }))
    app.all('/own', own)
    return serving(app)
  },
  'express, after express.raw': (seller, options) => {
    const app = express()
    app.use(express.raw({ type: () => true, limit: '8mb' }))
    app.use(createExpressHandler(seller, { ...options, path }))
    app.all('/own', own)
    return serving(app)
  },
  fastify: async (seller, options) => {
    const app = fastify()
    await app.register(registerSeller, { ...options, seller, path })
    app.all('/own', () => 'own')
    const url = await app.listen({ port: 0, host: '127.0.0.1' })
    return { url, close: () => app.close() }
  },
  'fastify, under a prefix': async (seller, options) => {
    const app = fastify()
    await app.register(registerSeller, { ...options, seller, prefix: path })
    app.all('/own', () => 'own')
    const url = await app.listen({ port: 0, host: '127.0.0.1' })
    return { url, close: () => app.close() }
  },
  koa: (seller, options) => {
    const app = new Koa()
    app.silent = true
    app.use(createKoaMiddleware(seller, { ...options, path }))
    app.use((context) => {
      context.body = 'own'
    })
    const callback = app.callback()
    return serving((request, response) => void callback(request, response))
  },
  hono: async (seller, options) => {
    const app = new Hono()
    app.all(path, createHonoHandler(seller, options))
    app.all('/own', (context) => context.text('own'))
    return new Promise((resolve) => {
      const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, () =>
        resolve(running(server as Server)),
      )
    })
  },
  'next, pages': (seller, options) => {
    const route = createApiRoute(seller, options)
    return serving((request, response) =>
      request.url?.startsWith(path) ? void route(request, response) : own(request, response),
    )
  },
  'nest, a middleware': (seller, options) =>
    startNest(async () => {
      const app = await NestFactory.create({ module: NestApp }, quietly)
      app.use(createNestMiddleware(seller, { ...options, path }))
      app.use('/own', own)
      return app
    }),
  'nest, a module': (seller, options) =>
    startNest(async () => {
      const module = createSellerModule(seller, { ...options, path })
      const app = await NestFactory.create<import('@nestjs/platform-express').NestExpressApplication>(
        module,
        {
          ...quietly,
          rawBody: true,
        },
      )
      app.useBodyParser('json', { limit: '8mb', type: () => true, strict: false })
      app.use('/own', own)
      return app
    }),
}

type Sent = { method?: string; target?: string; body?: string | Buffer; type?: string }
type Got = { status: number; headers: string[]; text: string }

/** Sends exactly these bytes to exactly this target. */
function send(
  url: string,
  { method = 'POST', target = path, body, type = 'application/json' }: Sent,
): Promise<Got> {
  const { hostname, port } = new URL(url)
  return new Promise((resolve, reject) => {
    const headers =
      body === undefined ? {} : { 'content-type': type, 'content-length': Buffer.byteLength(body) }
    const call = httpRequest({ hostname, port, method, path: target, headers }, (reply) => {
      const chunks: Buffer[] = []
      reply.on('data', (chunk: Buffer) => chunks.push(chunk))
      reply.on('end', () =>
        resolve({
          status: reply.statusCode ?? 0,
          headers: reply.rawHeaders,
          text: Buffer.concat(chunks).toString(),
        }),
      )
    })
    call.on('error', reject)
    call.end(body)
  })
}

type Heard = { method: string; search: string; query: [string, string][]; body: string; type: string | null }
/** Echoes the request; values whose bytes matter are in hexadecimal. */
const parrot: WebSeller = async (request) => {
  const body = Buffer.from(await request.arrayBuffer())
  if (body.toString().includes('fail')) throw new Error('planted')
  const { search, searchParams } = new URL(request.url)
  const heard: Heard = {
    method: request.method,
    search,
    query: [...searchParams],
    body: body.length > 1000 ? String(body.length) : body.toString('hex'),
    type: request.headers.get('content-type'),
  }
  const headers = { 'content-type': 'application/json;charset=utf-8', 'body-sign': 'a "proof"' }
  return new Response(JSON.stringify(heard), { headers })
}
const hex = (text: string): string => Buffer.from(text).toString('hex')

describe.each(Object.entries(adapters))('%s', (_, start) => {
  const errors: Error[] = []
  let app: Running
  const ask = async (sent: Sent): Promise<Heard> => JSON.parse((await send(app.url, sent)).text) as Heard
  beforeAll(async () => {
    app = await start(parrot, { onError: (error) => void errors.push(error), mostBodyBytes: 2000 })
  })
  afterAll(() => app.close())

  test('hands over the bytes of the body as they came', async () => {
    const body = '{ "memo" :\t"\\u4e2d\\/ 中", "n":1.50 ,"n":null}\n'

    const heard = await ask({ body })

    expect(heard).toMatchObject({ method: 'POST', body: hex(body), type: 'application/json' })
  })

  test('hands over the query as it was sent', async () => {
    const search = '?nonce=a%2Bb&plus=a+b&blank=a%20b&zh=%E4%B8%AD&plain=*-_.~()&empty='

    const heard = await ask({ body: '{}', target: `${path}${search}` })

    expect(heard.search).toBe(search)
    expect(heard.query).toEqual([
      ['nonce', 'a+b'],
      ['plus', 'a b'],
      ['blank', 'a b'],
      ['zh', '中'],
      ['plain', '*-_.~()'],
      ['empty', ''],
    ])
  })

  test('hands over a GET, and a POST without a body', async () => {
    expect(await ask({ method: 'GET', target: `${path}?a=1` })).toMatchObject({ method: 'GET', body: '' })
    expect(await ask({ body: '' })).toMatchObject({ method: 'POST', body: '' })
  })

  test('leaves other paths to the application', async () => {
    const reply = await send(app.url, { target: '/own', body: '{"a":1}' })

    expect(reply.text).toBe('own')
  })

  test('keeps of a body that is too long what is enough to refuse it', async () => {
    const heard = await ask({ body: `"${'x'.repeat(3_000_000)}"` })

    expect(heard.body).toBe('2001')
  })

  test('keeps no more of a body than its seller reads, and one byte to tell that it is longer', async () => {
    const sparing = await start(
      Object.assign((request: Request) => parrot(request), { bodyLimitBytes: 1500 }),
      {},
    )

    const { text } = await send(sparing.url, { body: `"${'x'.repeat(5000)}"` })
    await sparing.close()

    expect((JSON.parse(text) as Heard).body).toBe('1501')
  })

  test('answers many at once, each with its own', async () => {
    const bodies = Array.from({ length: 20 }, (_, at) => `{"at":${at}}`)

    const heard = await Promise.all(bodies.map((body) => ask({ body, type: 'text/plain' })))

    expect(heard.map(({ body }) => body)).toEqual(bodies.map(hex))
  })

  test('writes the name of the reply’s proof with its capitals', async () => {
    const { headers, status } = await send(app.url, { body: '{}' })

    expect(status).toBe(200)
    expect(headers.at(headers.indexOf('Body-Sign') + 1)).toBe('a "proof"')
    expect(headers.filter((name) => name.toLowerCase() === 'body-sign')).toHaveLength(1)
  })

  test('answers 000005 for a seller that throws, and outlives a client that goes away', async () => {
    errors.length = 0
    await leaveHalfway(app.url)

    const reply = await send(app.url, { body: '"fail"' })

    expect(reply).toMatchObject({ status: 200 })
    expect(JSON.parse(reply.text)).toMatchObject({ resultCode: '000005' })
    expect(errors.map(({ message }) => message)).toEqual(['planted'])
    expect((await ask({ body: '{}' })).body).toBe(hex('{}'))
  })
})

function leaveHalfway(url: string): Promise<void> {
  const { hostname, port } = new URL(url)
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname, () => {
      socket.write(
        `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 10\r\n\r\n{"a"`,
      )
      socket.end()
      socket.resume()
    })
    socket.once('close', () => resolve())
    socket.once('error', () => resolve())
  })
}

const kitPath = '/produceAPI/v2/tenantSync'

describe.each([
  'node',
  'express, after express.raw',
  'fastify',
  'koa',
  'nest, a middleware',
  'nest, a module',
])('below its path, %s', (name) => {
  test.each([
    ['leaves everything to the application', [], false],
    ['answers what the seller serves there', [kitPath], true],
  ])('%s', async (_, pathsBelow, answers) => {
    const seller = Object.assign((request: Request) => parrot(request), { pathsBelow })
    const app = await adapters[name]?.(seller, {})

    const { text } = await send(app?.url ?? '', { target: `${path}${kitPath}`, body: '{}' })
    await app?.close()

    expect(text.includes('"search"')).toBe(answers)
  })
})

test('fastify serves a path with a slash at its end, beside routes of the application below it', async () => {
  const app = fastify()
  await app.register(registerSeller, { seller: parrot, path: '/saas/' })
  app.all(`${path}${kitPath}`, () => 'own')
  const url = await app.listen({ port: 0, host: '127.0.0.1' })

  const texts = [
    await send(url, { target: '/saas/', body: '{}' }),
    await send(url, { target: path + kitPath }),
  ].map(({ text }) => text)
  await app.close()

  expect(texts).toEqual([expect.stringContaining('"search"'), 'own'])
})

describe('where a parser has taken the bytes away', () => {
  const parsed: Readonly<Record<string, Start>> = {
    express: (seller, options) => {
      const app = express()
      app.use(express.json())
      app.all(path, createExpressHandler(seller, options))
      return serving(app)
    },
    'a nest module without rawBody': (seller, options) =>
      startNest(() => NestFactory.create(createSellerModule(seller, { ...options, path }), quietly)),
  }

  test.each(Object.entries(parsed))('%s says so, to the marketplace and to the log', async (_, start) => {
    const errors: Error[] = []
    const app = await start(parrot, { onError: (error) => void errors.push(error) })

    const reply = await send(app.url, { body: '{"a":1}' })
    await app.close()

    expect(reply.status).toBe(200)
    expect(JSON.parse(reply.text)).toMatchObject({ resultCode: '000005', resultMsg: /raw bytes/ })
    expect(errors[0]?.message).toMatch(/before the parser/)
  })
})

test('a listener that is async and rejects changes no answer and ends no process', async () => {
  // A function that plain JavaScript may pass in spite of the type.
  const onError = (() => Promise.reject(new Error('the log is full'))) as () => void
  const { POST } = createRouteHandlers(parrot, { onError })

  const reply = await POST(new Request(`http://127.0.0.1${path}`, { method: 'POST', body: 'fail' }))

  expect(await reply.json()).toMatchObject({ resultCode: '000005' })
})

describe('next, app router', () => {
  const { GET, POST } = createRouteHandlers(parrot, { mostBodyBytes: 2000 })
  const url = `http://127.0.0.1${path}?nonce=a%2Bb+c`

  test('hands over the bytes and the query as they came, for GET and POST', async () => {
    const body = '{ "memo": "\\u4e2d" }'

    const posted = (await (await POST(new Request(url, { method: 'POST', body }))).json()) as Heard
    const got = (await (await GET(new Request(url))).json()) as Heard

    expect(posted).toMatchObject({ method: 'POST', body: hex(body), search: '?nonce=a%2Bb+c' })
    expect(got).toMatchObject({ method: 'GET', body: '' })
  })

  test('answers 000005 when the seller throws or the bytes are gone, and keeps of a long body what is enough', async () => {
    const errors: Error[] = []
    const quiet = createRouteHandlers(parrot, {
      onError: (error) => void errors.push(error),
      mostBodyBytes: 2000,
    })
    const read = new Request(url, { method: 'POST', body: '{}' })
    await read.text()

    const failed = await quiet.POST(new Request(url, { method: 'POST', body: 'fail' }))
    const gone = await quiet.POST(read)
    const long = await quiet.POST(new Request(url, { method: 'POST', body: 'x'.repeat(5000) }))

    expect(await failed.json()).toMatchObject({ resultCode: '000005' })
    expect(await gone.json()).toMatchObject({ resultCode: '000005' })
    expect(((await long.json()) as Heard).body).toBe('2001')
    expect(errors).toHaveLength(2)
  })
})
