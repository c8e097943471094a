import { createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'

/** What a license says. The software on the device verifies it with the public key, without a network. */
export type LicenseFacts = {
  /** A digest of what identifies the machine. */
  readonly machine: string
  readonly orderId: string
  readonly quantity: number
  /** ISO 8601; null for a license without an end. */
  readonly until: string | null
}

export type Signer = {
  /** `payload.signature`, both in base64url; the signature is Ed25519. */
  sign(facts: LicenseFacts): string
  readonly publicKey: KeyObject
}

/** Opens the private key in a file, or makes it. Whoever has it can make licenses. */
export function openSigner(file: string): Signer {
  if (!existsSync(file)) {
    const { privateKey } = generateKeyPairSync('ed25519')
    writeFileSync(file, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flag: 'wx' })
  }
  const key = createPrivateKey(readFileSync(file))
  return {
    sign: (facts) => {
      const payload = Buffer.from(JSON.stringify(facts)).toString('base64url')
      return `${payload}.${sign(null, Buffer.from(payload), key).toString('base64url')}`
    },
    publicKey: createPublicKey(key),
  }
}
