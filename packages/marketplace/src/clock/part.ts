import type { Clockwork } from './index.ts'
import { createClockRoutes } from './routes.ts'

/** What the domain adds to the marketplace. */
export const clockPart = {
  routes: ({ clockwork }: { clockwork: Clockwork }) => createClockRoutes(clockwork),
}
