import { writeFileSync } from 'node:fs'
import { relative } from 'node:path'
import { projectRoot } from '../setup/progress.mjs'

/** A reporter that writes the seconds of each file, including loading and set-up, to `place`. */
export function createTimesReporter(place) {
  const times = {}
  return {
    onTestModuleEnd(module) {
      const { collectDuration, setupDuration, duration } = module.diagnostic()
      const path = relative(projectRoot, module.moduleId).replaceAll('\\', '/')
      times[path] = (times[path] ?? 0) + (collectDuration + setupDuration + duration) / 1000
    },
    onTestRunEnd: () => writeFileSync(place, JSON.stringify(times)),
  }
}

const mostRows = 12

/** The lines of a table of durations by folder, longest first; none if there is only one folder. */
export function timesTable(times) {
  const files = Object.entries(times).map(([path, seconds]) => ({ folder: folderOf(path), seconds }))
  const rows = [...Map.groupBy(files, ({ folder }) => folder)].map(([folder, own]) => ({
    folder,
    files: own.length,
    seconds: sum(own),
  }))
  if (rows.length < 2) return []
  const all = sum(files)
  const shown = rows.sort((a, b) => b.seconds - a.seconds).slice(0, mostRows)
  const width = Math.max(...shown.map(({ folder }) => folder.length))
  return [
    'What took longest, in seconds of test files that ran side by side:',
    ...shown.map(({ folder, files: count, seconds }) =>
      [
        `  ${folder.padEnd(width)}`,
        seconds.toFixed(seconds < 10 ? 1 : 0).padStart(6),
        `${Math.round((100 * seconds) / all)} %`.padStart(5),
        ` ${count} ${count === 1 ? 'file' : 'files'}`,
      ].join(' '),
    ),
  ]
}

const sum = (files) => files.reduce((total, { seconds }) => total + seconds, 0)

/** A domain of the marketplace, a package, an app, a part of the scripts, or the end-to-end tests. */
const folderOf = (path) =>
  /^packages\/marketplace\/src\/[^/]+(?=\/)/.exec(path)?.[0] ??
  /^(?:packages|apps|examples|scripts)\/[^/]+/.exec(path)?.[0] ??
  path.split('/')[0]
