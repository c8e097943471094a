type Absent<T> = { [K in keyof T]-?: undefined extends T[K] ? K : never }[keyof T]

/**
 * `T` with the members that may be undefined left out instead. A conditional type, though `never` is never asked for:
 * the compiler infers through it, so the type that is wanted reaches the literal (`'open'` is not widened to string).
 */
export type Defined<T> = [T] extends [never]
  ? T
  : { readonly [K in Exclude<keyof T, Absent<T>>]: T[K] } & {
      readonly [K in Absent<T>]?: Exclude<T[K], undefined>
    }

const plain = { configurable: true, enumerable: true, writable: true }

/** The same members without those that are undefined: for types whose optional members are absent or have a value. */
export function omitUndefined<T extends object>(members: T): Defined<T> {
  const kept: Record<string, unknown> = {}
  for (const name of Object.keys(members)) {
    const value = (members as Readonly<Record<string, unknown>>)[name]
    if (value === undefined) continue
    // An own member of this name is one like any other, as it is to a spread.
    if (name === '__proto__') Object.defineProperty(kept, name, { ...plain, value })
    else kept[name] = value
  }
  return kept as Defined<T>
}
