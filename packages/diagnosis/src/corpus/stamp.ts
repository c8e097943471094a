import type { DiagnosisAsked } from '../diagnose.ts'
import { toBytes, toHex, computeHmac } from './making.ts'
import type { Bytes } from './making.ts'

type Parts = {
  readonly key: Bytes
  readonly nonce: string
  readonly timestamp: string
  readonly inner: Bytes
  readonly body: Bytes
}

/** The parts of a stamped request. */
export type Wire = {
  readonly protocol: 'saas-v2' | 'license-code' | 'license-online' | 'order-notification'
  readonly key: string
  readonly nonce: string
  readonly timestamp: string
  readonly body: Bytes
}

/** How a developer’s code computes the signature, where it differs from the rule. */
export type Way = {
  readonly key?: Bytes
  /** The key in the text, if it differs. */
  readonly textKey?: Bytes
  readonly body?: Bytes
  readonly nonce?: string
  readonly timestamp?: string
  readonly inner?: (key: Bytes, body: Bytes) => Bytes
  readonly text?: (parts: Parts) => Bytes
  readonly outer?: (key: Bytes, text: Bytes) => Buffer
  readonly written?: (digest: Buffer) => string
}

const joinParts = ({ key, nonce, timestamp, inner }: Parts): Bytes =>
  Buffer.concat([key, nonce, timestamp, inner].map(toBytes))

export function createProof(wire: Wire, way: Way): string {
  const key = way.key ?? wire.key
  const body = way.body ?? wire.body
  const inner = (way.inner ?? ((by, of) => toHex(computeHmac(by, of))))(key, body)
  const { nonce = wire.nonce, timestamp = wire.timestamp } = way
  const text = (way.text ?? joinParts)({ key: way.textKey ?? key, nonce, timestamp, inner, body })
  const digest = (way.outer ?? ((by, of) => computeHmac(by, of)))(key, text)
  return (way.written ?? ((of) => toHex(of).toUpperCase()))(digest)
}

/** The input of a diagnosis for a request. Its target is made from the query, and it is received within a second. */
export const createAsked = (
  wire: Wire,
  query: string,
  more: Partial<DiagnosisAsked> = {},
): DiagnosisAsked => ({
  protocol: wire.protocol,
  accessKey: wire.key,
  receivedAtMs: Number(wire.timestamp.padEnd(13, '0')) + 700,
  ...more,
  exchange: {
    request: {
      method: 'POST',
      target: `/saas/produce?${query}`,
      headers: [
        ['Host', 'seller.example'],
        ['Accept', 'application/json'],
        ['Content-Type', 'application/json;charset=utf8'],
      ],
      body: toBytes(wire.body),
    },
  },
})

/** The query of a stamped request. */
export const createQuery = (wire: Wire, signature: string): string =>
  `signature=${encodeURIComponent(signature)}&timestamp=${wire.timestamp}&nonce=${encodeURIComponent(wire.nonce)}`

/** A sender’s mistake: the request carries the wrong signature. */
export const createSent = (wire: Wire, way: Way, more: Partial<DiagnosisAsked> = {}): DiagnosisAsked =>
  createAsked(wire, createQuery(wire, createProof(wire, way)), more)

/** A receiver’s mistake: the request is correct, but the receiver’s code computed something else. */
export const createChecked = (wire: Wire, way: Way, more: Partial<DiagnosisAsked> = {}): DiagnosisAsked =>
  createAsked(wire, createQuery(wire, createProof(wire, {})), { computed: createProof(wire, way), ...more })
