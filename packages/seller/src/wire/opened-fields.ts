import { openField } from '@loggia/signing'
import type { Config } from '../options.ts'
import type { Complain } from './complain.ts'

/** What is needed to open a buyer's phone number and e-mail, and the listener for failures. */
export type Opening = Pick<Config, 'keyBits'> & {
  readonly accessKey: string
  readonly complain: Complain
}

type Sealed = {
  readonly name: 'mobilePhone' | 'email'
  readonly value: string | undefined
  readonly orderId: string
}

const ivLength = 16
/** What the reference sender writes for an empty text (saas-v1 §5.2). */
const emptyText = 'null'

/**
 * Returns the plain text, or undefined if there is none. If `keyBits` is wrong, the other size is tried too: the
 * shorter key is the beginning of the longer one, and otherwise the seller would never get a phone number nor learn
 * why.
 */
export function openSealed({ name, value, orderId }: Sealed, opening: Opening): string | undefined {
  if (value === undefined || value === '' || value.slice(ivLength) === emptyText) return undefined
  const { accessKey, keyBits, complain } = opening
  const plain = openField({ accessKey, bits: keyBits, value })
  if (plain !== undefined) return plain
  const otherBits = keyBits === 256 ? 128 : 256
  const found = openField({ accessKey, bits: otherBits, value })
  const problem = { code: 'field_not_opened', activity: 'open', orderId } as const
  if (found === undefined) {
    const message = `${name} is omitted: it was encrypted with a different key from the one that signed the request.`
    complain({ ...problem, detail: 'other_key', message })
  } else {
    const message = `${name} was decrypted with a key of ${otherBits} bits, but keyBits is ${keyBits}: set keyBits to ${otherBits}.`
    complain({ ...problem, detail: 'other_key_bits', message })
  }
  return found
}
