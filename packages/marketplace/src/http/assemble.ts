import type { FastifyInstance } from 'fastify'
import { registerApiDocs } from './api-docs/index.ts'
import { createCompanyRoutes, registerCompanySignIn } from './company-sign-in.ts'
import { registerContract } from './contract-routes.ts'
import type { AnyHandlers } from './contract-routes.ts'
import { registerDocuments } from './document-pages.ts'
import type { Edge } from './edge.ts'
import { createFactorRoutes } from './factor-routes.ts'
import { createSendStream, createEventHandlers } from './events.ts'
import type { PresentHistory } from './streams.ts'
import { registerFiles } from './files.ts'
import type { ReadFile } from './files.ts'
import { createGuestLimit } from './guest-pages.ts'
import { registerHealth } from './health.ts'
import { createKeptPages } from './kept-pages.ts'
import { createKitHandlers, registerKit } from './kit.ts'
import { registerMedia } from './media.ts'
import type { ReadMedia } from './media.ts'
import { registerMetrics } from './metrics.ts'
import { mergeOwned } from '../platform/index.ts'
import { registerOpenApis } from './open-apis/index.ts'
import type { OpenApiAnswers } from './open-apis/index.ts'
import { registerPages } from './pages.ts'
import { registerRefusals } from './refusals.ts'
import { createServer } from './server.ts'
import { registerScim } from './scim/index.ts'
import type { Directory } from '../directory/index.ts'
import type { Identity } from '../identity/index.ts'
import { registerSignOn } from './sign-on/index.ts'
import { registerUnifiedLogin } from './sign-on/unified.ts'
import type { SignOns } from '../sign-on/index.ts'
import { registerUnsubscribe } from './unsubscribe.ts'
import type { EndSubscription } from './unsubscribe.ts'
import { createSessionRoutes } from './session-routes.ts'
import { registerSiteFiles } from './site-files.ts'
import { registerSitemap } from './sitemap.ts'
import type { PublicProducts } from './sitemap.ts'
import { registerStaticFiles } from './static-files.ts'

/** What the domains give the edge: handlers by contract key, and readers for addresses outside the contract. */
export type EdgeParts = {
  readonly domains: AnyHandlers
  readonly present: PresentHistory
  readonly readMedia: ReadMedia
  readonly readFile: ReadFile
  readonly endSubscription: EndSubscription
  readonly publicProducts: PublicProducts
  readonly openApi: OpenApiAnswers
  readonly scim: Directory['scim']
  readonly signOns: SignOns
  readonly identity: Identity
}

/**
 * Assembles the server. Rejects, with the list, if a route of a contract has no handler or two, or a handler has no
 * route.
 */
export async function assembleHttp(
  given: Omit<Edge, 'findPage'>,
  parts: EdgeParts,
): Promise<FastifyInstance> {
  const edge = { ...given, findPage: createKeptPages(given.options.keepsPages === false ? 0 : undefined) }
  const { domains, present, readMedia, readFile, endSubscription, publicProducts, openApi, identity } = parts
  const server = await createServer(edge)
  const own = {
    ...createSessionRoutes(edge),
    ...createFactorRoutes(edge),
    ...createCompanyRoutes(edge, identity),
    ...createKitHandlers(edge),
    ...createEventHandlers(domains),
  }
  const handlers = mergeOwned('a handler of', [domains, own as unknown as AnyHandlers])
  const limitGuest = createGuestLimit(server, edge)
  registerRefusals(server, edge, limitGuest)
  registerContract(server, edge, { handlers, sendStream: createSendStream(server, edge, present) })
  await registerOpenApis(server, edge, openApi)
  await registerScim(server, edge, parts.scim)
  await registerSignOn(server, edge, { signOns: parts.signOns, limitGuest })
  registerUnifiedLogin(server, edge, parts.signOns)
  await registerCompanySignIn(server, edge, identity)
  registerMedia(server, readMedia)
  registerFiles(server, edge, readFile)
  await registerUnsubscribe(server, endSubscription)
  registerKit(server, edge)
  registerHealth(server, edge)
  registerMetrics(server, edge)
  registerSiteFiles(server, edge)
  await server.register(async (pages) => {
    pages.addHook('preHandler', limitGuest)
    await registerApiDocs(pages, edge)
    registerPages(pages, edge, handlers)
    registerDocuments(pages, edge)
    registerSitemap(pages, edge, publicProducts)
  })
  await registerStaticFiles(server, edge.options.browserFiles)
  await server.ready()
  return server
}
