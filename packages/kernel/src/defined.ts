type Absent<T> = { [K in keyof T]-?: undefined extends T[K] ? K : never }[keyof T]

/**
 * `T` with optional members in place of members that may be undefined. The conditional on `never` is there because the
 * compiler infers through it: the expected type reaches the literal (`'open'` is not widened to string).
 */
export type Defined<T> = [T] extends [never]
  ? T
  : { readonly [K in Exclude<keyof T, Absent<T>>]: T[K] } & {
      readonly [K in Absent<T>]?: Exclude<T[K], undefined>
    }

const plain = { configurable: true, enumerable: true, writable: true }

/** The members that are not undefined, for types whose optional members are absent or have a value. */
export function omitUndefined<T extends object>(members: T): Defined<T> {
  const kept: Record<string, unknown> = {}
  for (const name of Object.keys(members)) {
    const value = (members as Readonly<Record<string, unknown>>)[name]
    if (value === undefined) continue
    // An own member named `__proto__` is copied like any other, as a spread does.
    if (name === '__proto__') Object.defineProperty(kept, name, { ...plain, value })
    else kept[name] = value
  }
  return kept as Defined<T>
}
