import { encodeExtendParams } from '@loggia/protocol/saas/v1'
import type { ExtendParam } from '@loggia/protocol/saas/v1'
import { signSaasV1 } from '@loggia/signing'
import type { z } from 'zod'
import type { Sending, WireRequest } from './schema.ts'
import type { Clear } from './test-calls.ts'

type Getting = Pick<Sending, 'accessKey' | 'ownQuery' | 'timestampMs'> & {
  readonly parameters: Readonly<Record<string, string>>
}

/** A GET whose `authToken` covers all of its parameters (saas-v1 §3). */
export function signGet({ accessKey, parameters, ownQuery, timestampMs: timeStampMs }: Getting): WireRequest {
  const { query } = signSaasV1({ accessKey, parameters, timeStampMs, ownQuery })
  return { method: 'GET', query, headers: { accept: 'application/json' }, body: '' }
}

/** The protocol's own parameters: if a name occurs twice, sellers' servers may take either value. */
export const listReserved = (requests: Readonly<Record<string, z.ZodObject>>): ReadonlySet<string> =>
  new Set(['authToken', 'timeStamp', ...Object.values(requests).flatMap(({ shape }) => Object.keys(shape))])

/**
 * The proof covers the joined text, not the boundaries of values (saas-v1 §3): someone who has read a request could
 * resend it with part of a name as a parameter of its own. Replacing `&` in such a part prevents that and stays
 * legible.
 */
export const toPersonText = (name: string): string => name.replace(/&(?=[^&=]*=)/g, '＆').slice(0, 64)

/** The list of parameters as people write it. The limit applies to its Base64 form (saas-v1 §6.1). */
export const clearParams = {
  kind: 'list',
  isTooLong: (value: unknown) => encodeExtendParams(value as readonly ExtendParam[]).length > 2048,
} as const satisfies Clear
