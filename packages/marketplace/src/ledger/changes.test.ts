import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sql } from 'kysely'
import { createMoney, toDecimal } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import { openWorld, listRuleEngines } from '../embedded/index.ts'
import type { World } from '../embedded/index.ts'
import { listHistory } from '../platform/index.ts'
import type { MemberActor } from '../platform/index.ts'
import { decideChange } from './rules.ts'
import type { ChangeAct } from './rules.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES

test.each<[ChangeAct, 'own' | 'another', string | undefined, string]>([
  ['confirm', 'another', undefined, 'confirmed'],
  ['confirm', 'own', undefined, 'ledger.own_change'],
  ['reject', 'another', 'no such transfer', 'rejected'],
  ['reject', 'another', ' ', 'ledger.reason_missing'],
  ['reject', 'another', undefined, 'ledger.reason_missing'],
  ['reject', 'own', 'a slip', 'ledger.own_change'],
  ['withdraw', 'own', undefined, 'withdrawn'],
  ['withdraw', 'another', undefined, 'ledger.change_of_another'],
])('R6: to %s what %s operator proposed, with the reason %j: %s', (act, whose, reason, expected) => {
  const proposedBy = 'mbr_1' as const
  const memberId = whose === 'own' ? proposedBy : 'mbr_2'
  const decide = () => decideChange({ state: 'waiting', proposedBy }, act, { memberId, reason })

  if (expected.includes('.')) expect(decide).toThrow(expect.objectContaining({ code: expected }))
  else expect(decide()).toBe(expected)
})

test.each(['confirmed', 'rejected', 'withdrawn'] as const)('R6: what is %s is decided once', (state) => {
  const decide = () => decideChange({ state, proposedBy: 'mbr_1' }, 'confirm', { memberId: 'mbr_2' })

  expect(decide).toThrow(expect.objectContaining({ code: 'ledger.change_decided' }))
})

describe.each(listRuleEngines(postgresUrl))('R6: four eyes on balances, on %s', (engine) => {
  let world: World
  let proposer: MemberActor
  let other: MemberActor
  let third: MemberActor
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl })
    proposer = await world.given.operator()
    other = await world.given.operator()
    third = await world.given.operator()
    await world.market.settings.changeSettings(proposer, { fourEyesOnTopUps: true })
  })
  afterAll(() => world.close())

  const buyerWith = async (minor: bigint): Promise<Id<'byr'>> =>
    (await world.given.buyer(minor)).buyerId as Id<'byr'>
  const balanceOf = async (buyerId: Id<'byr'>) =>
    toDecimal(await world.market.ledger.getBalance(world.platform.db, buyerId, 'CNY'))
  async function propose(buyerId: Id<'byr'>, kind: 'top_up' | 'correction' = 'top_up', minor = 5_000n) {
    const ask = { kind, buyerId, amount: createMoney(minor, 'CNY'), reason: 'bank transfer 4711' }
    const asked = await world.market.ledger.changeBalance({ actor: proposer }, ask)
    if (asked.state !== 'waiting') throw new Error('It was posted at once')
    return asked.changeId
  }
  const postingsOf = async (changeId: Id<'bch'>) =>
    (
      await sql<{ kind: string }>`select kind from ledger_posting where subject = ${changeId}`.execute(
        world.platform.db.withTables<unknown>(),
      )
    ).rows

  test('a top-up waits, and is posted when another operator confirms it', async () => {
    const buyerId = await buyerWith(0n)
    const changeId = await propose(buyerId)
    const before = await balanceOf(buyerId)

    await world.market.ledger.decideBalanceChange(other, changeId, { approve: true })

    expect([before, await balanceOf(buyerId)]).toEqual(['0.00', '50.00'])
    const kinds = (await listHistory(world.platform.db, buyerId)).map(({ kind, actor }) => [kind, actor.id])
    expect(kinds).toEqual([
      ['balance.proposed', proposer.memberId],
      ['balance.topped_up', other.memberId],
    ])
    expect(await world.market.views.getBalanceChange(changeId)).toMatchObject({
      state: 'confirmed',
      proposedBy: { id: proposer.memberId },
      decidedBy: { id: other.memberId },
      balance: { amount: '50.00' },
    })
  })

  test('whoever proposed it neither confirms nor rejects it, and nothing moves', async () => {
    const buyerId = await buyerWith(0n)
    const changeId = await propose(buyerId)

    const { decideBalanceChange } = world.market.ledger
    for (const approve of [true, false])
      await expect(
        decideBalanceChange(proposer, changeId, { approve, reason: 'mine' }),
      ).rejects.toMatchObject({ code: 'ledger.own_change' })

    expect(await balanceOf(buyerId)).toBe('0.00')
    expect((await world.market.views.getBalanceChange(changeId)).state).toBe('waiting')
  })

  test('R6: of several that are confirmed at once, the operator’s own is refused and waits on', async () => {
    const buyerId = await buyerWith(0n)
    const [theirs, mine, more] = [await propose(buyerId), await propose(buyerId), await propose(buyerId)]
    const ask = { kind: 'top_up', buyerId, amount: createMoney(700n, 'CNY'), reason: 'cash' } as const
    const own = await world.market.ledger.changeBalance({ actor: other }, ask)
    const ids = [theirs, own.state === 'waiting' ? own.changeId : mine, more]

    const both = await Promise.all([
      world.market.ledger.decideBalanceChanges(other, ids, { approve: true }),
      world.market.ledger.decideBalanceChanges(third, [theirs], { approve: true }),
    ])

    expect(both[0].results.slice(1)).toMatchObject([
      { id: ids[1], done: false, problem: { code: 'ledger.own_change' } },
      { id: more, done: true },
    ])
    // Two operators at once: one of them has confirmed it, and it was posted once.
    expect(both.filter(({ results }) => results[0]?.done === true)).toHaveLength(1)
    expect(await balanceOf(buyerId)).toBe('100.00')
    expect((await world.market.views.getBalanceChange(mine)).state).toBe('waiting')
  })

  test('a rejection says why, a withdrawal is the proposer’s, and neither moves anything', async () => {
    const buyerId = await buyerWith(0n)
    const [rejected, withdrawn] = [await propose(buyerId), await propose(buyerId)]
    const { ledger, notifications } = world.market

    await ledger.decideBalanceChange(other, rejected, { approve: false, reason: 'no such transfer' })
    await expect(ledger.withdrawBalanceChange(other, withdrawn)).rejects.toMatchObject({
      code: 'ledger.change_of_another',
    })
    await ledger.withdrawBalanceChange(proposer, withdrawn)

    expect(await balanceOf(buyerId)).toBe('0.00')
    const { items } = await world.market.views.listBalanceChanges({ buyerId }, { limit: 10 })
    expect(items.map(({ state, decisionReason }) => [state, decisionReason])).toEqual([
      ['withdrawn', undefined],
      ['rejected', 'no such transfer'],
    ])
    const told = (await notifications.list({ kind: 'operator' }, { limit: 10 })).items
    expect(told.map(({ kind, subject }) => [kind, subject])).toEqual(
      expect.arrayContaining([
        ['balance_change_waiting', withdrawn],
        ['balance_change_decided', rejected],
      ]),
    )
    expect(told.filter(({ subject }) => subject === withdrawn)).toHaveLength(1)
  })

  test('a correction takes what is there and no more; one that is too large waits on', async () => {
    const buyerId = await buyerWith(10_000n)
    const [small, large] = [
      await propose(buyerId, 'correction', 4_000n),
      await propose(buyerId, 'correction', 6_001n),
    ]
    const { decideBalanceChange } = world.market.ledger

    await decideBalanceChange(other, small, { approve: true })
    await expect(decideBalanceChange(other, large, { approve: true })).rejects.toMatchObject({
      code: 'ledger.balance_insufficient',
      details: { missing: '0.01' },
    })

    expect(await balanceOf(buyerId)).toBe('60.00')
    expect((await world.market.views.getBalanceChange(large)).state).toBe('waiting')
  })

  test('what waits when four eyes are switched off still takes another operator', async () => {
    const buyerId = await buyerWith(0n)
    const changeId = await propose(buyerId)
    await world.market.settings.changeSettings(other, { fourEyesOnTopUps: false })

    const [alone] = await Promise.allSettled([
      world.market.ledger.decideBalanceChange(proposer, changeId, { approve: true }),
    ])
    const ask = { kind: 'top_up' as const, buyerId, amount: createMoney(100n, 'CNY'), reason: 'at once' }
    const atOnce = await world.market.ledger.changeBalance({ actor: proposer }, ask)
    await world.market.settings.changeSettings(other, { fourEyesOnTopUps: true })

    expect(alone).toMatchObject({ status: 'rejected', reason: { code: 'ledger.own_change' } })
    expect(atOnce.state).toBe('posted')
  })

  // The embedded engine has a single connection and cannot test locks.
  test.skipIf(engine === 'embedded')('of two who confirm at once one posts it', async () => {
    const buyerId = await buyerWith(0n)
    const changeId = await propose(buyerId)

    const outcomes = await Promise.allSettled(
      [other, third, other, third].map((actor) =>
        world.market.ledger.decideBalanceChange(actor, changeId, { approve: true }),
      ),
    )

    const refused = outcomes.flatMap((one) =>
      one.status === 'rejected' ? [(one.reason as { code: string }).code] : [],
    )
    expect(refused).toEqual(Array.from({ length: 3 }, () => 'ledger.change_decided'))
    expect(await postingsOf(changeId)).toEqual([{ kind: 'top_up' }])
    expect(await balanceOf(buyerId)).toBe('50.00')
  })

  test('is an operator’s alone', async () => {
    const buyer = await world.given.buyer(0n)
    const changeId = await propose(buyer.buyerId as Id<'byr'>)
    const { ledger } = world.market

    for (const actor of [buyer, await world.given.seller()]) {
      const asked = [
        ledger.decideBalanceChange(actor, changeId, { approve: true }),
        ledger.withdrawBalanceChange(actor, changeId),
      ]
      for (const one of await Promise.allSettled(asked))
        expect(one).toMatchObject({ status: 'rejected', reason: { code: 'parties.not_an_operator' } })
    }
    await expect(ledger.decideBalanceChange(other, 'bch_none', { approve: true })).rejects.toMatchObject({
      code: 'ledger.change_unknown',
    })
  })
})
