import type { FastifyInstance } from 'fastify'
import { signOnProblems } from '../../sign-on/index.ts'
import type { SignOns } from '../../sign-on/index.ts'
import { guestBodyBytes } from '../bodies.ts'
import type { Edge } from '../edge.ts'
import { describeFault } from '../fault-log.ts'
import type { LimitGuest } from '../guest-pages.ts'
import { edgeProblems } from '../problems.ts'
import { registerCas } from './cas.ts'
import { registerLogout, registerSignOut } from './logout.ts'
import { registerOauth } from './oauth.ts'
import type { TenantProvider } from './provider.ts'
import type { Served } from './served.ts'
import { registerSaml } from './saml/index.ts'
import { registerSteps } from './steps.ts'

/** Most providers that are kept ready; one takes some milliseconds and kilobytes. */
const mostProviders = 500
/** What a company is called, and whether it is there, is read again so often. */
const providerMs = 10 * 60_000

export type SignOnParts = { readonly signOns: SignOns; readonly limitGuest: LimitGuest }

/** OAuth 2.0, OpenID Connect, CAS and SAML at the addresses of companies (decision 67), and where people say who they are. */
export async function registerSignOn(server: FastifyInstance, edge: Edge, parts: SignOnParts): Promise<void> {
  const served: Served = { edge, ...parts, providerOf: createProviders(edge, parts.signOns) }
  registerSteps(server, served)
  registerSignOut(server, served)
  await server.register(
    async (scope) => {
      // The library reads forms itself, up to 56 kB; ours are as large as those of guests.
      scope.removeAllContentTypeParsers()
      scope.addContentTypeParser('application/x-www-form-urlencoded', ({ headers }, _body, done) =>
        done(
          Number(headers['content-length'] ?? 0) > guestBodyBytes
            ? edgeProblems.unreadable({ mostBytes: guestBodyBytes })
            : null,
        ),
      )
      registerOauth(scope, served)
      registerCas(scope, served)
      await registerSaml(scope, served)
      registerLogout(scope, served)
    },
    { prefix: '/tenants/:tenantCode' },
  )
}

/** The provider of a company is made at its first request, and the least used one dropped. */
function createProviders(edge: Edge, signOns: SignOns): Served['providerOf'] {
  const { platform, options } = edge
  const kept = new Map<string, { readonly madeAt: number; readonly provider: TenantProvider }>()
  const making = new Map<string, Promise<TenantProvider>>()

  async function make(tenantCode: string): Promise<TenantProvider> {
    const tenant = await signOns.findTenant(tenantCode)
    // A company without apps has nobody to sign on, and needs no key.
    if (!tenant || (await signOns.listAddresses(tenant.tenantKey)).length === 0)
      throw signOnProblems.tenant_unknown()
    // Loaded when the first company is asked: most of the time of a start would go into it.
    const { createTenantProvider } = await import('./provider.ts')
    const provider = await createTenantProvider({
      signOns,
      tenant,
      domain: signOns.formatDomain(tenantCode),
      toStep: (uid) => `${options.baseUrl}/sign-on/at/${tenantCode}/${uid}`,
      nextId: () => platform.ids.next('sgn'),
      noteFault: (error) => platform.log.error({ fault: describeFault(error) }, 'a sign-on failed'),
    })
    const [oldest] = kept.keys()
    if (kept.size >= mostProviders && oldest !== undefined) kept.delete(oldest)
    kept.set(tenantCode, { madeAt: platform.wall.now(), provider })
    return provider
  }

  return async (tenantCode) => {
    const found = kept.get(tenantCode)
    if (found && platform.wall.now() - found.madeAt < providerMs) {
      kept.delete(tenantCode)
      kept.set(tenantCode, found)
      return found.provider
    }
    kept.delete(tenantCode)
    const made = making.get(tenantCode) ?? make(tenantCode).finally(() => making.delete(tenantCode))
    making.set(tenantCode, made)
    return made
  }
}
