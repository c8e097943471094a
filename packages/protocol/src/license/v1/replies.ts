import { z } from 'zod'

import { defineText, defineTolerant, instanceId, outcome } from '../../saas/reply-members.ts'
import { replySucceeded } from '../replies.ts'
import type { LicenseV1Activity } from './requests.ts'

/** The longest license text that is read; the table leaves the length open (license §1.1). */
export const maxLicenseLength = 65_536

const strictOutcome = z.strictObject(outcome)
const tolerantOutcome = defineTolerant(outcome)

/** Replies as a seller's server sends them. */
export const repliesToSend = {
  getLicense: z.strictObject({
    ...outcome,
    instanceId: defineText(64).optional(),
    license: defineText(maxLicenseLength).optional(),
  }),
  refreshLicense: strictOutcome,
  releaseLicense: strictOutcome,
} as const

/**
 * Replies that accept a request, as the marketplace reads them: unknown members dropped, null and empty strings taken
 * as absent. Early sellers left `instanceId` empty, since they had neither renewals nor releases.
 */
export const repliesToRead = {
  getLicense: defineTolerant({
    ...outcome,
    instanceId: instanceId.optional(),
    license: defineText(maxLicenseLength),
  }),
  refreshLicense: tolerantOutcome,
  releaseLicense: tolerantOutcome,
} as const

/** The reply to one activity, as the marketplace reads it. */
export type ReplyOf<A extends LicenseV1Activity> = z.infer<(typeof repliesToRead)[A]>
/** The reply to one activity, as a seller sends it. */
export type SentReplyOf<A extends LicenseV1Activity> = z.infer<(typeof repliesToSend)[A]>

/** The license. A repeat of the order gets the same license and the same id. */
export const replyLicense = (given: { instanceId: string; license: string }): SentReplyOf<'getLicense'> => ({
  ...given,
  ...replySucceeded(),
})
