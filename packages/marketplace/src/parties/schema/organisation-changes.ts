import type { Id, Instant } from '@loggia/kernel'
import type { KnownSellerData, SellerData, VerificationAsk, VerifiedData } from '@loggia/protocol/console'
import type { OrganisationApplicationState, OrganisationKind } from '@loggia/protocol/console/parties/kinds'
import type { Text } from './organisations.ts'

/** The organisation whose reviewed data changes: a seller's data, or a buyer's verification. */
export type Organisation =
  | { readonly kind: 'seller'; readonly id: Id<'sel'> }
  | { readonly kind: 'buyer'; readonly id: Id<'byr'> }

/** The proposed data of an application, and the data when it was filed. */
export type OrganisationChange =
  | { readonly kind: 'seller_data'; readonly before: KnownSellerData; readonly next: SellerData }
  | { readonly kind: 'buyer_verification'; readonly before: VerifiedData; readonly next: VerificationAsk }

export type OrganisationApplication = {
  readonly id: Id<'oap'>
  readonly organisation: Organisation
  readonly change: OrganisationChange
  readonly state: OrganisationApplicationState
  readonly filedBy: Id<'mbr'>
  readonly filedAt: Instant
  readonly dueAt: Instant
  readonly openedBy?: Id<'mbr'>
  readonly openedAt?: Instant
  readonly decidedBy?: Id<'mbr'>
  readonly decidedAt?: Instant
  readonly reason?: string
}

/** An application with names, as operators see it. */
export type OrganisationReview = {
  readonly application: OrganisationApplication
  readonly name: Text
  readonly filer: { readonly name: string; readonly email: string }
  readonly openerName?: string
}

type OfOrganisation = {
  readonly applicationId: Id<'oap'>
  readonly organisation: Organisation
  /** The paths of a seller's logos, if the logo would change. */
  readonly logo?: { readonly before?: string | undefined; readonly next?: string | undefined }
  /** The level that a buyer applies for. */
  readonly verification?: OrganisationKind
}

/** A handler rejects the proposed data by throwing. */
export type OrganisationApplied = OfOrganisation & { readonly type: 'organisation.applied' }

export type OrganisationClosed = OfOrganisation & {
  readonly type: 'organisation.application_closed'
  readonly outcome: 'approved' | 'rejected' | 'withdrawn'
}
