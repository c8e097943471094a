import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Problem } from '@loggia/kernel'
import { guestBodyBytes } from './bodies.ts'
import type { Edge } from './edge.ts'
import { logFault } from './fault-log.ts'
import type { LimitGuest } from './guest-pages.ts'
import { identify } from './identity.ts'
import { edgeProblems, toProblemReply, computeRetryAfter } from './problems.ts'
import { showPage } from './render.ts'
import type { Exchange } from './render.ts'

/** Everything that is thrown, and every address that is none, ends here: as `problem+json` for programs, as a page for people. */
export function registerRefusals(server: FastifyInstance, edge: Edge, limitGuest: LimitGuest): void {
  server.setErrorHandler((error, request, reply) => refuse(edge, error, { request, reply }))
  const limitPage: LimitGuest = async (request) => {
    if (!isForProgram(request)) await limitGuest(request)
  }
  const missing = { preHandler: [server.rateLimit(), limitPage] }
  server.setNotFoundHandler(missing, (request, reply) => {
    const problem = isForProgram(request) ? edgeProblems.no_such_route() : edgeProblems.no_such_page()
    return refuse(edge, problem, { request, reply })
  })
}

const isForProgram = (request: FastifyRequest): boolean =>
  /^\/api(?=[/?]|$)/.test(request.url) || request.method !== 'GET'

async function refuse(edge: Edge, thrown: unknown, exchange: Exchange): Promise<FastifyReply> {
  const { request, reply } = exchange
  const error = asProblem(thrown, request.routeOptions.bodyLimit)
  if (!(error instanceof Problem)) logFault(edge, error, request)
  if (request.speaksAsAccount && isAnswered(error)) await identify(edge, request).catch(() => undefined)
  const body = toProblemReply(error, { language: request.language, requestId: request.id })
  const retryAfter = computeRetryAfter(error)
  void reply.status(body.status).header('cache-control', 'no-store')
  if (retryAfter !== undefined) void reply.header('retry-after', retryAfter)
  if (isForProgram(request))
    return reply.type('application/problem+json; charset=utf-8').send(JSON.stringify(body))
  const { status, title, detail, requestId, code } = body
  const words = `${status} ${title}\n${detail}\n${requestId}\n`
  // Who asks too often would otherwise be made a page for each time, and so would who asks for what no page can have, which is
  // refused before anything is counted; and a page under a foreign name would load nothing.
  if (status === 429 || code === 'request.host_refused' || code === 'request.invalid')
    return reply.type('text/plain; charset=utf-8').send(words)
  try {
    // An address that is none is nobody's fault to look up, and its page the same for everybody.
    const isMissing = error instanceof Problem && error.kind === 'not_found'
    const page = { route: 'problem' as const, status, title, detail }
    return await showPage(edge, exchange, isMissing ? page : { ...page, requestId })
  } catch (failure) {
    // The page about the failure fails too: words without any of what may have failed.
    logFault(edge, failure, request)
    return reply.type('text/plain; charset=utf-8').send(words)
  }
}

/** Who asks too often is not looked up for it, and neither is anybody while something is away. */
const isAnswered = (error: unknown): boolean =>
  error instanceof Problem && error.kind !== 'limited' && error.kind !== 'unavailable'

/** What Fastify refuses by itself is about bodies that it cannot read. */
function asProblem(error: unknown, mostBytes = guestBodyBytes): unknown {
  const { code, statusCode } = error as Partial<FastifyError>
  const isRefusal = typeof code === 'string' && code.startsWith('FST_ERR_CTP_')
  const isSyntax = error instanceof SyntaxError && statusCode === 400
  return isRefusal || isSyntax ? edgeProblems.unreadable({ mostBytes }, error) : error
}
