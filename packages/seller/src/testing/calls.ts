import type { ChangeEndReason, Target } from '../families/saas/handlers.ts'

/** What was bought. SaaS V2.0 sends only the ids; all the rest is told when the seller asks, by `orders` of the test marketplace. */
export type TestOrder = {
  readonly orderId: string
  readonly orderLineId: string
  readonly businessId: string
  readonly productId: string
  readonly skuCode: string
  readonly customerId: string
  readonly customerName: string
  /** Plain text, sealed on the way; sent by SaaS V1.0 only if it is there. */
  readonly mobilePhone?: string
  readonly email?: string
  /** Seats or pieces, if the product has a quantity. */
  readonly quantity?: number
  /** The end of the term, UTC milliseconds. */
  readonly expiresAtMs: number
  readonly isTrial?: boolean
  /** What the buyer filled in, by the names that the product asks for. */
  readonly parameters?: Readonly<Record<string, string>>
}

type OfConsole = { readonly isTest?: boolean }

/** What a test may ask about instances, in our words. `isTest` calls come from the debugging console. */
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

/** That an order was paid. */
export type OrderPaidCall = OfConsole & { readonly activity: 'orderPaid'; readonly order: TestOrder }

/** What a test may ask of a seller, in our words. */
export type TestCall = SaasCall | OrderPaidCall
