import { omitUndefined } from '@loggia/kernel'
import { ApiProblem } from '@loggia/client'
import type { TestCase, TestScene } from '@loggia/protocol/console'
import { toPreset } from './typed.ts'
import type { Typed } from './typed.ts'

/** The result of one scene. *unsent*: a parameter was missing, for example the instance of an opening that failed. */
export type RunResult = { readonly scene: string; readonly state: 'passed' | 'slow' | 'failed' | 'unsent' }
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
  /** Reads the scenes with their present presets. */
  readonly list: () => Promise<readonly TestScene[]>
  readonly send: (scene: string, parameters: Typed) => Promise<TestCase>
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
const isIncomplete = (error: unknown): boolean =>
  error instanceof ApiProblem && error.code === 'debugging.parameters_wrong'

/**
 * Sends every needed scene once, in the order of a service's life. Presets are read before each scene, because later
 * scenes use the instance of the opening. It ends at the first one that fails. If the limit per minute is reached, it waits. After a stop, the running call
 * still ends.
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
    names = (await of.list()).filter(({ needed }) => needed).map(({ scene }) => scene)
    for (const scene of names) {
      if (of.isStopped()) return { ...progress(), end: 'stopped' }
      const tell = (waiting?: Progress['waiting']): void =>
        of.onProgress(progress(omitUndefined({ scene, waiting })))
      tell()
      const state = await sendWhenRoom(of, scene, tell)
      if (state === undefined) return { ...progress(), end: 'stopped' }
      results.push({ scene, state })
      // What comes later in a service's life mostly fails for the same reason.
      if (state === 'failed') return { ...progress(), end: 'failed' }
    }
    return { ...progress(), end: 'done' }
  } catch (error) {
    return { ...progress(), end: 'broken', error: error as Error }
  }
}

/** Undefined if the run was stopped before the limit permitted the call. */
async function sendWhenRoom(
  of: Running,
  scene: string,
  tell: (waiting?: Progress['waiting']) => void,
): Promise<RunResult['state'] | undefined> {
  while (!of.isStopped()) {
    const found = (await of.list()).find((one) => one.scene === scene)
    try {
      const { passed, slow } = await of.send(scene, toPreset(found?.parameters ?? []))
      return passed ? (slow ? 'slow' : 'passed') : 'failed'
    } catch (error) {
      if (isIncomplete(error)) return 'unsent'
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
