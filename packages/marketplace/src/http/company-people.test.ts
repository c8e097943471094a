import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { fromMinutes } from '@loggia/kernel'
import type { Id, Problem } from '@loggia/kernel'
import { toAsciiDomain } from '@loggia/protocol/console/identity/kinds'
import { listRuleEngines } from '../embedded/index.ts'
import { identityProblems } from '../identity/index.ts'
import { openScriptedProvider } from '../identity/testing/scripted-provider.ts'
import type { ScriptedProvider } from '../identity/testing/scripted-provider.ts'
import {
  domain,
  email,
  followAs,
  fromOwnPage,
  getNowS,
  makeAnswer,
  makeClaims,
  openCompanyMarket,
} from './testing/company-sign-in.ts'
import type { BegunCompany, Claims, CompanyMarket } from './testing/company-sign-in.ts'
import type { Visitor } from './testing/visitor.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES
const lin = { name: '林知遥' }
/** Pages say no codes. */
const say = ({ sentences }: Problem): string => sentences['zh-CN']

describe.each(listRuleEngines(postgresUrl))(
  'people who come by a company, without a mail server, on %s',
  (engine) => {
    let it: CompanyMarket
    let provider: ScriptedProvider
    let of: BegunCompany
    beforeAll(async () => {
      it = await openCompanyMarket({ engine, postgresUrl })
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

    const market = () => it.world.market
    const come = (visitor: Visitor, claims?: Claims) => followAs(it, provider, { visitor, claims })
    const idsOf = (personId: Id<'per'>) => ({ enterpriseId: of.enterpriseId, personId })
    const unlink = (personId: Id<'per'>) => market().directory.unlinkAccount(of.request, idsOf(personId))
    const findPerson = async (personId: Id<'per'>) =>
      (await of.listPeople()).find(({ id }) => id === personId)
    const countOnlyWay = async () =>
      (await market().identity.getCompanySignIn(of.buyer, of.enterpriseId)).onlyWay

    describe('who has left', () => {
      test('R275: is refused, also if they had never come through the provider', async () => {
        const personId = await of.addPerson(email)
        await of.set({ addsPeople: true })
        await of.act('leave', personId)

        const reply = await come(it.visitor(), lin)

        expect(reply.status).toBe(403)
        expect(reply.body).toContain(say(identityProblems.person_unable({ company: '沧野制造' })))
        expect(await of.listPeople()).toEqual([])
      })

      test('comes in as themselves once an administrator has taken them back', async () => {
        const personId = await of.addPerson(email)
        await of.set({ addsPeople: true })
        await of.act('leave', personId)
        await market().directory.takePersonBack(of.request, idsOf(personId), { departmentId: of.topId })
        const visitor = it.visitor()

        await come(visitor, lin)

        expect(await visitor.readSession()).not.toBeNull()
        expect(await of.listPeople()).toMatchObject([{ id: personId, memberId: expect.anything() }])
      })

      test('comes in as whom an administrator has added since', async () => {
        const first = await of.addPerson(email)
        await come(it.visitor(), lin)
        await of.act('leave', first)
        const second = await of.addPerson(email)
        const visitor = it.visitor()

        await come(visitor, lin)

        expect(await visitor.readSession()).not.toBeNull()
        expect(await of.listPeople()).toMatchObject([{ id: second, memberId: expect.anything() }])
      })

      test('is not somebody new by a subject that they had before', async () => {
        const { memberId } = await it.world.given.buyer()
        const address = await it.findEmail(memberId)
        await it.verifyDomain(of.of, address.split('@')[1])
        const personId = await of.addPerson(address)
        for (const sub of ['first', 'second']) {
          const visitor = it.visitor()
          await come(visitor, { sub, email: address })
          await visitor.signIn(address)
          await visitor.post('/api/session/company-connection')
        }
        await of.act('leave', personId)
        await of.set({ addsPeople: true })

        const reply = await come(it.visitor(), { sub: 'first', email: `new@${domain}` })

        expect(reply.status).toBe(403)
        expect(await of.listPeople()).toEqual([])
      })
    })

    test('a subject that came as the wrong person is bound to the right one after an administrator has unlinked it', async () => {
      const wrong = await of.addPerson(email)
      await come(it.visitor(), lin)
      await market().directory.changePerson(of.request, idsOf(wrong), {
        departmentId: of.topId,
        changedAt: (await findPerson(wrong))?.changedAt ?? it.world.clock.now(),
        name: '同名',
        email: `other@${domain}`,
      })
      const right = await of.addPerson(email)
      expect(await come(it.visitor(), lin)).toMatchObject({ location: '/account' })
      expect((await findPerson(right))?.memberId).toBeUndefined()

      await unlink(wrong)
      await come(it.visitor(), lin)

      expect((await findPerson(wrong))?.memberId).toBeUndefined()
      expect((await findPerson(right))?.memberId).toBeDefined()
    })

    test('an email in a domain of other letters is the company’s in either form', async () => {
      const name = toAsciiDomain('企业.example')
      await it.verifyDomain(of.of, name)
      await of.addPerson(`lin@${name}`)
      const visitor = it.visitor()

      await come(visitor, { ...lin, email: 'lin@企业.example' })

      expect((await visitor.readSession())?.member.email).toBe(`lin@${name}`)
    })

    describe('accounts that have no other way in', () => {
      test('are counted, also those with an email; an account with a password is none of them', async () => {
        await of.addPerson(email)
        await come(it.visitor(), lin)

        expect(await countOnlyWay()).toBe(1)

        const memberId =
          (await market().parties.findAccountByEmail(it.world.platform.db, email))?.id ?? 'mbr_'
        const person = (await of.listPeople())[0]?.id ?? 'per_'
        expect(await market().directory.getPersonOf(of.buyer, idsOf(person))).toMatchObject({
          member: { isOnlyVouched: true },
        })
        await market().parties.resetOnServer(await it.findEmail(memberId))
        expect(await countOnlyWay()).toBe(0)
      })

      test('are not ended by their owner, nor offered for a connection that nobody could confirm', async () => {
        await of.addPerson(email)
        const visitor = it.visitor()
        await come(visitor, lin)
        await visitor.readSession()
        const path = '/api/company-connections'
        const { items } = (await visitor.get(path)).json<{ items: { providerId: string }[] }>()

        const refused = await visitor.delete(`${path}/${items[0]?.providerId}`)

        expect(refused.json()).toMatchObject({ code: 'identity.only_way' })
        expect((await come(it.visitor(), { ...lin, sub: 'made-anew' })).body).toContain(
          say(identityProblems.account_unreachable()),
        )
      })

      test('give way to new ones when they are unlinked, also after the provider was removed', async () => {
        const personId = await of.addPerson(email)
        await come(it.visitor(), lin)
        const before = (await findPerson(personId))?.memberId
        await market().identity.removeCompanyProvider(of.buyer, of.enterpriseId)
        await of.set({})
        expect((await come(it.visitor(), lin)).status).toBe(403)

        await unlink(personId)
        const visitor = it.visitor()
        await come(visitor, lin)

        const session = await visitor.readSession()
        expect(session?.member).toMatchObject({ email })
        expect(session?.member.id).not.toBe(before)
      })
    })

    describe('a session that has just confirmed a connection', () => {
      async function addMember() {
        const address = `bo@${domain}`
        const colleague = { email: address, name: '甲', language: 'zh-CN' as const }
        const rights = { main: false, grants: ['purchase' as const] }
        const party = { kind: 'buyer', id: of.buyer.buyerId } as const
        const added = await market().parties.addColleague(of.buyer, party, { ...colleague, rights })
        await of.addPerson(address)
        return { address, password: added.password ?? '', claims: { sub: 'bo', email: address } }
      }

      test('is one of the provider: it acts for the company, and ends with it', async () => {
        const { address, password, claims } = await addMember()
        await of.addPerson(email)
        await come(it.visitor(), lin)
        await of.set({ enforced: true })
        const visitor = it.visitor()
        // Not in the directory by an account yet, so they get in, and act for nobody.
        await visitor.signIn(address, password)
        const findSession = () => market().parties.authenticate(visitor.jar.get('loggia_session') ?? '')
        expect((await findSession())?.buyer).toBeUndefined()
        await come(visitor, claims)

        expect((await visitor.post('/api/session/company-connection')).status).toBe(200)

        const session = await findSession()
        expect(session?.buyer?.id).toBe(of.buyer.buyerId)
        if (!session) throw new Error('There is no session')
        await market().identity.requireWay(session, of.enterpriseId)
        await of.set({ enabled: false })
        expect(await findSession()).toBeUndefined()
      })
    })

    describe('the members of the buyer', () => {
      const party = () => ({ kind: 'buyer', id: of.buyer.buyerId }) as const
      const colleague = { email, name: '另一姓名', language: 'zh-CN' as const }
      const rights = { main: false, grants: ['purchase' as const] }
      const add = () => market().parties.addColleague(of.buyer, party(), { ...colleague, rights })

      test('are joined by people of its company with the accounts that the provider has made', async () => {
        await of.addPerson(email)
        const visitor = it.visitor()
        await come(visitor, lin)

        const added = await add()

        expect(added).toMatchObject({ hasJoined: true, member: { name: lin.name, rights } })
        expect(added).not.toHaveProperty('password')
        const session = await market().parties.authenticate(visitor.jar.get('loggia_session') ?? '')
        expect(session).toMatchObject({ buyer: { id: of.buyer.buyerId }, rights: { buyer: rights } })
      })

      test('do not take such accounts over by a new password', async () => {
        await of.addPerson(email)
        await come(it.visitor(), lin)
        const { member } = await add()

        const reset = market().parties.resetPassword({ actor: of.buyer, party: party(), id: member.id })

        await expect(reset).rejects.toMatchObject({ code: 'parties.member_elsewhere' })
      })

      test('are not joined by somebody who is disabled', async () => {
        const personId = await of.addPerson(email)
        await come(it.visitor(), lin)
        await of.act('disable', personId)

        await expect(add()).rejects.toMatchObject({ code: 'parties.email_taken' })
      })

      test('are not joined by people of another buyer', async () => {
        await of.addPerson(email)
        await come(it.visitor(), lin)
        const other = await it.world.given.buyer()
        const theirs = { kind: 'buyer', id: other.buyerId ?? 'byr_' } as const

        const adding = market().parties.addColleague(other, theirs, { ...colleague, rights })

        await expect(adding).rejects.toMatchObject({ code: 'parties.email_taken' })
      })
    })

    describe('a sign-in that an app wants once more', () => {
      const leaveAnew = async (visitor: Visitor) =>
        new URL((await visitor.get(`/sign-in/company/start?domain=${domain}&anew=1`, fromOwnPage)).location)
      async function comeAnew(visitor: Visitor, claims: Claims) {
        const url = await leaveAnew(visitor)
        provider.give(await provider.sign(makeClaims(provider, url, claims)))
        return visitor.get(makeAnswer(provider, url))
      }
      beforeEach(() => of.addPerson(email))

      test('is asked for at the provider, and only then', async () => {
        const [asked, other] = [await leaveAnew(it.visitor()), await it.leave(it.visitor())]

        expect(asked.searchParams.get('prompt')).toBe('login')
        expect(asked.searchParams.get('max_age')).toBe('0')
        expect(other.searchParams.has('prompt')).toBe(false)
        expect(other.searchParams.has('max_age')).toBe(false)
      })

      test('is refused if the provider says that it has not asked them', async () => {
        const visitor = it.visitor()

        const reply = await comeAnew(visitor, { ...lin, auth_time: getNowS() - fromMinutes(10) / 1000 })

        expect(reply.body).toContain(say(identityProblems.not_asked_again()))
        expect(await visitor.readSession()).toBeNull()
      })

      test.each([undefined, 'now'])('is let in if the provider asked at %s', async (when) => {
        const visitor = it.visitor()

        await comeAnew(visitor, { ...lin, auth_time: when && getNowS() })

        expect(await visitor.readSession()).not.toBeNull()
      })

      test('is asked for from our page, too, where somebody comes by a link', async () => {
        const { location } = await it.visitor().get('/sign-in/company/start?company=cangye&anew=1')

        expect(new URL(location, 'http://x').searchParams.get('anew')).toBe('1')
        expect((await it.visitor().get(location)).json()).toMatchObject({ isAnew: true })
      })
    })
  },
)
