import { addMs, fromHours } from '@loggia/kernel'
import type { Instant } from '@loggia/kernel'
import type { CaseGap, Connection, DebugCase } from '../schema.ts'
import { findLast, listStaleness } from './scenes.ts'

/** How long a call that passed counts for a submission (R44), in market time. */
const countsMs = fromHours(24)

/** The two cases of a scene. */
export type SceneCases = { readonly passed?: DebugCase | undefined; readonly failed?: DebugCase | undefined }

/**
 * Why a scene does not count for a submission (R44, R252); undefined if it does. Only the newest case counts, so that a
 * server that fails now is not submitted because it passed this morning.
 */
export function findGap(
  { passed, failed }: SceneCases,
  { today, now }: { readonly today: Connection | undefined; readonly now: Instant },
): CaseGap | undefined {
  const newest = findLast(passed, failed) === 'passed' ? passed : failed
  if (!newest) return 'none'
  if (!today || listStaleness(newest.connection, today).length > 0) return 'stale'
  if (!newest.passed) return 'failed'
  return newest.madeAt < addMs(now, -countsMs) ? 'old' : undefined
}
