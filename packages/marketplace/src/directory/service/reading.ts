import type { Id } from '@loggia/kernel'
import type { Db, Platform, Tx } from '../../platform/index.ts'
import { directoryProblems } from '../problems.ts'
import { toKey } from '../rules/people.ts'
import type { Enterprise, Person } from '../schema.ts'
import * as store from '../store/index.ts'
import { computeEmailDigest, getDepartment } from './context.ts'
import { getGroup } from './people.ts'

/** What other domains ask. */
export function createReading({ seal }: Pick<Platform, 'seal'>) {
  /** Throws `directory.enterprise_unknown`. */
  async function getEnterprise(db: Db, id: Id<'ent'>): Promise<Enterprise> {
    const found = await store.enterprises.find(db, id)
    if (!found) throw directoryProblems.enterprise_unknown()
    return found
  }

  /** Until the transaction ends, nobody else changes the enterprise, or anything in it. Throws `directory.enterprise_unknown`. */
  async function lockEnterprise(tx: Tx, id: Id<'ent'>): Promise<Enterprise> {
    const found = await store.enterprises.lock(tx, id)
    if (!found) throw directoryProblems.enterprise_unknown()
    return found
  }

  return {
    getEnterprise,
    lockEnterprise,
    /** The same, unless somebody else has; false then. */
    lockUnlessBusy: store.enterprises.lockUnlessBusy,
    /** All of an enterprise, parents first. */
    listDepartments: store.departments.listAll,
    /** Those of these that are there, parents first. */
    findDepartments: store.departments.findAll,
    /** Throws `directory.department_unknown`. */
    getDepartment: (db: Db, id: Id<'ent'>, departmentId: Id<'dpt'>) =>
      getDepartment(db, { id }, departmentId),
    /** Throws `directory.group_unknown`. */
    getGroup: (db: Db, id: Id<'ent'>, groupId: Id<'pgr'>) => getGroup(db, { id }, groupId),
    /** Whose account this is there; undefined if it is nobody’s. */
    findPersonOfMember: store.people.findByMember,
    /** Those with this email who have not left; two, if there are more than one. */
    findPeopleByEmail: store.people.findByEmail,
    /** Who had this email until they left, also if they are back and have none. */
    findPersonByFormerEmail: (db: Db, id: Id<'ent'>, email: string): Promise<Person | undefined> =>
      store.people.findByFormerEmail(db, id, computeEmailDigest(seal, id, email)),
    /** Whoever has this user name, or had it. */
    findPersonByUserName: async (db: Db, id: Id<'ent'>, userName: string): Promise<Person | undefined> =>
      (await store.people.findByUserNames(db, id, [toKey(userName)]))[0],
    /** The first of those at the top. */
    findTopDepartment: store.departments.findTop,
    /** By id; of given ids also those who left, otherwise only those who have not. */
    listPeople: store.people.list,
  }
}
