import type { Wall } from '@loggia/kernel'

const minuteMs = 60_000

/**
 * Limits requests per minute for each caller, in this process only. `admit` returns undefined if the request is
 * allowed, otherwise the seconds to wait; a refused request does not count.
 */
export type Admission = { admit(who: string): number | undefined }

export function createAdmission({ wall, mostAMinute }: { wall: Wall; mostAMinute: number }): Admission {
  // Ordered by latest request: callers that have gone quiet come first and are dropped from there.
  const latest = new Map<string, readonly number[]>()
  function forget(now: number): void {
    for (const [who, times] of latest) {
      if (now - (times.at(-1) ?? 0) < minuteMs) return
      latest.delete(who)
    }
  }
  return {
    admit(who) {
      const now = wall.now()
      forget(now)
      const recent = (latest.get(who) ?? []).filter((at) => now - at < minuteMs)
      const [oldest] = recent
      if (recent.length >= mostAMinute && oldest !== undefined)
        return Math.max(1, Math.ceil((oldest + minuteMs - now) / 1000))
      latest.delete(who)
      latest.set(who, [...recent, now])
      return undefined
    },
  }
}
