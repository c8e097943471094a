/** Reads one search parameter, which anybody may have written: its value, or undefined if it is not valid. */
export type Parameter<T> = (written: unknown) => T | undefined
type SearchOf<P> = { readonly [K in keyof P]?: P[K] extends Parameter<infer T> ? T : never }
/** A change of some parameters; undefined removes one. */
export type SearchChange<S> = { readonly [K in keyof S]?: S[K] | undefined }

const keepPresent = (search: object) =>
  Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined))

/**
 * Defines the search parameters of a page by name, for `validateSearch` of its route; `parameters` are the names. A value
 * that is not valid becomes undefined instead of being left out: the router would keep what is written in the address.
 */
export const defineSearch = <P extends Readonly<Record<string, Parameter<unknown>>>>(parameters: P) =>
  Object.assign(
    (written: Readonly<Record<string, unknown>>): SearchOf<P> =>
      Object.fromEntries(
        Object.entries(parameters).map(([name, read]) => [name, read(written[name])]),
      ) as SearchOf<P>,
    { parameters: Object.keys(parameters) },
  )

/** The type that {@link defineSearch} reads. */
export type Search<R extends (written: never) => object> = ReturnType<R>

/** One of these values. */
export const toChoice =
  <T extends string>(values: readonly T[]): Parameter<T> =>
  (written) =>
    values.find((value) => value === written)

/** A trimmed text of one line. The router may pass a text that looks like a number as a number. */
export const toText =
  (maxLength: number): Parameter<string> =>
  (written) =>
    typeof written === 'string' || typeof written === 'number'
      ? String(written).trim().slice(0, maxLength) || undefined
      : undefined

/** A text that matches a pattern. */
export const toMatching =
  (form: RegExp): Parameter<string> =>
  (written) =>
    typeof written === 'string' && form.test(written) ? written : undefined

/** An id with one of these prefixes. */
export const toId = (...prefixes: readonly string[]): Parameter<string> =>
  toMatching(new RegExp(`^(${prefixes.join('|')})_[0-9a-z]{26}$`))

/** A number from 1. */
export const toOrdinal: Parameter<number> = (written) =>
  typeof written === 'number' && Number.isSafeInteger(written) && written > 0 ? written : undefined

/** The search parameters after a change. */
export const changeSearch = <S extends object>(search: S, change: SearchChange<S>): S =>
  keepPresent({ ...search, ...change }) as S

/** Whether any filter is set. */
export const isNarrowed = (search: object): boolean =>
  Object.values(search).some((value) => value !== undefined)
