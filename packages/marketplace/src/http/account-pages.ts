import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { omitUndefined } from '@loggia/kernel'
import type { PageData } from '@loggia/protocol/console'
import { presentApplication } from '../parties/index.ts'
import type { SignedIn } from '../parties/index.ts'
import type { Edge } from './edge.ts'
import { formatDetour, identify, isReady } from './identity.ts'
import { showPage } from './render.ts'
import { toOwnPath } from './security.ts'

/** Pages for signing up, the member's own account, and applying to sell. */
export function registerAccountPages(server: FastifyInstance, edge: Edge): void {
  const page = (
    url: string,
    read: (request: FastifyRequest, who: SignedIn | undefined) => Promise<PageData>,
  ) =>
    server.get(url, async (request, reply) =>
      showPage(edge, { request, reply }, await read(request, await identify(edge, request))),
    )
  page('/sign-up', async (request) => ({
    route: 'sign-up',
    mode: await edge.parties.getSignUpMode(),
    next: nextOf(request),
  }))
  page('/sign-in/company', async (request) => {
    const { given, anew } = request.query as { readonly given?: unknown; readonly anew?: unknown }
    return omitUndefined({
      route: 'company-sign-in' as const,
      next: nextOf(request),
      given: typeof given === 'string' ? given.slice(0, 254) : undefined,
      isAnew: anew !== undefined,
    })
  })
  page('/reset-password', async () => ({ route: 'reset-password', sendsMail: edge.parties.sendsMail }))
  page('/accept-invitation', async () => ({ route: 'accept-invitation' }))
  page('/directory/join', async () => ({ route: 'join-company' }))
  page('/emails', async () => ({ route: 'mail-subscription' }))
  page('/confirm-email', async () => ({ route: 'confirm-email' }))
  page('/sell', async (_, who) => ({
    route: 'sell',
    application: await applicationOf(edge, who),
    conditions: who?.actor.buyerId ? await edge.parties.listConditions(who.actor) : {},
  }))
  page('/unified-login', async () => ({ route: 'unified-login' }))
  server.get('/account', async (request: FastifyRequest, reply: FastifyReply) => {
    if (!(await identify(edge, request)))
      return reply.header('cache-control', 'no-store').redirect('/sign-in?next=%2Faccount', 302)
    const page: PageData = { route: 'account', next: nextOf(request) }
    return showPage(edge, { request, reply }, page)
  })
  server.get('/my-apps', async (request: FastifyRequest, reply: FastifyReply) => {
    const who = await identify(edge, request)
    if (!isReady(who))
      return reply.header('cache-control', 'no-store').redirect(formatDetour(request, who), 302)
    const { appId } = request.query as { readonly appId?: unknown }
    const page: PageData = omitUndefined({
      route: 'my-apps' as const,
      appId: typeof appId === 'string' ? appId : undefined,
    })
    return showPage(edge, { request, reply }, page)
  })
}

/** The path of this site to which the reader wants to go on. */
function nextOf(request: FastifyRequest): string {
  const { next } = request.query as { readonly next?: unknown }
  return toOwnPath(typeof next === 'string' ? next : undefined)
}

async function applicationOf(edge: Edge, who: SignedIn | undefined) {
  const found = who?.actor.buyerId && (await edge.parties.findApplication(who.actor))
  return found ? presentApplication(found) : null
}
