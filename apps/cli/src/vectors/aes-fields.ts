import { createHash } from 'node:crypto'
import { deriveFieldKey, openField, sealField, deriveBySha1Prng } from '@loggia/signing'
import type { FieldKeyBits } from '@loggia/signing'
import fields from '@loggia/protocol/vectors/aes-fields.json' with { type: 'json' }
import { checkVectors } from './result.ts'
import type { VectorResult } from './result.ts'

const file = 'aes-fields'
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
const keyOf = (accessKey: string, bits: FieldKeyBits): string => hex(deriveFieldKey(accessKey, bits))

/** Checks the vectors of sealed fields and of their derived keys. */
export const checkAesFieldVectors = (): VectorResult[] => [
  ...checkVectors(
    file,
    (fields.keys as DerivedKey[]).map((key) => ({ ...key, id: `key of ${key.accessKey}` })),
    isDerived,
  ),
  { file, id: 'trace', passed: isTraced() },
  ...checkVectors(file, fields.notKeys, ({ accessKey, key256 }) => keyOf(accessKey, 256) !== key256),
  ...checkVectors(file, fields.cases, ({ accessKey, bits: length, iv, plaintext, value }) => {
    const bits = length as FieldKeyBits
    const sealed = sealField({ accessKey, bits, iv, plaintext })
    return sealed === value && openField({ accessKey, bits, value }) === plaintext
  }),
  ...checkVectors(
    file,
    fields.unreadable,
    ({ accessKey, bits, value }) => openField({ accessKey, bits: bits as FieldKeyBits, value }) === undefined,
  ),
]

type DerivedKey = { accessKey: string; key256: string; prng?: string }

const isDerived = ({ accessKey, key256, prng = key256 }: DerivedKey): boolean =>
  keyOf(accessKey, 256) === key256 &&
  keyOf(accessKey, 128) === key256.slice(0, 32) &&
  hex(deriveBySha1Prng(accessKey, prng.length / 2)) === prng

/** Each output is the digest of a state, and the bytes of the generator are both outputs one after the other. */
function isTraced(): boolean {
  const { accessKey, states, outputs } = fields.trace
  const digests = states.map((state) => createHash('sha1').update(Buffer.from(state, 'hex')).digest('hex'))
  const first = createHash('sha1').update(accessKey).digest('hex')
  return (
    first === states[0] &&
    digests.join('') === outputs.join('') &&
    hex(deriveBySha1Prng(accessKey, 40)) === outputs.join('')
  )
}
