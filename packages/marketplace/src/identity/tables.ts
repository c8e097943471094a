import type { Id, Instant, WallInstant } from '@loggia/kernel'
import type { ExportedOf } from '../platform/index.ts'
import type { FoundBy, Step } from './schema.ts'

export type IdentityTables = {
  identity_provider: {
    id: Id<'idp'>
    enterprise_id: Id<'ent'> | null
    issuer: string
    client_id: string
    client_secret_sealed: Uint8Array
    scopes: string[]
    found_by: FoundBy
    adds_people: boolean
    enforced: boolean
    enabled: boolean
    set_up_by: Id<'mbr'>
    created_at: Instant
    changed_at: Instant
  }
  email_domain: {
    enterprise_id: Id<'ent'>
    domain: string
    token: string
    verified_at: Instant | null
    checked_wall_at: WallInstant | null
    missed_wall_at: WallInstant | null
  }
  member_identity: {
    provider_id: Id<'idp'>
    subject: string
    member_id: Id<'mbr'> | null
    person_id: Id<'per'> | null
    created_at: Instant
    made_account: boolean
    used_at: Instant | null
  }
  identity_session: {
    session_id: Id<'ses'>
    provider_id: Id<'idp'>
    subject: string
    sid: string | null
  }
  identity_step: {
    digest: string
    purpose: Step['purpose']
    provider_id: Id<'idp'>
    next: string
    member_id: Id<'mbr'> | null
    person_id: Id<'per'> | null
    subject: string | null
    sid: string | null
    result_sealed: Uint8Array | null
    anew: boolean
    created_wall_at: WallInstant
    expires_wall_at: WallInstant
  }
  logout_token: { digest: string; expires_wall_at: WallInstant }
}

/** Without secrets, and without people. */
export const identityExports = {
  identity_provider: {
    key: ['id'],
    columns: ['id', 'enterprise_id', 'issuer', 'adds_people', 'enforced', 'enabled', 'created_at'],
  },
} satisfies ExportedOf<IdentityTables>
