import type { Id } from '@loggia/kernel'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { credentialForm } from '../../apps/testing/credential-form.ts'
import { buyService, openEnterprise } from '../../apps/testing/joint.ts'
import { listRuleEngines } from '../../embedded/index.ts'
import { createBrowser, openSignOn } from '../testing/sign-on.ts'
import type { Begun, Browser, OpenedSignOn } from '../testing/sign-on.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES
const password = 'a password of tests'

describe.each(listRuleEngines(postgresUrl))('apps and the unified login page, on %s', (engine) => {
  let it: OpenedSignOn
  let of: Begun
  let appId: string
  beforeAll(async () => {
    it = await openSignOn({ engine, postgresUrl })
  })
  beforeEach(async () => {
    of = await it.begin()
    appId = (await it.world.market.signOns.listOwnApps(of.actor))[0]?.appId ?? ''
  })
  afterAll(() => it.close())

  async function openAs(email: string): Promise<Browser> {
    const browser = createBrowser(it.origin)
    await browser.signIn({ email, password })
    return browser
  }
  const login = (id = appId) => `/sign-on/unified?appId=${id}`
  /** The pages of these tests are their data. */
  const pageOf = ({ body }: { readonly body: string }) => JSON.parse(body) as Record<string, unknown>
  const listApps = async (browser: Browser) =>
    (JSON.parse((await browser.open('/api/my-apps')).body) as { items: Record<string, unknown>[] }).items

  /** The same member is somebody of another company, which has connected the app too. */
  async function joinAnother(): Promise<{ readonly name: string; readonly id: Id<'cap'> }> {
    const { market } = it.world
    const other = await openEnterprise(it.world, '云帆物流')
    const personId = await other.addPerson('林知遥')
    const ids = { enterpriseId: other.enterpriseId, personId }
    const { path = '' } = await market.directory.invite(other.request, ids, {
      email: of.lin.email,
      language: 'zh-CN',
    })
    await market.directory.acceptInvitation(of.lin.member, path.split('#')[1] ?? '')
    const app = await it.connect(other, of.product.productId)
    await app.assign(personId, 'admin')
    return { name: '云帆物流', id: app.id }
  }

  test('a member finds the apps of all their companies, with what their tiles show', async () => {
    const other = await joinAnother()
    const browser = await openAs(of.lin.email)

    const apps = await listApps(browser)

    expect(apps).toHaveLength(2)
    expect(apps).toContainEqual({
      id: of.app.id,
      product: expect.objectContaining({ id: of.product.productId }) as unknown,
      company: { code: of.app.enterprise.tenantCode, name: '沧野制造' },
      role: 'user',
      opening: 'signed_on',
      appId,
      orderNumber: expect.any(String) as unknown,
    })
    expect(apps).toContainEqual(
      expect.objectContaining({
        id: other.id,
        role: 'admin',
        company: expect.objectContaining({ name: other.name }) as unknown,
      }),
    )
  })

  test('R265, R275: somebody else finds none, and whoever is disabled finds none any more', async () => {
    const { market } = it.world
    const stranger = await it.addLinked(of.company, '周行')
    await market.directory.actOnPeople(of.company.request, of.company.enterpriseId, {
      act: { act: 'disable' },
      of: { ids: [of.lin.personId] },
    })

    expect(await listApps(await openAs(stranger.email))).toEqual([])
    expect(await listApps(await openAs(of.lin.email))).toEqual([])
  })

  test('a buyer finds by what the people of an app sign on', async () => {
    const shown = await it.world.market.apps.getOfBuyer(of.company.buyer, of.app.id)
    expect(shown).toMatchObject({ signOn: 'oauth2', tenant: { domain: of.app.domain } })
  })

  test('an app without a callback address has only its own', async () => {
    const { market, settle } = it.world
    const { credentialId, seller } = of.product
    const form = { ...credentialForm, method: 'sdk' as const, callbackUrl: undefined }
    await market.apps.changeCredential(seller, credentialId, form)
    await settle()
    const browser = await openAs(of.lin.email)

    const refused = await browser.follow(login())

    expect(await listApps(browser)).toMatchObject([{ opening: 'address' }])
    expect(await market.apps.getOfBuyer(of.company.buyer, of.app.id)).not.toHaveProperty('signOn')
    expect((await browser.open(`/sign-on/open/${of.app.id}`)).location).toBe(credentialForm.loginUrl)
    expect([refused.status, pageOf(refused)]).toMatchObject([422, { route: 'problem', about: 'sign-on' }])
  })

  test('from the unified login page a guest signs in, and comes to the app with a code and the tenant', async () => {
    const browser = createBrowser(it.origin)

    const first = await browser.follow(login())
    await browser.signIn({ email: of.lin.email, password })
    const next = new URL(first.trail.at(-1) ?? '').searchParams.get('next') ?? ''
    const last = await browser.follow(next)

    expect(next).toBe(login())
    const callback = new URL(last.location)
    expect(callback.origin + callback.pathname).toBe(of.app.callbackUrl)
    expect(callback.searchParams.get('code')).toBeTruthy()
    expect(callback.searchParams.get('tenant')).toBe(of.app.enterprise.tenantId)
    expect(callback.searchParams.has('state')).toBe(false)
  })

  test('whoever may use the app in several companies chooses one', async () => {
    await joinAnother()
    const browser = await openAs(of.lin.email)

    const reply = await browser.follow(login())

    expect(reply.status).toBe(200)
    expect(pageOf(reply)).toEqual({ route: 'my-apps', appId })
  })

  test.each([
    ['R265: an app that nobody has assigned to them', () => appId, 403],
    ['an app id that no app has', () => 'AAAAAAAAAAAAAAAA', 404],
    ['an app id that none can have', () => '%27%20%E5%A4%9A', 404],
    ['no app id', () => '', 400],
  ])('%s is refused on a page with a way on', async (_what, id, status) => {
    const stranger = await it.addLinked(of.company, '周行')
    const browser = await openAs(stranger.email)

    const reply = await browser.follow(login(id()))

    expect([reply.status, pageOf(reply)]).toMatchObject([status, { route: 'problem', about: 'sign-on' }])
  })

  test('a service of the same product in the same company is another app, and asks too', async () => {
    const { market } = it.world
    const { credentialId, seller } = of.product
    await market.apps.changeCredential(seller, credentialId, { ...credentialForm, severalInstances: true })
    const serviceId = await buyService(it.world, of.company.buyer, of.product.productId)
    const { enterpriseId, request } = of.company
    const id = await market.apps.connect(request, { serviceId, enterpriseId, sharedData: [] })
    await it.world.settle()
    await market.apps.assign(request, id, { people: { ids: [of.lin.personId] }, role: 'user' })
    await it.world.settle()
    const browser = await openAs(of.lin.email)

    const apps = await listApps(browser)

    expect(new Set(apps.map(({ orderNumber }) => orderNumber)).size).toBe(2)
    expect(pageOf(await browser.follow(login()))).toEqual({ route: 'my-apps', appId })
  })

  test.each(['/my-apps', '/my-apps?appId=AAAAAAAAAAAAAAAA'])(
    '%s asks guests to sign in first',
    async (path) => {
      const reply = await createBrowser(it.origin).open(path)

      expect([reply.status, new URL(reply.location).searchParams.get('next')]).toEqual([302, path])
    },
  )

  test('the address that sellers write leads to the page, whose script reads the rest of it', async () => {
    const browser = createBrowser(it.origin)

    const reply = await browser.follow('/unified-login/')

    expect([reply.status, pageOf(reply)]).toEqual([200, { route: 'unified-login' }])
  })
})
