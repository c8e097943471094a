import { omitUndefined } from '@loggia/kernel'
import { ApiProblem } from '@loggia/client'
import type { TestCase, TestRun } from '@loggia/protocol/console'

/** The result of one scene. *unsent*: a parameter was missing, for example the instance of an opening that failed. */
export type RunResult = {
  readonly scene: string
  readonly state: 'passed' | 'slow' | 'failed' | 'unsent'
  readonly saved?: TestCase
}
/** The progress of a run. `waiting`: why nothing is sent at the moment, and for how long if that is known. */
export type Progress = {
  readonly all: number
  readonly results: readonly RunResult[]
  readonly scene?: string
  readonly waiting?: { readonly seconds?: number }
}
export type RunEnd = Progress & {
  readonly end: 'done' | 'failed' | 'stopped' | 'broken'
  readonly error?: Error
}

export type Running = {
  /** Reads which scenes are called, in the order of a service's life. */
  readonly list: () => Promise<readonly string[]>
  readonly send: (scene: string) => Promise<Pick<TestRun, 'cases'>>
  /** Pauses; ends early when the run is stopped. */
  readonly pause: (ms: number) => Promise<void>
  readonly isStopped: () => boolean
  readonly onProgress: (progress: Progress) => void
}

const busyPauseMs = 1_000
const waitOf = (error: unknown): { readonly seconds?: number } | undefined => {
  if (!(error instanceof ApiProblem)) return undefined
  if (error.code === 'debugging.test_busy') return {}
  if (error.code !== 'debugging.test_limited') return undefined
  const { retryAfter } = error.details
  return { seconds: typeof retryAfter === 'number' ? retryAfter : 60 }
}

/** Whether every scene was called and passed. */
export const isAllPassed = ({ end, results }: RunEnd): boolean =>
  end === 'done' && results.every(({ state }) => state === 'passed' || state === 'slow')

/**
 * Calls scenes one after the other; the marketplace fills in what was saved, and the instance of the opening. It ends at
 * the first one that fails. If the limit per minute is reached, it waits. After a stop, the running call still ends.
 */
export async function runNeeded(of: Running): Promise<RunEnd> {
  const results: RunResult[] = []
  let names: readonly string[] = []
  const progress = (more: Partial<Progress> = {}): Progress => ({
    all: names.length,
    results: [...results],
    ...more,
  })
  try {
    names = await of.list()
    for (const scene of names) {
      if (of.isStopped()) return { ...progress(), end: 'stopped' }
      const tell = (waiting?: Progress['waiting']): void =>
        of.onProgress(progress(omitUndefined({ scene, waiting })))
      tell()
      const result = await sendWhenRoom(of, scene, tell)
      if (result === undefined) return { ...progress(), end: 'stopped' }
      results.push(result)
      // What comes later in a service's life mostly fails for the same reason.
      if (result.state === 'failed') return { ...progress(), end: 'failed' }
    }
    return { ...progress(), end: 'done' }
  } catch (error) {
    return { ...progress(), end: 'broken', error: error as Error }
  }
}

function readResult(scene: string, [saved]: readonly TestCase[]): RunResult {
  if (!saved) return { scene, state: 'unsent' }
  return { scene, state: saved.passed ? (saved.slow ? 'slow' : 'passed') : 'failed', saved }
}

/** Undefined if the run was stopped before the limit permitted the call. */
async function sendWhenRoom(
  of: Running,
  scene: string,
  tell: (waiting?: Progress['waiting']) => void,
): Promise<RunResult | undefined> {
  while (!of.isStopped()) {
    try {
      return readResult(scene, (await of.send(scene)).cases)
    } catch (error) {
      const waiting = waitOf(error)
      if (!waiting) throw error
      // Stopped while its call was running: there is nothing to wait for.
      if (of.isStopped()) return undefined
      tell(waiting)
      await of.pause(waiting.seconds === undefined ? busyPauseMs : waiting.seconds * 1000)
    }
  }
  return undefined
}
