import { CannotJudge, defineStep } from '../engine/check.ts'
import type { Check, Level, Step } from '../engine/check.ts'
import { toFault } from '../engine/judging.ts'
import { lookAtAll } from './checks.ts'

/** One edition of the specification gives five seconds, a quarter of the limit in the others. */
const quick = 4

const limitOfRun = defineStep('the time limit', async (bench) => bench.limitMs)

export type QuickRules = {
  readonly prefix: string
  readonly source: string
  readonly level: Level
  readonly fix: string
  /** What is sent so that there are answers to measure. */
  readonly exchanges: readonly Step<unknown>[]
}

/** A check that every answer arrives within a quarter of the time limit, so five seconds in a usual run. */
export const createQuickCheck = ({ prefix, source, level, fix, exchanges }: QuickRules): Check => ({
  id: `${prefix}.time.quick`,
  title: 'Every response arrives within five seconds',
  level,
  group: 'Time',
  source,
  fix,
  last: true,
  judge: async (look, made) => {
    await lookAtAll(look, exchanges)
    const mostMs = (await look(limitOfRun)) / quick
    if (!made.some(({ reply }) => reply)) throw new CannotJudge('There was no response.')
    const slow = made.find(({ reply, tookMs }) => reply && tookMs > mostMs)
    return slow && toFault(slow, `was answered after ${(slow.tookMs / 1000).toFixed(1)} s`)
  },
})
