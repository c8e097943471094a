import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { AppCredential, CredentialForm } from '../schema.ts'
import { credentialForm, publicKey, toPem } from '../testing/credential-form.ts'
import {
  createAppId,
  createTestPerson,
  decideChange,
  listPassed,
  requireAsked,
  requireForm,
  requirePublicKey,
} from './credentials.ts'

const der = publicKey.export({ format: 'der', type: 'spki' }).toString('base64')

describe('R267: the form of a credential', () => {
  test('the key is stored as one text, whether it came as PEM or as base64, and data in one order', () => {
    const whole = requireForm({ ...credentialForm, askedData: ['position', 'mobile', 'position'] })

    expect(whole.publicKey).toBe(der)
    expect(requirePublicKey(der.replace(/(.{64})/g, '$1\n'))).toBe(der)
    expect(whole.askedData).toEqual(['mobile', 'position'])
  })

  const short = toPem(generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey)
  const elliptic = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey
  test.each<[string, Partial<CredentialForm>, string]>([
    ['no callback', { callbackUrl: undefined }, 'app.callback_missing'],
    ['no callback for SAML', { callbackUrl: undefined, method: 'saml2' }, 'app.callback_missing'],
    ['a callback over http', { callbackUrl: 'http://app.seller.example/' }, 'app.url_malformed'],
    ['a callback with a fragment', { callbackUrl: 'https://app.seller.example/#x' }, 'app.url_malformed'],
    [
      'a login address with an account',
      { loginUrl: 'https://me:secret@app.seller.example/' },
      'app.url_malformed',
    ],
    ['a login address that is none', { loginUrl: 'app.seller.example' }, 'app.url_malformed'],
    ['a short key', { publicKey: short }, 'app.public_key_short'],
    ['a key that is not RSA', { publicKey: toPem(elliptic) }, 'app.public_key_malformed'],
    ['a key that is none', { publicKey: 'MIIB' }, 'app.public_key_malformed'],
  ])('%s is refused', (_, change, code) => {
    expect(() => requireForm({ ...credentialForm, ...change })).toThrow(expect.objectContaining({ code }))
  })

  test('an own program needs no callback, and a seller may try things on its own machine', () => {
    expect(
      requireForm({ ...credentialForm, method: 'sdk', callbackUrl: undefined }).callbackUrl,
    ).toBeUndefined()
    expect(requireForm({ ...credentialForm, loginUrl: 'http://localhost:3000/login' }).loginUrl).toBe(
      'http://localhost:3000/login',
    )
  })
})

describe('a change of a credential', () => {
  const credential: AppCredential = {
    ...requireForm(credentialForm),
    id: 'acr_1',
    productId: 'prd_1',
    sellerId: 'sel_1',
    appId: 'A1',
    version: 3,
    createdAt: 0 as AppCredential['createdAt'],
  }
  const change = (form: Partial<CredentialForm>) =>
    decideChange(credential, requireForm({ ...credentialForm, ...form }))

  test('only what connected apps have a copy of makes a new version', () => {
    expect(change({})).toMatchObject({ next: { version: 3 }, changed: [] })
    expect(change({ name: '新名称' })).toMatchObject({ next: { version: 3 }, changed: ['name'] })
    expect(change({ loginUrl: 'https://new.example/' })).toMatchObject({
      next: { version: 4 },
      changed: ['loginUrl'],
    })
    expect(change({ oaep: 'sha1-sha1', askedData: [] })).toMatchObject({
      next: { version: 4, askedData: [] },
      changed: ['oaep', 'askedData'],
    })
  })

  test('R268: that several instances may be connected is never undone', () => {
    const { next } = change({ severalInstances: true })

    expect(next.severalInstances).toBe(true)
    expect(() => decideChange(next, requireForm(credentialForm))).toThrow(
      expect.objectContaining({ code: 'app.several_for_good' }),
    )
  })
})

test('an app id is 16 capital letters and digits', () => {
  expect(createAppId(Uint8Array.from({ length: 16 }, (_, n) => n * 16))).toMatch(/^[A-Z2-9]{16}$/)
  expect(createAppId(new Uint8Array(16))).not.toBe(createAppId(new Uint8Array(16).fill(1)))
})

test('what the seller asks for and the buyer shares is passed on, nothing else', () => {
  expect(listPassed(['email', 'mobile'], ['mobile', 'position'])).toEqual(['mobile'])
  expect(() => requireAsked(['email'], ['mobile'])).toThrow(
    expect.objectContaining({ code: 'app.data_not_asked' }),
  )
  expect(() => requireAsked(['mobile'], ['mobile'])).not.toThrow()
})

test('R270: the person of a test account has a sample of everything that is asked for', () => {
  expect(createTestPerson(['mobile', 'employeeType'])).toEqual({
    userName: 'test01',
    name: '测试用户',
    departmentCode: '10000',
    role: 'admin',
    enabled: true,
    mobile: '13800138000',
    employeeType: 1,
  })
})
