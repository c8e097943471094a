import { expect, test } from 'vitest'
import { isCommonPassword } from './common-passwords.ts'
import { requireStrongPassword } from './rules.ts'

test.each([
  '1234512345',
  'password123',
  'qwertyuiop',
  'aaaaaaaa',
  'P@ssw0rd2024',
  'Admin@12345',
  'woaini1314520',
  '1qaz2wsx3edc',
  'zxcvbnm,./',
  'abcdefghij',
  '9876543210',
  'iloveyou2025!',
  'Welcome2026!!',
  'qwerty-asdfgh',
  'abcabcabcabc',
  'huawei@2026',
])('%j is refused as one of the commonest', (password) => {
  expect(() => requireStrongPassword(password, 'lin@cangye.example')).toThrow(
    expect.objectContaining({ kind: 'invalid' }),
  )
})

test.each([
  'bridges over water',
  'tunnels under water',
  'another long one',
  '桥下有水, 山上有雪',
  'kX7#vQ2!mZ9',
  'a1b2c3-d4e5f6-a7b8c9-d0e1f2',
  'my password is a long one',
])('%j passes', (password) => {
  expect(isCommonPassword(password)).toBe(false)
})

test('200 characters are judged in no time', () => {
  for (const long of ['ab'.repeat(100), 'pass'.repeat(50), '1'.repeat(200), `${'qwe1'.repeat(49)}zzzz`])
    expect(typeof isCommonPassword(long)).toBe('boolean')
})
