const ticks = 20

/**
 * The machine's clock with sub-millisecond precision, for comparing times of several processes. Node's
 * `performance.timeOrigin` is wrong by the time for which a busy machine delayed the process while it was taken; this
 * uses the best of several ticks of the clock.
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

/** How far such a clock has drifted from the machine's, which has whole milliseconds, since its start. */
export function measureDriftMs(nowMs: () => number): number {
  const ahead = nowMs() - Date.now()
  return Math.max(0, -ahead, ahead - 1)
}
