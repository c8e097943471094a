import type { Kysely, RawBuilder } from 'kysely'

/** A handle on some tables; a domain names only its own (`db.withTables<RefundTables>()`). */
export type Db = { withTables<T>(): Kysely<T> }

/** An open transaction on the database. */
export type TransactionDb = Db & {
  /**
   * Sends a statement at once, without waiting for those sent before it: they reach the database in the order they were
   * sent, and one that fails fails the transaction. Whoever sends several waits for all of them (`allOf`).
   */
  send<T>(statement: RawBuilder<T>): Promise<T[]>
}
