import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as fc from 'fast-check'
import { sql } from 'kysely'
import { createMoney, toDecimal } from '@loggia/kernel'
import type { Currency, Id } from '@loggia/kernel'
import { openWorld, listWorldEngines } from '../embedded/index.ts'
import type { World } from '../embedded/index.ts'
import { runInTx, listHistory, system } from '../platform/index.ts'
import type { Tx } from '../platform/index.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES
const cny = (minor: bigint) => createMoney(minor, 'CNY')

let serial = 0
const orderId = (): Id<'ord'> => `ord_of_a_test_${(serial += 1)}`

let world: World
const asSystem = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
  runInTx(world.platform, { actor: system }, work)
/** A buyer without members, since nobody signs in here. */
const buyerWith = (minor: bigint): Promise<Id<'byr'>> =>
  asSystem(async (tx) => {
    const { parties, ledger } = world.market
    const buyerId = await parties.addBuyer(tx, { nameZh: '买家', nameEn: 'Buyer' })
    await ledger.openBalance(tx, buyerId, 'CNY')
    if (minor > 0n) await ledger.topUpIn(tx, { buyerId, amount: cny(minor), reason: 'opening balance' })
    return buyerId
  })
const pay = (buyerId: Id<'byr'>, minor: bigint, order = orderId()) =>
  asSystem((tx) => world.market.ledger.pay(tx, { buyerId, orderId: order, amount: cny(minor) }))
const refund = (buyerId: Id<'byr'>, minor: bigint, order = orderId()) =>
  asSystem((tx) => world.market.ledger.refund(tx, { buyerId, refundOrderId: order, amount: cny(minor) }))
const balanceOf = async (buyerId: Id<'byr'>, currency: Currency = 'CNY') =>
  toDecimal(await world.market.ledger.getBalance(world.platform.db, buyerId, currency))

async function rows<T>(query: ReturnType<typeof sql<T>>): Promise<T[]> {
  return (await query.execute(world.platform.db.withTables<unknown>())).rows
}

/** Postings and balances that contradict the entries: there must be none. */
const findFaults = async () => [
  ...(await rows(
    sql`select posting_id from ledger_entry group by posting_id, currency having sum(amount_minor) <> 0`,
  )),
  ...(await rows(sql`select a.id from ledger_account a left join ledger_entry e on e.account_id = a.id
    where a.kind = 'buyer_balance' group by a.id having a.balance_minor <> coalesce(sum(e.amount_minor), 0)`)),
  ...(await rows(sql`select currency from ledger_entry group by currency having sum(amount_minor) <> 0`)),
  ...(await rows(sql`select account_id from ledger_entry e join ledger_account a on a.id = e.account_id
    where a.kind = 'buyer_balance' and (balance_after_minor is null or balance_after_minor < 0)`)),
]

describe.each(listWorldEngines(postgresUrl))('the ledger on %s', (engine) => {
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl })
  })
  afterAll(() => world.close())

  test('a payment and its return move the balance and say what it came to', async () => {
    const buyerId = await buyerWith(10_000n)

    const paid = await pay(buyerId, 3_000n)
    const returned = await refund(buyerId, 3_000n)

    expect(toDecimal(paid.balanceAfter)).toBe('70.00')
    expect(toDecimal(returned.balanceAfter)).toBe('100.00')
    expect(await balanceOf(buyerId)).toBe('100.00')
    expect(await findFaults()).toEqual([])
  })

  test('R8: a payment above the balance is refused with what is missing, and nothing moves', async () => {
    const buyerId = await buyerWith(10_000n)

    const paid = pay(buyerId, 10_001n)

    await expect(paid).rejects.toMatchObject({
      kind: 'refused',
      code: 'ledger.balance_insufficient',
      details: { balance: '100.00', amount: '100.01', missing: '0.01' },
    })
    expect(await balanceOf(buyerId)).toBe('100.00')
  })

  test('a buyer without a balance in the currency has nothing to pay with and nothing to return to', async () => {
    const buyerId = await buyerWith(10_000n)
    const amount = createMoney(100n, 'USD')

    const paid = asSystem((tx) => world.market.ledger.pay(tx, { buyerId, orderId: orderId(), amount }))
    const returned = asSystem((tx) =>
      world.market.ledger.refund(tx, { buyerId, refundOrderId: orderId(), amount }),
    )

    await Promise.all([
      expect(paid).rejects.toMatchObject({
        code: 'ledger.balance_insufficient',
        details: { balance: '0.00' },
      }),
      expect(returned).rejects.toMatchObject({ code: 'ledger.balance_unknown' }),
    ])
    expect(await balanceOf(buyerId, 'USD')).toBe('0.00')
  })

  test('opening a balance again changes nothing', async () => {
    const buyerId = await buyerWith(10_000n)

    await asSystem((tx) => world.market.ledger.openBalance(tx, buyerId, 'CNY'))

    expect(await balanceOf(buyerId)).toBe('100.00')
  })

  test.each([
    ['payment', (buyerId: Id<'byr'>, order: Id<'ord'>) => pay(buyerId, 100n, order)],
    ['refund', (buyerId: Id<'byr'>, order: Id<'ord'>) => refund(buyerId, 100n, order)],
  ])('a second %s for one order is refused by the database', async (_kind, move) => {
    const buyerId = await buyerWith(10_000n)
    const order = orderId()
    await move(buyerId, order)
    const before = await balanceOf(buyerId)

    await expect(move(buyerId, order)).rejects.toMatchObject({ code: '23505' })

    expect(await balanceOf(buyerId)).toBe(before)
  })

  describe('a top-up', () => {
    const topUp = (
      actor: Awaited<ReturnType<World['given']['operator']>>,
      buyerId: Id<'byr'>,
      key = 'top-up-1',
    ) => {
      const ask = { kind: 'top_up' as const, buyerId, amount: cny(5_000n), reason: 'bank transfer 4711' }
      return world.market.ledger.changeBalance(
        { actor, idempotency: { key, input: { ...ask, amount: '50.00' } } },
        ask,
      )
    }

    test('is an operator’s, and R7 keeps who did it and why', async () => {
      const buyerId = await buyerWith(0n)
      const operator = await world.given.operator()

      const done = await topUp(operator, buyerId)

      if (done.state !== 'posted') throw new Error('It was not posted')
      expect(done.balance).toEqual({ amount: '50.00', currency: 'CNY' })
      const [entry] = await listHistory(world.platform.db, buyerId)
      expect(entry).toMatchObject({
        kind: 'balance.topped_up',
        actor: { id: operator.memberId },
        data: {
          amount: { amount: '50.00' },
          reason: 'bank transfer 4711',
          balanceAfter: { amount: '50.00' },
          postingId: done.postingId,
        },
      })
    })

    test('that is asked for again under its idempotency key is made once', async () => {
      const buyerId = await buyerWith(0n)
      const operator = await world.given.operator()

      const first = await topUp(operator, buyerId)
      const again = await topUp(operator, buyerId)

      expect(again).toEqual(first)
      expect(await balanceOf(buyerId)).toBe('50.00')
    })

    test('is refused to a buyer, a seller, and for a buyer that is not there', async () => {
      const buyer = await world.given.buyer(0n)
      const seller = await world.given.seller()

      await expect(topUp(buyer, buyer.buyerId as Id<'byr'>)).rejects.toMatchObject({ kind: 'forbidden' })
      await expect(topUp(seller, buyer.buyerId as Id<'byr'>)).rejects.toMatchObject({ kind: 'forbidden' })
      await expect(topUp(await world.given.operator(), 'byr_none')).rejects.toMatchObject({
        kind: 'not_found',
        code: 'ledger.balance_unknown',
      })
    })
  })

  describe('the database itself', () => {
    async function paidPosting() {
      const buyerId = await buyerWith(10_000n)
      const { postingId } = await pay(buyerId, 100n)
      const [balance] = await rows<{ id: string }>(
        sql`select id from ledger_account where owner = ${buyerId}`,
      )
      const [cash] = await rows<{ id: string }>(
        sql`select id from ledger_account where kind = 'market_cash' and currency = 'CNY'`,
      )
      return { buyerId, postingId, balanceId: balance?.id ?? '', cashId: cash?.id ?? '' }
    }
    const run = (query: ReturnType<typeof sql>) => asSystem((tx) => query.execute(tx.withTables<unknown>()))
    const refused = { code: '23514' }

    test('refuses a posting that does not sum to zero', async () => {
      const { balanceId, cashId } = await paidPosting()

      const posted = asSystem(async (tx) => {
        const tables = tx.withTables<unknown>()
        await sql`insert into ledger_posting (id, kind, subject, at) values ('pst_lame', 'top_up', 'pst_lame', now())`.execute(
          tables,
        )
        await sql`insert into ledger_entry (posting_id, account_id, amount_minor, currency)
          values ('pst_lame', ${balanceId}, 100, 'CNY'), ('pst_lame', ${cashId}, -99, 'CNY')`.execute(tables)
      })

      await expect(posted).rejects.toMatchObject(refused)
      expect(await findFaults()).toEqual([])
    })

    test('refuses a posting without entries', async () => {
      await expect(
        run(
          sql`insert into ledger_posting (id, kind, subject, at) values ('pst_empty', 'top_up', 'pst_empty', now())`,
        ),
      ).rejects.toMatchObject(refused)
    })

    test('refuses an entry that is added to a posting later', async () => {
      const { postingId, cashId } = await paidPosting()

      const added = run(
        sql`insert into ledger_entry (posting_id, account_id, amount_minor, currency) values (${postingId}, ${cashId}, 1, 'CNY')`,
      )

      await expect(added).rejects.toMatchObject(refused)
    })

    test('refuses an entry in another currency than its account’s', async () => {
      const { postingId, cashId } = await paidPosting()

      const added = run(
        sql`insert into ledger_entry (posting_id, account_id, amount_minor, currency) values (${postingId}, ${cashId}, 1, 'USD')`,
      )

      await expect(added).rejects.toMatchObject(refused)
    })

    test.each([
      [
        'changing an entry',
        (id: string) => sql`update ledger_entry set amount_minor = amount_minor * 2 where posting_id = ${id}`,
      ],
      ['deleting entries', (id: string) => sql`delete from ledger_entry where posting_id = ${id}`],
      [
        'changing a posting',
        (id: string) => sql`update ledger_posting set subject = 'another' where id = ${id}`,
      ],
      ['deleting a posting', (id: string) => sql`delete from ledger_posting where id = ${id}`],
      [
        'truncating',
        () => sql`truncate ledger_entry, ledger_posting, ledger_account, payment, refund cascade`,
      ],
    ])('refuses %s', async (_what, change) => {
      const { buyerId, postingId } = await paidPosting()

      await expect(run(change(postingId))).rejects.toMatchObject(refused)

      expect(await balanceOf(buyerId)).toBe('99.00')
      expect(await findFaults()).toEqual([])
    })

    test.each([
      [
        'moving a balance without an entry',
        (id: string) => sql`update ledger_account set balance_minor = balance_minor + 1 where owner = ${id}`,
      ],
      ['deleting an account', (id: string) => sql`delete from ledger_account where owner = ${id}`],
      [
        'an account that begins with money',
        () =>
          sql`insert into ledger_account values ('lac_rich', 'buyer_balance', 'byr_rich', 'CNY', 1, now())`,
      ],
    ])('refuses %s', async (_what, change) => {
      const { buyerId } = await paidPosting()

      await expect(run(change(buyerId))).rejects.toMatchObject(refused)

      expect(await balanceOf(buyerId)).toBe('99.00')
    })

    test('refuses a balance below zero, whoever writes the entries', async () => {
      const { balanceId, cashId } = await paidPosting()

      const posted = asSystem(async (tx) => {
        const tables = tx.withTables<unknown>()
        await sql`insert into ledger_posting (id, kind, subject, at) values ('pst_deep', 'payment', 'pst_deep', now())`.execute(
          tables,
        )
        await sql`insert into ledger_entry (posting_id, account_id, amount_minor, currency)
          values ('pst_deep', ${balanceId}, -9901, 'CNY'), ('pst_deep', ${cashId}, 9901, 'CNY')`.execute(
          tables,
        )
      })

      await expect(posted).rejects.toMatchObject({ ...refused, constraint: 'ledger_balance_not_negative' })
    })
  })

  test('after any sequence of movements every balance is the sum of its entries, and all entries sum to zero', async () => {
    const amount = fc.bigInt({ min: 1n, max: 20_000n })
    const movement = fc.record({
      kind: fc.constantFrom('top_up' as const, 'payment' as const, 'refund' as const),
      who: fc.nat(1),
      amount,
    })
    const property = fc.asyncProperty(fc.array(movement, { maxLength: 15 }), async (movements) => {
      const buyers = [await buyerWith(0n), await buyerWith(10_000n)] as const
      const expected = [0n, 10_000n]
      for (const { kind, who, amount: minor } of movements) {
        const buyerId = buyers[who] ?? buyers[0]
        const moved =
          kind === 'top_up'
            ? topUpIn(buyerId, minor)
            : kind === 'payment'
              ? pay(buyerId, minor)
              : refund(buyerId, minor)
        const isRefused = kind === 'payment' && minor > (expected[who] ?? 0n)
        if (isRefused) await expect(moved).rejects.toMatchObject({ code: 'ledger.balance_insufficient' })
        else await moved
        if (!isRefused) expected[who] = (expected[who] ?? 0n) + (kind === 'payment' ? -minor : minor)
      }

      for (const [who, buyerId] of buyers.entries())
        expect(await balanceOf(buyerId)).toBe(toDecimal(cny(expected[who] ?? 0n)))
      expect(await findFaults()).toEqual([])
    })
    await fc.assert(property, { numRuns: 15 })
  })
})

const topUpIn = (buyerId: Id<'byr'>, minor: bigint) =>
  asSystem((tx) => world.market.ledger.topUpIn(tx, { buyerId, amount: cny(minor), reason: 'test' }))

// The embedded engine has a single connection and cannot test locks.
describe.skipIf(!postgresUrl)('purchases at the same time', () => {
  beforeAll(async () => {
    world = await openWorld({ engine: 'postgres', postgresUrl })
  })
  afterAll(() => world.close())

  test('of 20 payments of 30.00 from 100.00 exactly three are made', async () => {
    const buyerId = await buyerWith(10_000n)

    const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => pay(buyerId, 3_000n)))

    const refusals = outcomes.flatMap((outcome) =>
      outcome.status === 'rejected' ? [(outcome.reason as { code: string }).code] : [],
    )
    expect(refusals).toEqual(Array.from({ length: 17 }, () => 'ledger.balance_insufficient'))
    expect(await balanceOf(buyerId)).toBe('10.00')
    expect(await findFaults()).toEqual([])
  })

  test('top-ups, payments and refunds of several buyers meet without a deadlock: no transaction runs twice', async () => {
    const buyers = await Promise.all([buyerWith(100_000n), buyerWith(100_000n), buyerWith(100_000n)])
    let runs = 0
    const moves = Array.from({ length: 60 }, (_, at) =>
      asSystem(async (tx) => {
        runs += 1
        const buyerId = buyers[at % buyers.length] as Id<'byr'>
        const amount = cny(100n)
        const { ledger } = world.market
        if (at % 4 === 0) await ledger.topUpIn(tx, { buyerId, amount, reason: 'test' })
        else if (at % 4 === 1) await ledger.refund(tx, { buyerId, refundOrderId: orderId(), amount })
        else await ledger.pay(tx, { buyerId, orderId: orderId(), amount })
      }),
    )

    await Promise.all(moves)

    expect(runs).toBe(60)
    expect(await findFaults()).toEqual([])
  })

  test('two first payments in a currency open the market’s account once', async () => {
    const [a, b] = await Promise.all([buyerWith(0n), buyerWith(0n)])
    const dollars = createMoney(500n, 'USD')
    const open = (buyerId: Id<'byr'>) =>
      asSystem(async (tx) => {
        await world.market.ledger.openBalance(tx, buyerId, 'USD')
        await world.market.ledger.topUpIn(tx, { buyerId, amount: dollars, reason: 'test' })
      })

    await Promise.all([open(a), open(b)])

    expect(
      await rows(sql`select id from ledger_account where kind = 'market_cash' and currency = 'USD'`),
    ).toHaveLength(1)
    expect([await balanceOf(a, 'USD'), await balanceOf(b, 'USD')]).toEqual(['5.00', '5.00'])
  })
})
