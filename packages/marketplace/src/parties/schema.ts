import type { Id, Instant, Language, WallInstant } from '@loggia/kernel'
import { marketSettingsSchema } from '@loggia/protocol/console'
import type {
  CustomerLevel,
  KnownSellerData,
  SellerData,
  VerificationAsk,
  VerifiedData,
} from '@loggia/protocol/console'
import type { MemberActor, Setting } from '../platform/index.ts'
import type {
  ApplicationState,
  OrganisationApplicationState,
  OrganisationKind,
  Verification,
} from '@loggia/protocol/console/parties/kinds'
import type { SignUpMode } from '@loggia/protocol/console/settings/kinds'

export type { ApplicationState, OrganisationKind, Verification }
export type { SignUpMode }

export type { CustomerLevel }
export type Text = { readonly zh: string; readonly en: string }
/** An organisation that buys. */
export type Buyer = { readonly id: Id<'byr'>; readonly name: Text; readonly createdAt: Instant }
/** An organisation that sells; `logo` is a path on this server. */
export type Seller = {
  readonly id: Id<'sel'>
  readonly name: Text
  readonly logo?: string
  readonly createdAt: Instant
}
/** An organisation with the member who acts for it first. */
export type NewOrganisation = {
  readonly name: { readonly zh: string; readonly en: string }
  /** Without a password the member gets an initial one. */
  readonly member: Pick<NewMember, 'email' | 'name' | 'language'> & { readonly password?: string | undefined }
}
export type BuyerAdded = { readonly type: 'buyer.added'; readonly buyerId: Id<'byr'> }

/** What is known of a buyer whose order a seller fulfils. */
export type Customer = {
  /** 32 hexadecimal digits that stand for the buyer, the same in every order. */
  readonly id: string
  readonly name: Text
  readonly kind: OrganisationKind
  readonly isVerified: boolean
  readonly contact?: { readonly name: string; readonly email: string; readonly phone: string }
  /** Who ordered; the id stands for this person in every order. */
  readonly member?: { readonly id: string; readonly name: string; readonly email: string }
}

export type NewBuyer = { readonly nameZh: string; readonly nameEn: string }
export type NewSeller = NewBuyer & { readonly logo?: string; readonly profile?: SellerData }

/** A person, with the parties they act for (R1: one account may hold all three roles). */
export type NewMember = {
  readonly email: string
  readonly name: string
  readonly password: string
  readonly language: Language
  readonly buyerId?: Id<'byr'>
  readonly sellerId?: Id<'sel'>
  readonly operator?: boolean
  /** Without them the member is the main account of all of these. */
  readonly rights?: Rights
  /** For a password that the member did not choose. */
  readonly mustChangePassword?: boolean
}

/** Who is signed in: what an actor may do, and what a page shows of them. */
export type SignedIn = {
  readonly actor: MemberActor
  readonly member: {
    readonly id: Id<'mbr'>
    readonly name: string
    readonly email: string
    readonly language: Language
  }
  readonly buyer?: Pick<Buyer, 'id' | 'name'> & {
    readonly verification: Verification
    readonly hasPhone: boolean
  }
  readonly seller?: Pick<Seller, 'id' | 'name'>
  readonly rights: PartyRights
  readonly mustChangePassword: boolean
  readonly sessionId: Id<'ses'>
  /** Goes into the `x-loggia-csrf` header of every change; worthless without the session's cookie. */
  readonly csrfToken: string
}

export type SignIn = {
  readonly email: string
  readonly password: string
  readonly userAgent: string
  readonly ip: string
  /** What earlier sign-ins in this browser gave it to keep. */
  readonly devices?: readonly string[]
}

/** What an operator has verified of a buyer (R4). */
export type MemberState = 'waiting' | 'active' | 'rejected'

/** Of a member in one party: the main account may do everything, the others what they were granted (R2, R3). */
export type Rights = { readonly main: boolean; readonly grants: readonly string[] }
export type PartyRights = {
  readonly buyer?: Rights
  readonly seller?: Rights
  readonly operator?: Rights
}
/** A party as its members are kept: operators are one. */
export type PartyOf =
  | { readonly kind: 'buyer'; readonly id: Id<'byr'> }
  | { readonly kind: 'seller'; readonly id: Id<'sel'> }
  | { readonly kind: 'operator' }
export type PartyMember = {
  readonly id: Id<'mbr'>
  readonly name: string
  readonly email: string
  readonly rights: Rights
  readonly enabled: boolean
  readonly mustChangePassword: boolean
  readonly addedAt: Instant
}

/** Whether people may sign up by themselves: at once, after an operator has confirmed them, or not at all. */
/** What operators have chosen of these; without it what the market was started with holds. */
export const signUpSetting: Setting<SignUpMode> = {
  name: 'parties.sign_up',
  schema: marketSettingsSchema.shape.signUp,
}

/** R81: the conditions for companies, each a value of the market; 0 does not ask for it. */
export const companySettings = {
  sellerMinStaff: conditionSetting('sellerMinStaff', 'parties.seller_min_staff'),
  sellerMinYears: conditionSetting('sellerMinYears', 'parties.seller_min_years'),
  sellerMinCapital: conditionSetting('sellerMinCapital', 'parties.seller_min_capital'),
  sellerSupportDays: conditionSetting('sellerSupportDays', 'parties.seller_support_days'),
  sellerSupportHours: conditionSetting('sellerSupportHours', 'parties.seller_support_hours'),
} as const
export type CompanySettingName = keyof typeof companySettings
/** What holds until operators set something else, as the rule has it. */
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

export type SignUp = {
  readonly kind: OrganisationKind
  readonly organisation?: string | undefined
  readonly name: string
  readonly email: string
  readonly password: string
  readonly country: string
  readonly language: Language
  readonly ip: string
}
export type WaitingSignUp = {
  readonly member: { readonly id: Id<'mbr'>; readonly name: string; readonly email: string }
  readonly buyer: {
    readonly id: Id<'byr'>
    readonly name: Text
    readonly kind: OrganisationKind
    readonly country: string
  }
  readonly signedUpAt: Instant
}

/** What a company says of itself when it applies to sell (R80, R81). */
export type Company = {
  readonly name: Text
  readonly registrationNumber: string
  readonly country: string
  readonly foundedOn: string
  readonly staff: number
  /** Absent of an application of before these were asked for. */
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
/** An application with the names of those it is about, as operators see it. */
export type ReviewedApplication = Application & {
  readonly applicant: { readonly name: string; readonly email: string }
  readonly buyerName: Text
  readonly claimerName?: string
}

/** The organisation whose reviewed data is changed: a seller's, or what is verified of a buyer. */
export type Organisation =
  | { readonly kind: 'seller'; readonly id: Id<'sel'> }
  | { readonly kind: 'buyer'; readonly id: Id<'byr'> }
/** What an application would make of it, beside what it was when it was filed. */
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
/** With the names of those it is about, as operators see it. */
export type OrganisationReview = {
  readonly application: OrganisationApplication
  readonly name: Text
  readonly filer: { readonly name: string; readonly email: string }
  readonly openerName?: string
}

type OfOrganisation = {
  readonly applicationId: Id<'oap'>
  readonly organisation: Organisation
  /** The paths of a seller’s logos, where one would take the place of the other. */
  readonly logo?: { readonly before?: string | undefined; readonly next?: string | undefined }
}
/** Whoever finds what is proposed unfit refuses by throwing. */
export type OrganisationApplied = OfOrganisation & { readonly type: 'organisation.applied' }
export type OrganisationClosed = OfOrganisation & {
  readonly type: 'organisation.application_closed'
  readonly outcome: 'approved' | 'rejected' | 'withdrawn'
}

type PartyEvent = BuyerAdded | OrganisationApplied | OrganisationClosed
/** One of the things that are told of parties. */
export type PartyTold<T extends PartyEvent['type']> = Extract<PartyEvent, { type: T }>

/** A browser in which a member is signed in. */
export type OpenSession = {
  readonly id: Id<'ses'>
  readonly startedAt: WallInstant
  readonly seenAt: WallInstant
  readonly userAgent: string
}
