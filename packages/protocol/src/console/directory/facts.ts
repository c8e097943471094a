import { defineFacts } from '../facts.ts'
import { defineId, defineList, defineOneOf, defineOptional, number, string } from '../members.ts'
import { importedKinds } from './kinds.ts'

const ofDepartments = { departmentIds: defineList(defineId('dpt')), names: defineList(string) }
/** Ids alone: who reads the record need not be an administrator of the company. */
const ofPeople = { personIds: defineList(defineId('per')) }
const ofGroup = { groupId: defineId('pgr'), name: string }
const ofToken = { tokenId: defineId('sct'), name: string }

/** What happens to many at once is one fact for each thousand. */
export const directoryFacts = defineFacts('ent', {
  'enterprise.created': { name: string, tenantCode: string },
  'enterprise.renamed': { name: string, from: string },
  'enterprise.dissolved': { name: string, people: number },
  'department.created': ofDepartments,
  'department.renamed': { ...ofDepartments, from: defineList(string) },
  /** The name of the department under which they are now; absent at the top. */
  'department.moved': { ...ofDepartments, under: defineOptional(string) },
  'department.deleted': ofDepartments,
  'person.added': ofPeople,
  /** The members of their data that changed. */
  'person.changed': { ...ofPeople, members: defineList(string) },
  'person.moved': { ...ofPeople, department: string },
  'person.disabled': ofPeople,
  'person.enabled': ofPeople,
  'person.left': ofPeople,
  'person.returned': ofPeople,
  'person.invited': ofPeople,
  'person.invitation_revoked': ofPeople,
  'person.linked': ofPeople,
  'person.unlinked': ofPeople,
  'person_group.created': ofGroup,
  'person_group.renamed': { ...ofGroup, from: string },
  'person_group.deleted': ofGroup,
  'person_group.joined': { ...ofGroup, ...ofPeople },
  'person_group.quit': { ...ofGroup, ...ofPeople },
  'directory.imported': {
    what: defineOneOf(importedKinds),
    rows: number,
    added: number,
    changed: number,
    returned: number,
    unchanged: number,
    faulty: number,
  },
  'scim_token.created': ofToken,
  'scim_token.revoked': ofToken,
})
