import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Problem, omitUndefined } from '@loggia/kernel'
import { guestBodyBytes } from './bodies.ts'
import type { Edge } from './edge.ts'
import { logFault } from './fault-log.ts'
import type { LimitGuest } from './guest-pages.ts'
import { identify } from './identity.ts'
import { edgeProblems, toProblemReply, computeRetryAfter } from './problems.ts'
import { showPage } from './render.ts'
import { createTenantHosts } from './tenant-hosts.ts'
import type { Exchange } from './render.ts'

/** Answers errors and unknown addresses: as `problem+json` for programs, as a page for people. */
export function registerRefusals(server: FastifyInstance, edge: Edge, limitGuest: LimitGuest): void {
  server.setErrorHandler((error, request, reply) => refuse(edge, error, { request, reply }))
  const limitPage: LimitGuest = async (request) => {
    if (!isForProgram(request)) await limitGuest(request)
  }
  const missing = { preHandler: [server.rateLimit(), limitPage] }
  const findTenant = createTenantHosts(edge.options)
  server.setNotFoundHandler(missing, (request, reply) => {
    // Pages that say what is wrong lead on to others, which are not at the host names of companies.
    if (findTenant(request.headers.host) !== undefined && !isForProgram(request))
      return reply.redirect(`${edge.options.baseUrl}${request.originalUrl}`, 302)
    const problem = isForProgram(request) ? edgeProblems.no_such_route() : edgeProblems.no_such_page()
    return refuse(edge, problem, { request, reply })
  })
}

/** At the addresses of companies people open those where they sign on, and programs the others. */
const ofPrograms =
  /^(\/tenants\/[^/]+)?\/api\/(?!v1\/(oauth2\/authorize|cas\/log|saml2\/idp\/sso|logout))|^\/api(?=[/?]|$)/

const isForProgram = (request: FastifyRequest): boolean =>
  ofPrograms.test(request.url) || (request.method !== 'GET' && !/\/saml2\/idp\/sso/.test(request.url))

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
  // Rendering a page would cost too much for a client over its limit, and for invalid requests, which are refused
  // before they are counted. A page under a foreign host name could load nothing.
  if (status === 429 || code === 'request.host_refused' || code === 'request.invalid')
    return reply.type('text/plain; charset=utf-8').send(words)
  try {
    // An unknown address needs no request id, and without one its page is the same for everybody.
    const about = findSubject(code, request)
    const isMissing = error instanceof Problem && error.kind === 'not_found' && about === undefined
    const page = omitUndefined({ route: 'problem' as const, status, title, detail, about })
    return await showPage(edge, exchange, isMissing ? page : { ...page, requestId })
  } catch (failure) {
    // Rendering the page about the failure failed too: plain text needs nothing that may have failed.
    logFault(edge, failure, request)
    return reply.type('text/plain; charset=utf-8').send(words)
  }
}

/** What somebody wanted to get into; a test sign-in leads into nothing. */
function findSubject(code: string, { url }: FastifyRequest): 'sign-on' | 'company-sign-in' | undefined {
  if (code.startsWith('sign_on.')) return 'sign-on'
  return code.startsWith('identity.') && !url.startsWith('/sign-in/company/test')
    ? 'company-sign-in'
    : undefined
}

/** A limited request is not worth a session lookup, and while something is unavailable the lookup may fail too. */
const isAnswered = (error: unknown): boolean =>
  error instanceof Problem && error.kind !== 'limited' && error.kind !== 'unavailable'

/** Errors of Fastify itself are about bodies that it cannot read. */
function asProblem(error: unknown, mostBytes = guestBodyBytes): unknown {
  const { code, statusCode } = error as Partial<FastifyError>
  const isRefusal = typeof code === 'string' && code.startsWith('FST_ERR_CTP_')
  const isSyntax = error instanceof SyntaxError && statusCode === 400
  return isRefusal || isSyntax ? edgeProblems.unreadable({ mostBytes }, error) : error
}
