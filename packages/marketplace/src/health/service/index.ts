import { createHealthPages } from './pages.ts'
import type { HealthContext } from './pages.ts'
import { createRollUps } from './roll-up.ts'

export type Health = ReturnType<typeof createHealth>

/** How sellers’ interfaces do: for sellers and operators by attempts, for buyers by orders. */
export const createHealth = (context: HealthContext) => ({
  ...createRollUps(context),
  ...createHealthPages(context),
})
