import type { TestScene } from '@loggia/protocol/console'
import type { StateKind } from '@loggia/ui'

/**
 * The state of a scene, by its last case. *slow*: it passed, but too late for a buyer who waits. *stale*: it passed
 * with a configuration that the product no longer uses.
 */
export type SceneState = 'passed' | 'slow' | 'failed' | 'stale' | 'none'
export const sceneKinds: Readonly<Record<SceneState, StateKind>> = {
  passed: 'ok',
  slow: 'warn',
  failed: 'bad',
  stale: 'warn',
  none: 'end',
}

export function decideState({
  passed,
  failed,
  last,
}: Pick<TestScene, 'passed' | 'failed' | 'last'>): SceneState {
  if (failed && last === 'failed' && failed.stale.length === 0) return 'failed'
  if (!passed) return failed ? 'stale' : 'none'
  if (passed.stale.length > 0) return 'stale'
  return passed.slow ? 'slow' : 'passed'
}

/** Whether a scene has a passing case that is not stale. */
export const hasPassed = ({ passed }: Pick<TestScene, 'passed'>): boolean => passed?.stale.length === 0

/** The needed scenes that have not passed. */
export const listMissing = (scenes: readonly TestScene[]): readonly TestScene[] =>
  scenes.filter((scene) => scene.needed && !hasPassed(scene))

type Break = 'opening' | 'query' | 'refresh' | 'status' | 'release' | 'upgrade' | 'check' | 'notify'
const breaks: Readonly<Record<string, Break>> = {
  newInstance: 'opening',
  queryInstance: 'query',
  refreshInstance: 'refresh',
  updateInstanceStatus: 'status',
  instanceStatus: 'status',
  expireInstance: 'status',
  releaseInstance: 'release',
  upgradeInstance: 'upgrade',
  upgrade: 'upgrade',
  changeInstanceCheck: 'check',
  orderNotify: 'notify',
}
/** What breaks if a real call of the interface is answered like this. */
export const findBreak = (activity: string): Break => breaks[activity] ?? 'opening'
