import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { recallHash } from './hash-of-sources.mjs'
import { onlyOne } from './only-one.mjs'
import { projectRoot, withProgress } from './progress.mjs'
import { runQuietly } from './run-quietly.mjs'

/** What is bundled, by the name of its file in the bundle. */
export const entries = {
  server: 'apps/server/src/main.ts',
  'sample-seller': 'examples/sample-seller/src/main.ts',
}

/** Beside them: flags with which the server is started, as a list in JSON. */
export const flagsFile = 'flags.json'

const packages = ['diagnosis', 'kernel', 'marketplace', 'outbound', 'protocol', 'seller', 'signing']
/** The folders of all bundled modules of this repository. */
export const bundledFrom = [
  ...packages.map((name) => `packages/${name}/src`),
  'apps/server/src',
  'examples/sample-seller/src',
]
const manifests = [...packages.map((name) => `packages/${name}/package.json`), 'apps/server/package.json']
const makers = ['scripts/setup/bundle.mjs', 'scripts/setup/server-bundle.mjs']
const files = ['package-lock.json', ...manifests, ...makers]
/** Whether a file of these folders may be bundled. Data files are not: they are read in place. */
export const isCode = (name) => /\.[cm]?[jt]s$/.test(name)
/** A bundle that was not used for so long (ms) is deleted when another is made; a server may be running from others. */
const keptMs = 7 * 24 * 60 * 60_000

/**
 * Bundles the server, unless there is a bundle of exactly these sources: reading one file takes a fraction of the time
 * that two thousand take. Returns the folder of the bundle, or undefined where this user may not write one.
 */
export async function ensureServerBundle(runtime, root = projectRoot, make = bundle) {
  const above = join(root, 'node_modules', '.cache', 'loggia')
  const name = `server-${hashOf(root)}`
  const folder = join(above, name)
  if (existsSync(folder)) {
    markUsed(folder)
    return folder
  }
  try {
    await onlyOne(root, () => putBundle(folder, (half) => make(runtime, half)))
    removeOld(above, name)
    return folder
  } catch (error) {
    if (['EACCES', 'EPERM', 'EROFS'].includes(error.code)) return undefined
    throw error
  }
}

/** How Node is called to run the server of a bundle. */
export const startOfBundle = (folder) => ({
  script: join(folder, 'server.mjs'),
  flags: JSON.parse(readFileSync(join(folder, flagsFile), 'utf8')),
})

async function putBundle(folder, make) {
  if (existsSync(folder)) return
  const half = `${folder}.half-made`
  mkdirSync(dirname(folder), { recursive: true })
  rmSync(half, { recursive: true, force: true })
  await withProgress('Bundling the server', 'Server bundled', () => make(half))
  renameSync(half, folder)
}

/** With the folder, whose path is in the bundle. */
function hashOf(root) {
  const sources = recallHash(root, 'server', { folders: bundledFrom, files, isWanted: isCode })
  return createHash('sha256').update(`${root}\0${sources}`).digest('hex').slice(0, 16)
}

const bundle = (runtime, folder) => runQuietly(runtime, [join(projectRoot, makers[0]), folder])

function markUsed(folder) {
  const now = new Date()
  try {
    utimesSync(folder, now, now)
  } catch {
    // Made by another user, who may go on using it.
  }
}

function removeOld(above, current) {
  for (const name of readdirSync(above)) {
    if (!/^server-[0-9a-f]{16}/.test(name) || name === current) continue
    const path = join(above, name)
    if (Date.now() - statSync(path).mtimeMs > keptMs) rmSync(path, { recursive: true, force: true })
  }
}
