import { z } from 'zod'
import { appRoles } from '../apps/kinds.ts'
import { defineRoutes } from '../route.ts'
import { defineId, textSchema } from '../values.ts'
import { appClosings, appOpenings } from './kinds.ts'

/** An app that the reader’s account may use, through a company among whose people they are. */
const ownAppSchema = z.object({
  id: defineId('cap'),
  product: z.object({ id: defineId('prd'), name: textSchema, logo: z.string().optional() }),
  /** Its code, because two companies may have the same name. */
  company: z.object({ code: z.string(), name: z.string() }),
  role: z.enum(appRoles),
  opening: z.enum(appOpenings),
  closed: z.enum(appClosings).optional(),
  /** Of the seller’s app credential: the same in every company. */
  appId: z.string(),
  /** Tells two services of one product in one company apart. */
  orderNumber: z.string(),
})

export const signOnRoutes = defineRoutes({
  'GET /api/my-apps': {
    summary: {
      en: 'List the apps that the member may use through their companies, at most 500',
      zh: '查询自己可在所在企业中使用的应用，最多 500 个',
    },
    role: 'member',
    reply: z.object({ items: z.array(ownAppSchema) }),
  },
})

export type OwnApp = z.infer<typeof ownAppSchema>
