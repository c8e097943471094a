import { domains } from './domains.mjs'
import { rooms } from './structure-rules.mjs'

// Names that say nothing about the content.
const nameless = new Set(['utils', 'util', 'helpers', 'helper', 'common', 'shared', 'misc'])

/** Complaints about the names of folders and files. */
export function findFolderFaults(files) {
  return files.flatMap((path) => [...namelessIn(path), ...unknownRoom(path)])
}

function namelessIn(path) {
  const names = path.split('/').map((part) => part.replace(/\.(test\.)?\w+$/, ''))
  const found = names.find((name) => nameless.has(name))
  return found ? [`${path}: "${found}" says nothing; name what is in it`] : []
}

function unknownRoom(path) {
  const room = /^packages\/marketplace\/src\/([^/]+)\//.exec(path)?.[1]
  if (room === undefined || domains.includes(room) || rooms.includes(room)) return []
  return [
    `packages/marketplace/src/${room}: give it its place in the list of domains (packages/marketplace/src/marketplace.ts)`,
  ]
}
