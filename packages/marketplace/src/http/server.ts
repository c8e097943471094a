import cookie from '@fastify/cookie'
import rateLimit from '@fastify/rate-limit'
import { fastify } from 'fastify'
import type { FastifyInstance } from 'fastify'
import { networkOf } from '../platform/index.ts'
import type { Edge } from './edge.ts'
import { chooseLanguage, languageCookie, languageParameter } from './language.ts'
import { edgeProblems } from './problems.ts'
import { isSafe, requireOwnOrigin, safeHeaders } from './security.ts'

// Two descriptions of 20,000 Chinese characters, and room for the rest.
export const mostBodyBytes = 512 * 1024
const defaultLimits = { all: 6000, signIn: 60 }

/** A Fastify instance that knows readers, origins and limits, and has no route yet. */
export async function createServer(edge: Edge): Promise<FastifyInstance> {
  const { platform, options } = edge
  const server = fastify({
    // Requests are logged below: Fastify's own lines would name addresses and hosts.
    logger: false,
    bodyLimit: mostBodyBytes,
    requestTimeout: 30_000,
    forceCloseConnections: 'idle',
    // A question that arrives on an open connection while the server closes is answered, and the last one there.
    return503OnClosing: false,
    genReqId: () => Buffer.from(platform.randomBytes(9)).toString('hex'),
    requestIdHeader: false,
    trustProxy: options.trustedProxies?.length ? [...options.trustedProxies] : false,
  })
  server.removeContentTypeParser('text/plain')
  server.decorateRequest('language', 'zh-CN')
  server.decorateRequest('signedIn', undefined)
  await server.register(cookie)
  prepareRequests(server, edge)
  await server.register(rateLimit, {
    max: options.limits?.all ?? defaultLimits.all,
    timeWindow: 60_000,
    keyGenerator: (request) => networkOf(request.ip),
    // The plugin's own headers would tell everybody how much is left to them.
    addHeaders: noHeaders,
    addHeadersOnExceeding: noHeaders,
    errorResponseBuilder: (_, { ttl }) =>
      edgeProblems.too_many({ retryAfter: Math.max(1, Math.ceil(ttl / 1000)) }),
  })
  return server
}

const noHeaders = {
  'x-ratelimit-limit': false,
  'x-ratelimit-remaining': false,
  'x-ratelimit-reset': false,
  'retry-after': false,
}

function prepareRequests(server: FastifyInstance, edge: Edge): void {
  const headers = safeHeaders(edge.isHttps)
  const ownOrigin = new URL(edge.options.baseUrl).origin
  server.addHook('onRequest', async (request, reply) => {
    request.language = chooseLanguage({
      link: (request.query as Record<string, unknown>)[languageParameter],
      cookie: request.cookies[languageCookie],
      acceptLanguage: request.headers['accept-language'],
    })
    void reply.headers(headers).header('x-request-id', request.id)
    if (!isSafe(request.method)) requireOwnOrigin(request, ownOrigin)
  })
  server.addHook('onResponse', async (request, reply) => {
    const who = await request.signedIn?.catch(() => undefined)
    edge.platform.log.info(
      {
        requestId: request.id,
        method: request.method,
        // The pattern and not the address: what people put behind it is theirs.
        route: request.routeOptions.url ?? 'none',
        status: reply.statusCode,
        durationMs: Math.round(reply.elapsedTime),
        ...(who && { memberId: who.member.id }),
      },
      'request',
    )
  })
}
