import type { Person } from '../families/kit/handlers.ts'
import type { SsoTokens, SsoUser } from './answers.ts'
import type { WithCookies } from './cookies.ts'
import type { SsoRefusal } from './refusals.ts'
import type { SsoAsked } from './tenants.ts'

/** A request that came back from the marketplace: a Web-standard one, or one of Node, Express, Fastify, Koa or Nest. */
export type SsoRequest = WithCookies & { readonly url?: string | undefined }

/** Where to send the browser, and the line for `Set-Cookie`. */
export type SsoRedirect = { readonly location: string; readonly cookie: string }

/** Whose tokens they are. What `callback` returns has these members too. */
export type SsoAccess = SsoAsked & { readonly tokens: SsoTokens }

/** Somebody who may use the app, as the directory has them. */
export type SsoFound = {
  readonly person: Person
  /** Through which purchase they use the app; empty for a test account. */
  readonly instanceId?: string | undefined
}

/** Somebody who may use the app, as the marketplace tells it now and as the directory has them. */
export type SsoPerson = SsoFound & { readonly user: SsoUser }

/** Somebody who has signed in. */
export type SsoSignedIn = SsoAccess & SsoPerson

/** What came of a sign-in. */
export type SsoOutcome =
  | (SsoSignedIn & {
      readonly kind: 'signedIn'
      /** A path of this server. */
      readonly returnTo: string
      /** The line for `Set-Cookie`; absent if the browser has nothing to forget. */
      readonly cookie?: string | undefined
    })
  /** The browser had not been sent there by this server: send it now, and it comes back with another code. */
  | ({ readonly kind: 'startedAgain' } & SsoRedirect)
  | { readonly kind: 'refused'; readonly refusal: SsoRefusal; readonly cookie?: string | undefined }
