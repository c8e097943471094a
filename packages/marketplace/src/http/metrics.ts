import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { FastifyInstance } from 'fastify'
import type { Edge } from './edge.ts'

/** Counts all requests, and serves `GET /metrics` for Prometheus; readers without access get 404. */
export function registerMetrics(server: FastifyInstance, edge: Edge): void {
  server.addHook('onResponse', async (request, reply) => {
    edge.platform.metrics.requestEnded({
      method: request.method,
      route: request.routeOptions.url ?? 'none',
      status: reply.statusCode,
      ms: reply.elapsedTime,
    })
  })
  const { metrics, baseUrl } = edge.options
  // Behind a proxy on this machine, a forwarded request may look like a local one.
  const isProxied = !loopbackHost.test(new URL(baseUrl).host)
  if (!metrics) return
  server.get('/metrics', async (request, reply) => {
    const isNear = !isProxied && isFromThisMachine(request.raw)
    if (!isNear && !holdsToken(request.headers.authorization, metrics.token)) return reply.callNotFound()
    return reply
      .type(metrics.prometheus.contentType)
      .header('cache-control', 'no-store')
      .send(await metrics.prometheus.page())
  })
}

const loopback = /^(::ffff:)?127\.\d+\.\d+\.\d+$|^::1$/
const loopbackHost = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/i
const ofProxies = /^(forwarded|via|x-forwarded-.+|x-real-ip)$/

/**
 * Whether the request was made on this machine, to this machine. A local proxy that forwards foreign requests adds a
 * header or keeps the host name that was asked for; so does a web page whose domain resolves to this machine.
 */
function isFromThisMachine({ socket, headers }: IncomingMessage): boolean {
  return (
    loopback.test(socket.remoteAddress ?? '') &&
    loopbackHost.test(headers.host ?? '') &&
    !Object.keys(headers).some((name) => ofProxies.test(name))
  )
}

// Digests have one length, so the time of the comparison does not tell the length of the token.
const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

function holdsToken(authorization: string | undefined, token: string | undefined): boolean {
  const given = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1]
  return token !== undefined && given !== undefined && timingSafeEqual(digest(given), digest(token))
}
