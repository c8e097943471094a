import type { Id, Instant, WallInstant } from '@loggia/kernel'
import type { EmployeeType, EnterpriseState, PersonState } from '@loggia/protocol/console/directory/kinds'

export type { EmployeeType, EnterpriseState, PersonState }

/** A company whose people use apps, as its buyer keeps it. */
export type Enterprise = {
  readonly id: Id<'ent'>
  readonly buyerId: Id<'byr'>
  /** 32 hexadecimal digits: how sellers know it. */
  readonly tenantId: string
  /** Its name in addresses: letters, digits and hyphens, never changed and never given again. */
  readonly tenantCode: string
  readonly name: string
  readonly state: EnterpriseState
  readonly createdAt: Instant
  readonly dissolvedAt?: Instant
}

export type Department = {
  readonly id: Id<'dpt'>
  readonly enterpriseId: Id<'ent'>
  /** How sellers know it: never changed. */
  readonly code: string
  readonly name: string
  readonly parentId?: Id<'dpt'>
  /** 0 at the top. */
  readonly depth: number
}

/** With the ids from the top down to its own, a slash after each. */
export type PlacedDepartment = Department & { readonly path: string }

/** What is known about somebody; `mobile` to `entryDate` are for administrators, and go when the person leaves. */
export type PersonData = {
  readonly name: string
  readonly position?: string
  readonly employeeCode?: string
  readonly employeeType?: EmployeeType
  readonly mobile?: string
  readonly email?: string
  readonly workPlace?: string
  /** `yyyy-mm-dd` */
  readonly entryDate?: string
  /** What a program that provisions people calls them. */
  readonly externalId?: string
}

export type Person = PersonData & {
  readonly id: Id<'per'>
  readonly enterpriseId: Id<'ent'>
  /** How sellers know the person: never changed, and never given to somebody else. */
  readonly userName: string
  readonly state: PersonState
  /** Of everybody who has not left. */
  readonly departmentId?: Id<'dpt'>
  /** The account that accepted the invitation. */
  readonly memberId?: Id<'mbr'>
  readonly createdAt: Instant
  readonly changedAt: Instant
  readonly leftAt?: Instant
}

export type PersonGroup = {
  readonly id: Id<'pgr'>
  readonly enterpriseId: Id<'ent'>
  readonly name: string
  readonly externalId?: string
  readonly createdAt: Instant
  readonly changedAt: Instant
}

/** Asks a person to link their account, once, until it expires. */
export type PersonInvitation = {
  readonly id: Id<'lnk'>
  readonly personId: Id<'per'>
  readonly email: string
  readonly invitedBy: Id<'mbr'>
  readonly invitedAt: WallInstant
  readonly expiresAt: WallInstant
  readonly acceptedBy?: Id<'mbr'>
}

/** With it an identity provider keeps the people of an enterprise; the token itself is shown once. */
export type ScimToken = {
  readonly id: Id<'sct'>
  readonly enterpriseId: Id<'ent'>
  readonly name: string
  /** The last characters of it. */
  readonly ending: string
  readonly createdBy: Id<'mbr'>
  readonly createdAt: Instant
  readonly usedAt?: WallInstant
  readonly revokedAt?: Instant
}

type OfEnterprise = { readonly enterpriseId: Id<'ent'> }
/** Its name. */
export type EnterpriseChanged = OfEnterprise & { readonly type: 'enterprise.changed' }
/** Everybody has left it when this is emitted. */
export type EnterpriseDissolved = OfEnterprise & { readonly type: 'enterprise.dissolved' }
/** Created, renamed, moved or deleted; which of them are there says `findDepartments`. */
export type DepartmentsChanged = OfEnterprise & {
  readonly type: 'departments.changed'
  readonly departmentIds: readonly Id<'dpt'>[]
}
/** Added, changed, disabled, enabled, or left; at most 1,000 ids. */
export type PeopleChanged = OfEnterprise & {
  readonly type: 'people.changed'
  readonly personIds: readonly Id<'per'>[]
}
/** An administrator has taken the account from somebody. */
export type PersonUnlinked = OfEnterprise & {
  readonly type: 'person.unlinked'
  readonly personId: Id<'per'>
  readonly memberId: Id<'mbr'>
}
export type DirectoryEvents = {
  readonly 'enterprise.changed': EnterpriseChanged
  readonly 'enterprise.dissolved': EnterpriseDissolved
  readonly 'departments.changed': DepartmentsChanged
  readonly 'people.changed': PeopleChanged
  readonly 'person.unlinked': PersonUnlinked
}
