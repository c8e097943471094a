import { createHash } from 'node:crypto'
import type { Behaviour } from './behaviours.ts'

/**
 * How the requests of one order are met, one after another. The last entry of each list holds for all further requests.
 */
export type OrderScript = {
  readonly newInstance: readonly Behaviour[]
  /** Here, `pending` is an answer without the instance: it is not ready yet. */
  readonly queryInstance: readonly Behaviour[]
  readonly releaseInstance: readonly Behaviour[]
  /** Later requests about its instance, each with its own list; an operation without one is met like a release. */
  readonly refreshInstance?: readonly Behaviour[]
  readonly updateInstanceStatus?: readonly Behaviour[]
  readonly upgradeInstance?: readonly Behaviour[]
  readonly changeInstanceCheck?: readonly Behaviour[]
  readonly getLicenseAsync?: readonly Behaviour[]
}

export type Script = (orderId: string) => OrderScript

const honest: readonly Behaviour[] = ['ok']
const always = (newInstance: readonly Behaviour[]): OrderScript => ({
  newInstance,
  queryInstance: honest,
  releaseInstance: honest,
})

/** Meets every order in the same way. */
export const createUniformScript =
  (script: Partial<OrderScript>): Script =>
  () => ({ ...always(honest), ...script })

/** The scripts of orders, with weights out of a hundred. Every kind of fault occurs; some pass, others stay. */
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
  // Under way for ever: the money is paid back, and the instance, which is known, is released; that works the second
  // time.
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
  // The seller has an instance, but its id never arrives.
  [3, always(['reset_mid_body'])],
  [3, always(['no_instance_id'])],
  [2, always(['wrong_json'])],
  [2, always(['hang'])],
  [1, always(['slow_drip'])],
]

/** Draws a script for each order: the same seed and order number give the same script. */
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
