import type { Db } from '../../platform/index.ts'
import type { PartyTables } from '../tables.ts'

/** Typed access to the tables of this domain only. */
export const withPartyTables = (db: Db) => db.withTables<PartyTables>()
