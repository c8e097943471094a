import { fromSeconds } from '@loggia/kernel'
import type { Outcome } from '../../dialects/index.ts'
import type { Connection, DebugCase, Presets, Scene, Staleness, Trait } from '../schema.ts'

/** Whether a product with these traits needs a passing case of the scene (R246, R246a). */
export const isNeeded = ({ neededFor }: Scene, traits: ReadonlySet<Trait>): boolean =>
  neededFor.some((trait) => traits.has(trait))

/** What is sold, and what is promised. */
export type Sold = {
  readonly offered: readonly { readonly period: string; readonly trialDays?: number | undefined }[]
  readonly afterSale: { readonly upgrades: boolean; readonly renewalChanges: boolean }
}

/**
 * How a product is sold today, what it promises, and whether it is told of people too. Upgrades and changes need a period
 * (R246a).
 */
export function listTraits({ offered, afterSale }: Sold, isJoint = false): ReadonlySet<Trait> {
  const hasPeriod = offered.some(({ period }) => period !== 'one_time')
  const found: readonly (readonly [Trait, boolean])[] = [
    ['period', hasPeriod],
    ['one_time', offered.some(({ period }) => period === 'one_time')],
    ['trial', offered.some(({ trialDays }) => trialDays !== undefined)],
    ['upgrades', hasPeriod && afterSale.upgrades],
    ['changes', hasPeriod && afterSale.renewalChanges],
    ['joint', isJoint],
  ]
  return new Set(found.filter(([, has]) => has).map(([trait]) => trait))
}

/** Whether the operation was done, or accepted where that passes too. */
export const hasPassed = ({ passesPending }: Scene, { kind }: Outcome): boolean =>
  kind === 'confirmed' || (kind === 'pending' && passesPending === true)

/** How long a page waits for an answer; a longer wait would take capacity from the engine's other calls. */
const promptMs = fromSeconds(5)

/** Whether it passed, but too late for a buyer who waits for the answer. */
export const isSlow = ({ passed, durationMs }: Pick<DebugCase, 'passed' | 'durationMs'>): boolean =>
  passed && durationMs > promptMs

/** In what the product's connection today differs from that of the call. */
export function listStaleness(call: Connection, today: Connection): readonly Staleness[] {
  const isOther: readonly (readonly [Staleness, boolean])[] = [
    ['protocol', call.protocol !== today.protocol],
    ['address', call.url !== today.url],
    ['key', call.keyId !== today.keyId || call.keyBits !== today.keyBits],
  ]
  return isOther.filter(([, is]) => is).map(([what]) => what)
}

/** Which of two cases is newer: decided by ids, since market time may stand still. */
export function findLast(
  passed: Pick<DebugCase, 'id'> | undefined,
  failed: Pick<DebugCase, 'id'> | undefined,
): 'passed' | 'failed' | undefined {
  if (!passed || !failed) return passed ? 'passed' : failed && 'failed'
  return passed.id > failed.id ? 'passed' : 'failed'
}

/** An instance that a call opened, by the scene of the call. */
export type Opened = { readonly scene: string; readonly reference: string }

/** The instances that the passing calls opened, newest first. */
export const listOpened = (cases: readonly DebugCase[]): readonly Opened[] =>
  cases
    .filter(({ passed }) => passed)
    .toSorted((one, other) => (one.id < other.id ? 1 : -1))
    .flatMap(({ scene, reference }) => (reference === undefined ? [] : [{ scene, reference }]))

/**
 * The scenes whose instance this one is about, the best first; none if it is about any. What is not for one-time
 * purchases is for services with a period: a server may refuse to renew or freeze what was bought for ever.
 */
function listFollowed({ follows, neededFor }: Scene): readonly string[] {
  if (follows !== undefined) return [follows]
  if (neededFor.includes('one_time')) return []
  return [...neededFor.map((trait) => `new_${trait}`), 'new_period', 'new_trial']
}

/** The instance that a scene is about: of those that it follows, or else of all, the newest. */
export function pickOpened(of: Scene, opened: readonly Opened[]): Presets['opened'] {
  const newest = (name: string) => opened.find(({ scene }) => scene === name)
  const found =
    listFollowed(of)
      .map(newest)
      .find((one) => one) ?? opened[0]
  return found && { instanceId: found.reference, scene: found.scene }
}

/** The scene that ends an instance, in every protocol that has one. */
export const endingScene = 'release'

/** The same among those that were opened over today's connection. */
export const findOpened = (
  scene: Scene,
  cases: readonly DebugCase[],
  today: Connection | undefined,
): Presets['opened'] =>
  pickOpened(
    scene,
    listOpened(cases.filter(({ connection }) => today && listStaleness(connection, today).length === 0)),
  )
