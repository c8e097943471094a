import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { listRuleEngines } from '../embedded/index.ts'
import type { PartyTables } from '../parties/index.ts'
import { openScriptedProvider } from '../identity/testing/scripted-provider.ts'
import type { ScriptedProvider } from '../identity/testing/scripted-provider.ts'
import { emit, runInTx, system } from '../platform/index.ts'
import { followAs, email, mail, openCompanyMarket } from './testing/company-sign-in.ts'
import type { BegunCompany, Claims, CompanyMarket } from './testing/company-sign-in.ts'
import type { Visitor } from './testing/visitor.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES

describe.each(listRuleEngines(postgresUrl))('what ends of sign-ins by companies, on %s', (engine) => {
  let it: CompanyMarket
  let provider: ScriptedProvider
  let of: BegunCompany
  beforeAll(async () => {
    it = await openCompanyMarket({ engine, postgresUrl, mail })
    provider = await openScriptedProvider()
  })
  beforeEach(async () => {
    provider.reset()
    of = await it.begin(provider.issuer)
  })
  afterAll(async () => {
    await provider.close()
    await it.close()
  })

  const come = (visitor: Visitor, claims?: Claims) => followAs(it, provider, { visitor, claims })

  /** Somebody with an account of their own, and an entry in the company's directory. */
  async function addOwner({ isMain = true } = {}) {
    const { memberId } = isMain ? await it.world.given.buyer() : { memberId: await addColleague() }
    const address = await it.findEmail(memberId)
    await it.verifyDomain(of.of, address.split('@')[1])
    return { memberId, address, personId: await of.addPerson(address) }
  }

  const addColleague = () =>
    runInTx(it.world.platform, { actor: system }, (tx) =>
      it.world.market.parties.addMember(tx, {
        email: 'colleague@own.example',
        name: '林知遥',
        password: 'a password of tests',
        language: 'zh-CN',
        buyerId: of.buyer.buyerId,
        rights: { main: false, grants: [] },
      }),
    )

  /** They come from the provider, sign in in their own way, and confirm. */
  async function connect(visitor: Visitor, claims: Claims & { readonly email: string }): Promise<void> {
    await come(visitor, claims)
    await visitor.signIn(claims.email)
    expect((await visitor.post('/api/session/company-connection')).status).toBe(200)
  }

  test('an account that gets another subject ends the sessions of the former one', async () => {
    const { address } = await addOwner()
    const [former, visitor] = [it.visitor(), it.visitor()]
    await connect(former, { email: address })
    await come(former, { email: address })
    expect(await former.readSession()).not.toBeNull()

    await connect(visitor, { email: address, sub: 'made-anew' })

    expect(await former.readSession()).toBeNull()
  })

  test('whoever has left is not added as somebody new', async () => {
    await of.set({ addsPeople: true })
    const visitor = it.visitor()
    await come(visitor, { name: '林知遥' })
    const [person] = await of.listPeople()
    await of.act('leave', person?.id ?? 'per_')

    const back = await come(visitor, { name: '林知遥' })

    expect(back.status).toBe(403)
    expect(await of.listPeople()).toEqual([])
  })
  test('whoever was added and has left before they connected their account is not added again either', async () => {
    const address = await it.findEmail((await it.world.given.buyer()).memberId)
    await it.verifyDomain(of.of, address.split('@')[1])
    await of.set({ addsPeople: true })
    const visitor = it.visitor()
    await come(visitor, { email: address, name: '林知遥' })
    await of.act('leave', (await of.listPeople())[0]?.id ?? 'per_')

    const again = await come(visitor, { email: `other.${address}`, name: '林知遥' })

    expect(again.status).toBe(403)
    expect(await of.listPeople()).toEqual([])
  })

  test('whoever is taken back comes in again, as themselves', async () => {
    const { directory } = it.world.market
    const personId = await of.addPerson(email)
    const visitor = it.visitor()
    await come(visitor)
    await of.act('leave', personId)
    const ids = { enterpriseId: of.enterpriseId, personId }
    await directory.takePersonBack(of.request, ids, { departmentId: of.topId })

    const back = await come(visitor)

    // The account is theirs already, and they confirm it.
    expect(back.location).toBe('/sign-in/company')
    expect(await of.listPeople()).toMatchObject([{ id: personId }])
  })

  test('only in the browser that came from an enforced provider may its people show in their own way who they are', async () => {
    const { address } = await addOwner({ isMain: false })
    await connect(it.visitor(), { email: address })
    await of.set({ enforced: true })
    const [visitor, stranger] = [it.visitor(), it.visitor()]
    await come(visitor, { email: address, sub: 'made-anew' })
    await it.leave(stranger)

    expect((await stranger.signIn(address)).json()).toMatchObject({ code: 'identity.company_required' })
    expect((await visitor.signIn(address)).status).toBe(200)
  })

  test('an account that nobody has confirmed keeps its address from nobody; one that waits is no dead end', async () => {
    await of.addPerson(email)
    const signUp = async (state: 'unconfirmed' | 'waiting') => {
      const { parties } = it.world.market
      const account = { name: '冒名', language: 'zh-CN' as const, password: 'a password of tests' }
      await runInTx(it.world.platform, { actor: system }, async (tx) => {
        const memberId = await parties.addMember(tx, { ...account, email })
        await tx
          .withTables<PartyTables>()
          .updateTable('member')
          .set({ state })
          .where('id', '=', memberId)
          .execute()
        return memberId
      })
    }
    await signUp('unconfirmed')
    const visitor = it.visitor()

    await come(visitor)

    expect((await visitor.readSession())?.member.email).toBe(email)
    of = await it.begin(provider.issuer)
    await of.addPerson(email)
    await signUp('waiting')
    expect((await come(it.visitor())).status).toBe(403)
  })

  describe('accounts without a mailbox', () => {
    const bo = { sub: 'bo', preferred_username: 'bo', email: undefined }
    beforeEach(async () => {
      await of.set({ foundBy: 'user_name' })
      await of.addPerson('somebody@other.example', 'bo')
      await come(it.visitor(), bo)
    })
    const unlink = async () => {
      const [person] = await of.listPeople()
      const ids = { enterpriseId: of.enterpriseId, personId: person?.id ?? 'per_' }
      await it.world.market.directory.unlinkAccount(of.request, ids)
    }

    test('one that is unlinked gives way to a new one', async () => {
      await unlink()
      const visitor = it.visitor()

      await come(visitor, bo)

      expect((await visitor.readSession())?.member.email).toMatch(/@no-mailbox\.invalid$/)
    })

    test('to another subject one is not offered for a connection that nobody could confirm', async () => {
      const back = await come(it.visitor(), { ...bo, sub: 'made-anew' })
      await unlink()
      const visitor = it.visitor()
      await come(visitor, { ...bo, sub: 'made-anew' })

      expect(back.status).toBe(403)
      expect(await visitor.readSession()).not.toBeNull()
    })

    test('nobody else takes such an address', async () => {
      const ask = { email: 'x@no-mailbox.invalid', name: '甲', password: 'a password of tests' }
      const signUp = { ...ask, kind: 'personal', country: 'CN', language: 'zh-CN', agreed: true }

      const reply = await it.visitor().post('/api/sign-up', signUp)

      expect(reply.json()).toMatchObject({ code: 'parties.email_reserved' })
    })
  })
  describe('the owner of an account', () => {
    const path = '/api/company-connections'
    type Items = { items: { providerId: string; company: string; usedAt?: string }[] }

    test('sees through which company it can be used, and ends that with its sessions', async () => {
      const { address } = await addOwner()
      const [visitor, other] = [it.visitor(), it.visitor()]
      await connect(visitor, { email: address })
      await come(other, { email: address })
      const { items } = (await visitor.get(path)).json<Items>()
      expect(items).toMatchObject([{ company: '沧野制造', usedAt: expect.any(String) }])

      expect((await visitor.delete(`${path}/${items[0]?.providerId}`)).status).toBe(204)

      expect(await other.readSession()).toBeNull()
      // The session that confirmed the connection was one of the company, too.
      expect(await visitor.readSession()).toBeNull()
      await visitor.signIn(address)
      expect((await visitor.get(path)).json()).toEqual({ items: [] })
      expect((await come(other, { email: address })).location).toBe('/sign-in/company')
      expect((await visitor.delete(`${path}/${items[0]?.providerId}`)).status).toBe(404)
    })

    test('keeps the only way in to an account without a mailbox', async () => {
      await of.set({ foundBy: 'user_name' })
      await of.addPerson('somebody@other.example', 'bo')
      const visitor = it.visitor()
      await come(visitor, { preferred_username: 'bo', email: undefined })
      await visitor.readSession()
      const { items } = (await visitor.get(path)).json<Items>()

      const refused = await visitor.delete(`${path}/${items[0]?.providerId}`)

      expect(refused.json()).toMatchObject({ code: 'identity.only_way' })
    })

    test('takes it from the company that made it when they choose a password by a link', async () => {
      await of.addPerson(email)
      const visitor = it.visitor()
      await come(visitor)
      const memberId = (await it.world.market.parties.findAccountByEmail(it.world.platform.db, email))?.id
      await runInTx(it.world.platform, { actor: system }, (tx) =>
        emit(tx, { type: 'member.signing_in', memberId, method: 'reset' }),
      )

      expect(await visitor.readSession()).toBeNull()
      expect((await come(visitor)).location).toBe('/sign-in/company')
    })
  })
})
