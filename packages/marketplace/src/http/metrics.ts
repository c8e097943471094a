import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { FastifyInstance } from 'fastify'
import type { Edge } from './edge.ts'

/** `GET /metrics` for Prometheus, and the count of all requests. To others than its readers the page does not exist. */
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
  // A proxy of this machine may hand on a request so that nothing tells it from one of this machine's own.
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
 * Asked on this machine for this machine. A proxy that stands here hands on what strangers ask, but tells of it in a header,
 * or hands on the name that they asked for; a web page whose name was made to lead here has its own name too.
 */
function isFromThisMachine({ socket, headers }: IncomingMessage): boolean {
  return (
    loopback.test(socket.remoteAddress ?? '') &&
    loopbackHost.test(headers.host ?? '') &&
    !Object.keys(headers).some((name) => ofProxies.test(name))
  )
}

// Digests are of one length, so that the time tells nothing of the token's either.
const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

function holdsToken(authorization: string | undefined, token: string | undefined): boolean {
  const given = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1]
  return token !== undefined && given !== undefined && timingSafeEqual(digest(given), digest(token))
}
