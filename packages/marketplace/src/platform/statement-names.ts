import { createHash } from 'node:crypto'
import type pg from 'pg'

// PostgreSQL keeps the plan of a statement that has a name, on each connection; the query builder gives none.

export const keptPlanMark = '/* plan kept */ '
/** The query builder puts it behind the first word. */
const markedWithin = 40
const isMarked = (text: string): boolean => text.slice(0, markedWithin).includes(keptPlanMark)

/** What is asked so often is named; a name for what is asked once would only cost the server memory. */
const timesUntilNamed = 5

type StatementNames = {
  /** By its text, so that one name means one statement wherever it was given. */
  nameOf(text: string): string
  /** A statement as the driver takes it: with a name if it bears the mark, or comes again and again. */
  withName(text: string, values: unknown[]): pg.QueryConfig
  /** Statements are made anew, on every connection, as they are asked next; not once more for one that bears an older name. */
  renew(refused: string | undefined): void
}

/**
 * Lists of values of each length, and conditions on words, are texts of their own: there is no end to them. So only so many are
 * counted, and so many named, which each connection keeps until it is closed.
 */
export function createStatementNames(most: { counted: number; named: number }): StatementNames {
  const names = new Map<string, string>()
  const times = new Map<string, number>()
  let generation = 0
  const prefix = (): string => `loggia_${generation}_`
  const nameOf = (text: string): string => {
    const known = names.get(text)
    if (known !== undefined) return known
    const name = prefix() + createHash('sha256').update(text).digest('hex').slice(0, 32)
    names.set(text, name)
    return name
  }
  const isRepeated = (text: string): boolean => {
    if (names.has(text)) return true
    if (names.size >= most.named) return false
    const count = (times.get(text) ?? 0) + 1
    if (count === 1 && times.size >= most.counted) times.clear()
    times.set(text, count)
    return count > timesUntilNamed
  }
  return {
    nameOf,
    withName: (text, values) =>
      isMarked(text) || isRepeated(text) ? { name: nameOf(text), text, values } : { text, values },
    renew(refused) {
      if (refused?.startsWith(prefix()) !== true) return
      names.clear()
      generation += 1
    },
  }
}

/** Those of all connections of this process. */
export const statementNames = createStatementNames({ counted: 2000, named: 1000 })

/** Names what bears the mark, wherever on this connection it is asked. */
export function keepPlans(client: pg.ClientBase): void {
  const query = client.query.bind(client) as (...args: unknown[]) => unknown
  const queryNamed = (text: unknown, ...rest: unknown[]): unknown =>
    typeof text === 'string' && isMarked(text)
      ? query({ name: statementNames.nameOf(text), text, values: rest[0] }, ...rest.slice(1))
      : query(text, ...rest)
  Object.assign(client, { query: queryNamed })
}

/**
 * A migration added a column to what a named statement reads whole. Where PostgreSQL found that is the one thing that it tells in
 * every language.
 */
export const isOldPlan = (error: unknown): boolean =>
  typeof error === 'object' &&
  error !== null &&
  'routine' in error &&
  error.routine === 'RevalidateCachedQuery'
