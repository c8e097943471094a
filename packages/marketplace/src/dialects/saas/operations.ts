import type { Instant } from '@loggia/kernel'
import type { Dialect } from '../dialect.ts'
import type { Outcome, Sending } from '../schema.ts'

/** The published numbers of an order and of one of its lines. */
export type LineNumbers = { readonly orderNumber: string; readonly lineNumber: string }

/**
 * An operation on a service that a seller runs. Numbers and codes are the published ones, `reference` is the seller's
 * id of the instance, `purchase` the line that it was bought with. What was bought is in {@link OrderFacts}.
 */
export type SaasOperation =
  | { readonly kind: 'create_instance'; readonly orderNumber: string; readonly lineNumber: string }
  | {
      readonly kind: 'query_instance'
      readonly references: readonly string[]
      readonly purchase?: LineNumbers
    }
  | {
      readonly kind: 'refresh_instance'
      readonly reference: string
      readonly scene: 'trial_to_formal' | 'renewal' | 'renewal_cancelled' | 'renewal_change'
      readonly orderNumber: string
      readonly lineNumber: string
      /** The renewal that a cancellation takes back. */
      readonly cancelled?: LineNumbers
      readonly productCode?: string
      readonly expiresAt: Instant
    }
  | {
      readonly kind: 'set_instance_status'
      readonly reference: string
      readonly status: 'frozen' | 'active'
      readonly purchase?: LineNumbers
    }
  /** Lifts a freeze for a violation (R116). A freeze after grace needs no such call: the renewal ends it. */
  | { readonly kind: 'lift_freeze'; readonly reference: string; readonly purchase?: LineNumbers }
  | {
      readonly kind: 'release_instance'
      readonly reference: string
      /** The refund that caused the release. */
      readonly orderNumber?: string
      readonly lineNumber?: string
      readonly purchase?: LineNumbers
    }
  | {
      readonly kind: 'upgrade_instance'
      readonly reference: string
      readonly orderNumber: string
      readonly lineNumber: string
    }
  | {
      readonly kind: 'check_change'
      readonly reference: string
      readonly productCode: string
      readonly skuCode: string
      readonly quantity?: number
      readonly productName: string
    }

/**
 * What was bought with a line, and by whom: V1.0 puts it into the request, V2.0 leaves it to the order query. It is
 * looked up when a request is built and never stored, since it may name a person.
 */
export type OrderFacts = {
  readonly customer: {
    readonly id: string
    readonly name: string
    /** Each is set only if the product asks for it and the buyer has consented (R47, R66). */
    readonly userId?: string
    readonly userName?: string
    readonly phone?: string
    readonly email?: string
  }
  readonly productCode: string
  readonly skuCode: string
  /** Absent for one-time purchases. */
  readonly period?: { readonly type: 'year' | 'month' | 'day'; readonly count: number }
  /** The quantity attribute, if the product has one; V1.0 derives the parameter's name from the unit in English. */
  readonly quantity?: { readonly count: number; readonly unit: string }
  /** The amount paid or returned, in the currency's main unit; never negative. */
  readonly amount: string
  readonly isTrial: boolean
  /** The buyer's values for the product's parameters (R47a); only at a purchase. */
  readonly parameters: readonly { readonly name: string; readonly value: string }[]
  /** The end as known now; an estimate while the service is being opened. */
  readonly endsAt?: Instant
}

/** How a buyer accesses an instance (saas-v2 §3.3 AppInfo), decrypted if it was sealed. */
export type AccessData = {
  readonly frontEndUrl?: string
  readonly adminUrl?: string
  readonly userName?: string
  readonly password?: string
  readonly memo?: string
}

/** The data of an accepted answer: the seller's id of the instance, or access data by id. */
export type SaasAnswer = {
  readonly reference?: string
  readonly access?: Readonly<Record<string, AccessData>>
  /** A paid opening succeeded without an address for the buyer, which the protocol requires here. */
  readonly isUnaddressed?: true
}

export type SaasOutcome = Outcome<SaasAnswer>
export type SaasSending<Operation extends SaasOperation = SaasOperation> = Sending<Operation, OrderFacts>
export type SaasDialect<Operation extends SaasOperation = SaasOperation> = Dialect<
  Operation,
  OrderFacts,
  SaasAnswer
> & {
  /** Whether the seller learns of another quantity when a trial becomes paid, so that it may change then (R118). */
  readonly tellsQuantityAtConversion: boolean
}

export const isStatusChange = ({ kind }: SaasOperation): boolean =>
  kind === 'set_instance_status' || kind === 'lift_freeze'
