// The package as sellers get it: built, packed, and unpacked as npm would.
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { packFolder } from '../release/archive.mjs'
import { buildSeller } from './build.mjs'

/** Builds in a temporary folder and packs the result into `into`; returns the path of the archive. */
export async function packSeller(into) {
  const work = mkdtempSync(join(tmpdir(), 'loggia-seller-pack-'))
  try {
    return packBuilt(await buildSeller(join(work, 'package')), into)
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

/** Packs a built folder, named as `npm pack` names it. */
export function packBuilt(folder, into) {
  const { name, version, bin = {} } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  mkdirSync(into, { recursive: true })
  const archive = join(into, `${name.slice(1).replace('/', '-')}-${version}.tgz`)
  return packFolder(folder, archive, Object.values(bin))
}

/** Unpacks an archive where `npm install` in `folder` would, without a registry. */
export function unpackInto(folder, archive, name = '@loggia/seller') {
  const place = join(folder, 'node_modules', name)
  const scope = dirname(place)
  mkdirSync(scope, { recursive: true })
  const done = spawnSync('tar', ['-xzf', archive, '-C', scope], { encoding: 'utf8' })
  if (done.status !== 0) throw new Error(`${archive} cannot be unpacked: ${done.stderr}`)
  renameSync(join(scope, 'package'), place)
}
