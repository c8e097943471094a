import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { deriveInLine } from './hashing/index.ts'
import type { PasswordCost } from './hashing/index.ts'
import { hashPassword, isPassword, passwordCost } from './passwords.ts'

const at = (cost: PasswordCost) => ({ cost, derive: deriveInLine, of: undefined })
const quick = at({ n: 16, r: 1, p: 1 })
const slow = at(passwordCost)

test('a password is recognised and another one is not', async () => {
  const stored = await hashPassword('桥下有水 42', quick, randomBytes)

  expect(await isPassword('桥下有水 42', stored, quick)).toBe(true)
  expect(await isPassword('桥下有水 43', stored, quick)).toBe(false)
})

test('the same letters as other code points are the same password', async () => {
  const stored = await hashPassword('caf\u00e9-caf\u00e9', quick, randomBytes)

  expect(await isPassword('cafe\u0301-cafe\u0301', stored, quick)).toBe(true)
})

test('two hashes of one password differ', async () => {
  expect(await hashPassword('correct horse', quick, randomBytes)).not.toBe(
    await hashPassword('correct horse', quick, randomBytes),
  )
})

test('a hash is checked with the parameters it was made with', async () => {
  const stored = await hashPassword('correct horse', quick, randomBytes)

  expect(await isPassword('correct horse', stored, at({ n: 32, r: 1, p: 1 }))).toBe(true)
})

test('the parameters used in production cost what OWASP asks of scrypt', async () => {
  const stored = await hashPassword('correct horse', slow, randomBytes)

  expect(stored).toMatch(/^scrypt\$32768,8,3\$/)
  expect(await isPassword('correct horse', stored, slow)).toBe(true)
})

test('a member who is not there costs as much time as one who is', async () => {
  const stored = await hashPassword('correct horse', slow, randomBytes)
  const timeOf = async (hash: string | undefined) => {
    const startedAt = performance.now()
    await isPassword('a wrong one', hash, slow)
    return performance.now() - startedAt
  }

  const times = { known: Infinity, unknown: Infinity }
  for (let i = 0; i < 3; i += 1) {
    times.known = Math.min(times.known, await timeOf(stored))
    times.unknown = Math.min(times.unknown, await timeOf(undefined))
  }

  expect(times.unknown).toBeGreaterThan(times.known / 2)
})
