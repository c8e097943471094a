import type { ChangeEndReason } from '../families/instances/handlers.ts'
import type { Target } from '../families/saas/handlers.ts'

/** An order. SaaS V2.0 sends only its ids; a seller gets the rest by a query to `orders` of the test marketplace. */
export type TestOrder = {
  readonly orderId: string
  readonly orderLineId: string
  readonly businessId: string
  readonly productId: string
  readonly skuCode: string
  readonly customerId: string
  readonly customerName: string
  /** Plain text, which is sealed when it is sent. SaaS V1.0 sends it only if it is given. */
  readonly mobilePhone?: string
  readonly email?: string
  /** Seats or pieces, if the product has a quantity. */
  readonly quantity?: number
  /** The end of the term, in UTC milliseconds. */
  readonly expiresAtMs: number
  readonly isTrial?: boolean
  /** What the buyer filled in, by the parameter names of the product. */
  readonly parameters?: Readonly<Record<string, string>>
}

type OfConsole = { readonly isTest?: boolean }

/** The calls about instances. Calls with `isTest` come from the debugging console. */
export type SaasCall = OfConsole &
  (
    | { readonly activity: 'open'; readonly order: TestOrder }
    | { readonly activity: 'describe'; readonly instanceIds: readonly string[] }
    | {
        readonly activity: 'changeEnd'
        readonly instanceId: string
        readonly order: TestOrder
        readonly reason: ChangeEndReason
      }
    | { readonly activity: 'freeze' | 'unfreeze'; readonly instanceId: string; readonly orderId: string }
    | { readonly activity: 'release'; readonly instanceId: string; readonly orderId: string }
    | { readonly activity: 'upgrade'; readonly instanceId: string; readonly order: TestOrder }
    | { readonly activity: 'checkChange'; readonly instanceId: string; readonly target: Target }
  )

/** A device for which a license is applied for. */
export type TestDevice = {
  /** The marketplace's serial number of the application. */
  readonly eventId: string
  readonly fingerprint?: string
  /** In UTC milliseconds. */
  readonly effectiveAtMs: number
  /** In UTC milliseconds; without it, the license has no end. */
  readonly expiresAtMs?: number
}

/** The application for a license, of an online activation. */
export type ApplyCall = OfConsole & {
  readonly activity: 'apply'
  readonly instanceId: string
  readonly device: TestDevice
}

/**
 * The calls about license products. In the calls about authorisation codes, `instanceId` is the code.
 */
export type LicenseCall = SaasCall | ApplyCall

/** The notification of a paid order. */
export type OrderPaidCall = OfConsole & { readonly activity: 'orderPaid'; readonly order: TestOrder }

/** All calls that a test can make, in the same form for all protocols. */
export type TestCall = LicenseCall | OrderPaidCall
