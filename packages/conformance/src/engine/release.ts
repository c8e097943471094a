import type { Workbench } from './bench.ts'
import { CannotJudge, defineStep } from './check.ts'
import type { Exchange } from './exchange.ts'
import type { Opened, Plan } from './plan.ts'

/** How many instances of the run were open at its end, and which of them could not be released. */
export type Instances = { readonly opened: number; readonly left: readonly string[] }

const totalMs = 20_000
const limitMs = 5_000

/** An instance that the server does not know counts as released. */
const over: ReadonlySet<string | undefined> = new Set(['000000', '000003'])

/**
 * Releases what a run opened, whatever its result. No check judges these requests, and they have their own time limit,
 * so that a run that was interrupted or ran out of time also cleans up.
 */
export async function releaseAll(
  made: readonly Exchange[],
  plan: Plan | undefined,
  createBench: (stop: AbortSignal, limitMs: number) => Workbench,
): Promise<Instances> {
  const opened = plan?.openedBy(made) ?? []
  if (opened.length === 0) return { opened: 0, left: [] }
  const bench = createBench(AbortSignal.timeout(totalMs), limitMs)
  const isLeft = await Promise.all(opened.map(async (one) => !(await isReleased(bench, one))))
  return { opened: opened.length, left: opened.filter((_, at) => isLeft[at]).map((one) => one.instanceId) }
}

async function isReleased(bench: Workbench, { instanceId, release }: Opened): Promise<boolean> {
  const look = bench.lookFor(() => undefined)
  try {
    const { code } = await look(defineStep(`the release of ${instanceId}`, release))
    return over.has(code)
  } catch (error) {
    if (error instanceof CannotJudge) return false
    throw error
  }
}
