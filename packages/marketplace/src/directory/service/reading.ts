import type { Id } from '@loggia/kernel'
import type { Db, Tx } from '../../platform/index.ts'
import { directoryProblems } from '../problems.ts'
import type { Enterprise } from '../schema.ts'
import * as store from '../store/index.ts'
import { getDepartment } from './context.ts'
import { getGroup } from './people.ts'

/** What other domains ask. */
export function createReading() {
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
    /** By id; of given ids also those who left, otherwise only those who have not. */
    listPeople: store.people.list,
  }
}
