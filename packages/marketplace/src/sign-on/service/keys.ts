import { createHash, createPrivateKey, generateKeyPair } from 'node:crypto'
import type { webcrypto } from 'node:crypto'
import { promisify } from 'node:util'
import type { KeptKey } from '../store/keys.ts'
import type { TenantKey } from '../schema.ts'
import * as store from '../store/index.ts'
import type { SignOnContext } from './context.ts'

const generate = promisify(generateKeyPair)
/** A private key for RS256 (RFC 7517). */
export type Jwk = webcrypto.JsonWebKey & { readonly kid: string }

const placeOf = (id: TenantKey): string => `sign_on_key:${id}`

/** The keys with which the identity tokens of companies are signed; each company has its own. */
export function createKeys({ db, clock, seal }: SignOnContext) {
  /** The private key as a JWK with its id (RFC 7517). Made when it is first needed. */
  async function readKey(tenantKey: TenantKey): Promise<Jwk> {
    const found = await store.keys.find(db, tenantKey)
    if (found) return open(tenantKey, found)
    const pem = await makePem()
    const kid = createHash('sha256').update(pem).digest('base64url').slice(0, 16)
    const sealed = seal.seal(pem, placeOf(tenantKey))
    await store.keys.insert(db, tenantKey, { kid, sealed, createdAt: clock.now() })
    const kept = await store.keys.find(db, tenantKey)
    if (!kept) throw new Error(`${tenantKey} has no key`)
    return open(tenantKey, kept)
  }

  const open = (tenantKey: TenantKey, { kid, sealed }: KeptKey): Jwk => ({
    ...createPrivateKey(seal.open(sealed, placeOf(tenantKey))).export({ format: 'jwk' }),
    kid,
    use: 'sig',
    alg: 'RS256',
  })

  return { readKey }
}

async function makePem(): Promise<string> {
  const { privateKey } = await generate('rsa', { modulusLength: 2048 })
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
}
