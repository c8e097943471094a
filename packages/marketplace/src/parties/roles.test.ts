import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { fromDays, addMs } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import { createAccounts } from '../embedded/accounts.ts'
import { openBarePlatform } from '../embedded/bare-platform.ts'
import type { BarePlatform } from '../embedded/bare-platform.ts'
import { listRuleEngines } from '../embedded/index.ts'
import { runInTx, system } from '../platform/index.ts'

const admin = process.env.LOGGIA_TEST_POSTGRES

describe.each(listRuleEngines(admin))('roles and suspended members, on %s', (engine) => {
  let bare: BarePlatform
  beforeAll(async () => {
    bare = await openBarePlatform({ postgres: engine === 'postgres' ? admin : undefined })
  })
  afterAll(() => bare.close())
  const { next, partiesOf, signIn, history, added } = createAccounts(() => bare.platform)
  beforeEach(() => void next())

  async function party() {
    const parties = partiesOf()
    const sellerId = await runInTx(bare.platform, { actor: system }, (tx) =>
      parties.addSeller(tx, { nameZh: '澄澜', nameEn: 'Chenglan' }),
    )
    const main = await added({ sellerId })
    const of = { kind: 'seller' as const, id: sellerId }
    const create = (name: string, grants: string[], actor = main) =>
      parties.createRole({ actor, party: of }, { name, grants })
    const invite = async (rights: { main?: boolean; grants?: string[]; roles?: Id<'rol'>[] }, by = main) => {
      const email = `of-role-${next()}@chenglan.example`
      const { member, password = '' } = await parties.addColleague(by, of, {
        email,
        name: 'Colleague',
        language: 'en-US',
        rights: { main: false, grants: [], ...rights },
      })
      const { session, token } = await signIn(parties, { email, password })
      return { id: member.id, email, password, token, actor: session.actor }
    }
    const rightsOf = async (token: string) => (await parties.authenticate(token))?.rights.seller
    return { parties, main, of, create, invite, rightsOf }
  }

  test('R2: a member has the rights of all roles, and a change of a role counts from the next request on', async () => {
    const { parties, main, of, create, invite, rightsOf } = await party()
    const finance = await create('Finance', ['orders:read'])
    const support = await create('Support', ['calls:read'])
    const member = await invite({ grants: ['messages:read'], roles: [finance.id, support.id] })

    expect((await rightsOf(member.token))?.grants.toSorted()).toEqual([
      'calls:read',
      'messages:read',
      'orders:read',
    ])
    await parties.changeRole(
      { actor: main, party: of, id: finance.id },
      { name: 'Finance', grants: ['orders:write'] },
    )
    expect((await rightsOf(member.token))?.grants).toContain('orders:write')
    expect((await parties.listRoles(of)).map(({ name, members }) => [name, members])).toEqual([
      ['Finance', 1],
      ['Support', 1],
    ])
    expect(await history(of.id)).toEqual(['role.created', 'role.created', 'member.invited', 'role.changed'])
  })

  test('only an owner makes, changes and deletes roles', async () => {
    const { parties, of, create, invite } = await party()
    const role = await create('Finance', ['orders:read'])
    const { actor } = await invite({ grants: ['members:write', 'orders:write'] })
    const asking = { actor, party: of, id: role.id }
    const refused = { code: 'parties.main_only' }

    await expect(create('Mine', ['orders:read'], actor)).rejects.toMatchObject(refused)
    await expect(
      parties.changeRole(asking, { name: 'Finance', grants: ['products:write'] }),
    ).rejects.toMatchObject(refused)
    await expect(parties.removeRole(asking, null)).rejects.toMatchObject(refused)
  })

  test('who keeps the members gives no role with rights that they lack, and takes none away', async () => {
    const { parties, of, create, invite } = await party()
    const strong = await create('Catalogue', ['products:write'])
    const weak = await create('Support', ['orders:read'])
    const keeper = await invite({ grants: ['members:write', 'orders:read'] })
    const plain = await invite({})
    const holder = await invite({ roles: [strong.id] })
    const set = (id: Id<'mbr'>, roles: Id<'rol'>[]) =>
      parties.setRights({ actor: keeper.actor, party: of, id }, { main: false, grants: [], roles })
    const refused = { code: 'parties.grant_not_held' }

    await expect(set(plain.id, [strong.id])).rejects.toMatchObject(refused)
    await expect(invite({ roles: [strong.id] }, keeper.actor)).rejects.toMatchObject(refused)
    await expect(set(holder.id, [])).rejects.toMatchObject(refused)
    await expect(set(keeper.id, [weak.id])).rejects.toMatchObject({ code: 'parties.own_membership' })
    expect((await set(plain.id, [weak.id])).rights.grants).toEqual(['orders:read'])
  })

  test('roles of another party, unknown rights, and a name twice are refused', async () => {
    const { parties, main, of, create, invite } = await party()
    const theirs = await party()
    const foreign = await theirs.create('Finance', ['orders:read'])
    await create('Finance', ['orders:read'])
    const own = { actor: main, party: of, id: foreign.id }
    const unknown = { code: 'parties.role_unknown' }

    await expect(invite({ roles: [foreign.id] })).rejects.toMatchObject(unknown)
    await expect(parties.changeRole(own, { name: 'x', grants: ['orders:read'] })).rejects.toMatchObject(
      unknown,
    )
    await expect(parties.removeRole(own, null)).rejects.toMatchObject(unknown)
    await expect(create('x', ['reviewer'])).rejects.toMatchObject({ code: 'parties.grant_unknown' })
    await expect(create('FINANCE', ['orders:read'])).rejects.toMatchObject({
      code: 'parties.role_name_taken',
    })
  })

  test('a role in use is deleted once it is said what its members get instead', async () => {
    const { parties, main, of, create, invite, rightsOf } = await party()
    const old = await create('Old', ['orders:read'])
    const fresh = await create('Fresh', ['calls:read'])
    const member = await invite({ roles: [old.id] })
    const both = await invite({ roles: [old.id, fresh.id] })
    const remove = (id: Id<'rol'>, to?: Id<'rol'> | null) =>
      parties.removeRole({ actor: main, party: of, id }, to)

    await expect(remove(old.id)).rejects.toMatchObject({
      code: 'parties.role_in_use',
      details: { members: 2 },
    })
    await expect(remove(old.id, old.id)).rejects.toMatchObject({ code: 'parties.role_same' })
    await remove(old.id, fresh.id)
    for (const { token } of [member, both]) expect((await rightsOf(token))?.grants).toEqual(['calls:read'])
    await remove(fresh.id, null)
    expect((await rightsOf(member.token))?.grants).toEqual([])
    expect(await parties.listRoles(of)).toEqual([])
  })

  test('a role that is given and deleted at the same time is given or is gone', async () => {
    const { parties, main, of, create, invite } = await party()
    for (let i = 0; i < 5; i += 1) {
      const role = await create(`Role ${i}`, ['orders:read'])
      const member = await invite({})
      const [given, removed] = await Promise.allSettled([
        parties.setRights(
          { actor: main, party: of, id: member.id },
          { main: false, grants: [], roles: [role.id] },
        ),
        parties.removeRole({ actor: main, party: of, id: role.id }, undefined),
      ])
      const codes = [given, removed].map((one) => (one.status === 'rejected' ? one.reason.code : 'done'))
      expect([
        ['done', 'parties.role_in_use'],
        ['parties.role_unknown', 'done'],
      ]).toContainEqual(codes)
    }
  })

  test('an owner has all rights and no role; the last one stays', async () => {
    const { parties, main, of, create, invite } = await party()
    const role = await create('Finance', ['orders:read'])
    const owner = await invite({ main: true, grants: ['orders:read'], roles: [role.id] })

    const { items } = await parties.listMembers(of, { limit: 10 })
    expect(items.find(({ id }) => id === owner.id)).toMatchObject({
      rights: { main: true, grants: [] },
      roles: [],
    })
    await parties.suspendMember({ actor: owner.actor, party: of, id: main.memberId }, { reason: 'On leave' })
    await expect(
      parties.suspendMember({ actor: main, party: of, id: owner.id }, { reason: 'Revenge' }),
    ).rejects.toMatchObject({ code: 'parties.right_missing' })
  })

  test('a suspended member, whose request is under way, changes nobody', async () => {
    const { parties, main, of, invite } = await party()
    const owner = await invite({ main: true })
    const member = await invite({})
    const asking = { actor: owner.actor, party: of, id: member.id }
    await parties.suspendMember({ actor: main, party: of, id: owner.id }, { reason: 'Left' })
    const refused = { code: 'parties.right_missing' }

    await expect(invite({ main: true }, owner.actor)).rejects.toMatchObject(refused)
    await expect(parties.setRights(asking, { main: true, grants: [] })).rejects.toMatchObject(refused)
    await expect(parties.resetPassword(asking)).rejects.toMatchObject(refused)
    await expect(parties.suspendMember(asking, { reason: 'Revenge' })).rejects.toMatchObject(refused)
  })

  test('of two owners who suspend each other at the same time, one stays', async () => {
    const { parties, main, of, invite } = await party()
    const owner = await invite({ main: true })

    const codes = await Promise.all(
      [
        { actor: main, party: of, id: owner.id },
        { actor: owner.actor, party: of, id: main.memberId },
      ].map((who) =>
        parties.suspendMember(who, { reason: 'Left' }).then(
          () => 'done',
          (error: { code: string }) => error.code,
        ),
      ),
    )

    expect(codes.toSorted()).toEqual(['done', 'parties.right_missing'])
  })

  test('who keeps the members suspends nobody with more rights, and not themselves', async () => {
    const { parties, main, of, invite } = await party()
    const keeper = await invite({ grants: ['members:write'] })
    const stronger = await invite({ grants: ['access:write'] })
    const suspend = (id: Id<'mbr'>) =>
      parties.suspendMember({ actor: keeper.actor, party: of, id }, { reason: 'No' })

    await expect(suspend(main.memberId)).rejects.toMatchObject({ code: 'parties.main_only' })
    await expect(suspend(stronger.id)).rejects.toMatchObject({ code: 'parties.grant_not_held' })
    await expect(suspend(keeper.id)).rejects.toMatchObject({ code: 'parties.own_membership' })
  })

  test('the suspension of a member ends when it is due', async () => {
    const { parties, main, of, invite, rightsOf } = await party()
    const { id, email, password, token } = await invite({ grants: ['orders:read'] })
    const until = addMs(bare.platform.clock.now(), fromDays(3))

    const suspended = await parties.suspendMember(
      { actor: main, party: of, id },
      { reason: 'On leave', until },
    )

    expect(suspended.suspension).toMatchObject({ reason: 'On leave', until })
    expect(await rightsOf(token)).toBeUndefined()
    await expect(signIn(parties, { email, password })).rejects.toMatchObject({
      code: 'parties.member_suspended',
    })
    const suspensionId = await suspensionOf(id)
    await runInTx(bare.platform, { actor: system }, (tx) => parties.lookAtSuspension(tx, suspensionId, until))
    await signIn(parties, { email, password })
    expect(await history(of.id)).toEqual(['member.invited', 'member.disabled', 'member.enabled'])
  })
  const suspensionOf = async (memberId: Id<'mbr'>): Promise<Id<'sus'>> => {
    const row = await bare.platform.db
      .withTables<{ suspension: { id: Id<'sus'>; member_id: string } }>()
      .selectFrom('suspension')
      .select('id')
      .where('member_id', '=', memberId)
      .executeTakeFirstOrThrow()
    return row.id
  }

  test('of a sign-in and a suspension at the same time, no session is left', async () => {
    const { parties, main, of, invite } = await party()
    for (let i = 0; i < 5; i += 1) {
      const { id, email, password, token } = await invite({})
      const [entered] = await Promise.allSettled([
        signIn(parties, { email, password }),
        parties.suspendMember({ actor: main, party: of, id }, { reason: 'On leave' }),
      ])
      expect(await parties.authenticate(token)).toBeUndefined()
      if (entered.status === 'fulfilled')
        expect(await parties.authenticate(entered.value.token)).toBeUndefined()
      else
        expect(['parties.member_suspended', 'parties.sign_in_refused']).toContain(
          (entered.reason as { code?: string }).code,
        )
    }
  })

  test('a suspension from before there were reasons is refused without one', async () => {
    const { parties, invite } = await party()
    const { id, email, password } = await invite({})
    const tables = bare.platform.db.withTables<{ membership: { member_id: string; enabled: boolean } }>()
    await tables.updateTable('membership').set({ enabled: false }).where('member_id', '=', id).execute()

    await expect(signIn(parties, { email, password })).rejects.toMatchObject({
      code: 'parties.member_disabled',
    })
  })
})
