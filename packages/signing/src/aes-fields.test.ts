import { readFileSync } from 'node:fs'

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { deriveFieldKey, openField, sealField, deriveBySha1Prng } from './aes-fields.ts'
import type { FieldKeyBits, FieldSealing } from './aes-fields.ts'
import { openAppInfo, openSaasV1AppInfo } from './app-info.ts'

type Vectors = {
  keys: { accessKey: string; key256: string; prng?: string }[]
  trace: { accessKey: string; outputs: string[] }
  notKeys: { id: string; note: string; accessKey: string; key256: string }[]
  unreadable: { id: string; note: string; accessKey: string; bits: FieldKeyBits; value: string }[]
  cases: (FieldSealing & { id: string; value: string })[]
}
const { keys, trace, notKeys, cases, unreadable } = JSON.parse(
  readFileSync(new URL('../../protocol/vectors/aes-fields.json', import.meta.url), 'utf8'),
) as Vectors
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

test('the vector file holds every vector of the specifications', () => {
  expect(keys).toHaveLength(7)
  expect(cases.map(({ id }) => id).filter((id) => /^D\d$|^E\d-(128|256)$/.test(id))).toHaveLength(17)
})

test('the generator takes the steps of the trace, not those of an addition without signs', () => {
  expect(hex(deriveBySha1Prng(trace.accessKey, 40))).toBe(trace.outputs.join(''))
  for (const { accessKey, key256 } of notKeys) expect(hex(deriveFieldKey(accessKey, 256))).not.toBe(key256)
})

test.each(unreadable)('vector $id: $note', ({ accessKey, bits, value }) => {
  expect(openField({ accessKey, bits, value })).toBeUndefined()
})

test.each(keys)('the keys derived for $accessKey', ({ accessKey, key256, prng = key256 }) => {
  expect(hex(deriveBySha1Prng(accessKey, prng.length / 2))).toBe(prng)
  expect(hex(deriveFieldKey(accessKey, 256))).toBe(key256)
  expect(hex(deriveFieldKey(accessKey, 128))).toBe(key256.slice(0, 32))
})

describe.each(cases)('vector $id', ({ accessKey, bits, iv, plaintext, value }) => {
  test('is sealed', () => {
    expect(sealField({ accessKey, bits, iv, plaintext })).toBe(value)
  })

  test('is opened', () => {
    expect(openField({ accessKey, bits, value })).toBe(plaintext)
  })
})

test.each([
  ['a field shorter than its IV', 'short'],
  ['an IV without ciphertext', 'A1b2C3d4E5f6G7h8'],
  ['an IV followed by the word null', 'A1b2C3d4E5f6G7h8null'],
  ['plain text', 'this is no sealed field at all'],
  ['an IV that is not ASCII', `${'密'.repeat(16)}5MVerd0pES+2wdpDAnfbXw==`],
])('%s cannot be opened', (_, value) => {
  expect(openField({ accessKey: 'test-access-key-0001', bits: 256, value })).toBeUndefined()
})

test('an IV that is not sixteen letters or digits is not used', () => {
  expect(() => sealField({ accessKey: 'k', bits: 128, iv: '密'.repeat(16), plaintext: 'x' })).toThrow(
    RangeError,
  )
})

test('any text is opened as it was sealed', () => {
  const anyIv = fc.stringMatching(/^[A-Za-z0-9]{16}$/)
  const anyText = fc.string({ unit: 'grapheme' })
  fc.assert(
    fc.property(
      fc.string(),
      fc.constantFrom<FieldKeyBits>(128, 256),
      anyIv,
      anyText,
      (accessKey, bits, iv, plaintext) => {
        const value = sealField({ accessKey, bits, iv, plaintext })

        expect(openField({ accessKey, bits, value })).toBe(plaintext)
      },
    ),
  )
})

describe('access data of a reply', () => {
  const accessKey = 'test-access-key-0001'
  const sealed = { userName: cases[0]?.value ?? '', password: cases[1]?.value ?? '' }
  const replyOf = (
    encryptType: string | undefined,
    appInfo: { userName?: string; password?: string; frontEndUrl: string },
  ) => ({
    resultCode: '000000',
    ...(encryptType !== undefined && { encryptType }),
    info: [{ instanceId: 'i-1', appInfo }, { instanceId: 'i-2' }],
  })

  test('are opened when the reply says they are sealed', () => {
    const given = replyOf('1', { frontEndUrl: 'https://app.example', ...sealed })

    const opened = openAppInfo(given, accessKey)

    expect(opened).toEqual({
      reply: replyOf(undefined, {
        frontEndUrl: 'https://app.example',
        userName: 'hwadmin',
        password: '初始密码Pa$$w0rd!',
      }),
      unreadable: [],
    })
    expect(given.info[0]?.appInfo?.userName).toBe(sealed.userName)
  })

  test.each([undefined, '0', '3'])('are left as they are with encryptType %s', (encryptType) => {
    const given = replyOf(encryptType, { frontEndUrl: 'https://app.example', ...sealed })

    expect(openAppInfo(given, accessKey)).toEqual({ reply: given, unreadable: [] })
  })

  test('that cannot be opened are absent and named', () => {
    const given = replyOf('2', { frontEndUrl: 'https://app.example', userName: '', password: 'plain' })

    const { reply, unreadable } = openAppInfo(given, accessKey)

    expect(reply.info[0]?.appInfo).toEqual({ frontEndUrl: 'https://app.example', userName: '' })
    expect(unreadable).toEqual(['info[0].appInfo.password'])
  })

  test.each([
    ['1', 256],
    ['2', 128],
    [undefined, 256],
    ['9', 256],
  ] as const)('of V1.0 are always sealed: with encryptType %s by %d bits', (encryptType, bits) => {
    const value = sealField({ accessKey, bits, iv: 'A1b2C3d4E5f6G7h8', plaintext: 'hwadmin' })
    const appInfo = { frontEndUrl: 'https://app.example', userName: value, password: 'A1b2C3d4E5f6G7h8null' }
    const given = { ...(encryptType !== undefined && { encryptType }), appInfo, info: [{ appInfo }, {}] }

    const opened = openSaasV1AppInfo(given, accessKey)

    const plain = { frontEndUrl: 'https://app.example', userName: 'hwadmin' }
    expect(opened).toEqual({
      reply: { appInfo: plain, info: [{ appInfo: plain }, {}] },
      unreadable: ['info[0].appInfo.password', 'appInfo.password'],
    })
  })
})
