import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const notSources = new Set(['node_modules', 'dist', 'vectors'])

const everything = () => true

/**
 * A hash of these files and folders below `root`, without tests and prose in the folders; with `isWanted`, only of their
 * files whose names it accepts. It uses contents, not dates, which differ in a fresh checkout of the same sources.
 */
export function hashOfSources(root, folders, files = ['package-lock.json'], isWanted = everything) {
  const hash = createHash('sha256')
  for (const file of files) if (existsSync(join(root, file))) hash.update(readFileSync(join(root, file)))
  for (const folder of folders) addFolder(hash, { root, isWanted }, folder)
  return hash.digest('hex')
}

function addFolder(hash, { root, isWanted }, folder) {
  const entries = readdirSync(join(root, folder), { withFileTypes: true })
  entries.sort((a, b) => (a.name < b.name ? -1 : 1))
  for (const entry of entries) {
    const path = `${folder}/${entry.name}`
    if (entry.isDirectory() && !notSources.has(entry.name)) addFolder(hash, { root, isWanted }, path)
    if (entry.isFile() && isWanted(entry.name) && !/\.test\.(tsx?|mjs)$|\.md$/.test(entry.name)) {
      hash.update(`\0${path}\0`).update(readFileSync(join(root, path)))
    }
  }
}
