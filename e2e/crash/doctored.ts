import type { Export, Row } from './books.ts'
import type { Evidence } from './judge.ts'

// Changes of evidence in which all is well, for the tests of the judge.
type Table = keyof Export
const isIt = (row: Row, key: string): boolean =>
  row['id'] === key || row['order_id'] === key || row['call_id'] === key

/** Changes of one row, named by its id or its order's. */
export const withChanged =
  (table: Table, key: string, change: Row) =>
  ({ exported: books }: Evidence): Partial<Evidence> => ({
    exported: {
      ...books,
      [table]: books[table].map((row) => (isIt(row, key) ? { ...row, ...change } : row)),
    },
  })
export const without =
  (table: Table, key: string) =>
  ({ exported: books }: Evidence): Partial<Evidence> => ({
    exported: { ...books, [table]: books[table].filter((row) => !isIt(row, key)) },
  })
/** A copy of one row beside it. */
export const withDoubled =
  (table: Table, key: string, change: Row) =>
  ({ exported: books }: Evidence): Partial<Evidence> => ({
    exported: {
      ...books,
      [table]: [
        ...books[table],
        ...books[table].filter((row) => isIt(row, key)).map((row) => ({ ...row, ...change })),
      ],
    },
  })
/** Several at once. */
export const combineChanges =
  (...changes: ((evidence: Evidence) => Partial<Evidence>)[]) =>
  (evidence: Evidence): Partial<Evidence> =>
    changes.reduce<Evidence>((done, change) => ({ ...done, ...change(done) }), evidence)
