import type { Id, Instant, WallInstant } from '@loggia/kernel'
import type { Payload, TenantKey } from './schema.ts'

export type SignOnTables = {
  sign_on_key: { tenant_key: TenantKey; kid: string; key_sealed: Uint8Array; created_at: Instant }
  sign_on_session: {
    digest: string
    uid: string
    tenant_key: TenantKey
    person_id: Id<'per'> | null
    session_id: Id<'ses'> | null
    payload: Payload
    expires_wall_at: WallInstant
  }
  sign_on_step: {
    digest: string
    tenant_key: TenantKey
    payload: Payload
    created_wall_at: WallInstant
    expires_wall_at: WallInstant
    ticket_digest: string | null
    person_id: Id<'per'> | null
    session_id: Id<'ses'> | null
  }
  sign_on: {
    id: Id<'sgn'>
    tenant_key: TenantKey
    connected_app_id: Id<'cap'>
    /** Null for the person of a test account. */
    person_id: Id<'per'> | null
    session_id: Id<'ses'>
    code_digest: string
    code_used_wall_at: WallInstant | null
    code_expires_wall_at: WallInstant
    payload: Payload
    expires_wall_at: WallInstant
  }
  sign_on_token: {
    digest: string
    sign_on_id: Id<'sgn'>
    kind: 'access' | 'refresh'
    payload: Payload
    used_wall_at: WallInstant | null
    expires_wall_at: WallInstant
  }
}
