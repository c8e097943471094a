import { createHash } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { fromDays, fromHours, fromMinutes } from '@loggia/kernel'
import type { WallInstant } from '@loggia/kernel'
import { listRuleEngines } from '../../embedded/index.ts'
import { createApp, createBrowser, openSignOn, readCallback } from '../testing/sign-on.ts'
import type { Begun, Browser, OpenedSignOn } from '../testing/sign-on.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES

describe.each(listRuleEngines(postgresUrl))('sign-on to apps by OAuth 2.0, on %s', (engine) => {
  let it: OpenedSignOn
  let of: Begun
  let browser: Browser
  let app: ReturnType<typeof createApp>
  beforeAll(async () => {
    it = await openSignOn({ engine, postgresUrl })
  })
  beforeEach(async () => {
    of = await it.begin()
    app = createApp(of.app)
    browser = await it.signIn(of.lin.email)
  })
  afterEach(() => {
    vi.restoreAllMocks()
  })
  afterAll(() => it.close())

  const signOn = async (more?: Record<string, string | undefined>): Promise<Record<string, string>> =>
    readCallback((await browser.follow(app.formatStart(more))).location)
  const takeTokens = async (more?: Record<string, string>) =>
    (await app.exchange((await signOn(more))['code'] ?? '')).body
  const pass = (ms: number): void => {
    const { wall } = it.world.platform
    const now = wall.now() + ms
    vi.spyOn(wall, 'now').mockReturnValue(now as WallInstant)
  }

  test('R266: somebody who is not signed in signs in once, and arrives in the app with a code, the tenant and its state', async () => {
    const stranger = createBrowser(it.origin)
    const asked = await stranger.follow(app.formatStart({ state: 'a b&c' }))
    expect(asked.body).toContain('"route":"sign-in"')
    await stranger.signIn({ email: of.lin.email, password: it.password })

    const { next = '' } = readCallback(asked.url)
    const arrived = await stranger.follow(next)

    expect(arrived.location.split('?')[0]).toBe(of.app.callbackUrl)
    expect(readCallback(arrived.location)).toEqual({
      code: expect.stringMatching(/^[\w-]{43}$/),
      state: 'a b&c',
      tenant: of.app.enterprise.tenantId,
      iss: of.app.issuer,
    })
  })

  test('the second app of the day needs no step at all', async () => {
    await signOn()
    const again = await browser.follow(app.formatStart())
    expect(again.trail).toEqual([])
    expect(again.location).toContain(of.app.callbackUrl)
  })

  test('R266: the code gives tokens, and they give what the app may know (oauth.md §4, §6)', async () => {
    const { code = '' } = await signOn({ redirect_uri: undefined })
    const { status, body, headers } = await app.exchange(code)

    expect([status, body]).toEqual([
      200,
      {
        access_token: expect.any(String),
        token_type: 'Bearer',
        expires_in: 7200,
        scope: 'get_user_info',
        refresh_token: expect.any(String),
      },
    ])
    expect(headers.get('cache-control')).toContain('no-store')
    const user = await app.readUser(body.access_token)
    expect(user).toMatchObject({
      status: 200,
      body: {
        id: of.lin.personId,
        userId: of.lin.personId,
        userName: 'user00001',
        accName: 'user00001',
        loginName: 'user00001',
        name: '林知遥',
        mobile: '13800000000',
        role: 'user',
        organizationName: '沧野制造',
        organizationCode: '10001',
        projectName: '沧野制造',
        tenant: of.app.enterprise.tenantId,
      },
    })
    // The buyer shares mobile numbers with this app, and nothing else.
    expect(user.body).not.toHaveProperty('email')
  })

  test('an administrator of the app is told as one', async () => {
    await of.app.assign(of.lin.personId, 'admin')
    expect((await app.readUser((await takeTokens()).access_token)).body).toMatchObject({ role: 'admin' })
  })

  test('every token and code is refused in the words of the documents (oauth.md §14)', async () => {
    const tokens = await takeTokens()
    const refused = { error: 'invalid_grant', error_description: 'Invalid authorization code' }
    expect(await app.exchange('nothing')).toMatchObject({ status: 400, body: refused })
    expect(await app.refresh('nothing')).toMatchObject({
      status: 400,
      body: { error: 'invalid_grant', error_description: 'Invalid refresh token' },
    })
    expect(await app.refresh(tokens.refresh_token, { client_secret: 'wrong' })).toMatchObject({
      status: 401,
      body: { error: 'invalid_client', error_description: 'Bad client credentials' },
    })
    const user = await app.readUser('nothing')
    expect(user).toMatchObject({
      status: 401,
      body: {
        error: 'unauthorized',
        error_description: 'Full authentication is required to access this resource',
      },
    })
    expect(user.headers.get('www-authenticate')).toContain('invalid_token')
  })

  test('an app shows who it is in the body or by Basic', async () => {
    const { code = '' } = await signOn()
    const basic = Buffer.from(`${of.app.clientId}:${of.app.clientSecret}`).toString('base64')
    const form = { grant_type: 'authorization_code', code }
    expect(await app.send(form, { authorization: `Basic ${basic}` })).toMatchObject({ status: 200 })
  })

  test('each refresh gives other tokens, and the former are of no use', async () => {
    const first = await takeTokens()
    const { status, body: second } = await app.refresh(first.refresh_token)

    expect(status).toBe(200)
    expect(second.refresh_token).not.toBe(first.refresh_token)
    expect(await app.readUser(second.access_token)).toMatchObject({ status: 200 })
  })

  test('an access token counts two hours, a refresh token thirty days from its use', async () => {
    const first = await takeTokens()
    pass(fromHours(2) - 1000)
    expect(await app.readUser(first.access_token)).toMatchObject({ status: 200 })
    pass(1000)
    expect(await app.readUser(first.access_token)).toMatchObject({ status: 401 })

    pass(fromDays(29))
    const second = (await app.refresh(first.refresh_token)).body
    expect(await app.readUser(second.access_token)).toMatchObject({ status: 200 })
    pass(fromDays(29))
    // The session at the marketplace ran out long ago; nobody ended it.
    const third = await app.refresh(second.refresh_token)
    expect(third).toMatchObject({ status: 200 })
    pass(fromDays(30))
    expect(await app.refresh(third.body.refresh_token)).toMatchObject({ status: 400 })
  })

  test('a code counts a minute', async () => {
    const { code = '' } = await signOn()
    pass(fromMinutes(1))
    expect(await app.exchange(code)).toMatchObject({ status: 400 })
  })

  test('PKCE is accepted, and then needed', async () => {
    const verifier = 'v'.repeat(43)
    const challenge = {
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
    }
    const { code = '' } = await signOn(challenge)
    expect(await app.exchange(code, { code_verifier: verifier })).toMatchObject({ status: 200 })
    for (const more of [{}, { code_verifier: 'w'.repeat(43) }]) {
      const { code: other = '' } = await signOn(challenge)
      expect(await app.exchange(other, more)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } })
    }
  })

  test('OpenID Connect is the same with an identity token; the metadata says where everything is', async () => {
    const metadata = await (await fetch(`${of.app.issuer}/.well-known/openid-configuration`)).json()
    expect(metadata).toMatchObject({
      issuer: of.app.issuer,
      authorization_endpoint: `${of.app.issuer}/authorize`,
      token_endpoint: `${of.app.issuer}/token`,
      userinfo_endpoint: `${of.app.issuer}/userinfo`,
      jwks_uri: `${of.app.issuer}/jwks`,
      introspection_endpoint: `${of.app.issuer}/introspect`,
      revocation_endpoint: `${of.app.issuer}/revoke`,
      response_types_supported: ['code'],
      code_challenge_methods_supported: ['S256'],
      authorization_response_iss_parameter_supported: true,
    })
    const tokens = await takeTokens({ scope: 'openid profile', nonce: 'n' })
    const [, payload = ''] = (tokens.id_token ?? '').split('.')
    expect(JSON.parse(Buffer.from(payload, 'base64url').toString())).toMatchObject({
      iss: of.app.issuer,
      aud: of.app.clientId,
      sub: of.lin.personId,
      userName: 'user00001',
      name: '林知遥',
      nonce: 'n',
    })
  })

  test('introspection tells an app of its own tokens only, and revocation ends a sign-on', async () => {
    const tokens = await takeTokens()
    const post = async (path: string, token: string) =>
      fetch(`${of.app.issuer}/${path}`, {
        method: 'POST',
        body: new URLSearchParams({
          token,
          client_id: of.app.clientId,
          client_secret: of.app.clientSecret,
        }),
      })
    const introspect = async (token: string) => (await post('introspect', token)).json()

    expect(await introspect(tokens.access_token)).toMatchObject({ active: true, client_id: of.app.clientId })
    expect(await introspect('nothing')).toEqual({ active: false })
    expect((await post('revoke', tokens.refresh_token)).status).toBe(200)
    expect(await introspect(tokens.access_token)).toEqual({ active: false })
    expect(await app.readUser(tokens.access_token)).toMatchObject({ status: 401 })
  })

  test('a click on an app in the marketplace opens it with a code', async () => {
    const { location } = await browser.follow(`/sign-on/open/${of.app.id}`)
    const { code = '', tenant } = readCallback(location)
    expect(tenant).toBe(of.app.enterprise.tenantId)
    expect(await app.exchange(code)).toMatchObject({ status: 200 })
  })

  test('an app that wants a new sign-in gets one', async () => {
    await signOn()
    const asked = await browser.follow(app.formatStart({ prompt: 'login' }))
    expect(asked.body).toContain('"route":"sign-in","next":')
    expect(asked.body).toContain('"isAnew":true')
    // Somebody else's link can ask for it: what they have goes on until they have signed in.
    expect((await browser.open('/account')).status).toBe(200)
    await browser.signIn({ email: of.lin.email, password: it.password })
    const { location } = await browser.follow(readCallback(asked.url)['next'] ?? '')
    expect(readCallback(location)).toHaveProperty('code')
  })

  test('nobody is asked where the app says so', async () => {
    const stranger = createBrowser(it.origin)
    const { location } = await stranger.follow(app.formatStart({ prompt: 'none', state: 's' }))
    expect(readCallback(location)).toMatchObject({ error: 'login_required', state: 's' })
  })
})
