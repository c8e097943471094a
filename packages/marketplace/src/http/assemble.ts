import type { FastifyInstance } from 'fastify'
import type { CsvTable } from '../platform/index.ts'
import { registerApiDocs } from './api-docs.ts'
import { registerContract } from './contract-routes.ts'
import type { AnyHandlers } from './contract-routes.ts'
import { registerCsv } from './csv.ts'
import type { Edge } from './edge.ts'
import { registerEvents } from './events.ts'
import type { PresentHistory } from './streams.ts'
import { registerExport } from './export.ts'
import type { ExportRows } from './export.ts'
import { registerFiles } from './files.ts'
import type { ReadFile } from './files.ts'
import { createGuestLimit } from './guest-pages.ts'
import { registerHealth } from './health.ts'
import { kitHandlers, registerKit } from './kit.ts'
import { registerMedia } from './media.ts'
import type { ReadMedia } from './media.ts'
import { registerMetrics } from './metrics.ts'
import { registerOpenApis } from './open-apis.ts'
import type { OpenApiAnswers } from './open-apis.ts'
import { registerPages } from './pages.ts'
import { registerRefusals } from './refusals.ts'
import { createServer } from './server.ts'
import { sessionRoutes } from './session-routes.ts'
import { registerSitemap } from './sitemap.ts'
import type { PublicProducts } from './sitemap.ts'
import { registerStaticFiles } from './static-files.ts'

/** What the domains give the edge: their handlers by contract key, and the two streams' contents. */
export type EdgeParts = {
  readonly domains: AnyHandlers
  readonly present: PresentHistory
  readonly exportRows: ExportRows
  readonly readMedia: ReadMedia
  readonly readFile: ReadFile
  readonly csvTables: readonly CsvTable[]
  readonly publicProducts: PublicProducts
  readonly openApi: OpenApiAnswers
}

/** Puts the parts together; rejects, with the list, if a route of the contract has no handler or a handler no route. */
export async function assembleHttp(
  edge: Edge,
  { domains, present, exportRows, readMedia, readFile, csvTables, publicProducts, openApi }: EdgeParts,
): Promise<FastifyInstance> {
  const server = await createServer(edge)
  const own = { ...sessionRoutes(edge), ...kitHandlers(edge) }
  const handlers: AnyHandlers = { ...domains, ...(own as unknown as AnyHandlers) }
  const limitGuest = createGuestLimit(server, edge)
  registerRefusals(server, edge, limitGuest)
  registerContract(server, edge, handlers)
  await registerOpenApis(server, edge, openApi)
  registerEvents(server, edge, { handlers, present })
  registerExport(server, edge, exportRows)
  registerMedia(server, readMedia)
  registerFiles(server, edge, readFile)
  registerKit(server, edge)
  registerCsv(server, edge, csvTables)
  registerHealth(server, edge)
  registerMetrics(server, edge)
  await server.register(async (pages) => {
    pages.addHook('preHandler', limitGuest)
    await registerApiDocs(pages, edge)
    registerPages(pages, edge, handlers)
    registerSitemap(pages, edge, publicProducts)
  })
  await registerStaticFiles(server, edge.options.browserFiles)
  await server.ready()
  return server
}
