import { fromDays } from '@loggia/kernel'
import type { DurationMs } from '@loggia/kernel'
import { fileProblems } from '../problems.ts'

/** Who uploads a file saves what it belongs to within this time. */
export const unusedForMs: DurationMs = fromDays(1)
/** So many files of one owner may wait to be used. */
const mostUnused = 50

/** What a file may weigh before anything in it is looked at. */
export function requireSize(content: Uint8Array, mostBytes: number): void {
  if (content.length === 0) throw fileProblems.empty()
  if (content.length > mostBytes) throw fileProblems.too_large({ got: content.length, max: mostBytes })
}

/** Files that nothing uses are of no use to anybody: an owner cannot pile them up. */
export function requireFewUnused(count: number): void {
  if (count > mostUnused) throw fileProblems.too_many_unused({ max: mostUnused })
}

export function requireFewOfSubject(count: number, max: number): void {
  if (count > max) throw fileProblems.too_many({ max })
}
