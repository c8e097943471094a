import { z } from 'zod'

import { parseExpireTime } from '../saas/v2/expire-time.ts'

export const defineText = (max: number) => z.string().min(1).max(max)

/** A time as it is sent: fourteen digits. */
export const timeToSend = z
  .string()
  .length(14)
  .refine((digits) => parseExpireTime(digits) !== undefined, 'a time as yyyyMMddHHmmss in UTC')
/** A time as it is read: fourteen or seventeen digits. */
export const timeToRead = z.string().refine((digits) => parseExpireTime(digits) !== undefined)

/** Members as they are read. */
export const idToRead = z.string().max(64)
export const flagToRead = z.enum(['0', '1']).optional()

/** Real requests omit the flag and debugging requests send `1`, as in SaaS V2.0. */
export const flagToSend = z.literal('1').optional()
