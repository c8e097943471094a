import { relative } from 'node:path'
import { BaseSequencer } from 'vitest/node'
import { projectRoot } from '../setup/progress.mjs'
import { planShards, secondsOf } from './durations.mjs'

// What takes longest would begin last, with one core at rest. The others stay as vitest has them, those of a project together: a
// process of services then does many files without reading the source again.
const longSeconds = 30

const pathOf = ({ moduleId }) => relative(projectRoot, moduleId).replaceAll('\\', '/')
const groupOf = ({ project }) => project.config.sequence.groupOrder

const lengthOf = (file) => {
  const seconds = secondsOf(pathOf(file))
  return seconds < longSeconds ? 0 : seconds
}

/** Files of a project as vitest orders them, but the longest first; and shards that take equally long. */
export class LongestFirst extends BaseSequencer {
  async sort(files) {
    const sorted = await super.sort(files)
    return sorted.toSorted((a, b) => groupOf(a) - groupOf(b) || lengthOf(b) - lengthOf(a))
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
