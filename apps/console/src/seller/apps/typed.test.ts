import { generateKeyPairSync } from 'node:crypto'
import { expect, test } from 'vitest'
import { emptyForm, findWrong, isAddress, toBody, toTyped } from './typed.ts'

const publicKey = generateKeyPairSync('rsa', { modulusLength: 3072 })
  .publicKey.export({ format: 'pem', type: 'spki' })
  .toString()
const typed = {
  ...emptyForm,
  name: ' Docs ',
  callbackUrl: 'https://app.example/callback ',
  loginUrl: 'https://app.example/login',
  publicKey,
  askedData: ['email'],
} as const

test('a whole form is sent without spaces around what was typed, and can be edited again', () => {
  const body = toBody(typed)

  expect(findWrong(typed)).toEqual({})
  expect(body).toMatchObject({ name: 'Docs', callbackUrl: 'https://app.example/callback' })
  expect(toBody(toTyped(body))).toEqual(body)
})

test('R267: whoever is sent to the app needs a callback address', () => {
  const sdk = { ...typed, method: 'sdk', callbackUrl: '' } as const

  expect(findWrong(sdk)).toEqual({})
  expect(toBody(sdk)).not.toHaveProperty('callbackUrl')
  for (const method of ['oauth2', 'cas', 'saml2'] as const)
    expect(findWrong({ ...sdk, method })).toEqual({ callbackUrl: true })
})

test('everything that is missing is told at once', () => {
  expect(findWrong(emptyForm)).toEqual({
    name: true,
    callbackUrl: true,
    loginUrl: true,
    publicKey: { kind: 'missing' },
  })
})

test.each([
  ['https://app.example/login?x=1', true],
  ['http://localhost:8090/login', true],
  ['http://127.0.0.1:8090/', true],
  ['http://app.example/login', false],
  ['https://me@app.example/', false],
  ['https://app.example/#top', false],
  ['app.example', false],
  [`https://app.example/${'x'.repeat(512)}`, false],
  ['', false],
])('the address %s is accepted: %s', (text, isRight) => {
  expect(isAddress(text)).toBe(isRight)
})
