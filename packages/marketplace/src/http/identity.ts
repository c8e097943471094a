import type { FastifyReply, FastifyRequest } from 'fastify'
import { omitUndefined } from '@loggia/kernel'
import { isGranted } from '@loggia/protocol/console'
import type { Caller, RouteRole, Session } from '@loggia/protocol/console'
import {
  partyProblems,
  requireBuyer,
  requireOperator,
  requireSeller,
  sessionLength,
} from '../parties/index.ts'
import type { SignedIn } from '../parties/index.ts'
import { toWireTime } from '../platform/index.ts'
import type { Edge } from './edge.ts'

type CurrentSuspension = NonNullable<NonNullable<SignedIn['seller']>['suspension']>

/**
 * Over https the prefix makes browsers accept the cookie only from this host over https (RFC 6265bis §4.1.3.2): a
 * sibling domain cannot plant a session or a sign-in. The plain name is not read there.
 */
export const getHostCookieName = (name: string, isHttps: boolean): string =>
  isHttps ? `__Host-${name}` : name
export const getSessionCookieName = (isHttps: boolean): string => getHostCookieName('loggia_session', isHttps)

export const readToken = (edge: Edge, request: FastifyRequest): string | undefined =>
  request.cookies[getSessionCookieName(edge.isHttps)] || undefined

/** The member of the session cookie; undefined without a valid one. */
export async function identify(edge: Edge, request: FastifyRequest): Promise<SignedIn | undefined> {
  const token = readToken(edge, request)
  request.signedIn ??= token === undefined ? Promise.resolve(undefined) : edge.parties.authenticate(token)
  const who = await request.signedIn
  if (who && request.speaksAsAccount) request.language = who.member.language
  return who
}

/** Whether a reader is signed in, and has nothing to do before anything else. */
export const isReady = (who: SignedIn | undefined): who is SignedIn =>
  who !== undefined && !who.mustChangePassword && !who.mustAddFactor

/** The page that comes first for a reader who is not ready; it leads back to the one that they asked for. */
export const formatDetour = ({ url }: FastifyRequest, who: SignedIn | undefined): string =>
  `${who ? '/account' : '/sign-in'}?next=${encodeURIComponent(url)}`

/** Sets the session cookie, or extends it along with its session. */
export function keepSession(edge: Edge, reply: FastifyReply, token: string): void {
  void reply.setCookie(getSessionCookieName(edge.isHttps), token, {
    ...createCookieRules(edge),
    httpOnly: true,
    maxAge: sessionLength / 1000,
  })
}

export function dropSession(edge: Edge, reply: FastifyReply): void {
  void reply.clearCookie(getSessionCookieName(edge.isHttps), { ...createCookieRules(edge), httpOnly: true })
}

const deviceCookie = 'loggia_devices'
/** Most members that one browser remembers. */
const mostDevices = 4
/** Browsers keep no cookie longer. */
const deviceDays = 400

/**
 * Device values that earlier sign-ins left in this browser; the sign-in of each member decides whether one is valid.
 */
export const readDevices = (request: FastifyRequest): string[] =>
  (request.cookies[deviceCookie] ?? '')
    .split('~')
    .filter((device) => /^[\w-]{22}\.[\w-]{43}$/.test(device))
    .slice(0, mostDevices)

/** Adds the device to those of other members in this browser; the least recently used is dropped first. */
export function keepDevice(
  edge: Edge,
  { request, reply }: { readonly request: FastifyRequest; readonly reply: FastifyReply },
  device: string,
): void {
  const others = readDevices(request).filter((other) => other !== device)
  void reply.setCookie(deviceCookie, [device, ...others].slice(0, mostDevices).join('~'), {
    ...createCookieRules(edge),
    path: '/api',
    httpOnly: true,
    maxAge: deviceDays * 24 * 60 * 60,
  })
}

/** `Lax`: a link from another site arrives signed in, a request from there that changes something does not. */
export const createCookieRules = (edge: Edge) =>
  ({ path: '/', sameSite: 'lax', secure: edge.isHttps }) as const

/** The only place where a route's role is checked: 401 without a session, 403 with another role. */
export function requireRole(role: RouteRole, who: SignedIn | undefined): void {
  if (role === 'anyone') return
  if (!who) throw partyProblems.sign_in_required()
  if (role === 'buyer') requireBuyer(who.actor)
  if (role === 'seller') requireSeller(who.actor)
  if (role === 'operator') requireOperator(who.actor)
}

/** Routes that are answered before an initial password is changed or a second factor is added: also these themselves. */
const ofOwnAccount = /^\/api\/(sessions?|profile)(\/|$)/

/**
 * The only place where a route's rights are checked (R2, R3, R6), as the contract states them: first the role, then the
 * initial password that must be changed and the second factor that must be added, then the grant. `path` is the pattern of the route.
 */
export function admit(caller: Caller & { readonly path: string }, who: SignedIn | undefined): void {
  requireRole(caller.role, who)
  if (caller.role === 'anyone' || !who) return
  if (who.mustChangePassword && !ofOwnAccount.test(caller.path)) throw partyProblems.password_must_change()
  if (who.mustAddFactor && !ofOwnAccount.test(caller.path)) throw partyProblems.factor_must_be_added()
  if (caller.needs !== undefined && !isGranted(who.rights[caller.role], caller.needs))
    throw partyProblems.right_missing({ right: [caller.needs].flat().join(' / ') })
}

const presentRights = ({ rights }: SignedIn): Session['rights'] => {
  const copy = (of: { readonly main: boolean; readonly grants: readonly string[] }) => ({
    main: of.main,
    grants: [...of.grants],
  })
  return omitUndefined({
    buyer: rights.buyer ? copy(rights.buyer) : undefined,
    seller: rights.seller ? copy(rights.seller) : undefined,
    operator: rights.operator ? copy(rights.operator) : undefined,
  })
}

const presentParty = <P extends { readonly suspension?: CurrentSuspension }>({ suspension, ...party }: P) =>
  omitUndefined({
    ...party,
    suspension:
      suspension &&
      omitUndefined({
        reason: suspension.reason,
        since: toWireTime(suspension.since),
        until: toWireTime(suspension.until),
      }),
  })

export const presentSession = (who: SignedIn): Session =>
  omitUndefined({
    member: who.member,
    buyer: who.buyer && presentParty(who.buyer),
    seller: who.seller && presentParty(who.seller),
    operator: who.actor.operator,
    rights: presentRights(who),
    mustChangePassword: who.mustChangePassword,
    mustAddFactor: who.mustAddFactor,
    csrfToken: who.csrfToken,
  })
