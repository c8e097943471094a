import type { Id } from '@loggia/kernel'
import type { OpenApiRoute } from '@loggia/protocol/open-apis'
import type { Edge } from '../edge.ts'

export type Pace = ReturnType<typeof createPace>
const minuteMs = 60_000

/** Limits how often one seller may ask, from all its servers together; counted per node. */
export function createPace({ options, platform }: Edge, { pace }: Pick<OpenApiRoute, 'pace'>) {
  const mostAMinute = options.limits?.openApis ?? pace.mostAMinute
  const counts = new Map<Id<'sel'>, { readonly minute: number; readonly count: number }>()

  type Judged = { readonly admitted: boolean; readonly headers: Readonly<Record<string, string>> }

  /** What the next request of the seller is answered with. The headers say how many are left, and when there are more. */
  function judge(sellerId: Id<'sel'>): Judged & { readonly minute: number; readonly count: number } {
    const now = platform.wall.now()
    const minute = Math.floor(now / minuteMs)
    const last = counts.get(sellerId)
    const count = last?.minute === minute ? last.count + 1 : 1
    const admitted = count <= mostAMinute
    const headers = {
      'x-ratelimit-limit': String(mostAMinute),
      'x-ratelimit-remaining': String(Math.max(0, mostAMinute - count)),
    }
    const seconds = Math.ceil(((minute + 1) * minuteMs - now) / 1000)
    return {
      minute,
      count,
      admitted,
      headers: admitted ? headers : { ...headers, 'retry-after': String(seconds) },
    }
  }

  /** Counts nothing: a stranger who knows the id of a key uses up none of its seller's requests. */
  const look = (sellerId: Id<'sel'>): Judged => judge(sellerId)

  function admit(sellerId: Id<'sel'>): Judged {
    const judged = judge(sellerId)
    counts.set(sellerId, { minute: judged.minute, count: judged.count })
    return judged
  }

  return { mostAMinute, look, admit }
}
