import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'

export const bindTexts = (values: readonly string[]): RawBuilder<string[]> => sql`${[...values]}::text[]`
export const writeArray = (numbers: readonly number[]): string => `{${numbers.join(',')}}`
export const bindNumbers = (numbers: readonly number[]): RawBuilder<number[]> =>
  sql`cast(${writeArray(numbers)}::text as bigint[])`
/** A literal, not a parameter: for a literal list the planner uses a hash look-up instead of a linear search. */
export const writeNumbers = (
  numbers: readonly number[],
  type: 'int' | 'bigint' = 'int',
): RawBuilder<number[]> => sql`${sql.lit(writeArray(numbers))}::${sql.raw(type)}[]`
