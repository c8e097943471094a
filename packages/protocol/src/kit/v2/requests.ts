import { z } from 'zod'

import { defineText } from '../../saas/reply-members.ts'
import {
  defineAllOrgSync,
  defineApplicationSync,
  defineAuthSync,
  defineOrgInfo,
  defineTenantSync,
  flagOfAny,
  sharedRequests,
} from '../requests.ts'
import type { WithReadonlyLists } from '../requests.ts'
import type { KitActivity } from '../activities.ts'

/** A department of a full list as it is sent. */
export const orgInfoToSend = defineOrgInfo({ orgName: defineText(128) })

/** Requests as we send them: with every length and value of the tables, and no other member. */
export const requestsToSend = {
  tenantSync: defineTenantSync(flagOfAny),
  applicationSync: defineApplicationSync(flagOfAny),
  authSync: defineAuthSync(z.literal([0, 1, 2, 3])),
  ...sharedRequests,
  allOrgSync: defineAllOrgSync({ orgInfoList: z.array(orgInfoToSend) }),
} as const

/** The request of one interface, as it is sent. */
export type RequestOf<A extends KitActivity> = WithReadonlyLists<z.infer<(typeof requestsToSend)[A]>>
/** A request as it is sent; `activity` is in its path, not in its body. */
export type KitV2Request = { [A in KitActivity]: RequestOf<A> }[KitActivity]
