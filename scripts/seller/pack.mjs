// The package as sellers get it: built, packed, and laid out as npm would lay it out.
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { packFolder } from '../release/archive.mjs'
import { buildSeller } from './build.mjs'

/** Builds into a folder of its own and packs it into `into`; answers the path of the archive. */
export async function packSeller(into) {
  const work = mkdtempSync(join(tmpdir(), 'loggia-seller-pack-'))
  try {
    return packBuilt(await buildSeller(join(work, 'package')), into)
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

/** Packs what was built in `folder`, as `npm pack` names it. */
export function packBuilt(folder, into) {
  const { name, version, bin = {} } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  mkdirSync(into, { recursive: true })
  const archive = join(into, `${name.slice(1).replace('/', '-')}-${version}.tgz`)
  return packFolder(folder, archive, Object.values(bin))
}

/** Puts an archive where `npm install` in `folder` would put it, without asking a registry. */
export function unpackInto(folder, archive, name = '@loggia/seller') {
  const place = join(folder, 'node_modules', name)
  const scope = dirname(place)
  mkdirSync(scope, { recursive: true })
  const done = spawnSync('tar', ['-xzf', archive, '-C', scope], { encoding: 'utf8' })
  if (done.status !== 0) throw new Error(`${archive} cannot be unpacked: ${done.stderr}`)
  renameSync(join(scope, 'package'), place)
}
