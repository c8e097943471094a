import { fromMinutes } from '@loggia/kernel'
import type { Sending, WireRequest } from '@loggia/marketplace/embedded'
import type { FaultName } from '../schema.ts'

const staleBy = fromMinutes(10)

/** Changes what is signed, according to the fault. Faults that happen after signing change nothing here. */
export function applyFault(fault: FaultName, given: Sending, nonceBefore: string | undefined): Sending {
  switch (fault) {
    case 'stale-stamp':
      return { ...given, timestampMs: given.timestampMs - staleBy }
    case 'reused-nonce':
      return { ...given, nonce: nonceBefore ?? given.nonce }
    case 'wrong-key':
      return { ...given, accessKey: `${given.accessKey}-of-another` }
    default:
      return given
  }
}

/** Where the protocols carry the proof of a request. */
// Base64 characters such as `+` or `/` are three characters in a query.
const proofInQuery = /(^|&)(signature|authToken)=(%[0-9a-f]{2}|[^&])/i

const proofHeaders: ReadonlySet<string> = new Set(['authtoken', 'x-sign'])

/**
 * Replaces the first character of the proof by another one of the same alphabet: the proof keeps its length but is
 * wrong.
 */
export function withBadProof(wire: WireRequest): WireRequest {
  const query = wire.query.replace(
    proofInQuery,
    (_, before: string, name: string, first: string) => `${before}${name}=${otherThan(first)}`,
  )
  const headers = Object.fromEntries(
    Object.entries(wire.headers).map(([name, value]) =>
      proofHeaders.has(name.toLowerCase())
        ? [name, otherThan(value.slice(0, 1)) + value.slice(1)]
        : [name, value],
    ),
  )
  return { ...wire, query, headers }
}

/** Digits are part of the alphabets of hexadecimal and of Base64. */
const otherThan = (character: string): string => (character === '0' ? '1' : '0')
