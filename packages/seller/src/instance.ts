import type { Protocol } from './protocol.ts'
import type { Purchase } from './purchase.ts'

/**
 * What a buyer needs to get in. Longest: addresses 512 characters, account and password 128 (79 bytes of UTF-8 if they are
 * sealed), memo 1024.
 */
export type Access = {
  /** Where the buyer opens the product. */
  readonly frontEndUrl: string
  readonly adminUrl?: string | undefined
  readonly userName?: string | undefined
  /** The first password, shown to the buyer in the marketplace. */
  readonly password?: string | undefined
  readonly memo?: string | undefined
}

/** The longest that the members of {@link Access} are, in characters (saas-v1 §6.2, saas-v2 §3.3). */
export const mostCharacters = {
  adminUrl: 512,
  frontEndUrl: 512,
  memo: 1024,
  password: 128,
  userName: 128,
} as const satisfies Record<keyof Access, number>

/**
 * `opening` it is being made; `open`, `frozen` the buyer has it, or not for now; `released` it is gone for good;
 * `refused` it was promised and could not be made.
 */
export type InstanceState = 'opening' | 'open' | 'frozen' | 'released' | 'refused'

/** What the store knows of an instance. Times are UTC milliseconds. */
export type Instance = {
  readonly instanceId: string
  readonly protocol: Protocol
  /** Made by a test call; a real order never gets it. */
  readonly isTest: boolean
  readonly orderId: string
  readonly orderLineId?: string
  readonly state: InstanceState
  /** What was bought, by the newest order that opened or upgraded it. */
  readonly purchase: Purchase
  /** What `open` returned; without its password if there is a `describe` handler, or `keepPassword` is false. */
  readonly access?: Access
  readonly expiresAtMs?: number
  readonly madeAtMs: number
}
