import { createHash } from 'node:crypto'
import type pg from 'pg'

// PostgreSQL keeps the plan of a named statement on each connection; the query builder names none.

export const keptPlanMark = '/* plan kept */ '
/** The mark comes within this many characters: the query builder puts it behind the first word. */
const markedWithin = 40
const isMarked = (text: string): boolean => text.slice(0, markedWithin).includes(keptPlanMark)

/** A statement is named after this many uses; naming a statement that runs once would only cost the server memory. */
const timesUntilNamed = 5

type StatementNames = {
  /** The name follows from the text, so that a name means the same statement on every connection. */
  nameOf(text: string): string
  /** A statement for the driver: with a name if it bears the mark or has been used often enough. */
  withName(text: string, values: unknown[]): pg.QueryConfig
  /**
   * Gives all statements new names, so that each connection plans again; does nothing if `refused` is an older name.
   */
  renew(refused: string | undefined): void
}

/**
 * Lists of values of each length, and search conditions, give an unlimited number of texts. So at most `counted`
 * texts are counted, and at most `named` get a name, whose plan each connection keeps until it is closed.
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

/** The names for all connections of this process. */
export const statementNames = createStatementNames({ counted: 2000, named: 1000 })

/** Names the marked statements that are sent directly on this connection. */
export function keepPlans(client: pg.ClientBase): void {
  const query = client.query.bind(client) as (...args: unknown[]) => unknown
  const queryNamed = (text: unknown, ...rest: unknown[]): unknown =>
    typeof text === 'string' && isMarked(text)
      ? query({ name: statementNames.nameOf(text), text, values: rest[0] }, ...rest.slice(1))
      : query(text, ...rest)
  Object.assign(client, { query: queryNamed })
}

/**
 * The error of a named statement that reads whole rows after a migration added a column. `routine` is the only member
 * of the error that identifies it in every language of the server.
 */
export const isOldPlan = (error: unknown): boolean =>
  typeof error === 'object' &&
  error !== null &&
  'routine' in error &&
  error.routine === 'RevalidateCachedQuery'
