import cookie from '@fastify/cookie'
import rateLimit from '@fastify/rate-limit'
import { fastify } from 'fastify'
import type { FastifyInstance } from 'fastify'
import { omitUndefined } from '@loggia/kernel'
import { toNetwork } from '../platform/index.ts'
import { guestBodyBytes, registerBodies } from './bodies.ts'
import { getConnectionLimits, guardConnections, mostRequestsOfConnection } from './connections.ts'
import type { Edge } from './edge.ts'
import { logBrokenReplies } from './fault-log.ts'
import { chooseLanguage, languageCookie, languageParameter, readLanguage } from './language.ts'
import { edgeProblems } from './problems.ts'
import { isSafe, requireKnownHost, requireNoNul, requireOwnOrigin, createSafeHeaders } from './security.ts'

const defaultLimits = { all: 6000, signIn: 60 }

/** A Fastify instance that knows readers, origins and limits, and has no route yet. */
export async function createServer(edge: Edge): Promise<FastifyInstance> {
  const { platform, options } = edge
  const server = fastify({
    // Requests are logged below: Fastify's own lines would name addresses and hosts.
    logger: false,
    // A route for members takes more; an address that is none, or a page, reads no body.
    bodyLimit: guestBodyBytes,
    requestTimeout: 30_000,
    connectionTimeout: getConnectionLimits(edge).stillMs,
    maxRequestsPerSocket: mostRequestsOfConnection,
    // Node looks for late requests this often, every 30 s unless told.
    http: { connectionsCheckingInterval: 5_000 },
    forceCloseConnections: 'idle',
    // A question that arrives on an open connection while the server closes is answered, and the last one there.
    return503OnClosing: false,
    genReqId: () => Buffer.from(platform.randomBytes(9)).toString('hex'),
    requestIdHeader: false,
    trustProxy: options.trustedProxies?.length ? [...options.trustedProxies] : false,
  })
  guardConnections(server, edge)
  logBrokenReplies(server, edge)
  registerBodies(server)
  server.decorateRequest('language', 'zh-CN')
  server.decorateRequest('speaksAsAccount', false)
  server.decorateRequest('signedIn', undefined)
  server.decorateRequest('releaseBody', undefined)
  await server.register(cookie)
  prepareRequests(server, edge)
  await server.register(rateLimit, {
    max: options.limits?.all ?? defaultLimits.all,
    timeWindow: 60_000,
    keyGenerator: (request) => toNetwork(request.ip),
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
  const headers = createSafeHeaders(edge.isHttps)
  const { baseUrl, hosts, ownOriginOnly } = edge.options
  const own = { origin: new URL(baseUrl).origin, orAsked: hosts !== undefined || !ownOriginOnly }
  server.addHook('onRequest', async (request, reply) => {
    const said = {
      link: (request.query as Record<string, unknown>)[languageParameter],
      cookie: request.cookies[languageCookie],
      acceptLanguage: request.headers['accept-language'],
    }
    request.language = chooseLanguage(said)
    request.speaksAsAccount = request.url.startsWith('/api/') && readLanguage(said) === undefined
    void reply.headers(headers).header('x-request-id', request.id)
    requireNoNul(request)
    if (hosts) requireKnownHost(request, hosts)
    if (!isSafe(request.method)) requireOwnOrigin(request, own)
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
        ...omitUndefined({ memberId: who?.member.id }),
      },
      'request',
    )
  })
}
