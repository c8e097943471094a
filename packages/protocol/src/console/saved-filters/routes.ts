import { z } from 'zod'
import { defineRoutes } from '../route.ts'
import { defineId, nothing, timeSchema } from '../values.ts'
import { filterListNames, mostFilterName, mostFilterValue } from './kinds.ts'

const nameSchema = z.string().trim().min(1).max(mostFilterName)
const wantedSchema = z.object({
  /** The path of the page that shows the list. */
  list: z.enum(filterListNames),
  name: nameSchema,
  /** By the parameters of the page's address: at least one, each of those that the list has. */
  filters: z
    .record(z.string().max(40), z.string().min(1).max(mostFilterValue))
    .meta({ examples: [{ state: 'completed' }] }),
})

const savedFilterSchema = wantedSchema.extend({ id: defineId('flt'), createdAt: timeSchema })
export type SavedFilter = z.infer<typeof savedFilterSchema>
const ofFilter = z.object({ savedFilterId: defineId('flt') })

export const savedFilterRoutes = defineRoutes({
  'GET /api/saved-filters': {
    summary: {
      en: 'List the filters that the member has saved in the current buyer, seller and operator roles, by name',
      zh: '查询本人以当前买家、商家、运营身份保存的筛选条件，按名称排序',
    },
    role: 'member',
    reply: z.object({ items: z.array(savedFilterSchema) }),
  },
  'POST /api/saved-filters': {
    summary: { en: 'Save filters of a list under a name', zh: '保存列表的筛选条件' },
    role: 'member',
    status: 201,
    body: wantedSchema.strict(),
    reply: savedFilterSchema,
  },
  'PUT /api/saved-filters/:savedFilterId': {
    summary: { en: 'Rename saved filters', zh: '重命名保存的筛选条件' },
    role: 'member',
    params: ofFilter,
    body: z.object({ name: nameSchema }).strict(),
    reply: savedFilterSchema,
  },
  'DELETE /api/saved-filters/:savedFilterId': {
    summary: { en: 'Delete saved filters', zh: '删除保存的筛选条件' },
    role: 'member',
    params: ofFilter,
    reply: nothing,
  },
})
