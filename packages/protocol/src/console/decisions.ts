import { z } from 'zod'
import type { IdPrefix } from '@loggia/kernel'
import { defineId, textSchema } from './values.ts'
import { mostDecided } from './views/kinds.ts'

const reason = z.string().trim().min(1).max(500).optional()

/**
 * The same decision about several things with this prefix of their ids, at most 100: each is decided on its own, and the
 * reply says of each, in the order of the request, whether it was or why not.
 */
export const defineDecisions = <P extends IdPrefix>(prefix: P) => {
  const id = defineId(prefix)
  return {
    body: z.object({ ids: z.array(id).min(1).max(mostDecided), approve: z.boolean(), reason }),
    reply: z.object({
      results: z.array(
        z.discriminatedUnion('done', [
          z.object({ id, done: z.literal(true) }),
          z.object({ id, done: z.literal(false), problem: z.object({ code: z.string(), text: textSchema }) }),
        ]),
      ),
    }),
  }
}
