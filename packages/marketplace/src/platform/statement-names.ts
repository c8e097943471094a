import { createHash } from 'node:crypto'
import type pg from 'pg'

// PostgreSQL keeps the plan of a statement that has a name, on each connection; the query builder gives none.

export const keptPlanMark = '/* plan kept */ '
/** The query builder puts it behind the first word. */
const markedWithin = 40
const isMarked = (text: string): boolean => text.slice(0, markedWithin).includes(keptPlanMark)

/** Names what bears the mark, wherever on this connection it is asked. */
export function keepPlans(client: pg.ClientBase): void {
  const query = client.query.bind(client) as (...args: unknown[]) => unknown
  const named = (text: unknown, ...rest: unknown[]): unknown =>
    typeof text === 'string' && isMarked(text)
      ? query({ name: nameOf(text), text, values: rest[0] }, ...rest.slice(1))
      : query(text, ...rest)
  Object.assign(client, { query: named })
}

/** By its text, so that one name means one statement wherever it was given. */
const names = new Map<string, string>()
let generation = 0
function nameOf(text: string): string {
  const known = names.get(text)
  if (known !== undefined) return known
  const name = `loggia_${generation}_${createHash('sha256').update(text).digest('hex').slice(0, 32)}`
  names.set(text, name)
  return name
}

/** What is asked so often is named; a name for what is asked once would only cost the server memory. */
const timesUntilNamed = 5
/** Lists of values of each length are texts of their own: there is no end to them. */
const mostCounted = 2000
const times = new Map<string, number>()
function isRepeated(text: string): boolean {
  const count = (times.get(text) ?? 0) + 1
  if (count === 1 && times.size >= mostCounted) times.clear()
  times.set(text, count)
  return count > timesUntilNamed
}

/** A statement as the driver takes it: with a name if it bears the mark, or comes again and again. */
export const withName = (text: string, values: unknown[]): pg.QueryConfig =>
  isMarked(text) || isRepeated(text) ? { name: nameOf(text), text, values } : { text, values }

/**
 * A migration added a column to what a named statement reads whole. Where PostgreSQL found that is the one thing that it tells in
 * every language.
 */
export const isOldPlan = (error: unknown): boolean =>
  typeof error === 'object' &&
  error !== null &&
  'routine' in error &&
  error.routine === 'RevalidateCachedQuery'

/** Statements are made anew, on every connection, as they are asked next. */
export function renewNames(): void {
  names.clear()
  generation += 1
}
