import { fromSeconds } from '@loggia/kernel'
import type { Outcome } from '../../dialects/index.ts'
import type { Connection, DebugCase, Presets, Scene, Staleness, Trait } from '../schema.ts'

/** Whether a product with these traits needs a passing case of the scene (R246, R246a). */
export const isNeeded = ({ neededFor }: Scene, traits: ReadonlySet<Trait>): boolean =>
  neededFor.some((trait) => traits.has(trait))

type Sold = {
  readonly offered: readonly { readonly period: string; readonly trialDays?: number | undefined }[]
  readonly afterSale: { readonly upgrades: boolean; readonly renewalChanges: boolean }
}

/** How a product is sold today, and what it promises. Upgrades and changes need a period (R246a). */
export function listTraits({ offered, afterSale }: Sold): ReadonlySet<Trait> {
  const hasPeriod = offered.some(({ period }) => period !== 'one_time')
  const found: readonly (readonly [Trait, boolean])[] = [
    ['period', hasPeriod],
    ['one_time', offered.some(({ period }) => period === 'one_time')],
    ['trial', offered.some(({ trialDays }) => trialDays !== undefined)],
    ['upgrades', hasPeriod && afterSale.upgrades],
    ['changes', hasPeriod && afterSale.renewalChanges],
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

/**
 * The instance that a scene is about: the newest that a passing call opened over today's connection, preferring one
 * opened by the scene that this one follows.
 */
export function findOpened(
  { follows }: Scene,
  cases: readonly DebugCase[],
  today: Connection | undefined,
): Presets['opened'] {
  const opened = cases
    .filter(({ passed, connection }) => passed && today && listStaleness(connection, today).length === 0)
    .flatMap(({ id, scene, reference }) => (reference === undefined ? [] : [{ id, scene, reference }]))
    .toSorted((one, other) => (one.id < other.id ? 1 : -1))
  const found = opened.find(({ scene }) => scene === follows) ?? opened[0]
  return found && { instanceId: found.reference, scene: found.scene }
}
