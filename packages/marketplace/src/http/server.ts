import cookie from '@fastify/cookie'
import rateLimit from '@fastify/rate-limit'
import { fastify } from 'fastify'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Problem } from '@loggia/kernel'
import type { Edge } from './edge.ts'
import { describeFault } from './fault-log.ts'
import { identify } from './identity.ts'
import { chooseLanguage, languageCookie } from './language.ts'
import { edgeProblems, problemReply, retryAfterOf } from './problems.ts'
import { isSafe, requireOwnOrigin, safeHeaders } from './security.ts'

// Two descriptions of 20,000 Chinese characters, and room for the rest.
const mostBodyBytes = 512 * 1024
const defaultLimits = { all: 6000, signIn: 60 }

/** A Fastify instance that knows readers, origins, limits, refusals and faults, and has no route yet. */
export async function createServer(edge: Edge): Promise<FastifyInstance> {
  const { platform, options } = edge
  const server = fastify({
    // Requests are logged below: Fastify's own lines would name addresses and hosts.
    logger: false,
    bodyLimit: mostBodyBytes,
    requestTimeout: 30_000,
    forceCloseConnections: 'idle',
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
    // The plugin's own headers would tell everybody how much is left to them.
    addHeaders: noHeaders,
    addHeadersOnExceeding: noHeaders,
    errorResponseBuilder: (_, { ttl }) => edgeProblems.too_many({ retryAfter: Math.max(1, Math.ceil(ttl / 1000)) }),
  })
  server.setErrorHandler((error, request, reply) => replyProblem(edge, error, { request, reply }))
  return server
}

const noHeaders = { 'x-ratelimit-limit': false, 'x-ratelimit-remaining': false, 'x-ratelimit-reset': false, 'retry-after': false }

function prepareRequests(server: FastifyInstance, edge: Edge): void {
  const headers = safeHeaders(edge.isHttps)
  const ownOrigin = new URL(edge.options.baseUrl).origin
  server.addHook('onRequest', async (request, reply) => {
    request.language = chooseLanguage(request.cookies[languageCookie], request.headers['accept-language'])
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

/** Answers a refusal as `problem+json`; a fault is logged whole and told to nobody. */
export async function replyProblem(
  edge: Edge,
  thrown: unknown,
  { request, reply }: { request: FastifyRequest; reply: FastifyReply },
): Promise<FastifyReply> {
  const error = asProblem(thrown)
  if (!(error instanceof Problem)) logFault(edge, error, request)
  // Whoever was told of a refusal is in the log of the request; the lookup is made already or costs one query.
  await identify(edge, request).catch(() => undefined)
  const body = problemReply(error, { language: request.language, requestId: request.id })
  const retryAfter = retryAfterOf(error)
  if (retryAfter !== undefined) void reply.header('retry-after', retryAfter)
  return reply
    .status(body.status)
    .header('cache-control', 'no-store')
    .type('application/problem+json; charset=utf-8')
    .send(JSON.stringify(body))
}

export function logFault({ platform }: Edge, error: unknown, request: FastifyRequest): void {
  const at = { requestId: request.id, method: request.method, route: request.routeOptions.url ?? 'none' }
  platform.log.error({ ...at, fault: describeFault(error) }, 'a request failed')
}

/** What Fastify refuses by itself is about bodies that it cannot read. */
function asProblem(error: unknown): unknown {
  const { code, statusCode } = error as Partial<FastifyError>
  const isRefusal = typeof code === 'string' && code.startsWith('FST_ERR_CTP_')
  const isSyntax = error instanceof SyntaxError && statusCode === 400
  return isRefusal || isSyntax ? edgeProblems.unreadable({ mostBytes: mostBodyBytes }, error) : error
}
