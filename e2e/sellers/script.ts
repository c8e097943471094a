import { createHash } from 'node:crypto'
import type { Behaviour } from './behaviours.ts'

/** How the requests of one order are met, one after another; the last entry of each list stands for all that follow. */
export type OrderScript = {
  readonly newInstance: readonly Behaviour[]
  /** `pending` here is an answer without the instance: it is not there yet. */
  readonly queryInstance: readonly Behaviour[]
  readonly releaseInstance: readonly Behaviour[]
  /** Whatever else is asked of its instance, each question by itself; without a list of its own it is met like the release. */
  readonly refreshInstance?: readonly Behaviour[]
  readonly updateInstanceStatus?: readonly Behaviour[]
  readonly upgradeInstance?: readonly Behaviour[]
  readonly changeInstanceCheck?: readonly Behaviour[]
}

export type Script = (orderId: string) => OrderScript

const honest: readonly Behaviour[] = ['ok']
const always = (newInstance: readonly Behaviour[]): OrderScript => ({
  newInstance,
  queryInstance: honest,
  releaseInstance: honest,
})

/** Meets every order the same way. */
export const createUniformScript =
  (script: Partial<OrderScript>): Script =>
  () => ({ ...always(honest), ...script })

/** What orders may meet, with its weight out of a hundred; of the faults each kind is there, some pass and some stay. */
const menu: readonly (readonly [number, OrderScript])[] = [
  [36, always(honest)],
  [2, always(['near_limit'])],
  [8, { newInstance: ['pending'], queryInstance: ['pending', 'pending', 'ok'], releaseInstance: honest }],
  [
    4,
    {
      newInstance: ['pending'],
      queryInstance: ['status_500', 'reset_mid_body', 'ok'],
      releaseInstance: honest,
    },
  ],
  // For ever on the way: the money goes back and the instance, which is known, is released; the second time it works.
  [6, { newInstance: ['pending'], queryInstance: ['pending'], releaseInstance: ['status_500', 'ok'] }],
  [4, always(['hang', 'ok'])],
  [4, always(['reset_before_reply', 'ok'])],
  [4, always(['reset_mid_body', 'reset_before_reply', 'ok'])],
  [4, always(['wrong_json', 'html', 'unknown_code', 'ok'])],
  [4, always(['status_500', 'status_503', 'refusal', 'ok'])],
  [4, always(['no_instance_id', 'wrong_content_type', 'redirect', 'huge_body', 'ok'])],
  [2, always(['slow_drip', 'ok'])],
  [4, always(['refusal'])],
  [3, always(['status_500'])],
  // An instance stands at the seller and its id never arrives.
  [3, always(['reset_mid_body'])],
  [3, always(['no_instance_id'])],
  [2, always(['wrong_json'])],
  [2, always(['hang'])],
  [1, always(['slow_drip'])],
]

/** Draws for each order from the menu by the seed and the order's number: the same seed and number, the same script. */
export const createSeededScript =
  (seed: string): Script =>
  (orderId) => {
    const roll = createHash('sha256').update(`${seed}:${orderId}`).digest().readUInt32BE(0) % 100
    let left = roll
    for (const [weight, script] of menu) {
      if (left < weight) return script
      left -= weight
    }
    return always(honest)
  }
