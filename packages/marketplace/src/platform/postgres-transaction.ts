import { Kysely, PostgresAdapter, PostgresIntrospector } from 'kysely'
import type { DatabaseConnection, Driver } from 'kysely'
import type pg from 'pg'
import { omitUndefined } from '@loggia/kernel'
import type { TransactionDb } from './handles.ts'
import { LiteralStatesCompiler } from './literal-states.ts'
import { isOldPlan, statementNames } from './statement-names.ts'

/**
 * Plans are made once a connection and without the values: what a transaction asks goes by keys, and making a plan for each set of
 * them takes PostgreSQL longer than carrying it out. Lists, whose best plan depends on the values, are asked outside; a search says so.
 */
const begin = 'begin; set local plan_cache_mode = force_generic_plan'
/**
 * A plan that was made while tables were small reads all of a table. PostgreSQL notices that they have grown when it next analyses
 * them, a minute later; until then a connection gives its plans up after so many transactions, and four times as many, and so on.
 */
const firstPlansLast = 4
/** Connections take turns: all of them making their plans at once would hold up everybody. */
let connections = 0
const firstRenewal = (): number => firstPlansLast + (connections++ % (3 * firstPlansLast))

function beginOn(line: Line): string {
  line.transactions += 1
  if (line.transactions < line.renewsAt) return begin
  line.renewsAt *= 4
  return `${begin}; discard plans`
}

/** One connection on which statements are sent in their order, without waiting for each other. */
type Line = {
  readonly db: TransactionDb
  query(text: string, values?: readonly unknown[]): Promise<pg.QueryResult>
  /** Whether a transaction is open on it; when none is, nothing is sent. */
  open: boolean
  /** What was sent in it and not waited for. */
  readonly written: Promise<unknown>[]
  /** Why it failed: the first statement in it that did says so. */
  fault: unknown
  /** How many were begun on it, and with how many its plans are made anew. */
  transactions: number
  renewsAt: number
}

/** The driver says of a connection that broke nothing but a sentence; whoever tells faults apart goes by their code. */
class ConnectionLost extends Error {
  /** PostgreSQL's own, connection_failure. */
  readonly code = '08006'
  constructor(cause: unknown) {
    super('The connection to the database was lost', { cause })
  }
}
const fromServer = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'severity' in error

const lines = new WeakMap<pg.PoolClient, Line>()

function lineOf(client: pg.PoolClient): Line {
  const known = lines.get(client)
  if (known) return known
  const write = writeTogether(client)
  const line: Line = {
    open: false,
    written: [],
    fault: undefined,
    transactions: 0,
    renewsAt: firstRenewal(),
    query(text, values) {
      write()
      const statement: pg.QueryConfig = values ? statementNames.withName(text, [...values]) : { text }
      return client.query(statement).catch((error: unknown) => {
        if (isOldPlan(error)) statementNames.renew(statement.name)
        throw fromServer(error) ? error : new ConnectionLost(error)
      })
    },
    db: {
      withTables: <T>() => handle as Kysely<T>,
      async send(statement) {
        const { sql, parameters } = statement.compile(handle)
        return (await ask(sql, parameters)).rows as never
      },
      // oxlint-disable-next-line require-await
      async write(statement) {
        const { sql, parameters } = 'sql' in statement ? statement : statement.compile(handle)
        const sent = ask(sql, parameters)
        sent.catch(() => undefined)
        line.written.push(sent)
      },
      flush: () => allWritten(line),
    },
  }
  const ask = (text: string, values: readonly unknown[]): Promise<pg.QueryResult> => {
    if (!line.open) throw new Error('The transaction of this handle is over')
    return line.query(text, values).catch((error: unknown) => {
      line.fault ??= error
      throw isAftermath(error) ? line.fault : error
    })
  }
  const handle = new Kysely<unknown>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createQueryCompiler: () => new LiteralStatesCompiler(),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createDriver: () => driverOf(ask),
    },
  })
  lines.set(client, line)
  return line
}

/** What is sent in one turn of the process is written to the socket at once: each write may wake the server. */
function writeTogether(client: pg.PoolClient): () => void {
  const { stream } = client.connection
  let held = false
  return () => {
    if (held) return
    held = true
    stream.cork()
    setImmediate(() => {
      held = false
      stream.uncork()
    })
  }
}

/**
 * PostgreSQL's in_failed_sql_transaction: an earlier statement failed, and that one says why. So it is with a named statement
 * that does not exist, invalid_sql_statement_name, when the one sent before it that was to make it came after the fault.
 */
const isAftermath = (error: unknown): boolean =>
  typeof error === 'object' &&
  error !== null &&
  'code' in error &&
  (error.code === '25P02' || error.code === '26000')

/** Waits for what was written on a line; throws the first fault. */
async function allWritten({ written }: Line): Promise<void> {
  for (const ended of await Promise.allSettled(written)) if (ended.status === 'rejected') throw ended.reason
}

const changing = new Set(['INSERT', 'UPDATE', 'DELETE', 'MERGE'])

function driverOf(ask: (text: string, values: readonly unknown[]) => Promise<pg.QueryResult>): Driver {
  const none = (): Promise<void> => Promise.resolve()
  const connection: DatabaseConnection = {
    async executeQuery({ sql, parameters }) {
      const { command, rowCount, rows } = await ask(sql, parameters)
      return omitUndefined({
        rows: rows ?? [],
        numAffectedRows: changing.has(command) ? BigInt(rowCount ?? 0) : undefined,
      })
    },
    // oxlint-disable-next-line require-yield
    async *streamQuery() {
      throw new Error('A transaction does not stream')
    },
  }
  return {
    init: none,
    acquireConnection: () => Promise.resolve(connection),
    beginTransaction: none,
    commitTransaction: none,
    rollbackTransaction: none,
    releaseConnection: none,
    destroy: none,
  }
}

/** Runs `work` and waits for what it wrote, also when it failed. */
async function workOn<T>(line: Line, work: (db: TransactionDb) => Promise<T>): Promise<T> {
  line.written.length = 0
  line.fault = undefined
  try {
    const result = await work(line.db)
    await allWritten(line)
    return result
  } finally {
    await Promise.allSettled(line.written)
  }
}

/** Runs `work` in a transaction on a connection of the pool; a connection on which it could not be ended is closed. */
export async function runInTransaction<T>(
  pool: pg.Pool,
  work: (db: TransactionDb) => Promise<T>,
): Promise<T> {
  const client = await pool.connect()
  const line = lineOf(client)
  let broken = false
  try {
    line.open = true
    // Its end is waited for with the first statement, which comes right behind it.
    const begun = line.query(beginOn(line))
    begun.catch((error: unknown) => {
      line.fault ??= error
    })
    const result = await workOn(line, work)
    line.open = false
    await begun
    const { command } = await line.query('commit')
    // So the server answers when a statement has failed.
    if (command !== 'COMMIT') throw new Error('A statement of this transaction failed and nobody was told')
    return result
  } catch (error) {
    line.open = false
    await line.query('rollback').catch(() => {
      broken = true
    })
    throw error
  } finally {
    client.release(broken)
  }
}
