import type { CompiledQuery, Kysely, RawBuilder } from 'kysely'

/** A handle on some tables; a domain names only its own (`db.withTables<RefundTables>()`). */
export type Db = { withTables<T>(): Kysely<T> }

/** An open transaction on the database. */
export type TransactionDb = Db & {
  /**
   * Sends a statement at once, without waiting for those sent before it: they reach the database in the order they were
   * sent, and one that fails fails the transaction. Whoever sends several waits for all of them (`waitForAll`).
   */
  send<T>(statement: RawBuilder<T>): Promise<T[]>
  /**
   * Sends a statement of whose result nothing is needed. On PostgreSQL it is not waited for: whether it failed is known at
   * {@link flush} or at the end of the transaction, which fails with it.
   */
  write(statement: RawBuilder<unknown> | CompiledQuery): Promise<void>
  /** Waits for everything that was written so far; throws the first fault. */
  flush(): Promise<void>
}
