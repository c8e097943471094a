import { omitUndefined } from '@loggia/kernel'
import type { ChangeEndReason, Description, Target } from './families/saas/handlers.ts'
import type { FamilyName, Protocol } from './protocol.ts'
import type { SellerProblem } from './problems.ts'
import type { Purchase } from './purchase.ts'
import type { RefusalName } from './refusals.ts'

type Of<Family extends FamilyName> = {
  readonly family: Family
  readonly protocol: Protocol
  readonly isTest: boolean
}
type Common = Of<'saas'>
/** `told` has what the request itself says about the order; SaaS V2.0 sends only the ids. */
type OfOrder = {
  readonly orderId: string
  readonly orderLineId?: string | undefined
  readonly told?: Purchase | undefined
}
type OfInstance = { readonly instanceId: string }

export type OpenRequest = Common & OfOrder & { readonly activity: 'open'; readonly businessId: string }
export type DescribeRequest = Common & {
  readonly activity: 'describe'
  readonly instanceIds: readonly string[]
}
export type ChangeEndRequest = Common &
  OfOrder &
  OfInstance & {
    readonly activity: 'changeEnd'
    readonly reason: ChangeEndReason
    readonly expiresAtMs: number
  }
export type StatusRequest = Common & OfInstance & { readonly activity: 'freeze' | 'unfreeze' }
export type ReleaseRequest = Common &
  OfInstance & {
    readonly activity: 'release'
    readonly orderId?: string | undefined
    readonly orderLineId?: string | undefined
  }
export type UpgradeRequest = Common & OfOrder & OfInstance & { readonly activity: 'upgrade' }
export type CheckChangeRequest = Common &
  OfInstance & { readonly activity: 'checkChange'; readonly target: Target }
/** A request about instances of SaaS products. */
export type SaasRequest =
  | OpenRequest
  | DescribeRequest
  | ChangeEndRequest
  | StatusRequest
  | ReleaseRequest
  | UpgradeRequest
  | CheckChangeRequest

export type OrderPaidRequest = Of<'notifications'> & OfOrder & { readonly activity: 'orderPaid' }

/** A request of the marketplace in our own words, the same for all protocols. */
export type SellerRequest = SaasRequest | OrderPaidRequest

/** The members by which a problem names the request. */
export const toNames = (request: SellerRequest): Pick<SellerProblem, 'activity' | 'instanceId' | 'orderId'> =>
  omitUndefined({
    activity: request.activity,
    instanceId: 'instanceId' in request ? request.instanceId : undefined,
    orderId: 'orderId' in request ? request.orderId : undefined,
  })

export type DescribedInstance = { readonly instanceId: string; readonly description: Description }

/** The answer in our own words; `under way` means that the work goes on. */
export type Outcome =
  | { readonly kind: 'done' }
  | { readonly kind: 'opened'; readonly instanceId: string; readonly description?: Description | undefined }
  | { readonly kind: 'opening'; readonly instanceId: string }
  | { readonly kind: 'described'; readonly instances: readonly DescribedInstance[] }
  | { readonly kind: 'under way' }
  | { readonly kind: 'refused'; readonly code: RefusalName; readonly message: string }

export const refuseAs = (code: RefusalName, message: string): Outcome => ({ kind: 'refused', code, message })
export const refuseUnknownInstance = (): Outcome =>
  refuseAs('unknownInstance', 'This instance does not exist here.')
