import { sql } from 'kysely'
import type { PlatformTables } from './tables.ts'
import type { Tx } from './tx.ts'

/** Of transactions that lock the same name one goes on after the other has ended: what it counts then is committed. */
export async function lockName(tx: Tx, name: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`.execute(
    tx.withTables<PlatformTables>(),
  )
}
