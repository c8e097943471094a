import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { createMoney, fromDays, fromHours, fromMinutes } from '@loggia/kernel'
import type { DurationMs, WallInstant } from '@loggia/kernel'
import { listRuleEngines } from '../../embedded/index.ts'
import type { World } from '../../embedded/index.ts'
import { listHistory, notify, runInTx, system } from '../../platform/index.ts'
import type { PartyTables } from '../../parties/index.ts'
import { openMailWorld } from '../testing/mail-world.ts'
import type { MailWorld } from '../testing/mail-world.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES
const password = 'a rather long sentence'

describe.each(listRuleEngines(postgresUrl))('the hourly sweep, on %s', (engine) => {
  let open: MailWorld
  let world: World
  let movedMs = 0
  beforeAll(async () => {
    open = await openMailWorld({ engine, postgresUrl })
    ;({ world } = open)
    const now = world.platform.wall.now.bind(world.platform.wall)
    vi.spyOn(world.platform.wall, 'now').mockImplementation(() => (now() + movedMs) as WallInstant)
  })
  beforeEach(() => world.reset())
  afterAll(async () => {
    vi.restoreAllMocks()
    await open.close()
  })

  const pass = (length: DurationMs): void => void (movedMs += length)
  const listed = async () =>
    (await world.market.mails.listSent(await world.given.operator(), {}, { limit: 10 })).items.length
  const signUp = (email: string) =>
    world.market.parties.signUp({
      kind: 'personal',
      name: 'Lin',
      email,
      password,
      country: 'CN',
      language: 'en-US',
      ip: '198.51.100.1',
    })
  const memberOf = (email: string) =>
    world.platform.db
      .withTables<PartyTables>()
      .selectFrom('member')
      .innerJoin('membership', 'membership.member_id', 'member.id')
      .select(['member.id', 'membership.buyer_id'])
      .where('email', '=', email)
      .executeTakeFirst()

  test('deletes emails ninety days after they ended, and looks once an hour', async () => {
    await world.given.operator()
    await runInTx(world.platform, { actor: system }, (tx) =>
      notify(
        tx,
        'sign_up_waiting',
        { kind: 'operator' },
        { subject: 'byr_1', data: { name: { zh: '甲', en: 'A' } } },
      ),
    )
    await open.sendAll()
    pass(fromDays(89))
    await open.sendAll()
    expect(await listed()).toBe(1)

    // The sweep of the 89th day was the last within this hour.
    pass(fromMinutes(59))
    await open.sendAll()
    expect(await listed()).toBe(1)
    pass(fromDays(1))
    await open.sendAll()

    expect(await listed()).toBe(0)
  })

  test('deletes an account that was unconfirmed for thirty days, so that its email is free again', async () => {
    await signUp('lin@buyer.example')
    await open.sendAll()
    const account = await memberOf('lin@buyer.example')
    await world.advance(fromDays(29))
    pass(fromHours(2))
    await open.sendAll()
    expect(await memberOf('lin@buyer.example')).toEqual(account)

    await world.advance(fromDays(2))
    pass(fromHours(2))
    await open.sendAll()

    expect(await memberOf('lin@buyer.example')).toBeUndefined()
    const facts = await listHistory(world.platform.db, account?.buyer_id ?? '')
    expect(facts.at(-1)).toMatchObject({ kind: 'buyer.dropped', data: { memberId: account?.id } })
    await signUp('lin@buyer.example')
    await open.sendAll()
    const again = open.readToken('lin@buyer.example')
    await expect(
      world.market.parties.signIn({
        email: 'lin@buyer.example',
        password,
        userAgent: 'test',
        ip: '198.51.100.2',
        confirmation: again,
      }),
    ).resolves.toMatchObject({ session: { member: { email: 'lin@buyer.example' } } })
  })

  test('keeps an account that was confirmed, and one that an operator has topped up, without failing', async () => {
    await signUp('kept@buyer.example')
    await signUp('used@buyer.example')
    await open.sendAll()
    await world.market.parties.signIn({
      email: 'kept@buyer.example',
      password,
      userAgent: 'test',
      ip: '198.51.100.2',
      confirmation: open.readToken('kept@buyer.example'),
    })
    const used = await memberOf('used@buyer.example')
    await world.market.ledger.changeBalance(
      { actor: await world.given.operator() },
      {
        kind: 'top_up',
        buyerId: used?.buyer_id ?? 'byr_none',
        amount: createMoney(100n, 'CNY'),
        reason: 'a transfer',
      },
    )

    await world.advance(fromDays(31))
    pass(fromHours(2))
    await open.sendAll()

    expect(await memberOf('kept@buyer.example')).toBeDefined()
    expect(await memberOf('used@buyer.example')).toEqual(used)
  })
})
