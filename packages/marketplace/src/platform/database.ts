import { AsyncLocalStorage } from 'node:async_hooks'
import { Kysely, PGliteDialect, PostgresDialect, sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { PGlite } from '@electric-sql/pglite'
import pg from 'pg'
import { fromUtcText, toIso } from '@loggia/kernel'
import type { Instant, WallInstant } from '@loggia/kernel'
import type { Db, TransactionDb } from './handles.ts'
import { runInTransaction } from './postgres-transaction.ts'
import { isOldPlan, keepPlans, keptPlanMark } from './statement-names.ts'

/** A database of either engine. `withTables` queries outside any transaction; it throws while one is open. */
export type Database = Db & {
  readonly engine: 'embedded' | 'postgres'
  transaction<T>(work: (handle: TransactionDb) => Promise<T>): Promise<T>
  /** Runs several statements unchanged in one transaction; for migrations only. */
  script(text: string): Promise<void>
  /** How the connection pool is used; the embedded engine has no pool. */
  readonly connections?: () => ConnectionUse
  close(): Promise<void>
}
export type ConnectionUse = { readonly inUse: number; readonly idle: number; readonly waiting: number }

const typeOids = { int8: 20, date: 1082, timestamptz: 1184 }
const parsers: Record<number, (text: string) => unknown> = {
  [typeOids.int8]: BigInt,
  [typeOids.date]: (text) => text,
  // Both engines keep their sessions at UTC.
  [typeOids.timestamptz]: fromUtcText,
}

/** An instant as a parameter; the drivers would send it as a number. */
export const toTimestamptz = <T extends Instant | WallInstant>(moment: T): RawBuilder<T> =>
  sql<T>`${toIso(moment)}::timestamptz`
/**
 * Prefix of a statement whose plan each connection keeps: for the few statements that run many times a second, where
 * planning would cost more than execution. Such a statement names its columns, so that a migration that adds one does
 * not break it.
 */
export const keptPlan = sql.raw(keptPlanMark)
/** A JSON value as a parameter; the drivers would send arrays and strings as other types. */
export const toJsonb = <T>(value: T): RawBuilder<T> => sql<T>`${encodeJson(value)}::jsonb`
/** Serialises a value for a `jsonb` column. */
export const encodeJson = (value: unknown): string => JSON.stringify(value, storable)

// A jsonb column accepts neither NUL nor an unpaired surrogate; text from outside may contain both.
const storableText = (text: string): string => text.toWellFormed().replaceAll('\u0000', '\uFFFD')
function storable(_name: string, value: unknown): unknown {
  if (typeof value === 'string') return storableText(value)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  if (Object.keys(value).every((name) => storableText(name) === name)) return value
  return Object.fromEntries(Object.entries(value).map(([name, of]) => [storableText(name), of as unknown]))
}

const inside = new AsyncLocalStorage<{ open: boolean }>()

function guardHandle(handle: Kysely<unknown>): Db {
  return {
    withTables<T>() {
      // On the embedded engine, which is one session, such a query would wait for its own transaction for ever.
      if (inside.getStore()?.open)
        throw new Error('The database was used beside the transaction that is open here: pass tx instead')
      return handle as Kysely<T>
    },
  }
}

/** Runs `transaction` so that code called from it can detect that a transaction is open. */
async function noneInside<T>(transaction: () => Promise<T>): Promise<T> {
  if (inside.getStore()?.open) throw new Error('A transaction was opened inside another: pass tx instead')
  const mark = { open: true }
  try {
    return await inside.run(mark, transaction)
  } finally {
    mark.open = false
  }
}

/**
 * Waits until all promises have settled, then throws the first rejection in their order: none of them may go on using
 * a transaction that was rolled back.
 */
export async function waitForAll(works: readonly Promise<unknown>[]): Promise<void> {
  for (const ended of await Promise.allSettled(works)) if (ended.status === 'rejected') throw ended.reason
}

/** The embedded engine; closing it closes the PGlite instance. */
export function createEmbeddedDatabase(pglite: PGlite): Database {
  const handle = new Kysely<unknown>({ dialect: new PGliteDialect({ pglite }) })
  return {
    engine: 'embedded',
    ...guardHandle(handle),
    transaction: (work) =>
      noneInside(() =>
        handle.transaction().execute((trx) =>
          work({
            withTables: <U>() => trx as unknown as Kysely<U>,
            send: async (statement) => (await statement.execute(trx)).rows,
            write: async (statement) => {
              await ('sql' in statement ? trx.executeQuery(statement) : statement.execute(trx))
            },
            flush: () => Promise.resolve(),
          }),
        ),
      ),
    script: async (text) => {
      await pglite.transaction(async (tx) => void (await tx.exec(text)))
    },
    close: async () => {
      await handle.destroy()
      if (!pglite.closed) await pglite.close()
    },
  }
}

/** Options for opening PGlite, so that both engines return the same types. */
export const pgliteParsers = parsers

/** A PostgreSQL server. `onLost` is called when a connection breaks, idle or in use; a query on it then rejects. */
export function createPostgresDatabase(options: {
  url: string
  connections: number
  onLost: (error: Error) => void
}): Database {
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.connections,
    // A node that lost its network must not keep its locks until TCP notices.
    options: '-c timezone=UTC -c client_encoding=UTF8 -c idle_in_transaction_session_timeout=60000',
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    pipeline: true,
    types: {
      getTypeParser: (oid: number, format?: 'text' | 'binary') =>
        parsers[oid] ?? pg.types.getTypeParser(oid, format),
    },
  } as pg.PoolConfig)
  pool.on('error', options.onLost)
  // The pool removes its own listener while a client is checked out; an `error` event without one ends the process.
  pool.on('connect', (client) => {
    client.on('error', options.onLost)
    keepPlans(client)
  })
  const handle = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) })
  return {
    engine: 'postgres',
    ...guardHandle(handle),
    transaction: (work) => noneInside(() => runInTransaction(pool, work)),
    script: async (text) => {
      const client = await pool.connect()
      try {
        await client.query(`begin;\n${text}\n;commit`)
      } catch (error) {
        await client.query('rollback')
        throw error
      } finally {
        client.release()
      }
    },
    connections: () => ({
      inUse: pool.totalCount - pool.idleCount,
      idle: pool.idleCount,
      waiting: pool.waitingCount,
    }),
    close: async () => {
      // It ends the pool only if it has used it.
      await handle.destroy()
      if (!pool.ending) await pool.end()
    },
  }
}

const codeOf = (error: unknown): string | undefined =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
    ? error.code
    : undefined

const constraintOf = (error: unknown): string | undefined =>
  typeof error === 'object' && error !== null && 'constraint' in error && typeof error.constraint === 'string'
    ? error.constraint
    : undefined

/**
 * Serialisation failure, deadlock, or a plan from before a migration: the same work may succeed when it is run again.
 */
export const isRetryable = (error: unknown): boolean =>
  ['40001', '40P01'].includes(codeOf(error) ?? '') || isOldPlan(error)
/** The connection was lost, or the server is shutting down: the work itself is not at fault. */
export const isDatabaseAway = (error: unknown): boolean => /^(08|57P)/.test(codeOf(error) ?? '')
/**
 * The connection broke before the server answered. The transaction may have been committed, or may be in a moment, so
 * side effects outside the transaction must not be undone.
 */
export const mayHaveCommitted = (error: unknown): boolean =>
  isDatabaseAway(error) ||
  /^(ECONN|EPIPE|ETIMEDOUT)/.test(codeOf(error) ?? '') ||
  (error instanceof Error &&
    /^(Connection terminated|Client has encountered a connection error)/.test(error.message))
/** A unique constraint was violated: the one with this name, if a name is given. */
export const isUniqueViolation = (error: unknown, constraint?: string): boolean =>
  codeOf(error) === '23505' && (constraint === undefined || constraintOf(error) === constraint)
