import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { listRuleEngines } from '../../embedded/index.ts'
import { createBrowser, openSignOn, readCallback } from '../testing/sign-on.ts'
import type { Begun, OpenedSignOn } from '../testing/sign-on.ts'
import { openTestAccount } from '../testing/test-account.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES

describe.each(listRuleEngines(postgresUrl))('companies with host names of their own, on %s', (engine) => {
  let it: OpenedSignOn
  let of: Begun
  beforeAll(async () => {
    it = await openSignOn({ engine, postgresUrl, atHosts: true })
  })
  beforeEach(async () => {
    of = await it.begin()
  })
  afterAll(() => it.close())

  const start = () => `${of.app.issuer}/authorize?response_type=code&client_id=${of.app.clientId}`

  test('somebody signs in at the marketplace, and on to the app at the company’s host', async () => {
    const { host } = new URL(of.app.domain)
    expect(host).toMatch(new RegExp(`^${of.app.enterprise.tenantCode}\\.apps\\.example:`))
    const browser = createBrowser(it.origin)
    const asked = await browser.follow(start())
    expect(asked.url).toContain(`${it.origin}/sign-in?next=`)
    await browser.signIn({ email: of.lin.email, password: it.password })

    const arrived = await browser.follow(readCallback(asked.url)['next'] ?? '')

    expect(readCallback(arrived.location)).toMatchObject({
      code: expect.any(String),
      iss: of.app.issuer,
      tenant: of.app.enterprise.tenantId,
    })
    // Its session is at that host only, and needs no step the next time.
    expect(
      [...browser.jar.values()].filter((cookie) => cookie.name.startsWith('loggia_sign_on_c')),
    ).toMatchObject([{ host: new URL(of.app.domain).hostname, path: '/' }])
    expect((await browser.follow(start())).trail).toEqual([])
  })

  test('R270: a test company has a host name too', async () => {
    const own = await openTestAccount(it, of)
    expect(new URL(own.domain).hostname).toBe(`${own.code}.apps.example`)
    const browser = await it.signIn(await own.findEmail(of.product.seller.memberId))
    const { location } = await browser.follow(own.opening)
    expect(readCallback(location)).toMatchObject({ code: expect.any(String), tenant: own.tenantId })
  })

  test('signing out there ends the session at the marketplace', async () => {
    const browser = await it.signIn(of.lin.email)
    await browser.follow(start())
    const out = await browser.follow(`${of.app.domain}/api/v1/logout`)
    expect(out.url).toBe(`${it.origin}/sign-in`)
    expect((await browser.open('/account')).location).toContain('/sign-in')
  })

  test('nothing else of the marketplace is at these hosts: pages are at its own address', async () => {
    const browser = createBrowser(it.origin)
    for (const path of ['/', '/my-apps?appId=x', '/search', '/tenants/x/api/v1/logout', '//evil.example/'])
      expect(await browser.open(`${of.app.domain}${path}`)).toMatchObject({
        status: 302,
        location: `${it.origin}${path}`,
      })
    for (const path of ['/api/session', '/api/v1/oauth2/unknown'])
      expect((await browser.open(`${of.app.domain}${path}`)).status).toBe(404)
  })
})
