import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { hashOfSources, recallHash } from './hash-of-sources.mjs'
import { onlyOne } from './only-one.mjs'
import { projectRoot, withProgress } from './progress.mjs'
import { runQuietly } from './run-quietly.mjs'

// The sources of the pages: the console, the packages that it may import, and the versions of dependencies.
const sources = ['apps/console', 'packages/ui', 'packages/client', 'packages/kernel', 'packages/protocol']

/** Builds the web pages, unless `apps/console/dist` was built from exactly these sources. */
export async function ensureWebPages(runtime, root = projectRoot) {
  if (isBuilt(root)) return
  await onlyOne(root, async () => {
    if (isBuilt(root)) return
    // Computed before the build: files that are saved during the build belong to the next one.
    const hash = hashOfSources(root, sources)
    await withProgress('Building the web pages', 'Web pages built', () => build(runtime, root))
    // A new file: in a copy of this folder by hard links, the old one may be that of other pages too.
    rmSync(stampOf(root), { force: true })
    writeFileSync(stampOf(root), hash)
  })
}

const stampOf = (root) => join(root, 'apps', 'console', 'dist', '.stamp')

const isBuilt = (root) =>
  existsSync(stampOf(root)) &&
  readFileSync(stampOf(root), 'utf8') === recallHash(root, 'pages', { folders: sources })

async function build(runtime, root) {
  const consoleFolder = join(root, 'apps', 'console')
  const { scripts = {} } = JSON.parse(readFileSync(join(consoleFolder, 'package.json'), 'utf8'))
  const vite = viteProgram(consoleFolder)
  // The steps are those of the console's `build` script, started without npm and a shell, which would cost half a
  // second each.
  for (const step of viteSteps(scripts.build)) {
    await runQuietly(runtime, [vite, ...step], {
      cwd: consoleFolder,
      env: { ...process.env, NODE_ENV: 'production' },
    })
  }
}

/** `vite build && vite build --ssr x` → [['build'], ['build', '--ssr', 'x']] */
export function viteSteps(script = '') {
  const steps = script.split('&&').map((step) => step.trim().split(/\s+/))
  if (steps.some(([program]) => program !== 'vite')) {
    throw new Error(
      `The script "build" of apps/console must be "vite …" steps joined by "&&"; it is "${script}".`,
    )
  }
  return steps.map((step) => step.slice(1))
}

function viteProgram(consoleFolder) {
  const require = createRequire(join(consoleFolder, 'package.json'))
  return join(dirname(require.resolve('vite/package.json')), 'bin', 'vite.js')
}
