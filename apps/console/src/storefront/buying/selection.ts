import { omitUndefined } from '@loggia/kernel'
import type { Product, Sku, Specification } from '@loggia/protocol/console'
import { findTrial, listTerms } from './price.ts'
import type { Term } from './price.ts'

/** The buyer's choices: the quantity as typed, the term by its key. */
export type Choice = {
  readonly specificationId: string
  readonly quantity: string
  readonly term: string
  /** The index of the chosen value of each attribute. An unavailable value is replaced by the first available one. */
  readonly values?: readonly number[]
}
/** A choice applied to its product; `quantity` is undefined if the typed text is not a quantity. */
export type Selection = {
  readonly specification: Specification
  readonly sku: Sku
  /** The terms that are paid for. */
  readonly terms: readonly Term[]
  readonly trial: Term | undefined
  /** The chosen one, a paid term or the trial. */
  readonly term: Term | undefined
  readonly quantity: number | undefined
}

/** A product, with or without a quantity. */
type Quantified = { readonly quantity?: Product['quantity'] }

/** Whether a specification can be chosen: neither sold out nor delisted. */
export const isOnOffer = ({ soldOut, delisted }: Specification): boolean => !soldOut && !delisted

/**
 * The initial choice: the specification whose own address was opened, otherwise the first one on offer; one year if
 * there is one; and the least quantity.
 */
export function createFirstChoice(product: Product, opened?: string): Choice {
  const { specifications } = product
  const specification =
    specifications.find(({ id }) => id === opened) ?? specifications.find(isOnOffer) ?? specifications[0]
  const sku = specification?.skus[0]
  const terms = sku ? listTerms(sku) : []
  const term = terms.find(({ key }) => key === 'year-1') ?? terms[0]
  return {
    specificationId: specification?.id ?? '',
    quantity: String(product.quantity?.min ?? 1),
    term: term?.key ?? '',
  }
}

/** Applies a choice to a product. A term that the chosen specification does not have is replaced by its first one. */
export function findSelection(product: Product, choice: Choice): Selection | undefined {
  const specification =
    product.specifications.find(({ id }) => id === choice.specificationId) ?? product.specifications[0]
  const sku = specification && skuOf(specification, choice.values ?? [])
  if (!specification || !sku) return undefined
  const terms = listTerms(sku)
  const trial = findTrial(sku)
  const term = [...terms, ...(trial ? [trial] : [])].find(({ key }) => key === choice.term) ?? terms[0]
  return {
    specification,
    sku,
    terms,
    trial,
    term,
    quantity: parseQuantity(choice.quantity, toRange(product, specification)),
  }
}

/** The combination with the chosen values, attribute by attribute; an unavailable value is replaced. */
function skuOf({ skus }: Specification, values: readonly number[]): Sku | undefined {
  const [first] = skus
  let left = skus
  for (const i of first?.values.keys() ?? []) {
    const wanted = left.filter((sku) => sku.values[i] === values[i])
    left = wanted.length > 0 ? wanted : left.filter((sku) => sku.values[i] === left[0]?.values[i])
  }
  return left[0]
}

/** A value of an attribute: whether it can be chosen, and if not, why. */
export type Option = {
  readonly value: number
  readonly chosen: boolean
  /** `never`: not in this specification. `apart`: not together with the chosen values of earlier attributes. */
  readonly missing?: 'never' | 'apart'
}

/**
 * R20: the values of an attribute in a selection. A value that is not offered with the earlier attributes cannot be
 * chosen; later attributes adapt.
 */
export function listOptions(
  { attributes = [] }: Product,
  { specification, sku }: Selection,
  at: number,
): Option[] {
  return (attributes[at]?.values ?? []).map((_, value) => {
    const having = specification.skus.filter((one) => one.values[at] === value)
    const fits = having.some((one) => one.values.slice(0, at).every((v, i) => v === sku.values[i]))
    const missing = having.length === 0 ? 'never' : fits ? undefined : 'apart'
    return omitUndefined({ value, chosen: sku.values[at] === value, missing })
  })
}

/** R29: the range for one order of a specification, within that of the product. */
export function toRange(
  { quantity }: Quantified,
  { maxQuantity }: Pick<Specification, 'maxQuantity'>,
): Quantified {
  if (!quantity || maxQuantity === undefined) return quantity ? { quantity } : {}
  return { quantity: { ...quantity, max: Math.min(quantity.max, maxQuantity) } }
}

/**
 * Reads a typed whole number in the product's range, also in the forms of Chinese input methods (`１２０`, `1,204`);
 * otherwise undefined.
 */
export function parseQuantity(typed: string, { quantity }: Quantified): number | undefined {
  if (!quantity) return 1
  const text = typed.normalize('NFKC').replace(/[\s,]/g, '')
  const value = /^\d{1,7}$/.test(text) ? Number(text) : undefined
  return value !== undefined && value >= quantity.min && value <= quantity.max ? value : undefined
}

/** One more or one less, within the range. If the text is not a number, the least quantity. */
export function shiftQuantity(typed: string, by: 1 | -1, product: Quantified): string {
  const { min = 1, max = 1 } = product.quantity ?? {}
  const text = typed.normalize('NFKC').replace(/[\s,]/g, '')
  const value = /^\d{1,7}$/.test(text) ? Number(text) + by : min
  return String(Math.min(max, Math.max(min, value)))
}

/** The name of an attribute's field in the form and in the address; a product has at most five. */
export const toValueField = (at: number): string => `a${at}`

/**
 * `?specification=spc_…&quantity=120&term=year-1`: choices are in the address, so that signing in or changing the
 * language keeps them.
 */
export const formatSearch = (choice: Choice): string =>
  `?${new URLSearchParams({
    specification: choice.specificationId,
    quantity: choice.quantity,
    term: choice.term,
    ...Object.fromEntries((choice.values ?? []).map((value, i) => [toValueField(i), String(value)])),
  }).toString()}`

/** Reads them back; what is not in the address is taken from `otherwise`. */
export function readChoice(search: string, otherwise: Choice): Choice {
  const query = new URLSearchParams(search)
  const given = [0, 1, 2, 3, 4].map((at) => query.get(toValueField(at)))
  const values = given.some((value) => value !== null) ? given.map(Number) : otherwise.values
  return omitUndefined({
    specificationId: query.get('specification') ?? otherwise.specificationId,
    quantity: query.get('quantity') ?? otherwise.quantity,
    term: query.get('term') ?? otherwise.term,
    values,
  })
}

/** What is selected, as a choice: it names only what the product has. Undefined without a quantity or a term. */
export const toChoice = ({ specification, sku, term, quantity }: Selection): Choice | undefined =>
  term && quantity !== undefined
    ? omitUndefined({
        specificationId: specification.id,
        quantity: String(quantity),
        term: term.key,
        values: sku.values.length > 0 ? sku.values : undefined,
      })
    : undefined

/**
 * Why an address cannot be ordered as it is: it names something that the product does not have (`gone`), or a quantity
 * out of range. Nothing is ordered in place of what was chosen.
 */
export function findMisfit(
  search: string,
  selection: Selection | undefined,
): 'gone' | 'quantity' | undefined {
  const asked = new URLSearchParams(search)
  const isOther = (name: string, own: string | undefined) => asked.has(name) && asked.get(name) !== own
  if (!selection?.term) return 'gone'
  const { specification, sku, term } = selection
  if (isOther('specification', specification.id) || isOther('term', term.key)) return 'gone'
  if ([0, 1, 2, 3, 4].some((at) => isOther(toValueField(at), sku.values[at]?.toString()))) return 'gone'
  return selection.quantity === undefined ? 'quantity' : undefined
}
