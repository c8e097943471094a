// The package as sellers get it: built, packed by npm, and laid out as npm would lay it out, without asking a registry.
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { projectRoot } from '../setup/progress.mjs'
import { runQuietly } from '../setup/run-quietly.mjs'
import { buildSeller } from './build.mjs'

/** Builds into a folder of its own and packs it into `into`; answers the path of the archive. */
export async function packSeller(into) {
  const work = mkdtempSync(join(tmpdir(), 'loggia-seller-pack-'))
  try {
    const folder = await buildSeller(join(work, 'package'))
    return await packBuilt(folder, into)
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

/** `npm pack` of what was built in `folder`. */
export async function packBuilt(folder, into) {
  mkdirSync(into, { recursive: true })
  const args = ['pack', '--silent', '--offline', '--pack-destination', into]
  const printed = await runQuietly('npm', args, { cwd: folder, shell: process.platform === 'win32' })
  return join(into, printed.split('\n').at(-1) ?? '')
}

/** Puts an archive, and the zod that this repository has, where `npm install` in `folder` would put them. */
export function unpackInto(folder, archive) {
  const modules = join(folder, 'node_modules')
  const scope = join(modules, '@loggia')
  mkdirSync(scope, { recursive: true })
  const done = spawnSync('tar', ['-xzf', archive, '-C', scope], { encoding: 'utf8' })
  if (done.status !== 0) throw new Error(`${archive} cannot be unpacked: ${done.stderr}`)
  renameSync(join(scope, 'package'), join(scope, 'seller'))
  symlinkSync(join(projectRoot, 'node_modules', 'zod'), join(modules, 'zod'), 'junction')
}
