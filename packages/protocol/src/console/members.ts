import type { Id, IdPrefix } from '@loggia/kernel'

// Without zod: pages read facts and messages with these, and load no schemas.

/** Readers of a fact. *one_of_sellers* is a seller in an order in which others sell too. */
export type FactReader = 'buyer' | 'seller' | 'one_of_sellers' | 'operator'

/**
 * A member of the data of a fact or a message. `read` returns undefined for an invalid value. `isRequired`: it must be
 * given when writing. `isAlwaysThere`: without it the data are invalid when read.
 */
export type Member<T = unknown, Required extends boolean = boolean, Always extends boolean = boolean> = {
  readonly read: (value: unknown) => T | undefined
  readonly isRequired: Required
  readonly isAlwaysThere: Always
  readonly hiddenFrom: readonly FactReader[]
}
export type Members = Readonly<Record<string, Member>>

type ValueOf<M> = M extends Member<infer T> ? T : never
type Named<M extends Members, Flag extends 'isRequired' | 'isAlwaysThere'> = {
  [N in keyof M]: M[N][Flag] extends true ? N : never
}[keyof M]
type Values<M extends Members, Flag extends 'isRequired' | 'isAlwaysThere'> = {
  readonly [N in Named<M, Flag>]: ValueOf<M[N]>
} & { readonly [N in Exclude<keyof M, Named<M, Flag>>]?: ValueOf<M[N]> | undefined }
/** The data as written. */
export type Written<M extends Members> = Values<M, 'isRequired'>
/** The data as read: older data, and data with hidden members, may lack members. */
export type Shown<M extends Members> = Values<M, 'isAlwaysThere'>

/** A required member that `read` parses; undefined means that it cannot be read. */
export const defineMember = <T>(read: (value: unknown) => T | undefined): Member<T, true, true> => ({
  read,
  isRequired: true,
  isAlwaysThere: true,
  hiddenFrom: [],
})

export const defineOptional = <T>({ read, hiddenFrom }: Member<T>): Member<T, false, false> => ({
  read,
  hiddenFrom,
  isRequired: false,
  isAlwaysThere: false,
})

/** Required when writing; older data may lack it. */
export const defineAdded = <T>(one: Member<T>): Member<T, true, false> => ({
  ...one,
  isRequired: true,
  isAlwaysThere: false,
})

/** Hides the member from these readers. */
export const hide = <T, Required extends boolean>(
  one: Member<T, Required>,
  ...from: readonly FactReader[]
): Member<T, Required, false> => ({ ...one, isAlwaysThere: false, hiddenFrom: [...one.hiddenFrom, ...from] })

export const string = defineMember((value) => (typeof value === 'string' ? value : undefined))
export const number = defineMember((value) => (typeof value === 'number' ? value : undefined))
export const flag = defineMember((value) => (typeof value === 'boolean' ? value : undefined))

const isTime = /^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)$/
/** ISO 8601. */
export const time = defineMember((value) =>
  typeof value === 'string' && isTime.test(value) ? value : undefined,
)

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

/** A text in both languages; older texts may have one language only. */
export const text = defineMember((value) => {
  if (typeof value === 'string') return { zh: value, en: value }
  if (!isRecord(value)) return undefined
  const { zh, en } = value
  return typeof zh === 'string' && typeof en === 'string' ? { zh, en } : undefined
})

type Money = { readonly amount: string; readonly currency: 'CNY' | 'USD' }
/** A decimal string with two places, and its currency. */
export const money = defineMember((value): Money | undefined => {
  if (!isRecord(value)) return undefined
  const { amount, currency } = value
  if (typeof amount !== 'string' || !/^-?\d{1,15}\.\d{2}$/.test(amount)) return undefined
  return currency === 'CNY' || currency === 'USD' ? { amount, currency } : undefined
})

const hasPrefix = <P extends IdPrefix>(value: unknown, prefix: P): value is Id<P> =>
  typeof value === 'string' && value.startsWith(`${prefix}_`)
export const defineId = <P extends IdPrefix>(prefix: P): Member<Id<P>, true, true> =>
  defineMember((value) => (hasPrefix(value, prefix) ? value : undefined))

/** One of a list; `otherwise` replaces a value outside it. */
export const defineOneOf = <const T extends string>(
  list: readonly T[],
  otherwise?: NoInfer<T>,
): Member<T, true, true> => defineMember((value) => list.find((known) => known === value) ?? otherwise)

/** A list; anything else counts as an empty list, and entries that cannot be read are dropped. */
export const defineList = <T>(one: Member<T>): Member<readonly T[], true, true> =>
  defineMember((value) =>
    Array.isArray(value)
      ? value.flatMap((each: unknown) => {
          const read = one.read(each)
          return read === undefined ? [] : [read]
        })
      : [],
  )

export const defineObject = <M extends Members>(members: M): Member<Shown<M>, true, true> =>
  defineMember((value) => (isRecord(value) ? readMembers(members, value) : undefined))

type Json = string | number | boolean | null | { readonly [name: string]: Json | undefined } | readonly Json[]
/** Data that only the audit record shows, as written. */
export const json: Member<Json, true, true> = defineMember((value) => value as Json | undefined)

/** The members of these data; undefined if one that must be there is missing or invalid. */
export function readMembers<M extends Members>(
  members: M,
  data: Readonly<Record<string, unknown>>,
): Shown<M> | undefined {
  const shown: Record<string, unknown> = {}
  for (const [name, { read, isAlwaysThere }] of Object.entries(members)) {
    const value = read(data[name])
    if (value !== undefined) shown[name] = value
    else if (isAlwaysThere) return undefined
  }
  return shown as Shown<M>
}
