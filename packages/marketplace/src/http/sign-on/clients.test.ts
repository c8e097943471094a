import * as oauth from 'oauth4webapi'
import * as openid from 'openid-client'
import { AuthorizationCode } from 'simple-oauth2'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { listWorldEngines } from '../../embedded/index.ts'
import { openSignOn } from '../testing/sign-on.ts'
import type { Begun, Browser, OpenedSignOn } from '../testing/sign-on.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES

/** Libraries that sellers use already, as they are. */
describe.each(listWorldEngines(postgresUrl))('sign-on by clients of others, on %s', (engine) => {
  let it: OpenedSignOn
  let of: Begun
  let browser: Browser
  beforeAll(async () => {
    it = await openSignOn({ engine, postgresUrl })
  })
  beforeEach(async () => {
    of = await it.begin()
    browser = await it.signIn(of.lin.email)
  })
  afterAll(() => it.close())

  const arrive = async (address: string): Promise<URL> => new URL((await browser.follow(address)).location)

  test('openid-client: discovery, code with PKCE, identity token, userinfo, refresh, revocation', async () => {
    const { issuer, clientId, clientSecret, callbackUrl } = of.app
    const config = await openid.discovery(new URL(issuer), clientId, clientSecret, undefined, {
      // eslint-disable-next-line @typescript-eslint/no-deprecated -- the test has no https
      execute: [openid.allowInsecureRequests],
    })
    const verifier = openid.randomPKCECodeVerifier()
    const [state, nonce] = [openid.randomState(), openid.randomNonce()]
    const start = openid.buildAuthorizationUrl(config, {
      redirect_uri: callbackUrl,
      scope: 'openid profile phone',
      code_challenge: await openid.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      state,
      nonce,
    })

    const tokens = await openid.authorizationCodeGrant(config, await arrive(start.href), {
      pkceCodeVerifier: verifier,
      expectedState: state,
      expectedNonce: nonce,
    })

    expect(tokens.claims()).toMatchObject({ sub: of.lin.personId, name: '林知遥' })
    const user = await openid.fetchUserInfo(config, tokens.access_token, of.lin.personId)
    expect(user).toMatchObject({ userName: 'user00001', phone_number: '13800000000' })
    const next = await openid.refreshTokenGrant(config, tokens.refresh_token ?? '')
    expect(next.access_token).not.toBe(tokens.access_token)
    await openid.tokenRevocation(config, next.refresh_token ?? '')
    await expect(openid.fetchUserInfo(config, next.access_token, of.lin.personId)).rejects.toThrow(
      /401|challenge/i,
    )
  })

  test('oauth4webapi: code with PKCE by Basic', async () => {
    const { issuer, clientId, clientSecret, callbackUrl } = of.app
    const insecure = { [oauth.allowInsecureRequests]: true }
    const at = new URL(issuer)
    const server = await oauth.processDiscoveryResponse(at, await oauth.discoveryRequest(at, insecure))
    const client = { client_id: clientId }
    const verifier = oauth.generateRandomCodeVerifier()
    const start = new URL(server.authorization_endpoint ?? '')
    start.search = new URLSearchParams({
      client_id: clientId,
      redirect_uri: callbackUrl,
      response_type: 'code',
      scope: 'openid',
      code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      state: 'xyz',
    }).toString()

    const params = oauth.validateAuthResponse(server, client, await arrive(start.href), 'xyz')
    const reply = await oauth.authorizationCodeGrantRequest(
      server,
      client,
      oauth.ClientSecretBasic(clientSecret),
      params,
      callbackUrl,
      verifier,
      insecure,
    )
    const tokens = await oauth.processAuthorizationCodeResponse(server, client, reply)
    const user = await oauth.processUserInfoResponse(
      server,
      client,
      of.lin.personId,
      await oauth.userInfoRequest(server, client, tokens.access_token, insecure),
    )
    expect(user).toMatchObject({ userName: 'user00001' })
  })

  test.each(['header', 'body'] as const)(
    'simple-oauth2 with its secret in the %s',
    async (authorizationMethod) => {
      const { domain, clientId, clientSecret, callbackUrl } = of.app
      const client = new AuthorizationCode({
        client: { id: clientId, secret: clientSecret },
        auth: {
          tokenHost: it.origin,
          tokenPath: `${new URL(domain).pathname}/api/v1/oauth2/token`,
          authorizePath: `${new URL(domain).pathname}/api/v1/oauth2/authorize`,
        },
        options: { authorizationMethod },
      })
      const start = client.authorizeURL({ redirect_uri: callbackUrl, scope: 'get_user_info', state: 's' })
      const code = (await arrive(start)).searchParams.get('code') ?? ''

      const token = await client.getToken({ code, redirect_uri: callbackUrl })

      expect(token.token).toMatchObject({ token_type: 'Bearer', expires_in: 7200 })
      expect((await token.refresh()).token['access_token']).not.toBe(token.token['access_token'])
    },
  )
})
