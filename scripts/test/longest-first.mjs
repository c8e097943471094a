import { relative } from 'node:path'
import { BaseSequencer } from 'vitest/node'
import { projectRoot } from '../setup/progress.mjs'
import { planShards, secondsOf } from './durations.mjs'

// The accessibility tests of the pages use both cores for minutes, so tests that wait for clocks and processes start
// beside them, not three more browsers. The crash test must end a node within 20 s of a certain moment, so it starts
// when they are nearly done.
export const inThisOrder = [
  'e2e/web/axe',
  'e2e/shop',
  'e2e/crash/chaos/chaos',
  'e2e/guide',
  'e2e/wizard',
  'e2e/crash/crash',
  'e2e/canary',
  'e2e/journey',
  'e2e/life',
  'e2e/manual',
].map((name) => `${name}.test.ts`)
// Otherwise the longest file would start last, with a core idle. Files under 15 s keep vitest's order, grouped by
// project: a process of services then runs many files without reading the sources again.
const longSeconds = 15

const pathOf = ({ moduleId }) => relative(projectRoot, moduleId).replaceAll('\\', '/')
const groupOf = ({ project }) => project.config.sequence.groupOrder

function placeOf(file) {
  const at = inThisOrder.indexOf(pathOf(file))
  return at < 0 ? inThisOrder.length : at
}

const lengthOf = (file) => {
  const seconds = secondsOf(pathOf(file))
  return seconds < longSeconds ? 0 : seconds
}

/** Files of a project in vitest's order, except that the longest come first; shards take equally long. */
export class LongestFirst extends BaseSequencer {
  async sort(files) {
    const sorted = await super.sort(files)
    return sorted.toSorted(
      (a, b) => groupOf(a) - groupOf(b) || placeOf(a) - placeOf(b) || lengthOf(b) - lengthOf(a),
    )
  }

  async shard(files) {
    const { index, count } = this.ctx.config.shard
    const planned = planShards(
      files.map((file) => ({
        path: pathOf(file),
        group: groupOf(file),
        atOnce: file.project.config.maxWorkers,
      })),
      count,
    )
    return files.filter((_, at) => planned[at] === index - 1)
  }
}
