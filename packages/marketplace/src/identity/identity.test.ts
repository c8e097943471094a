import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Id } from '@loggia/kernel'
import { listRuleEngines } from '../embedded/index.ts'
import type { PartyTables } from '../parties/index.ts'
import { openCompanyMarket, domain } from '../http/testing/company-sign-in.ts'
import type { BegunCompany, CompanyMarket } from '../http/testing/company-sign-in.ts'
import { listHistory, runInTx, system } from '../platform/index.ts'
import * as store from './store/index.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES
const issuer = 'https://idp.example'
const password = 'a password of tests'

describe.each(listRuleEngines(postgresUrl))('identity providers of companies, on %s', (engine) => {
  let it: CompanyMarket
  let of: BegunCompany
  beforeAll(async () => {
    it = await openCompanyMarket({ engine, postgresUrl })
  })
  beforeEach(async () => {
    of = await it.begin(issuer)
  })
  afterAll(() => it.close())

  const market = () => it.world.market
  const show = () => market().identity.getCompanySignIn(of.buyer, of.enterpriseId)

  /** Somebody of the company’s buyer who has signed in through the provider before. */
  async function addConnected({ owns }: { readonly owns?: 'seller' | 'operator' } = {}) {
    const { given, platform } = it.world
    const seller = owns === 'seller' ? (await given.seller()).sellerId : undefined
    const email = 'connected@own.example'
    const rights = { main: false, grants: ['purchase' as const] }
    const memberId = await runInTx(platform, { actor: system }, (tx) =>
      market().parties.addMember(tx, {
        email,
        password,
        rights,
        name: '林知遥',
        language: 'zh-CN',
        buyerId: of.buyer.buyerId,
      }),
    )
    if (owns)
      await runInTx(platform, { actor: system }, (tx) =>
        tx
          .withTables<PartyTables>()
          .insertInto('membership')
          .values({
            member_id: memberId,
            role: owns,
            buyer_id: null,
            seller_id: seller ?? null,
            main: owns === 'seller',
            enabled: true,
            grants: [],
            suspension_id: null,
            joined: false,
          })
          .execute(),
      )
    const personId = await of.addPerson(email)
    const { provider } = await show()
    if (!provider) throw new Error('There is no provider')
    const identity = { providerId: provider.id, subject: memberId, memberId, personId }
    await runInTx(platform, { actor: system }, async (tx) => {
      const [person] = await market().directory.listPeople(tx, {
        enterpriseId: of.enterpriseId,
        ids: [personId],
        limit: 1,
      })
      if (person) await market().directory.linkAccount(tx, person, memberId)
      await store.identities.insert(tx, identity, it.world.clock.now())
    })
    return { memberId, email, personId, provider, seller }
  }
  const signIn = (email: string) => it.visitor().signIn(email, password)
  async function takeToken(email: string): Promise<string> {
    const visitor = it.visitor()
    await visitor.signIn(email, password)
    return visitor.jar.get('loggia_session') ?? ''
  }
  const signInAs = async (email: string) => market().parties.authenticate(await takeToken(email))

  test('its secret is kept, and shown to nobody', async () => {
    await of.set({ clientSecret: undefined, addsPeople: true })

    const shown = await show()

    expect(shown.provider).toMatchObject({ issuer, addsPeople: true, enforced: false })
    expect(JSON.stringify(shown.provider)).not.toContain('a secret of the marketplace')
  })

  test('another issuer needs a secret of its own, so that the former one is not sent to it', async () => {
    const asked = { issuer: 'https://other.example', clientSecret: undefined }

    await expect(of.set(asked)).rejects.toMatchObject({ code: 'identity.secret_missing' })
  })

  test('people are found by their email only where the company has shown a domain', async () => {
    await of.set({ foundBy: 'subject' })
    await market().identity.removeDomain({ ...of.of, domain })

    await expect(of.set({ foundBy: 'email' })).rejects.toMatchObject({ code: 'identity.email_needs_domain' })
  })

  test('people are added only where they are found by an email that the company has proven', async () => {
    for (const foundBy of ['user_name', 'subject'] as const)
      await expect(of.set({ foundBy, addsPeople: true })).rejects.toMatchObject({
        code: 'identity.adds_needs_email',
      })
  })

  test('the last domain stays as long as people are found by it', async () => {
    const removed = market().identity.removeDomain({ ...of.of, domain })

    await expect(removed).rejects.toMatchObject({ code: 'identity.domain_needed' })
  })

  test.each<[string, readonly string[], string]>([
    ['there is none', [], 'identity.record_missing'],
    ['it has another value', ['loggia-sign-in=other'], 'identity.record_other'],
  ])('a domain is not verified by its TXT record if %s', async (_, texts, code) => {
    await market().identity.addDomain({ ...of.of, domain: 'second.example' })
    it.texts.set('_loggia-sign-in.second.example', texts)

    const checked = market().identity.checkDomain({ ...of.of, domain: 'second.example' })

    await expect(checked).rejects.toMatchObject({ code })
  })

  test.each(['co.uk', 'com.cn', 'github.io'])('%s is no company’s', async (name) => {
    const added = market().identity.addDomain({ ...of.of, domain: name })

    await expect(added).rejects.toMatchObject({ code: 'identity.domain_public' })
  })

  test('a record that every name has proves nothing', async () => {
    const name = 'second.example'
    const { domains } = await market().identity.addDomain({ ...of.of, domain: name })
    const token = domains.find((one) => one.domain === name)?.token
    it.texts.set('*', [`loggia-sign-in=${token}`])

    const checked = market().identity.checkDomain({ ...of.of, domain: name })

    await expect(checked).rejects.toMatchObject({ code: 'identity.record_shared' })
  })

  test('only domains are looked up, never who has an account', async () => {
    expect(await market().identity.findCompany(domain)).toEqual({
      company: { name: '沧野制造', enforced: false },
      operators: false,
    })
    expect(await market().identity.findCompany('gmail.com')).toEqual({ operators: false })
  })

  test('it is enforced only after somebody has signed in through it', async () => {
    await expect(of.set({ enforced: true })).rejects.toMatchObject({ code: 'identity.enforced_needs_test' })
  })

  test('whoever belongs to a company that enforces its provider signs in in no other way, nor gets a new password', async () => {
    const { email } = await addConnected()
    expect((await signIn(email)).status).toBe(200)

    await of.set({ enforced: true })

    expect((await signIn(email)).json()).toMatchObject({ code: 'identity.company_required' })
    const emailOfMain = await it.findEmail(of.buyer.memberId)
    expect((await signIn(emailOfMain)).status).toBe(200)
  })

  test('another company’s provider lets its people in, to nothing of a company that requires its own, and no operator', async () => {
    const { email, personId } = await addConnected()
    await of.set({ enforced: true })
    const { parties, identity } = market()
    const browser = { userAgent: 'x', ip: '127.0.0.1' }
    const { provider } = await identity.getCompanySignIn(of.buyer, of.enterpriseId)
    const enter = (memberId: Id<'mbr'>, vouchedBy: string) =>
      runInTx(it.world.platform, { actor: system }, (tx) =>
        parties.openVouched(tx, { memberId, browser, method: 'company', vouchedBy }),
      )
    const memberId = (await parties.findAccountByEmail(it.world.platform.db, email))?.id ?? 'mbr_'

    expect(await enter(memberId, provider?.id ?? '')).toMatchObject({ token: expect.any(String) })
    const other = await enter(memberId, 'idp_another')
    const session = await parties.authenticate(other?.token ?? '')
    expect(session?.buyer).toBeUndefined()
    if (!session) throw new Error('There is no session')
    await expect(identity.requireWay(session, of.enterpriseId)).rejects.toMatchObject({
      code: 'identity.company_required',
    })
    await of.act('disable', personId)
    expect((await signIn(email)).json()).toMatchObject({ code: 'identity.company_required' })
    const operator = await it.world.given.operator()
    await expect(enter(operator.memberId, provider?.id ?? '')).rejects.toMatchObject({
      code: 'identity.operator_needs_own_way',
    })
  })

  test('main accounts of the buyer sign in as ever', async () => {
    await addConnected()
    await of.set({ enforced: true })
    const email = await it.findEmail(of.buyer.memberId)
    const personId = await of.addPerson(email)
    const ids = { enterpriseId: of.enterpriseId, personId }
    const { path = '' } = await market().directory.invite(of.request, ids, { email, language: 'zh-CN' })
    await market().directory.acceptInvitation(of.buyer, path.split('#')[1] ?? '')

    expect((await signIn(email)).status).toBe(200)
  })

  test('R275: whoever is disabled stays bound by the company; whoever has left gets in, and acts for its buyer no more', async () => {
    const { email, personId } = await addConnected()
    await of.set({ enforced: true })

    await of.act('disable', personId)

    expect((await signIn(email)).json()).toMatchObject({ code: 'identity.company_required' })
    await of.act('leave', personId)
    expect(await signInAs(email)).not.toHaveProperty('buyer')
  })

  test('who is in the directory of another company of the buyer is not bound by this one', async () => {
    const { email, memberId, personId } = await addConnected()
    await of.set({ enforced: true })
    await of.act('leave', personId)
    const { directory } = market()
    const second = await directory.createEnterprise(of.request, { name: '乙', tenantCode: 'second' })
    await runInTx(it.world.platform, { actor: system }, async (tx) => {
      const { id } = await directory.findTopDepartment(tx, second.enterprise.id)
      const added = { userName: 'lin', departmentId: id, state: 'active', data: { name: '林' } } as const
      await directory.linkAccount(tx, await directory.addPersonIn(tx, second.enterprise, added), memberId)
    })

    expect(await signInAs(email)).toMatchObject({ buyer: { id: of.buyer.buyerId } })
  })

  test.each(['requires it no more', 'disables it', 'removes it', 'is dissolved'])(
    'a session that acts for nobody acts for the buyer again when the company %s',
    async (end) => {
      const { email, personId } = await addConnected()
      await of.set({ enforced: true })
      await of.act('leave', personId)
      const token = await takeToken(email)
      const { identity, directory, parties } = market()
      expect(await parties.authenticate(token)).not.toHaveProperty('buyer')

      if (end === 'requires it no more') await of.set({ enforced: false })
      if (end === 'disables it') await of.set({ enabled: false })
      if (end === 'removes it') await identity.removeCompanyProvider(of.buyer, of.enterpriseId)
      if (end === 'is dissolved') await directory.dissolveEnterprise(of.request, of.enterpriseId)

      expect(await parties.authenticate(token)).toMatchObject({ buyer: { id: of.buyer.buyerId } })
    },
  )

  test('whoever has a buyer or a seller of their own is not locked out of it, but gets nothing of the company’s', async () => {
    const { seller, email } = await addConnected({ owns: 'seller' })
    await of.set({ enforced: true })
    const visitor = it.visitor()

    await visitor.signIn(email, password)

    const session = await market().parties.authenticate(visitor.jar.get('loggia_session') ?? '')
    expect(session?.seller?.id).toBe(seller)
    expect(session?.buyer).toBeUndefined()
    if (!session) throw new Error('There is no session')
    await expect(market().identity.requireWay(session, of.enterpriseId)).rejects.toMatchObject({
      code: 'identity.company_required',
    })
  })

  test('a company binds no operators', async () => {
    const { email } = await addConnected({ owns: 'operator' })
    await of.set({ enforced: true })

    expect((await signIn(email)).status).toBe(200)
  })

  test('while a company’s buyer is suspended its people get in by themselves, but not to it', async () => {
    const { email } = await addConnected()
    await of.set({ enforced: true })
    const operator = await it.world.given.operator()
    await market().parties.suspend(operator, { kind: 'buyer', id: of.buyer.buyerId }, { reason: '核查' })
    const visitor = it.visitor()

    expect((await visitor.signIn(email, password)).status).toBe(200)

    const session = await market().parties.authenticate(visitor.jar.get('loggia_session') ?? '')
    expect(session?.buyer).toBeUndefined()
  })

  test('another issuer ends the connections, since its subjects mean other people', async () => {
    const { memberId } = await addConnected()

    await of.set({ issuer: 'https://other.example' })

    expect((await show()).people).toBe(0)
    const kinds = (await listHistory(it.world.platform.db, memberId)).map(({ kind }) => kind)
    expect(kinds).toContain('member.identity_disconnected')
  })

  test('what is set up is recorded, and the buyer is told', async () => {
    await market().identity.removeCompanyProvider(of.buyer, of.enterpriseId)

    const kinds = (await listHistory(it.world.platform.db, of.enterpriseId)).map(({ kind }) => kind)
    expect(kinds).toEqual(
      expect.arrayContaining([
        'email_domain.added',
        'email_domain.verified',
        'identity_provider.set_up',
        'identity_provider.removed',
      ]),
    )
    const { items } = await market().notifications.list(
      { kind: 'buyer', id: of.buyer.buyerId },
      { limit: 10 },
    )
    expect(items.map(({ kind }) => kind)).toContain('identity_provider_changed')
  })

  test('operators who must come by their provider do not sign in by a password; the super admin does', async () => {
    const { given, platform } = it.world
    const admin = await given.operator()
    const { identity, parties } = market()
    const { provider } = await identity.setOperatorProvider(admin, it.ask(issuer))
    await runInTx(platform, { actor: system }, async (tx) => {
      const memberId = await parties.addMember(tx, {
        email: 'reviewer@market.example',
        name: '审核',
        password,
        language: 'zh-CN',
        operator: true,
        rights: { main: false, grants: ['reviewer'] },
      })
      if (provider)
        await store.identities.insert(
          tx,
          { providerId: provider.id, subject: 'reviewer', memberId },
          it.world.clock.now(),
        )
    })
    await identity.setOperatorProvider(admin, it.ask(issuer, { enforced: true }))

    expect((await signIn('reviewer@market.example')).json()).toMatchObject({
      code: 'identity.operators_required',
    })
    expect((await signIn(await it.findEmail(admin.memberId))).status).toBe(200)
  })
})
