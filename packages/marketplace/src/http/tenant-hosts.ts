import type { HttpOptions } from './edge.ts'

/** The company whose own host name a request names (without a port, any case); undefined at any other host. */
export type FindTenantOfHost = (host: string | undefined) => string | undefined

/**
 * Companies may have host names of their own, such as `acme.apps.market.example`. What is asked there is answered as
 * below `/tenants/acme` of the marketplace's address, where everything of companies is.
 */
export function createTenantHosts({
  tenantUrl,
  baseUrl,
  hosts = [],
}: Pick<HttpOptions, 'tenantUrl' | 'baseUrl' | 'hosts'>): FindTenantOfHost {
  // Those of the marketplace itself may look like a company's.
  const own = new Set([new URL(baseUrl).hostname, ...hosts])
  const { hostname = '' } = URL.parse(tenantUrl?.replace('{tenant}', 'tenant-code') ?? '') ?? {}
  if (!hostname.startsWith('tenant-code.')) return () => undefined
  const ending = hostname.slice('tenant-code'.length)
  return (host = '') => {
    const name = host.replace(/:\d+$/, '').toLowerCase()
    const code = !own.has(name) && name.endsWith(ending) ? name.slice(0, -ending.length) : ''
    // Those of test companies have an underscore.
    return /^(?:test_)?[a-z\d](?:[a-z\d-]*[a-z\d])?$/.test(code) ? code : undefined
  }
}
