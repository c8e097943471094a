import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A folder that goes when the process does; what a test leaves running in it must be ended before. */
export function temporaryFolder(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `loggia-${name}-`))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  return folder
}
