import { expect, test } from 'vitest'
import { readDomain } from './email-domain.ts'

test.each([
  ['lin@Cangye.Example ', 'cangye.example'],
  ['lin@mail.cangye.example', 'mail.cangye.example'],
  ['lin', undefined],
  ['lin@cangye', undefined],
  ['lin@@cangye.example', undefined],
  ['lin @cangye.example', undefined],
])('the domain of %s is %s', (email, domain) => {
  expect(readDomain(email)).toBe(domain)
})
