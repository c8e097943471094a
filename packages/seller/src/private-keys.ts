import type { KeyObject } from 'node:crypto'
import { readPrivateKey } from '@loggia/signing'
import type { RsaKeyFault } from '@loggia/signing'
import { findKeyFaults, toKeys } from './keys.ts'

type Given = string | readonly string[] | undefined

/** The keys of the option `kitPrivateKey`, which has passed `findPrivateKeyFaults`. */
export const toPrivateKeys = (given: Given): KeyObject[] =>
  toKeys(given).flatMap((text) => {
    const read = readPrivateKey(text)
    return read.ok ? [read.key] : []
  })

const missing =
  'kitPrivateKey is missing: the private key that belongs to the public key of your app credential, as PEM.'

/** Lists what is wrong with `kitPrivateKey`. The key itself is never printed. */
export function findPrivateKeyFaults(kit: unknown, given: unknown): string[] {
  if (kit === undefined && given === undefined) return []
  const faults = findKeyFaults('kitPrivateKey', trim(given), missing)
  if (faults.length > 0) return faults
  return toKeys(given as Given).flatMap((text) => {
    const read = readPrivateKey(text)
    return read.ok ? [] : [`kitPrivateKey ${sentenceOf(read.reason)}`]
  })
}

/** A file of PEM ends with a line break, which is no fault. */
function trim(given: unknown): unknown {
  if (Array.isArray(given)) return given.map(trim)
  return typeof given === 'string' ? given.trim() : given
}

function sentenceOf(fault: RsaKeyFault): string {
  switch (fault.code) {
    case 'key_public':
      return 'is a public key: give the private key that belongs to it.'
    case 'key_not_rsa':
      return `is a key of the kind ${fault.got}; it must be RSA.`
    case 'key_too_short':
      return `has ${fault.bits} bits; it must have at least ${fault.least}.`
    case 'key_too_long':
      return `has ${fault.bits} bits; it may have at most ${fault.most}.`
    case 'key_empty':
    case 'key_unreadable':
    case 'key_private':
    case 'key_in_certificate':
      return 'cannot be read: give the whole PEM, PKCS#8 or PKCS#1 without a password, or its Base64 alone.'
  }
}
