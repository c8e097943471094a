import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { fromDays, fromHours, createMoney } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import { openWorld, listWorldEngines } from '../embedded/index.ts'
import type { World } from '../embedded/index.ts'
import type { MemberActor } from '../platform/index.ts'
import { createOrderRoutes } from './routes.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES
const nowhere = 'http://127.0.0.1:1/saas'

describe.each(listWorldEngines(postgresUrl))('orders on %s', (engine) => {
  let world: World
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl })
  })
  afterEach(() => world.reset())
  afterAll(() => world.close())

  const order = (id: Id<'ord'>) => world.market.orders.get(world.platform.db, id)
  const balance = async (buyer: MemberActor) =>
    (await world.market.ledger.getBalance(world.platform.db, buyer.buyerId as Id<'byr'>, 'CNY')).amountMinor
  const countOrders = async () =>
    (
      await world.platform.db
        .withTables<{ order: { id: string } }>()
        .selectFrom('order')
        .select('id')
        .execute()
    ).length

  async function asking() {
    const { productId } = await world.given.listedProduct(nowhere)
    const buyer = await world.given.buyer(10_000n)
    const priceItemId = await world.given.monthlyPriceItem(productId)
    const ask = {
      lines: [{ priceItemId, quantity: 3, periodCount: 2 }],
      expectedTotal: createMoney(6000n, 'CNY'),
      agreed: true,
    }
    return { productId, buyer, ask }
  }

  test('R121: an order at nine tenths freezes the discount, and a buyer cannot ask for one', async () => {
    const { buyer, ask } = await asking()
    const [line] = ask.lines
    if (!line) throw new Error('Nothing is asked')

    const { orderId } = await world.market.orders.submit(
      { actor: buyer },
      {
        ...ask,
        lines: [{ ...line, discountE4: 9_000 }],
        expectedTotal: createMoney(5400n, 'CNY'),
      },
    )

    expect(await order(orderId)).toMatchObject({
      total: createMoney(5400n, 'CNY'),
      lines: [{ offer: { discountE4: 9_000 } }],
    })
    const asked = createOrderRoutes(world.market.orders)['POST /api/buyer/orders']?.({
      request: { actor: buyer },
      body: {
        ...ask,
        lines: [{ ...line, discountE4: 1 }],
        expectedTotal: { amount: '0.01', currency: 'CNY' },
      },
    } as never)
    await expect(asked).rejects.toMatchObject({ code: 'order.price_changed' })
  })

  test('an order freezes what was offered, and totals quantity × periods × unit price', async () => {
    const { buyer, ask } = await asking()

    const { orderId, number } = await world.market.orders.submit({ actor: buyer }, ask)

    expect(number).toMatch(/^CS2611241433[A-Z0-9]{5}$/)
    expect(await order(orderId)).toMatchObject({
      state: 'pending_payment',
      total: createMoney(6000n, 'CNY'),
      lines: [
        {
          number: `${number}-000001`,
          quantity: 3,
          offer: {
            period: 'month',
            periodCount: 2,
            unitPrice: { amountE8: 1_000_000_000n },
            unit: { zh: '席', en: 'seat' },
          },
        },
      ],
    })
  })

  test('another total than was shown is refused with both', async () => {
    const { buyer, ask } = await asking()

    await expect(
      world.market.orders.submit({ actor: buyer }, { ...ask, expectedTotal: createMoney(5999n, 'CNY') }),
    ).rejects.toMatchObject({
      code: 'order.price_changed',
      details: { expected: '¥59.99', actual: '¥60.00' },
    })
  })

  test('R65: without consent nothing is ordered', async () => {
    const { buyer, ask } = await asking()

    await expect(
      world.market.orders.submit({ actor: buyer }, { ...ask, agreed: false }),
    ).rejects.toMatchObject({
      code: 'order.agreement_missing',
    })
  })

  test('a submission repeated under one key gives the first answer, and one order', async () => {
    const { buyer, ask } = await asking()
    const key = { key: 'k-1', input: ask.lines }

    const first = await world.market.orders.submit({ actor: buyer, idempotency: key }, ask)
    const second = await world.market.orders.submit({ actor: buyer, idempotency: key }, ask)

    expect(second).toEqual(first)
    expect(await countOrders()).toBe(1)
  })

  test('two submissions at once under one key make one order', async () => {
    const { buyer, ask } = await asking()
    const key = { key: 'k-1', input: ask.lines }

    const answers = await Promise.all(
      [1, 2, 3].map(() => world.market.orders.submit({ actor: buyer, idempotency: key }, ask)),
    )

    expect(new Set(answers.map((answer) => answer.orderId)).size).toBe(1)
    expect(await countOrders()).toBe(1)
  })

  test('one key for two different submissions is refused; another member may use the same key', async () => {
    const { buyer, ask } = await asking()
    await world.market.orders.submit({ actor: buyer, idempotency: { key: 'k-1', input: 1 } }, ask)

    await expect(
      world.market.orders.submit({ actor: buyer, idempotency: { key: 'k-1', input: 2 } }, ask),
    ).rejects.toMatchObject({
      code: 'request.key_reused',
    })
    await world.market.orders.submit(
      { actor: await world.given.buyer(), idempotency: { key: 'k-1', input: 2 } },
      ask,
    )
    expect(await countOrders()).toBe(2)
  })

  test('what was asked under a key is not kept so that guesses could be tried on it', async () => {
    const { buyer, ask } = await asking()
    const input = { given: 'mail.qinghe.example' }
    await world.market.orders.submit({ actor: buyer, idempotency: { key: 'k-1', input } }, ask)

    const bare = createHash('sha256').update(JSON.stringify(input)).digest('hex')
    const { rows } = await sql<{ request_hash: string }>`select request_hash from idempotency`.execute(
      world.platform.db.withTables<unknown>(),
    )

    expect(rows.map((row) => row.request_hash === bare)).toEqual([false])
  })

  test('a key from before hashes were keyed still gives its first answer', async () => {
    const { buyer, ask } = await asking()
    const key = { key: 'k-1', input: ask.lines }
    const first = await world.market.orders.submit({ actor: buyer, idempotency: key }, ask)
    const bare = createHash('sha256').update(JSON.stringify(key.input)).digest('hex')
    await sql`update idempotency set request_hash = ${bare}`.execute(world.platform.db.withTables<unknown>())

    expect(await world.market.orders.submit({ actor: buyer, idempotency: key }, ask)).toEqual(first)
  })

  test('R67: a refused payment leaves its key free: it may be tried again with money there', async () => {
    const { ask } = await asking()
    const poor = await world.given.buyer(0n)
    const { orderId } = await world.market.orders.submit({ actor: poor }, ask)
    const key = { key: 'pay-1', input: orderId }
    await expect(world.market.orders.pay({ actor: poor, idempotency: key }, orderId)).rejects.toMatchObject({
      code: 'ledger.balance_insufficient',
    })
    const operator = await world.given.operator()
    await world.market.ledger.changeBalance(
      { actor: operator },
      {
        kind: 'top_up',
        buyerId: poor.buyerId as Id<'byr'>,
        amount: createMoney(6000n, 'CNY'),
        reason: 'test',
      },
    )

    expect(await world.market.orders.pay({ actor: poor, idempotency: key }, orderId)).toEqual({
      state: 'processing',
    })
    expect(await world.market.orders.pay({ actor: poor, idempotency: key }, orderId)).toEqual({
      state: 'processing',
    })
    expect(await balance(poor)).toBe(0n)
  })

  test('an order is paid once, also when it is paid twice at once', async () => {
    const { buyer, productId } = await asking()
    const orderId = await world.given.submittedOrder(buyer, productId)

    const results = await Promise.allSettled(
      [1, 2].map(() => world.market.orders.pay({ actor: buyer }, orderId)),
    )

    expect(results.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await balance(buyer)).toBe(9000n)
  })

  test('R60: a paid order is not cancelled; an unpaid one is, and then not paid', async () => {
    const { buyer, productId } = await asking()
    const paid = await world.given.paidOrder(buyer, productId)
    const unpaid = await world.given.submittedOrder(buyer, productId)

    await expect(world.market.orders.cancel(buyer, paid)).rejects.toMatchObject({
      code: 'order.not_cancellable',
    })
    expect(await world.market.orders.cancel(buyer, unpaid)).toEqual({ state: 'cancelled' })
    await expect(world.market.orders.pay({ actor: buyer }, unpaid)).rejects.toMatchObject({
      code: 'order.not_payable',
    })
  })

  test('R61: an order that is not paid within seven days is cancelled by the market', async () => {
    const { buyer, productId } = await asking()
    const orderId = await world.given.submittedOrder(buyer, productId)

    await world.advance(fromDays(7) - fromHours(1))
    expect((await order(orderId)).state).toBe('pending_payment')
    await world.advance(fromHours(1))

    expect((await order(orderId)).state).toBe('cancelled')
  })

  test('another buyer’s order is not found', async () => {
    const { buyer, productId } = await asking()
    const orderId = await world.given.submittedOrder(buyer, productId)
    const stranger = await world.given.buyer()

    await expect(world.market.orders.pay({ actor: stranger }, orderId)).rejects.toMatchObject({
      kind: 'not_found',
      code: 'order.not_found',
    })
    await expect(world.market.orders.cancel(stranger, orderId)).rejects.toMatchObject({
      code: 'order.not_found',
    })
  })
})
