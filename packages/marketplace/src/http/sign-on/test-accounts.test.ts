import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Id } from '@loggia/kernel'
import { openCredential } from '../../apps/testing/joint.ts'
import { listRuleEngines } from '../../embedded/index.ts'
import { decode, openProvider, readPosted } from '../testing/saml.ts'
import { createApp, createBrowser, openSignOn, readCallback } from '../testing/sign-on.ts'
import type { Begun, Browser, OpenedSignOn } from '../testing/sign-on.ts'
import { openTestAccount } from '../testing/test-account.ts'
import type { OpenedTest } from '../testing/test-account.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES

describe.each(listRuleEngines(postgresUrl))('sign-on with test accounts, on %s', (engine) => {
  let it: OpenedSignOn
  let of: Begun
  let own: OpenedTest
  let app: ReturnType<typeof createApp>
  let browser: Browser
  beforeAll(async () => {
    it = await openSignOn({ engine, postgresUrl })
  })
  beforeEach(async () => {
    of = await it.begin()
    own = await openTestAccount(it, of)
    app = createApp(own)
    browser = await it.signIn(await own.findEmail(of.product.seller.memberId))
  })
  afterAll(() => it.close())

  const signOn = async (by = browser) => readCallback((await by.follow(app.formatStart())).location)
  const takeTokens = async (by = browser) => (await app.exchange((await signOn(by))['code'] ?? '')).body
  type Tokens = Awaited<ReturnType<typeof takeTokens>>
  const personOfTest = { userName: 'test01', name: '测试用户', tenant: expect.any(String) as string }

  /** Nothing of it counts, and nobody comes in anew in that browser. */
  async function expectOver(tokens: Tokens, code: string): Promise<void> {
    expect(await app.readUser(tokens.access_token)).toMatchObject({ status: 401 })
    expect(await app.refresh(tokens.refresh_token)).toMatchObject({ status: 400 })
    expect(await app.exchange(code)).toMatchObject({ status: 400 })
  }

  test('R270: a member of the seller signs on as the person of the test account, who is told as in its synchronisation', async () => {
    const callback = await signOn()
    expect(callback).toMatchObject({ tenant: own.tenantId, iss: own.issuer })
    const { body } = await app.exchange(callback['code'] ?? '')
    const { status, body: user } = await app.readUser(body.access_token)

    expect(status).toBe(200)
    expect(user).toEqual({
      sub: own.id,
      id: own.id,
      userId: own.id,
      userName: 'test01',
      preferred_username: 'test01',
      accName: 'test01',
      loginName: 'test01',
      name: '测试用户',
      mobile: '13800138000',
      phone_number: '13800138000',
      role: 'admin',
      organizationName: '测试部门',
      organizationCode: '10000',
      projectName: '测试企业',
      tenant: own.tenantId,
    })
    expect(await app.refresh(body.refresh_token)).toMatchObject({ status: 200 })
    // Signed in there, the next sign-on takes no step.
    expect((await browser.follow(app.formatStart())).trail).toEqual([])
  })

  test('R270: one address opens the app from the Seller Centre, and its own sign-in page does too', async () => {
    const { appId } = own.credential
    for (const start of [own.opening, `/sign-on/unified?appId=${appId}`]) {
      const { location } = await browser.follow(start)
      expect(location).toMatch(/^https:\/\/app\.seller\.example\/callback\?code=/)
      expect(readCallback(location)).toMatchObject({ tenant: own.tenantId })
    }
  })

  test('identity tokens are signed with the key of the test company', async () => {
    const { location } = await browser.follow(app.formatStart({ scope: 'openid profile' }))
    const { body } = await app.exchange(readCallback(location)['code'] ?? '')
    const [header = '', claims = ''] = (body.id_token ?? '')
      .split('.')
      .map((part) => Buffer.from(part, 'base64url').toString())
    const { keys } = (await (await fetch(`${own.issuer}/jwks`)).json()) as { keys: { kid: string }[] }
    expect(keys.map(({ kid }) => kid)).toEqual([(JSON.parse(header) as { kid: string }).kid])
    expect(JSON.parse(claims)).toMatchObject({ iss: own.issuer, aud: own.clientId, sub: own.id })
  })

  test('R270: who does not belong to the seller is refused in the same words, whoever they are', async () => {
    const { given } = it.world
    const other = await given.seller()
    const others = [
      await own.findEmail(other.memberId),
      of.lin.email,
      await own.findEmail((await given.buyer()).memberId),
      await own.findEmail((await given.operator()).memberId),
    ]
    const details = new Set<string>()
    for (const email of others) {
      const theirs = await it.signIn(email)
      const reply = await theirs.follow(app.formatStart())
      expect([reply.status, reply.location]).toEqual([403, ''])
      details.add((JSON.parse(reply.body) as { detail: string }).detail)
      expect(reply.body).not.toContain('测试企业')
      expect((await theirs.follow(own.opening)).status).toBe(404)
      expect((await theirs.follow(`/sign-on/unified?appId=${own.credential.appId}`)).location).not.toContain(
        'tenants/test_',
      )
    }
    expect([...details]).toEqual([expect.stringContaining('只有应用商家的成员可以登录')])
  })

  test('before it is requested nobody signs on with a test account', async () => {
    of = await it.begin()
    own = await openTestAccount(it, of, false)
    browser = await it.signIn(await own.findEmail(of.product.seller.memberId))
    const reply = await browser.follow(createApp(own).formatStart())
    expect([reply.status, reply.location]).toEqual([422, ''])
    expect(reply.body).toContain('测试账号还未申请')
  })

  test('the test account of another application has tokens of its own', async () => {
    const form = { callbackUrl: 'https://other.seller.example/callback' }
    const product = await openCredential(it.world, it.seller, { form })
    const theirs = await openTestAccount(it, { ...of, product })
    const tokens = await takeTokens()
    expect((await createApp(theirs).readUser(tokens.access_token)).status).toBe(401)
    const reply = await browser.follow(theirs.opening)
    expect([reply.status, reply.location]).toEqual([404, ''])
  })

  test('what a test company gave counts at no company, and the other way round', async () => {
    const company = createApp(of.app)
    const lin = await it.signIn(of.lin.email)
    const codeOfCompany = readCallback((await lin.follow(company.formatStart())).location)['code'] ?? ''
    const codeOfTest = (await signOn())['code'] ?? ''
    expect(await company.exchange(codeOfTest)).toMatchObject({ status: 400 })
    expect(await app.exchange(codeOfCompany)).toMatchObject({ status: 400 })

    const ofCompany = (
      await company.exchange(readCallback((await lin.follow(company.formatStart())).location)['code'] ?? '')
    ).body
    const ofTest = await takeTokens()
    expect(await company.readUser(ofTest.access_token)).toMatchObject({ status: 401 })
    expect(await app.readUser(ofCompany.access_token)).toMatchObject({ status: 401 })
    expect(await company.refresh(ofTest.refresh_token)).toMatchObject({ status: 400 })
    expect(await app.refresh(ofCompany.refresh_token)).toMatchObject({ status: 400 })
  })

  test('a client of one is no client of the other', async () => {
    const mixed = createApp({ ...own, clientId: of.app.clientId, clientSecret: of.app.clientSecret })
    const reply = await browser.follow(mixed.formatStart())
    expect([reply.status, reply.location]).toEqual([400, ''])
    expect(await mixed.exchange((await signOn())['code'] ?? '')).toMatchObject({ status: 401 })
    const reversed = createApp({ ...of.app, clientId: own.clientId, clientSecret: own.clientSecret })
    expect((await (await it.signIn(of.lin.email)).follow(reversed.formatStart())).location).toBe('')
  })

  test('a ticket for a company counts at no test company, and is not used up there', async () => {
    const lin = await it.signIn(of.lin.email)
    const asked = await lin.open(createApp(of.app).formatStart())
    const { location } = await lin.open(asked.location)
    expect((await lin.open(location.replace(of.app.issuer, own.issuer))).status).toBe(404)
    expect((await lin.follow(location)).location).toContain('code=')
  })

  const suspend = async (): Promise<Id<'sus'>> => {
    const { market, given } = it.world
    const party = { kind: 'seller', id: own.sellerId } as const
    const { id } = await market.parties.suspend(await given.operator(), party, { reason: '核查' })
    await market.parties.confirmSuspension(await given.operator(), id)
    return id
  }

  const takeOut = (id: Id<'mbr'>): Promise<unknown> => {
    const who = { actor: of.product.seller, party: { kind: 'seller', id: own.sellerId }, id } as const
    return it.world.market.parties.suspendMember(who, { reason: '离职' })
  }

  test.each<[string, (member: Id<'mbr'>) => Promise<unknown>]>([
    ['a member is taken out of the seller', takeOut],
    ['the seller is suspended', suspend],
    [
      'the key of the credential is replaced',
      () => it.world.market.apps.replaceKey(of.product.seller, own.credential.id),
    ],
  ])('R270: when %s, everything is over with that commit', async (_, end) => {
    const colleague = await own.addColleague()
    const theirs = await it.signIn(colleague.email)
    const tokens = await takeTokens(theirs)
    const { code = '' } = await signOn(theirs)
    await end(colleague.memberId)
    await expectOver(tokens, code)
  })

  test.each<[string, (member: Id<'mbr'>) => Promise<unknown>]>([
    ['who is taken out of the seller', takeOut],
    ['who is of a suspended seller', suspend],
  ])('R270: %s does not come in again, although they sign in to the marketplace', async (_, end) => {
    const colleague = await own.addColleague()
    expect(await signOn(await it.signIn(colleague.email))).toMatchObject({ tenant: own.tenantId })
    await end(colleague.memberId)
    const theirs = await it.signIn(colleague.email)
    expect((await theirs.follow(app.formatStart())).status).toBe(403)
    expect((await theirs.follow(own.opening)).status).toBe(404)
  })

  test('R276: signing out there ends all of it, and of this member only', async () => {
    const colleague = await own.addColleague()
    const others = await takeTokens(await it.signIn(colleague.email))
    const tokens = await takeTokens()
    const { code = '' } = await signOn()
    const target = 'https://app.seller.example/bye'
    const reply = await browser.open(`${own.domain}/api/v1/logout?redirect_url=${encodeURIComponent(target)}`)
    expect([reply.status, reply.location]).toEqual([302, target])
    await expectOver(tokens, code)
    expect((await browser.open('/account')).location).toContain('/sign-in')
    expect(await app.readUser(others.access_token)).toMatchObject({ status: 200 })
  })

  test('R270: what the person of a test account is told follows the credential', async () => {
    const tokens = await takeTokens()
    const { id, ...form } = own.credential
    await it.world.market.apps.changeCredential(of.product.seller, id, { ...form, askedData: ['email'] })
    const { body } = await app.readUser(tokens.access_token)
    expect(body).toMatchObject({ ...personOfTest, email: 'test@example.com' })
    expect(body).not.toHaveProperty('mobile')
  })

  test('apps that sign on by CAS or SAML are tried in the same way', async () => {
    of = await it.begin({ method: 'cas' })
    own = await openTestAccount(it, of)
    browser = await it.signIn(await own.findEmail(of.product.seller.memberId))
    const { location } = await browser.follow(own.opening)
    const { ticket = '' } = readCallback(location)
    const query = new URLSearchParams({ service: own.callbackUrl, ticket, format: 'JSON' })
    const reply = await fetch(`${own.domain}/api/v1/cas/p3/serviceValidate?${query.toString()}`)
    expect(await reply.json()).toMatchObject({
      serviceResponse: { authenticationSuccess: { user: 'test01', attributes: { tenant: own.tenantId } } },
    })

    // Any app may ask by SAML at its one registered address.
    const provider = await openProvider(own)
    const saml = new URLSearchParams({ sp: own.callbackUrl })
    const page = await browser.follow(`${own.domain}/api/v1/saml2/idp/sso?${saml.toString()}`)
    const profile = await provider.judge(decode(readPosted(page.body).fields['SAMLResponse']))
    expect(profile).toMatchObject({ nameID: 'test01', attributes: { tenant: own.tenantId } })
  })

  test('nobody is asked for a company that looks like a test company', async () => {
    for (const code of ['test_', 'test_0000000000000000', `${own.code}x`, own.code.toUpperCase()])
      expect((await createBrowser(it.origin).open(`/tenants/${code}/api/v1/oauth2/authorize`)).status).toBe(
        404,
      )
  })
})
