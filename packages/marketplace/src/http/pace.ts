import type { Platform } from '../platform/index.ts'

export type Pace = ReturnType<typeof createPace>
const minuteMs = 60_000

/** Limits how often one client may ask, such as all servers of a seller together; counted per node. */
export function createPace({ wall }: Pick<Platform, 'wall'>, mostAMinute: number) {
  const counts = new Map<string, { readonly minute: number; readonly count: number }>()

  type Judged = { readonly admitted: boolean; readonly headers: Readonly<Record<string, string>> }

  /** What the next request of the client is answered with. The headers say how many are left, and when there are more. */
  function judge(client: string): Judged & { readonly minute: number; readonly count: number } {
    const now = wall.now()
    const minute = Math.floor(now / minuteMs)
    const last = counts.get(client)
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
  const look = (client: string): Judged => judge(client)

  function admit(client: string): Judged {
    const judged = judge(client)
    counts.set(client, { minute: judged.minute, count: judged.count })
    return judged
  }

  return { mostAMinute, look, admit }
}
