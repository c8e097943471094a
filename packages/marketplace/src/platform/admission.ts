import type { Wall } from '@loggia/kernel'

const minuteMs = 60_000

/**
 * Limits requests per minute for each caller, in this process only. `admit` returns undefined if the request, or so many
 * at once, are allowed, otherwise the seconds to wait; what is refused does not count.
 */
export type Admission = { admit(who: string, count?: number): number | undefined }

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
    admit(who, count = 1) {
      const now = wall.now()
      forget(now)
      const recent = (latest.get(who) ?? []).filter((at) => now - at < minuteMs)
      // There is room when so many of the earlier ones are a minute old.
      const tooMany = Math.min(recent.length, recent.length + count - mostAMinute)
      const last = recent[tooMany - 1]
      if (last !== undefined) return Math.max(1, Math.ceil((last + minuteMs - now) / 1000))
      latest.delete(who)
      latest.set(who, [...recent, ...Array<number>(count).fill(now)])
      return undefined
    },
  }
}
