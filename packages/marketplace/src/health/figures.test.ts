import { spawnSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { addMs, fromDays, fromHours, fromMinutes, fromSeconds, toId } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import type { PublicFigures } from '@loggia/protocol/console'
import {
  openAtOnce,
  openBoughtService,
  openScriptedSeller,
  openWorld,
  listRuleEngines,
} from '../embedded/index.ts'
import type { ScriptedSeller, World } from '../embedded/index.ts'
import type { GivenProduct } from '../embedded/given.ts'
import { exportedTables } from '../marketplace.ts'
import type { PartyTables } from '../parties/index.ts'
import { exportRows, runInTx, system } from '../platform/index.ts'
import { createCopies } from './testing/copied-orders.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES
const program = join(import.meta.dirname, '../../../../e2e/figures/figures.py')

type Checked = {
  readonly figures: Readonly<Record<string, Readonly<Record<string, number | null>>>>
  readonly missed: readonly string[][]
}

describe.each(listRuleEngines(postgresUrl))('figures for buyers, on %s', (engine) => {
  let world: World
  let copies: ReturnType<typeof createCopies>
  let server: ScriptedSeller
  let folder: string
  let product: GivenProduct
  let orderId: Id<'ord'>
  let strangers: string[]
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl })
    copies = createCopies(world.platform)
    server = await openScriptedSeller()
    server.answer(openAtOnce)
    folder = await mkdtemp(join(tmpdir(), 'loggia-figures-'))
  })
  beforeEach(async () => {
    product = await world.given.listedProduct(server.url)
    const buyer = await world.given.buyer()
    orderId = (await openBoughtService(world, buyer, product.productId)).orderId
    strangers = await copies.copyBuyers(toId(buyer.buyerId, 'byr'), 200)
    await world.advance(fromDays(3))
  })
  afterEach(() => world.reset())
  afterAll(async () => {
    await server.close()
    await world.close()
    await rm(folder, { recursive: true, force: true })
  })

  const compute = (): Promise<void> =>
    runInTx(world.platform, { actor: system }, (tx) =>
      world.market.health.computeFigures(tx, world.clock.now()),
    )
  const shownOf = async (): Promise<PublicFigures | undefined> =>
    (await world.market.views.getProduct(product.productId)).figures
  const shareOf = (figures: PublicFigures | undefined): number =>
    (figures?.opened ?? Number.NaN) / (figures?.orders ?? Number.NaN)
  const ago = (ms: number) => addMs(world.clock.now(), -ms)
  const aMarket = () =>
    copies.copyOrders(orderId, {
      buyerIds: strangers,
      each: 5,
      paidAt: ago(fromDays(1)),
      tookMs: [fromSeconds(20), fromSeconds(40), fromMinutes(3), fromHours(1), 'failed', fromSeconds(31)],
      refundedEvery: 9,
    })

  /** What the independent program makes of the operators’ export. */
  async function check(): Promise<Checked> {
    const lines: string[] = []
    for await (const row of exportRows(world.platform.db, exportedTables)) lines.push(JSON.stringify(row))
    const path = join(folder, 'export.ndjson')
    await writeFile(path, lines.join('\n'))
    const { status, stdout, stderr } = spawnSync('python3', [program, path, world.platform.zone], {
      encoding: 'utf8',
    })
    expect([status, stderr]).toEqual([0, ''])
    return JSON.parse(stdout) as Checked
  }

  test('are those that an independent program makes of the export, exactly, and what buyers are shown', async () => {
    await aMarket()
    const other = await world.given.listedProduct(server.url, {
      ...product.seller,
      sellerId: product.sellerId,
    })
    for (let n = 0; n < 6; n += 1) await openBoughtService(world, await world.given.buyer(), other.productId)
    server.answer((request) =>
      request.activity === 'newInstance' ? { resultCode: '000100' } : openAtOnce(request),
    )
    await world.given.paidOrder(await world.given.buyer(), other.productId)
    await world.given.paidOrder(await world.given.buyer(), product.productId)
    await world.advance(fromHours(4))
    server.answer(openAtOnce)
    const back = await openBoughtService(world, await world.given.buyer(), other.productId)
    await world.advance(fromMinutes(1))
    await back.giveBack('five_day', 1000n)
    await world.given.paidOrder(await world.given.buyer(), other.productId)
    // The night comes by itself.
    await world.advance(fromDays(1))

    const { figures, missed } = await check()

    expect(missed).toEqual([])
    expect(Object.keys(figures).toSorted()).toEqual(
      [product.productId, other.productId, product.sellerId, 'market'].toSorted(),
    )
    expect(figures[other.productId]).toMatchObject({ orders: 9, buyers: 9, opened: 8, refunded: 1 })
    const mine = figures[product.productId]
    const shown = await shownOf()
    expect(shown).toMatchObject({
      orders: mine?.orders,
      buyers: mine?.buyers,
      opened: mine?.opened,
      refunded: mine?.refunded,
      openedWithin: { p50Ms: mine?.p50_ms, p90Ms: mine?.p90_ms },
    })
    const seller = await world.market.views.getPublicSeller(product.sellerId)
    expect(seller.figures?.orders).toBe(figures[product.sellerId]?.orders)
    const listed = await world.market.views.listSellersOnSale({ q: '', page: 1 })
    expect(listed.items.find(({ id }) => id === product.sellerId)?.figures).toEqual(seller.figures)
    expect(listed.items.filter((one) => one.figures)).toHaveLength(1)
    const ofMarket = await world.market.health.findFigures('market')
    expect([ofMarket?.orders, ofMarket?.opened, ofMarket?.openedWithin?.p50Ms]).toEqual(
      ['orders', 'opened', 'p50_ms'].map((name) => figures['market']?.[name]),
    )
  })

  test('the seller’s own accounts do not move them, however they are connected', async () => {
    await aMarket()
    await compute()
    const before = await shownOf()
    const { buyerId } = await world.given.buyer()
    const own = await copies.copyBuyers(toId(buyerId, 'byr'), 4)
    const [byName, byNumber, byEmail, byApplication] = own
    const { sellerId, seller } = product
    const email = await emailOf(seller.memberId)
    await world.platform.db.script(`
      update seller set registration_number = '91310000MA1FL1XK2P' where id = '${sellerId}';
      update buyer b set name_zh = '（' || s.name_zh || '）' from seller s where b.id = '${byName}' and s.id = '${sellerId}';
      update buyer set registration_number = '91310000ma1fl1xk2p' where id = '${byNumber}';
      update buyer set contact = jsonb_build_object('name', 'x', 'phone', '1', 'email', upper('${email}')) where id = '${byEmail}';
      insert into seller_application (id, member_id, buyer_id, state, registration_number, company, submitted_at, due_at, decided_at, seller_id)
        values ('sap_z', '${seller.memberId}', '${byApplication}', 'approved', 'x', '{}', now(), now(), now(), '${sellerId}');
      insert into membership (member_id, role, buyer_id, main, enabled, grants)
        values ('${seller.memberId}', 'buyer', '${buyerId}', true, false, '{}')`)
    const mine = [toId(buyerId, 'byr'), ...own]
    await copies.copyOrders(orderId, {
      buyerIds: mine,
      each: 200,
      paidAt: ago(fromHours(6)),
      tookMs: [1],
      refundedEvery: 2,
    })

    await compute()

    expect(await shownOf()).toEqual({ ...before, computedAt: (await shownOf())?.computedAt })
    expect((await check()).missed).toEqual([])
    // Who was seen once to belong to the seller stays so.
    await world.platform.db.script(`
      delete from membership where buyer_id = '${buyerId}'; delete from seller_application where id = 'sap_z';
      update buyer set contact = null, registration_number = null, name_zh = id where id in (${mine.map((id) => `'${id}'`).join(', ')})`)
    await compute()
    expect((await shownOf())?.orders).toBe(before?.orders)
  })

  test('one buyer with a thousand orders moves no share by a hundredth', async () => {
    await aMarket()
    await compute()
    const before = await shownOf()
    const [one = ''] = await copies.copyBuyers(toId((await world.given.buyer()).buyerId, 'byr'), 1)
    await copies.copyOrders(orderId, {
      buyerIds: [one],
      each: 1000,
      paidAt: ago(fromHours(3)),
      tookMs: ['failed'],
    })
    // Failed orders are known to have failed three hours later.
    await world.advance(fromHours(4))

    await compute()

    const after = await shownOf()
    expect(after?.orders).toBe((before?.orders ?? 0) + 3)
    expect(Math.abs(shareOf(after) - shareOf(before))).toBeLessThan(0.01)
    expect([after?.opened, after?.refunded]).toEqual([before?.opened, before?.refunded])
    expect(after?.openedWithin).toEqual(before?.openedWithin)
  })

  test('R296: of fewer than five buyers nothing is shown, not even in a search, and nothing older than 90 days counts', async () => {
    const { seller, sellerId } = product
    const other = await world.given.listedProduct(server.url, { ...seller, sellerId })
    const [first = '', ...more] = strangers
    const of = { each: 3, tookMs: [1000] as const }
    await copies.copyOrders(orderId, { ...of, buyerIds: more.slice(0, 3), paidAt: ago(fromDays(1)) })
    await copies.copyOrders(orderId, { ...of, buyerIds: [first], paidAt: ago(fromDays(91)) })

    await compute()

    // With the buyer of the order that was copied there are four.
    expect(await shownOf()).toBeUndefined()
    expect(await listHits()).toEqual([
      [other.productId, undefined],
      [product.productId, undefined],
    ])
    await copies.copyOrders(orderId, { ...of, buyerIds: [first], paidAt: ago(fromDays(90) - fromMinutes(1)) })
    await compute()
    expect(await shownOf()).toMatchObject({ buyers: 5, orders: 13, opened: 13, refunded: 0 })
    expect(await listHits()).toEqual([
      [product.productId, 13],
      [other.productId, undefined],
    ])
  })

  /** What a search by sales shows of the orders. */
  async function listHits() {
    const { items } = await world.market.views.searchProducts({ q: '', sort: 'orders', page: 1 })
    return items.map(({ id, orders }) => [id, orders])
  }

  async function emailOf(memberId: Id<'mbr'>): Promise<string> {
    const rows = await world.platform.db
      .withTables<PartyTables>()
      .selectFrom('member')
      .select('email')
      .where('id', '=', memberId)
      .execute()
    return rows[0]?.email ?? ''
  }
})
