import { toIso } from '@loggia/kernel'
import type { SavedFilter as PresentedFilter } from '@loggia/protocol/console'
import type { Handlers } from '../platform/index.ts'
import type { SavedFilter } from './schema.ts'
import type { SavedFilters } from './service.ts'

const present = ({ createdAt, ...filter }: SavedFilter): PresentedFilter => ({
  ...filter,
  createdAt: toIso(createdAt),
})

export const createSavedFilterRoutes = (filters: SavedFilters): Handlers => ({
  'GET /api/saved-filters': async ({ actor }) => ({ items: (await filters.list(actor)).map(present) }),
  'POST /api/saved-filters': async ({ actor, body }) => present(await filters.save({ actor }, body)),
  'PUT /api/saved-filters/:savedFilterId': async ({ actor, params, body }) =>
    present(await filters.rename({ actor }, params.savedFilterId, body.name)),
  'DELETE /api/saved-filters/:savedFilterId': async ({ actor, params }) => {
    await filters.remove({ actor }, params.savedFilterId)
    return null
  },
})
