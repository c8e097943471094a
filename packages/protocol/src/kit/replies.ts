import { z } from 'zod'

import { defineText, defineTolerant, outcome } from '../saas/reply-members.ts'
import { writeReply } from '../wire/encode.ts'
import { requireFitting } from '../wire/require-fitting.ts'
import type { KitResultCode } from './result-codes.ts'

/** A reply as a seller's server sends it; the marketplace's parser needs both members (joint-kit §12, 6). */
export const replyToSend = z.strictObject({ ...outcome, resultMsg: defineText(255) })
/** A reply as the marketplace reads it. */
export const replyToRead = defineTolerant(outcome)

/** A reply to any of the five interfaces, as a seller sends it. */
export type KitReply = z.infer<typeof replyToSend>
/** A reply to any of the five interfaces, as the marketplace reads it. */
export type ReceivedKitReply = z.infer<typeof replyToRead>

/** The request was carried out, or had been carried out before. */
export const replySucceeded = (): KitReply => ({ resultCode: '000000', resultMsg: 'success.' })
/** The request was refused; `resultMsg` says why and is cut to the 255 characters of the table. */
export const replyRefused = (resultCode: Exclude<KitResultCode, '000000'>, resultMsg: string): KitReply => ({
  resultCode,
  resultMsg: resultMsg.slice(0, 255) || resultCode,
})

/**
 * The body of a reply, HTTP status 200; in V1 sign exactly this text for `Body-Sign`. Throws a TypeError that lists
 * every fault.
 */
export const encodeReply = (reply: KitReply): string =>
  writeReply(requireFitting(replyToSend, reply, 'reply of the joint kit'))
