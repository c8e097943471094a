import { createDecipheriv } from 'node:crypto'
import type { FieldKeyBits } from '@loggia/signing'
import { sha1Prng } from '@loggia/signing'
import type { Finding, PlainKind } from '../findings.ts'
import { plainHash } from '../hashes.ts'
import type { KeyBytes } from '../key-ways.ts'
import { spaceOf, way } from '../search.ts'
import type { Space, Way } from '../search.ts'

// The ways in which a field of saas-v1 §5 may have been sealed. None of what is opened here leaves this file.

type Derivation = (key: Buffer, bits: FieldKeyBits) => Buffer
type Opening = {
  readonly mode: 'cbc' | 'ecb'
  readonly iv: Buffer | undefined
  readonly data: Buffer
  /** The first block is not read, so that less speaks for it. */
  readonly partly?: boolean
}
type Layout = (value: string, accessKey: Buffer, aesKey: Buffer) => Opening | undefined
type Padding = 'pkcs7' | 'zeros'

const mistake = (kind: PlainKind): Finding => ({ kind })
const filled = (key: Buffer, length: number, fill: number): Buffer =>
  Buffer.concat([key, Buffer.alloc(length, fill)]).subarray(0, length)
const padded = (fill: 'zeros' | 'blanks' | 'repeated' | 'cut'): Finding => ({
  kind: 'field_key_padded',
  fill,
})
const hashed = (algorithm: string): Finding => ({ kind: 'field_key_hashed', algorithm })

/** The second block of the generator with bytes that are added without their signs: the trap of saas-v1 §5.1. */
function unsignedPrng(seed: Buffer, length: number): Buffer {
  const state = plainHash(seed, 'sha1')
  const first = plainHash(state, 'sha1')
  let carry = 1
  const next = state.map((byte, i) => {
    const sum = byte + (first[i] ?? 0) + carry
    carry = sum >> 8
    return sum & 0xff
  })
  return Buffer.concat([first, plainHash(next, 'sha1')]).subarray(0, length)
}

const derivations: readonly Way<Derivation>[] = [
  way.right((key, bits) => Buffer.from(prng(key, bits / 8))),
  way.wrong(
    (key, bits) => (key.length >= bits / 8 ? key.subarray(0, bits / 8) : Buffer.alloc(0)),
    padded('cut'),
  ),
  way.wrong(
    (key, bits) => (key.length < bits / 8 ? filled(key, bits / 8, 0) : Buffer.alloc(0)),
    padded('zeros'),
  ),
  way.wrong(
    (key, bits) => (key.length < bits / 8 ? filled(key, bits / 8, 0x30) : Buffer.alloc(0)),
    padded('zeros'),
  ),
  way.wrong(
    (key, bits) => (key.length < bits / 8 ? filled(key, bits / 8, 0x20) : Buffer.alloc(0)),
    padded('blanks'),
  ),
  way.wrong((key, bits) => {
    if (key.length === 0 || key.length >= bits / 8) return Buffer.alloc(0)
    return Buffer.alloc(bits / 8, key)
  }, padded('repeated')),
  way.wrong((key, bits) => plainHash(key).subarray(0, bits / 8), hashed('SHA-256')),
  way.wrong(
    (key, bits) =>
      bits === 128 ? plainHash(key, 'md5') : Buffer.from(plainHash(key, 'md5').toString('hex')),
    hashed('MD5'),
  ),
  way.wrong(
    (key, bits) => (bits === 128 ? plainHash(key, 'sha1').subarray(0, 16) : Buffer.alloc(0)),
    hashed('SHA-1'),
  ),
  way.wrong(
    (key, bits) => (bits === 256 ? unsignedPrng(key, 32) : Buffer.alloc(0)),
    mistake('field_prng_unsigned'),
  ),
]

// The generator takes text, and every key that is tried by it is one; other bytes give a key that opens nothing.
const prng = (key: Buffer, length: number): Uint8Array => sha1Prng(key.toString('utf8'), length)

const block = 16
const zeroIv = Buffer.alloc(block)
const base64 = (text: string): Buffer | undefined => {
  const bytes = /^[A-Za-z0-9+/\s]+={0,2}\s*$/.test(text) ? Buffer.from(text, 'base64') : undefined
  return bytes && bytes.length > 0 && bytes.length % block === 0 ? bytes : undefined
}
const hex = (text: string): Buffer | undefined =>
  /^(?:[0-9a-f]{32})+$/i.test(text) ? Buffer.from(text, 'hex') : undefined
const cbc = (iv: Buffer, data: Buffer | undefined, partly = false): Opening | undefined =>
  data && iv.length === block ? { mode: 'cbc', iv, data, partly } : undefined
const ecb = (data: Buffer | undefined): Opening | undefined => data && { mode: 'ecb', iv: undefined, data }
const ascii = (text: string): Buffer => Buffer.from(text, 'latin1')

const layouts: readonly Way<Layout>[] = [
  way.right((value) => cbc(ascii(value.slice(0, block)), base64(value.slice(block)))),
  way.wrong((value) => ecb(base64(value)), mistake('field_ecb')),
  way.wrong((value) => ecb(base64(value.slice(block))), mistake('field_ecb')),
  way.wrong((value) => cbc(zeroIv, base64(value)), mistake('field_iv_missing')),
  way.wrong((value) => cbc(Buffer.alloc(block, 0x30), base64(value)), mistake('field_iv_missing')),
  way.wrong((value) => {
    const data = base64(value)
    // Without its IV the first block is lost; the others open.
    return data && data.length > block ? cbc(data.subarray(0, block), data.subarray(block), true) : undefined
  }, mistake('field_iv_missing')),
  way.wrong((value, key) => cbc(filled(key, block, 0), base64(value)), mistake('field_iv_from_key')),
  way.wrong(
    (value, _, aesKey) => cbc(aesKey.subarray(0, block), base64(value)),
    mistake('field_iv_from_key'),
  ),
  way.wrong(
    (value) => cbc(ascii(value.slice(-block)), base64(value.slice(0, -block))),
    mistake('field_iv_behind'),
  ),
  way.wrong(
    (value) => cbc(Buffer.from(value.slice(0, 32), 'hex'), base64(value.slice(32))),
    mistake('field_iv_encoded'),
  ),
  way.wrong(
    (value) => cbc(Buffer.from(value.slice(0, 24), 'base64'), base64(value.slice(24))),
    mistake('field_iv_encoded'),
  ),
  way.wrong((value) => {
    const all = base64(value)
    const iv = all?.subarray(0, block)
    const isIv = iv !== undefined && /^[A-Za-z0-9]{16}$/.test(iv.toString('latin1'))
    return all && iv && all.length > block ? cbc(iv, all.subarray(block), !isIv) : undefined
  }, mistake('field_base64_whole')),
  way.wrong((value) => cbc(ascii(value.slice(0, block)), hex(value.slice(block))), mistake('field_hex')),
]

const isReadable = (bytes: Buffer): boolean => {
  if (bytes.length === 0) return false
  try {
    return !/[\p{Cc}\p{Co}\p{Cn}]/u.test(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return false
  }
}

function openAs({ mode, iv, data }: Opening, key: Buffer, padding: Padding): boolean {
  try {
    const decipher = createDecipheriv(`aes-${key.length * 8}-${mode}`, key, iv ?? null).setAutoPadding(
      padding === 'pkcs7',
    )
    const plain = Buffer.concat([decipher.update(data), decipher.final()])
    if (padding === 'pkcs7') return isReadable(plain)
    const end = plain.findLastIndex((byte) => byte !== 0) + 1
    return plain.length - end < block && isReadable(plain.subarray(0, end))
  } catch {
    return false
  }
}

/**
 * What {@link sealingSpace} calls a value that opens; the search looks for it as for a digest. *partly*: what is taken for
 * the IV may be anything, so that an IV in front and an IV that was never sent look alike.
 */
export const opens = { wholly: 'wholly', partly: 'partly' } as const

/** The ways in which a value may have been sealed; `bits` as the message announces them. */
export function sealingSpace(value: string, keys: readonly Way<KeyBytes>[], bits: FieldKeyBits): Space {
  const other: FieldKeyBits = bits === 256 ? 128 : 256
  const ways = {
    key: keys,
    derivation: derivations,
    bits: [way.right(bits), way.wrong(other, { kind: 'field_bits' as const, announced: bits, used: other })],
    layout: layouts,
    padding: [way.right<Padding>('pkcs7'), way.wrong<Padding>('zeros', mistake('field_zero_padded'))],
  }
  return spaceOf<{
    key: KeyBytes
    derivation: Derivation
    bits: FieldKeyBits
    layout: Layout
    padding: Padding
  }>(ways, ({ key, derivation, bits: size, layout, padding }) => {
    const aesKey = derivation(key.bytes, size)
    if (aesKey.length * 8 !== size) return undefined
    const opening = layout(value, key.bytes, aesKey)
    if (!opening || !openAs(opening, aesKey, padding)) return undefined
    return { digest: opening.partly ? opens.partly : opens.wholly }
  })
}
