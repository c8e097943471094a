import type { FastifyReply } from 'fastify'
import type { Id, WallInstant } from '@loggia/kernel'
import { lives, signOnProblems } from '../../sign-on/index.ts'
import type { AppUser, Holder, Payload } from '../../sign-on/index.ts'
import type { Edge } from '../edge.ts'
import { createCookieRules } from '../identity.ts'
import type { TenantProvider } from './provider.ts'
import type { Exchange, Served } from './served.ts'

/** A sign-on by a protocol that the library does not speak, while it waits for somebody. */
export type Direct = {
  /** Below the address of the company; the browser comes back to it with the id of the sign-on behind. */
  readonly path: string
  readonly connectedAppIds: readonly Id<'cap'>[]
  readonly isAnew: boolean
  /** Nobody is asked who they are: the browser comes back without a ticket. */
  readonly isUnasked: boolean
  /** What the protocol needs to go on. */
  readonly data: Readonly<Record<string, string>>
}
/** Somebody who is signed on. */
export type Arrived = AppUser & {
  readonly holder: Holder
  readonly data: Direct['data']
  /** Whether they have just said who they are. */
  readonly isNew: boolean
  /** Since when they are signed in. */
  readonly since: WallInstant
}
/** Nobody is signed in, and nobody was to be asked. */
export type Unasked = { readonly data: Direct['data'] }

export const readDirect = ({ direct }: Payload): Direct | undefined => direct as Direct | undefined

const draw = ({ platform }: Edge): string => Buffer.from(platform.randomBytes(32)).toString('base64url')

/** Who is signed in here and may use one of the apps; else leads their browser to where they say who they are. */
export async function beginDirect(
  { edge, signOns }: Served,
  provider: TenantProvider,
  { request, reply, direct }: Exchange & { readonly direct: Direct },
): Promise<Arrived | FastifyReply> {
  const { tenantKey, tenantCode } = provider.tenant
  const secret = request.cookies[provider.cookies.session]
  const session = secret ? await signOns.findSession(tenantKey, secret) : undefined
  if (session?.holder && !direct.isAnew) {
    const { holder, payload } = session
    const user = await signOns.findUser(direct.connectedAppIds, holder.userId)
    if (user) return { ...user, holder, data: direct.data, isNew: false, since: readSince(payload) }
  }
  const uid = draw(edge)
  await signOns.saveStep(tenantKey, uid, { direct })
  void reply.setCookie(provider.cookies.nameStep(uid), uid, createRules(edge, provider, lives.step))
  return reply
    .header('cache-control', 'no-store')
    .redirect(`${edge.options.baseUrl}/sign-on/at/${tenantCode}/${uid}`, 303)
}

const createRules = (edge: Edge, { domain }: TenantProvider, lifeMs: number) => ({
  ...createCookieRules(edge),
  secure: domain.startsWith('https:'),
  path: '/',
  httpOnly: true,
  maxAge: lifeMs / 1000,
})

/** The library counts in seconds. */
const readSince = ({ loginTs }: Payload): WallInstant => (Number(loginTs) * 1000) as WallInstant

/** Their browser comes back with the ticket. Throws `sign_on.browser_changed`, `sign_on.step_unknown`, and what `getUser` throws. */
export async function takeDirect(
  { edge, signOns }: Served,
  provider: TenantProvider,
  { request, reply, uid }: Exchange & { readonly uid: string },
): Promise<Arrived | Unasked> {
  const { tenantKey, name } = provider.tenant
  const { ticket } = request.query as { readonly ticket?: unknown }
  const step = await signOns.findStep(tenantKey, uid)
  const direct = step && readDirect(step.payload)
  // Taken also in the wrong browser, where it stands in the address.
  const vouched = typeof ticket === 'string' ? await signOns.takeTicket(tenantKey, uid, ticket) : undefined
  if (request.cookies[provider.cookies.nameStep(uid)] !== uid) throw signOnProblems.browser_changed()
  if (!direct || !(vouched || (direct.isUnasked && ticket === undefined))) throw signOnProblems.step_unknown()
  await signOns.removeStep(tenantKey, uid)
  if (!vouched) return { data: direct.data }
  const { userId, sessionId } = vouched
  const user = await signOns.getUser(direct.connectedAppIds, { userId, company: name })
  const former = request.cookies[provider.cookies.session]
  if (former) await signOns.removeSession(tenantKey, former)
  const secret = draw(edge)
  await provider.openSession(secret, { ...vouched, uid: draw(edge), nowMs: edge.platform.wall.now() })
  void reply.setCookie(provider.cookies.session, secret, createRules(edge, provider, lives.session))
  return {
    ...user,
    holder: { userId, sessionId },
    data: direct.data,
    isNew: vouched.startedAt >= step.createdAt,
    since: vouched.startedAt,
  }
}
