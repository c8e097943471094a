import type { FastifyInstance } from 'fastify'
import { Problem } from '@loggia/kernel'
import type { Id, WallInstant } from '@loggia/kernel'
import type { SignedIn } from '../../parties/index.ts'
import { refuseClosed, signOnProblems } from '../../sign-on/index.ts'
import type { SignOnTenant } from '../../sign-on/index.ts'
import { formatDetour, identify, isReady } from '../identity.ts'
import { defaultScope } from './claims.ts'
import { readDirect } from './direct.ts'
import { casPath, oauthPath, samlPath } from './paths.ts'
import type { OfStep, Served } from './served.ts'

/** At the marketplace’s own address: who somebody is. */
export function registerSteps(server: FastifyInstance, served: Served): void {
  const { edge } = served
  const limited = { preHandler: served.limitGuest }
  server.get<OfStep>('/sign-on/at/:tenantCode/:uid', limited, async (request, reply) => {
    void reply.header('cache-control', 'no-store').header('referrer-policy', 'no-referrer')
    const who = await identify(edge, request)
    const waiting = await readWaiting(served, request.params)
    if (!who && waiting.asked.isUnasked) return reply.redirect(waiting.asked.finish, 303)
    if (!isReady(who)) return reply.redirect(formatDetour(request, who), 303)
    const next = await vouch(served, waiting, who)
    if (next === undefined) {
      // The app wants them to sign in anew. Nothing of theirs ends by a link: only when they have.
      return reply.redirect(`${formatDetour(request, undefined)}&anew=1`, 303)
    }
    return reply.redirect(next, 303)
  })

  server.get<{ Params: { connectedAppId: string } }>(
    '/sign-on/open/:connectedAppId',
    limited,
    async (request, reply) => {
      void reply.header('cache-control', 'no-store')
      const who = await identify(edge, request)
      if (!isReady(who)) return reply.redirect(formatDetour(request, who), 303)
      return reply.redirect(await findStart(served, who, request.params.connectedAppId), 303)
    },
  )
}

/** Where their browser goes on with a ticket; undefined if the app wants a sign-in that is newer than the member's. */
async function vouch(
  served: Served,
  { tenant, uid, asked }: Waiting,
  who: SignedIn,
): Promise<string | undefined> {
  const { connectedAppIds, since } = asked
  try {
    const text = await served.signOns.vouch(who, tenant, { uid, connectedAppIds, since })
    return text === undefined ? undefined : `${asked.finish}?ticket=${text}`
  } catch (error) {
    // Whoever may not use the app is nobody to it.
    if (asked.isUnasked && error instanceof Problem && error.kind === 'forbidden') return asked.finish
    throw error
  }
}

/** A sign-on that waits, and what it waits for. */
type Waiting = {
  readonly tenant: SignOnTenant
  readonly uid: string
  readonly asked: {
    readonly connectedAppIds: readonly Id<'cap'>[]
    readonly since?: WallInstant | undefined
    /** Where the browser comes back to. */
    readonly finish: string
    /** The browser comes back also when nobody is signed in: the app wants nobody to be asked. */
    readonly isUnasked: boolean
  }
}

/** Why the library wants somebody to sign in anew, or as somebody else. */
const anew = new Set(['login_prompt', 'max_age', 'id_token_hint', 'claims_id_token_sub_value'])

/** Throws `sign_on.step_unknown`. */
async function readWaiting(
  { signOns, providerOf }: Served,
  { tenantCode, uid }: OfStep['Params'],
): Promise<Waiting> {
  const { tenant, domain } = await providerOf(tenantCode)
  const step = await signOns.findStep(tenant.tenantKey, uid)
  if (!step) throw signOnProblems.step_unknown()
  const direct = readDirect(step.payload)
  if (direct) {
    const { connectedAppIds, isAnew, path, isUnasked } = direct
    const since = isAnew ? step.createdAt : undefined
    return { tenant, uid, asked: { connectedAppIds, since, finish: `${domain}${path}/${uid}`, isUnasked } }
  }
  const { params, prompt } = step.payload as {
    readonly params: { readonly client_id: string }
    readonly prompt: { readonly reasons: readonly string[] }
  }
  const client = await signOns.findClient(tenant.tenantKey, params.client_id)
  if (!client) throw signOnProblems.step_unknown()
  const isAnew = prompt.reasons.some((reason) => anew.has(reason))
  return {
    tenant,
    uid,
    asked: {
      connectedAppIds: [client.connectedAppId],
      since: isAnew ? step.createdAt : undefined,
      finish: `${domain}${oauthPath}/authorize/${encodeURIComponent(uid)}/finish`,
      isUnasked: false,
    },
  }
}

/** Where a click on an app leads (oauth.md §10): to its sign-on, which ends at its callback address. */
async function findStart({ signOns }: Served, { actor }: SignedIn, id: string): Promise<string> {
  const isAsked = ({ connectedAppId }: { readonly connectedAppId: Id<'cap'> }) => connectedAppId === id
  const app =
    (await signOns.listOwnApps(actor)).find(isAsked) ?? (await signOns.listTests(actor)).find(isAsked)
  if (!app) throw signOnProblems.app_unknown()
  if (app.closing) throw refuseClosed(app.closing, app.company)
  const { callbackUrl, method } = app
  if (callbackUrl === null) return app.loginUrl
  const [path, query] =
    method === 'saml2'
      ? [`${samlPath}/sso`, { sp: callbackUrl }]
      : method === 'cas'
        ? [`${casPath}/login`, { service: callbackUrl }]
        : [`${oauthPath}/authorize`, toAuthorisation(app.clientId, callbackUrl)]
  return `${signOns.formatDomain(app.tenantCode)}${path}?${new URLSearchParams(query).toString()}`
}

const toAuthorisation = (clientId: string, callbackUrl: string) => ({
  response_type: 'code',
  client_id: clientId,
  redirect_uri: callbackUrl,
  scope: defaultScope,
})
