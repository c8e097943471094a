// How long each test file takes, as a whole run has recorded it (`npm test -- --record`): what begins first, what is in which
// shard, and what is quick enough to be run at every moment. A fresh clone knows nothing of earlier runs.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const place = join(import.meta.dirname, 'durations.json')
/** A file that takes less stands in no record. */
const shortestKept = 2
/** One that is not in the record, on average. */
const shortFile = 0.5
/** The checks keep all cores busy, which the tests of services share by three. They are the first shard's. */
const checks = 150

/** Seconds by the path of the file. */
export const recorded = JSON.parse(readFileSync(place, 'utf8'))

export const secondsOf = (path) => recorded[path] ?? shortFile

/** `times` of a whole run, in seconds by path. */
export function writeRecord(times) {
  const kept = Object.entries(times)
    .filter(([, seconds]) => seconds >= shortestKept)
    .map(([path, seconds]) => [path, Math.round(seconds)])
    .sort(([a], [b]) => (a < b ? -1 : 1))
  writeFileSync(place, `${JSON.stringify(Object.fromEntries(kept), null, 2)}\n`)
}

/**
 * Which of `count` shards each file is in, counted from nought and in the order of `files`, `{ path, group }`: the longest first,
 * each to the shard that has least. Groups run one after the other, so each is shared out by itself.
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
