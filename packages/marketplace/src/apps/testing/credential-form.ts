import { generateKeyPairSync } from 'node:crypto'
import type { CredentialForm } from '../schema.ts'

export const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 3072 })
export const toPem = (key: typeof publicKey): string => key.export({ format: 'pem', type: 'spki' }).toString()

export const credentialForm: CredentialForm = {
  name: '协同文档',
  method: 'oauth2',
  callbackUrl: 'https://app.seller.example/callback',
  loginKind: 'shared',
  loginUrl: 'https://app.seller.example/login',
  publicKey: toPem(publicKey),
  oaep: 'sha256-sha256',
  severalInstances: false,
  askedData: ['mobile', 'position'],
}
