import { createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { openBarePlatform } from '../embedded/bare-platform.ts'
import { createParties } from '../parties/index.ts'
import { runInTx, system } from './index.ts'
import { createSeal } from './seal.ts'
import { isSecretRight } from './secret-check.ts'

const secret = 'a secret that only tests know, long enough'
const seal = createSeal(secret, randomBytes)
const derive = (use: string): Buffer => Buffer.from(hkdfSync('sha256', secret, 'loggia', use, 32))

test('a digest is an HMAC, which nobody can lengthen', () => {
  expect(seal.digest('session:abc')).toBe(
    createHmac('sha256', derive('hmac')).update('session:abc').digest('base64url'),
  )
})

test('a value that was cut, so that a shorter tag would be left to guess, is refused for its tag', () => {
  expect(() => seal.open(Buffer.alloc(12), 'row')).toThrow(/tag length/)
  expect(seal.open(seal.seal('杭州', 'row'), 'row')).toBe('杭州')
})

describe('what was kept under the digest of before', () => {
  const before = (value: string): string =>
    createHash('sha256').update(derive('digest').toString('base64')).update(value).digest('base64url')

  test('is found: a session, a repeated request, the secret of the database', async () => {
    const bare = await openBarePlatform()
    const { platform } = bare
    const old = { ...platform, seal: { ...platform.seal, digest: before } }
    const cost = { passwordCost: { n: 16, r: 1, p: 1 } }
    const member = { email: 'lin@cangye.example', name: 'Lin', password: 'correct horse' }
    await runInTx(platform, { actor: system }, (tx) =>
      createParties(old, cost).addMember(tx, { ...member, language: 'zh-CN' }),
    )
    const { token } = await createParties(old, cost).signIn({ ...member, userAgent: '', ip: '192.0.2.1' })
    const request = { actor: system, idempotency: { key: 'k', input: { n: 1 } } }
    await runInTx(old, request, async () => 'first')
    await isSecretRight(old)

    const parties = createParties(platform, cost)
    expect(await parties.authenticate(token)).toMatchObject({ member: { name: 'Lin' } })
    expect(await runInTx(platform, request, async () => 'second')).toBe('first')
    expect(await isSecretRight(platform)).toBe(true)
    await parties.signOut(token)
    expect(await parties.authenticate(token)).toBeUndefined()
    await bare.close()
  })
})
