import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'

/**
 * A value that the planner cannot see. Of a seller that it knows to have many calls it believes that the next of them are
 * near the end of the table, whatever else is asked; and if it knows how few rows are wanted of each seller, it reads an
 * average one's calls whole and sorts them. Without the value it reads an index in its order, which costs the same for
 * one call and for 100,000.
 */
export const hideFromPlanner = <T extends string | number>(value: T): RawBuilder<T> =>
  typeof value === 'number' ? sql<T>`(select ${value}::int)` : sql<T>`(select ${value}::text)`
