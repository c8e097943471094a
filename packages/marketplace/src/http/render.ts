import type { FastifyReply, FastifyRequest } from 'fastify'
import { omitUndefined, getOffsetMinutes } from '@loggia/kernel'
import type { PageData, PageFrame, ReadForPage } from '@loggia/protocol/console'
import type { SignedIn } from '../parties/index.ts'
import type { Edge } from './edge.ts'
import { logUnrendered } from './fault-log.ts'
import { encodeGzip } from './encode-gzip.ts'
import { encodeGzipAround } from './gzip-around.ts'
import { createCookieRules, identify, keepSession, presentSession, readToken } from './identity.ts'
import {
  isLanguage,
  languageCookie,
  languageParameter,
  offerCookie,
  proposeLanguage,
  readBrowserLanguage,
  readBrowserRegion,
  readDismissed,
  siteOfferCookie,
} from './language.ts'
import { mayGzip, sendKept } from './kept-document.ts'
import { computePageKey } from './page-key.ts'
import { pagePolicy, previewPolicy } from './security.ts'

export const themeCookie = 'loggia_theme'
export const viewCookie = 'loggia_view'
const themes = ['light', 'dark', 'system'] as const
type Theme = (typeof themes)[number]
export const isTheme = (text: string | undefined): text is Theme => themes.some((one) => one === text)

export type Exchange = { readonly request: FastifyRequest; readonly reply: FastifyReply }

/** Renders one page for the reader of the request. `read` gives a page of the centres its data. */
export async function showPage(
  edge: Edge,
  { request, reply }: Exchange,
  page: PageData,
  read?: ReadForPage,
): Promise<FastifyReply> {
  const who = await identify(edge, request)
  const frame = { ...frameOf(edge, request, who), ...(await readSiteOf(edge, { request, page, who })) }
  const render = () =>
    edge.options.renderPage(page, frame, read, (error) => logUnrendered(edge, error, request))
  const isForAll = computePageKey(page, frame) !== undefined
  const html = isForAll ? await edge.findPage([page, frame], render) : await render()
  const token = readToken(edge, request)
  if (who && token) keepSession(edge, reply, token)
  keepLinkedLanguage(edge, { request, reply })
  void reply
    .header('content-security-policy', pagePolicy)
    .header('cache-control', isForAll ? 'private, no-cache' : 'no-store')
    .header('vary', 'cookie, accept-language, accept-encoding')
    .type('text/html; charset=utf-8')
  if (typeof html !== 'string') return sendKept({ request, reply }, html)
  if (!mayGzip(request)) return reply.send(html)
  if (!who) return reply.header('content-encoding', 'gzip').send(await encodeGzip(html))
  // The page of a reader has secrets in it, whose length would tell them to somebody who chooses a part of it (BREACH).
  if (request.url !== request.routeOptions.url) return reply.send(html)
  return reply.header('content-encoding', 'gzip').send(encodeGzipAround(html, who.csrfToken))
}

/** Renders a page as guests see it, for a frame of our own pages: no index keeps it, and no script or form works on it. */
export async function showPreview(
  edge: Edge,
  { request, reply }: Exchange,
  page: PageData,
): Promise<FastifyReply> {
  const frame = { ...frameOf(edge, request, undefined), site: await edge.sites.getProfile() }
  const html = await edge.options.renderPage(page, frame)
  return reply
    .header('content-security-policy', previewPolicy)
    .header('cache-control', 'no-store')
    .header('x-robots-tag', 'noindex, nofollow')
    .type('text/html; charset=utf-8')
    .send(html.replaceAll(/<script\b[^>]*>.*?<\/script>|<link rel="modulepreload"[^>]*>/gs, ''))
}

/** A new member must also be listed in `page-key.ts`, which says what pages of guests may differ in. */
function frameOf({ platform, options }: Edge, request: FastifyRequest, who: SignedIn | undefined): PageFrame {
  const theme = request.cookies[themeCookie]
  return omitUndefined({
    language: request.language,
    theme: isTheme(theme) ? theme : 'system',
    view: request.cookies[viewCookie] === 'cards' ? ('cards' as const) : undefined,
    path: request.url,
    origin: options.baseUrl,
    languageOffer: proposeLanguage(request.language, {
      account: who?.member.language,
      acceptLanguage: request.headers['accept-language'],
      answered: request.cookies[offerCookie] !== undefined,
    }),
    session: who ? presentSession(who) : null,
    zone: platform.zone,
    zoneOffsetMinutes: getOffsetMinutes(platform.clock.now(), platform.zone),
    demo: options.demoAccounts !== undefined,
    movableClock: options.movableClock ? true : undefined,
  })
}

/** The site's own look, and the offer of another site (R9). What failed may be the database, so its page asks nothing. */
async function readSiteOf(
  { sites }: Edge,
  of: { readonly request: FastifyRequest; readonly page: PageData; readonly who: SignedIn | undefined },
): Promise<Pick<PageFrame, 'site' | 'siteOffer'>> {
  const { request, page, who } = of
  if (page.route === 'problem' && page.status >= 500) return { site: sites.recallProfile() }
  const acceptLanguage = request.headers['accept-language']
  const { profile, offer } = await sites.readForPage({
    memberId: who?.actor.memberId,
    country: who?.country ?? readBrowserRegion(acceptLanguage),
    language: who?.member.language ?? readBrowserLanguage(acceptLanguage),
    dismissed: who ? [] : readDismissed(request.cookies[siteOfferCookie]),
  })
  return omitUndefined({ site: profile, siteOffer: page.route === 'centre' ? undefined : offer })
}

/** A reader who followed a link in a language, and has chosen none, keeps it until the browser is closed. */
function keepLinkedLanguage(edge: Edge, { request, reply }: Exchange): void {
  const linked = (request.query as Record<string, unknown>)[languageParameter]
  if (isLanguage(linked) && !isLanguage(request.cookies[languageCookie]))
    void reply.setCookie(languageCookie, linked, createCookieRules(edge))
}
