import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { edgeProblems } from './problems.ts'

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS'])
export const isSafe = (method: string): boolean => safeMethods.has(method)

/** For replies that are no pages: nothing may be loaded by them and nobody may frame them. */
const closedPolicy = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"

/** Only what this server sent and marked with this page's nonce runs. */
export const pagePolicy = (nonce: string): string =>
  [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ')

/** For a page that runs nothing and is the same for many readers: its one style sheet is named by what it holds. */
export const stillPagePolicy = (css: string): string =>
  [
    "default-src 'none'",
    `style-src 'sha256-${createHash('sha256').update(css).digest('base64')}'`,
    "img-src 'self'",
    "font-src 'self'",
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ')

/** Headers of every reply. */
export const safeHeaders = (isHttps: boolean): Readonly<Record<string, string>> => ({
  'content-security-policy': closedPolicy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=()',
  ...(isHttps && { 'strict-transport-security': 'max-age=31536000' }),
})

/**
 * A change comes from our own pages or from no browser at all. Browsers say which with `Sec-Fetch-Site`, older ones with
 * `Origin`; a command line says neither and carries no cookie that a foreign page could have borrowed.
 */
export function requireOwnOrigin(request: FastifyRequest, ownOrigin: string): void {
  const site = request.headers['sec-fetch-site']
  const origin = request.headers.origin
  if (site !== undefined && site !== 'same-origin' && site !== 'none') throw edgeProblems.origin_refused()
  if (site !== undefined || origin === undefined) return
  if (origin !== ownOrigin && origin !== `${request.protocol}://${request.host}`)
    throw edgeProblems.origin_refused()
}

/** The token that only a page of this session knows. */
export function requireCsrfToken(request: FastifyRequest, csrfToken: string): void {
  const given = Buffer.from(String(request.headers['x-loggia-csrf'] ?? ''))
  const wanted = Buffer.from(csrfToken)
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) throw edgeProblems.csrf_refused()
}

/** A path of this site to go on to; anything that a browser could read as another site's address becomes `/`. */
export function ownPath(text: string | undefined): string {
  if (text === undefined || !/^\/(?![/\\])[^\\\p{Cc}]*$/u.test(text)) return '/'
  const base = 'http://own.invalid'
  const url = URL.parse(text, base)
  // `/..//elsewhere.example` begins harmlessly and is resolved to `//elsewhere.example`.
  return url?.origin === base && !url.pathname.startsWith('//') ? url.pathname + url.search + url.hash : '/'
}
