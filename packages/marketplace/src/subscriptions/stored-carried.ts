import { fromIso, toIso } from '@loggia/kernel'
import type { CarriedAfter, StoredCarried } from './schema.ts'

export const fromCarried = ({ since, terms }: StoredCarried): CarriedAfter => ({
  since: fromIso(since),
  terms: terms.map((term) => ({ ...term, amountE8: BigInt(term.amountE8) })),
})
export const toCarried = ({ since, terms }: CarriedAfter): StoredCarried => ({
  since: toIso(since),
  terms: terms.map((term) => ({ ...term, amountE8: term.amountE8.toString() })),
})
