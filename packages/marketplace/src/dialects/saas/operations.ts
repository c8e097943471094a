import type { Instant } from '@loggia/kernel'
import type { Dialect } from '../dialect.ts'
import type { Outcome, Sending } from '../schema.ts'

/** The published numbers of an order and of a line of it. */
export type LineNumbers = { readonly orderNumber: string; readonly lineNumber: string }

/**
 * What is asked of a seller for a service that they run; numbers and codes are the published ones, `reference` is the id the
 * seller gave an instance, `purchase` the line that it was bought with. What was bought is not said here: {@link OrderFacts}.
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
      /** Of the renewal that a cancellation takes back. */
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
  /** A freeze for a violation is lifted (R116): nothing else says so, as a renewal does of the freeze after grace. */
  | { readonly kind: 'lift_freeze'; readonly reference: string; readonly purchase?: LineNumbers }
  | {
      readonly kind: 'release_instance'
      readonly reference: string
      /** Of the refund that is the cause. */
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
 * What was bought with a line, and by whom: V1.0 says it in the request, V2.0 leaves it to the order query. It is looked up
 * when a request is built and stands in no row, since it may name a person.
 */
export type OrderFacts = {
  readonly customer: {
    readonly id: string
    readonly name: string
    /** Each only if the product asks for it and the buyer has consented (R47, R66). */
    readonly userId?: string
    readonly userName?: string
    readonly phone?: string
    readonly email?: string
  }
  readonly productCode: string
  readonly skuCode: string
  /** Absent for what was bought once. */
  readonly period?: { readonly type: 'year' | 'month' | 'day'; readonly count: number }
  /** Of the quantity attribute, if the product has one; the unit in English tells disks and bandwidths apart. */
  readonly quantity?: { readonly count: number; readonly unit: string }
  /** What was paid, or went back: in the currency’s main unit, never negative. */
  readonly amount: string
  readonly isTrial: boolean
  /** What the buyer gave at the purchase for what the product asked (R47a); whatever came after asks for nothing. */
  readonly parameters: readonly { readonly name: string; readonly value: string }[]
  /** The end as it is known now; foreseen while it is being opened. */
  readonly endsAt?: Instant
}

/** How a buyer gets into an instance (saas-v2 §3.3 AppInfo), opened if it was sealed. */
export type AccessData = {
  readonly frontEndUrl?: string
  readonly adminUrl?: string
  readonly userName?: string
  readonly password?: string
  readonly memo?: string
}

/** What an accepted answer brings: the seller's id of the instance, or access data by id. */
export type SaasAnswer = {
  readonly reference?: string
  readonly access?: Readonly<Record<string, AccessData>>
  /** It opens what was paid for and names no address for the buyer, which its protocol wants here. */
  readonly isUnaddressed?: true
}

export type SaasOutcome = Outcome<SaasAnswer>
export type SaasSending<Operation extends SaasOperation = SaasOperation> = Sending<Operation, OrderFacts>
export type SaasDialect<Operation extends SaasOperation = SaasOperation> = Dialect<
  Operation,
  OrderFacts,
  SaasAnswer
> & {
  /** Whether a trial may become paid with another quantity (R118): whether the seller learns of it. */
  readonly tellsQuantityAtConversion: boolean
}

export const isStatusChange = ({ kind }: SaasOperation): boolean =>
  kind === 'set_instance_status' || kind === 'lift_freeze'
