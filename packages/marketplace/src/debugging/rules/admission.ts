const minuteMs = 60_000

/** The times of a seller’s latest requests with this one, oldest first; or that there were too many, with the seconds to wait. */
export type Admitted =
  | { readonly ok: true; readonly times: readonly number[] }
  | { readonly ok: false; readonly retryAfter: number }

/** Whether one more is let in at `now`, where so many a minute are. */
export function admit(before: readonly number[], now: number, mostAMinute: number): Admitted {
  const recent = before.filter((at) => now - at < minuteMs)
  const [oldest] = recent
  return recent.length >= mostAMinute && oldest !== undefined
    ? { ok: false, retryAfter: Math.max(1, Math.ceil((oldest + minuteMs - now) / 1000)) }
    : { ok: true, times: [...recent, now] }
}
