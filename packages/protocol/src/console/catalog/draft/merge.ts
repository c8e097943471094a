import type { Form, FormSpecification } from './form.ts'
import { mergeSpecifications } from './merge-specifications.ts'

/** The members of a form that only make sense together: prices name values of attributes by their keys. */
const groups = [
  ['type'],
  ['category'],
  ['tags'],
  ['name'],
  ['summary'],
  ['description'],
  ['logo', 'pictures'],
  ['video'],
  ['documents'],
  ['dataLocation'],
  ['support'],
  ['quantity', 'attributes', 'currency', 'specifications'],
  ['hidden'],
  ['isForEnterprises'],
  ['afterSale'],
  ['supervision'],
  ['buyerData'],
  ['parameters'],
  ['certificates'],
  ['agreement'],
] as const satisfies readonly (readonly (keyof Form)[])[]

/** A part of the form, by the name of its first member. */
export type FormPart = (typeof groups)[number][0]
export type Merged = {
  readonly form: Form
  /** The parts that both have changed, each in another way; the form has the ones of `mine`. */
  readonly both: readonly FormPart[]
}

/**
 * Two forms that were written from the same one: what only one of them changes is taken from it. Specifications that
 * both have changed are merged one by one.
 */
export function mergeForms(base: Form, mine: Form, theirs: Form): Merged {
  const partOf = (form: Form, group: (typeof groups)[number]) => group.map((name) => form[name])
  const isSame = (group: (typeof groups)[number], a: Form, b: Form) =>
    toComparable(partOf(a, group)) === toComparable(partOf(b, group))
  const taken = groups.filter((group) => isSame(group, base, mine) && !isSame(group, mine, theirs))
  const both = groups.filter(
    (group) => !isSame(group, base, mine) && !isSame(group, base, theirs) && !isSame(group, mine, theirs),
  )
  const form = takeParts(
    mine,
    theirs,
    taken.map(([name]) => name),
  )
  const parts = both.map(([name]) => name)
  if (!parts.includes('quantity')) return { form, both: parts }
  const isSameOne = (a: FormSpecification, b: FormSpecification) => toComparable(a) === toComparable(b)
  return { form: { ...form, ...mergeSpecifications({ base, mine, theirs }, isSameOne) }, both: parts }
}

/** The form with some parts of another one. */
export function takeParts(form: Form, from: Form, parts: readonly FormPart[]): Form {
  const names = groups.filter(([name]) => parts.includes(name)).flat()
  const taken = Object.fromEntries(names.map((name) => [name, from[name]]))
  return { ...form, ...taken, keys: Math.max(form.keys, from.keys) }
}

/**
 * The text of a value in which neither the order of members counts, nor members without a value, nor which keys were
 * given out: a form that was made from a product again has others.
 */
function toComparable(value: unknown): string {
  const keys = new Map<string, number>()
  const numberOf = (key: string): number => {
    const known = keys.get(key) ?? keys.size
    keys.set(key, known)
    return known
  }
  return JSON.stringify(value, (name, part: unknown) => {
    if (name === 'key' && typeof part === 'string') return numberOf(part)
    if (name === 'values' && Array.isArray(part))
      return part.map((one: unknown) => (typeof one === 'string' ? numberOf(one) : one))
    return typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part
  })
}

/** Whether two forms say the same. */
export const isSameForm = (a: Form, b: Form): boolean =>
  groups.every((group) => group.every((name) => toComparable([a[name]]) === toComparable([b[name]])))
