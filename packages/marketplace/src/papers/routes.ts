import { omitUndefined } from '@loggia/kernel'
import { presentFile, readUpload } from '../files/index.ts'
import type { Handlers } from '../platform/index.ts'
import type { PaperFile } from './schema.ts'
import type { Papers } from './service.ts'

const presentAll = (papers: readonly PaperFile[]) =>
  papers.map(({ kind, file }) => ({ kind, file: presentFile(file) }))

export const createPaperRoutes = (papers: Papers): Handlers => ({
  'GET /api/buyer/papers': async ({ actor, query }) => {
    const { applicationId, items } = await papers.listOwn(actor, query.purpose)
    return omitUndefined({ applicationId, items: presentAll(items) })
  },
  'POST /api/buyer/papers': async ({ request, body }) => {
    const { applicationId, items } = await papers.add(request, { ...body, file: readUpload(body.file) })
    return omitUndefined({ applicationId, items: presentAll(items) })
  },
  'DELETE /api/buyer/papers/:purpose/:fileId': async ({ actor, params }) => {
    await papers.remove(actor, params.purpose, params.fileId)
    return null
  },
  'GET /api/operator/applications/:applicationId/papers': async ({ actor, params }) => ({
    items: presentAll(await papers.listForReview(actor, params.applicationId)),
  }),
  'GET /api/operator/organisation-applications/:applicationId/papers': async ({ actor, params }) => ({
    items: presentAll(await papers.listForReview(actor, params.applicationId)),
  }),
})
