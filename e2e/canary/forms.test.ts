import { expect, test } from 'vitest'
import { findForms } from './forms.ts'

const secret = 'Canary-7f3a-密码'
const around = ['', 'a', 'ab', 'abc', '{"password":"']

test.each(around)('a secret is found in every form after “%s”', (before) => {
  const bytes = Buffer.from(`${before}${secret} and more`)
  const base64 = bytes.toString('base64')

  expect(findForms(secret, `${before}${secret}`)).not.toEqual([])
  expect(findForms(secret, base64)).not.toEqual([])
  expect(findForms(secret, bytes.toString('base64url'))).not.toEqual([])
  expect(findForms(secret, `\\x${bytes.toString('hex')}`)).not.toEqual([])
  expect(findForms(secret, bytes.toString('hex').toUpperCase())).not.toEqual([])
  expect(findForms(secret, `\\x${Buffer.from(base64).toString('hex')}`)).not.toEqual([])
})

test('another text holds no form of it', () => {
  expect(findForms(secret, Buffer.from('Canary-7f3b-密码 and more').toString('base64'))).toEqual([])
})
