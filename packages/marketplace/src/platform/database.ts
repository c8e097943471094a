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

/** A database of either engine. `withTables` outside `transaction` reads and writes on its own; inside one it throws. */
export type Database = Db & {
  readonly engine: 'embedded' | 'postgres'
  transaction<T>(work: (handle: TransactionDb) => Promise<T>): Promise<T>
  /** Runs several statements as they are, in a transaction of their own: migrations only. */
  script(text: string): Promise<void>
  /** How the connections are used; the embedded engine has none. */
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

/** An instant as a parameter: the drivers would send the number. */
export const toTimestamptz = <T extends Instant | WallInstant>(moment: T): RawBuilder<T> =>
  sql<T>`${toIso(moment)}::timestamptz`
/**
 * Begins a statement whose plan each connection keeps: for the few that run many times a second, of which planning would
 * be the larger part. Such a statement names its columns, so that a migration that adds one does not break it.
 */
export const keptPlan = sql.raw(keptPlanMark)
/** A JSON value as a parameter: arrays and strings would be taken for something else. */
export const toJsonb = <T>(value: T): RawBuilder<T> => sql<T>`${encodeJson(value)}::jsonb`
/** The text of a JSON value for a column of it. */
export const encodeJson = (value: unknown): string => JSON.stringify(value, storable)

// A jsonb column takes neither a NUL nor half of a surrogate pair; texts and names that came from outside may hold both.
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

/** Runs `transaction` so that whatever it calls can tell that it is inside. */
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
 * Waits until all have ended, then throws the first fault in their order: none of them may go on in a transaction that is
 * given up.
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

/** Options for opening PGlite so that its values read as ours do. */
export const pgliteParsers = parsers

/** A PostgreSQL server. `onLost` hears of idle connections that broke; queries on them fail by themselves. */
export function createPostgresDatabase(options: {
  url: string
  connections: number
  onLost: (error: Error) => void
}): Database {
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.connections,
    // A node that was cut off must not keep its locks until the network notices.
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
  // The pool stops listening to a connection while it is lent out; one that breaks then would end the process.
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
    close: () => handle.destroy(),
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

/** Serialisation failure, deadlock, or a plan of before a migration: the same work may succeed when run again. */
export const isRetryable = (error: unknown): boolean =>
  ['40001', '40P01'].includes(codeOf(error) ?? '') || isOldPlan(error)
/** The connection was lost, or the server ends: nothing is wrong with the work. */
export const isDatabaseAway = (error: unknown): boolean => /^(08|57P)/.test(codeOf(error) ?? '')
/**
 * The connection broke before there was an answer. A transaction that ended like this may have been committed all the same, or be so
 * in a moment: what was done outside for it must not be undone.
 */
export const mayHaveCommitted = (error: unknown): boolean =>
  isDatabaseAway(error) ||
  /^(ECONN|EPIPE|ETIMEDOUT)/.test(codeOf(error) ?? '') ||
  (error instanceof Error &&
    /^(Connection terminated|Client has encountered a connection error)/.test(error.message))
/** A unique constraint was violated; with a name, that one. */
export const isUniqueViolation = (error: unknown, constraint?: string): boolean =>
  codeOf(error) === '23505' && (constraint === undefined || constraintOf(error) === constraint)
