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
export const orgInfoToSend = defineOrgInfo({ name: defineText(128) })

const addedOrDeleted = z.literal([0, 1])

/**
 * Requests as we send them: with every length and value of the tables, and no other member. Lists are given as lists
 * and written as JSON text; V1 changes no tenant and no application, and withdraws no authorisation (joint-kit §12).
 */
export const requestsToSend = {
  tenantSync: defineTenantSync(addedOrDeleted),
  applicationSync: defineApplicationSync(addedOrDeleted),
  authSync: defineAuthSync(flagOfAny),
  ...sharedRequests,
  allOrgSync: defineAllOrgSync({ orgInfo: z.array(orgInfoToSend) }),
} as const

/** The request of one interface, as it is sent. */
export type RequestOf<A extends KitActivity> = WithReadonlyLists<z.infer<(typeof requestsToSend)[A]>>
/** A request as it is sent; `activity` is in its path, not in its body. */
export type KitV1Request = { [A in KitActivity]: RequestOf<A> }[KitActivity]
