import type { TestScene } from '@loggia/protocol/console'
import type { StateKind } from '@loggia/ui'

/**
 * The state of a scene, by its last case. *slow*: it passed, but too late for a buyer who waits. *old*: it passed so long
 * ago that it does not count for a submission. *stale*: it was called with what the product no longer uses.
 */
export type SceneState = 'passed' | 'slow' | 'failed' | 'old' | 'stale' | 'none'
export const sceneKinds: Readonly<Record<SceneState, StateKind>> = {
  passed: 'ok',
  slow: 'warn',
  failed: 'bad',
  old: 'end',
  stale: 'warn',
  none: 'end',
}

/** What the marketplace says of it, so that no scene looks passed that a submission would refuse. */
export const decideState = ({ passed, gap }: Pick<TestScene, 'passed' | 'gap'>): SceneState =>
  gap ?? (passed?.slow ? 'slow' : 'passed')

/** The needed scenes that a submission lacks. */
export const listMissing = (scenes: readonly TestScene[]): readonly TestScene[] =>
  scenes.filter(({ needed, gap }) => needed && gap !== undefined)

/** Whether a needed scene passed with what the product no longer uses, so that it has to be called again. */
export const isStale = ({ needed, gap }: Pick<TestScene, 'needed' | 'gap'>): boolean =>
  needed && gap === 'stale'

type Break =
  | 'opening'
  | 'query'
  | 'refresh'
  | 'status'
  | 'release'
  | 'upgrade'
  | 'check'
  | 'issue'
  | 'licenseOpening'
  | 'licenseRefresh'
  | 'licenseStatus'
  | 'licenseRelease'
  | 'code'
  | 'joint'
  | 'notify'
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
  getLicense: 'issue',
  getLicenseAsync: 'issue',
  refreshLicense: 'licenseRefresh',
  releaseLicense: 'licenseRelease',
  refreshLicenseCode: 'code',
  updateLicenseCodeStatus: 'code',
  releaseLicenseCode: 'code',
  tenantSync: 'joint',
  applicationSync: 'joint',
  allOrgSync: 'joint',
  singleOrgSync: 'joint',
  authSync: 'joint',
  Users: 'joint',
  Groups: 'joint',
  orderNotify: 'notify',
}
/** Interfaces of the same name that SaaS has too, and that mean something else for a license. */
const breaksOfLicense: typeof breaks = {
  newInstance: 'licenseOpening',
  refreshInstance: 'licenseRefresh',
  updateInstanceStatus: 'licenseStatus',
  releaseInstance: 'licenseRelease',
}
/** What breaks if a real call of the interface is answered like this. */
export const findBreak = (activity: string, isLicense: boolean): Break =>
  (isLicense ? breaksOfLicense[activity] : undefined) ?? breaks[activity] ?? 'opening'
