import type { Wall } from '@loggia/kernel'

const minuteMs = 60_000

/**
 * Lets in so many requests a minute by each who asks, of this process alone. Gives the seconds to wait where there were
 * too many; one that is refused does not count.
 */
export type Admission = { admit(who: string): number | undefined }

export function createAdmission({ wall, mostAMinute }: { wall: Wall; mostAMinute: number }): Admission {
  // In the order of the latest request, so that those who ask no more stand in front and are dropped.
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
