import type { FastifyReply, FastifyRequest } from 'fastify'
import type { JsonRouteKey, RouteKey, RouteReply } from '@loggia/protocol/console'
import { toIso } from '@loggia/kernel'
import { partyProblems } from '../parties/index.ts'
import type { SignedIn } from '../parties/index.ts'
import type { HandlerRequest } from '../platform/index.ts'
import { readCompanySecret } from './company-cookie.ts'
import type { Edge } from './edge.ts'
import { readDevices, dropSession, keepDevice, keepSession, presentSession, readToken } from './identity.ts'
import { toOwnPath } from './security.ts'
import { toSessionSubject } from './session-watch.ts'
import { dropStep, keepStep, readSite, readStep } from './sign-in-steps.ts'

/** What only session routes need beside the contract's parts: they read and set the cookie. */
export type Exchange = {
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  readonly who: SignedIn | undefined
}
/** The routes of `factor-routes.ts`. */
export type FactorKey = Extract<
  RouteKey,
  `${string} /api/${'session/second-factor/challenge' | 'session/passkey/challenge' | `profile/${'factors' | 'totp' | 'passkeys' | 'recovery-codes'}`}${string}`
>
/** The routes of `company-sign-in.ts`. */
export type CompanyKey = Extract<RouteKey, `${string} /api/session/company-connection`>
type SessionKey = Exclude<
  Extract<
    RouteKey,
    `${string} /api/${'session' | 'profile' | 'sign-up' | 'password-reset' | 'email-confirmation'}${string}`
  >,
  FactorKey | CompanyKey
>
export type ExchangeHandlers<Key extends JsonRouteKey> = {
  readonly [K in Key]: (request: HandlerRequest<K>, exchange: Exchange) => Promise<RouteReply<K>>
}

/** Ends the streams of a session at once, on this and other nodes. */
const tellEnd = ({ platform }: Edge, sessionId: string): void =>
  platform.changes.publish(toSessionSubject(sessionId))

const readBrowser = (edge: Edge, request: FastifyRequest) => ({
  userAgent: request.headers['user-agent'] ?? '',
  ip: request.ip,
  devices: readDevices(request),
  site: readSite(edge),
  secret: readCompanySecret(edge, request),
})

/**
 * The browser keeps the session. Signing in ends the session that it had before. Without `device` the browser does not
 * become a known one.
 */
export async function startSession(
  edge: Edge,
  { token, device, session }: { token: string; device?: string; session: SignedIn },
  { request, reply, who }: Exchange,
) {
  const earlier = readToken(edge, request)
  if (earlier) await edge.parties.signOut(earlier)
  if (who) tellEnd(edge, who.sessionId)
  keepSession(edge, reply, token)
  if (device !== undefined) keepDevice(edge, { request, reply }, device)
  if (readStep(edge, request)) dropStep(edge, reply)
  return { session: presentSession(session) }
}

async function signIn(
  edge: Edge,
  body: HandlerRequest<'POST /api/session'>['body'],
  exchange: Exchange,
): Promise<RouteReply<'POST /api/session'>> {
  const begun = await edge.parties.beginSignIn({ ...body, ...readBrowser(edge, exchange.request) })
  if (!('step' in begun)) return startSession(edge, begun, exchange)
  keepStep(edge, exchange.reply, begun.step)
  throw partyProblems.second_factor_needed({ methods: begun.methods })
}

export const createSessionRoutes = (edge: Edge): ExchangeHandlers<SessionKey> => ({
  'GET /api/session': async (_, { request, reply, who }) => {
    const token = readToken(edge, request)
    if (who && token) keepSession(edge, reply, token)
    return { session: who ? presentSession(who) : null }
  },

  'POST /api/session': ({ body }, exchange) => signIn(edge, body, exchange),

  'POST /api/session/second-factor': async ({ body }, exchange) => {
    const { request } = exchange
    const entered = await edge.parties.finishSignIn(
      readStep(edge, request),
      body.proof,
      readBrowser(edge, request),
    )
    return startSession(edge, entered, exchange)
  },

  'POST /api/session/passkey': async ({ body }, exchange) => {
    const { request } = exchange
    const entered = await edge.parties.signInByPasskey(
      readStep(edge, request),
      body.response,
      readBrowser(edge, request),
    )
    return startSession(edge, entered, exchange)
  },

  'DELETE /api/session': async (_, { request, reply, who }) => {
    const token = readToken(edge, request)
    if (token) await edge.parties.signOut(token)
    if (who) tellEnd(edge, who.sessionId)
    dropSession(edge, reply)
    return null
  },

  'DELETE /api/sessions': async ({ actor, query }, { reply, who }) => {
    if (who && query.keep) {
      await edge.parties.signOutOthers(who)
      return null
    }
    await edge.parties.signOutEverywhere(actor)
    dropSession(edge, reply)
    return null
  },

  'GET /api/sessions': async ({ actor }, { who }) => {
    const items = await edge.parties.listSessions(actor)
    return {
      items: items.map(({ startedAt, seenAt, ...session }) => ({
        ...session,
        current: session.id === who?.sessionId,
        startedAt: toIso(startedAt),
        seenAt: toIso(seenAt),
      })),
    }
  },

  'DELETE /api/sessions/:sessionId': async ({ actor, params }, { reply, who }) => {
    await edge.parties.endSession(actor, params.sessionId)
    tellEnd(edge, params.sessionId)
    if (params.sessionId === who?.sessionId) dropSession(edge, reply)
    return null
  },

  'PUT /api/profile': async ({ actor, body }) => {
    await edge.parties.changeProfile(actor, body)
    return null
  },

  'PUT /api/profile/password': async ({ body }, { request, reply, who }) => {
    if (!who) throw partyProblems.sign_in_required()
    const { device } = await edge.parties.changePassword(who, body)
    keepDevice(edge, { request, reply }, device)
    return null
  },

  'POST /api/sign-up': ({ body: { agreed: _, ...ask } }, { request }) =>
    edge.parties.signUp({ ...ask, next: ask.next && toOwnPath(ask.next), ip: request.ip }),

  'POST /api/password-reset-requests': async ({ body, language }, { request }) => {
    await edge.parties.askReset({ ...body, ip: request.ip, language })
    return null
  },

  'POST /api/password-resets/owner': ({ body }) => edge.parties.getLinkOwner(body.token),

  'POST /api/password-resets': ({ body }, { request }) =>
    edge.parties.choosePassword({ ...body, secret: readCompanySecret(edge, request) }),

  'POST /api/profile/email': ({ body }, { who }) => {
    if (!who) throw partyProblems.sign_in_required()
    return edge.parties.askEmailChange(who, { ...body, site: readSite(edge) })
  },

  'POST /api/email-confirmations': ({ body }) => edge.parties.confirmEmail(body.token),
})
