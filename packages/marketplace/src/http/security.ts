import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { omitUndefined } from '@loggia/kernel'
import type { Language } from '@loggia/kernel'
import { readOwnPath } from '@loggia/protocol/console/identity/kinds'
import { edgeProblems } from './problems.ts'

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS'])
export const isSafe = (method: string): boolean => safeMethods.has(method)

/** For replies that are no pages: they may load nothing, and nobody may frame them. */
const closedPolicy = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"

/** Pages load files of this server only; inline scripts and styles do not run. */
export const pagePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "frame-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** For a page that is only looked at, in a frame of our own pages. */
export const previewPolicy = [
  "default-src 'none'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'self'",
  'sandbox allow-same-origin',
].join('; ')

/** For a page without scripts that is the same for many readers: its one style sheet is allowed by its hash. */
export const formatStillPagePolicy = (css: string): string =>
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
export const createSafeHeaders = (isHttps: boolean): Readonly<Record<string, string>> =>
  omitUndefined({
    'content-security-policy': closedPolicy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=()',
    'strict-transport-security': isHttps ? 'max-age=31536000' : undefined,
  })

/** Whether a browser comes from one of our own pages; over plain http only the address of that page says so. */
export function isFromOwnPage({ headers, host }: FastifyRequest): boolean {
  const site = headers['sec-fetch-site']
  return site === undefined ? URL.parse(headers.referer ?? '')?.host === host : site === 'same-origin'
}

/** Origins of our own pages: the public address, and with `orAsked` also the host name of the request. */
export type Own = { readonly origin: string; readonly orAsked: boolean }

/**
 * Accepts a change only from our own pages, or from a client that is no browser. If the browser names an origin it must
 * be ours, even with `same-origin`: a page whose domain was made to resolve to this machine is same-origin to itself. A
 * command line sends neither header and carries no cookie that a foreign page could abuse.
 */
export function requireOwnOrigin(request: FastifyRequest, own: Own): void {
  const site = request.headers['sec-fetch-site']
  const { origin } = request.headers
  if (site !== undefined && site !== 'same-origin' && site !== 'none') throw edgeProblems.origin_refused()
  if (origin === undefined || origin === own.origin) return
  // A proxy that is not configured here may terminate https, so the scheme may differ.
  if (own.orAsked && URL.parse(origin)?.host === request.host) return
  throw edgeProblems.origin_refused()
}

/** No text of ours holds a NUL and no column accepts one: in an address it would only cause a fault later. */
export function requireNoNul({ url, query, language }: FastifyRequest): void {
  if (!url.includes('%00')) return
  const places = Object.entries(query as Record<string, unknown>).flatMap(([name, value]) =>
    String(value).includes('\u0000') ? [`query.${name}`] : [],
  )
  const faults = (places.length > 0 ? places : ['url']).map((path) => ({
    path,
    message: nulSentences[language],
  }))
  throw edgeProblems.invalid({ faults })
}

export const nulSentences = {
  'zh-CN': '不能包含空字符（U+0000）。',
  'en-US': 'The character U+0000 is not allowed.',
} as const satisfies Record<Language, string>

/** For callers that know this machine by another name, and safe from any page: signed, or telling nothing. */
const underAnyName = /^\/(healthz|readyz|metrics|api\/mkp-openapi-public\/.*)(?=[?]|$)/

/**
 * Answers these host names only, with any port. Anybody can make a domain resolve to this machine; a page of that
 * domain would have the same origin as ours to the browser.
 */
export function requireKnownHost(request: FastifyRequest, hosts: readonly string[]): void {
  if (underAnyName.test(request.url)) return
  const name = (request.headers.host ?? '').replace(/:\d+$/, '').toLowerCase()
  if (!hosts.includes(name)) throw edgeProblems.host_refused({ setting: 'LOGGIA_ALLOWED_HOSTS' })
}

/** Requires the token that only pages of this session know. */
export function requireCsrfToken(request: FastifyRequest, csrfToken: string): void {
  const given = Buffer.from(String(request.headers['x-loggia-csrf'] ?? ''))
  const wanted = Buffer.from(csrfToken)
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) throw edgeProblems.csrf_refused()
}

/** A path of this site to go on to; the home page if the text is none. */
export const toOwnPath = (text: string | undefined): string => readOwnPath(text) ?? '/'
