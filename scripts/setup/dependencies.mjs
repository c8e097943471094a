import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { onlyOne } from './only-one.mjs'
import { projectRoot, withProgress } from './progress.mjs'
import { runQuietly } from './run-quietly.mjs'

/** Installs the dependencies of package-lock.json unless they are installed already. */
export async function ensureDependencies(root = projectRoot) {
  if (isInstalled(root)) return
  await onlyOne(root, async () => {
    if (isInstalled(root)) return
    await withProgress('Installing dependencies', 'Dependencies installed', () => installFromLock(root))
    writeStamp(root)
  })
}

function isInstalled(root) {
  const stamp = join(root, 'node_modules', '.loggia-lock')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lockHash(root)) return true
  if (!matchesLock(root)) return false
  // npm was run by hand with the same result, so there is nothing to install.
  writeStamp(root)
  return true
}

const lockHash = (root) =>
  createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')

const writeStamp = (root) => writeFileSync(join(root, 'node_modules', '.loggia-lock'), lockHash(root))

/** Compares the lock file with npm's own record of the installed packages. */
function matchesLock(root) {
  const record = join(root, 'node_modules', '.package-lock.json')
  if (!existsSync(record)) return false
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages
  const present = JSON.parse(readFileSync(record, 'utf8')).packages
  return (
    Object.keys(present).every((path) => path in wanted) &&
    Object.entries(wanted).every(([path, entry]) => path === '' || isSame(entry, present[path]))
  )
}

// An optional package is absent on platforms that it does not support.
const isSame = (wanted, present) =>
  present === undefined
    ? wanted.optional === true
    : wanted.version === present.version && wanted.integrity === present.integrity

function installFromLock(root) {
  const npm = npmCommand()
  // `--include`: the web build and the runtime are needed even if NODE_ENV or a setting would omit them.
  // `--ignore-scripts`: no dependency needs an install script, so none may run.
  const args = ['--no-audit', '--no-fund', '--no-progress', '--loglevel=error', '--ignore-scripts']
  const include = ['--include=dev', '--include=optional']
  return runQuietly(npm.program, [...npm.args, npm.verb, ...args, ...include], {
    cwd: root,
    shell: npm.shell,
  })
}

function npmCommand() {
  // Windows cannot delete a running program, and `npm ci` would try to when our own runtime is running this.
  const verb = process.platform === 'win32' && process.execPath.includes('node_modules') ? 'install' : 'ci'
  const cli = process.env.npm_execpath ?? ''
  if (basename(cli) === 'npm-cli.js') {
    // The Node that started npm, not the one inside node_modules, which is about to be replaced.
    const node = process.env.npm_node_execpath ?? process.execPath
    return { program: node, args: [cli], verb, shell: false }
  }
  return { program: 'npm', args: [], verb, shell: process.platform === 'win32' }
}
