// A dump that PostgreSQL and the embedded database both load: plain SQL, rows as inserts.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

const args = [
  '--no-owner',
  '--no-privileges',
  '--no-comments',
  '--inserts',
  '--rows-per-insert=500',
  '--encoding=UTF8',
]

/** Dumps schema and rows of the whole database, without commands that only psql understands. */
export function dumpDatabase(bin, url) {
  const done = spawnSync(join(bin, 'pg_dump'), [...args, url], { encoding: 'utf8', maxBuffer: 2 ** 28 })
  if (done.status !== 0) throw new Error(`pg_dump failed: ${done.stderr}`)
  return done.stdout
    .split('\n')
    .filter((line) => !line.startsWith('\\') && !line.startsWith('--') && line !== '')
    .join('\n')
    .concat('\n')
}
