import { fromSeconds } from '@loggia/kernel'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { listRuleEngines } from '../embedded/index.ts'
import { client } from '../identity/testing/oidc-server.ts'
import { openScriptedProvider } from '../identity/testing/scripted-provider.ts'
import type { ScriptedProvider } from '../identity/testing/scripted-provider.ts'
import {
  followAs,
  domain,
  email,
  makeAnswer,
  makeClaims,
  fromOwnPage,
  logoutUri,
  getNowS,
  openCompanyMarket,
  origin,
} from './testing/company-sign-in.ts'
import type { BegunCompany, Claims, CompanyMarket } from './testing/company-sign-in.ts'
import type { Visitor } from './testing/visitor.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES

describe.each(listRuleEngines(postgresUrl))('attacks on sign-ins by companies, on %s', (engine) => {
  let it: CompanyMarket
  let provider: ScriptedProvider
  let of: BegunCompany
  beforeAll(async () => {
    it = await openCompanyMarket({ engine, postgresUrl, providerLimitMs: fromSeconds(3) })
    provider = await openScriptedProvider()
  })
  beforeEach(async () => {
    provider.reset()
    of = await it.begin(provider.issuer)
    await of.addPerson(email)
  })
  afterAll(async () => {
    await provider.close()
    await it.close()
  })

  const claimsFor = (url: URL, change?: Claims): Claims => makeClaims(provider, url, change)
  const answerFor = (url: URL, change?: Readonly<Record<string, string>>): string =>
    makeAnswer(provider, url, change)
  const comeWith = (visitor: Visitor, change?: Claims) => followAs(it, provider, { visitor, claims: change })
  const codeOf = (reply: { body: string }): string => reply.body

  test('what is right gets in', async () => {
    const visitor = it.visitor()

    expect(await comeWith(visitor)).toMatchObject({ status: 303, location: '/account' })
    expect(await visitor.readSession()).toMatchObject({ member: { email } })
  })

  test.each<[string, Claims]>([
    ['of another nonce', { nonce: 'another' }],
    ['without a nonce', { nonce: undefined }],
    ['of another issuer', { iss: 'https://evil.example' }],
    ['for another client', { aud: 'another' }],
    ['for several clients, asked for by another', { aud: [client.id, 'another'], azp: 'another' }],
    ['that is too old', { exp: getNowS() - 3600, iat: getNowS() - 7200 }],
    ['without a subject', { sub: undefined }],
    ['with a subject that cannot be kept', { sub: 'lin\u0000' }],
    ['with a subject that is too long', { sub: 'l'.repeat(256) }],
    ['with an email that is not verified', { email_verified: false }],
    ['with an email that says nothing of being verified', { email_verified: undefined }],
    ['with an email of a domain that is not the company’s', { email: 'lin@other.example' }],
    ['with the email of somebody who is not there', { email: `nobody@${domain}` }],
  ])('an identity token %s lets nobody in', async (_, change) => {
    const visitor = it.visitor()

    const reply = await comeWith(visitor, change)

    expect([403, 503]).toContain(reply.status)
    expect(await visitor.readSession()).toBeNull()
  })

  test('an identity token that is signed by somebody else, or by nobody, lets nobody in', async () => {
    const visitor = it.visitor()
    for (const forge of [
      (claims: Claims) => provider.sign(claims, { isForged: true }),
      (claims: Claims) => `${toPart({ alg: 'none', typ: 'JWT' })}.${toPart(claims)}.`,
    ]) {
      const url = await it.leave(visitor)
      provider.give(await forge(claimsFor(url)))

      const reply = await visitor.get(answerFor(url))

      expect(reply.status).toBe(503)
      expect(await visitor.readSession()).toBeNull()
    }
  })

  test('a state that is forged, missing or of another browser lets nobody in, and asks the provider nothing', async () => {
    const [visitor, attacker] = [it.visitor(), it.visitor()]
    const url = await it.leave(visitor)
    const others = await it.leave(attacker)
    provider.give(await provider.sign(claimsFor(url)))

    for (const address of [
      answerFor(url, { state: 'forged' }),
      answerFor(url, { state: '' }),
      answerFor(others),
    ]) {
      const reply = await it.leave(visitor).then(() => visitor.get(address))
      expect(reply.status).toBe(403)
    }
    expect((await it.visitor().get(answerFor(url))).status).toBe(403)
    expect(provider.countTokenRequests()).toBe(0)
    expect(await visitor.readSession()).toBeNull()
  })

  test('a code that another provider gave is taken nowhere, also without a word of who gave it', async () => {
    const visitor = it.visitor()
    const url = await it.leave(visitor)
    provider.give(await provider.sign(claimsFor(url)))
    const state = url.searchParams.get('state') ?? ''

    // The company's provider has sent the browser on to another one, which sends it back to its own address.
    for (const other of ['/another-company', '']) {
      const address = `${origin}/sign-in/company/callback${other}?code=code&state=${state}`
      expect((await visitor.get(address)).status).toBe(403)
      expect(provider.countTokenRequests()).toBe(0)
    }
    expect(await visitor.readSession()).toBeNull()
  })

  test('an email with two domains is of neither', async () => {
    const visitor = it.visitor()
    const reply = await comeWith(visitor, { email: `lin@${domain}@victim.example` })
    expect(reply.status).toBeGreaterThanOrEqual(400)
    expect(await visitor.readSession()).toBeNull()
  })

  test('an answer counts once', async () => {
    const visitor = it.visitor()
    const url = await it.leave(visitor)
    const secret = visitor.jar.get('loggia_company') ?? ''
    provider.give(await provider.sign(claimsFor(url)))
    await visitor.get(answerFor(url))
    const replaying = it.visitor()
    replaying.jar.set('loggia_company', secret)

    const reply = await replaying.get(answerFor(url))

    expect(reply.status).toBe(403)
    expect(provider.countTokenRequests()).toBe(1)
  })

  test('an answer of another provider is not sent to this one (mix-up, RFC 9207)', async () => {
    for (const iss of ['https://evil.example', '']) {
      const visitor = it.visitor()
      const url = await it.leave(visitor)

      const reply = await visitor.get(answerFor(url, { iss }))

      expect(reply.status).toBe(503)
    }
    expect(provider.countTokenRequests()).toBe(0)
  })

  test('an answer that is forged ends no sign-in that is under way in this browser', async () => {
    const visitor = it.visitor()
    const url = await it.leave(visitor)
    provider.give(await provider.sign(claimsFor(url)))
    await visitor.get(answerFor(url, { state: 'forged' }))

    expect((await visitor.get(answerFor(url))).location).toBe('/account')
  })

  test('nobody is sent to a provider’s page without TLS', async () => {
    provider.answer('metadata', (response) => {
      const evil = { ...provider.metadata, authorization_endpoint: 'http://idp.example/auth' }
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(evil))
    })

    const reply = await it.visitor().get(`/sign-in/company/start?domain=${domain}`, fromOwnPage)

    expect(reply.status).toBe(503)
  })

  test('an answer that is an error lets nobody in', async () => {
    const visitor = it.visitor()
    const url = await it.leave(visitor)

    const reply = await visitor.get(answerFor(url, { error: 'access_denied' }))

    expect(reply.status).toBe(403)
    expect(codeOf(reply)).toContain('access_denied')
  })

  test.each(['https://evil.example/', '//evil.example', '/\\evil.example', 'javascript:alert(1)'])(
    'nobody is sent on to %s',
    async (next) => {
      const visitor = it.visitor()
      const url = await it.leave(visitor, `domain=${domain}&next=${encodeURIComponent(next)}`)
      provider.give(await provider.sign(claimsFor(url)))

      expect((await visitor.get(answerFor(url))).location).toBe('/')
    },
  )

  test.each<[string, Readonly<Record<string, string>>]>([
    ['of another site', { 'sec-fetch-site': 'cross-site' }],
    ['of another host of the same site', { 'sec-fetch-site': 'same-site' }],
    ['in an email', { 'sec-fetch-site': 'none' }],
    ['where browsers do not say', {}],
    ['of another site over plain http', { referer: 'http://evil.example/market.example' }],
  ])('a link %s signs nobody in by itself, it leads to our page', async (_, headers) => {
    const reply = await it.visitor().get('/sign-in/company/start?company=cangye&next=/account', headers)

    expect(reply).toMatchObject({ status: 303, location: '/sign-in/company?next=%2Faccount&given=cangye' })
    expect((await it.visitor().get(reply.location)).json()).toMatchObject({ given: 'cangye' })
  })

  test('our own page goes on to the provider, over plain http too', async () => {
    const headers = { referer: `${origin}/sign-in/company` }

    const reply = await it.visitor().get(`/sign-in/company/start?domain=${domain}`, headers)

    expect(new URL(reply.location).origin).toBe(provider.issuer)
  })

  test.each<[string, Parameters<ScriptedProvider['answer']>]>([
    ['is slow', ['token', () => undefined]],
    ['breaks off', ['token', (response) => response.destroy()]],
    ['gives garbage', ['token', (response) => response.end('<html>')]],
    ['gives no keys', ['keys', (response) => response.end('{}')]],
    ['sends elsewhere', ['token', (response) => response.writeHead(307, { location: '/keys' }).end()]],
    [
      'gives a huge answer',
      [
        'token',
        (response) =>
          response.writeHead(200, { 'content-type': 'application/json' }).end('['.repeat(600_000)),
      ],
    ],
  ])('a provider that %s lets nobody in, and is no fault of the marketplace', async (_, [page, answer]) => {
    const visitor = it.visitor()
    const url = await it.leave(visitor)
    provider.give(await provider.sign(claimsFor(url)))
    provider.answer(page, answer)

    const reply = await visitor.get(answerFor(url))

    expect(reply.status).toBe(503)
    expect(await visitor.readSession()).toBeNull()
  })

  test('a provider whose metadata name another issuer, or that answers nothing, is not gone to', async () => {
    for (const answer of [
      (response: { end(text: string): void; setHeader(name: string, value: string): void }) => {
        response.setHeader('content-type', 'application/json')
        response.end(JSON.stringify({ ...provider.metadata, issuer: 'https://evil.example' }))
      },
      () => undefined,
    ]) {
      of = await it.begin(provider.issuer)
      provider.answer('metadata', answer as never)

      const reply = await it.visitor().get(`/sign-in/company/start?domain=${domain}`, fromOwnPage)

      expect(reply.status).toBe(503)
    }
  })

  test('an issuer on a private address is not asked', async () => {
    await of.set({ issuer: 'https://10.0.0.1' })

    const reply = await it.visitor().get(`/sign-in/company/start?domain=${domain}`, fromOwnPage)

    expect(reply.status).toBe(503)
    // What the marketplace found there is no business of strangers.
    expect(reply.body).not.toContain('address_forbidden')
    await expect(of.set({ issuer: 'http://idp.example' })).rejects.toMatchObject({
      code: 'identity.issuer_forbidden',
    })
  })

  test('a company’s provider takes no account over, whatever email it says', async () => {
    const victim = await it.world.given.operator()
    const taken = await it.findEmail(victim.memberId)
    await of.set({ addsPeople: true })
    const visitor = it.visitor()

    const reply = await comeWith(visitor, { email: taken })

    expect(reply.status).toBe(403)
    expect(await visitor.readSession()).toBeNull()
  })

  test('without a domain of its own a company gives nobody’s address to an account', async () => {
    await of.set({ foundBy: 'user_name' })
    await of.addPerson('somebody@other.example', 'bo')
    const visitor = it.visitor()

    await comeWith(visitor, { sub: 'bo', preferred_username: 'BO', email: 'victim@other.example' })

    expect((await visitor.readSession())?.member.email).toMatch(/^[0-9a-f]{32}@no-mailbox\.invalid$/)
  })

  describe('logout tokens', () => {
    const event = 'http://schemas.openid.net/event/backchannel-logout'
    const logout = (change: Claims = {}): Claims => ({
      iss: provider.issuer,
      aud: client.id,
      iat: getNowS(),
      exp: getNowS() + 60,
      jti: `jti ${Math.floor(performance.now() * 1000)}`,
      sub: 'lin',
      events: { [event]: {} },
      ...change,
    })
    const tell = async (
      claims: Claims,
      how: Parameters<ScriptedProvider['sign']>[1] = { typ: 'logout+jwt' },
    ) => {
      return send(await provider.sign(claims, how))
    }
    const send = (token: string) =>
      it.server.inject({
        method: 'POST',
        url: logoutUri.slice(origin.length),
        headers: { host: new URL(origin).host, 'content-type': 'application/x-www-form-urlencoded' },
        payload: new URLSearchParams({ logout_token: token }).toString(),
      })

    test('one that is right ends the sessions of its subject, and counts once', async () => {
      const visitor = it.visitor()
      await comeWith(visitor)
      const told = logout()

      expect((await tell(told)).statusCode).toBe(200)

      expect(await visitor.readSession()).toBeNull()
      await comeWith(visitor)
      expect((await tell(told)).statusCode).toBe(400)
      expect(await visitor.readSession()).not.toBeNull()
    })

    test('whatever strangers send, one that is right counts, and the provider is not asked again and again', async () => {
      const visitor = it.visitor()
      await comeWith(visitor)
      const forged = await provider.sign(logout(), { isForged: true, typ: 'logout+jwt' })
      for (let count = 0; count < 130; count += 1) await send(forged)

      expect((await tell(logout())).statusCode).toBe(200)

      expect(await visitor.readSession()).toBeNull()
      expect(provider.countKeyRequests()).toBeLessThan(10)
    })

    test('one ends the sessions of its subject also where several companies share a client', async () => {
      const visitor = it.visitor()
      await comeWith(visitor)
      const other = await it.world.given.buyer()
      const { enterprise } = await it.world.market.directory.createEnterprise(
        { actor: other },
        { name: '甲', tenantCode: 'another' },
      )
      const asked = it.ask(provider.issuer, { foundBy: 'subject' })
      await it.world.market.identity.setCompanyProvider(other, enterprise.id, asked)

      expect((await tell(logout())).statusCode).toBe(200)

      expect(await visitor.readSession()).toBeNull()
    })

    test('one that names a session of the provider ends that one only', async () => {
      const [first, second] = [it.visitor(), it.visitor()]
      await comeWith(first, { sid: 'one' })
      await comeWith(second, { sid: 'two' })

      expect((await tell(logout({ sub: undefined, sid: 'one' }))).statusCode).toBe(200)

      expect(await first.readSession()).toBeNull()
      expect(await second.readSession()).not.toBeNull()
    })

    test.each<[string, Claims, Parameters<ScriptedProvider['sign']>[1]?]>([
      ['of another issuer', { iss: 'https://evil.example' }],
      ['for another client', { aud: 'another' }],
      ['without an event', { events: undefined }],
      ['of another event', { events: { other: {} } }],
      ['with a nonce', { nonce: 'one' }],
      ['of nobody', { sub: undefined }],
      ['of somebody whom nobody can read', { sub: 'lin\u0000', sid: 'one' }],
      ['of an issuer whom nobody can read', { iss: 'x\u0000' }],
      ['for a client whom nobody can read', { aud: ['x\u0000'] }],
      ['without an id', { jti: undefined }],
      ['that is too old', { iat: getNowS() - 3600, exp: getNowS() + 60 }],
      ['that is over', { exp: getNowS() - 3600 }],
      ['that is signed by somebody else', {}, { isForged: true, typ: 'logout+jwt' }],
      ['that is an access token', {}, { typ: 'at+jwt' }],
    ])('one %s ends nothing', async (_, change, how) => {
      const visitor = it.visitor()
      await comeWith(visitor)

      expect((await tell(logout(change), how)).statusCode).toBe(400)

      expect(await visitor.readSession()).not.toBeNull()
    })
  })
})

const toPart = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
