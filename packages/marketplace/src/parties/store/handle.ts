import type { Db } from '../../platform/index.ts'
import type { PartyTables } from '../tables.ts'

/** Parties names its own tables here, and nobody else's. */
export const withPartyTables = (db: Db) => db.withTables<PartyTables>()
