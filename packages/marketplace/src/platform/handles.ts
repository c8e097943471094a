import type { CompiledQuery, Kysely, RawBuilder } from 'kysely'

/** A handle on some tables; a domain names only its own (`db.withTables<RefundTables>()`). */
export type Db = { withTables<T>(): Kysely<T> }

/** An open transaction on the database. */
export type TransactionDb = Db & {
  /**
   * Sends a statement at once, without waiting for earlier ones: statements reach the database in the order in which
   * they were sent, and one that fails fails the transaction. Callers that send several wait for all (`waitForAll`).
   */
  send<T>(statement: RawBuilder<T>): Promise<T[]>
  /**
   * Sends a statement whose result is not needed. On PostgreSQL it does not wait: a failure surfaces at {@link flush}
   * or at the end of the transaction, and fails the transaction.
   */
  write(statement: RawBuilder<unknown> | CompiledQuery): Promise<void>
  /** Waits for all statements sent with `write` so far; throws the first fault. */
  flush(): Promise<void>
}
