import type { CredentialMethod } from '@loggia/protocol/console/apps/kinds'

const oauth2 = {
  authorize: '/oauth2/authorize',
  token: '/oauth2/token',
  userinfo: '/oauth2/userinfo',
  logout: '/logout',
  metadata: '/oauth2/.well-known/openid-configuration',
} as const

/** Below the address of a company (oauth.md §3–§7, §11; sign-on-saml.md). */
const pathsOf = {
  oauth2,
  sdk: oauth2,
  cas: {
    casServer: '/cas',
    casLogin: '/cas/login',
    casValidate: '/cas/p3/serviceValidate',
    logout: '/cas/logout',
  },
  saml2: { samlMetadata: '/saml2/idp/metadata', samlRequests: '/saml2/idp/sso', logout: '/logout' },
} as const satisfies Record<CredentialMethod, object>

type NameOf<M> = M extends CredentialMethod ? keyof (typeof pathsOf)[M] : never
export type AddressName = NameOf<CredentialMethod>
export type Address = readonly [AddressName, string]
export type OfCompany = { readonly domain: string; readonly method: CredentialMethod }

/** Where the program of an app signs on the people of one company. */
export const listAddresses = ({ domain, method }: OfCompany): Address[] =>
  Object.entries(pathsOf[method]).map(([name, path]) => [name as AddressName, `${domain}/api/v1${path}`])
