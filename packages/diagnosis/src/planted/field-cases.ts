import { createCipheriv, createHash } from 'node:crypto'
import { deriveFieldKey, sealField, signBody } from '@loggia/signing'
import type { DiagnosisAsked } from '../diagnose.ts'
import type { Kind } from '../findings.ts'
import { createKey } from './random.ts'
import type { Chance } from './random.ts'
import type { Case } from './stamped-cases.ts'

// Sealed fields, each with one planted mistake.

type Sealing = {
  key: string
  iv: string
  plaintext: string
  bits: 128 | 256
}

/** Seals a value by the rule, except for what is given. */
function sealPlain(
  { key, iv, plaintext, bits }: Sealing,
  told: { aesKey?: Uint8Array; mode?: 'cbc' | 'ecb'; ivBytes?: Uint8Array; pad?: boolean } = {},
): Buffer {
  const aesKey = told.aesKey ?? deriveFieldKey(key, bits)
  const mode = told.mode ?? 'cbc'
  const cipher = createCipheriv(
    `aes-${aesKey.length * 8}-${mode}`,
    aesKey,
    mode === 'ecb' ? null : (told.ivBytes ?? Buffer.from(iv)),
  )
  const text = Buffer.from(plaintext)
  if (told.pad === false) {
    cipher.setAutoPadding(false)
    return Buffer.concat([
      cipher.update(Buffer.concat([text, Buffer.alloc((16 - (text.length % 16)) % 16)])),
      cipher.final(),
    ])
  }
  return Buffer.concat([cipher.update(text), cipher.final()])
}

/** The input of a diagnosis for a V1.0 reply with this password; `bits` are the announced size. */
function withPassword(
  { key, bits }: Sealing,
  password: string,
  encryptType: unknown = bits === 256 ? '1' : '2',
): DiagnosisAsked {
  const appInfo = { frontEndUrl: 'https://a.example', password }
  const body = JSON.stringify({
    resultCode: '000000',
    resultMsg: 'ok',
    encryptType,
    instanceId: 'i',
    appInfo,
  })
  const headers = [
    ['Content-Type', 'application/json'],
    ['Body-Sign', signBody(key, body)],
  ] as const
  return {
    accessKey: key,
    protocol: 'saas-v1',
    exchange: { reply: { status: 200, headers, body: Buffer.from(body) } },
  }
}

const sealingOf = (chance: Chance): Sealing => ({
  key: createKey(chance),
  iv: chance.text(16),
  plaintext: `初始密码 ${chance.text(12)} end`,
  bits: chance.pick([128, 256] as const),
})
const of = (
  kind: Kind | readonly Kind[],
  name: string,
  plant: (sealing: Sealing, chance: Chance) => DiagnosisAsked,
): Case => ({
  name,
  kinds: typeof kind === 'string' ? [kind] : kind,
  plant: (chance) => plant(sealingOf(chance), chance),
})
const value = (kind: Kind, name: string, write: (sealing: Sealing) => string): Case =>
  of(kind, name, (sealing) => withPassword(sealing, write(sealing)))
const createDerivedCase = (
  kind: Kind,
  name: string,
  bits: 128 | 256,
  derive: (key: string) => Uint8Array,
): Case =>
  of(kind, name, (any) => {
    const sealing = { ...any, bits }
    return withPassword(
      sealing,
      sealing.iv + sealPlain(sealing, { aesKey: derive(sealing.key) }).toString('base64'),
    )
  })

const sha1 = (data: Uint8Array | string): Buffer => createHash('sha1').update(data).digest()
function deriveUnsigned(key: string): Uint8Array {
  const state = sha1(key)
  const first = sha1(state)
  let rest = 1n
  for (let i = 19; i >= 0; i--) rest += (BigInt(state[i] ?? 0) + BigInt(first[i] ?? 0)) << BigInt(8 * i)
  const next = Buffer.from(Array.from({ length: 20 }, (_, i) => Number((rest >> BigInt(8 * i)) & 255n)))
  return Buffer.concat([first, sha1(next)]).subarray(0, 32)
}

export const fieldCases: readonly Case[] = [
  createDerivedCase('field_key_padded', 'the key cut to 128 bits', 128, (key) =>
    Buffer.from(key).subarray(0, 16),
  ),
  of('field_key_padded', 'a short key padded with zeros', (any) => {
    const sealing = { ...any, key: any.key.slice(0, 12), bits: 256 as const }
    const aesKey = Buffer.concat([Buffer.from(sealing.key), Buffer.alloc(32)]).subarray(0, 32)
    return withPassword(sealing, sealing.iv + sealPlain(sealing, { aesKey }).toString('base64'))
  }),
  createDerivedCase('field_key_hashed', 'SHA-256 of the key', 256, (key) =>
    createHash('sha256').update(key).digest(),
  ),
  createDerivedCase('field_key_hashed', 'MD5 of the key', 128, (key) =>
    createHash('md5').update(key).digest(),
  ),
  createDerivedCase('field_prng_unsigned', 'a generator without signs', 256, deriveUnsigned),
  of('field_bits', '128 for 256', (any) => {
    const sealing = { ...any, bits: 256 as const }
    return withPassword(sealing, sealField({ ...sealing, accessKey: sealing.key, bits: 128 }))
  }),
  value('field_ecb', 'ECB', (s) => sealPlain(s, { mode: 'ecb' }).toString('base64')),
  value('field_iv_missing', 'an IV of zeros', (s) =>
    sealPlain(s, { ivBytes: Buffer.alloc(16) }).toString('base64'),
  ),

  value('field_iv_from_key', 'the key as IV', (s) =>
    sealPlain(s, { ivBytes: Buffer.from(s.key).subarray(0, 16) }).toString('base64'),
  ),
  value('field_iv_behind', 'the IV behind', (s) => sealPlain(s).toString('base64') + s.iv),
  value(
    'field_iv_encoded',
    'the IV in hexadecimal',
    (s) => Buffer.from(s.iv).toString('hex') + sealPlain(s).toString('base64'),
  ),
  value('field_base64_whole', 'all in Base64', (s) =>
    Buffer.concat([Buffer.from(s.iv), sealPlain(s)]).toString('base64'),
  ),
  value('field_hex', 'hexadecimal', (s) => s.iv + sealPlain(s).toString('hex')),
  value(
    'field_zero_padded',
    'zeros at the end',
    (s) => s.iv + sealPlain(s, { pad: false }).toString('base64'),
  ),
  of('key_newline', 'the key with a line break', (s) =>
    withPassword(s, sealField({ ...s, accessKey: `${s.key}\n` })),
  ),
  value('field_null', 'null', (s) => `${s.iv}null`),
  value('field_plain', 'plain text', () => 'Pa$$w0rd!'),
  value('field_malformed', 'a value that was cut', (s) =>
    (s.iv + sealPlain(s).toString('base64')).slice(0, 50),
  ),
  value('field_too_long', 'a long text', (s) =>
    sealField({ ...s, accessKey: s.key, plaintext: 'x'.repeat(100) }),
  ),
  of('encrypt_type_unknown', 'another type', (s) =>
    withPassword(s, sealField({ ...s, accessKey: s.key }), 'AES'),
  ),
  of('encrypt_type_missing', 'sealed in V2.0 without saying so', (s) => ({
    ...withPassword(s, sealField({ ...s, accessKey: s.key }), ''),
    protocol: 'saas-v2',
  })),
  value('nothing_fits', 'another key', (s) => sealField({ ...s, accessKey: `${s.key}?` })),
]

/** Nothing shows whether the IV is missing or inside the Base64. */
export const createAmbiguous = (chance: Chance): DiagnosisAsked => {
  const sealing = sealingOf(chance)
  return withPassword(sealing, sealPlain(sealing).toString('base64'))
}

/** Correct values, with the type as text and as number. */
export const createRightFields = (chance: Chance): DiagnosisAsked[] => {
  const sealing = sealingOf(chance)
  const right = sealField({ ...sealing, accessKey: sealing.key })
  return [withPassword(sealing, right), withPassword(sealing, right, sealing.bits === 256 ? 1 : 2)]
}
