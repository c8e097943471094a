/** Where people meet the server that is checked, as a run is told it: addresses, or paths on the server. */
export type SignOnPlaces = {
  /** The callback address of its app credential. */
  readonly callback: string
  /** Where a sign-in starts, with `{company}` and `{path}`. Default: `start?tenant={company}&returnTo={path}` beside the callback. */
  readonly start?: string | undefined
  /** Where people sign out. Default: `logout` beside the callback. */
  readonly logout?: string | undefined
  /** A page that names who is signed in. Default: `/`. */
  readonly page?: string | undefined
  /** The ID of the app credential. Default: `CHECK00000000001`. */
  readonly appId?: string | undefined
}

/** The same as whole addresses. */
export type ResolvedPlaces = Readonly<Record<'callback' | 'logout' | 'page' | 'appId', string>> & {
  readonly hasPath: boolean
  readonly hasTenant: boolean
  readonly toStart: (tenantId: string, path: string) => string
}

/** Reads the addresses relative to that of the server. Throws a TypeError for one that is none. */
export function resolvePlaces(given: SignOnPlaces, url: string): ResolvedPlaces {
  const callback = new URL(given.callback, url).href
  // The braces of the places to fill would be escaped.
  const start = given.start ?? 'start?tenant={company}&returnTo={path}'
  const toStart = (tenantId: string, path: string): string =>
    new URL(
      start.replace('{company}', encodeURIComponent(tenantId)).replace('{path}', encodeURIComponent(path)),
      callback,
    ).href
  return {
    callback,
    logout: new URL(given.logout ?? 'logout', callback).href,
    page: new URL(given.page ?? '/', callback).href,
    appId: given.appId ?? 'CHECK00000000001',
    hasPath: start.includes('{path}'),
    hasTenant: start.includes('{company}'),
    toStart,
  }
}
