import { toWireTime } from '../platform/index.ts'
import type { Handlers } from '../platform/index.ts'
import type { SynonymGroup } from './schema.ts'
import type { Search } from './service.ts'

export const createSearchRoutes = (search: Search): Handlers => ({
  'GET /api/operator/synonyms': async () => ({ items: (await search.listSynonyms()).map(present) }),
  'POST /api/operator/synonyms': async ({ actor, body }) =>
    present(await search.createSynonyms(actor, body.words)),
  'PUT /api/operator/synonyms/:synonymId': async ({ actor, params, body }) =>
    present(await search.changeSynonyms(actor, params.synonymId, body)),
  'POST /api/operator/synonyms/:synonymId/removal': async ({ actor, params, body }) => {
    await search.removeSynonyms(actor, params.synonymId, body.former)
    return null
  },
})

const present = ({ changedAt, words, ...group }: SynonymGroup) => ({
  ...group,
  words: [...words],
  changedAt: toWireTime(changedAt),
})
