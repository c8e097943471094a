import { decodeObject } from '@loggia/protocol/wire'
import type { DecodedObject } from '@loggia/protocol/wire'
import type { SellerProblem } from '../problems.ts'

/** What a request that is refused says of itself. */
export type Claims = Pick<SellerProblem, 'activity' | 'instanceId' | 'orderId'>

/** Longer ones are not looked into: who sends what is not genuine must not make us work for it. */
const mostRead = 4096

/** Anybody may have written it, and it goes into a log: only what looks like a name or an id is told. */
const isPlain = (value: unknown): value is string =>
  typeof value === 'string' && /^[\w.:-]{1,64}$/.test(value)

function claimsOf(read: (name: string) => unknown): Claims {
  const names = ['activity', 'instanceId', 'orderId'] as const
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = read(name)
      return isPlain(value) ? [[name, value]] : []
    }),
  )
}

/** What stands in a body of JSON that nothing has proved. */
export const readClaimsInBody = (body: Uint8Array): Claims =>
  body.length > mostRead ? {} : readClaimsInObject(decodeObject(body))

/** The same of one that a key has proved, decoded already. */
export const readClaimsInObject = (decoded: DecodedObject): Claims =>
  decoded.ok ? claimsOf((name) => decoded.value[name]) : {}

/** What stands in a query or form. */
export function readClaimsInQuery(query: string): Claims {
  if (query.length > mostRead) return {}
  const parameters = new URLSearchParams(query)
  return claimsOf((name) => parameters.get(name))
}
