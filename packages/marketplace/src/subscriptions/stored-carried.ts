import { fromIso, toIso } from '@loggia/kernel'
import type { CarriedAfter, CarriedOfTerm } from './schema.ts'

/** What the terms carry once a change holds, as JSON holds it: `amountE8` is a decimal string. */
export type StoredCarried = {
  readonly since: string
  readonly terms: readonly (Omit<CarriedOfTerm, 'amountE8'> & { readonly amountE8: string })[]
}

export const fromCarried = ({ since, terms }: StoredCarried): CarriedAfter => ({
  since: fromIso(since),
  terms: terms.map((term) => ({ ...term, amountE8: BigInt(term.amountE8) })),
})
export const toCarried = ({ since, terms }: CarriedAfter): StoredCarried => ({
  since: toIso(since),
  terms: terms.map((term) => ({ ...term, amountE8: term.amountE8.toString() })),
})
