import { expect, test } from 'vitest'
import { listAddresses } from './sign-on-addresses.ts'

test.each([
  [
    'oauth2',
    [
      '/oauth2/authorize',
      '/oauth2/token',
      '/oauth2/userinfo',
      '/logout',
      '/oauth2/.well-known/openid-configuration',
    ],
  ],
  ['cas', ['/cas', '/cas/login', '/cas/p3/serviceValidate', '/cas/logout']],
  ['saml2', ['/saml2/idp/metadata', '/saml2/idp/sso', '/logout']],
] as const)('an app that signs on by %s is configured with its addresses only', (method, paths) => {
  const domain = 'https://cangye.apps.market.example'
  const addresses = listAddresses({ domain, method }).map(([, address]) => address)
  expect(addresses).toEqual(paths.map((path) => `${domain}/api/v1${path}`))
})

test('the SDK speaks OAuth 2.0', () => {
  const domain = 'https://cangye.apps.market.example'
  expect(listAddresses({ domain, method: 'sdk' })).toEqual(listAddresses({ domain, method: 'oauth2' }))
})
