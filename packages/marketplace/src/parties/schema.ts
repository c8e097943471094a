import type { Id, Instant, Language, WallInstant } from '@loggia/kernel'
import { marketSettingsSchema } from '@loggia/protocol/console'
import type { AgreementKind } from '@loggia/protocol/console/agreements/kinds'
import type {
  CustomerLevel,
  KnownSellerData,
  Letter,
  SellerData,
  SuspensionState,
  VerificationAsk,
  VerifiedData,
} from '@loggia/protocol/console'
import type { MemberActor, Setting } from '../platform/index.ts'
import type {
  ApplicationState,
  OrganisationApplicationState,
  OrganisationKind,
  SignInMethod,
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
/** An organisation with its first member. */
export type NewOrganisation = {
  readonly name: { readonly zh: string; readonly en: string }
  /** Without a password the member gets an initial one. */
  readonly member: Pick<NewMember, 'email' | 'name' | 'language'> & { readonly password?: string | undefined }
}
export type BuyerAdded = { readonly type: 'buyer.added'; readonly buyerId: Id<'byr'> }

/** The data of a buyer for the seller who fulfils the order. */
export type Customer = {
  /** A pseudonym of the buyer, 32 hexadecimal digits, the same in every order. */
  readonly id: string
  readonly name: Text
  readonly kind: OrganisationKind
  readonly isVerified: boolean
  readonly contact?: { readonly name: string; readonly email: string; readonly phone: string }
  /** The member who ordered; `id` is a pseudonym, the same in every order. */
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
  /** By default the member is the main account of all these parties. */
  readonly rights?: Rights
  /** Set if the member did not choose the password. */
  readonly mustChangePassword?: boolean
}

/** The signed-in member: the actor, and what pages show of the member. */
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
    readonly suspension?: CurrentSuspension
  }
  /** Of the buyer (R9). */
  readonly country?: string
  readonly seller?: Pick<Seller, 'id' | 'name'> & { readonly suspension?: CurrentSuspension }
  readonly rights: PartyRights
  readonly mustChangePassword: boolean
  /** Whether an operator must add a second factor first. */
  readonly mustAddFactor: boolean
  readonly sessionId: Id<'ses'>
  /** Sent in the `x-loggia-csrf` header of every change; useless without the session's cookie. */
  readonly csrfToken: string
}

export type SignIn = {
  readonly email: string
  readonly password: string
  readonly userAgent: string
  readonly ip: string
  /** The device tokens that earlier sign-ins left in this browser. */
  readonly devices?: readonly string[]
  /** The token of the link that confirms the address of a new account. */
  readonly confirmation?: string | undefined
  /** What the identity provider of a company has left in the browser. */
  readonly secret?: string | undefined
}

/**
 * Whether a member who signed up has not confirmed the email yet, waits for an operator's confirmation, may sign in, or
 * was refused.
 */
export type MemberState = 'unconfirmed' | 'waiting' | 'active' | 'rejected'

/** The rights of a member in one party: the main account may do everything, others what they were granted (R2, R3). */
export type Rights = { readonly main: boolean; readonly grants: readonly string[] }
export type PartyRights = {
  readonly buyer?: Rights
  readonly seller?: Rights
  readonly operator?: Rights
}
/** A party that has members; all operators together are one party. */
export type PartyOf =
  | { readonly kind: 'buyer'; readonly id: Id<'byr'> }
  | { readonly kind: 'seller'; readonly id: Id<'sel'> }
  | { readonly kind: 'operator' }
export type PartyMember = {
  readonly id: Id<'mbr'>
  readonly name: string
  readonly email: string
  /** In total: the member's own grants and those of the roles. */
  readonly rights: Rights
  readonly ownGrants: readonly string[]
  readonly roles: readonly Pick<Role, 'id' | 'name'>[]
  readonly enabled: boolean
  readonly suspension?: CurrentSuspension
  readonly mustChangePassword: boolean
  readonly addedAt: Instant
}

/** The rights that a member is given: as the owner, or by grants and roles. */
export type GivenRights = Rights & { readonly roles?: readonly Id<'rol'>[] }

/** A group of rights with a name of the party's own (R2). */
export type Role = {
  readonly id: Id<'rol'>
  readonly name: string
  readonly grants: readonly string[]
  readonly members: number
}

/** Why and how long, as the party or the member concerned reads it. */
export type CurrentSuspension = {
  readonly reason: string
  readonly since: Instant
  readonly until?: Instant
}
/** What is suspended: an organisation, or a member of a party. */
export type SuspensionOf = { readonly party: PartyOf; readonly memberId?: Id<'mbr'> }
type Person = { readonly id: Id<'mbr'>; readonly name: string }
export type Suspension = {
  readonly id: Id<'sus'>
  readonly state: SuspensionState
  readonly of: SuspensionOf
  readonly reason: string
  readonly until?: Instant
  readonly proposedBy: Person
  readonly proposedAt: Instant
  readonly decidedBy?: Person
  readonly decidedAt?: Instant
  readonly endedBy?: Person
  readonly endedAt?: Instant
  readonly endReason?: string
}
export type SuspensionAsk = { readonly reason: string; readonly until?: Instant | undefined }
/** The products of a suspended seller go off sale; afterwards they return. */
export type SellerSuspended = { readonly type: 'seller.suspended'; readonly sellerId: Id<'sel'> }
export type SellerReinstated = { readonly type: 'seller.reinstated'; readonly sellerId: Id<'sel'> }

/**
 * Whether people may sign up: at once, after an operator's confirmation, or not at all. Until operators set it, the
 * setting with which the market was started applies.
 */
export const signUpSetting: Setting<SignUpMode> = {
  name: 'parties.sign_up',
  schema: marketSettingsSchema.shape.signUp,
}

/** Whether operators need a second factor; it applies from their next sign-in on. */
export const operatorFactorSetting: Setting<boolean> = {
  name: 'parties.operators_need_factor',
  schema: marketSettingsSchema.shape.operatorsNeedFactor,
}

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

export type SignUp = {
  readonly kind: OrganisationKind
  readonly organisation?: string | undefined
  readonly name: string
  readonly email: string
  readonly password: string
  readonly country: string
  readonly language: Language
  readonly ip: string
  /** A path of this site to which the person returns in the end. */
  readonly next?: string | undefined
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

/** A new account is deleted because its email was never confirmed. Handlers delete what they keep of it. */
export type SignUpDropped = {
  readonly type: 'sign_up.dropped'
  readonly memberId: Id<'mbr'>
  readonly buyerId: Id<'byr'>
}

/** An account that is there already is to become a member of the buyer. A handler agrees if it is of the buyer’s people. */
export type MemberJoinAsked = {
  readonly type: 'member.join_asked'
  readonly memberId: Id<'mbr'>
  readonly buyerId: Id<'byr'>
  readonly agree: () => void
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

/**
 * A member is about to get in: a session begins, or a link (`reset`) gives the account a new password. A handler refuses
 * by throwing.
 */
export type MemberSigningIn = {
  readonly type: 'member.signing_in'
  readonly memberId: Id<'mbr'>
  readonly method: SignInMethod | 'reset'
  /** The identity provider that says who they are. */
  readonly vouchedBy?: string | undefined
  /** What a provider has left in their browser. */
  readonly browserSecret?: string | undefined
  /** The session that begins does not act for this buyer. */
  readonly withhold?: (buyerId: Id<'byr'>) => void
}

/** A member agrees to texts of the marketplace. */
export type MemberAgreed = {
  readonly type: 'member.agreed'
  readonly memberId: Id<'mbr'>
  readonly kinds: readonly AgreementKind[]
}

type PartyEvent =
  | SellerSuspended
  | SellerReinstated
  | MemberAgreed
  | MemberSigningIn
  | MemberJoinAsked
  | BuyerAdded
  | SignUpDropped
  | SellerApplied
  | SellerApplicationClosed
  | OrganisationApplied
  | OrganisationClosed
  | LetterAsked
/** The event of parties with this type. */
export type PartyTold<T extends PartyEvent['type']> = Extract<PartyEvent, { type: T }>

/** A browser in which a member is signed in. */
export type OpenSession = {
  readonly id: Id<'ses'>
  readonly startedAt: WallInstant
  readonly seenAt: WallInstant
  readonly userAgent: string
  readonly method: SignInMethod
  /** Absent for sessions from before it was kept. */
  readonly address?: string
}

/** A passkey that the member added, with its key. */
export type KeptPasskey = {
  readonly id: Id<'pky'>
  readonly memberId: Id<'mbr'>
  readonly credentialId: string
  readonly publicKey: Uint8Array
  /** How often it has signed; 0 for those that do not count. */
  readonly counter: number
  readonly transports: readonly string[]
  readonly name: string
  readonly addedAt: WallInstant
  readonly usedAt?: WallInstant
}

/** The site that passkeys are bound to, by its public address. */
export type Site = { readonly origin: string; readonly rpId: string }
/** The browser that signs in; `devices` are the tokens that earlier sign-ins left in it. */
export type SigningBrowser = {
  readonly userAgent: string
  readonly ip: string
  readonly devices: readonly string[]
  /** Undefined where passkeys cannot be used. */
  readonly site: Site | undefined
  /** What the identity provider of a company has left in it. */
  readonly secret?: string | undefined
}

/** What a link that was sent by email is for. */
export type LinkPurpose = 'reset' | 'confirmation' | 'email' | 'invitation'
/** A link that can be used, with the account that it is for; `email` is the new address of a change. */
export type AccountLink = {
  readonly id: Id<'lnk'>
  readonly purpose: LinkPurpose
  readonly member: {
    readonly id: Id<'mbr'>
    readonly email: string
    readonly name: string
    readonly state: MemberState
    readonly language: Language
  }
  readonly email?: string
}
/** A letter is to be sent to this address, or to the account with this email. `language` is used if there is none. */
export type LetterAsked = {
  readonly type: 'letter.asked'
  readonly letter: Letter
  readonly address: string
  readonly language: Language
  readonly memberId?: Id<'mbr'>
  readonly data?: Readonly<Record<string, unknown>>
}
/** A member who may sign in and acts for a party. */
export type Reader = {
  readonly id: Id<'mbr'>
  readonly name: string
  readonly email: string
  readonly language: Language
  readonly rights: Rights
}

/** A request of an operator to give a member a new password. */
export type OwnerReset = {
  readonly id: Id<'prr'>
  readonly state: 'proposed' | 'confirmed' | 'withdrawn' | 'rejected'
  readonly member: { readonly id: Id<'mbr'>; readonly name: string; readonly email: string }
  /** The buyer and the seller that the member acts for. */
  readonly parties: readonly {
    readonly kind: 'buyer' | 'seller'
    readonly id: Id<'byr'> | Id<'sel'>
    readonly name: Text
  }[]
  readonly reason: string
  readonly proposedBy: { readonly id: Id<'mbr'>; readonly name: string }
  readonly proposedAt: Instant
  readonly decidedBy?: { readonly id: Id<'mbr'>; readonly name: string }
  readonly decidedAt?: Instant
}
