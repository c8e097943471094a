import { createServer } from 'node:http'
import type { RequestListener, Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import 'reflect-metadata'
import { serve } from '@hono/node-server'
import { NestFactory } from '@nestjs/core'
import express from 'express'
import { fastify } from 'fastify'
import { Hono } from 'hono'
import Koa from 'koa'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createExpressHandler } from './express.ts'
import { registerSeller } from './fastify.ts'
import { createHonoHandler } from './hono.ts'
import { createKoaMiddleware } from './koa.ts'
import { createNestMiddleware, createSellerModule } from './nest.ts'
import { createRouteHandlers } from './next.ts'
import { createNodeListener } from './node.ts'

/** As `createSsoSessions` returns: it knows its paths, reads no body, and sets two cookies. */
const served = Object.assign(
  async ({ method, url }: Request): Promise<Response> => {
    const headers = new Headers({ location: `/to?${method}=${new URL(url).pathname}` })
    for (const line of ['a=1; Path=/', 'b=2; Path=/']) headers.append('set-cookie', line)
    return new Response(null, { status: 303, headers })
  },
  { paths: ['/sso/start', '/sso/logout'], bodyLimitBytes: 0 as const },
)

type Running = { readonly url: string; close(): Promise<unknown> }
const own: RequestListener = (_, response) => void response.end('own')

async function serving(listener: RequestListener): Promise<Running> {
  const server = createServer(listener)
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
class NestApp {}

/** Applications that parse bodies before anything else. */
const applications: Readonly<Record<string, () => Promise<Running>>> = {
  node: () => serving(createNodeListener(served, { otherwise: own })),
  express: () => {
    const app = express()
    app.use(express.urlencoded())
    app.use(createExpressHandler(served))
    app.use(own)
    return serving(app)
  },
  fastify: async () => {
    const app = fastify()
    await app.register(registerSeller, { seller: served })
    app.get('/own', () => 'own')
    return { url: await app.listen({ port: 0, host: '127.0.0.1' }), close: () => app.close() }
  },
  koa: () => {
    const app = new Koa()
    app.use(createKoaMiddleware(served))
    app.use((context) => {
      context.body = 'own'
    })
    const callback = app.callback()
    return serving((request, response) => void callback(request, response))
  },
  hono: () => {
    const app = new Hono()
    app.use(createHonoHandler(served))
    app.get('/own', (context) => context.text('own'))
    return new Promise((resolve) => {
      const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, () =>
        resolve(running(server as Server)),
      )
    })
  },
  next: () => {
    const { GET, POST } = createRouteHandlers(served)
    return new Promise((resolve) => {
      const fetch = (request: Request): Promise<Response> | Response =>
        served.paths.includes(new URL(request.url).pathname)
          ? (request.method === 'GET' ? GET : POST)(request)
          : new Response('own')
      const server = serve({ fetch, port: 0, hostname: '127.0.0.1' }, () =>
        resolve(running(server as Server)),
      )
    })
  },
  'nest, a middleware': async () => {
    const app = await NestFactory.create({ module: NestApp }, { logger: false })
    app.use(createNestMiddleware(served))
    app.use('/own', own)
    await app.listen(0, '127.0.0.1')
    return { url: await app.getUrl(), close: () => app.close() }
  },
  'nest, a module': async () => {
    const app = await NestFactory.create(createSellerModule(served), { logger: false })
    app.use('/own', own)
    await app.listen(0, '127.0.0.1')
    return { url: await app.getUrl(), close: () => app.close() }
  },
}

describe.each(Object.entries(applications))('%s, with a function that knows its paths', (_, start) => {
  let app: Running
  beforeAll(async () => {
    app = await start()
  })
  afterAll(() => app.close())

  test.each([
    ['GET', '/sso/start?tenant=t', '/sso/start'],
    ['POST', '/sso/logout', '/sso/logout'],
  ])('answers %s %s, with every cookie', async (method, path, told) => {
    const body = method === 'POST' ? { body: new URLSearchParams({ token: 'of a form' }) } : {}

    const reply = await fetch(app.url + path, { method, redirect: 'manual', ...body })

    expect(reply.status).toBe(303)
    expect(reply.headers.get('location')).toBe(`/to?${method}=${told}`)
    expect(reply.headers.getSetCookie()).toEqual(['a=1; Path=/', 'b=2; Path=/'])
  })

  test('leaves other paths to the application', async () => {
    expect(await (await fetch(`${app.url}/own`)).text()).toBe('own')
  })
})
