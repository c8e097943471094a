import type { OpenApi } from './index.ts'
import { createOpenApiHandlers, createOpenApiRoutes } from './routes.ts'

/** What the domain adds to the marketplace. */
export const openApiPart = {
  routes: ({ openApi }: { openApi: OpenApi }) => createOpenApiRoutes(openApi),
  openApis: ({ openApi }: { openApi: OpenApi }) => createOpenApiHandlers(openApi),
}
