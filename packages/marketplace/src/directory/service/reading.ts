import type { Id } from '@loggia/kernel'
import type { Db, Tx } from '../../platform/index.ts'
import { directoryProblems } from '../problems.ts'
import type { Enterprise } from '../schema.ts'
import * as store from '../store/index.ts'

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
    /** All of an enterprise, parents first. */
    listDepartments: store.departments.listAll,
    /** Those of these that are there, parents first. */
    findDepartments: store.departments.findAll,
    /** By id; of given ids also those who left, otherwise only those who have not. */
    listPeople: store.people.list,
  }
}
