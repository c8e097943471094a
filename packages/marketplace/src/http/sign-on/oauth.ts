import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { signOnProblems } from '../../sign-on/index.ts'
import type { SignOns, SignOnTenant } from '../../sign-on/index.ts'
import { defaultScope, toClaims } from './claims.ts'
import type { TenantProvider } from './provider.ts'
import { oauthPath } from './paths.ts'
import type { Exchange, OfStep, OfTenant, Served } from './served.ts'

/** OAuth 2.0 and OpenID Connect (oauth.md §3 to §6, §12). */
export function registerOauth(scope: FastifyInstance, served: Served): void {
  const { signOns, providerOf } = served
  const pass = async (exchange: Exchange, path: string): Promise<FastifyReply> => {
    const { tenantCode } = (exchange.request as FastifyRequest<OfTenant>).params
    return handOver(served, exchange, { provider: await providerOf(tenantCode), path })
  }
  scope.get<OfTenant>(`${oauthPath}/authorize`, { preHandler: served.limitGuest }, async (request, reply) =>
    pass({ request, reply }, `/authorize?${readQuery(request)}`),
  )
  scope.get<OfStep>(
    `${oauthPath}/authorize/:uid/finish`,
    { preHandler: served.limitGuest },
    (request, reply) => finish(served, { request, reply }),
  )
  for (const path of [
    '/jwks',
    '/.well-known/openid-configuration',
    '/.well-known/oauth-authorization-server',
  ])
    scope.get(`${oauthPath}${path}`, async (request, reply) => pass({ request, reply }, path))
  for (const path of ['/token', '/revoke', '/introspect'])
    scope.post(`${oauthPath}${path}`, async (request, reply) => pass({ request, reply }, path))
  scope.route<OfTenant>({
    method: ['GET', 'POST'],
    url: `${oauthPath}/userinfo`,
    handler: async (request, reply) => {
      const { tenant } = await providerOf(request.params.tenantCode)
      return sendUser(signOns, tenant, { request, reply })
    },
  })
}

/** It is kept while somebody signs in. */
const mostStateLength = 2000

/**
 * The query of a request for authorisation. Without a scope it asks for the usual one (oauth.md §3). Throws
 * `sign_on.refused`.
 */
function readQuery({ url }: FastifyRequest): string {
  const at = url.indexOf('?')
  const query = at === -1 ? '' : url.slice(at + 1)
  const params = new URLSearchParams(query)
  if ((params.get('state')?.length ?? 0) > mostStateLength)
    throw signOnProblems.refused({ error: 'invalid_request', description: 'state is too long' })
  return params.get('scope') ? query : `${query}&scope=${defaultScope}`
}

/** The library answers on the connection itself, but for refusals that people read. */
async function handOver(
  { edge }: Served,
  { request, reply }: Exchange,
  { provider, path }: { readonly provider: TenantProvider; readonly path: string },
): Promise<FastifyReply> {
  for (const [name, value] of Object.entries(reply.getHeaders()))
    if (value !== undefined) reply.raw.setHeader(name, value)
  const refusal = await provider.answer(request.raw, reply.raw, path)
  if (!refusal) return reply.hijack()
  if (refusal instanceof Error) throw refusal
  const { error, error_description: description = '' } = refusal
  edge.platform.log.info({ requestId: request.id, error }, 'a sign-on was refused')
  throw signOnProblems.refused({ error, description })
}

/** Who holds an access token, as the app is told (oauth.md §6). */
async function sendUser(
  signOns: SignOns,
  { tenantKey }: SignOnTenant,
  { request, reply }: Exchange,
): Promise<FastifyReply> {
  const [, token] = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '') ?? []
  const person = token === undefined ? undefined : await signOns.readUser(tenantKey, token)
  void reply.header('cache-control', 'no-store')
  if (person) return reply.send(toClaims(person))
  const error = token === undefined ? '' : ', error="invalid_token"'
  return reply.status(401).header('www-authenticate', `Bearer realm="userinfo"${error}`).send({
    error: 'unauthorized',
    error_description: 'Full authentication is required to access this resource',
  })
}

/** Their browser comes back with the ticket, to the company's address, where the sign-on began. */
async function finish(
  served: Served,
  exchange: Exchange & { readonly request: FastifyRequest<OfStep> },
): Promise<FastifyReply> {
  const { signOns, providerOf } = served
  const { params, query, cookies } = exchange.request
  const provider = await providerOf(params.tenantCode)
  const { tenantKey } = provider.tenant
  const { ticket } = query as { readonly ticket?: unknown }
  // Taken also in the wrong browser, where it stands in the address.
  const vouched =
    typeof ticket === 'string' ? await signOns.takeTicket(tenantKey, params.uid, ticket) : undefined
  // Whoever began the sign-on elsewhere, and sent a link to it, is not signed in as the one who followed it.
  if (cookies[provider.cookies.nameStep(params.uid)] !== params.uid) throw signOnProblems.browser_changed()
  if (!vouched) throw signOnProblems.step_unknown()
  // It may be somebody else's: the library would ask for a page of ours that is not there.
  const former = cookies[provider.cookies.session]
  if (former) await signOns.removeSession(tenantKey, former)
  const login = { accountId: vouched.userId, ts: Math.floor(vouched.startedAt / 1000) }
  const result = { login, consent: {}, sessionId: vouched.sessionId }
  if (!(await provider.settle(params.uid, result))) throw signOnProblems.step_unknown()
  return handOver(served, exchange, { provider, path: `/authorize/${params.uid}` })
}
