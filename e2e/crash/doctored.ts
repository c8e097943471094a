import type { Export, Row } from './books.ts'
import type { Evidence } from './judge.ts'

// Changes to correct evidence, for the tests of the judge.
type Table = keyof Export
type Books = Pick<Evidence, 'exported'>
const isIt = (row: Row, key: string): boolean =>
  row['id'] === key || row['order_id'] === key || row['call_id'] === key

/** Changes one row, identified by its id or by its order. */
export const withChanged =
  (table: Table, key: string, change: Row) =>
  ({ exported: books }: Books): Books => ({
    exported: {
      ...books,
      [table]: books[table].map((row) => (isIt(row, key) ? { ...row, ...change } : row)),
    },
  })
export const without =
  (table: Table, key: string) =>
  ({ exported: books }: Books): Books => ({
    exported: { ...books, [table]: books[table].filter((row) => !isIt(row, key)) },
  })
/** Adds a copy of one row. */
export const withDoubled =
  (table: Table, key: string, change: Row) =>
  ({ exported: books }: Books): Books => ({
    exported: {
      ...books,
      [table]: [
        ...books[table],
        ...books[table].filter((row) => isIt(row, key)).map((row) => ({ ...row, ...change })),
      ],
    },
  })
/** Combines several changes. */
export const combineChanges =
  (...changes: ((evidence: Evidence) => Partial<Evidence>)[]) =>
  (evidence: Evidence): Partial<Evidence> =>
    changes.reduce<Evidence>((done, change) => ({ ...done, ...change(done) }), evidence)
