import type { FastifyRequest } from 'fastify'
import { ScimError } from '@loggia/protocol/scim'

/** The parameters of a query (RFC 7644 §3.4.2); others are left out. */
export type ReadQuery = {
  readonly filter?: string
  readonly startIndex?: number
  readonly count?: number
  readonly attributes?: string
  readonly excludedAttributes?: string
}

const texts = ['filter', 'attributes', 'excludedAttributes'] as const
const numbers = ['startIndex', 'count'] as const

/** Throws `invalidValue`. */
export function readQuery({ query }: FastifyRequest): ReadQuery {
  const given = query as Readonly<Record<string, unknown>>
  return Object.fromEntries([
    ...texts.flatMap((name) => {
      const value = given[name]
      return typeof value === 'string' && value !== '' ? [[name, value] as const] : []
    }),
    ...numbers.flatMap((name) => {
      const value = given[name]
      if (value === undefined || value === '') return []
      const number = Number(value)
      if (!Number.isSafeInteger(number))
        throw new ScimError(400, `${name} is a whole number.`, 'invalidValue')
      return [[name, number] as const]
    }),
  ])
}
