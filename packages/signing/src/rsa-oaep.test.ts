import { constants, createHash, generateKeyPairSync, privateDecrypt, publicEncrypt } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { readFileSync } from 'node:fs'

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { decryptSecret, encryptSecret, computeMostSecretBytes, oaepHashes } from './rsa-oaep.ts'
import type { OaepHashes } from './rsa-oaep.ts'
import { readPrivateKey, readPublicKey } from './rsa-keys.ts'

type Sealed = { id: string; note: string; hashes: OaepHashes; secret: string; sealed: string }
const vectors = JSON.parse(
  readFileSync(new URL('../../protocol/vectors/kit-client-secret.json', import.meta.url), 'utf8'),
) as {
  privateKey: string
  publicKey: string
  cases: Sealed[]
  unreadable: { id: string; note: string; sealed: string }[]
}
const keyOf = (read: ReturnType<typeof readPublicKey>) => {
  if (!read.ok) throw new Error(read.reason.code)
  return read.key
}
const privateKey = keyOf(readPrivateKey(vectors.privateKey))
const publicKey = keyOf(readPublicKey(vectors.publicKey))
const padding = constants.RSA_PKCS1_OAEP_PADDING

describe('what OpenSSL has encrypted', () => {
  test.each(vectors.cases)('vector $id: $note, $hashes', ({ hashes, secret, sealed }) => {
    expect(decryptSecret({ privateKey, sealed })).toBe(secret)
    expect(decryptSecret({ privateKey, sealed, hashes: [hashes] })).toBe(secret)
    for (const other of oaepHashes.filter((one) => one !== hashes))
      expect(decryptSecret({ privateKey, sealed, hashes: [other] })).toBeUndefined()
  })

  test.each(vectors.unreadable)('vector $id: $note', ({ sealed }) => {
    expect(decryptSecret({ privateKey, sealed })).toBeUndefined()
  })
})

test.each([
  ['sha256-sha256', 'sha256'],
  ['sha1-sha1', 'sha1'],
] as const)('%s is what the runtime knows as %s', (hashes, oaepHash) => {
  const sealed = Buffer.from(encryptSecret({ publicKey, secret: '密钥', hashes }), 'base64')
  const theirs = publicEncrypt({ key: publicKey, padding, oaepHash }, Buffer.from('密钥')).toString('base64')

  expect(privateDecrypt({ key: privateKey, padding, oaepHash }, sealed).toString('utf8')).toBe('密钥')
  expect(decryptSecret({ privateKey, sealed: theirs, hashes: [hashes] })).toBe('密钥')
})

test.each(oaepHashes)('any secret that fits is decrypted again: %s', (hashes) => {
  const most = computeMostSecretBytes(publicKey, hashes)

  fc.assert(
    fc.property(fc.string({ maxLength: 60 }), (text) => {
      const secret = text.toWellFormed()
      const sealed = encryptSecret({ publicKey, secret, hashes })

      expect(decryptSecret({ privateKey, sealed })).toBe(secret)
    }),
    { numRuns: 20 },
  )
  expect(most).toBe(hashes === 'sha1-sha1' ? 342 : 318)
  const longest = encryptSecret({ publicKey, secret: 'x'.repeat(most), hashes })
  expect(decryptSecret({ privateKey, sealed: longest })).toBe('x'.repeat(most))
  expect(() => encryptSecret({ publicKey, secret: 'x'.repeat(most + 1), hashes })).toThrow(RangeError)
})

test('the same secret is encrypted differently each time', () => {
  const encrypt = (): string => encryptSecret({ publicKey, secret: 'a', hashes: 'sha256-sha256' })

  expect(encrypt()).not.toBe(encrypt())
})

describe('a padding', () => {
  const raw = constants.RSA_NO_PADDING
  const label = createHash('sha256').update('').digest()
  const hash = (data: Buffer): Buffer => createHash('sha256').update(data).digest()
  const mask = (seed: Buffer, length: number): Buffer =>
    Buffer.concat(
      Array.from({ length: Math.ceil(length / 32) }, (_, at) =>
        hash(Buffer.concat([seed, Buffer.of(0, 0, 0, at)])),
      ),
    ).subarray(0, length)
  const xor = (one: Buffer, other: Buffer): Buffer =>
    Buffer.from(one.map((byte, at) => byte ^ (other[at] ?? 0)))

  /** Encrypts a block whose first byte, label and rest are given, with SHA-256 for label and mask. */
  function sealBlock({ first = 0, hashed = label, rest = [1, 120] }): string {
    const zeros = Buffer.alloc(384 - 1 - 64 - rest.length)
    const block = Buffer.concat([hashed, zeros, Buffer.from(rest)])
    const seed = Buffer.alloc(32, 7)
    const masked = xor(block, mask(seed, block.length))
    const padded = Buffer.concat([Buffer.of(first), xor(seed, mask(masked, 32)), masked])
    return publicEncrypt({ key: publicKey, padding: raw }, padded).toString('base64')
  }

  test('is taken off if it is right', () => {
    expect(decryptSecret({ privateKey, sealed: sealBlock({}) })).toBe('x')
  })

  test.each([
    ['a first byte that is not 0', { first: 1 }],
    ['another label', { hashed: Buffer.from(label.map((byte, at) => (at === 31 ? byte ^ 1 : byte))) }],
    ['something before the 1', { rest: [2, 0, 1, 120] }],
    ['no 1', { rest: [0, 0] }],
  ])('with one fault is no secret: %s', (_, block) => {
    expect(decryptSecret({ privateKey, sealed: sealBlock(block) })).toBeUndefined()
  })
})

describe('a public key', () => {
  const pem = publicKey.export({ format: 'pem', type: 'spki' }) as string
  const short = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const curve = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const toPem = (key: KeyObject): string => key.export({ format: 'pem', type: 'spki' }) as string

  test.each([
    ['Base64 alone', vectors.publicKey],
    ['Base64 in lines, with blanks around it', ` ${vectors.publicKey.replace(/(.{64})/g, '$1\r\n')}\n`],
    ['PEM', pem],
    ['PEM of PKCS#1', publicKey.export({ format: 'pem', type: 'pkcs1' }) as string],
  ])('is read from %s', (_, text) => {
    expect(readPublicKey(text)).toMatchObject({ ok: true, base64: vectors.publicKey })
  })

  test.each([
    ['nothing', ' ', { code: 'key_empty' }],
    ['words', 'my key', { code: 'key_unreadable' }],
    ['Base64 of something else', 'AAAA', { code: 'key_unreadable' }],
    ['a private key', vectors.privateKey, { code: 'key_private' }],
    [
      'a private key in PEM',
      privateKey.export({ format: 'pem', type: 'pkcs1' }) as string,
      { code: 'key_private' },
    ],
    ['2,048 bits', toPem(short.publicKey), { code: 'key_too_short', bits: 2048, least: 3072 }],
    ['a curve', toPem(curve.publicKey), { code: 'key_not_rsa', got: 'ec' }],
  ])('is refused with its reason: %s', (_, text, reason) => {
    expect(readPublicKey(text)).toEqual({ ok: false, reason })
  })
})

describe('a private key', () => {
  test.each([
    ['Base64 alone', vectors.privateKey],
    ['PEM', privateKey.export({ format: 'pem', type: 'pkcs8' }) as string],
    ['PEM of PKCS#1', privateKey.export({ format: 'pem', type: 'pkcs1' }) as string],
  ])('is read from %s', (_, text) => {
    expect(readPrivateKey(text)).toMatchObject({ ok: true, base64: vectors.privateKey })
  })

  test.each([
    ['nothing', '', { code: 'key_empty' }],
    ['a public key', vectors.publicKey, { code: 'key_public' }],
    [
      'one with a password',
      privateKey.export({ format: 'pem', type: 'pkcs8', cipher: 'aes-256-cbc', passphrase: 'x' }) as string,
      { code: 'key_unreadable' },
    ],
  ])('is refused with its reason: %s', (_, text, reason) => {
    expect(readPrivateKey(text)).toEqual({ ok: false, reason })
  })
})
