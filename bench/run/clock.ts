const ticks = 20

/**
 * The machine's clock, to a fraction of a millisecond, for comparing moments of several processes. Node's own
 * `performance.timeOrigin` is wrong by as long as a busy machine kept the process waiting while it was taken; here the best
 * of several ticks counts.
 */
export function startClock(): () => number {
  let beginning = -Infinity
  for (let tick = 0; tick < ticks; tick += 1) {
    const before = Date.now()
    let now = before
    while (now === before) now = Date.now()
    beginning = Math.max(beginning, now - performance.now())
  }
  return () => beginning + performance.now()
}

/** How far such a clock has run away from the machine's, which tells whole milliseconds, since it was started. */
export function measureDriftMs(nowMs: () => number): number {
  const ahead = nowMs() - Date.now()
  return Math.max(0, -ahead, ahead - 1)
}
