import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { WallInstant } from '@loggia/kernel'
import { openEnterprise } from '../../apps/testing/joint.ts'
import { listRuleEngines } from '../../embedded/index.ts'
import { createApp, createBrowser, openSignOn, readCallback } from '../testing/sign-on.ts'
import type { Begun, Browser, OpenedSignOn } from '../testing/sign-on.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES
const bad = { status: 400, body: { error: 'invalid_grant', error_description: 'Invalid authorization code' } }

describe.each(listRuleEngines(postgresUrl))('attacks on sign-on, on %s', (engine) => {
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
  afterAll(() => it.close())

  const takeCode = async (more?: Record<string, string | undefined>): Promise<string> =>
    readCallback((await browser.follow(app.formatStart(more))).location)['code'] ?? ''
  /** Another company, whose person has bought the same product. */
  async function openOther() {
    const company = await openEnterprise(it.world, '澄澜')
    const wang = await it.addLinked(company, '王未')
    const connected = await it.connect(company, of.product.productId)
    await connected.assign(wang.personId)
    return { company, wang, connected, app: createApp(connected), browser: await it.signIn(wang.email) }
  }

  test('a code that is used again is refused, and ends what it gave', async () => {
    const code = await takeCode()
    const { body } = await app.exchange(code)
    expect(await app.exchange(code)).toMatchObject(bad)
    expect(await app.readUser(body.access_token)).toMatchObject({ status: 401 })
    expect(await app.refresh(body.refresh_token)).toMatchObject({ status: 400 })
  })

  test('of twenty uses of one code at once, none leaves a token that counts', async () => {
    const code = await takeCode()
    const replies = await Promise.all(Array.from({ length: 20 }, () => app.exchange(code)))

    expect(replies.filter(({ status }) => status === 200).length).toBeLessThanOrEqual(1)
    for (const { body } of replies)
      if (body.access_token) expect(await app.readUser(body.access_token)).toMatchObject({ status: 401 })
  })

  test('a refresh token that is used again is refused, and ends its sign-on', async () => {
    const first = (await app.exchange(await takeCode())).body
    const second = (await app.refresh(first.refresh_token)).body

    expect(await app.refresh(first.refresh_token)).toMatchObject({ status: 400 })
    expect(await app.refresh(second.refresh_token)).toMatchObject({ status: 400 })
    expect(await app.readUser(second.access_token)).toMatchObject({ status: 401 })
  })

  test('of twenty uses of one refresh token at once, none leaves a token that counts', async () => {
    const { refresh_token } = (await app.exchange(await takeCode())).body
    const replies = await Promise.all(Array.from({ length: 20 }, () => app.refresh(refresh_token)))
    expect(replies.filter(({ status }) => status === 200).length).toBeLessThanOrEqual(1)
    for (const { body } of replies)
      if (body.access_token) expect(await app.readUser(body.access_token)).toMatchObject({ status: 401 })
  })

  test('a code, a token or a refresh token of another app, or at another company, is refused', async () => {
    const other = await openOther()
    const code = await takeCode()
    expect(await other.app.exchange(code)).toMatchObject(bad)
    const theirs = { client_id: other.connected.clientId, client_secret: other.connected.clientSecret }
    expect(await app.exchange(code, theirs)).toMatchObject({ status: 401, body: { error: 'invalid_client' } })

    const { body } = await app.exchange(await takeCode())
    expect(await other.app.readUser(body.access_token)).toMatchObject({ status: 401 })
    expect(await other.app.refresh(body.refresh_token)).toMatchObject({ status: 400 })
    expect(await app.readUser(body.refresh_token)).toMatchObject({ status: 401 })
  })

  test.each([
    ['another address', 'https://evil.example/callback'],
    ['a longer path', 'https://app.seller.example/callback/more'],
    ['a shorter path', 'https://app.seller.example/'],
    ['a query', 'https://app.seller.example/callback?next=1'],
    ['another case', 'https://app.seller.example/Callback'],
    ['another port', 'https://app.seller.example:8443/callback'],
    ['a way up', 'https://app.seller.example/x/../callback'],
    ['a user', 'https://app.seller.example@evil.example/callback'],
    ['a script', 'javascript:alert(1)'],
    ['a fragment', 'https://app.seller.example/callback#x'],
    ['a lower scheme', 'http://app.seller.example/callback'],
  ])('a callback address with %s is refused on a page, and nobody is sent there', async (_, redirect_uri) => {
    const reply = await browser.follow(app.formatStart({ redirect_uri }))
    expect([reply.status, reply.location]).toEqual([400, ''])
    expect(reply.body).toContain('"route":"problem"')
  })

  test('an app of another company is refused on a page', async () => {
    const other = await openOther()
    const reply = await browser.follow(app.formatStart({ client_id: other.connected.clientId }))
    expect([reply.status, reply.location]).toEqual([400, ''])
    expect(reply.body).toContain('Client ID mismatch')
  })

  test('the parts of an answer come whole: a repeated parameter is refused', async () => {
    const reply = await browser.follow(`${app.formatStart()}&client_id=x`)
    expect([reply.status, reply.location]).toEqual([400, ''])
  })

  test('PKCE: a challenge cannot be left out at the end, and a verifier cannot be invented', async () => {
    const code_challenge = createHash('sha256').update('v'.repeat(43)).digest('base64url')
    const challenged = await takeCode({ code_challenge, code_challenge_method: 'S256' })
    expect(await app.exchange(challenged)).toMatchObject(bad)
    expect(await app.exchange(await takeCode(), { code_verifier: 'v'.repeat(43) })).toMatchObject(bad)
    const plain = await browser.follow(app.formatStart({ code_challenge, code_challenge_method: 'plain' }))
    expect(readCallback(plain.location)).toMatchObject({ error: 'invalid_request' })
  })

  test('the answer names who gave it, so that apps of several marketplaces are not confused (RFC 9207)', async () => {
    const { iss } = readCallback((await browser.follow(app.formatStart())).location)
    expect(iss).toBe(of.app.issuer)
  })

  test('a sign-on that somebody else began signs nobody in: a link to it is of no use', async () => {
    // The thief begins, and sends the link of the step to a person who is signed in.
    const thief = createBrowser(it.origin)
    const begun = await thief.open(app.formatStart())
    const victim = await it.signIn(of.lin.email)

    const led = await victim.follow(begun.location)
    expect([led.status, led.location]).toEqual([403, ''])
    // Nor does the thief get in by the address that the victim was led to, or by going on.
    const [finish = ''] = led.trail
    expect(finish).toContain('/finish?ticket=')
    const resumed = await thief.follow(finish.replace(/\/finish.*/, ''))
    expect(resumed.location.startsWith(of.app.callbackUrl)).toBe(false)
  })

  test('a ticket counts once, and for its own sign-on', async () => {
    const begun = await browser.open(app.formatStart())
    const { location } = await browser.open(begun.location)
    const other = createBrowser(it.origin)
    const otherBegun = await other.open(app.formatStart())
    const uid = otherBegun.location.split('/').at(-1) ?? ''
    const ticket = new URL(location).searchParams.get('ticket') ?? ''
    const stolen = await other.follow(`${of.app.issuer}/authorize/${uid}/finish?ticket=${ticket}`)
    expect([stolen.status, stolen.location]).toEqual([404, ''])

    expect(readCallback((await browser.open(location)).location)).toHaveProperty('code')
    expect((await browser.open(location)).status).toBe(404)
  })

  test('a session that a thief has planted is not taken over at the sign-in', async () => {
    const planted = createBrowser(it.origin)
    const asked = await planted.open(app.formatStart())
    const victim = await it.signIn(of.lin.email)
    // Only cookies of the company's path: the thief's session and step.
    for (const [name, cookie] of planted.jar) victim.jar.set(name, cookie)
    await victim.follow(asked.location)

    const thief = createBrowser(it.origin)
    for (const [name, cookie] of planted.jar) thief.jar.set(name, cookie)
    const reply = await thief.follow(app.formatStart())
    expect(reply.body).toContain('"route":"sign-in"')
  })

  test.each([
    ['another site', 'https://evil.example/'],
    ['a site that only begins like an app', 'https://app.seller.example.evil.example/'],
    ['a user name that looks like an app', 'https://app.seller.example@evil.example/'],
    ['no scheme', '//evil.example/'],
    ['a script', 'javascript:alert(1)'],
    ['another port of an app', 'https://app.seller.example:444/'],
  ])('signing out never leads to %s', async (_, target) => {
    const reply = await browser.open(
      `${of.app.domain}/api/v1/logout?redirect_url=${encodeURIComponent(target)}`,
    )
    expect([reply.status, reply.location]).toEqual([302, `${it.origin}/sign-in`])
  })

  test('nobody can put these pages in a frame', async () => {
    for (const address of [app.formatStart(), app.formatStart({ redirect_uri: 'https://evil.example/' })]) {
      const { headers } = await browser.open(address)
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
    }
  })

  test('what is refused tells nobody which codes, companies and people there are', async () => {
    const used = await takeCode()
    await app.exchange(used)
    const answers = [
      await app.exchange('nothing'),
      await app.exchange(used),
      await app.exchange(await takeCode(), { redirect_uri: 'https://evil.example/' }),
    ].map(({ status, body }) => ({ status, body }))
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)

    const strange = await createBrowser(it.origin).open(`${it.origin}/tenants/nobody/api/v1/oauth2/authorize`)
    expect(strange.status).toBe(404)
  })

  test('secrets are guessed in vain, and the right one is not slowed down by it', async () => {
    for (const secret of ['', 'x', of.app.clientSecret.slice(1), `${of.app.clientSecret}x`])
      expect(await app.exchange('x', { client_secret: secret })).toMatchObject({
        body: { error: expect.stringMatching(/^invalid_(client|request)$/) },
      })
    expect(await app.exchange(await takeCode())).toMatchObject({ status: 200 })
  })

  test('other kinds of grants and answers are not there', async () => {
    const token = await browser.follow(app.formatStart({ response_type: 'token' }))
    expect(new URL(token.location).hash).toContain('error=')
    const secrets = { client_id: of.app.clientId, client_secret: of.app.clientSecret }
    for (const grant_type of ['password', 'client_credentials', 'implicit'])
      expect(
        await app.send({ grant_type, username: of.lin.email, password: it.password, ...secrets }),
      ).toMatchObject({
        status: 400,
        body: { error: expect.stringMatching(/^un(supported_grant_type|authorized_client)$/) },
      })
  })

  test('strangers leave no sessions behind, whatever cookies they send', async () => {
    const count = async (): Promise<number> => {
      const { rows } = await sql<{ n: number }>`select count(*)::int as n from sign_on_session`.execute(
        it.world.platform.db.withTables<object>(),
      )
      return rows[0]?.n ?? 0
    }
    const name = `loggia_sign_on_${of.app.enterprise.tenantCode}`
    for (const address of [app.formatStart(), `${of.app.issuer}/authorize`])
      await fetch(address, { headers: { cookie: `${name}=x` }, redirect: 'manual' })
    expect(await count()).toBe(0)
  })

  test('a step holds nothing with which somebody could come in', async () => {
    await browser.follow(app.formatStart())
    const secret = [...browser.jar.values()].find(({ name }) => name.startsWith('loggia_sign_on_c'))?.value
    await browser.open(app.formatStart({ prompt: 'login' }))
    const { rows } = await sql<{
      all: string
    }>`select string_agg(payload::text, '') as all from sign_on_step`.execute(
      it.world.platform.db.withTables<object>(),
    )
    expect(secret).toMatch(/^[\w-]{20,}$/)
    expect(rows[0]?.all).not.toContain(secret)
  })

  test.each(['text/html, image/gif, image/jpeg, */*; q=0.2', 'application/json', '*/*'])(
    'a program that accepts %s is refused in JSON',
    async (accept) => {
      const form = { grant_type: 'authorization_code', code: 'x', client_id: of.app.clientId }
      const secret = { client_secret: of.app.clientSecret }
      expect(await app.send({ ...form, ...secret }, { accept })).toMatchObject(bad)
      expect(await app.send({ ...form, client_secret: 'x' }, { accept })).toMatchObject({
        status: 401,
        body: { error: 'invalid_client' },
      })
    },
  )

  test('a second question mark cuts nothing off', async () => {
    const { location } = await browser.follow(`${app.formatStart()}&state=a?b`)
    expect(readCallback(location)).toMatchObject({ state: 'a?b' })
  })

  test('somebody else of the same browser signs on as themselves', async () => {
    await browser.follow(app.formatStart())
    const wang = await it.addLinked(of.company, '王未')
    await of.app.assign(wang.personId)
    await browser.signIn({ email: wang.email, password: it.password })
    const { location } = await browser.follow(app.formatStart({ prompt: 'consent' }))
    const { body } = await app.exchange(readCallback(location)['code'] ?? '')
    expect((await app.readUser(body.access_token)).body).toMatchObject({ name: '王未' })
  })

  test('a code that was used and has expired ends its sign-on when it is used again', async () => {
    const code = await takeCode()
    const { body } = await app.exchange(code)
    const { wall } = it.world.platform
    const later = (wall.now() + 120_000) as WallInstant
    vi.spyOn(wall, 'now').mockReturnValue(later)
    expect(await app.exchange(code)).toMatchObject(bad)
    vi.restoreAllMocks()
    expect(await app.readUser(body.access_token)).toMatchObject({ status: 401 })
  })

  test('extensions that are not offered are not there', async () => {
    const metadata = await (await fetch(`${of.app.issuer}/.well-known/openid-configuration`)).json()
    expect(metadata).toMatchObject({ response_modes_supported: ['query'] })
    expect(metadata).not.toHaveProperty('pushed_authorization_request_endpoint')
    expect(metadata).not.toHaveProperty('dpop_signing_alg_values_supported')
    for (const response_mode of ['fragment', 'form_post']) {
      const { location } = await browser.follow(app.formatStart({ response_mode }))
      expect(location).not.toContain('code=')
    }
  })
})
