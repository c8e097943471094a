import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Id } from '@loggia/kernel'
import { openWorld, listRuleEngines } from '../embedded/index.ts'
import type { World } from '../embedded/index.ts'
import { listHistory } from '../platform/index.ts'
import type { PartyTables } from './tables.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES
const password = 'a password of tests'
const reason = 'called the number in the company register'

describe.each(listRuleEngines(postgresUrl))('new passwords by two operators, on %s', (engine) => {
  let world: World
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl })
  })
  afterEach(() => world.reset())
  afterAll(() => world.close())

  const emailOf = async (memberId: Id<'mbr'>): Promise<string> => {
    const members = world.platform.db.withTables<PartyTables>().selectFrom('member')
    return (await members.select('email').where('id', '=', memberId).executeTakeFirstOrThrow()).email
  }
  const signIn = async (memberId: Id<'mbr'>, given = password) =>
    world.market.parties.signIn({
      email: await emailOf(memberId),
      password: given,
      userAgent: 'test',
      ip: '127.0.0.1',
    })
  const historyOf = async (memberId: Id<'mbr'>) => {
    const entries = await listHistory(world.platform.db, memberId)
    return entries
      .filter(({ kind }) => kind.startsWith('member.owner_reset'))
      .map(({ kind, actor, data }) => [kind, actor.id, data])
  }
  const listMessages = async () => {
    const { items } = await world.market.notifications.list({ kind: 'operator' }, { limit: 10 })
    return items.filter(({ kind }) => kind === 'owner_reset_waiting')
  }
  const outcomesOf = (tries: readonly PromiseSettledResult<unknown>[]): string[] =>
    tries.map((one) => (one.status === 'fulfilled' ? 'done' : (one.reason as { code: string }).code)).sort()

  /** A request of one operator for the only owner of a buyer. */
  async function openRequest() {
    const { parties } = world.market
    const [asker, other] = [await world.given.operator(), await world.given.operator()]
    const owner = await world.given.buyer()
    const reset = await parties.proposeOwnerReset(asker, { memberId: owner.memberId, reason })
    return { parties, asker, other, owner, reset }
  }

  test('the member keeps the password and the sessions until another operator confirms', async () => {
    const { parties, owner, asker, reset } = await openRequest()
    const { token } = await signIn(owner.memberId)

    const { items } = await parties.listOwnerResets(asker, 'proposed', { limit: 10 })

    expect(items).toEqual([reset])
    expect(reset).toMatchObject({
      state: 'proposed',
      member: { id: owner.memberId, name: owner.name },
      reason,
      proposedBy: { id: asker.memberId },
    })
    expect(await parties.authenticate(token)).toBeDefined()
    expect((await signIn(owner.memberId)).session.mustChangePassword).toBe(false)
  })

  test('a confirmation ends the sessions, and its initial password works and must be changed', async () => {
    const { parties, other, owner, reset } = await openRequest()
    const { token } = await signIn(owner.memberId)

    const confirmed = await parties.confirmOwnerReset(other, reset.id)

    expect(confirmed.reset).toMatchObject({ state: 'confirmed', decidedBy: { id: other.memberId } })
    expect(await parties.authenticate(token)).toBeUndefined()
    await expect(signIn(owner.memberId)).rejects.toMatchObject({ code: 'parties.sign_in_refused' })
    const { session } = await signIn(owner.memberId, confirmed.password)
    expect(session.mustChangePassword).toBe(true)
    await parties.changePassword(session, { current: confirmed.password, next: 'my very own words' })
    const own = await signIn(owner.memberId, 'my very own words')
    expect(own.session.mustChangePassword).toBe(false)
  })

  test('the only owner of a seller gets one too', async () => {
    const { parties } = world.market
    const [asker, other] = [await world.given.operator(), await world.given.operator()]
    const owner = await world.given.seller()
    const { id } = await parties.proposeOwnerReset(asker, { memberId: owner.memberId, reason })

    const confirmed = await parties.confirmOwnerReset(other, id)

    expect((await signIn(owner.memberId, confirmed.password)).session).toMatchObject({
      seller: { id: owner.sellerId },
      mustChangePassword: true,
    })
  })

  test('the initial password is neither in the list nor in the history', async () => {
    const { parties, other, owner, reset } = await openRequest()

    const confirmed = await parties.confirmOwnerReset(other, reset.id)

    const { items } = await parties.listOwnerResets(other, undefined, { limit: 10 })
    const written = JSON.stringify([items, await listHistory(world.platform.db, owner.memberId)])
    expect(items).toEqual([confirmed.reset])
    expect(written).not.toContain(confirmed.password)
  })

  test('nobody confirms their own request, and the password stays', async () => {
    const { parties, asker, owner, reset } = await openRequest()

    await expect(parties.confirmOwnerReset(asker, reset.id)).rejects.toMatchObject({
      code: 'parties.owner_reset_own',
    })

    const { items } = await parties.listOwnerResets(asker, 'proposed', { limit: 10 })
    expect(items).toEqual([reset])
    expect((await signIn(owner.memberId)).session.mustChangePassword).toBe(false)
  })

  test('an operator’s account gets none, even if it acts for a buyer too', async () => {
    const { parties } = world.market
    const asker = await world.given.operator()
    const buyerId = (await world.given.buyer()).buyerId as Id<'byr'>
    const both = await world.given.member({ operator: true, buyerId })

    for (const { memberId } of [await world.given.operator(), both])
      await expect(parties.proposeOwnerReset(asker, { memberId, reason })).rejects.toMatchObject({
        code: 'parties.owner_reset_of_operator',
      })
  })

  test('an account that is an operator’s no longer gets one for the buyer it acts for', async () => {
    const { parties } = world.market
    const asker = await world.given.operator()
    const buyerId = (await world.given.buyer()).buyerId as Id<'byr'>
    const former = await world.given.member({ operator: true, buyerId })
    const party = { kind: 'operator' } as const
    await parties.suspendMember({ actor: asker, party, id: former.memberId }, { reason: 'Left' })

    const reset = await parties.proposeOwnerReset(asker, { memberId: former.memberId, reason })

    expect(reset.state).toBe('proposed')
  })

  test('who became an operator after the request keeps the password', async () => {
    const { parties, other, owner, reset } = await openRequest()
    const ship = { member_id: owner.memberId, role: 'operator', main: false, enabled: true } as const
    const tables = world.platform.db.withTables<PartyTables>()
    await tables
      .insertInto('membership')
      .values({ ...ship, grants: [], buyer_id: null, seller_id: null, joined: false })
      .execute()

    await expect(parties.confirmOwnerReset(other, reset.id)).rejects.toMatchObject({
      code: 'parties.owner_reset_of_operator',
    })

    expect((await signIn(owner.memberId)).session.mustChangePassword).toBe(false)
    const { items } = await parties.listOwnerResets(other, 'proposed', { limit: 10 })
    expect(items).toEqual([reset])
  })

  test('a member who does not exist is refused', async () => {
    const asker = await world.given.operator()

    await expect(
      world.market.parties.proposeOwnerReset(asker, { memberId: 'mbr_nobody', reason }),
    ).rejects.toMatchObject({ code: 'parties.member_unknown' })
  })

  test('a member has one open request, and another after it was decided', async () => {
    const { parties, asker, other, owner, reset } = await openRequest()
    const ask = { memberId: owner.memberId, reason }

    for (const operator of [asker, other])
      await expect(parties.proposeOwnerReset(operator, ask)).rejects.toMatchObject({
        code: 'parties.owner_reset_waiting',
      })
    await parties.confirmOwnerReset(other, reset.id)
    const next = await parties.proposeOwnerReset(other, ask)

    const { items } = await parties.listOwnerResets(other, undefined, { limit: 10 })
    expect(items.map(({ id, state }) => [id, state])).toEqual([
      [next.id, 'proposed'],
      [reset.id, 'confirmed'],
    ])
  })

  test('of two requests for one member at once one is kept', async () => {
    const { parties } = world.market
    const operators = [await world.given.operator(), await world.given.operator()]
    const { memberId } = await world.given.buyer()

    const tries = await Promise.allSettled(
      operators.map((operator) => parties.proposeOwnerReset(operator, { memberId, reason })),
    )

    expect(outcomesOf(tries)).toEqual(['done', 'parties.owner_reset_waiting'])
    expect(await listMessages()).toHaveLength(1)
  })

  test('of two confirmations at once one wins, and its password works', async () => {
    const { parties, other, owner, reset } = await openRequest()
    const third = await world.given.operator()

    const tries = await Promise.allSettled(
      [other, third].map((operator) => parties.confirmOwnerReset(operator, reset.id)),
    )

    expect(outcomesOf(tries)).toEqual(['done', 'parties.owner_reset_decided'])
    const won = tries.find((one) => one.status === 'fulfilled')?.value
    expect((await signIn(owner.memberId, won?.password)).session.mustChangePassword).toBe(true)
    expect((await historyOf(owner.memberId)).map(([kind]) => kind)).toEqual([
      'member.owner_reset_proposed',
      'member.owner_reset_confirmed',
    ])
  })

  test('of a confirmation and a withdrawal at once one wins', async () => {
    const { parties, asker, other, owner, reset } = await openRequest()

    const tries = await Promise.allSettled([
      parties.confirmOwnerReset(other, reset.id),
      parties.withdrawOwnerReset(asker, reset.id),
    ])

    expect(outcomesOf(tries)).toEqual(['done', 'parties.owner_reset_decided'])
    const isConfirmed = tries[0].status === 'fulfilled'
    const entered = signIn(owner.memberId).then(
      () => 'the old password works',
      (error: { code: string }) => error.code,
    )
    expect(await entered).toBe(isConfirmed ? 'parties.sign_in_refused' : 'the old password works')
  })

  test.each(['buyer', 'seller'] as const)('a %s neither asks nor decides nor reads', async (kind) => {
    const { parties, owner, reset } = await openRequest()
    const stranger = kind === 'buyer' ? owner : await world.given.seller()
    const refused = { code: 'parties.not_an_operator' }

    const ask = { memberId: stranger.memberId, reason }
    await expect(parties.proposeOwnerReset(stranger, ask)).rejects.toMatchObject(refused)
    await expect(parties.confirmOwnerReset(stranger, reset.id)).rejects.toMatchObject(refused)
    await expect(parties.withdrawOwnerReset(stranger, reset.id)).rejects.toMatchObject(refused)
    await expect(parties.listOwnerResets(stranger, undefined, { limit: 10 })).rejects.toMatchObject(refused)
  })

  test.each([
    ['asker', 'withdrawn'],
    ['other', 'rejected'],
  ] as const)('the request that the %s ended is %s, and changes no password', async (who, state) => {
    const { parties, owner, reset, ...operators } = await openRequest()
    const by = operators[who]

    const withdrawn = await parties.withdrawOwnerReset(by, reset.id)

    expect(withdrawn).toMatchObject({ state, decidedBy: { id: by.memberId } })
    expect((await historyOf(owner.memberId)).at(-1)).toEqual([`member.owner_reset_${state}`, by.memberId, {}])
    const decided = { code: 'parties.owner_reset_decided' }
    await expect(parties.confirmOwnerReset(operators.other, reset.id)).rejects.toMatchObject(decided)
    await expect(parties.withdrawOwnerReset(by, reset.id)).rejects.toMatchObject(decided)
    expect((await signIn(owner.memberId)).session.mustChangePassword).toBe(false)
    const ask = { memberId: owner.memberId, reason }
    expect(await parties.proposeOwnerReset(operators.asker, ask)).toMatchObject({ state: 'proposed' })
  })

  test('a request that does not exist is refused', async () => {
    const operator = await world.given.operator()
    const { parties } = world.market
    const unknown = { code: 'parties.owner_reset_unknown' }

    await expect(parties.confirmOwnerReset(operator, 'prr_nothing')).rejects.toMatchObject(unknown)
    await expect(parties.withdrawOwnerReset(operator, 'prr_nothing')).rejects.toMatchObject(unknown)
  })

  test('operators are told about a request, with the member and who asks', async () => {
    const { asker, owner, reset } = await openRequest()

    const told = await listMessages()

    expect(told).toMatchObject([
      { subject: reset.id, data: { resetId: reset.id, member: owner.name, by: asker.name } },
    ])
  })

  test('the history of the member has who asked and who decided, with the reason', async () => {
    const { parties, asker, other, owner, reset } = await openRequest()
    await parties.withdrawOwnerReset(asker, reset.id)
    const again = await parties.proposeOwnerReset(other, {
      memberId: owner.memberId,
      reason: 'seen in person',
    })

    await parties.confirmOwnerReset(asker, again.id)

    expect(await historyOf(owner.memberId)).toEqual([
      ['member.owner_reset_proposed', asker.memberId, { reason }],
      ['member.owner_reset_withdrawn', asker.memberId, {}],
      ['member.owner_reset_proposed', other.memberId, { reason: 'seen in person' }],
      ['member.owner_reset_confirmed', asker.memberId, { reason: 'seen in person' }],
    ])
  })
})
