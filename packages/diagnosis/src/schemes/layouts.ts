import type { Finding } from '../findings.ts'
import { computeHash } from '../hashes.ts'
import { way } from '../search.ts'
import type { Way } from '../search.ts'
import { deriveBytesToKey, fillKey } from './derivations.ts'
import { toFinding } from './formula.ts'

// Where the IV and the ciphertext may be in a sealed value, and its cipher mode.

export type Mode = 'cbc' | 'ecb' | 'cfb' | 'cfb8' | 'ofb' | 'ctr' | 'gcm'
export type Opening = {
  readonly mode: Mode
  readonly iv: Buffer | undefined
  readonly data: Buffer
  /** True if the first block is not read, so that the evidence is weaker. */
  readonly partly?: boolean
  /** A key that replaces the derived one. */
  readonly key?: Buffer
}
export type Layout = (value: string, accessKey: Buffer, aesKey: Buffer) => Opening | undefined

export const block = 16
const zeroIv = Buffer.alloc(block)
const isBlocks = (bytes: Buffer): boolean => bytes.length > 0 && bytes.length % block === 0
const anyBase64 = (text: string): Buffer | undefined =>
  /^[A-Za-z0-9+/]+={0,2}$/.test(text) ? Buffer.from(text, 'base64') : undefined
const base64 = (text: string): Buffer | undefined => {
  const bytes = text.length % 4 === 0 ? anyBase64(text) : undefined
  return bytes && isBlocks(bytes) ? bytes : undefined
}
/** Decodes Base64 that deviates from the standard; undefined if nothing deviates. */
const odd = (text: string, isOdd: RegExp, mend: (text: string) => string): Buffer | undefined => {
  if (!isOdd.test(text)) return undefined
  const bytes = anyBase64(mend(text))
  return bytes && isBlocks(bytes) ? bytes : undefined
}
const standard = (text: string): string => text.replaceAll('-', '+').replaceAll('_', '/')
const hex = (text: string): Buffer | undefined =>
  /^(?:[0-9a-f]{32})+$/i.test(text) ? Buffer.from(text, 'hex') : undefined
const cbc = (iv: Buffer, data: Buffer | undefined, partly = false): Opening | undefined =>
  data && iv.length === block ? { mode: 'cbc', iv, data, partly } : undefined
const ecb = (data: Buffer | undefined): Opening | undefined => data && { mode: 'ecb', iv: undefined, data }
const ascii = (text: string): Buffer => Buffer.from(text, 'latin1')
const ivOf = (value: string): Buffer => ascii(value.slice(0, block))
const rest = (value: string): string => value.slice(block)

const fixedIvs = [
  '0000000000000000',
  '1234567890123456',
  '0123456789abcdef',
  '0123456789ABCDEF',
  '0102030405060708',
  '1234567812345678',
  'abcdefghijklmnop',
  'ABCDEFGHIJKLMNOP',
]
const without = (iv: (accessKey: Buffer, aesKey: Buffer) => Buffer, finding: Finding): Way<Layout> =>
  way.wrong((value, key, aesKey) => cbc(iv(key, aesKey), base64(value)), finding)
/** The IV in front was not the one that was used. */
const instead = (iv: (accessKey: Buffer, aesKey: Buffer, sent: Buffer) => Buffer): Way<Layout> =>
  way.wrong(
    (value, key, aesKey) => cbc(iv(key, aesKey, ivOf(value)), base64(rest(value))),
    toFinding('field_iv_other'),
  )

/** Modes that need no whole blocks; only a value of some length can be told apart from chance. */
const streams = ['cfb', 'cfb8', 'ofb', 'ctr'] as const
const listStreamed = (mode: (typeof streams)[number]): Way<Layout>[] => {
  const finding: Finding = { kind: 'field_mode', mode: mode.toUpperCase() }
  return [
    way.alone((value) => {
      const data = anyBase64(rest(value))
      return data && { mode, iv: ivOf(value), data }
    }, finding),
    way.alone((value) => {
      const all = anyBase64(value)
      return all && all.length > block
        ? { mode, iv: all.subarray(0, block), data: all.subarray(block) }
        : undefined
    }, finding),
    way.alone((value) => {
      const data = anyBase64(value)
      return data && { mode, iv: zeroIv, data }
    }, finding),
  ]
}
const gcm: Finding = { kind: 'field_mode', mode: 'GCM' }
const sealedByGcm = (ivLength: number, inFront: boolean): Way<Layout> =>
  way.wrong((value) => {
    const all = anyBase64(inFront ? value.slice(ivLength) : value)
    if (!all) return undefined
    const iv = inFront ? ascii(value.slice(0, ivLength)) : all.subarray(0, ivLength)
    const data = inFront ? all : all.subarray(ivLength)
    return data.length > block ? { mode: 'gcm', iv, data } : undefined
  }, gcm)

/** The same without its tag: CTR from the second block on. */
const untagged: Way<Layout> = way.alone((value) => {
  const data = anyBase64(rest(value))
  return (
    data && { mode: 'ctr', iv: Buffer.concat([ivOf(value).subarray(0, 12), Buffer.from([0, 0, 0, 2])]), data }
  )
}, gcm)

/** `Salted__`, eight bytes of salt, ciphertext: the format of `openssl enc` and CryptoJS for passwords. */
const createSalted = (algorithm: string): Way<Layout> =>
  way.wrong((value, key) => {
    const all = anyBase64(value)
    if (!all || all.subarray(0, 8).toString('latin1') !== 'Salted__') return undefined
    const made = deriveBytesToKey(key, all.subarray(8, 16), 48, algorithm)
    return { mode: 'cbc', iv: made.subarray(32), data: all.subarray(16), key: made.subarray(0, 32) }
  }, toFinding('field_salted'))

const nestValue = (value: string): string => Buffer.from(value, 'base64').toString('latin1')

export const layouts: readonly Way<Layout>[] = [
  way.right((value) => cbc(ivOf(value), base64(rest(value)))),
  way.common((value) => ecb(base64(value)), toFinding('field_ecb')),
  way.common((value) => ecb(base64(rest(value))), toFinding('field_ecb')),
  way.wrong((value) => ecb(hex(value)), toFinding('field_ecb'), toFinding('field_hex')),
  way.common((value) => cbc(zeroIv, base64(value)), toFinding('field_iv_missing')),
  ...fixedIvs.map((iv) => without(() => ascii(iv), toFinding('field_iv_missing'))),
  way.wrong(
    (value) => cbc(Buffer.from(Array.from({ length: block }, (_, i) => i)), base64(value)),
    toFinding('field_iv_missing'),
  ),
  way.wrong((value) => {
    const data = base64(value)
    // Without its IV the first block is lost, but the others can be decrypted.
    return data && data.length > block ? cbc(data.subarray(0, block), data.subarray(block), true) : undefined
  }, toFinding('field_iv_missing')),
  without((key) => fillKey(key, block, 0), toFinding('field_iv_from_key')),
  without((key) => fillKey(key, block, 0x30), toFinding('field_iv_from_key')),
  without((key) => key.subarray(Math.max(0, key.length - block)), toFinding('field_iv_from_key')),
  without((_, aesKey) => aesKey.subarray(0, block), toFinding('field_iv_from_key')),
  without((_, aesKey) => aesKey.subarray(aesKey.length - block), toFinding('field_iv_from_key')),
  without((key) => computeHash(key, 'md5'), toFinding('field_iv_from_key')),
  instead(() => zeroIv),
  ...fixedIvs.map((iv) => instead(() => ascii(iv))),
  instead((key) => fillKey(key, block, 0)),
  instead((_, aesKey) => aesKey.subarray(0, block)),
  instead((_, __, iv) => ascii(iv.toString('latin1').toLowerCase())),
  instead((_, __, iv) => ascii(iv.toString('latin1').toUpperCase())),
  instead((_, __, iv) => Buffer.from(iv.toReversed())),
  instead((_, __, iv) => computeHash(iv, 'md5')),
  way.wrong((value) => {
    const data = base64(rest(value))
    // With another IV the first block is lost, but the others can be decrypted.
    return data && data.length > block ? cbc(data.subarray(0, block), data.subarray(block), true) : undefined
  }, toFinding('field_iv_other')),
  way.common(
    (value) => cbc(ascii(value.slice(-block)), base64(value.slice(0, -block))),
    toFinding('field_iv_behind'),
  ),
  way.wrong((value) => {
    const all = base64(value)
    return all && all.length > block ? cbc(all.subarray(-block), all.subarray(0, -block)) : undefined
  }, toFinding('field_iv_behind')),
  way.common(
    (value) => cbc(Buffer.from(value.slice(0, 32), 'hex'), base64(value.slice(32))),
    toFinding('field_iv_encoded'),
  ),
  way.common(
    (value) => cbc(Buffer.from(value.slice(0, 24), 'base64'), base64(value.slice(24))),
    toFinding('field_iv_encoded'),
  ),
  way.wrong(
    (value) => cbc(Buffer.from(value.slice(0, 22), 'base64'), base64(value.slice(22))),
    toFinding('field_iv_encoded'),
  ),
  way.wrong(
    (value) => cbc(Buffer.from(value.slice(0, 32), 'hex'), hex(value.slice(32))),
    toFinding('field_hex'),
  ),
  way.common((value) => {
    const all = base64(value)
    const iv = all?.subarray(0, block)
    const isIv = iv !== undefined && /^[A-Za-z0-9]{16}$/.test(iv.toString('latin1'))
    return all && iv && all.length > block ? cbc(iv, all.subarray(block), !isIv) : undefined
  }, toFinding('field_base64_whole')),
  way.wrong((value) => {
    const inner = nestValue(value)
    return /^[A-Za-z0-9]{16}/.test(inner) ? cbc(ivOf(inner), base64(rest(inner))) : undefined
  }, toFinding('field_base64_twice')),
  way.wrong((value) => cbc(ivOf(value), base64(nestValue(rest(value)))), toFinding('field_base64_twice')),
  way.common((value) => cbc(ivOf(value), hex(rest(value))), toFinding('field_hex')),
  way.wrong((value) => {
    const all = hex(value)
    return all && all.length > block ? cbc(all.subarray(0, block), all.subarray(block)) : undefined
  }, toFinding('field_hex')),
  way.common((value) => cbc(ivOf(value), odd(rest(value), /[-_]/, standard)), toFinding('field_url_safe')),
  way.wrong(
    (value) => cbc(ivOf(value), odd(rest(value), /^(?:.{4})*.{2,3}$/s, standard)),
    toFinding('field_unpadded'),
  ),
  way.common(
    (value) =>
      cbc(
        ivOf(value),
        odd(rest(value), / /, (text) => text.trimEnd().replaceAll(' ', '+')),
      ),
    toFinding('field_plus_blank'),
  ),
  way.common(
    (value) =>
      cbc(
        ivOf(value),
        odd(rest(value), /[\r\n]/, (text) => text.replace(/[\r\n]/g, '')),
      ),
    toFinding('field_line_breaks'),
  ),
  way.wrong(
    (value) =>
      cbc(
        ivOf(value.trim()),
        odd(value, /^\s|\s$/, (text) => rest(text.trim())),
      ),
    toFinding('field_line_breaks'),
  ),
  way.wrong(
    (value) =>
      cbc(
        ivOf(value),
        odd(rest(value), /%[0-9a-f]{2}/i, (text) =>
          text.replace(/%([0-9a-f]{2})/gi, (_, digits: string) =>
            String.fromCharCode(Number.parseInt(digits, 16)),
          ),
        ),
      ),
    toFinding('field_url_escaped'),
  ),
  way.wrong(
    (value) => cbc(ivOf(value), /^[:.|,;$-]/.test(rest(value)) ? base64(value.slice(block + 1)) : undefined),
    toFinding('field_separated'),
  ),
  ...streams.flatMap(listStreamed),
  ...[12, 16].flatMap((length) => [sealedByGcm(length, true), sealedByGcm(length, false)]),
  untagged,
  createSalted('md5'),
  createSalted('sha256'),
]
