import { fromDays } from '@loggia/kernel'
import type { DurationMs } from '@loggia/kernel'
import { fileProblems } from '../problems.ts'

/** How long (ms) an uploaded file may stay unused. */
export const unusedForMs: DurationMs = fromDays(1)
/** Most unused files of one owner. */
const mostUnused = 50

/** Checks the size before the content is read. */
export function requireSize(content: Uint8Array, mostBytes: number): void {
  if (content.length === 0) throw fileProblems.empty()
  if (content.length > mostBytes) throw fileProblems.too_large({ got: content.length, max: mostBytes })
}

/** Unused files serve nobody, so an owner may have few of them. */
export function requireFewUnused(count: number): void {
  if (count > mostUnused) throw fileProblems.too_many_unused({ max: mostUnused })
}

export function requireFewOfSubject(count: number, max: number): void {
  if (count > max) throw fileProblems.too_many({ max })
}
