// The entry point of every npm script. It runs in whichever Node started npm (20 or newer), so it and its imports use
// no dependency and no newer syntax; the actual work is done by a Node that strips types.
import { join } from 'node:path'
import { ensureDependencies } from './setup/dependencies.mjs'
import { handOver } from './setup/hand-over.mjs'
import { projectRoot, say } from './setup/progress.mjs'
import { findRuntime } from './setup/runtime.mjs'
import { ensureServerBundle, keepUsed, startOfBundle } from './setup/server-bundle.mjs'
import { ensureWebPages } from './setup/web-pages.mjs'

const [command, ...rest] = process.argv.slice(2)

const fromRoot = (...parts) => join(projectRoot, ...parts)

/** npm changes to the root folder; a relative path on the command line refers to the caller's folder. */
const folderOfCaller = (command) =>
  process.env.npm_lifecycle_event === command && process.env.INIT_CWD ? process.env.INIT_CWD : process.cwd()

const server = { web: true, script: fromRoot('apps/server/src/main.ts'), bundled: true, ownGroup: true }

const commands = {
  start: { ...server, args: ['--demo'] },
  dev: { script: fromRoot('scripts/dev/main.mjs'), args: [], ownGroup: true },
  serve: { ...server, args: [] },
  loggia: { script: fromRoot('apps/cli/src/main.ts'), args: [], cwd: folderOfCaller('loggia') },
  seller: { script: fromRoot('examples/sample-seller/src/main.ts'), args: [] },
  'seller:build': { script: fromRoot('scripts/seller/main.mjs'), args: [] },
  'seller:runtimes': { script: fromRoot('scripts/seller/runtimes.mjs'), args: [] },
  sql: { script: fromRoot('scripts/sql/main.mjs'), args: [], cwd: folderOfCaller('sql') },
  release: { web: true, script: fromRoot('scripts/release/main.mjs'), args: [] },
  check: { script: fromRoot('scripts/check/main.mjs'), args: [] },
  test: { script: fromRoot('scripts/test/main.mjs'), args: [] },
  'test:fast': { script: fromRoot('scripts/test/fast.mjs'), args: ['run'] },
  'test:watch': { script: fromRoot('scripts/test/fast.mjs'), args: ['watch'] },
  fix: { script: fromRoot('scripts/fix/main.mjs'), args: [] },
  docs: { script: fromRoot('scripts/docs/main.mjs'), args: [] },
  demo: { web: true, script: fromRoot('scripts/demo/main.mjs'), args: [] },
  new: { script: fromRoot('scripts/new/main.mjs'), args: [] },
  bench: { web: true, script: fromRoot('bench/main.ts'), args: [] },
  screenshots: {
    web: true,
    script: fromRoot('e2e/web/screenshots/main.ts'),
    args: [],
    cwd: folderOfCaller('screenshots'),
  },
  'screenshots:beside': {
    script: fromRoot('e2e/web/beside/main.ts'),
    args: [],
    cwd: folderOfCaller('screenshots:beside'),
  },
  lighthouse: { web: true, script: fromRoot('e2e/web/lighthouse/main.ts'), args: [] },
  chaos: { script: fromRoot('e2e/crash/chaos/main.ts'), args: [], ownGroup: true },
}

/** The one command of the command line that serves the web pages. */
const showsPages = (command, [first, ...more]) =>
  command === 'loggia' && first === 'emulate' && !more.includes('--no-pages') && !more.includes('--help')

/** The part of the command line that works on the database of a server, with the settings of that server. */
const operator = { script: fromRoot('apps/server/src/operator/main.ts'), args: [] }

function choose() {
  if (command === 'loggia' && rest[0] === 'operator') return operator
  return Object.hasOwn(commands, command ?? '') ? commands[command] : undefined
}

/** The server of the bundle, which is made first if there is none; the source where none can be made. */
async function findScript({ script, bundled = false }, runtime) {
  const folder = bundled ? await ensureServerBundle(runtime).catch(sayWithout) : undefined
  if (folder === undefined) return { script }
  keepUsed(folder)
  return startOfBundle(folder)
}

function sayWithout(error) {
  say(`The server is started from its sources, because it could not be bundled: ${error.message}`)
}

async function run() {
  const chosen = choose()
  if (!chosen) throw new Error(`Usage: node scripts/run.mjs ${Object.keys(commands).join('|')} [arguments]`)

  await ensureDependencies()
  const runtime = findRuntime()
  if (chosen.web || showsPages(command, rest)) await ensureWebPages(runtime)
  const code = await handOver({
    runtime,
    ...(await findScript(chosen, runtime)),
    args: [...chosen.args, ...rest],
    cwd: chosen.cwd ?? projectRoot,
    ownGroup: chosen.ownGroup ?? false,
  })
  process.exit(code)
}

run().catch((error) => {
  process.stderr.write(`${error.message}\n`)
  // For the command line, exit code 1 is a negative answer.
  process.exit(command === 'loggia' ? 2 : 1)
})
