import { filterRows, readColumn, readText } from './books.ts'
import type { Export, Row } from './books.ts'

/** The answer to a device whose code is active now. */
export const activated = '92020000'

/** What happened to the order of a license, in the order in which it happened. */
export const listFacts = (license: Row, { history }: Pick<Export, 'history'>): Row[] =>
  filterRows(history, 'subject', readText(license, 'order_id')).toSorted(
    (a, b) => Number(readColumn(a, 'sequence')) - Number(readColumn(b, 'sequence')),
  )

export const countFacts = (facts: readonly Row[], kind: string): number =>
  facts.filter((fact) => readText(fact, 'kind') === kind).length
