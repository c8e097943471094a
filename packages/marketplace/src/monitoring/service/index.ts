import { createActs } from './acts.ts'
import { createConsequences } from './consequences.ts'
import type { MonitoringContext } from './context.ts'
import { createLists } from './lists.ts'
import { createRepairs } from './repairs.ts'
import { createRunner } from './running.ts'
import { createWatching } from './watching.ts'

export type Monitoring = ReturnType<typeof createMonitoring>

/** Dial tests of products on sale (R239), and what failing interfaces bring about (R237, R238, R240). */
export function createMonitoring(context: MonitoringContext) {
  const consequences = createConsequences(context)
  return {
    ...createWatching(context, consequences),
    ...createRepairs(context, consequences),
    ...createActs(context, consequences),
    ...createLists(context),
    runner: createRunner(context, consequences),
  }
}
