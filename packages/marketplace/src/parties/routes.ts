import type { Handlers } from '../platform/index.ts'
import type { Parties } from './service.ts'

export const partyRoutes = (parties: Parties): Handlers => ({
  'POST /api/operator/buyers': ({ actor, body }) => parties.openBuyer(actor, body),
  'POST /api/operator/sellers': ({ actor, body }) => parties.openSeller(actor, body),
})
