import type { FastifyReply, FastifyRequest } from 'fastify'
import type { RouteKey, RouteReply } from '@loggia/protocol/console'
import { toIso } from '@loggia/kernel'
import { partyProblems } from '../parties/index.ts'
import type { SignedIn } from '../parties/index.ts'
import type { HandlerRequest } from '../platform/index.ts'
import type { Edge } from './edge.ts'
import { readDevices, dropSession, keepDevice, keepSession, presentSession, readToken } from './identity.ts'
import { toOwnPath } from './security.ts'
import { toSessionSubject } from './session-watch.ts'

/** What only session routes need beside the contract's parts: they read and set the cookie. */
export type Exchange = {
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  readonly who: SignedIn | undefined
}
type SessionKey = Extract<
  RouteKey,
  `${string} /api/${'session' | 'profile' | 'sign-up' | 'password-reset' | 'email-confirmation'}${string}`
>
type SessionHandlers = {
  readonly [K in SessionKey]: (request: HandlerRequest<K>, exchange: Exchange) => Promise<RouteReply<K>>
}

/** Ends the streams of a session at once, on this and other nodes. */
const tellEnd = ({ platform }: Edge, sessionId: string): void =>
  platform.changes.publish(toSessionSubject(sessionId))

async function signIn(
  edge: Edge,
  body: HandlerRequest<'POST /api/session'>['body'],
  { request, reply, who }: Exchange,
): Promise<RouteReply<'POST /api/session'>> {
  const earlier = readToken(edge, request)
  const userAgent = request.headers['user-agent'] ?? ''
  const devices = readDevices(request)
  const { token, device, session } = await edge.parties.signIn({
    ...body,
    userAgent,
    ip: request.ip,
    devices,
  })
  // Signing in ends the session that this browser had before.
  if (earlier) await edge.parties.signOut(earlier)
  if (who) tellEnd(edge, who.sessionId)
  keepSession(edge, reply, token)
  keepDevice(edge, { request, reply }, device)
  return { session: presentSession(session) }
}

export const createSessionRoutes = (edge: Edge): SessionHandlers => ({
  'GET /api/session': async (_, { request, reply, who }) => {
    const token = readToken(edge, request)
    if (who && token) keepSession(edge, reply, token)
    return { session: who ? presentSession(who) : null }
  },

  'POST /api/session': ({ body }, exchange) => signIn(edge, body, exchange),

  'DELETE /api/session': async (_, { request, reply, who }) => {
    const token = readToken(edge, request)
    if (token) await edge.parties.signOut(token)
    if (who) tellEnd(edge, who.sessionId)
    dropSession(edge, reply)
    return null
  },

  'DELETE /api/sessions': async ({ actor }, { reply }) => {
    await edge.parties.signOutEverywhere(actor)
    dropSession(edge, reply)
    return null
  },

  'GET /api/sessions': async ({ actor }, { who }) => {
    const items = await edge.parties.listSessions(actor)
    return {
      items: items.map(({ id, startedAt, seenAt, userAgent }) => ({
        id,
        current: id === who?.sessionId,
        startedAt: toIso(startedAt),
        seenAt: toIso(seenAt),
        userAgent,
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

  'POST /api/password-resets': ({ body }) => edge.parties.choosePassword(body),

  'POST /api/profile/email': ({ body }, { who }) => {
    if (!who) throw partyProblems.sign_in_required()
    return edge.parties.askEmailChange(who, body)
  },

  'POST /api/email-confirmations': ({ body }) => edge.parties.confirmEmail(body.token),
})
