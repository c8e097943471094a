import { omitUndefined } from '@loggia/kernel'
import type {
  Change,
  DepartmentAsked,
  DepartmentsAsked,
  EnterpriseAsked,
  PeopleAsked,
} from './families/kit/handlers.ts'
import type { ChangeEndReason } from './families/instances/handlers.ts'
import type { Description, Target } from './families/saas/handlers.ts'
import type { FamilyName, InstanceFamily, Protocol } from './protocol.ts'
import type { SellerProblem } from './problems.ts'
import type { Purchase } from './purchase.ts'
import type { RefusalName } from './refusals.ts'

type Of<Family extends FamilyName> = {
  readonly family: Family
  readonly protocol: Protocol
  readonly isTest: boolean
}
/** `told` has what the request itself says about the order; SaaS V2.0 sends only the ids. */
type OfOrder = {
  readonly orderId: string
  readonly orderLineId?: string | undefined
  readonly told?: Purchase | undefined
}
type OfInstance = { readonly instanceId: string }

type Opening = OfOrder & { readonly businessId: string }
export type OpenRequest<F extends InstanceFamily = InstanceFamily> = Of<F> &
  Opening & { readonly activity: 'open' }
/** License 1.0: a license that the answer has. */
export type IssueRequest = Of<'licenseV1'> & Opening & { readonly activity: 'issue' }
export type OpeningRequest = OpenRequest | IssueRequest
export type DescribeRequest = Of<'saas'> & {
  readonly activity: 'describe'
  readonly instanceIds: readonly string[]
}

type ChangeEnd = OfOrder & {
  readonly activity: 'changeEnd'
  readonly reason: ChangeEndReason
  readonly expiresAtMs: number
}
type Status = { readonly activity: 'freeze' | 'unfreeze' }
type Release = {
  readonly activity: 'release'
  readonly orderId?: string | undefined
  readonly orderLineId?: string | undefined
}
export type ChangeEndRequest<F extends InstanceFamily = InstanceFamily> = Of<F> & OfInstance & ChangeEnd
export type StatusRequest<F extends InstanceFamily = InstanceFamily> = Of<F> & OfInstance & Status
export type ReleaseRequest<F extends InstanceFamily = InstanceFamily> = Of<F> & OfInstance & Release
export type UpgradeRequest = Of<'saas'> & OfOrder & OfInstance & { readonly activity: 'upgrade' }
export type CheckChangeRequest = Of<'saas'> &
  OfInstance & { readonly activity: 'checkChange'; readonly target: Target }
/** Online activation: a license for a device, which is uploaded later under the event. */
export type ApplyRequest = Of<'licenseOnline'> &
  OfInstance & {
    readonly activity: 'apply'
    readonly eventId: string
    readonly fingerprint?: string | undefined
    readonly effectiveAtMs: number
    readonly expiresAtMs?: number | undefined
  }

/** A request about instances of SaaS products. */
export type SaasRequest =
  | OpenRequest<'saas'>
  | DescribeRequest
  | ChangeEndRequest<'saas'>
  | StatusRequest<'saas'>
  | ReleaseRequest<'saas'>
  | UpgradeRequest
  | CheckChangeRequest
export type LicenseV1Request = IssueRequest | ChangeEndRequest<'licenseV1'> | ReleaseRequest<'licenseV1'>
/** A request about an authorisation code, which is a secret. */
export type LicenseCodeRequest = Of<'licenseCode'> & { readonly code: string } & (
    | ChangeEnd
    | Status
    | Release
  )
export type LicenseOnlineRequest =
  | OpenRequest<'licenseOnline'>
  | ChangeEndRequest<'licenseOnline'>
  | StatusRequest<'licenseOnline'>
  | ReleaseRequest<'licenseOnline'>
  | ApplyRequest

/** A request about one instance that was opened before. */
export type InstanceRequest =
  | ChangeEndRequest
  | StatusRequest
  | ReleaseRequest
  | UpgradeRequest
  | CheckChangeRequest
  | ApplyRequest

/** The directory of a company that uses an app of the seller: what became of one of its parts. */
export type KitRequest = Of<'kit'> & {
  /** Empty on the seller's side, where nothing was bought. */
  readonly instanceId: string
  readonly tenantId: string
} & (
    | ({ readonly activity: 'syncEnterprise'; readonly orderId: string } & Pick<
        EnterpriseAsked,
        'change' | 'code' | 'name' | 'domainName'
      >)
    | {
        readonly activity: 'syncApp'
        readonly appId: string
        readonly clientId: string
        readonly sealedSecret: string
        readonly change: Change
      }
    | ({ readonly activity: 'syncPeople' } & Pick<PeopleAsked, 'appId' | 'change' | 'people' | 'syncedAtMs'>)
    | ({ readonly activity: 'syncDepartment' } & Pick<DepartmentAsked, 'change' | 'department'>)
    | ({ readonly activity: 'syncDepartments' } & Pick<DepartmentsAsked, 'departments'>)
  )

export type OrderPaidRequest = Of<'notifications'> & OfOrder & { readonly activity: 'orderPaid' }

/** A request of the marketplace in our own words, the same for all protocols. */
export type SellerRequest =
  | SaasRequest
  | LicenseV1Request
  | LicenseCodeRequest
  | LicenseOnlineRequest
  | OrderPaidRequest
  | KitRequest

/** The members by which a problem names the request; never a code. */
export const toNames = (
  request: SellerRequest | InstanceRequest,
): Pick<SellerProblem, 'activity' | 'instanceId' | 'orderId'> =>
  omitUndefined({
    activity: request.activity,
    // Empty in calls of the joint kit that no purchase led to.
    instanceId: 'instanceId' in request ? request.instanceId || undefined : undefined,
    orderId: 'orderId' in request ? request.orderId || undefined : undefined,
  })

export type DescribedInstance = { readonly instanceId: string; readonly description: Description }

/** The answer in our own words; `under way` means that the work goes on. */
export type Outcome =
  | { readonly kind: 'done' }
  | { readonly kind: 'opened'; readonly instanceId: string; readonly description?: Description | undefined }
  | { readonly kind: 'opening'; readonly instanceId: string }
  | { readonly kind: 'issued'; readonly instanceId: string; readonly license: string }
  | { readonly kind: 'described'; readonly instances: readonly DescribedInstance[] }
  | { readonly kind: 'under way' }
  | { readonly kind: 'refused'; readonly code: RefusalName; readonly message: string }

export const refuseAs = (code: RefusalName, message: string): Outcome => ({ kind: 'refused', code, message })
export const refuseUnknownInstance = (): Outcome =>
  refuseAs('unknownInstance', 'This instance does not exist here.')
