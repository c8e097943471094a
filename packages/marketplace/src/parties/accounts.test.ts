import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { days } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import { openBarePlatform } from '../embedded/bare-platform.ts'
import type { BarePlatform } from '../embedded/bare-platform.ts'
import { worldEngines } from '../embedded/index.ts'
import { inTx, listHistory, system } from '../platform/index.ts'
import type { MemberActor } from '../platform/index.ts'
import { createParties } from './index.ts'
import type { NewMember, Parties } from './index.ts'
import type { SignUpMode } from './schema.ts'

const quick = { n: 16, r: 1, p: 1 }
const admin = process.env['LOGGIA_TEST_POSTGRES']
const password = 'bridges over water'
const company = {
  name: { zh: '青禾软件', en: 'Qinghe Software' },
  registrationNumber: '91310000QH',
  country: 'CN',
  foundedOn: '2019-03-01',
  staff: 40,
  taxpayer: 'general',
  contactName: '何青',
  contactEmail: 'he@qinghe.example',
  contactPhone: '+86 21 5550 0101',
  plan: '文档协同',
  documents: '',
} as const

describe.each(worldEngines(admin))('accounts on %s', (engine) => {
  let bare: BarePlatform
  let serial = 0
  let email: string
  beforeAll(async () => {
    bare = await openBarePlatform({ postgres: engine === 'postgres' ? admin : undefined })
  })
  afterAll(() => bare.close())
  beforeEach(() => {
    serial += 1
    email = `person-${serial}@cangye.example`
  })

  const partiesOf = (signUp: SignUpMode = 'open'): Parties =>
    createParties(bare.platform, { passwordCost: quick, signUp })
  const person = () => ({
    kind: 'enterprise' as const,
    organisation: '沧野制造',
    name: '林知遥',
    email,
    password,
    country: 'CN',
    language: 'zh-CN' as const,
    ip: `192.0.2.${serial % 250}`,
  })
  const signIn = (parties: Parties, given: { email?: string; password?: string } = {}) =>
    parties.signIn({ email, password, userAgent: 'a browser', ip: '192.0.2.251', ...given })
  const history = async (subject: string) =>
    (await listHistory(bare.platform.db, subject)).map(({ kind }) => kind)

  async function signedUp(parties = partiesOf()) {
    await parties.signUp(person())
    return (await signIn(parties)).session
  }
  async function added(member: Partial<NewMember>): Promise<MemberActor> {
    const parties = partiesOf()
    const address = `added-${(serial += 1)}@cangye.example`
    await inTx(bare.platform, { actor: system }, (tx) =>
      parties.addMember(tx, { email: address, name: 'Added', password, language: 'en-US', ...member }),
    )
    return (await signIn(parties, { email: address })).session.actor
  }
  const operator = () => added({ operator: true })

  describe('signing up', () => {
    test('R1, R32: a buyer signs up, is its main account, and its country and kind are kept', async () => {
      const session = await signedUp()

      expect(session).toMatchObject({
        buyer: { name: { zh: '沧野制造' } },
        rights: { buyer: { main: true, grants: [] } },
        mustChangePassword: false,
      })
      const [entry] = await listHistory(bare.platform.db, session.buyer?.id ?? '')
      expect(entry).toMatchObject({ kind: 'buyer.signed_up', data: { country: 'CN', kind: 'enterprise' } })
    })

    test('an e-mail that is taken gets the same answer, and neither its password nor anything else changes', async () => {
      const parties = partiesOf()
      const first = await parties.signUp(person())

      const again = await parties.signUp({ ...person(), password: 'another long one', organisation: 'Other' })

      expect(again).toEqual(first)
      expect((await signIn(parties)).session.buyer?.name.zh).toBe('沧野制造')
      await expect(signIn(parties, { password: 'another long one' })).rejects.toMatchObject({
        code: 'parties.sign_in_refused',
      })
      const others = bare.platform.db.withTables<{ buyer: { name_zh: string } }>().selectFrom('buyer')
      expect(await others.selectAll().where('name_zh', '=', 'Other').execute()).toEqual([])
    })

    test('R4: with approval nobody enters before an operator has confirmed the account, which verifies the buyer', async () => {
      const parties = partiesOf('approval')
      const answer = await parties.signUp(person())
      const by = await operator()
      const [waiting] = (await parties.listSignUps(by, { limit: 1 })).items

      expect(answer).toEqual({ state: 'waiting' })
      await expect(signIn(parties)).rejects.toMatchObject({ code: 'parties.sign_up_waiting' })
      await expect(signIn(parties, { password: 'wrong' })).rejects.toMatchObject({
        code: 'parties.sign_in_refused',
      })
      await parties.decideSignUp(by, waiting?.member.id as Id<'mbr'>, { approve: true })

      const { session } = await signIn(parties)
      const buyers = bare.platform.db.withTables<{ buyer: { id: string; verification: string } }>()
      const row = await buyers
        .selectFrom('buyer')
        .select('verification')
        .where('id', '=', session.buyer?.id ?? '')
        .executeTakeFirst()
      expect(row).toEqual({ verification: 'enterprise' })
      expect(await history(session.buyer?.id ?? '')).toEqual(['buyer.signed_up', 'buyer.confirmed'])
      await expect(
        parties.decideSignUp(by, session.member.id, { approve: false, reason: 'late' }),
      ).rejects.toMatchObject({ code: 'parties.sign_up_unknown' })
    })

    test('a refused account stays out, and the refusal has a reason', async () => {
      const parties = partiesOf('approval')
      await parties.signUp(person())
      const by = await operator()
      const [waiting] = (await parties.listSignUps(by, { limit: 1 })).items
      const id = waiting?.member.id as Id<'mbr'>

      await expect(parties.decideSignUp(by, id, { approve: false })).rejects.toMatchObject({
        code: 'parties.reason_missing',
      })
      await parties.decideSignUp(by, id, { approve: false, reason: 'not reachable' })

      await expect(signIn(parties)).rejects.toMatchObject({ code: 'parties.sign_up_rejected' })
    })

    test('a closed market takes none', async () => {
      await expect(partiesOf('closed').signUp(person())).rejects.toMatchObject({
        code: 'parties.sign_up_closed',
      })
    })

    test.each([
      ['short 1', 'parties.password_unfit'],
      ['nine char', 'parties.password_weak'],
      ['aaaabbbbaaaa', 'parties.password_weak'],
    ])('the password %j is refused', async (weak, code) => {
      await expect(partiesOf().signUp({ ...person(), password: weak })).rejects.toMatchObject({ code })
    })

    test('a password with the name of the mail box is refused', async () => {
      const weak = `my ${email.split('@')[0]} word`

      await expect(partiesOf().signUp({ ...person(), password: weak })).rejects.toMatchObject({
        code: 'parties.password_weak',
      })
    })

    test('the eleventh sign-up of one address within a quarter of an hour waits', async () => {
      const parties = partiesOf()
      const ip = `198.51.100.${serial % 250}`
      const one = (n: number) => parties.signUp({ ...person(), email: `n${n}-${email}`, ip })
      for (let n = 0; n < 10; n += 1) await one(n)

      await expect(one(10)).rejects.toMatchObject({
        kind: 'limited',
        code: 'parties.sign_up_limited',
        details: { retryAfter: 900 },
      })
    })

    test('only an operator sees and decides who waits', async () => {
      const { actor } = await signedUp()

      await expect(partiesOf().listSignUps(actor, { limit: 1 })).rejects.toMatchObject({ kind: 'forbidden' })
      await expect(partiesOf().decideSignUp(actor, actor.memberId, { approve: true })).rejects.toMatchObject({
        kind: 'forbidden',
      })
    })
  })

  describe('one’s own account', () => {
    test('a new password ends the other sessions and lets only itself in', async () => {
      const parties = partiesOf()
      const session = await signedUp(parties)
      const other = await signIn(parties)

      await parties.changePassword(session, { current: password, next: 'another long one' })

      expect(await parties.authenticate(other.token)).toBeUndefined()
      expect(await parties.listSessions(session.actor)).toMatchObject([{ id: session.sessionId }])
      await expect(signIn(parties)).rejects.toMatchObject({ code: 'parties.sign_in_refused' })
      expect((await signIn(parties, { password: 'another long one' })).session.member.email).toBe(email)
    })

    test('it is not changed by who does not know it, and such tries are counted like failed sign-ins', async () => {
      const parties = partiesOf()
      const session = await signedUp(parties)
      const guess = () => parties.changePassword(session, { current: 'a guess', next: 'another long one' })
      for (let n = 0; n < 10; n += 1)
        await expect(guess()).rejects.toMatchObject({ code: 'parties.password_wrong' })

      await expect(guess()).rejects.toMatchObject({ code: 'parties.sign_in_limited' })
      await expect(signIn(parties)).rejects.toMatchObject({ code: 'parties.sign_in_limited' })
    })

    test.each([
      [password, 'parties.password_same'],
      ['12345678', 'parties.password_weak'],
    ])('%j will not do as the new one', async (next, code) => {
      const parties = partiesOf()
      const session = await signedUp(parties)

      await expect(parties.changePassword(session, { current: password, next })).rejects.toMatchObject({
        code,
      })
    })

    test('one session is ended, and nobody ends another’s', async () => {
      const parties = partiesOf()
      const session = await signedUp(parties)
      const other = await signIn(parties)
      const stranger = await operator()

      await expect(parties.endSession(stranger, other.session.sessionId)).rejects.toMatchObject({
        code: 'parties.session_unknown',
      })
      await parties.endSession(session.actor, other.session.sessionId)

      expect(await parties.authenticate(other.token)).toBeUndefined()
      expect(await parties.listSessions(session.actor)).toHaveLength(1)
    })

    test('name and language are changed', async () => {
      const parties = partiesOf()
      const { actor } = await signedUp(parties)

      await parties.changeProfile(actor, { name: 'Lin', language: 'en-US' })

      expect((await signIn(parties)).session.member).toMatchObject({ name: 'Lin', language: 'en-US' })
    })
  })

  describe('members', () => {
    async function sellerWithMain() {
      const parties = partiesOf()
      const sellerId = await inTx(bare.platform, { actor: system }, (tx) =>
        parties.addSeller(tx, { nameZh: '澄澜', nameEn: 'Chenglan' }),
      )
      const main = await added({ sellerId })
      const party = { kind: 'seller' as const, id: sellerId }
      const invite = async (rights: { main?: boolean; grants?: string[] }, by = main) => {
        serial += 1
        const address = `colleague-${serial}@chenglan.example`
        const made = await parties.addColleague(by, party, {
          email: address,
          name: `Colleague ${serial}`,
          language: 'en-US',
          rights: { main: false, grants: [], ...rights },
        })
        const { session, token } = await signIn(parties, { email: address, password: made.password })
        return { ...made, session, token, email: address, id: made.member.id }
      }
      return { parties, party, main, invite }
    }

    test('R3: a member who was granted nothing has no rights, and changes the initial password first', async () => {
      const { invite } = await sellerWithMain()

      const { session } = await invite({})

      expect(session).toMatchObject({
        rights: { seller: { main: false, grants: [] } },
        mustChangePassword: true,
      })
    })

    test('the initial password gives way to the member’s own', async () => {
      const { parties, invite } = await sellerWithMain()
      const { session, password: initial, email: address } = await invite({})

      await parties.changePassword(session, { current: initial, next: 'my very own words' })

      const entered = await signIn(parties, { email: address, password: 'my very own words' })
      expect(entered.session.mustChangePassword).toBe(false)
    })

    test('R2: rights count from the next request on', async () => {
      const { parties, party, main, invite } = await sellerWithMain()
      const { id, token } = await invite({})

      await parties.setRights({ actor: main, party, id }, { main: false, grants: ['orders:read'] })

      expect((await parties.authenticate(token))?.rights.seller).toEqual({
        main: false,
        grants: ['orders:read'],
      })
      expect(await history(party.id)).toEqual(['member.invited', 'member.rights_changed'])
    })

    test('a member who keeps the members neither gives what they lack nor touches a main account', async () => {
      const { parties, party, main, invite } = await sellerWithMain()
      const keeper = await invite({ grants: ['members:write', 'orders:read'] })
      const stronger = await invite({ grants: ['finance:write'] })
      const { actor } = keeper.session

      await expect(invite({ grants: ['orders:write'] }, actor)).rejects.toMatchObject({
        code: 'parties.grant_not_held',
      })
      await expect(invite({ grants: ['purchase'] })).rejects.toMatchObject({ code: 'parties.grant_unknown' })
      await expect(invite({ main: true }, actor)).rejects.toMatchObject({ code: 'parties.main_only' })
      await expect(parties.resetPassword({ actor, party, id: main.memberId })).rejects.toMatchObject({
        code: 'parties.main_only',
      })
      await expect(parties.resetPassword({ actor, party, id: stronger.id })).rejects.toMatchObject({
        code: 'parties.grant_not_held',
      })
      expect((await invite({ grants: ['orders:read', 'members:read'] }, actor)).member.enabled).toBe(true)
    })

    test('nobody changes their own rights, and the last main account stays', async () => {
      const { parties, party, main, invite } = await sellerWithMain()
      const second = await invite({ main: true })
      const none = { main: false, grants: [] }

      await expect(parties.setRights({ actor: main, party, id: main.memberId }, none)).rejects.toMatchObject({
        code: 'parties.own_membership',
      })
      await parties.setEnabled({ actor: main, party, id: second.id }, false)
      await expect(
        parties.setRights({ actor: second.session.actor, party, id: main.memberId }, none),
      ).rejects.toMatchObject({ code: 'parties.last_main' })
    })

    test('a member who is kept out has no session and no party, until let in again', async () => {
      const { parties, party, main, invite } = await sellerWithMain()
      const { id, token, email: address, password: initial } = await invite({ grants: ['orders:read'] })

      await parties.setEnabled({ actor: main, party, id }, false)

      expect(await parties.authenticate(token)).toBeUndefined()
      const { session } = await signIn(parties, { email: address, password: initial })
      expect(session.seller).toBeUndefined()
      expect(session.actor.sellerId).toBeUndefined()
      expect(session.rights).toEqual({})
      await parties.setEnabled({ actor: main, party, id }, true)
      expect((await signIn(parties, { email: address, password: initial })).session.seller?.id).toBe(party.id)
    })

    test('a reset ends the sessions; the account of who acts for another party too is not taken over', async () => {
      const { parties, party, main, invite } = await sellerWithMain()
      const one = await invite({})
      const buyerId = await inTx(bare.platform, { actor: system }, (tx) =>
        parties.addBuyer(tx, { nameZh: '买家', nameEn: 'Buyer' }),
      )
      const both = await added({ sellerId: party.id, buyerId, rights: { main: false, grants: [] } })

      const { password: fresh } = await parties.resetPassword({ actor: main, party, id: one.id })

      expect(await parties.authenticate(one.token)).toBeUndefined()
      expect((await signIn(parties, { email: one.email, password: fresh })).session.mustChangePassword).toBe(
        true,
      )
      await expect(parties.resetPassword({ actor: main, party, id: both.memberId })).rejects.toMatchObject({
        code: 'parties.member_elsewhere',
      })
    })

    test('the members of another party are not there', async () => {
      const mine = await sellerWithMain()
      const theirs = await sellerWithMain()
      const who = { actor: mine.main, party: mine.party, id: theirs.main.memberId }
      const unknown = { code: 'parties.member_unknown' }

      await expect(mine.parties.setRights(who, { main: false, grants: [] })).rejects.toMatchObject(unknown)
      await expect(mine.parties.setEnabled(who, false)).rejects.toMatchObject(unknown)
      await expect(mine.parties.resetPassword(who)).rejects.toMatchObject(unknown)
      const { items } = await mine.parties.listMembers(mine.party, { limit: 10 })
      expect(items.map(({ id }) => id)).toEqual([mine.main.memberId])
    })
  })

  describe('applying to sell', () => {
    const companyOf = (n = serial) => ({ ...company, registrationNumber: `91310000QH${n}${engine[0]}` })

    test('R80, R82: submitted, claimed, approved: the applicant is the seller’s main account', async () => {
      const parties = partiesOf()
      const { actor } = await signedUp(parties)
      const by = await operator()

      const { id, dueAt } = await parties.apply(actor, companyOf())
      await parties.claimApplication(by, id)
      const decided = await parties.decideApplication(by, id, { approve: true })

      // Tuesday 24 November 2026: three working days on is Friday.
      expect(dueAt).toBe(bare.platform.clock.now() + days(3))
      expect(decided).toMatchObject({ state: 'approved', company: { name: company.name } })
      const { session } = await signIn(parties)
      expect(session.seller).toMatchObject({ id: decided.sellerId, name: company.name })
      expect(session.rights.seller).toEqual({ main: true, grants: [] })
      expect(await history(id)).toEqual([
        'application.submitted',
        'application.claimed',
        'application.approved',
      ])
      expect(await history(actor.buyerId ?? '')).toContain('buyer.verified')
    })

    test('R82: a refusal has a reason and one may apply again; what was refused stays as it was', async () => {
      const parties = partiesOf()
      const { actor } = await signedUp(parties)
      const by = await operator()
      const { id } = await parties.apply(actor, companyOf())
      await parties.claimApplication(by, id)

      await expect(parties.decideApplication(by, id, { approve: false })).rejects.toMatchObject({
        code: 'parties.reason_missing',
      })
      await parties.decideApplication(by, id, { approve: false, reason: '执照看不清' })
      const again = await parties.apply(actor, companyOf())

      expect(await parties.findApplication(actor)).toMatchObject({ id: again.id, state: 'submitted' })
      expect(await parties.getApplication(by, id)).toMatchObject({ state: 'rejected', reason: '执照看不清' })
    })

    test('one that is open is the only one; withdrawn, it is over', async () => {
      const parties = partiesOf()
      const { actor } = await signedUp(parties)
      const { id } = await parties.apply(actor, companyOf())

      await expect(parties.apply(actor, companyOf())).rejects.toMatchObject({
        code: 'parties.application_open',
      })
      expect(await parties.withdrawApplication(actor)).toMatchObject({ id, state: 'withdrawn' })

      await expect(parties.withdrawApplication(actor)).rejects.toMatchObject({
        code: 'parties.application_closed',
      })
      await expect(parties.claimApplication(await operator(), id)).rejects.toMatchObject({
        code: 'parties.application_closed',
      })
    })

    test('only who has claimed it decides, and only an operator', async () => {
      const parties = partiesOf()
      const { actor } = await signedUp(parties)
      const [first, second] = [await operator(), await operator()]
      const { id } = await parties.apply(actor, companyOf())
      const notClaimed = { code: 'parties.application_not_claimed' }

      await expect(parties.decideApplication(first, id, { approve: true })).rejects.toMatchObject(notClaimed)
      await parties.claimApplication(first, id)
      await parties.claimApplication(second, id)

      await expect(parties.decideApplication(first, id, { approve: true })).rejects.toMatchObject(notClaimed)
      await expect(parties.decideApplication(actor, id, { approve: true })).rejects.toMatchObject({
        kind: 'forbidden',
      })
      await expect(parties.listApplications(actor, undefined, { limit: 1 })).rejects.toMatchObject({
        kind: 'forbidden',
      })
    })

    test('R80: a company sells here once, and a member who is not the main account does not apply', async () => {
      const parties = partiesOf()
      const { actor } = await signedUp(parties)
      const by = await operator()
      const sold = companyOf()
      const { id } = await parties.apply(actor, sold)
      await parties.claimApplication(by, id)
      await parties.decideApplication(by, id, { approve: true })
      const sellerMail = email
      email = `person-${(serial += 1)}@cangye.example`
      const other = await signedUp(parties)
      const clerk = await added({
        buyerId: other.buyer?.id as Id<'byr'>,
        rights: { main: false, grants: ['purchase'] },
      })

      await expect(parties.apply(other.actor, sold)).rejects.toMatchObject({
        code: 'parties.company_onboarded',
      })
      await expect(parties.apply(clerk, companyOf(serial))).rejects.toMatchObject({
        code: 'parties.applicant_not_main',
      })
      const seller = (await signIn(parties, { email: sellerMail })).session.actor
      await expect(parties.apply(seller, companyOf(serial))).rejects.toMatchObject({
        code: 'parties.already_seller',
      })
    })
  })
})
