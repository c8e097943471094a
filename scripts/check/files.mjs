import { readdirSync } from 'node:fs'
import { join } from 'node:path'

const notOurs = new Set(['node_modules', 'dist', '.git', '.loggia', '.cache', 'coverage', 'output'])

/**
 * Every file of the repository below `root`, as sorted paths with forward slashes, without built and installed files.
 */
export function listFiles(root, folder = '') {
  const found = []
  for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
    const path = folder ? `${folder}/${entry.name}` : entry.name
    if (entry.isDirectory() && !notOurs.has(entry.name)) found.push(...listFiles(root, path))
    if (entry.isFile()) found.push(path)
  }
  return found.sort((a, b) => (a < b ? -1 : 1))
}

export const isTest = (path) => /\.test\.(tsx?|mjs)$/.test(path)
/** Code of a domain that only its tests import; the rules of imports take it for a test. */
export const isTestCode = (path) => /^packages\/marketplace\/src\/[^/]+\/testing\//.test(path)
