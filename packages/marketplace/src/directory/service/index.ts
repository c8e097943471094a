import type { DirectoryContext } from './context.ts'
import { createReading } from './reading.ts'

export type Directory = ReturnType<typeof createDirectory>

/** The people of organisations, and the departments and groups that they are in. */
export function createDirectory(_context: DirectoryContext) {
  return createReading()
}
