import { createLocalJWKSet, errors, jwtVerify } from 'jose'
import type { JSONWebKeySet, JWTPayload } from 'jose'
import * as oidc from 'openid-client'
import { Problem, fromMinutes, fromSeconds, omitUndefined } from '@loggia/kernel'
import type { WallInstant } from '@loggia/kernel'
import { toAsciiDomain } from '@loggia/protocol/console/identity/kinds'
import { identityProblems } from '../problems.ts'
import { readName } from '../rules.ts'
import type { Claims, IdentityProvider } from '../schema.ts'
import type { IdentityContext } from './context.ts'
import { createProviderFetch } from './provider-fetch.ts'

/** How long a provider's metadata and keys are believed. */
const keptMs = fromMinutes(10)
/** No request of a stranger makes us ask a provider more often than this. */
const pauseMs = fromSeconds(5)
const mostKept = 500

/** Where people come back to, to the letter, and what binds their browser. */
type Bound = { readonly redirectUri: string; readonly secret: string }

/** Whom the provider is to ask for, and whether also if somebody is signed in there. */
export type AskedOf = { readonly hint?: string | undefined; readonly isAnew?: boolean | undefined }

export const formatSecretPlace = ({ id }: Pick<IdentityProvider, 'id'>): string => `identity_provider:${id}`

/**
 * The marketplace as a client of providers: the authorization code flow with PKCE (OpenID Connect Core §3.1, RFC 7636).
 * `openid-client` makes the requests and checks the answers.
 */
export function createRelyingParty(context: IdentityContext) {
  const { guard, seal, wall } = context
  const fetchFromProvider = createProviderFetch({ ...context, lookup: context.resolvers?.lookup })
  const kept = new Map<string, Kept>()

  /** What the browser's secret is at the provider: nobody who sees one of these learns another, or the secret. */
  const derive = (use: 'state' | 'nonce' | 'verifier', secret: string): string =>
    seal.digest(`identity-${use}:${secret}`)

  /** What a provider said before; without, or if it is too old, it is asked. That it failed is believed for a short time. */
  function recall<T>(before: Said<T> | undefined, ask: () => Promise<T>, mostMs: number): Said<T> {
    const now = wall.now()
    if (before && now - before.askedAt < (before.hasFailed ? pauseMs : mostMs)) return before
    const said: Said<T> = { askedAt: now, hasFailed: false, value: ask() }
    said.value.catch(() => (said.hasFailed = true))
    return said
  }

  function keep(provider: IdentityProvider): Kept {
    const key = `${provider.id} ${provider.changedAt} ${provider.issuer} ${provider.clientId}`
    const found = kept.get(key)
    const config = recall(found?.config, () => discover(provider), keptMs)
    const now: Kept = { config, keys: found?.keys }
    kept.delete(key)
    kept.set(key, now)
    const [oldest] = kept.keys()
    if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest)
    return now
  }

  /** Throws what {@link explain} gives. */
  const configure = (provider: IdentityProvider): Promise<oidc.Configuration> => keep(provider).config.value

  /** The provider's keys; it is asked again for those that it has changed. */
  async function findKeys(provider: IdentityProvider, mostMs: number): Promise<JSONWebKeySet> {
    const of = keep(provider)
    const { jwks_uri: keysUrl = '' } = (await of.config.value).serverMetadata()
    of.keys = recall(of.keys, () => fetchKeys(keysUrl), mostMs)
    return of.keys.value
  }

  async function fetchKeys(url: string): Promise<JSONWebKeySet> {
    const headers = { accept: 'application/json' }
    const asked = { method: 'GET', headers, body: undefined, redirect: 'manual' } as const
    return (await (await fetchFromProvider(url, asked)).json()) as JSONWebKeySet
  }

  async function discover(provider: IdentityProvider): Promise<oidc.Configuration> {
    const { issuer, clientId } = provider
    const config = await oidc.discovery(new URL(issuer), clientId, undefined, authenticate(provider), {
      [oidc.customFetch]: fetchFromProvider,
      // Which hosts may be called without TLS the guard decides.
      execute: [oidc.allowInsecureRequests, oidc.enableNonRepudiationChecks],
    })
    if (config.serverMetadata().issuer !== issuer)
      throw identityProblems.provider_faulty({ reason: `issuer: ${config.serverMetadata().issuer}` })
    requireSafe(config.serverMetadata().authorization_endpoint)
    return config
  }

  /** Where people are sent, with their email: no request of ours, which the guard would look at. */
  function requireSafe(address: string | undefined): void {
    const url = URL.parse(address ?? '')
    if (url?.protocol !== 'https:' && !(url && guard.mayUsePlainHttp(url.hostname, Number(url.port || 80))))
      throw identityProblems.provider_faulty({ reason: 'authorization_endpoint' })
  }

  const authenticate = (provider: IdentityProvider): oidc.ClientAuth => {
    const secret = seal.open(provider.secret, formatSecretPlace(provider))
    return (server, ...rest) => {
      const ways = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic']
      const isBasic = ways.includes('client_secret_basic')
      return (isBasic ? oidc.ClientSecretBasic : oidc.ClientSecretPost)(secret)(server, ...rest)
    }
  }

  /** The address at the provider to which the browser goes. */
  const buildUrl = (
    provider: IdentityProvider,
    { redirectUri, secret, hint, isAnew }: Bound & AskedOf,
  ): Promise<URL> =>
    explained(async () =>
      oidc.buildAuthorizationUrl(
        await configure(provider),
        omitUndefined({
          redirect_uri: redirectUri,
          scope: provider.scopes.join(' '),
          state: derive('state', secret),
          nonce: derive('nonce', secret),
          code_challenge: await oidc.calculatePKCECodeChallenge(derive('verifier', secret)),
          code_challenge_method: 'S256',
          login_hint: hint,
          // Core §3.1.2.1: not every provider knows both.
          prompt: isAnew ? 'login' : undefined,
          max_age: isAnew ? '0' : undefined,
        }),
      ),
    )

  /** Whether the answer with this state is for the browser with this secret. */
  const isOwnState = (state: unknown, secret: string): boolean => state === derive('state', secret)

  /** Exchanges the code, and checks what the provider says. */
  const redeem = (
    provider: IdentityProvider,
    { redirectUri, secret, query }: Bound & { readonly query: string },
  ): Promise<Claims> =>
    explained(async () => {
      const config = await configure(provider)
      const tokens = await oidc.authorizationCodeGrant(config, new URL(`${redirectUri}?${query}`), {
        pkceCodeVerifier: derive('verifier', secret),
        expectedState: derive('state', secret),
        expectedNonce: derive('nonce', secret),
        idTokenExpected: true,
      })
      const claims = tokens.claims()
      if (!claims) throw identityProblems.provider_faulty({ reason: 'id_token' })
      return readClaims({ ...(await readMore(config, tokens.access_token, claims)), ...claims })
    })

  /** Many providers say the email at their user info endpoint only. */
  async function readMore(config: oidc.Configuration, token: string, claims: oidc.IDToken): Promise<object> {
    if (claims['email'] !== undefined || config.serverMetadata().userinfo_endpoint === undefined) return {}
    return oidc.fetchUserInfo(config, token, claims.sub)
  }

  /** The content of a logout token that this provider has signed (OpenID Connect Back-Channel Logout §2.6). */
  const verifyLogout = (provider: IdentityProvider, token: string): Promise<JWTPayload> =>
    explained(async () => {
      const verify = (keys: JSONWebKeySet) =>
        jwtVerify(token, createLocalJWKSet(keys), {
          issuer: provider.issuer,
          audience: provider.clientId,
          algorithms: signatures,
          requiredClaims: ['iat', 'jti', 'exp'],
          maxTokenAge: '5 minutes',
          clockTolerance: '30 seconds',
        })
      const { payload, protectedHeader } = await verify(await findKeys(provider, keptMs)).catch(
        async (error: unknown) => {
          // The provider may have other keys by now.
          if (!isByOtherKey(error)) throw error
          return verify(await findKeys(provider, pauseMs))
        },
      )
      if (!/^(JWT|logout\+jwt)$/i.test(protectedHeader.typ ?? 'JWT'))
        throw identityProblems.logout_refused({ reason: 'typ' })
      return payload
    })

  return { buildUrl, isOwnState, redeem, verifyLogout }
}

export type RelyingParty = ReturnType<typeof createRelyingParty>

/** What a provider has said, or is asked for. */
type Said<T> = { readonly askedAt: WallInstant; readonly value: Promise<T>; hasFailed: boolean }
type Kept = { readonly config: Said<oidc.Configuration>; keys: Said<JSONWebKeySet> | undefined }

const isByOtherKey = (error: unknown): boolean =>
  error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWSSignatureVerificationFailed

/** No `none`, and no key that both sides have. */
const signatures = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA']

function readClaims(all: Readonly<Record<string, unknown>> & { readonly sub: string }): Claims {
  const read = (name: string): string | undefined => {
    const value = readName(all[name])?.trim()
    return value === '' ? undefined : value
  }
  const subject = readName(all.sub)
  if (subject === undefined) throw identityProblems.provider_faulty({ reason: 'sub' })
  const email = read('email')
  return omitUndefined({
    subject,
    // An address that the provider has not verified may be anybody's.
    email: all['email_verified'] === true ? email && normaliseEmail(email) : undefined,
    userName: read('preferred_username'),
    name: read('name'),
    sid: read('sid'),
    all,
  })
}

/** As addresses are kept: a domain of other letters in its form for DNS. */
function normaliseEmail(email: string): string {
  const at = email.lastIndexOf('@') + 1
  return email.slice(0, at).toLowerCase() + toAsciiDomain(email.slice(at))
}

async function explained<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw explain(error)
  }
}

/** What the library throws, as a refusal: whatever the provider answers, it is no fault of the marketplace. */
function explain(error: unknown): Problem {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause)
    if (cause instanceof Problem) return cause
  if (error instanceof oidc.AuthorizationResponseError)
    return identityProblems.provider_refused({ error: toShort(error.error) }, error)
  if (error instanceof oidc.ResponseBodyError)
    return identityProblems.provider_faulty({ reason: toShort(error.error) }, error)
  const inner = error instanceof Error && error.cause instanceof Error ? `: ${error.cause.message}` : ''
  const message = error instanceof Error ? error.message : ''
  return identityProblems.provider_faulty({ reason: toShort(message + inner) }, error)
}

/** Of what somebody else has written, so much that a sentence can show it. */
const toShort = (text: string): string => text.replace(/[^\x20-\x7e]/g, '').slice(0, 200)
