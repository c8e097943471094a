import { drawBetween, pickOne } from '../harness/chance.ts'
import type { Chance } from '../harness/chance.ts'
import type { Behaviour } from './behaviours.ts'
import type { OrderScript } from './script.ts'

/** For how long nobody listens on its port, and for how long somebody does in between, in milliseconds. */
export type Outages = {
  readonly up: readonly [number, number]
  readonly down: readonly [number, number]
}
/** What is wrong with a seller's server. */
export type Kind = {
  readonly name: string
  /** One of them meets a request that is not met well. */
  readonly faults: readonly Behaviour[]
  readonly outages?: Outages
}

/** Each seller is of one kind; with more kinds than faults, since some differ only in how long theirs last. */
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

/** How an order, and what is asked of its instance, is met by a seller of this kind: well at once, after some tries, or never; one in seven each way of never. */
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
    // Asked once while the buyer waits: what is met badly is no change at renewal.
    changeInstanceCheck: [pickOne(chance, [...faults, 'ok', 'ok'] as const), 'ok'] as const,
  }
  // The money goes back, and perhaps an instance stands that nobody was told of.
  if (roll < 1 / 7) return { ...script, newInstance: forEver() }
  // On its way for ever: the money goes back, and the instance, which is known, is released.
  if (roll < 2 / 7) return { ...script, newInstance: ['pending'], queryInstance: ['pending'] }
  // Delivered, and nobody is told how to get in: the seller's to start again.
  if (roll < 3 / 7) return { ...script, queryInstance: forEver() }
  // A change that is paid and never made: the money goes back.
  if (roll < 4 / 7) return { ...script, upgradeInstance: forEver() }
  // Of no end, freeze or release is the seller told: theirs to start again.
  if (roll < 5 / 7)
    return {
      ...script,
      refreshInstance: forEver(),
      updateInstanceStatus: forEver(),
      releaseInstance: forEver(),
    }
  return script
}
