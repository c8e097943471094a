import { sql } from 'kysely'
import type { Tx } from '../platform/index.ts'

/** Whether another transaction waits for the end of this one; PostgreSQL only. */
export async function isWaitedFor(tx: Tx): Promise<boolean> {
  const [waiting] = await tx.send(sql<{ n: number }>`select count(*)::int as n from pg_locks
    where not granted and transactionid = pg_current_xact_id()::text::xid`)
  return (waiting?.n ?? 0) > 0
}
