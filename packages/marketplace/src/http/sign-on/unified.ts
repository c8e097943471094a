import type { FastifyInstance } from 'fastify'
import type { SignedIn } from '../../parties/index.ts'
import { signOnProblems } from '../../sign-on/index.ts'
import type { SignOns } from '../../sign-on/index.ts'
import type { Edge } from '../edge.ts'
import { formatDetour, identify, isReady } from '../identity.ts'

/** The marketplace’s own login page for all apps (oauth.md §2): from its script to the app. */
export function registerUnifiedLogin(server: FastifyInstance, edge: Edge, signOns: SignOns): void {
  // The address as sellers write it. Browsers keep what stands behind the “#” (RFC 9110 §10.2.2).
  server.get('/unified-login/', async (_request, reply) => reply.redirect('/unified-login', 302))

  server.get('/sign-on/unified', async (request, reply) => {
    void reply.header('cache-control', 'no-store')
    const who = await identify(edge, request)
    if (!isReady(who)) return reply.redirect(formatDetour(request, who), 303)
    const { appId } = request.query as { readonly appId?: unknown }
    return reply.redirect(await findWay(signOns, who, appId), 303)
  })
}

/** Where somebody who may use the app goes on; of several companies they choose one themselves. */
async function findWay(signOns: SignOns, { actor }: SignedIn, appId: unknown): Promise<string> {
  if (typeof appId !== 'string' || appId === '') throw signOnProblems.app_id_missing()
  const isAsked = (one: { readonly appId: string }) => one.appId === appId
  const own = (await signOns.listOwnApps(actor)).filter(isAsked)
  // R270: its seller tries it with the test account.
  const [app, ...others] = own.length > 0 ? own : (await signOns.listTests(actor)).filter(isAsked)
  if (!app)
    throw (await signOns.hasApp(appId))
      ? signOnProblems.no_company_assigns()
      : signOnProblems.app_id_unknown()
  // Its own page is where they come from.
  if (app.callbackUrl === null) throw signOnProblems.callback_missing()
  return others.length > 0 ? `/my-apps?appId=${appId}` : `/sign-on/open/${app.connectedAppId}`
}
