import { ApiProblem } from '@loggia/client'
import { useMayAsk } from '../../centre/rights/rights.ts'
import { isAllPassed } from './run-needed.ts'
import { useRun } from './use-run.ts'
import type { Run } from './use-run.ts'

/** The scenes that a refused submission lacks. */
export function readMissing(error: unknown): readonly string[] {
  if (!(error instanceof ApiProblem) || error.code !== 'debugging.cases_missing') return []
  const { scenes } = error.details
  return Array.isArray(scenes) ? (scenes as { readonly scene: string }[]).map(({ scene }) => scene) : []
}

export type Gate = {
  readonly run: Run
  /** Resolves to whether it was sent; rejects with what the marketplace refuses. */
  readonly pass: (productId: string, send: () => Promise<unknown>) => Promise<boolean>
}

/**
 * Calls the required scenes, and sends a submission or a change only if all pass (R44). A member who may not send calls
 * submits with the cases that colleagues saved.
 */
export function useGate(): Gate {
  const run = useRun()
  const mayRun = useMayAsk('POST /api/seller/test-calls/:target/run', 'calls:write')
  const runAll = async (productId: string, scenes?: readonly string[]) =>
    isAllPassed(await run.start(productId, scenes))

  const pass: Gate['pass'] = async (productId, send) => {
    if (mayRun && !(await runAll(productId))) return false
    try {
      await send()
    } catch (error) {
      // A change may sell what the product does not sell yet, and so need more.
      const missing = readMissing(error)
      if (!mayRun || missing.length === 0) throw error
      if (!(await runAll(productId, missing))) return false
      await send()
    }
    return true
  }
  return { run, pass }
}
