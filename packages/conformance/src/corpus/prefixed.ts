/** Defects whose checks are named without the beginning of their ids, because several protocols have them. */
type Named = { readonly found: readonly [string, ...string[]]; readonly also?: readonly string[] }

/** The same defects, with this beginning of the ids. */
export const addPrefix = <Wrong extends Named>(prefix: string, wrongs: readonly Wrong[]): readonly Wrong[] =>
  wrongs.map((wrong) => {
    const [first, ...others] = wrong.found.map((id) => `${prefix}.${id}`)
    const also = wrong.also?.map((id) => `${prefix}.${id}`) ?? []
    return { ...wrong, found: [first ?? prefix, ...others], also }
  })
