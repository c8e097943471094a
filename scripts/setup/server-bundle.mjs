import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
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
const dayMs = 24 * 60 * 60_000
/** A bundle that was not used for so long is deleted when another is made; a server may be running from others. */
const keptMs = 7 * dayMs

/**
 * Bundles the server, unless there is a bundle of exactly these sources: reading one file takes a fraction of the time
 * that two thousand take. Returns the folder of the bundle, or undefined where this user may not write one.
 */
export async function ensureServerBundle(runtime, root = projectRoot, make = bundle) {
  const found = folderOf(root, runtime)
  if (existsSync(found)) {
    markUsed(found)
    return found
  }
  try {
    return await onlyOne(root, () => putBundle({ root, runtime, make }))
  } catch (error) {
    if (['EACCES', 'EPERM', 'EROFS'].includes(error.code)) return undefined
    throw error
  }
}

/** Marks the bundle of a server that goes on running as used, once a day. */
export const keepUsed = (folder) => void setInterval(() => markUsed(folder), dayMs).unref()

/** How Node is called to run the server of a bundle. */
export const startOfBundle = (folder) => ({
  script: join(folder, 'server.mjs'),
  flags: JSON.parse(readFileSync(join(folder, flagsFile), 'utf8')),
})

async function putBundle({ root, runtime, make }) {
  for (;;) {
    const folder = folderOf(root, runtime)
    if (existsSync(folder)) return folder
    const half = `${folder}.half-made`
    mkdirSync(dirname(folder), { recursive: true })
    rmSync(half, { recursive: true, force: true })
    await withProgress('Bundling the server', 'Server bundled', () => make(runtime, half))
    // If something was saved meanwhile, it may be of the old sources, of the new ones, or of both.
    if (folderOf(root, runtime) === folder) {
      renameSync(half, folder)
      removeOld(folder)
      return folder
    }
    rmSync(half, { recursive: true, force: true })
  }
}

/** Named by the sources, by the path of the repository, which is in the bundle, and by the Node that its flags are for. */
function folderOf(root, runtime) {
  const sources = recallHash(root, 'server', { folders: bundledFrom, files, isWanted: isCode })
  const node = realpathSync(runtime)
  const { size, mtimeMs } = statSync(node)
  const hash = createHash('sha256').update([root, sources, node, size, mtimeMs].join('\0')).digest('hex')
  return join(root, 'node_modules', '.cache', 'loggia', `server-${hash.slice(0, 16)}`)
}

const bundle = (runtime, folder) =>
  runQuietly(runtime, [join(projectRoot, makers[0]), folder], { cwd: projectRoot })

function markUsed(folder) {
  const now = new Date()
  try {
    utimesSync(folder, now, now)
  } catch {
    // Made by another user, who may go on using it.
  }
}

/** What cannot be deleted now is tried again with the next bundle. */
function removeOld(current) {
  const above = dirname(current)
  for (const name of readdirSync(above)) {
    const path = join(above, name)
    if (!/^server-[0-9a-f]{16}/.test(name) || path === current) continue
    try {
      if (Date.now() - statSync(path).mtimeMs > keptMs) rmSync(path, { recursive: true, force: true })
    } catch {
      // See above.
    }
  }
}
