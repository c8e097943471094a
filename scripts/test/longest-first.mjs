import { relative } from 'node:path'
import { BaseSequencer } from 'vitest/node'
import { projectRoot } from '../setup/progress.mjs'
import { planShards, secondsOf } from './durations.mjs'

// The pages in axe fill both cores for minutes: beside them begin tests that wait for clocks and processes, not three more
// browsers; the crash test ends a node within 20 s of a moment, and begins when they are nearly through.
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
// What takes longest would begin last, with one core at rest. The others stay as vitest has them, those of a project together: a
// process of services then does many files without reading the source again.
const longSeconds = 30

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

/** Files of a project as vitest orders them, but the longest first; and shards that take equally long. */
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
      files.map((file) => ({ path: pathOf(file), group: groupOf(file) })),
      count,
    )
    return files.filter((_, at) => planned[at] === index - 1)
  }
}
