import { closeSync, openSync } from 'node:fs'
import type { DatabaseSync, SQLInputValue } from 'node:sqlite'

// Imported dynamically, so that an older Node gets an error that names the required version instead of an unknown
// module.
const { DatabaseSync: Database } = await import('node:sqlite').catch((cause: unknown) => {
  throw new Error(
    '@loggia/seller/sqlite needs node:sqlite: Node.js 22.13 or later. Use createPostgresStore() or a newer Node.js.',
    { cause },
  )
})

/**
 * Opens a SQLite file, or takes an open database. `close` closes what was opened here. `caller` names the function in an
 * error.
 */
export function openSqlite(
  file: string | DatabaseSync,
  caller: string,
): { readonly db: DatabaseSync; readonly close: (() => void) | undefined } {
  const isOwn = typeof file === 'string'
  if (!isOwn && (typeof file !== 'object' || file === null || typeof file.prepare !== 'function'))
    throw new TypeError(`${caller}: pass the path of a file, or a DatabaseSync.`)
  if (isOwn) makePrivate(file)
  const db = isOwn ? new Database(file) : file
  db.exec('pragma busy_timeout = 10000')
  // Readers and the writer do not block each other; a commit is on disk before it is answered.
  db.exec('pragma journal_mode = wal; pragma synchronous = full')
  return { db, close: isOwn ? () => db.close() : undefined }
}

/** Creates a function that sends statements, each of which is prepared once. */
export function createSender(db: DatabaseSync) {
  const prepared = new Map<string, ReturnType<DatabaseSync['prepare']>>()
  return function send(text: string, values: readonly SQLInputValue[]): Record<string, unknown>[] {
    const statement = prepared.get(text) ?? db.prepare(text)
    prepared.set(text, statement)
    return statement.all(...values)
  }
}

/**
 * Restricts a new file to its owner; SQLite gives its companion files the same rights. An existing file keeps its
 * rights.
 */
function makePrivate(file: string): void {
  if (file === '' || file === ':memory:' || file.startsWith('file:')) return
  try {
    closeSync(openSync(file, 'a', 0o600))
  } catch {
    // If the path cannot be opened, SQLite refuses it with a better message.
  }
}
