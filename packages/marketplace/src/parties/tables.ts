import type { Id, Instant, Language, WallInstant } from '@loggia/kernel'
import type {
  ApplicationState,
  OrganisationKind,
  SignInMethod,
  Verification,
} from '@loggia/protocol/console/parties/kinds'
import type { ExportedOf } from '../platform/index.ts'
import type { Contact, CustomerLevel, KnownSellerData, SuspensionState } from '@loggia/protocol/console'
import type { Company } from './schema/seller-applications.ts'
import type { LinkPurpose, OwnerReset } from './schema/links.ts'
import type { MemberState } from './schema/members.ts'
import type { OrganisationApplication, OrganisationChange } from './schema/organisation-changes.ts'

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
    suspension_id: Id<'sus'> | null
    created_at: Instant
  }
  seller: {
    id: Id<'sel'>
    name_zh: string
    name_en: string
    logo: string | null
    registration_number: string | null
    profile: SellerProfile
    suspension_id: Id<'sus'> | null
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
    suspension_id: Id<'sus'> | null
    /** The account was there before, and is not the party’s to reset. */
    joined: boolean
  }
  party_role: {
    id: Id<'rol'>
    role: Role
    buyer_id: Id<'byr'> | null
    seller_id: Id<'sel'> | null
    name: string
    grants: string[]
    created_at: Instant
  }
  member_role: { member_id: Id<'mbr'>; role: Role; role_id: Id<'rol'> }
  suspension: {
    id: Id<'sus'>
    kind: 'buyer' | 'seller' | 'member'
    state: SuspensionState
    buyer_id: Id<'byr'> | null
    seller_id: Id<'sel'> | null
    member_id: Id<'mbr'> | null
    reason: string
    until: Instant | null
    proposed_by: Id<'mbr'>
    proposed_at: Instant
    decided_by: Id<'mbr'> | null
    decided_at: Instant | null
    ended_by: Id<'mbr'> | null
    ended_at: Instant | null
    end_reason: string | null
  }
  session: {
    id: Id<'ses'>
    token_hash: string
    member_id: Id<'mbr'>
    created_wall_at: WallInstant
    seen_wall_at: WallInstant
    expires_wall_at: WallInstant
    user_agent: string
    method: SignInMethod
    address: Uint8Array | null
    needs_factor: boolean
    withheld_buyer_ids: string[]
  }
  totp: {
    member_id: Id<'mbr'>
    secret: Uint8Array
    used_step: bigint
    created_wall_at: WallInstant
    confirmed_wall_at: WallInstant | null
  }
  passkey: {
    id: Id<'pky'>
    member_id: Id<'mbr'>
    credential_id: string
    public_key: Uint8Array
    counter: bigint
    transports: string[]
    name: string
    created_wall_at: WallInstant
    used_wall_at: WallInstant | null
  }
  recovery_code: { member_id: Id<'mbr'>; code_hash: string }
  sign_in_step: { token_hash: string; member_id: Id<'mbr'>; expires_wall_at: WallInstant }
  passkey_challenge: { holder: string; challenge: string; expires_wall_at: WallInstant }
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

/**
 * Who belongs to whom, as far as figures depend on it. No addresses of people, no passwords, no sessions: an export is
 * a file that is passed on.
 */
export const partyExports = {
  buyer: { key: ['id'], columns: ['id', 'name_zh', 'name_en', 'registration_number', 'created_at'] },
  seller: { key: ['id'], columns: ['id', 'name_zh', 'name_en', 'registration_number', 'created_at'] },
  membership: { key: ['member_id', 'role'], columns: ['member_id', 'role', 'buyer_id', 'seller_id'] },
} satisfies ExportedOf<PartyTables>
