import { createHash } from 'node:crypto'

/** A request with its cookies: a Web-standard one, or one of Node, Express, Fastify, Koa or Nest. */
export type WithCookies = {
  readonly headers:
    | { readonly get: (name: string) => string | null }
    | { readonly cookie?: string | undefined }
}

/** The values of the cookies with this name. On http a neighbouring page may plant a second one. */
export function listCookies({ headers }: WithCookies, name: string): string[] {
  const line =
    'get' in headers && typeof headers.get === 'function'
      ? headers.get('cookie')
      : (headers as { cookie?: string }).cookie
  return (line ?? '').split(';').flatMap((pair) => {
    const at = pair.indexOf('=')
    return at > 0 && pair.slice(0, at).trim() === name ? [pair.slice(at + 1).trim()] : []
  })
}

/** One cookie of this server. */
export type Cookie = {
  readonly name: string
  /** The line for `Set-Cookie`; without a value, the cookie is deleted. */
  write(value: string, lifeMs: number): string
}

/**
 * A cookie of one sign-in: others of the same host, which have another callback address, have cookies of their own. Over
 * https nobody but this host can set it, and it is sent over https only.
 */
export function createCookie(name: string, callbackUrl: string): Cookie {
  const isHttps = new URL(callbackUrl).protocol === 'https:'
  const digest = createHash('sha256').update(callbackUrl).digest('hex')
  const full = `${isHttps ? '__Host-' : ''}${name}_${digest.slice(0, 8)}`
  const secure = isHttps ? '; Secure' : ''
  return {
    name: full,
    write: (value, lifeMs) =>
      `${full}=${value}; Path=/; Max-Age=${Math.floor(lifeMs / 1000)}; HttpOnly; SameSite=Lax${secure}`,
  }
}
