import { createHmac } from 'node:crypto'
import type { JsonObject } from '@loggia/protocol/wire'
import type { Bench } from '../engine/bench.ts'
import type { Exchange, Meant } from '../engine/exchange.ts'

/** The three parameters that prove a request (saas-v2 §2.2), before they are written into a query. */
export type Proof = { signature: string; timestamp: string; nonce: string }

type SignedParts = { key: string; nonce: string; timestamp: string; body: Uint8Array }
/** The right signature of a protocol. */
export type Formula = (parts: SignedParts) => string
/** The input of a proof, and the formula of its protocol. */
export type Signing = SignedParts & { readonly formula: Formula }

/** The activity of a request whose real activity is missing or cannot be read; it has its own count of timeouts. */
export const unreadable = 'request that cannot be read'

/** One request. The defaults are those of a correct sender. */
export type Sending = {
  readonly name: string
  readonly activity: string
  readonly meant: Meant
  /** An object is written compactly, with its members in ascending order. */
  readonly body: JsonObject | string | Uint8Array
  /** The body that is sent instead of the signed one. */
  readonly sentBody?: string
  /** How far the timestamp differs from now, in milliseconds. */
  readonly shiftMs?: number
  readonly nonce?: string
  /** The beginning of the nonce. */
  readonly prefix?: string
  /** Writes the timestamp differently. */
  readonly stamp?: (ms: number) => string
  /** Computes the proof differently. */
  readonly prove?: (signing: Signing, right: Proof) => Partial<Proof>
  /** Writes the query differently. */
  readonly query?: (proof: Partial<Proof>) => string
  /** The formula of another protocol; default: that of SaaS V2.0. */
  readonly formula?: Formula
  /** Where a protocol has its proof, if not in the query of the address. */
  readonly place?: (address: string, proof: Partial<Proof>) => Placed
  readonly contentType?: string
  readonly method?: string
}

/** An address and headers that carry a proof. */
export type Placed = { readonly url: string; readonly headers: Readonly<Record<string, string>> }

const hmac = (key: string, data: Uint8Array | string): Buffer =>
  createHmac('sha256', key).update(data).digest()

/**
 * The right signature in upper-case hexadecimal. Implemented here, so that the checks do not share a fault with our
 * other code.
 */
export const computeSignature: Formula = ({ key, nonce, timestamp, body }) =>
  hmac(key, key + nonce + timestamp + hmac(key, body).toString('hex'))
    .toString('hex')
    .toUpperCase()

/** The signature of another key. */
export const signWithAnotherKey: NonNullable<Sending['prove']> = (signing, right) => ({
  ...right,
  signature: signing.formula({ ...signing, key: `${signing.key}-other` }),
})

const compare = (a: string, b: string): number => (a < b ? -1 : 1)

/**
 * Compact JSON with the top-level members in ascending order, which receivers of every known style can verify (saas-v2
 * §9).
 */
export const writeCompactBody = (message: JsonObject): string =>
  JSON.stringify(Object.fromEntries(Object.entries(message).toSorted(([a], [b]) => compare(a, b))))

const bytesOf = (body: Sending['body']): Uint8Array =>
  body instanceof Uint8Array ? body : Buffer.from(typeof body === 'string' ? body : writeCompactBody(body))

const usualQuery = (proof: Partial<Proof>): string =>
  (['signature', 'timestamp', 'nonce'] as const)
    .flatMap((name) => {
      const value = proof[name]
      return value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`]
    })
    .join('&')

const inQuery = (address: string, proof: Partial<Proof>, write = usualQuery): Placed => ({
  url: `${address}${address.includes('?') ? '&' : '?'}${write(proof)}`,
  headers: {},
})

/** Signs and sends one request to the seller. */
export function send(bench: Bench, sending: Sending): Promise<Exchange> {
  const { name, activity, meant, contentType = 'application/json;charset=utf8', method = 'POST' } = sending
  return bench.send({
    name,
    activity,
    meant,
    prepare: () => {
      const body = bytesOf(sending.body)
      const { formula = computeSignature } = sending
      const signing = {
        formula,
        key: bench.key,
        nonce: sending.nonce ?? `${sending.prefix ?? ''}${bench.hex(32)}`,
        timestamp: (sending.stamp ?? String)(bench.nowMs() + (sending.shiftMs ?? 0)),
        body,
      }
      const right = {
        signature: formula(signing),
        timestamp: signing.timestamp,
        nonce: signing.nonce,
      }
      const proof = sending.prove?.(signing, right) ?? right
      const { url, headers } = sending.place?.(bench.url, proof) ?? inQuery(bench.url, proof, sending.query)
      return {
        method,
        url,
        headers: { Accept: 'application/json', 'Content-Type': contentType, ...headers },
        body: sending.sentBody === undefined ? body : Buffer.from(sending.sentBody),
      }
    },
  })
}

/** The message that was sent. */
export const readMessage = ({ request }: Exchange): JsonObject =>
  JSON.parse(Buffer.from(request.body).toString('utf8')) as JsonObject
