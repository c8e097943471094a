import type { Protocol } from './protocol.ts'
import type { Purchase } from './purchase.ts'

/**
 * The data with which a buyer gets into the product. Longest values: `frontEndUrl` 512 characters, account and password
 * 128 (79 bytes of UTF-8 if they are sealed), memo 1024.
 */
export type Access = {
  /** The address at which the buyer opens the product. */
  readonly frontEndUrl: string
  readonly adminUrl?: string | undefined
  readonly userName?: string | undefined
  /** The first password; the marketplace shows it to the buyer. */
  readonly password?: string | undefined
  readonly memo?: string | undefined
}

/** The longest values of the members of {@link Access}, in characters (saas-v1 §6.2, saas-v2 §3.3). */
export const mostCharacters = {
  adminUrl: 512,
  frontEndUrl: 512,
  memo: 1024,
  password: 128,
  userName: 128,
} as const satisfies Record<keyof Access, number>

/**
 * The state of an instance:
 * - `opening`: it is being made.
 * - `open`: the buyer can use it.
 * - `frozen`: the buyer cannot use it for now.
 * - `released`: it was ended for good.
 * - `refused`: it was promised but could not be made.
 */
export type InstanceState = 'opening' | 'open' | 'frozen' | 'released' | 'refused'

/** An instance as the store knows it. Times are in UTC milliseconds. */
export type Instance = {
  readonly instanceId: string
  readonly protocol: Protocol
  /** True if a test call made it; it is never given to a real order. */
  readonly isTest: boolean
  readonly orderId: string
  readonly orderLineId?: string
  readonly state: InstanceState
  /**
   * What was bought, by the newest order that opened or upgraded the instance, made its trial paid, or renewed it with
   * a change.
   */
  readonly purchase: Purchase
  /** What `open` returned. The password is missing if there is a `describe` handler or `keepPassword` is false. */
  readonly access?: Access
  readonly expiresAtMs?: number
  readonly madeAtMs: number
}
