import type { Id, Instant, WallInstant } from '@loggia/kernel'
import type { ExportedOf } from '../platform/index.ts'
import type { EmployeeType, EnterpriseState, PersonState } from './schema.ts'

export type DirectoryTables = {
  enterprise: {
    id: Id<'ent'>
    buyer_id: Id<'byr'>
    tenant_id: string
    tenant_code: string
    name: string
    state: EnterpriseState
    /** The number after the last that was given as the code of a department. */
    next_code: number
    created_at: Instant
    dissolved_at: Instant | null
  }
  department: {
    id: Id<'dpt'>
    enterprise_id: Id<'ent'>
    code: string
    name: string
    parent_id: Id<'dpt'> | null
    /** The ids from the top down to its own, with a slash after each. */
    path: string
    depth: number
    /** The name and the code, in lower case, for searches. */
    found: string
  }
  person: {
    id: Id<'per'>
    enterprise_id: Id<'ent'>
    user_name: string
    /** In lower case: names that differ in case only are one. */
    user_name_key: string
    name: string
    department_id: Id<'dpt'> | null
    position: string | null
    employee_code: string | null
    employee_type: EmployeeType | null
    mobile: string | null
    email: string | null
    work_place: string | null
    /** `yyyy-mm-dd` */
    entry_date: string | null
    external_id: string | null
    /** Keyed; of an email that they had until they left. */
    email_digest: string | null
    state: PersonState
    member_id: Id<'mbr'> | null
    created_at: Instant
    changed_at: Instant
    left_at: Instant | null
    /** Name, user name, employee code and email, in lower case, for searches. */
    found: string
  }
  person_group: {
    id: Id<'pgr'>
    enterprise_id: Id<'ent'>
    name: string
    external_id: string | null
    created_at: Instant
    changed_at: Instant
    /** The name in lower case, for searches. */
    found: string
  }
  group_person: {
    group_id: Id<'pgr'>
    person_id: Id<'per'>
  }
  person_invitation: {
    id: Id<'lnk'>
    person_id: Id<'per'>
    token_digest: string
    email: string
    invited_by: Id<'mbr'>
    created_wall_at: WallInstant
    expires_wall_at: WallInstant
    accepted_by: Id<'mbr'> | null
  }
  scim_token: {
    id: Id<'sct'>
    enterprise_id: Id<'ent'>
    name: string
    digest: string
    ending: string
    created_by: Id<'mbr'>
    created_at: Instant
    used_wall_at: WallInstant | null
    revoked_at: Instant | null
  }
}

/** People are left out: personal data of a company's employees is no business of the operators. */
export const directoryExports = {
  enterprise: { key: ['id'] },
  department: { key: ['id'], columns: ['id', 'enterprise_id', 'code', 'name', 'parent_id', 'depth'] },
} satisfies ExportedOf<DirectoryTables>
