import type { Calls } from './index.ts'
import { createCallRoutes } from './routes.ts'
import { callExports } from './tables.ts'

/** What the domain adds to the marketplace. */
export const callsPart = {
  routes: ({ calls }: { calls: Calls }) => createCallRoutes(calls),
  exported: callExports,
}
