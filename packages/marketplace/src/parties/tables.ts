import type { Id, Instant, Language, WallInstant } from '@loggia/kernel'
import type { Contact, CustomerLevel, KnownSellerData } from '@loggia/protocol/console'
import type {
  ApplicationState,
  Company,
  LinkPurpose,
  MemberState,
  OrganisationApplication,
  OrganisationChange,
  OrganisationKind,
  OwnerReset,
  Verification,
} from './schema.ts'

type Role = 'buyer' | 'seller' | 'operator'

export type PartyTables = {
  buyer: {
    id: Id<'byr'>
    name_zh: string
    name_en: string
    kind: OrganisationKind
    country: string
    verification: Verification
    level: CustomerLevel
    registration_number: string | null
    contact: Contact | null
    created_at: Instant
  }
  seller: {
    id: Id<'sel'>
    name_zh: string
    name_en: string
    logo: string | null
    registration_number: string | null
    profile: SellerProfile
    created_at: Instant
  }
  member: {
    id: Id<'mbr'>
    email: string
    name: string
    password_hash: string
    language: Language
    state: MemberState
    must_change_password: boolean
    created_at: Instant
  }
  membership: {
    member_id: Id<'mbr'>
    role: Role
    buyer_id: Id<'byr'> | null
    seller_id: Id<'sel'> | null
    main: boolean
    enabled: boolean
    grants: string[]
  }
  session: {
    id: Id<'ses'>
    token_hash: string
    member_id: Id<'mbr'>
    created_wall_at: WallInstant
    seen_wall_at: WallInstant
    expires_wall_at: WallInstant
    user_agent: string
  }
  account_link: {
    id: Id<'lnk'>
    purpose: LinkPurpose
    member_id: Id<'mbr'>
    token_hash: string
    email: string | null
    created_wall_at: WallInstant
    expires_wall_at: WallInstant
  }
  password_reset_request: {
    id: Id<'prr'>
    member_id: Id<'mbr'>
    reason: string
    state: OwnerReset['state']
    proposed_by: Id<'mbr'>
    proposed_at: Instant
    decided_by: Id<'mbr'> | null
    decided_at: Instant | null
  }
  sign_in_limit: { subject: string; failures: number; window_wall_at: WallInstant }
  seller_application: {
    id: Id<'sap'>
    member_id: Id<'mbr'>
    buyer_id: Id<'byr'>
    state: ApplicationState
    registration_number: string
    company: Company
    submitted_at: Instant
    due_at: Instant
    claimed_by: Id<'mbr'> | null
    decided_at: Instant | null
    reason: string | null
    seller_id: Id<'sel'> | null
  }
  organisation_application: {
    id: Id<'oap'>
    kind: OrganisationChange['kind']
    state: OrganisationApplication['state']
    seller_id: Id<'sel'> | null
    buyer_id: Id<'byr'> | null
    filed_by: Id<'mbr'>
    before: OrganisationChange['before']
    next: OrganisationChange['next']
    filed_at: Instant
    due_at: Instant
    opened_by: Id<'mbr'> | null
    opened_at: Instant | null
    decided_by: Id<'mbr'> | null
    decided_at: Instant | null
    reason: string | null
  }
}

/** A seller's data except the logo and the registration number, which are columns because other queries search them. */
export type SellerProfile = Omit<KnownSellerData, 'logo' | 'registrationNumber'>
