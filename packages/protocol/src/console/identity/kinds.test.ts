import { expect, test } from 'vitest'
import { readOwnPath, toAsciiDomain } from './kinds.ts'
import { emailDomainNameSchema } from './shown.ts'

test.each([
  ['/', '/'],
  ['/buyer/orders?state=open#top', '/buyer/orders?state=open#top'],
  ['/products/prd_1', '/products/prd_1'],
  ['/商品', '/%E5%95%86%E5%93%81'],
  ['/a/../b', '/b'],
  ['/sign-in/company?company=a', '/sign-in/company?company=a'],
  ['/%E0%A4%A', '/%E0%A4%A'],
])('%j leads on to %j', (text, path) => expect(readOwnPath(text)).toBe(path))

test.each([
  undefined,
  '',
  'buyer',
  '//evil.example/',
  '/\\evil.example',
  '\\/evil.example',
  '/a\\..\\..',
  'https://evil.example',
  'javascript:alert(1)',
  '/\t/evil.example',
  '/\n/evil.example',
  '/..//evil.example',
  '/./\u0000',
  '/sign-in/company/start?company=evil',
  '/sign-in/./c%6Fmpany/start?company=evil',
])('%j leads nowhere', (text) => expect(readOwnPath(text)).toBeUndefined())

test.each([
  [' Cangye.Example ', 'cangye.example'],
  ['企业.example', 'xn--vhquv.example'],
  ['BÜCHER.example', 'xn--bcher-kva.example'],
  ['企业.example/path', '企业.example/path'],
  ['user@企业.example', 'user@企业.example'],
])('%j is %s', (given, domain) => {
  expect(toAsciiDomain(given)).toBe(domain)
})

test('a domain of other letters is taken in its form for DNS, and what is none is refused', () => {
  expect(emailDomainNameSchema.parse('企业.Example')).toBe('xn--vhquv.example')
  expect(emailDomainNameSchema.safeParse('企业.example/path').success).toBe(false)
  expect(emailDomainNameSchema.safeParse('企业').success).toBe(false)
})
