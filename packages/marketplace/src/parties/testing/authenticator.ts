import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import type { Assertion, CreationOptions, Registration, RequestOptions } from '@loggia/protocol/console'

const encode = (bytes: Uint8Array | string): string => Buffer.from(bytes).toString('base64url')
const sha256 = (bytes: string | Uint8Array): Buffer => createHash('sha256').update(bytes).digest()
const flags = { present: 0x01, verified: 0x04, attested: 0x40 }

/** What CBOR (RFC 8949) needs here: small numbers, texts, bytes and maps. */
function encodeCbor(value: number | string | Uint8Array | Map<number | string, unknown>): Buffer {
  if (typeof value === 'number') return value < 0 ? encodeHead(1, -1 - value) : encodeHead(0, value)
  if (typeof value === 'string')
    return Buffer.concat([encodeHead(3, Buffer.byteLength(value)), Buffer.from(value)])
  if (value instanceof Map)
    return Buffer.concat([
      encodeHead(5, value.size),
      ...[...value].flat().map((part) => encodeCbor(part as Parameters<typeof encodeCbor>[0])),
    ])
  return Buffer.concat([encodeHead(2, value.length), value])
}
function encodeHead(major: number, length: number): Buffer {
  if (length < 24) return Buffer.from([(major << 5) | length])
  if (length < 256) return Buffer.from([(major << 5) | 24, length])
  return Buffer.from([(major << 5) | 25, length >> 8, length & 0xff])
}

type Lie = { readonly origin?: string; readonly isUnverified?: boolean; readonly counter?: number }

/** A passkey in software: it signs what it is told to, also what a browser would not. */
export function createAuthenticator(origin: string, { counts = true } = {}) {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
  const id = randomBytes(16)
  let counter = 0
  let userHandle = ''

  function sayClient(type: string, challenge: string, lie: Lie): Buffer {
    return Buffer.from(JSON.stringify({ type, challenge, origin: lie.origin ?? origin, crossOrigin: false }))
  }
  function sayAuthenticator(rpId: string, more: number, lie: Lie): Buffer {
    if (counts) counter += 1
    const count = Buffer.alloc(4)
    count.writeUInt32BE(lie.counter ?? counter)
    const said = flags.present | (lie.isUnverified ? 0 : flags.verified) | more
    return Buffer.concat([sha256(rpId), Buffer.from([said]), count])
  }

  function register(options: CreationOptions, lie: Lie = {}): Registration {
    userHandle = options.user.id
    const key = new Map<number, number | Uint8Array>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, Buffer.from(x, 'base64url')],
      [-3, Buffer.from(y, 'base64url')],
    ])
    const credential = Buffer.concat([Buffer.alloc(16), Buffer.from([0, id.length]), id, encodeCbor(key)])
    const authData = Buffer.concat([sayAuthenticator(options.rp.id, flags.attested, lie), credential])
    const attestation = new Map<string, unknown>([
      ['fmt', 'none'],
      ['attStmt', new Map()],
      ['authData', authData],
    ])
    return {
      id: encode(id),
      rawId: encode(id),
      type: 'public-key',
      clientExtensionResults: {},
      response: {
        clientDataJSON: encode(sayClient('webauthn.create', options.challenge, lie)),
        attestationObject: encode(encodeCbor(attestation)),
        transports: ['internal'],
      },
    }
  }

  function assert(options: Pick<RequestOptions, 'challenge' | 'rpId'>, lie: Lie = {}): Assertion {
    const client = sayClient('webauthn.get', options.challenge, lie)
    const authData = sayAuthenticator(options.rpId, 0, lie)
    const signature = sign('sha256', Buffer.concat([authData, sha256(client)]), privateKey)
    return {
      id: encode(id),
      rawId: encode(id),
      type: 'public-key',
      clientExtensionResults: {},
      response: {
        clientDataJSON: encode(client),
        authenticatorData: encode(authData),
        signature: encode(signature),
        userHandle,
      },
    }
  }

  return { id: encode(id), register, assert }
}
