import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fromDays, fromHours, toId } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import {
  listRuleEngines,
  openAtOnce,
  openBoughtService,
  openScriptedSeller,
  openWorld,
} from '../embedded/index.ts'
import type { ScriptedSeller, World } from '../embedded/index.ts'
import type { GivenProduct } from '../embedded/given.ts'
import { exportedTables } from '../marketplace.ts'
import { exportRows } from '../platform/index.ts'
import type { ExportedRow, MemberActor } from '../platform/index.ts'
import { countStatements } from '../platform/testing/statements.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES
const days = 70

/** Numbers that a seed determines, from 0 to `below`. */
function createDice(seed: number) {
  let state = seed
  return (below: number): number => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((state / 2_147_483_648) * below)
  }
}

/** Dates in the market’s zone, by the calendar of the runtime. */
const dateIn = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short' })
const toDate = (iso: string): string => dateIn.format(new Date(iso))
const shiftDate = (date: string, by: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + by * 86_400_000).toISOString().slice(0, 10)
const toFen = ({ amount }: { readonly amount: string }): bigint => BigInt(amount.replace('.', ''))

type Movement = {
  readonly date: string
  readonly fen: bigint
  readonly kind: 'payment' | 'refund'
  readonly orderId: string
}
type Line = {
  readonly orderId: string
  readonly sellerId: string
  readonly productId: string
  readonly fen: bigint
}

describe.each(listRuleEngines(postgresUrl))('the figures of the overviews, on %s', (engine) => {
  let world: World
  let server: ScriptedSeller
  let products: GivenProduct[]
  let buyers: MemberActor[]
  let kinds: Map<string, string>
  let movements: Movement[]
  let lines: Line[]
  let today: string

  /** Seventy days of purchases, renewals and returns, some at the edges of a day. */
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl })
    server = await openScriptedSeller()
    server.answer(openAtOnce)
    const first = await world.given.listedProduct(server.url)
    products = [
      first,
      await world.given.listedProduct(server.url, first.seller as MemberActor & { sellerId: Id<'sel'> }),
      await world.given.listedProduct(server.url),
    ]
    buyers = [await world.given.buyer(), await world.given.buyer()]
    await tradeAtRandom(createDice(74))
    ;({ movements, lines, kinds } = await readLedger())
    today = toDate(new Date(world.clock.now()).toISOString())
  })
  afterAll(async () => {
    await server.close()
    await world.close()
  })

  async function tradeAtRandom(roll: (below: number) => number): Promise<void> {
    for (let hours = 0; hours < days * 24;) {
      const step = 1 + roll(110)
      await world.advance(fromHours(step))
      hours += step
      const buyer = buyers[roll(buyers.length)] as MemberActor
      const { productId } = products[roll(products.length)] as GivenProduct
      const service = await openBoughtService(world, buyer, productId)
      const next = roll(4)
      if (next === 0) await service.pay('renewal')
      if (next === 1) await service.giveBack('five_day', 1000n)
      await world.settle()
    }
  }

  async function readExport(): Promise<ExportedRow[]> {
    const rows: ExportedRow[] = []
    for await (const row of exportRows(world.platform.db, exportedTables)) rows.push(row)
    return rows
  }

  /** What the ledger and the order lines say, read from the operators’ export. */
  async function readLedger() {
    const rows = Map.groupBy(await readExport(), ({ table }) => table)
    const of = (table: string) => (rows.get(table) ?? []).map(({ row }) => row as Record<string, string>)
    const balances = new Set(
      of('ledger_account').flatMap(({ id, kind }) => (kind === 'buyer_balance' ? [id] : [])),
    )
    const entries = of('ledger_entry').filter(({ account_id }) => balances.has(account_id ?? ''))
    const amounts = new Map(entries.map((one) => [one.posting_id, BigInt(one.amount_minor ?? 0)]))
    const found = of('ledger_posting').flatMap(({ id, kind, subject = '', at = '' }): Movement[] =>
      kind === 'payment' || kind === 'refund'
        ? [
            {
              date: toDate(at),
              fen: (amounts.get(id) ?? 0n) * (kind === 'payment' ? -1n : 1n),
              kind,
              orderId: subject,
            },
          ]
        : [],
    )
    return {
      movements: found,
      kinds: new Map(of('order').map(({ id = '', kind = '' }) => [id, kind])),
      lines: of('order_line').map((one) => ({
        orderId: one.order_id ?? '',
        sellerId: one.seller_id ?? '',
        productId: one.product_id ?? '',
        fen: BigInt(one.amount_minor ?? 0),
      })),
    }
  }

  const addUp = (of: readonly { readonly fen: bigint }[]): bigint =>
    of.reduce((total, { fen }) => total + fen, 0n)
  const isWithin = (date: string, from: number, to: number): boolean =>
    date > shiftDate(today, -from) && date <= shiftDate(today, -to)
  const linesPaid = (sellerId: string, isIn: (date: string) => boolean): Line[] =>
    movements.flatMap(({ kind, date, orderId }) =>
      kind === 'payment' && isIn(date)
        ? lines.filter((line) => line.orderId === orderId && line.sellerId === sellerId)
        : [],
    )

  test('of a seller are, day by day, what the ledger says was paid for their lines', async () => {
    const seller = products[0]?.sellerId as Id<'sel'>
    const sales = await world.market.views.getSellerSales(seller)

    expect(sales.days).toHaveLength(30)
    expect(sales.to).toBe(today)
    for (const { day, paid, paidBefore, orders } of sales.days) {
      const now = linesPaid(seller, (date) => date === day)
      expect([day, toFen(paid), orders]).toEqual([
        day,
        addUp(now),
        new Set(now.map(({ orderId }) => orderId)).size,
      ])
      expect(toFen(paidBefore)).toBe(addUp(linesPaid(seller, (date) => date === shiftDate(day, -30))))
    }
    const sold = linesPaid(seller, (date) => isWithin(date, 30, 0))
    expect(toFen(sales.total.paid)).toBe(addUp(sold))
    expect(sales.total.purchases).toBe(sold.filter(({ orderId }) => kinds.get(orderId) === 'new').length)
    expect(addUp(sold)).toBeGreaterThan(0n)
    expect(toFen(sales.before.paid)).toBe(addUp(linesPaid(seller, (date) => isWithin(date, 60, 30))))
    const returned = movements.filter(({ kind, date }) => kind === 'refund' && isWithin(date, 30, 0))
    const ofSeller = returned.flatMap(({ orderId }) =>
      lines.filter((line) => line.orderId === orderId && line.sellerId === seller),
    )
    expect(toFen(sales.total.refunded)).toBe(addUp(ofSeller))
  })

  test('rank the products by what was paid for them', async () => {
    const seller = products[0]?.sellerId as Id<'sel'>
    const { products: ranked, others, total } = await world.market.views.getSellerSales(seller)
    const sold = Map.groupBy(
      linesPaid(seller, (date) => isWithin(date, 30, 0)),
      ({ productId }) => productId,
    )

    expect(new Map(ranked.map(({ id, paid }) => [id as string, toFen(paid)]))).toEqual(
      new Map([...sold].map(([id, of]) => [id, addUp(of)])),
    )
    expect(toFen(others) + ranked.reduce((all, { paid }) => all + toFen(paid), 0n)).toBe(toFen(total.paid))
    const paid = ranked.map((one) => toFen(one.paid))
    expect(paid).toEqual(paid.toSorted((a, b) => Number(b - a)))
  })

  test('of the marketplace are the payments and refunds of the ledger', async () => {
    const trade = await world.market.views.getOperatorTrade()

    for (const { day, paid, orders } of trade.days) {
      const own = movements.filter(({ kind, date }) => kind === 'payment' && date === day)
      expect([day, toFen(paid), orders]).toEqual([day, addUp(own), own.length])
    }
    const refunds = movements.filter(({ kind, date }) => kind === 'refund' && isWithin(date, 30, 0))
    expect(toFen(trade.total.refunded)).toBe(addUp(refunds))
    expect(refunds.length).toBeGreaterThan(0)
    const begun = trade.deliveries.reduce(
      (all, { activated, failed, underWay }) => all + activated + failed + underWay,
      0,
    )
    expect(begun).toBe(trade.total.purchases)
  })

  test('of a buyer are, month by month, the payments from the balance', async () => {
    const buyerId = toId(buyers[0]?.buyerId, 'byr')
    const { months, total, products: stacked } = await world.market.views.getBuyerSpending(buyerId)
    const all = await readExport()
    const own = new Set(
      all.flatMap(({ table, row }) =>
        table === 'order' && row.buyer_id === buyerId ? [row.id as string] : [],
      ),
    )
    const ofBuyer = movements.filter(({ orderId }) => own.has(orderId))
    const paid = ofBuyer.filter(({ kind }) => kind === 'payment')

    expect(months.at(-1)?.month).toBe(today.slice(0, 7))
    for (const one of months) {
      const inMonth = (of: readonly Movement[]) => of.filter(({ date }) => date.startsWith(one.month))
      expect([one.month, toFen(one.paid)]).toEqual([one.month, addUp(inMonth(paid))])
      const refunds = inMonth(ofBuyer.filter(({ kind }) => kind === 'refund'))
      expect(toFen(one.refunded)).toBe(addUp(refunds))
    }
    expect(toFen(total)).toBe(addUp(paid))
    const bought = paid.flatMap(({ orderId }) => lines.filter((line) => line.orderId === orderId))
    const sums = [...Map.groupBy(bought, ({ productId }) => productId).values()].map(addUp)
    expect(stacked.map((one) => toFen(one.paid))).toEqual(sums.toSorted((a, b) => Number(b - a)).slice(0, 2))
    for (const one of stacked)
      expect(one.byMonth.reduce((sum, month) => sum + toFen(month), 0n)).toBe(toFen(one.paid))
  })

  test('forecast what a quote for the same renewals says, and count each in its week', async () => {
    const buyer = buyers[1] as MemberActor
    const buyerId = toId(buyer.buyerId, 'byr')
    const service = await openBoughtService(world, buyer, products[2]?.productId as Id<'prd'>)
    await world.market.subscriptions.setAutoRenewal(buyer, service.subscriptionId, {
      on: true,
      daysBefore: 7,
      times: 2,
    })
    const { choices } = await world.market.subscriptions.listChoices(buyer, service.subscriptionId)
    const month = choices[0]?.prices.find(({ period }) => period === 'month')
    const quoted = await world.market.quotes.estimate(buyer, {
      kind: 'renewal',
      lines: [
        {
          subscriptionId: service.subscriptionId,
          priceItemId: toId(month?.priceItemId, 'pri'),
          quantity: 1,
          periodCount: 1,
        },
      ],
    })

    await world.advance(fromDays(8))
    const { months, calendar } = await world.market.views.getBuyerRenewals(buyerId)
    const { renewals } = await world.market.views.getSellerSales(products[2]?.sellerId as Id<'sel'>)

    const own = calendar.find(({ id }) => id === service.subscriptionId)
    expect(own).toMatchObject({ kind: 'renews', amount: quoted.total })
    // Two renewals are left: this and the next month's.
    expect(months.reduce((count, one) => count + one.count, 0)).toBe(2)
    expect(months.reduce((all, one) => all + toFen(one.amount), 0n)).toBe(2n * toFen(quoted.total))
    const week = renewals.filter(({ renewing }) => renewing.count > 0)
    expect(week).toMatchObject([{ renewing: { count: 1, amount: quoted.total, ending: 0 } }])
  })

  test('name the services that end without a renewal, the earliest first, at the buyers’ own prices', async () => {
    const { productId, sellerId } = await world.given.listedProduct(server.url)
    const owners: MemberActor[] = [buyers[0] as MemberActor, buyers[1] as MemberActor]
    const ids: string[] = []
    for (const owner of [...owners, ...owners, ...owners]) {
      ids.push((await openBoughtService(world, owner, productId)).subscriptionId)
      await world.advance(fromHours(30))
    }
    const renewed = toId(ids[1], 'sub')
    await world.market.subscriptions.setAutoRenewal(owners[1] as MemberActor, renewed, {
      on: true,
      daysBefore: 7,
      times: 2,
    })
    await world.advance(fromDays(4))

    const { ending } = await world.market.views.getSellerSales(sellerId)

    const calendars = await Promise.all(
      owners.map((owner) => world.market.views.getBuyerRenewals(toId(owner.buyerId, 'byr'))),
    )
    const all = calendars.flatMap(({ calendar }) => calendar).filter(({ id }) => ids.includes(id))
    const expected = all.filter(({ kind }) => kind === 'ends').toSorted((a, b) => a.at.localeCompare(b.at))
    expect(expected.map(({ id }) => id)).toEqual(ids.filter((id) => id !== renewed))
    expect(ending.map(({ id, at, amount }) => ({ id, at, amount }))).toEqual(
      expected.map(({ id, at, amount }) => ({ id, at, amount })),
    )
    const orders = await Promise.all(
      ending.map(({ orderId }) => world.market.orders.get(world.platform.db, orderId)),
    )
    expect(orders.map(({ buyerId }) => buyerId)).toEqual(
      ending.map(({ id }) => owners[ids.indexOf(id) % 2]?.buyerId),
    )
  })

  test('take as many statements for much as for little', async () => {
    const { db } = world.platform
    const { views } = world.market
    const sales = await countStatements(db, () => views.getSellerSales(products[0]?.sellerId as Id<'sel'>))
    const trade = await countStatements(db, () => views.getOperatorTrade())
    const spending = await countStatements(db, () => views.getBuyerSpending(toId(buyers[0]?.buyerId, 'byr')))
    const renewals = await countStatements(db, () => views.getBuyerRenewals(toId(buyers[1]?.buyerId, 'byr')))

    expect([sales, trade, spending, renewals].map(({ statements }) => statements)).toEqual([9, 3, 3, 5])
  })

  test('of a market without orders are zero', async () => {
    await world.reset()
    const seller = await world.given.seller()

    const sales = await world.market.views.getSellerSales(seller.sellerId)

    expect(sales).toMatchObject({ total: { paid: { amount: '0.00' }, orders: 0 }, products: [] })
    expect(sales.days.every(({ paid }) => paid.amount === '0.00')).toBe(true)
    expect((await world.market.views.getOperatorTrade()).total.orders).toBe(0)
  })
})
