import type { FastifyInstance, FastifyReply } from 'fastify'
import type { SignOns, SignOnTenant } from '../../sign-on/index.ts'
import { dropSession, identify, readToken } from '../identity.ts'
import { toSessionSubject } from '../session-watch.ts'
import type { Exchange, OfTenant, Served } from './served.ts'

/** oauth.md §7: the browser comes to sign out everywhere, and goes on to an address of one of the company's apps. */
export function registerLogout(scope: FastifyInstance, served: Served): void {
  scope.get<OfTenant>('/api/v1/logout', async (request, reply) => {
    const { redirect_url: asked } = request.query as { readonly redirect_url?: unknown }
    return signOut(served, { request, reply }, { tenantCode: request.params.tenantCode, asked })
  })
}

type Ask = { readonly tenantCode: string; readonly asked: unknown }

/** Ends the session at the company's address, and that at the marketplace with everything of it. */
export async function signOut(
  served: Served,
  exchange: Exchange,
  { tenantCode, asked }: Ask,
): Promise<FastifyReply> {
  const { edge, signOns, providerOf } = served
  const { request, reply } = exchange
  const { tenant, domain, cookies } = await providerOf(tenantCode)
  const secret = request.cookies[cookies.session]
  const ended = secret ? await signOns.endSession(tenant.tenantKey, secret) : undefined
  if (ended) edge.platform.changes.publish(toSessionSubject(ended))
  // A name with `__Host-` is taken with `Secure` only, also to be forgotten.
  const secure = domain.startsWith('https:')
  void reply.header('cache-control', 'no-store').clearCookie(cookies.session, { path: '/', secure })
  const target = await findTarget(signOns, tenant.tenantKey, asked)
  const { baseUrl } = edge.options
  if (domain.startsWith(`${baseUrl}/`)) {
    await endOwn(served, exchange)
    return reply.redirect(target ?? `${baseUrl}/sign-in`, 302)
  }
  // The cookie of the marketplace is at its own host.
  const query = target === undefined ? '' : `?redirect_url=${encodeURIComponent(target)}`
  return reply.redirect(`${baseUrl}/sign-on/sign-out/${tenantCode}${query}`, 302)
}

/** The second half, for companies with host names of their own. */
export function registerSignOut(server: FastifyInstance, served: Served): void {
  server.get<OfTenant>('/sign-on/sign-out/:tenantCode', async (request, reply) => {
    await endOwn(served, { request, reply })
    const { tenant } = await served.providerOf(request.params.tenantCode)
    const { redirect_url: asked } = request.query as { readonly redirect_url?: unknown }
    const target = await findTarget(served.signOns, tenant.tenantKey, asked)
    return reply.header('cache-control', 'no-store').redirect(target ?? '/sign-in', 302)
  })
}

async function endOwn({ edge }: Served, { request, reply }: Exchange): Promise<void> {
  const [who, token] = [await identify(edge, request), readToken(edge, request)]
  if (token) await edge.parties.signOut(token)
  if (who) edge.platform.changes.publish(toSessionSubject(who.sessionId))
  dropSession(edge, reply)
}

/** Only where an app of the company is: anything else would be an open redirect. */
export async function findTarget(
  signOns: SignOns,
  tenantKey: SignOnTenant['tenantKey'],
  asked: unknown,
): Promise<string | undefined> {
  const url = typeof asked === 'string' ? URL.parse(asked) : undefined
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password) return undefined
  const addresses = await signOns.listAddresses(tenantKey)
  return addresses.some((address) => URL.parse(address)?.origin === url.origin) ? url.href : undefined
}
