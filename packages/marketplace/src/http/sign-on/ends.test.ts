import { fromHours } from '@loggia/kernel'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { listRuleEngines } from '../../embedded/index.ts'
import { createApp, openSignOn, readCallback } from '../testing/sign-on.ts'
import type { Begun, Browser, OpenedSignOn } from '../testing/sign-on.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES

describe.each(listRuleEngines(postgresUrl))('the end of a sign-on, on %s', (engine) => {
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

  const signOn = async () => readCallback((await browser.follow(app.formatStart())).location)
  const takeTokens = async () => (await app.exchange((await signOn())['code'] ?? '')).body
  type Tokens = Awaited<ReturnType<typeof takeTokens>>

  /** Nothing of it counts: neither what the app has, nor a code that it has not used, nor the session. */
  async function expectOver(tokens: Tokens, code: string): Promise<void> {
    expect(await app.readUser(tokens.access_token)).toMatchObject({ status: 401 })
    // 400, or 401 where the app itself is no client any more.
    expect((await app.refresh(tokens.refresh_token)).status).toBeOneOf([400, 401])
    expect((await app.exchange(code)).status).toBeOneOf([400, 401])
    const { location } = await browser.follow(app.formatStart())
    expect(location).toBe('')
  }
  const disable = (act: 'disable' | 'enable' | 'leave'): Promise<unknown> =>
    it.world.market.directory.actOnPeople(of.company.request, of.company.enterpriseId, {
      act: { act },
      of: { ids: [of.lin.personId] },
    })
  const ids = () => ({ people: { ids: [of.lin.personId] } })

  test.each<[string, () => Promise<unknown>]>([
    ['somebody is disabled', () => disable('disable')],
    ['somebody leaves', () => disable('leave')],
    [
      'the assignment is withdrawn',
      () => it.world.market.apps.withdraw(of.company.request, of.app.id, ids()),
    ],
    [
      'the account is unlinked',
      () =>
        it.world.market.directory.unlinkAccount(of.company.request, {
          enterpriseId: of.company.enterpriseId,
          personId: of.lin.personId,
        }),
    ],
    [
      'the company is dissolved',
      () => it.world.market.directory.dissolveEnterprise(of.company.request, of.company.enterpriseId),
    ],
    ['the member signs out everywhere', () => it.world.market.parties.signOutEverywhere(of.actor)],
  ])('R275: when %s, everything is over with that commit', async (_, end) => {
    const tokens = await takeTokens()
    const { code = '' } = await signOn()
    await end()
    await expectOver(tokens, code)
  })

  test('who was disabled and is enabled again signs on anew: what they had stays over', async () => {
    const tokens = await takeTokens()
    await disable('disable')
    await disable('enable')

    expect(await app.readUser(tokens.access_token)).toMatchObject({ status: 401 })
    expect(await app.readUser((await takeTokens()).access_token)).toMatchObject({ status: 200 })
  })

  test('R276: signing out at the company’s address ends all of it, and leads back to the app (oauth.md §7)', async () => {
    const tokens = await takeTokens()
    const { code = '' } = await signOn()
    const target = 'https://app.seller.example/bye?x=1'
    const reply = await browser.open(
      `${of.app.domain}/api/v1/logout?redirect_url=${encodeURIComponent(target)}`,
    )
    expect([reply.status, reply.location]).toEqual([302, target])
    await expectOver(tokens, code)
    expect((await browser.open('/account')).location).toContain('/sign-in')
  })

  test('signing out of the marketplace ends all of it', async () => {
    const tokens = await takeTokens()
    const { code = '' } = await signOn()
    const [session] = await it.world.market.parties.listSessions(of.actor)
    await it.world.market.parties.endSession(of.actor, session?.id ?? 'ses_')
    await expectOver(tokens, code)
  })

  const listClosed = async () => {
    const { items } = JSON.parse((await browser.open('/api/my-apps')).body) as {
      items: { closed?: string }[]
    }
    return items.map(({ closed }) => closed)
  }
  const findService = async () => {
    const found = await it.world.market.subscriptions.getHeld(it.world.platform.db, of.app.serviceId)
    return found?.subscription
  }
  /** A day and a half after the end of its term: its grace is over too (R113). */
  async function advanceInto(state: 'grace' | 'retention'): Promise<void> {
    const { endsAt = 0 } = (await findService()) ?? {}
    await it.world.advance(endsAt - it.world.clock.now() + fromHours(state === 'grace' ? 12 : 36))
    expect((await findService())?.state).toBe(state)
  }
  async function renew(): Promise<void> {
    const { quotes } = it.world.market
    const { priceItemId = 'pri_', quantity = 1 } = (await findService()) ?? {}
    const lines = [{ subscriptionId: of.app.serviceId, priceItemId, quantity, periodCount: 1 }]
    const { id } = await quotes.ask(of.company.buyer, { kind: 'renewal', lines })
    await quotes.pay({ actor: of.company.buyer }, id)
    await it.world.settle()
  }
  const operate = async (act: 'bar' | 'unbar') => {
    const operator = await it.world.given.operator()
    await it.world.market.subscriptions[act](operator, of.app.serviceId, 'abuse')
  }

  test.each([
    ['R114: while a service is frozen after its end', 'expired', () => advanceInto('retention'), renew],
    [
      'R116: while a service is frozen for a violation',
      'barred',
      () => operate('bar'),
      () => operate('unbar'),
    ],
  ])('%s, nobody is in its app', async (_, closed, freeze, free) => {
    const tokens = await takeTokens()
    const { code = '' } = await signOn()
    expect(await listClosed()).toEqual([undefined])

    await freeze()

    await expectOver(tokens, code)
    expect((await browser.follow(app.formatStart())).status).toBe(403)
    expect((await browser.follow(`/sign-on/open/${of.app.id}`)).status).toBe(403)
    expect(await listClosed()).toEqual([closed])

    // It is the service that was frozen: what its people had counts again.
    await free()
    expect(await app.readUser(tokens.access_token)).toMatchObject({ status: 200 })
    expect(await app.refresh(tokens.refresh_token)).toMatchObject({ status: 200 })
    expect(await listClosed()).toEqual([undefined])
  })

  test('R113: in its grace people use the app as before; when the service is released, all is over', async () => {
    const tokens = await takeTokens()
    await advanceInto('grace')
    expect(await app.readUser(tokens.access_token)).toMatchObject({ status: 200 })
    expect(await listClosed()).toEqual([undefined])

    await it.world.advance(fromHours(24 * 90))

    await expectOver(tokens, '')
    expect(await listClosed()).toEqual([])
  })

  test('who changes between two requests is told as they are now', async () => {
    const tokens = await takeTokens()
    await of.app.assign(of.lin.personId, 'admin')
    expect((await app.readUser(tokens.access_token)).body).toMatchObject({ role: 'admin' })
  })

  test('somebody who is not assigned, or whose account is not linked, is told so and gets no code', async () => {
    const stranger = await it.addLinked(of.company, '赵川')
    const unassigned = await it.signIn(stranger.email)
    const first = await unassigned.follow(app.formatStart())
    expect([first.status, first.location]).toEqual([403, ''])
    await of.app.assign(stranger.personId)
    expect((await unassigned.follow(app.formatStart())).location).toContain('code=')

    const nobody = await it.world.given.buyer()
    const email = (await it.world.market.parties.findAccount(it.world.platform.db, nobody.memberId))?.email
    const unlinked = await it.signIn(email ?? '')
    expect((await unlinked.follow(app.formatStart())).status).toBe(403)
  })

  test('an app that the person may use says nothing of another that they may not', async () => {
    await signOn()
    await it.world.market.apps.withdraw(of.company.request, of.app.id, ids())
    const reply = await browser.follow(app.formatStart())
    expect([reply.status, reply.location]).toEqual([403, ''])
  })
})
