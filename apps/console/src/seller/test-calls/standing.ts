import type { TestScene } from '@loggia/protocol/console'
import type { StateKind } from '@loggia/ui'

/**
 * How a scene stands: by its last case, *slow* if it passed too late for a buyer who waits, and *stale* if what passed went by
 * something that the product goes by no more.
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

/** Whether a scene has a passing case that holds. */
export const hasPassed = ({ passed }: Pick<TestScene, 'passed'>): boolean => passed?.stale.length === 0

/** What of the needed scenes has not passed. */
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
/** What comes of it when a real call of the interface is answered like this. */
export const findBreak = (activity: string): Break => breaks[activity] ?? 'opening'
