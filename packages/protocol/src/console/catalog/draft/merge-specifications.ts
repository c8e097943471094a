import type { Form, FormAttribute, FormSpecification } from './form.ts'

/** Whether two specifications say the same, whichever keys they have. */
type Same = (a: FormSpecification, b: FormSpecification) => boolean

/**
 * The specifications that both have changed, one by one: what `theirs` no longer has is left out, what it has added is
 * added, and one that only `theirs` has changed is taken. Specifications without an id are those of `mine`.
 */
export function mergeSpecifications(
  of: { readonly base: Form; readonly mine: Form; readonly theirs: Form },
  isSame: Same,
): Pick<Form, 'specifications' | 'keys'> {
  const { theirs } = of
  const [base, mine] = [withGivenIds(of.base, of), withGivenIds(of.mine, of)]
  const { specifications, keys } = mine
  if (!isSameShape(mine.attributes, theirs.attributes)) return { specifications, keys }
  const [before, after] = [byId(base), byId(theirs)]
  let next = Math.max(keys, theirs.keys)
  const take = (one: FormSpecification, key?: string): FormSpecification => ({
    ...withKeysOf(one, theirs.attributes, mine.attributes),
    key: key ?? `k${next++}`,
    features: one.features.map((feature) => ({ ...feature, key: `k${next++}` })),
  })
  const kept = specifications.flatMap((one) => {
    const [was, is] = [one.id && before.get(one.id), one.id && after.get(one.id)]
    if (!was) return [one]
    if (!is) return []
    return [isSame(was, one) ? take(is, one.key) : withDecided(one, was, is)]
  })
  const isKnown = base.specifications.every(({ id }) => id !== undefined)
  const added = theirs.specifications.filter(
    ({ id }) => isKnown && id && !before.has(id) && !specifications.some((one) => one.id === id),
  )
  return { specifications: [...kept, ...added.map((one) => take(one))], keys: next }
}

/** A draft that was completed has got ids for its specifications. A specification has the same key in `base` and in `mine`. */
function withGivenIds(form: Form, { base, theirs }: { readonly base: Form; readonly theirs: Form }): Form {
  const ids = new Map(
    base.specifications.flatMap((one, at) => {
      const is = theirs.specifications[at]
      const isGiven = one.id === undefined && is?.id !== undefined && is.name.zh === one.name.zh.trim()
      return isGiven ? [[one.key, is.id] as const] : []
    }),
  )
  return {
    ...form,
    specifications: form.specifications.map((one) => ({ ...one, id: one.id ?? ids.get(one.key) })),
  }
}

/** What the other one has decided about a specification is not undone by what was typed about something else. */
function withDecided(
  mine: FormSpecification,
  was: FormSpecification,
  is: FormSpecification,
): FormSpecification {
  const skus = mine.skus.map((sku, i) =>
    was.skus[i]?.offered && is.skus[i]?.offered === false ? { ...sku, offered: false } : sku,
  )
  return { ...mine, hidden: mine.hidden === was.hidden ? is.hidden : mine.hidden, skus }
}

const byId = ({ specifications }: Form) =>
  new Map(specifications.flatMap((one) => (one.id === undefined ? [] : [[one.id, one] as const])))

const isSameShape = (a: readonly FormAttribute[], b: readonly FormAttribute[]): boolean =>
  a.length === b.length && a.every(({ values }, i) => values.length === b[i]?.values.length)

/** The specification with the keys that the values of the attributes have in another form. */
function withKeysOf(
  one: FormSpecification,
  from: readonly FormAttribute[],
  to: readonly FormAttribute[],
): FormSpecification {
  const valuesOf = (attributes: readonly FormAttribute[]) =>
    attributes.flatMap(({ values }) => values.map(({ key }) => key))
  const others = valuesOf(to)
  const keys = new Map(valuesOf(from).map((key, i) => [key, others[i] ?? key]))
  return {
    ...one,
    skus: one.skus.map((sku) => ({ ...sku, values: sku.values.map((key) => keys.get(key) ?? key) })),
  }
}
