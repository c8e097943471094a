import { fromDays } from '@loggia/kernel'
import type { Wall, WallInstant } from '@loggia/kernel'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { listRuleEngines } from '../embedded/index.ts'
import { domain, openCompanyMarket } from '../http/testing/company-sign-in.ts'
import type { BegunCompany, CompanyMarket } from '../http/testing/company-sign-in.ts'
import { runInTx, system } from '../platform/index.ts'
import { createEnds } from './service/ends.ts'
import { createWatch } from './service/watch.ts'
import * as store from './store/index.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES
const name = `_loggia-sign-in.${domain}`

describe.each(listRuleEngines(postgresUrl))('domains of companies, on %s', (engine) => {
  let it: CompanyMarket
  let of: BegunCompany
  beforeAll(async () => {
    it = await openCompanyMarket({ engine, postgresUrl })
  })
  let now: WallInstant
  let watch: ReturnType<typeof createWatch>
  beforeEach(async () => {
    const { platform, market } = it.world
    now = platform.wall.now()
    const wall: Wall = { source: 'wall', now: () => now }
    const lookupTexts = async (of: string) => it.texts.get(of) ?? []
    const context = { ...platform, ...market, wall, resolvers: { lookupTexts } }
    watch = createWatch(context, createEnds(context))
    of = await it.begin('https://idp.example')
  })
  afterAll(() => it.close())

  const market = () => it.world.market
  const show = async () =>
    (await market().identity.getCompanySignIn(of.buyer, of.enterpriseId)).domains.find(
      (one) => one.domain === domain,
    )
  async function passDays(days: number): Promise<void> {
    now = (now + fromDays(days)) as WallInstant
    await watch.round()
  }
  const listMessages = async () =>
    (await market().notifications.list({ kind: 'buyer', id: of.buyer.buyerId }, { limit: 20 })).items
      .filter(({ kind }) => kind === 'email_domain_changed')
      .map(({ data }) => (data as { change: string }).change)

  /** Somebody whose account the company's provider has made, and one who connected theirs. */
  async function addIdentities(): Promise<void> {
    const { provider } = await market().identity.getCompanySignIn(of.buyer, of.enterpriseId)
    if (!provider) throw new Error('There is no provider')
    const add = (email: string, madeAccount: boolean) =>
      runInTx(it.world.platform, { actor: system }, async (tx) => {
        const account = { email, name: '林知遥', language: 'zh-CN' as const }
        const memberId = await market().parties.addVouched(tx, account)
        const identity = { providerId: provider.id, subject: memberId, memberId, madeAccount }
        await store.identities.insert(tx, identity, it.world.clock.now())
      })
    await add(`made@${domain}`, true)
    await add(`connected@${domain}`, false)
    await add('made@elsewhere.example', true)
  }
  const countPeople = async () => (await market().identity.getCompanySignIn(of.buyer, of.enterpriseId)).people

  /** Another company adds the domain and publishes its own record, beside these. */
  async function addElsewhere(...beside: readonly string[]) {
    const other = await it.world.given.buyer()
    const { enterprise } = await market().directory.createEnterprise(
      { actor: other },
      { name: '乙', tenantCode: 'second' },
    )
    const asked = { actor: other, id: enterprise.id, domain }
    const { domains } = await market().identity.addDomain(asked)
    it.texts.set(name, [...beside, `loggia-sign-in=${domains[0]?.token}`])
    return () => market().identity.checkDomain(asked)
  }

  test('one is of one company, as long as its record is there', async () => {
    const check = await addElsewhere(...(it.texts.get(name) ?? []))

    await expect(check()).rejects.toMatchObject({ code: 'identity.domain_taken' })
  })

  test('one goes to the company whose record is there, once that of the former is gone', async () => {
    await addIdentities()
    const check = await addElsewhere()

    expect((await check()).domains).toMatchObject([{ domain, verifiedAt: expect.anything() }])

    expect((await show())?.verifiedAt).toBeUndefined()
    expect(await listMessages()).toEqual(['taken'])
    expect(await countPeople()).toBe(2)
  })

  test('one whose record is gone is lost after seven days, and the buyer is told before', async () => {
    await addIdentities()
    it.texts.delete(name)

    await passDays(2)
    expect(await show()).toMatchObject({ verifiedAt: expect.anything(), missedAt: expect.any(Number) })
    expect(await listMessages()).toEqual(['missed'])
    await passDays(6)
    expect((await show())?.verifiedAt).toBeDefined()
    await passDays(2)

    expect((await show())?.verifiedAt).toBeUndefined()
    expect(await countPeople()).toBe(2)
  })

  test('one whose record comes back stays', async () => {
    const texts = it.texts.get(name) ?? []
    it.texts.delete(name)
    await passDays(2)
    it.texts.set(name, texts)

    await passDays(2)
    await passDays(10)

    expect(await show()).not.toHaveProperty('missedAt')
  })

  test.each(['lost', 'removed'])(
    'with one that is %s, people have no longer the accounts that were made in it, and can be connected again',
    async (end) => {
      const { identity, directory, parties } = market()
      const personId = await of.addPerson(`made@${domain}`)
      const { provider } = await identity.getCompanySignIn(of.buyer, of.enterpriseId)
      const ofPerson = { enterpriseId: of.enterpriseId, personId }
      const memberId = await runInTx(it.world.platform, { actor: system }, async (tx) => {
        const account = { email: `made@${domain}`, name: '林知遥', language: 'zh-CN' as const }
        const id = await parties.addVouched(tx, account)
        const [person] = await directory.listPeople(tx, {
          enterpriseId: of.enterpriseId,
          ids: [personId],
          limit: 1,
        })
        if (!person || !provider) throw new Error('There is nobody')
        await directory.linkAccount(tx, person, id)
        const identityOf = {
          providerId: provider.id,
          subject: 'made',
          memberId: id,
          personId,
          madeAccount: true,
        }
        await store.identities.insert(tx, identityOf, it.world.clock.now())
        return id
      })
      await of.set({ foundBy: 'subject' })

      if (end === 'removed') await identity.removeDomain({ ...of.of, domain })
      else {
        it.texts.delete(name)
        for (const days of [2, 6, 2]) await passDays(days)
      }

      expect(await directory.getPersonOf(of.buyer, ofPerson)).not.toHaveProperty('member')
      expect(await directory.listOwnEntries({ ...of.buyer, memberId })).toEqual([])
      const known = await store.identities.find(it.world.platform.db, {
        providerId: provider?.id ?? 'idp_',
        subject: 'made',
      })
      expect(known).toMatchObject({ personId })
      expect(known).not.toHaveProperty('memberId')
    },
  )

  test('with one that is lost, people keep the accounts that they have a password for', async () => {
    const { directory, parties } = market()
    const address = `own@${domain}`
    const personId = await of.addPerson(address)
    await runInTx(it.world.platform, { actor: system }, async (tx) => {
      const account = {
        email: address,
        name: '甲',
        language: 'zh-CN' as const,
        password: 'a password of tests',
      }
      const id = await parties.addMember(tx, account)
      const [person] = await directory.listPeople(tx, {
        enterpriseId: of.enterpriseId,
        ids: [personId],
        limit: 1,
      })
      if (person) await directory.linkAccount(tx, person, id)
    })
    it.texts.delete(name)

    for (const days of [2, 6, 2]) await passDays(days)

    const shown = await directory.getPersonOf(of.buyer, { enterpriseId: of.enterpriseId, personId })
    expect(shown).toMatchObject({ member: { email: address } })
  })

  test('one that is removed takes the accounts along that the company has made in it', async () => {
    await addIdentities()
    await of.set({ foundBy: 'subject' })

    await market().identity.removeDomain({ ...of.of, domain })

    expect(await countPeople()).toBe(2)
  })
})
