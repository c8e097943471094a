import { createHash } from 'node:crypto'
import { existsSync, readdirSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { hashOfSources } from './hash-of-sources.mjs'
import { onlyOne } from './only-one.mjs'
import { projectRoot, withProgress } from './progress.mjs'
import { runQuietly } from './run-quietly.mjs'

/** What is bundled, by the name of its file in the bundle. */
export const entries = {
  server: 'apps/server/src/main.ts',
  'sample-seller': 'examples/sample-seller/src/main.ts',
}

const packages = ['diagnosis', 'kernel', 'marketplace', 'outbound', 'protocol', 'seller', 'signing']
/** The folders of all bundled modules of this repository. */
export const bundledFrom = [
  ...packages.map((name) => `packages/${name}/src`),
  'apps/server/src',
  'examples/sample-seller/src',
]
const manifests = [...packages.map((name) => `packages/${name}/package.json`), 'apps/server/package.json']
const makers = ['scripts/setup/bundle.mjs', 'scripts/setup/server-bundle.mjs']
/** A bundle that was not used for so long (ms) is deleted when another is made; a server may be running from others. */
const keptMs = 7 * 24 * 60 * 60_000

/**
 * Bundles the server, unless there is a bundle of exactly these sources: reading one file takes a fraction of the time
 * that two thousand take. Returns the folder of the bundle.
 */
export async function ensureServerBundle(runtime, root = projectRoot, make = bundle) {
  const above = join(root, 'node_modules', '.cache', 'loggia')
  const name = `server-${hashOf(root)}`
  const folder = join(above, name)
  if (existsSync(folder)) {
    markUsed(folder)
    return folder
  }
  await onlyOne(root, async () => {
    if (existsSync(folder)) return
    const half = `${folder}.half-made`
    rmSync(half, { recursive: true, force: true })
    await withProgress('Bundling the server', 'Server bundled', () => make(runtime, half))
    renameSync(half, folder)
    removeOld(above, name)
  })
  return folder
}

/** Data files are not in the bundle, which has paths of this folder in it. */
function hashOf(root) {
  const isCode = (name) => /\.[cm]?[jt]s$/.test(name)
  const sources = hashOfSources(root, bundledFrom, ['package-lock.json', ...manifests, ...makers], isCode)
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
