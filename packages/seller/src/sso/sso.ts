import { createHash, randomBytes } from 'node:crypto'
import { findAllowed, findClient, readAllowed } from './allowed.ts'
import type { SsoContext } from './allowed.ts'
import type { SsoTokens } from './answers.ts'
import { createAttempts } from './attempts.ts'
import type { Attempt } from './attempts.ts'
import { answerCallback } from './callback.ts'
import type { WithCookies } from './cookies.ts'
import { askTokens, writeEndpoint } from './endpoints.ts'
import { readSsoConfig } from './options.ts'
import type { SsoOptions } from './options.ts'
import type { SsoAccess, SsoFound, SsoOutcome, SsoPerson, SsoRedirect, SsoRequest } from './outcome.ts'
import { toOwnPath } from './own-path.ts'
import { refuseSso } from './refusals.ts'
import type { SsoResult } from './refusals.ts'
import { openTenants } from './tenants.ts'
import type { SsoAsked } from './tenants.ts'

/** The sign-in of the people of companies. */
export type Sso = {
  /** The callback address of your app credential. */
  readonly callbackUrl: string
  /** Where the browser is after a sign-out. */
  readonly afterLogoutUrl: string
  /**
   * Starts a sign-in at a company. `returnTo` is the path of this server that the person wants to see; anything else
   * counts as `/`. `request` is that of the browser, so that other pages that it has open stay signed in as well.
   */
  start(
    asked: SsoAsked & { readonly returnTo?: string | null | undefined },
    request?: WithCookies,
  ): Promise<SsoResult<SsoRedirect>>
  /** Answers the browser that comes back to the callback address. */
  callback(request: SsoRequest): Promise<SsoOutcome>
  /**
   * Renews tokens. Calls with the same refresh token share one request, since it can be used only once; keep the new one
   * before anybody else needs it.
   */
  refresh(access: SsoAccess): Promise<SsoResult<{ readonly tokens: SsoTokens }>>
  /** Asks the marketplace whose access token it is, and looks the person up. */
  readUser(access: SsoAccess): Promise<SsoResult<SsoPerson>>
  /** Looks somebody up who is signed in, without asking the marketplace: they may have been removed since. */
  findPerson(asked: SsoAsked, userName: string): Promise<SsoResult<SsoFound>>
  /** Where to send the browser so that the person is signed out at the marketplace too. End your own session before. */
  logout(asked: SsoAsked): Promise<SsoResult<{ readonly location: string }>>
}

/**
 * Signs people of companies in by the marketplace's OAuth 2.0: with state, PKCE and checks of issuer, company and
 * person. It keeps no sessions: for these, pass it to {@link createSsoSessions}. Throws a TypeError that lists every wrong
 * option. Its functions reject only if a store or a function of yours does.
 *
 * @example
 * const sso = createSso({
 *   directory,
 *   appId: 'the ID of the app credential',
 *   callbackUrl: 'https://app.example.com/sso/callback',
 *   sealedBy: kitKey,
 *   store,
 * })
 */
export function createSso(options: SsoOptions): Sso {
  const config = readSsoConfig(options)
  const { redirectUri, afterLogoutUrl, asking, attemptMs } = config
  const tenants = openTenants(options)
  const attempts = createAttempts({
    keys: config.keys,
    callbackUrl: redirectUri,
    lifeMs: attemptMs,
    now: asking.now,
  })
  const context: SsoContext = { config, tenants, attempts, named: new Set() }
  const flights = new Map<string, ReturnType<Sso['refresh']>>()

  async function start(
    { returnTo, tenantId, instanceId }: Parameters<Sso['start']>[0],
    request?: WithCookies,
  ): Promise<SsoResult<SsoRedirect>> {
    const client = await findClient(context, { tenantId, instanceId })
    if (!client.ok) return client
    const attempt: Attempt = {
      state: randomBytes(16).toString('hex'),
      verifier: randomBytes(32).toString('base64url'),
      tenantId,
      instanceId,
      returnTo: toOwnPath(returnTo),
      untilMs: asking.now() + attemptMs,
    }
    const query = new URLSearchParams({
      response_type: 'code',
      client_id: client.clientId,
      redirect_uri: redirectUri,
      scope: 'get_user_info',
      state: attempt.state,
      code_challenge: createHash('sha256').update(attempt.verifier).digest('base64url'),
      code_challenge_method: 'S256',
    })
    const location = `${writeEndpoint(client, 'oauth2/authorize')}?${query.toString()}`
    return { ok: true, location, cookie: attempts.add(request, attempt) }
  }

  async function renew({ tokens, tenantId, instanceId }: SsoAccess): ReturnType<Sso['refresh']> {
    const client = await findClient(context, { tenantId, instanceId })
    if (!client.ok) return client
    const { refreshToken } = tokens
    if (refreshToken === undefined) return refuseSso('signedOut', 'There is no refresh token.', { tenantId })
    const grant = { grant_type: 'refresh_token', refresh_token: refreshToken } as const
    const told = await askTokens(client, grant, asking)
    // A marketplace may leave the former one as it is (RFC 6749 §6).
    return told.ok ? { ok: true, tokens: { refreshToken, ...told.tokens } } : { ...told, tenantId }
  }

  function refresh(access: SsoAccess): ReturnType<Sso['refresh']> {
    const key = JSON.stringify([access.tenantId, access.tokens.refreshToken])
    const flight = flights.get(key) ?? renew(access).finally(() => flights.delete(key))
    flights.set(key, flight)
    return flight
  }

  async function logout({ tenantId, instanceId }: SsoAsked): ReturnType<Sso['logout']> {
    const client = await findClient(context, { tenantId, instanceId })
    if (!client.ok) return client
    const query = new URLSearchParams({ redirect_url: afterLogoutUrl })
    return { ok: true, location: `${writeEndpoint(client, 'logout')}?${query.toString()}` }
  }

  return {
    callbackUrl: redirectUri,
    afterLogoutUrl,
    start,
    callback: (request) => answerCallback(context, request, start),
    refresh,
    readUser: async ({ tokens, tenantId, instanceId }) => {
      const client = await findClient(context, { tenantId, instanceId })
      return client.ok ? readAllowed(context, client, tokens) : client
    },
    findPerson: async ({ tenantId, instanceId }, userName) => {
      if (instanceId !== undefined)
        return findAllowed(context, { tenantId, instanceIds: [instanceId] }, userName)
      const client = await findClient(context, { tenantId })
      return client.ok ? findAllowed(context, client, userName) : client
    },
    logout,
  }
}
