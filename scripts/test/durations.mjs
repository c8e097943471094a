// Durations of test files, as recorded by a complete run (`npm test -- --record`). They decide which files start first,
// how shards are balanced, and which files count as quick. They are committed, since a fresh clone has no earlier runs.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const place = join(import.meta.dirname, 'durations.json')
/** Shorter files are not recorded, in seconds. */
const shortestKept = 2
/** Average of files without a record, in seconds. */
const shortFile = 0.5
/**
 * Cost of the checks in seconds. They use all cores, which tests of services share by three; the first shard runs them.
 */
const checks = 150

/** Seconds by path. */
export const recorded = JSON.parse(readFileSync(place, 'utf8'))

export const secondsOf = (path) => recorded[path] ?? shortFile

/** `times` of a complete run, in seconds by path. */
export function writeRecord(times) {
  const kept = Object.entries(times)
    .filter(([, seconds]) => seconds >= shortestKept)
    .map(([path, seconds]) => [path, Math.round(seconds)])
    .sort(([a], [b]) => (a < b ? -1 : 1))
  writeFileSync(place, `${JSON.stringify(Object.fromEntries(kept), null, 2)}\n`)
}

/**
 * The shard of each file, from 0, in the order of `files`, `{ path, group }`: longest first, each to the shard with the
 * least so far. Groups run one after the other, so each group is balanced separately.
 */
export function planShards(files, count) {
  const planned = new Map()
  const groups = [...new Set(files.map(({ group }) => group))].sort((a, b) => a - b)
  groups.forEach((group, nth) => {
    const loads = Array.from({ length: count }, (_, at) => (nth === 0 && at === 0 ? checks : 0))
    const longestFirst = files
      .filter((file) => file.group === group)
      .toSorted((a, b) => secondsOf(b.path) - secondsOf(a.path) || (a.path < b.path ? -1 : 1))
    for (const { path } of longestFirst) {
      const least = loads.indexOf(Math.min(...loads))
      loads[least] += secondsOf(path)
      planned.set(path, least)
    }
  })
  return files.map(({ path }) => planned.get(path))
}
