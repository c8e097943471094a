import { sql } from 'kysely'
import type { PlatformTables } from './tables.ts'
import type { Tx } from './tx.ts'

/** Transactions that lock the same name run one after the other: each sees what the earlier one committed. */
export async function lockName(tx: Tx, name: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`.execute(
    tx.withTables<PlatformTables>(),
  )
}
