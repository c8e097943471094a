import { createDecipheriv } from 'node:crypto'
import type { FieldKeyBits } from '@loggia/signing'
import type { KeyBytes } from '../key-ways.ts'
import { createSpace, way } from '../search.ts'
import type { Space, Way } from '../search.ts'
import { derivations } from './derivations.ts'
import type { Derivation } from './derivations.ts'
import { toFinding } from './formula.ts'
import { block, layouts } from './layouts.ts'
import type { Layout, Mode, Opening } from './layouts.ts'

// The ways in which a field of saas-v1 §5 may have been sealed. Decrypted values never leave this file.

type Padding = 'pkcs7' | 'zeros' | 'long' | 'counted' | 'blanks'

function readText(bytes: Buffer): string | undefined {
  if (bytes.length === 0) return undefined
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return /[\p{Cc}\p{Co}\p{Cn}]/u.test(text) ? undefined : text
  } catch {
    return undefined
  }
}
const isReadable = (bytes: Buffer): boolean => readText(bytes) !== undefined

/** A plaintext without verifiable padding must have this length, so that it cannot be readable by chance. */
const fewestUnguarded = 20

function plainOf({ mode, iv, data, key }: Opening, aesKey: Buffer): Buffer {
  const used = key ?? aesKey
  if (mode === 'gcm') {
    const decipher = createDecipheriv(
      `aes-${(used.length * 8) as 128 | 256}-gcm`,
      used,
      iv ?? Buffer.alloc(12),
    )
    decipher.setAuthTag(data.subarray(-block))
    return Buffer.concat([decipher.update(data.subarray(0, -block)), decipher.final()])
  }
  const decipher = createDecipheriv(`aes-${used.length * 8}-${mode}`, used, iv ?? null).setAutoPadding(false)
  return Buffer.concat([decipher.update(data), decipher.final()])
}

const isStream = (mode: Mode): boolean => mode !== 'cbc' && mode !== 'ecb' && mode !== 'gcm'

/** Removes padding of this kind; undefined if the padding is not valid. */
function removePadding(plain: Buffer, padding: Padding): Buffer | undefined {
  const last = plain.at(-1) ?? 0
  const end = plain.length - last
  if (padding === 'pkcs7' || padding === 'long') {
    const most = padding === 'pkcs7' ? block : 2 * block
    const isRight = last > (padding === 'long' ? block : 0) && last <= most && end >= 0
    return isRight && plain.subarray(end).every((byte) => byte === last) ? plain.subarray(0, end) : undefined
  }
  if (padding === 'counted') {
    const isRight = last > 1 && last <= block && end > 0
    const isFilled = plain.subarray(end, -1).every((byte) => byte === 0)
    return isRight && (isFilled || end >= fewestUnguarded) ? plain.subarray(0, end) : undefined
  }
  const fill = padding === 'zeros' ? 0 : 0x20
  const text = plain.subarray(0, plain.findLastIndex((byte) => byte !== fill) + 1)
  const filled = plain.length - text.length
  return filled < block && (filled > 3 || text.length >= fewestUnguarded) ? text : undefined
}

function openAs(opening: Opening, aesKey: Buffer, padding: Padding): boolean {
  try {
    const plain = plainOf(opening, aesKey)
    if (opening.mode === 'gcm') return padding === 'pkcs7' && isReadable(plain)
    const isBare = isStream(opening.mode) && padding === 'pkcs7' && plain.length >= fewestUnguarded
    const isShort = isStream(opening.mode) && plain.length < fewestUnguarded
    const text = isShort ? undefined : (removePadding(plain, padding) ?? (isBare ? plain : undefined))
    return text !== undefined && isReadable(text)
  } catch {
    return false
  }
}

/**
 * The digests that {@link createSealingSpace} uses for values that open, so that the normal search can find them.
 * *partly*: the first block was not read, so an IV in front and a missing IV look alike.
 */
export const opens = { wholly: 'wholly', partly: 'partly', not: '' } as const

const numberOf = new Map(derivations.map(({ value }, i) => [value, i]))

type Values = { key: KeyBytes; derivation: Derivation; bits: FieldKeyBits; layout: Layout; padding: Padding }

/** The size of the AES key. In a request nothing tells it. */
export type Bits = { readonly bits: FieldKeyBits; readonly areTold: boolean }

/** The ways in which a value may have been sealed; `bits` is the size that the message announces. */
export function createSealingSpace(
  value: string,
  keys: readonly Way<KeyBytes>[],
  { bits, areTold }: Bits,
): Space {
  const other: FieldKeyBits = bits === 256 ? 128 : 256
  const announced: Way<FieldKeyBits> = areTold
    ? way.common(other, { kind: 'field_bits' as const, announced: bits, used: other })
    : way.right(other)
  const derived = new Map<string, Buffer>()
  const ways = {
    key: keys,
    derivation: derivations,
    bits: [way.right(bits), announced],
    layout: layouts,
    padding: [
      way.right<Padding>('pkcs7'),
      way.common<Padding>('zeros', toFinding('field_zero_padded')),
      way.common<Padding>('long', { kind: 'field_padded', padding: 'blocks of 32 bytes' }),
      way.wrong<Padding>('counted', { kind: 'field_padded', padding: 'ANSI X9.23' }),
      way.wrong<Padding>('blanks', { kind: 'field_padded', padding: 'blanks' }),
    ],
  }
  const keyOf = ({ key, derivation, bits: size }: Values): Buffer => {
    const id = `${key.id}|${numberOf.get(derivation)}|${size}`
    const known = derived.get(id)
    if (known) return known
    const made = derivation(key.bytes, size)
    derived.set(id, made)
    return made
  }
  return createSpace<Values>(ways, (values) => {
    const aesKey = keyOf(values)
    if (aesKey.length * 8 !== values.bits) return undefined
    const opening = values.layout(value, values.key.bytes, aesKey)
    if (!opening) return undefined
    if (!openAs(opening, aesKey, values.padding)) return { digest: opens.not }
    return { digest: opening.partly ? opens.partly : opens.wholly }
  })
}
