import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const folders: string[] = []

function removeAll(): void {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
}

/** A folder that goes when the process does; what a test leaves running in it must be ended before. */
export function createTemporaryFolder(name: string): string {
  if (folders.length === 0) process.once('exit', removeAll)
  const folder = mkdtempSync(join(tmpdir(), `loggia-${name}-`))
  folders.push(folder)
  return folder
}
