import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const free = [
  'MIT',
  'MIT-0',
  'ISC',
  '0BSD',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'Unlicense',
  'CC0-1.0',
]

// Each exception is a package (or family) with the reason why its terms do not affect users of Loggia.
const exceptions = [
  { name: /^@fontsource-variable\//, licence: 'OFL-1.1', why: 'fonts, used unchanged' },
  { name: /^lightningcss/, licence: 'MPL-2.0', why: 'runs in the web build, used unchanged', devOnly: true },
  { name: /^axe-core$/, licence: 'MPL-2.0', why: 'runs in tests, used unchanged', devOnly: true },
]

/** Lists every installed dependency whose licence is not allowed. */
export async function findDoubtfulLicences(root) {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'))
  const dependencies = Object.entries(packages).filter(
    ([path, entry]) => path.includes('node_modules/') && !entry.link,
  )
  if (dependencies.length === 0) return ['package-lock.json names no dependency: the check saw nothing.']
  return dependencies.flatMap(([path, entry]) => doubt(root, path, entry))
}

function doubt(root, path, entry) {
  const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)
  const licence = licenceOf(root, path, entry)
  if (isFree(licence)) return []
  const excepted = exceptions.some(
    (one) =>
      one.name.test(name) && one.licence === licence && (!one.devOnly || entry.dev || entry.devOptional),
  )
  return excepted ? [] : [`${name} ${entry.version}: licence "${licence ?? 'not stated'}" is not on the list`]
}

/**
 * npm copies the field into the lock file, which also lists packages of other platforms; otherwise the package is read.
 */
function licenceOf(root, path, entry) {
  if (entry.license) return entry.license
  const manifest = join(root, path, 'package.json')
  if (!existsSync(manifest)) return undefined
  const { license, licenses } = JSON.parse(readFileSync(manifest, 'utf8'))
  return license?.type ?? license ?? licenses?.[0]?.type
}

/** "(MIT OR GPL-3.0)" leaves the choice to us; of "MIT AND X" both count. */
export function isFree(licence = '') {
  const isMixed = /\bAND\b/.test(licence) && /\bOR\b/.test(licence)
  if (isMixed || /\bWITH\b/.test(licence)) return false
  const names = licence.replaceAll(/[()]/g, '').split(/\s+(?:OR|AND)\s+/)
  const isOneFree = (one) => free.includes(one.trim())
  return /\bAND\b/.test(licence) ? names.every(isOneFree) : names.some(isOneFree)
}
