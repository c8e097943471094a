import type { FastifyReply, FastifyRequest } from 'fastify'
import type { PageData, PageFrame } from '@loggia/protocol/console'
import { timeToWire } from '../platform/index.ts'
import type { Edge } from './edge.ts'
import { identify, keepSession, presentSession, tokenOf } from './identity.ts'
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
  const frame: PageFrame = {
    language: request.language,
    theme: isTheme(theme) ? theme : 'system',
    nonce,
    path: request.url,
    session: who ? presentSession(who) : null,
    zone: edge.platform.zone,
    now: timeToWire(edge.platform.clock.now()),
    demo: edge.options.demoAccounts !== undefined,
  }
  const html = await edge.options.renderPage(page, frame)
  const token = tokenOf(request)
  if (who && token) keepSession(edge, reply, token)
  // A page holds its reader's language, theme and nonce: nobody else's copy would do.
  return reply
    .header('content-security-policy', pagePolicy(nonce))
    .header('cache-control', who ? 'no-store' : 'private, no-cache')
    .header('vary', 'cookie, accept-language')
    .type('text/html; charset=utf-8')
    .send(html)
}
