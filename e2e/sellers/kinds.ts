import { drawBetween, pickOne } from '../harness/chance.ts'
import type { Chance } from '../harness/chance.ts'
import type { Behaviour } from './behaviours.ts'
import type { OrderScript } from './script.ts'

/** For how long nothing listens on the seller's port, and for how long something does in between, in milliseconds. */
export type Outages = {
  readonly up: readonly [number, number]
  readonly down: readonly [number, number]
}
/** The faults of a seller's server. */
export type Kind = {
  readonly name: string
  /** A request that is not met well gets one of these behaviours. */
  readonly faults: readonly Behaviour[]
  readonly outages?: Outages
}

/** The kinds of sellers. There are more kinds than faults, because some differ only in how long their faults last. */
export const kinds: readonly Kind[] = [
  { name: 'healthy', faults: [] },
  { name: 'refuses connections now and then', faults: [], outages: { up: [800, 3_000], down: [200, 900] } },
  { name: 'down for a while', faults: [], outages: { up: [2_000, 5_000], down: [2_500, 5_000] } },
  { name: 'hangs', faults: ['hang'] },
  { name: 'drips', faults: ['slow_drip'] },
  { name: 'slow, near the time limit', faults: ['near_limit'] },
  { name: 'resets before the reply', faults: ['reset_before_reply'] },
  { name: 'resets within the reply', faults: ['reset_mid_body'] },
  { name: 'status 500', faults: ['status_500'] },
  { name: 'status 503 with a page', faults: ['status_503'] },
  { name: 'broken JSON', faults: ['wrong_json'] },
  { name: 'a page instead of JSON', faults: ['html'] },
  { name: 'another content type', faults: ['wrong_content_type'] },
  { name: 'redirects', faults: ['redirect'] },
  { name: 'names no instance', faults: ['no_instance_id'] },
  { name: 'a body that is too long', faults: ['huge_body'] },
  { name: 'an unknown result code', faults: ['unknown_code'] },
  { name: 'refuses', faults: ['refusal'] },
  { name: 'on its way', faults: ['pending'] },
  {
    name: 'anything',
    faults: ['hang', 'reset_before_reply', 'status_500', 'wrong_json', 'refusal', 'pending', 'near_limit'],
    outages: { up: [1_500, 4_000], down: [200, 2_000] },
  },
]

const honest: readonly Behaviour[] = ['ok']

/**
 * Draws how a seller of this kind meets an order and later requests about its instance: well at once, after some tries,
 * or never. Each kind of never has one chance in seven.
 */
export function drawScript(kind: Kind, chance: Chance): OrderScript {
  const { faults } = kind
  const roll = chance()
  if (faults.length === 0) return { newInstance: honest, queryInstance: honest, releaseInstance: honest }
  const forEver = (): readonly Behaviour[] => [pickOne(chance, faults)]
  const forAWhile = (): readonly Behaviour[] => [
    ...Array.from({ length: drawBetween(chance, 0, 3) }, () => pickOne(chance, faults)),
    'ok',
  ]
  const script = {
    newInstance: forAWhile(),
    queryInstance: forAWhile(),
    releaseInstance: forAWhile(),
    refreshInstance: forAWhile(),
    updateInstanceStatus: forAWhile(),
    upgradeInstance: forAWhile(),
    getLicenseAsync: forAWhile(),
    // Requested once while the buyer waits; a bad answer means that there is no change at renewal.
    changeInstanceCheck: [pickOne(chance, [...faults, 'ok', 'ok'] as const), 'ok'] as const,
  }
  // The money is paid back, and there may be an instance that nobody was told of.
  if (roll < 1 / 7) return { ...script, newInstance: forEver() }
  // Under way for ever: the money is paid back, and the instance, which is known, is released.
  if (roll < 2 / 7) return { ...script, newInstance: ['pending'], queryInstance: ['pending'] }
  // Delivered, but the buyer never gets the access data; the seller has to start the query again.
  if (roll < 3 / 7) return { ...script, queryInstance: forEver() }
  // A paid change is never made: the money is paid back.
  if (roll < 4 / 7) return { ...script, upgradeInstance: forEver() }
  // The seller never hears of an end, freeze or release, and has to start these calls again.
  if (roll < 5 / 7)
    return {
      ...script,
      refreshInstance: forEver(),
      updateInstanceStatus: forEver(),
      releaseInstance: forEver(),
    }
  return script
}
