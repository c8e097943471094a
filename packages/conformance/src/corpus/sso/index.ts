import type { RightSeller, WrongSeller } from '../seller.ts'
import { corpusPublicKey } from '../kit/keys.ts'
import { flaws } from './flaws.ts'
import type { Flaw } from './flaws.ts'
import { createSsoSeller } from './right.ts'

/** What every run with an application is told. */
export const ssoSettings = {
  publicKey: corpusPublicKey,
  signOn: { callback: '/sso/callback', page: '/home' },
} as const

export const rightSso: readonly RightSeller[] = [{ name: 'signs people in', make: createSsoSeller() }]

/** Correct applications that do no more than they must. */
export const plainSso: readonly RightSeller[] = [
  {
    name: 'has no PKCE, renews no tokens, and uses the codes of clicks',
    make: createSsoSeller(
      'has-no-pkce',
      'renews-nothing',
      'takes-codes-of-others',
      'says-no-same-site',
      'ignores-the-issuer',
      'forgets-the-path',
    ),
  },
]

export const wrongSso: readonly WrongSeller[] = (Object.keys(flaws) as Flaw[]).map((name) => ({
  name,
  ...flaws[name],
  make: createSsoSeller(name),
}))
