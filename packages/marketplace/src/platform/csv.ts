import type { RouteKey } from '@loggia/protocol/console'
import type { z } from 'zod'
import type { MemberActor } from './actor.ts'

type CsvOf<Filter extends z.ZodType, Row> = {
  /** The list that it is: whoever may read that takes this out, below the same path with `.csv` at its end. */
  readonly list: RouteKey
  /** Of the file, without its ending. */
  readonly name: string
  readonly head: readonly string[]
  /** What narrows it, from the address. */
  readonly filter: Filter
  /** Read as it is sent. */
  readonly rows: (actor: MemberActor, filter: z.output<Filter>) => AsyncIterable<Row>
  readonly rowOf: (row: Row) => readonly string[]
}
/** A list that its reader may take out as a table. */
export type CsvTable = CsvOf<z.ZodType, never>

export const defineCsv = <Filter extends z.ZodType, Row>(table: CsvOf<Filter, Row>): CsvTable =>
  table as unknown as CsvTable
