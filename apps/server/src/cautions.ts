import type { Config } from './config.ts'

/** What is allowed and most likely not meant, for the log at the start. */
export function cautionsOf({
  baseUrl,
  trustedProxies,
}: Pick<Config, 'baseUrl' | 'trustedProxies'>): string[] {
  // The server speaks plain HTTP, so with https there is a proxy before it.
  if (!baseUrl?.startsWith('https:') || trustedProxies.length > 0) return []
  return [
    'LOGGIA_BASE_URL is https, so a proxy stands before this server, and LOGGIA_TRUSTED_PROXIES names none: all readers count as one address, and share its limits of requests, sign-ins and connections',
  ]
}
