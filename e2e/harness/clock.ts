// The system's monotonic clock: one for all processes of a machine, counted from its start.
const monotonicMs = (): number => Number(process.hrtime.bigint() / 1_000n) / 1_000

/** Where a steady clock begins; processes that are given the same beginning agree. */
export const clockBeginning = (): string => String(Date.now() - monotonicMs())

/**
 * Milliseconds since 1970 that never step back, so that the times which two processes write down can be compared. Without
 * a beginning, the ordinary clock.
 */
export function steadyClock(beginning: string | undefined): () => number {
  if (beginning === undefined) return () => Date.now()
  const from = Number(beginning)
  return () => Math.floor(from + monotonicMs())
}
