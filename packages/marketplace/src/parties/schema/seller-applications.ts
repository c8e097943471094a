import type { Id, Instant } from '@loggia/kernel'
import { marketSettingsSchema } from '@loggia/protocol/console'
import type { ApplicationState, OrganisationKind } from '@loggia/protocol/console/parties/kinds'
import type { Setting } from '../../platform/index.ts'
import type { Text } from './organisations.ts'

/** R81: the conditions for companies, each a setting of the market; 0 means no condition. */
export const companySettings = {
  sellerMinStaff: conditionSetting('sellerMinStaff', 'parties.seller_min_staff'),
  sellerMinYears: conditionSetting('sellerMinYears', 'parties.seller_min_years'),
  sellerMinCapital: conditionSetting('sellerMinCapital', 'parties.seller_min_capital'),
  sellerSupportDays: conditionSetting('sellerSupportDays', 'parties.seller_support_days'),
  sellerSupportHours: conditionSetting('sellerSupportHours', 'parties.seller_support_hours'),
} as const

export type CompanySettingName = keyof typeof companySettings

/** The defaults of these settings, as the rule states them. */
export const companyPresets: Readonly<Record<CompanySettingName, number>> = {
  sellerMinStaff: 15,
  sellerMinYears: 1,
  sellerMinCapital: 500_000,
  sellerSupportDays: 5,
  sellerSupportHours: 8,
}

function conditionSetting(
  of: 'sellerMinStaff' | 'sellerMinYears' | 'sellerMinCapital' | 'sellerSupportDays' | 'sellerSupportHours',
  name: string,
): Setting<number> {
  return { name, schema: marketSettingsSchema.shape[of] }
}

/** The data of a company in its application to sell (R80, R81). */
export type Company = {
  readonly name: Text
  readonly registrationNumber: string
  readonly country: string
  readonly foundedOn: string
  readonly staff: number
  /** Absent in applications from before these fields existed. */
  readonly capital?: number | undefined
  readonly support?: { readonly days: number; readonly hours: number } | undefined
  readonly taxpayer: 'general' | 'small_scale'
  readonly contactName: string
  readonly contactEmail: string
  readonly contactPhone: string
  readonly plan: string
  readonly documents: string
}

export type Application = {
  readonly id: Id<'sap'>
  readonly memberId: Id<'mbr'>
  readonly buyerId: Id<'byr'>
  readonly state: ApplicationState
  readonly company: Company
  readonly submittedAt: Instant
  readonly dueAt: Instant
  readonly claimedBy?: Id<'mbr'>
  readonly decidedAt?: Instant
  readonly reason?: string
  readonly sellerId?: Id<'sel'>
}

/** An application with names, as operators see it. */
export type ReviewedApplication = Application & {
  readonly applicant: { readonly name: string; readonly email: string }
  readonly buyerName: Text
  readonly claimerName?: string
}

/** A buyer applies to sell. A handler rejects the application by throwing. */
export type SellerApplied = {
  readonly type: 'seller.applied'
  readonly applicationId: Id<'sap'>
  readonly buyerId: Id<'byr'>
  readonly applicant: OrganisationKind
}

export type SellerApplicationClosed = {
  readonly type: 'seller.application_closed'
  readonly applicationId: Id<'sap'>
  readonly memberId: Id<'mbr'>
  readonly outcome: 'approved' | 'rejected' | 'withdrawn'
  /** The seller that an approval created. */
  readonly sellerId?: Id<'sel'>
}
