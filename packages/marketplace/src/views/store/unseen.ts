import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'

/**
 * Hides a value from the planner of PostgreSQL, which chooses badly if it knows the value:
 * - For a seller with many calls it assumes that the next ones are near the end of the table, whatever else is asked.
 * - For a small limit per seller it reads all calls of an average seller and sorts them.
 * Without the value it reads an index in its order, which costs the same for one call and for 100,000.
 */
export const hideFromPlanner = <T extends string | number>(value: T): RawBuilder<T> =>
  typeof value === 'number' ? sql<T>`(select ${value}::int)` : sql<T>`(select ${value}::text)`
