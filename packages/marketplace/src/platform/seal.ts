import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createSecretKey,
  hkdfSync,
} from 'node:crypto'

/**
 * Encrypts short texts at rest (AES-256-GCM). `place` binds a value to its row: opened for another place, it throws.
 */
export type Seal = {
  seal(plain: string, place: string): Uint8Array
  /** Throws if the value was altered, moved, or sealed with another secret. */
  open(sealed: Uint8Array, place: string): string
  /** A keyed hash (HMAC) for values that are looked up but never shown, such as session tokens. */
  digest(value: string): string
  /** The former digest, from before it was an HMAC: only to find values that were stored with it. */
  digestOnce(value: string): string
}

const ivLength = 12
const tagLength = 16

/** `secret` is LOGGIA_SECRET; each use derives its own key from it. */
export function createSeal(secret: string, randomBytes: (length: number) => Uint8Array): Seal {
  const derive = (use: string): Buffer => Buffer.from(hkdfSync('sha256', secret, 'loggia', use, 32))
  // Key objects are set up once; raw bytes would be set up for each value.
  const sealing = createSecretKey(derive('seal'))
  const digesting = createSecretKey(derive('hmac'))
  const digestingOnce = derive('digest').toString('base64')
  return {
    seal(plain, place) {
      const iv = randomBytes(ivLength)
      const cipher = createCipheriv('aes-256-gcm', sealing, iv).setAAD(Buffer.from(place))
      return Buffer.concat([iv, cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()])
    },
    open(sealed, place) {
      const bytes = Buffer.from(sealed)
      const iv = bytes.subarray(0, ivLength)
      // Without `authTagLength` a shorter tag, which is easier to guess, would be accepted.
      const decipher = createDecipheriv('aes-256-gcm', sealing, iv, { authTagLength: tagLength }).setAAD(
        Buffer.from(place),
      )
      decipher.setAuthTag(bytes.subarray(bytes.length - tagLength))
      return (
        decipher.update(bytes.subarray(ivLength, bytes.length - tagLength), undefined, 'utf8') +
        decipher.final('utf8')
      )
    },
    digest: (value) => createHmac('sha256', digesting).update(value).digest('base64url'),
    digestOnce: (value) => createHash('sha256').update(digestingOnce).update(value).digest('base64url'),
  }
}
