// Durations of test files, as recorded by a complete run (`npm test -- --record`). They decide which files start first,
// how shards are balanced, and which files count as quick. They are committed, since a fresh clone has no earlier runs.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const place = join(import.meta.dirname, 'durations.json')
/** Shorter files are not recorded, in seconds. */
const shortestKept = 2
/** Average of files without a record, in seconds. */
const shortFile = 0.5
/** What the first shard spends on the checks, in seconds of test files: 46 s in which three would run. */
const checks = 138

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
 * The shard of each file, from 0, in the order of `files`, `{ path, group, atOnce }`: longest first, each to the shard
 * with the least so far. Groups run one after the other, `atOnce` files side by side. The last group is planned
 * first: a shard that takes longer for it, because one file is most of the group, gets less of the group before.
 */
export function planShards(files, count) {
  const planned = new Map()
  const groups = [...Map.groupBy(files, ({ group }) => group)].sort(([a], [b]) => b - a)
  const laterSeconds = Array.from({ length: count }, () => 0)
  for (const [at, [, own]] of groups.entries()) {
    const [{ atOnce }] = own
    const isFirst = at === groups.length - 1
    const startLoads = laterSeconds.map(
      (later, shard) => later * atOnce + (isFirst && shard === 0 ? checks : 0),
    )
    const { shards, seconds } = planGroup(own, startLoads)
    shards.forEach((shard, path) => planned.set(path, shard))
    seconds.forEach((one, shard) => (laterSeconds[shard] += one))
  }
  return files.map(({ path }) => planned.get(path))
}

/** The shard of each file of a group by its path, and how many seconds each shard takes for the group. */
function planGroup(files, startLoads) {
  const shards = new Map()
  const loads = [...startLoads]
  const longest = startLoads.map(() => 0)
  const byLength = files.toSorted(
    (a, b) => secondsOf(b.path) - secondsOf(a.path) || (a.path < b.path ? -1 : 1),
  )
  for (const { path } of byLength) {
    const least = loads.indexOf(Math.min(...loads))
    loads[least] += secondsOf(path)
    longest[least] = Math.max(longest[least], secondsOf(path))
    shards.set(path, least)
  }
  const [{ atOnce }] = files
  return { shards, seconds: loads.map((load, at) => Math.max((load - startLoads[at]) / atOnce, longest[at])) }
}
