import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { isId, omitUndefined } from '@loggia/kernel'
import {
  callbackPath,
  formatCallbackPath,
  logoutPath,
  toAsciiDomain,
} from '@loggia/protocol/console/identity/kinds'
import { identityProblems } from '../identity/index.ts'
import type { Identity } from '../identity/index.ts'
import { partyProblems } from '../parties/index.ts'
import type { Edge } from './edge.ts'
import { dropCompanySecret, keepCompanySecret, readCompanySecret } from './company-cookie.ts'
import { identify } from './identity.ts'
import { isFromOwnPage, toOwnPath } from './security.ts'
import { startSession } from './session-routes.ts'
import type { CompanyKey, ExchangeHandlers } from './session-routes.ts'

/** The page of whoever comes from a company, or has an account to connect with one. */
const ownPage = '/sign-in/company'

type Served = { readonly edge: Edge; readonly identity: Identity }
type Query = Readonly<Record<string, string | undefined>>

/** Registered with the provider, to the letter. */
const createRedirectUri =
  ({ options }: Edge) =>
  (tenantCode: string | undefined): string =>
    options.baseUrl + formatCallbackPath(tenantCode)

/** Addresses through which browsers go to a company’s provider and back, and which the provider itself asks. */
export async function registerCompanySignIn(
  server: FastifyInstance,
  edge: Edge,
  identity: Identity,
): Promise<void> {
  const served: Served = { edge, identity }
  const rules = {
    config: { rateLimit: { max: edge.options.limits?.signIn ?? 60 } },
    exposeHeadRoute: false,
  }
  await server.register(async (scope) => {
    scope.addHook('onRequest', async (_request, reply) => {
      void reply.header('cache-control', 'no-store').header('referrer-policy', 'no-referrer')
    })
    scope.get(`${ownPage}/start`, rules, (request, reply) => start(served, request, reply))
    scope.get(`${ownPage}/test`, rules, (request, reply) => test(served, request, reply))
    scope.get(callbackPath, rules, (request, reply) => comeBack(served, { request, reply }, undefined))
    scope.get<{ Params: { tenantCode: string } }>(`${callbackPath}/:tenantCode`, rules, (request, reply) =>
      comeBack(served, { request, reply }, request.params.tenantCode),
    )
    registerLogout(scope, served)
  })
}

async function start(
  { edge, identity }: Served,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { next, hint, ...rest } = readQuery(request)
  // Nobody is to be signed in to an account of somebody else by a link: they go on from our page, or not.
  if (!isFromOwnPage(request)) {
    const given = rest['company'] ?? hint
    const query = omitUndefined({ next: toOwnPath(next), given, anew: rest['anew'] })
    return reply.redirect(`${ownPage}?${new URLSearchParams(query).toString()}`, 303)
  }
  const { url, secret } = await identity.begin(readWay(rest), {
    next: toOwnPath(next),
    toRedirectUri: createRedirectUri(edge),
    hint: hint?.slice(0, 254),
    isAnew: rest['anew'] !== undefined,
  })
  keepCompanySecret(edge, reply, secret)
  return reply.redirect(url.href, 303)
}

/** A parameter that comes twice is none. */
const readQuery = ({ query }: FastifyRequest): Query =>
  Object.fromEntries(
    Object.entries(query as object).filter(([, value]) => typeof value === 'string'),
  ) as Query

/** Throws `identity.company_unknown`. */
function readWay({ domain, company, operators }: Query): Parameters<Identity['begin']>[0] {
  if (operators !== undefined) return { operators: true }
  if (company !== undefined) return { tenantCode: company.trim().toLowerCase() }
  if (domain !== undefined) return { domain: toAsciiDomain(domain) }
  throw identityProblems.company_unknown()
}

/** Whoever sets a provider up tries it; nobody is signed in by that. */
async function test(
  { edge, identity }: Served,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const who = await identify(edge, request)
  if (!who) throw partyProblems.sign_in_required()
  const { company } = readQuery(request)
  const isCompany = company !== undefined && isId(company, 'ent')
  const { url, secret } = await identity.beginTest(who.actor, {
    owner: isCompany ? company : 'operators',
    next: isCompany ? `/buyer/companies/${company}?tab=sign-in` : '/operator/settings',
    toRedirectUri: createRedirectUri(edge),
  })
  keepCompanySecret(edge, reply, secret)
  return reply.redirect(url.href, 303)
}

async function comeBack(
  { edge, identity }: Served,
  { request, reply }: { readonly request: FastifyRequest; readonly reply: FastifyReply },
  tenantCode: string | undefined,
): Promise<FastifyReply> {
  const secret = readCompanySecret(edge, request)
  const done = await identity.finish({
    secret,
    query: request.url.split('?')[1] ?? '',
    tenantCode,
    toRedirectUri: createRedirectUri(edge),
    browser: { userAgent: request.headers['user-agent'] ?? '', ip: request.ip },
  })
  dropCompanySecret(edge, reply)
  if (done.kind === 'connecting') {
    keepCompanySecret(edge, reply, done.secret)
    return reply.redirect(ownPage, 303)
  }
  if (done.kind === 'entered') {
    const who = await identify(edge, request)
    await startSession(edge, done, { request, reply, who })
  }
  return reply.redirect(done.next, 303)
}

/** OpenID Connect Back-Channel Logout 1.0 §2.5 to §2.8. */
function registerLogout(scope: FastifyInstance, { edge, identity }: Served): void {
  scope.removeAllContentTypeParsers()
  scope.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: 64 * 1024 },
    (_request, body, done) => done(null, new URLSearchParams(String(body))),
  )
  // A provider may end many sessions at once.
  const rules = { config: { rateLimit: { max: 10 * (edge.options.limits?.signIn ?? 60) } } }
  scope.post(logoutPath, rules, async ({ body }, reply) => {
    const token = body instanceof URLSearchParams ? body.get('logout_token') : null
    await identity.endByProvider(token ?? '')
    return reply.status(200).send()
  })
}

/** The account that waits in this browser to be connected with a company’s provider. */
export const createCompanyRoutes = (edge: Edge, identity: Identity): ExchangeHandlers<CompanyKey> => ({
  'GET /api/session/company-connection': async (_, { request, who }) => {
    const waiting = await identity.findConnection(readCompanySecret(edge, request))
    if (!waiting) return {}
    const { company, email, memberId, next } = waiting
    return { connection: omitUndefined({ company, email, isOwn: memberId === who?.member.id, next }) }
  },
  'POST /api/session/company-connection': async (_, { request, reply, who }) => {
    if (!who) throw partyProblems.sign_in_required()
    const connected = await identity.connect(who, readCompanySecret(edge, request))
    dropCompanySecret(edge, reply)
    return connected
  },
})
