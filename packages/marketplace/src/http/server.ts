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
import { createTenantHosts } from './tenant-hosts.ts'
import type { FindTenantOfHost } from './tenant-hosts.ts'
import { isSafe, requireKnownHost, requireNoNul, requireOwnOrigin, createSafeHeaders } from './security.ts'

const defaultLimits = { all: 6000, signIn: 60 }

/** A Fastify instance with limits, languages, origin checks and logging, and without routes. */
export async function createServer(edge: Edge): Promise<FastifyInstance> {
  const { platform, options } = edge
  const findTenant = createTenantHosts(options)
  const server = fastify({
    // Requests are logged below: Fastify's own lines would contain addresses and hosts.
    logger: false,
    // Routes for members allow more; pages and unknown addresses read no body.
    bodyLimit: guestBodyBytes,
    rewriteUrl({ url = '/', headers }) {
      const tenant = findTenant(headers.host)
      // Pages that say what is wrong need their style sheets at these hosts too.
      return tenant === undefined || url.startsWith('/assets/') ? url : `/tenants/${tenant}${url}`
    },
    requestTimeout: 30_000,
    connectionTimeout: getConnectionLimits(edge).stillMs,
    // Fastify's own limit of 10 s ends the start on a machine that is busy with other things.
    pluginTimeout: 60_000,
    maxRequestsPerSocket: mostRequestsOfConnection,
    // Node checks for slow requests this often; its default is 30 s.
    http: { connectionsCheckingInterval: 5_000 },
    forceCloseConnections: 'idle',
    // A request on an open connection while the server closes is still answered, as the last on that connection.
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
  server.decorateRequest('bodyIsLate', false)
  server.decorateRequest('releaseBody', undefined)
  await server.register(cookie)
  prepareRequests(server, edge, findTenant)
  await server.register(rateLimit, {
    max: options.limits?.all ?? defaultLimits.all,
    timeWindow: 60_000,
    keyGenerator: (request) => toNetwork(request.ip),
    // The plugin's headers would tell everybody how much of their limit is left.
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

function prepareRequests(server: FastifyInstance, edge: Edge, findTenant: FindTenantOfHost): void {
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
    if (hosts && findTenant(request.headers.host) === undefined) requireKnownHost(request, hosts)
    if (!isSafe(request.method) && !request.routeOptions.config.isFromAnywhere) requireOwnOrigin(request, own)
  })
  server.addHook('onResponse', async (request, reply) => {
    const who = await request.signedIn?.catch(() => undefined)
    edge.platform.log.info(
      {
        requestId: request.id,
        method: request.method,
        // The pattern, not the URL: what users put into a URL may be personal.
        route: request.routeOptions.url ?? 'none',
        status: reply.statusCode,
        durationMs: Math.round(reply.elapsedTime),
        ...omitUndefined({ memberId: who?.member.id }),
      },
      'request',
    )
  })
}
