import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { listRuleEngines } from '../../embedded/index.ts'
import { createApp, createBrowser, openSignOn, readCallback } from '../testing/sign-on.ts'
import type { Begun, Browser, OpenedSignOn } from '../testing/sign-on.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES

describe.each(listRuleEngines(postgresUrl))('sign-on to apps by CAS, on %s', (engine) => {
  let it: OpenedSignOn
  let of: Begun
  let browser: Browser
  beforeAll(async () => {
    it = await openSignOn({ engine, postgresUrl })
  })
  beforeEach(async () => {
    of = await it.begin({ method: 'cas' })
    browser = await it.signIn(of.lin.email)
  })
  afterAll(() => it.close())

  const cas = (path: string, query: Record<string, string>): string =>
    `${of.app.domain}/api/v1/cas/${path}?${new URLSearchParams(query).toString()}`
  const signOn = async (more: Record<string, string> = {}): Promise<{ service: string; ticket: string }> => {
    const service = more['service'] ?? of.app.callbackUrl
    const { location } = await browser.follow(cas('login', { service, ...more }))
    return { service, ticket: readCallback(location)['ticket'] ?? '' }
  }
  const ask = async (path: string, query: Record<string, string>) => {
    const reply = await fetch(cas(path, query))
    return { status: reply.status, type: reply.headers.get('content-type') ?? '', body: await reply.text() }
  }

  test('somebody who is not signed in signs in, and arrives at the callback address with a ticket', async () => {
    const stranger = createBrowser(it.origin)
    const asked = await stranger.follow(cas('login', { service: of.app.callbackUrl }))
    expect(asked.body).toContain('"route":"sign-in"')
    await stranger.signIn({ email: of.lin.email, password: it.password })
    const { location } = await stranger.follow(readCallback(asked.url)['next'] ?? '')
    expect(location).toMatch(/^https:\/\/app\.seller\.example\/callback\?ticket=ST-[\da-f]{28}$/)
  })

  test('CAS 1.0 says yes and the user name, once', async () => {
    const granted = await signOn()
    expect(await ask('validate', granted)).toMatchObject({ status: 200, body: 'yes\nuser00001\n' })
    expect(await ask('validate', granted)).toMatchObject({ status: 200, body: 'no\n\n' })
  })

  test('CAS 2.0 says the user name as XML or JSON', async () => {
    expect(await ask('serviceValidate', await signOn())).toEqual({
      status: 200,
      type: 'application/xml; charset=utf-8',
      body: '<cas:serviceResponse xmlns:cas="http://www.yale.edu/tp/cas"><cas:authenticationSuccess><cas:user>user00001</cas:user></cas:authenticationSuccess></cas:serviceResponse>',
    })
    const json = await ask('serviceValidate', { ...(await signOn()), format: 'JSON' })
    expect(JSON.parse(json.body)).toEqual({
      serviceResponse: { authenticationSuccess: { user: 'user00001' } },
    })
  })

  test('CAS 3.0 says what the app may know (oauth.md §11)', async () => {
    const first = await ask('p3/serviceValidate', { ...(await signOn()), format: 'JSON' })
    const attributes = {
      authenticationDate: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      longTermAuthenticationRequestTokenUsed: 'false',
      isFromNewLogin: 'false',
      name: '林知遥',
      userName: 'user00001',
      tenant: of.app.enterprise.tenantId,
      role: 'user',
      organizationCode: '10001',
      organizationName: '沧野制造',
      mobile: '13800000000',
    }
    expect(JSON.parse(first.body)).toEqual({
      serviceResponse: { authenticationSuccess: { user: 'user00001', attributes } },
    })
    const second = await ask('p3/serviceValidate', { ...(await signOn()), format: 'XML' })
    expect(second.body).toContain('<cas:name>林知遥</cas:name>')
  })

  test('the kit’s service address carries the tenant, with or without a question mark', async () => {
    for (const mark of ['?', '&']) {
      const service = `${of.app.callbackUrl}${mark}tenant=${of.app.enterprise.tenantId}`
      const { ticket } = await signOn({ service })
      expect(ticket).toMatch(/^ST-/)
      expect(await ask('validate', { service, ticket })).toMatchObject({ body: 'yes\nuser00001\n' })
    }
  })

  test('what is refused is refused in the words of the documents', async () => {
    const wrong = await ask('serviceValidate', { service: of.app.callbackUrl, ticket: 'ST-1<&"' })
    expect(wrong).toMatchObject({ status: 200 })
    expect(wrong.body).toContain(
      '<cas:authenticationFailure code="INVALID_TICKET">the ticket provided was not valid, ticket is ST-1&lt;&amp;&quot;</cas:authenticationFailure>',
    )
    const missing = await ask('serviceValidate', { service: of.app.callbackUrl, format: 'json' })
    expect(JSON.parse(missing.body)).toMatchObject({
      serviceResponse: { authenticationFailure: { code: 'INVALID_REQUEST' } },
    })
  })

  test('a ticket is of no use for another service, and then for none', async () => {
    const { ticket } = await signOn()
    const other = await ask('serviceValidate', { ticket, service: 'https://evil.example/', format: 'JSON' })
    expect(other.body).toContain('INVALID_SERVICE')
    expect(await ask('validate', { ticket, service: of.app.callbackUrl })).toMatchObject({ body: 'no\n\n' })
  })

  test('an app that is not signed on to by CAS gets no ticket of it', async () => {
    const { app } = await it.begin({ method: 'oauth2' })
    const service = encodeURIComponent(app.callbackUrl)
    const reply = await browser.follow(`${app.domain}/api/v1/cas/login?service=${service}`)
    expect([reply.status, reply.location]).toEqual([400, ''])
  })

  test.each([
    'https://evil.example/',
    'https://app.seller.example/callback/more',
    'https://app.seller.example/callback?tenant=other',
    'javascript:alert(1)',
    '',
  ])('nobody is sent to %j', async (service) => {
    const reply = await browser.follow(cas('login', { service }))
    expect([reply.status, reply.location]).toEqual([400, ''])
  })

  test('a code is no ticket, and a ticket no code', async () => {
    const app = createApp(of.app)
    const { ticket } = await signOn()
    expect(await app.exchange(ticket)).toMatchObject({ status: 400 })
    const { code = '' } = readCallback((await browser.follow(app.formatStart())).location)
    expect(await ask('validate', { ticket: code, service: of.app.callbackUrl })).toMatchObject({
      body: 'no\n\n',
    })
    expect(await app.exchange(code)).toMatchObject({ status: 200 })
  })

  test('whoever is disabled before the ticket is used is not signed on', async () => {
    const granted = await signOn()
    await it.world.market.directory.actOnPeople(of.company.request, of.company.enterpriseId, {
      act: { act: 'disable' },
      of: { ids: [of.lin.personId] },
    })
    expect(await ask('validate', granted)).toMatchObject({ body: 'no\n\n' })
  })

  test('gateway asks nobody, and renew asks everybody', async () => {
    const stranger = createBrowser(it.origin)
    const back = await stranger.follow(cas('login', { service: of.app.callbackUrl, gateway: 'true' }))
    expect(back.location).toBe(of.app.callbackUrl)

    await signOn()
    const asked = await browser.follow(cas('login', { service: of.app.callbackUrl, renew: 'true' }))
    expect(asked.body).toContain('"route":"sign-in"')
  })

  test('a sign-on by OAuth and one by CAS share the session at the company’s address', async () => {
    await signOn()
    expect((await browser.follow(createApp(of.app).formatStart())).trail).toEqual([])
  })

  test('a link to a sign-on that somebody else began signs nobody in', async () => {
    const thief = createBrowser(it.origin)
    const begun = await thief.open(cas('login', { service: of.app.callbackUrl }))
    const led = await browser.follow(begun.location)
    expect([led.status, led.location]).toEqual([403, ''])
  })

  test('signing out ends everything, and leads to apps of the company only', async () => {
    await signOn()
    const out = await browser.open(cas('logout', { service: of.app.callbackUrl }))
    expect([out.status, out.location]).toEqual([302, of.app.callbackUrl])
    expect((await browser.open('/account')).location).toContain('/sign-in')
    const evil = await browser.open(cas('logout', { service: 'https://evil.example/' }))
    expect(evil.location).toBe(`${it.origin}/sign-in`)
  })
})
