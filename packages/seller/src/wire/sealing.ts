import { randomInt } from 'node:crypto'
import { sealField } from '@loggia/signing'
import type { EncryptType } from '../protocol.ts'

/** `encryptType` is sent in a reply that has sealed fields; undefined if they are plain text. */
export type Sealing = {
  readonly encryptType: '1' | '2' | undefined
  readonly seal: (plaintext: string) => string
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
const newIv = (): string => Array.from({ length: 16 }, () => alphabet[randomInt(alphabet.length)]).join('')

const mostSealed = 128

function fitting(sealed: string): string {
  if (sealed.length <= mostSealed) return sealed
  throw new TypeError(
    `An account or password is ${sealed.length} characters long once it is sealed, of ${mostSealed}.`,
  )
}

export function createSealing(accessKey: string, type: EncryptType): Sealing {
  if (type === 'none') return { encryptType: undefined, seal: (plaintext) => plaintext }
  const bits = type === '1' ? 256 : 128
  return {
    encryptType: type,
    seal: (plaintext) => fitting(sealField({ accessKey, bits, iv: newIv(), plaintext })),
  }
}
