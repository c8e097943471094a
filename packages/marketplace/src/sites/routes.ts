import { readBase64 } from '../media/index.ts'
import type { Handlers } from '../platform/index.ts'
import type { Sites } from './service.ts'

export const createSiteRoutes = (sites: Sites): Handlers => ({
  'GET /api/operator/site': ({ actor }) => sites.getForOperator(actor),
  'PUT /api/operator/site/profile': ({ actor, body }) => sites.setProfile(actor, body),
  'POST /api/operator/site/logo': ({ actor, body }) => sites.setLogo(actor, readBase64(body.file)),
  'DELETE /api/operator/site/logo': ({ actor }) => sites.setLogo(actor, undefined),
  'PUT /api/operator/sites': ({ actor, body: { former, ...to } }) => sites.setSites(actor, to, former),
})
