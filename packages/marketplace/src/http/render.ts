import { promisify } from 'node:util'
import { gzip, gzipSync } from 'node:zlib'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { defined } from '@loggia/kernel'
import type { PageData, PageFrame } from '@loggia/protocol/console'
import { timeToWire } from '../platform/index.ts'
import type { Edge } from './edge.ts'
import { cookieRules, identify, keepSession, presentSession, tokenOf } from './identity.ts'
import { isLanguage, languageCookie, languageParameter, offerCookie, offerLanguage } from './language.ts'
import { takesGzip } from './kept-document.ts'
import { pagePolicy } from './security.ts'

export const themeCookie = 'loggia_theme'
const themes = ['light', 'dark', 'system'] as const
type Theme = (typeof themes)[number]
export const isTheme = (text: string | undefined): text is Theme => themes.some((one) => one === text)

export type Exchange = { readonly request: FastifyRequest; readonly reply: FastifyReply }

/** Renders one page for whoever asks, with a nonce of its own. */
export async function showPage(
  edge: Edge,
  { request, reply }: Exchange,
  page: PageData,
): Promise<FastifyReply> {
  const who = await identify(edge, request)
  const nonce = Buffer.from(edge.platform.randomBytes(16)).toString('base64')
  const theme = request.cookies[themeCookie]
  const languageOffer = offerLanguage(request.language, {
    account: who?.member.language,
    acceptLanguage: request.headers['accept-language'],
    answered: request.cookies[offerCookie] !== undefined,
  })
  const frame: PageFrame = defined({
    language: request.language,
    theme: isTheme(theme) ? theme : 'system',
    nonce,
    path: request.url,
    origin: edge.options.baseUrl,
    languageOffer,
    session: who ? presentSession(who) : null,
    zone: edge.platform.zone,
    now: timeToWire(edge.platform.clock.now()),
    demo: edge.options.demoAccounts !== undefined,
    movableClock: edge.options.movableClock ? true : undefined,
  })
  const html = await edge.options.renderPage(page, frame)
  const token = tokenOf(edge, request)
  if (who && token) keepSession(edge, reply, token)
  keepLinkedLanguage(edge, { request, reply })
  // A page holds its reader's language, theme and nonce: nobody else's copy would do.
  void reply
    .header('content-security-policy', pagePolicy(nonce))
    .header('cache-control', who ? 'no-store' : 'private, no-cache')
    .header('vary', 'cookie, accept-language, accept-encoding')
    .type('text/html; charset=utf-8')
  // Only pages without a session: with one, the length of what is compressed would tell of its token (BREACH).
  if (who || !takesGzip(request)) return reply.send(html)
  return reply.header('content-encoding', 'gzip').send(await compress(html))
}

/** A page takes about a millisecond here; in the system's pool it would wait behind whatever else is there. */
const mostAtOnce = 256 * 1024
const compressLater = promisify(gzip)
const compress = (html: string): Buffer | Promise<Buffer> =>
  html.length <= mostAtOnce ? gzipSync(html) : compressLater(html)

/** Who came by a link in a language and has chosen none stays in it until the browser is closed. */
function keepLinkedLanguage(edge: Edge, { request, reply }: Exchange): void {
  const linked = (request.query as Record<string, unknown>)[languageParameter]
  if (isLanguage(linked) && !isLanguage(request.cookies[languageCookie]))
    void reply.setCookie(languageCookie, linked, cookieRules(edge))
}
