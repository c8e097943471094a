import { decodeObject } from '@loggia/protocol/wire'
import type { DecodedObject } from '@loggia/protocol/wire'
import type { SellerProblem } from '../problems.ts'

/** What a refused request says about itself. */
export type Claims = Pick<SellerProblem, 'activity' | 'instanceId' | 'orderId'>

/** Longer bodies and queries are not searched, so that forged requests cost little. */
const mostRead = 4096

/** Anybody may have written these values, and they go into a log: only what looks like a name or an id is used. */
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

/** Reads the claims of a JSON body that no key has proved. */
export const readClaimsInBody = (body: Uint8Array): Claims =>
  body.length > mostRead ? {} : readClaimsInObject(decodeObject(body))

/** Reads the claims of a body that was proved and decoded. */
export const readClaimsInObject = (decoded: DecodedObject): Claims =>
  decoded.ok ? claimsOf((name) => decoded.value[name]) : {}

/** Reads the claims of a query or form. */
export function readClaimsInQuery(query: string): Claims {
  if (query.length > mostRead) return {}
  const parameters = new URLSearchParams(query)
  return claimsOf((name) => parameters.get(name))
}
