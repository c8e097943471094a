import type { Product, Specification } from '@loggia/protocol/console'
import { termsOf } from './price.ts'
import type { Term } from './price.ts'

/** What the buyer has chosen: the quantity as it was typed, the term by its key. */
export type Choice = { readonly specificationId: string; readonly quantity: string; readonly term: string }
/** A choice read against its product; `quantity` is undefined while what was typed is none. */
export type Selection = {
  readonly specification: Specification
  readonly terms: readonly Term[]
  readonly term: Term | undefined
  readonly quantity: number | undefined
}

/** What has a quantity attribute, or has none. */
type Quantified = { readonly quantity?: Product['quantity'] }

/** The first specification, one year if there is one, and the least that may be bought. */
export function firstChoice(product: Product): Choice {
  const specification = product.specifications[0]
  const terms = specification ? termsOf(specification) : []
  const term = terms.find(({ key }) => key === 'year-1') ?? terms[0]
  return {
    specificationId: specification?.id ?? '',
    quantity: String(product.quantity?.min ?? 1),
    term: term?.key ?? '',
  }
}

/** Reads a choice; a term that the chosen specification does not have gives way to its first. */
export function selectionOf(product: Product, choice: Choice): Selection | undefined {
  const specification =
    product.specifications.find(({ id }) => id === choice.specificationId) ?? product.specifications[0]
  if (!specification) return undefined
  const terms = termsOf(specification)
  const term = terms.find(({ key }) => key === choice.term) ?? terms[0]
  return { specification, terms, term, quantity: quantityOf(choice.quantity, product) }
}

/** A whole number within the product's range, also as Chinese input methods write it (`１２０`, `1,204`); otherwise undefined. */
export function quantityOf(typed: string, { quantity }: Quantified): number | undefined {
  if (!quantity) return 1
  const text = typed.normalize('NFKC').replace(/[\s,]/g, '')
  const value = /^\d{1,7}$/.test(text) ? Number(text) : undefined
  return value !== undefined && value >= quantity.min && value <= quantity.max ? value : undefined
}

/** One more or one fewer, kept within the range; from what is no number it goes to the least. */
export function stepped(typed: string, by: 1 | -1, product: Quantified): string {
  const { min = 1, max = 1 } = product.quantity ?? {}
  const text = typed.normalize('NFKC').replace(/[\s,]/g, '')
  const value = /^\d{1,7}$/.test(text) ? Number(text) + by : min
  return String(Math.min(max, Math.max(min, value)))
}

/** `?specification=spc_…&quantity=120&term=year-1`: kept in the address, so that signing in or another language loses nothing. */
export const searchOf = (choice: Choice): string =>
  `?${new URLSearchParams({ specification: choice.specificationId, quantity: choice.quantity, term: choice.term }).toString()}`

/** The other way round; what the address does not say stays as it is. */
export function choiceFrom(search: string, otherwise: Choice): Choice {
  const query = new URLSearchParams(search)
  return {
    specificationId: query.get('specification') ?? otherwise.specificationId,
    quantity: query.get('quantity') ?? otherwise.quantity,
    term: query.get('term') ?? otherwise.term,
  }
}
