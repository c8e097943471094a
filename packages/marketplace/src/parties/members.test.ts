import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { fromMinutes } from '@loggia/kernel'
import type { Problem } from '@loggia/kernel'
import { createAccounts } from '../embedded/accounts.ts'
import { openBarePlatform } from '../embedded/bare-platform.ts'
import type { BarePlatform } from '../embedded/bare-platform.ts'
import { listRuleEngines } from '../embedded/index.ts'
import { runInTx, system } from '../platform/index.ts'
import { createParties } from './index.ts'

const admin = process.env['LOGGIA_TEST_POSTGRES']

describe.each(listRuleEngines(admin))('members on %s', (engine) => {
  let bare: BarePlatform
  beforeAll(async () => {
    bare = await openBarePlatform({ postgres: engine === 'postgres' ? admin : undefined })
  })
  afterAll(() => bare.close())
  const { next, partiesOf, signIn, history, added } = createAccounts(() => bare.platform)
  beforeEach(() => void next())

  async function sellerWithMain() {
    const parties = partiesOf()
    const sellerId = await runInTx(bare.platform, { actor: system }, (tx) =>
      parties.addSeller(tx, { nameZh: '澄澜', nameEn: 'Chenglan' }),
    )
    const main = await added({ sellerId })
    const party = { kind: 'seller' as const, id: sellerId }
    const invite = async (rights: { main?: boolean; grants?: string[] }, by = main) => {
      const serial = next()
      const address = `colleague-${serial}@chenglan.example`
      const { member, password = '' } = await parties.addColleague(by, party, {
        email: address,
        name: `Colleague ${serial}`,
        language: 'en-US',
        rights: { main: false, grants: [], ...rights },
      })
      const { session, token } = await signIn(parties, { email: address, password })
      return { member, password, session, token, email: address, id: member.id }
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

  test.each(['resets', 'additions'])(
    'of 120 %s of one member at once the eleventh and all after it are refused before a password is computed',
    async (what) => {
      const { party, main, invite } = await sellerWithMain()
      const { id } = await invite({})
      bare.wall.moveBy(fromMinutes(15))
      let computed = 0
      const parties = createParties(bare.platform, {
        derive: async () => {
          computed += 1
          return new Uint8Array(32)
        },
      })
      const serial = next()
      const ask = (n: number) =>
        what === 'resets'
          ? parties.resetPassword({ actor: main, party, id })
          : parties.addColleague(main, party, {
              email: `many-${serial}-${n}@chenglan.example`,
              name: 'One of many',
              language: 'en-US',
              rights: { main: false, grants: [] },
            })

      const codes = await Promise.all(
        Array.from({ length: 120 }, (_, n) =>
          ask(n).then(
            () => 'done',
            (error: Problem) => error.code,
          ),
        ),
      )

      expect(codes.filter((code) => code === 'done')).toHaveLength(10)
      expect(codes.filter((code) => code === 'parties.members_limited')).toHaveLength(110)
      expect(computed).toBe(10)
      bare.wall.moveBy(fromMinutes(15))
      await expect(ask(120)).resolves.toBeDefined()
    },
  )

  test('a member who keeps the members neither gives what they lack nor touches a main account', async () => {
    const { parties, party, main, invite } = await sellerWithMain()
    const keeper = await invite({ grants: ['members:write', 'orders:read'] })
    const stronger = await invite({ grants: ['access:write'] })
    const { actor } = keeper.session

    await expect(invite({ grants: ['products:write'] }, actor)).rejects.toMatchObject({
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
    await parties.suspendMember({ actor: main, party, id: second.id }, { reason: 'On leave' })
    await expect(
      parties.setRights({ actor: second.session.actor, party, id: main.memberId }, none),
    ).rejects.toMatchObject({ code: 'parties.right_missing' })
  })

  test('a suspended member has no session and cannot sign in, until reinstated', async () => {
    const { parties, party, main, invite } = await sellerWithMain()
    const { id, token, email: address, password: initial } = await invite({ grants: ['orders:read'] })

    await parties.suspendMember({ actor: main, party, id }, { reason: 'On leave' })

    expect(await parties.authenticate(token)).toBeUndefined()
    await expect(signIn(parties, { email: address, password: initial })).rejects.toMatchObject({
      code: 'parties.member_suspended',
      details: { reason: 'On leave' },
    })
    await expect(signIn(parties, { email: address, password: 'a wrong password' })).rejects.toMatchObject({
      code: 'parties.sign_in_refused',
    })
    await parties.reinstateMember({ actor: main, party, id }, 'Back again')
    expect((await signIn(parties, { email: address, password: initial })).session.seller?.id).toBe(party.id)
  })

  test('a reset ends the sessions; the account of who acts for another party too is not taken over', async () => {
    const { parties, party, main, invite } = await sellerWithMain()
    const one = await invite({})
    const buyerId = await runInTx(bare.platform, { actor: system }, (tx) =>
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

  test('members are found by a part of their name or address, in any case; signs of patterns mean themselves', async () => {
    const mine = await sellerWithMain()
    const theirs = await sellerWithMain()
    const one = await mine.invite({})
    await mine.invite({})
    await theirs.invite({})
    const find = async (text: string) =>
      (await mine.parties.listMembers(mine.party, { limit: 10 }, text)).items.map(({ id }) => id)

    expect(await find(one.member.name.toUpperCase())).toEqual([one.id])
    expect(await find(one.email.slice(0, -8))).toEqual([one.id])
    expect(await find('colleague')).toHaveLength(2)
    expect(await find('%')).toEqual([])
    expect(await find('_olleague')).toEqual([])
  })

  test('the members of another party are not there', async () => {
    const mine = await sellerWithMain()
    const theirs = await sellerWithMain()
    const who = { actor: mine.main, party: mine.party, id: theirs.main.memberId }
    const unknown = { code: 'parties.member_unknown' }

    await expect(mine.parties.setRights(who, { main: false, grants: [] })).rejects.toMatchObject(unknown)
    await expect(mine.parties.suspendMember(who, { reason: 'None' })).rejects.toMatchObject(unknown)
    await expect(mine.parties.resetPassword(who)).rejects.toMatchObject(unknown)
    const { items } = await mine.parties.listMembers(mine.party, { limit: 10 })
    expect(items.map(({ id }) => id)).toEqual([mine.main.memberId])
  })
})
