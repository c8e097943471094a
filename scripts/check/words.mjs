// Finds text that no file may contain: paths of a person's machine, addresses of a registry, postponed work.
import { readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { listFiles } from './files.mjs'

const readable = new Set([
  '.md',
  '.ts',
  '.tsx',
  '.mjs',
  '.js',
  '.json',
  '.jsonc',
  '.css',
  '.html',
  '.sql',
  '.yml',
  '',
])
// Written in two halves, so that this file does not complain about itself.
const postponed = new RegExp(`\\b(${['TO' + 'DO', 'FIX' + 'ME'].join('|')})\\b`)
const machinePath = /(?:^|[\s`"'(=:])\/(?:home|Users|root|tmp|private\/var)\/[\w.-]+/

/** Complaints as `file:line: what`. */
export async function findWordFaults(root) {
  const files = listFiles(root).filter((path) => readable.has(extname(path)))
  return [...files.flatMap((path) => faultsOf(root, path)), ...lockFaults(root)]
}

function faultsOf(root, path) {
  if (path === 'package-lock.json') return []
  const faults = []
  const lines = readFileSync(join(root, path), 'utf8').split('\n')
  lines.forEach((line, index) => {
    const at = `${path}:${index + 1}`
    if (line.includes(`${root}/`)) faults.push(`${at}: names the folder of this clone`)
    else if (path.endsWith('.md') && machinePath.test(line))
      faults.push(`${at}: names a path of somebody's machine`)
    if (postponed.test(line)) faults.push(`${at}: work put off; do it or leave the line out`)
  })
  return faults
}

/** A lock file with addresses would tie every clone to one registry. */
function lockFaults(root) {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'))
  return Object.entries(packages)
    .filter(([, { resolved }]) => /^(\w+\+)?\w+:\/\//.test(resolved ?? ''))
    .map(([path]) => `package-lock.json: ${path} names the host of a registry`)
}
