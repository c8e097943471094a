import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const notSources = new Set(['node_modules', 'dist', 'vectors'])

const everything = () => true
const sourcesOfVersions = ['package-lock.json']

/**
 * A hash of these files and folders below `root`, without tests and prose in the folders; with `isWanted`, only of their
 * files whose names it accepts. It uses contents, not dates, which differ in a fresh checkout of the same sources.
 */
export function hashOfSources(root, folders, files = sourcesOfVersions, isWanted = everything) {
  const hash = createHash('sha256')
  for (const file of files) if (existsSync(join(root, file))) hash.update(readFileSync(join(root, file)))
  for (const folder of folders) addFolder(hash, { root, isWanted }, folder)
  return hash.digest('hex')
}

function addFolder(hash, { root, isWanted }, folder) {
  for (const path of listSources(root, folder, isWanted))
    hash.update(`\0${path}\0`).update(readFileSync(join(root, path)))
}

function* listSources(root, folder, isWanted) {
  const entries = readdirSync(join(root, folder), { withFileTypes: true })
  entries.sort((a, b) => (a.name < b.name ? -1 : 1))
  for (const entry of entries) {
    const path = `${folder}/${entry.name}`
    if (entry.isDirectory() && !notSources.has(entry.name)) yield* listSources(root, path, isWanted)
    if (entry.isFile() && isWanted(entry.name) && !/\.test\.(tsx?|mjs)$|\.md$/.test(entry.name)) yield path
  }
}

/** Within this time (ms), a file may change once more without another date. */
const settledMs = 2_000

/**
 * The same as {@link hashOfSources}, without reading the files again if none has changed its date or its size since they
 * were read. What was read last is kept under `name` in `node_modules/.cache/loggia`.
 */
export function recallHash(root, name, sources, nowMs = Date.now()) {
  const { folders, files = sourcesOfVersions, isWanted = everything } = sources
  const record = join(root, 'node_modules', '.cache', 'loggia', `sources-of-${name}.json`)
  const { looks, newest } = lookAt(root, { folders, files, isWanted })
  const known = readRecord(record)
  if (known?.looks === looks) return known.hash
  const hash = hashOfSources(root, folders, files, isWanted)
  if (newest < nowMs - settledMs) keepRecord(record, { looks, hash })
  return hash
}

/** What the file system says of the files, in one hash, and when one last changed. */
function lookAt(root, { folders, files, isWanted }) {
  const hash = createHash('sha256')
  let newest = 0
  const add = (path) => {
    const { size, mtimeMs, ctimeMs, ino } = statSync(join(root, path))
    hash.update(`${path}\0${size}\0${mtimeMs}\0${ctimeMs}\0${ino}\0`)
    newest = Math.max(newest, mtimeMs, ctimeMs)
  }
  for (const file of files) if (existsSync(join(root, file))) add(file)
  for (const folder of folders) for (const path of listSources(root, folder, isWanted)) add(path)
  return { looks: hash.digest('hex'), newest }
}

function readRecord(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return undefined
  }
}

/** If it cannot be written, the files are read again the next time. */
function keepRecord(path, record) {
  try {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, JSON.stringify(record))
  } catch {
    // See above.
  }
}
