import { describe, expect, test } from 'vitest'
import type { WallInstant } from '@loggia/kernel'
import { computeTotp, encodeBase32, findTotpStep, formatTotpUri } from './totp.ts'

const secret = encodeBase32(Buffer.from('12345678901234567890'))
const at = (seconds: number): WallInstant => (seconds * 1000) as WallInstant

describe('codes of authenticator apps', () => {
  // RFC 6238, Appendix B; six digits are the last six of its eight.
  test.each([
    [59, '94287082'],
    [1111111109, '07081804'],
    [1111111111, '14050471'],
    [1234567890, '89005924'],
    [2000000000, '69279037'],
    [20000000000, '65353130'],
  ])('are those of RFC 6238 at %i s', (seconds, code) => {
    expect(computeTotp(secret, Math.floor(seconds / 30))).toBe(code.slice(2))
  })

  test('count in their step and in its neighbours only', () => {
    const step = 37_037_036
    const found = [-2, -1, 0, 1, 2].map((off) =>
      findTotpStep(secret, computeTotp(secret, step + off), at(step * 30 + 29)),
    )

    expect(found).toEqual([undefined, step - 1, step, step + 1, undefined])
  })

  test('are read with spaces; other texts are no codes', () => {
    const code = computeTotp(secret, 1)

    expect(findTotpStep(secret, ` ${code.slice(0, 3)} ${code.slice(3)}`, at(30))).toBe(1)
    for (const wrong of ['', '0', `${code}0`, code.slice(1), 'abcdef', '１２３４５６'])
      expect(findTotpStep(secret, wrong, at(30))).toBeUndefined()
  })

  test('base32 is that of RFC 4648, without padding', () => {
    expect(encodeBase32(Buffer.from('fooba'))).toBe('MZXW6YTB')
    expect(secret).toBe('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ')
  })

  test('the address names account and issuer', () => {
    const uri = new URL(formatTotpUri(secret, { account: 'a+b@c.example', issuer: 'Loggia' }))

    expect(uri.protocol).toBe('otpauth:')
    expect(decodeURIComponent(uri.pathname)).toMatch(/Loggia:a\+b@c\.example$/)
    expect(Object.fromEntries(uri.searchParams)).toEqual({ secret, issuer: 'Loggia' })
    const odd = new URL(formatTotpUri(secret, { account: 'a@c.example', issuer: '云: 商店' }))
    expect(decodeURIComponent(odd.pathname).split(':')).toHaveLength(2)
  })
})
