import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { fromHours, toIso } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import { listWorldEngines, openWorld } from '../embedded/index.ts'
import type { World } from '../embedded/index.ts'
import type { MemberActor } from '../platform/index.ts'
import { createSupervisionRoutes } from './routes.ts'
import { buySupervised, pdf } from './testing/supervised.ts'
import type { Supervised } from './testing/supervised.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES
const page = { limit: 20 }

describe.each(listWorldEngines(postgresUrl))('what waits for whom, on %s', (engine) => {
  let world: World
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl })
  })
  afterEach(() => world.reset())
  afterAll(() => world.close())

  const acts = () => world.market.supervisions
  const appeal = (it: Supervised, file?: typeof pdf) =>
    acts().appeal({ actor: it.buyer }, { role: 'buyer', id: it.id, reason: '三次未交付', file })
  /** Delivered, and waiting for the market's own check. */
  async function recheck(): Promise<Supervised> {
    const it = await buySupervised(world, { flow: 'standard' })
    await acts().submitDemand({ actor: it.buyer }, it.id, { text: 'x' })
    await acts().decideDemand(it.seller, it.id, { approve: true })
    await acts().markRecheck(it.operator, it.id, true)
    await it.deliver()
    return it
  }
  const waits = async (actor: MemberActor) => (await world.market.views.listToDo(actor, page)).items
  const unread = async () =>
    (await world.market.notifications.list({ kind: 'operator' }, { limit: 50 })).items
      .filter(({ readAt }) => readAt === undefined)
      .map(({ kind, data }) => [kind, data.what])

  test('R103, R105: operators read appeals and re-checks by their due times, among what else waits', async () => {
    const first = await recheck()
    await world.advance(fromHours(1))
    const second = await buySupervised(world, { flow: 'simplified' })
    await appeal(second)
    await world.market.access.addAddress(second.seller, 'https://pending.example/')

    const items = await waits(first.operator)

    expect(items.map(({ kind, id }) => [kind, id])).toEqual([
      ['recheck', first.id],
      ['appeal', second.id],
      ['address', expect.stringMatching(/^adr_/)],
    ])
    const { order, line, seller, until } = await second.shown()
    expect(items[1]).toEqual({
      kind: 'appeal',
      id: second.id,
      name: line.offer.productName,
      about: seller,
      askedAt: toIso(world.clock.now()),
      dueAt: toIso(until?.at ?? world.clock.now()),
      acts: ['take_up'],
    })
    expect(order.number).toMatch(/^CS/)
    const [one] = (await world.market.views.listToDo(first.operator, { limit: 1 })).items
    const rest = await world.market.views.listToDo(first.operator, { limit: 5, after: '1' })
    expect([one, ...rest.items]).toEqual(items)
    expect((await world.market.views.getOverview()).supervisions).toBe(2)
  })

  test('R6, R103: only operators who decide appeals are shown them', async () => {
    const it = await recheck()
    const may = async (grants: string[]) => {
      const one = await world.given.operator()
      const who = { actor: it.operator, party: { kind: 'operator' }, id: one.memberId } as const
      await world.market.parties.setRights(who, { main: false, grants })
      return (await waits(one)).map(({ kind }) => kind)
    }

    expect(await may(['appeals'])).toEqual(['recheck'])
    expect(await may(['reviewer', 'finance'])).toEqual([])
  })

  test('R103: what was decided waits no more; another appeal is told to operators again', async () => {
    const it = await recheck()
    await acts().recheck(it.operator, it.id, { approve: true })
    expect(await unread()).toEqual([])

    await appeal(it)
    await acts().decideAppeal(it.operator, it.id, { outcome: 'continue', reason: '请继续' })
    expect([await waits(it.operator), await unread()]).toEqual([[], []])
    await appeal(it)

    expect((await waits(it.operator)).map(({ kind }) => kind)).toEqual(['appeal'])
    expect(await unread()).toEqual([['delivery_decision', 'appealed']])
  })

  test('R96: buyer and seller have counts of their own turns, and of nobody else’s', async () => {
    const it = await buySupervised(world, { flow: 'simplified' })
    const { getBuyerOverview, getSellerOverview } = world.market.views
    const counts = async () => [
      (await getBuyerOverview(it.buyer)).supervisions,
      (await getSellerOverview(it.seller.sellerId as Id<'sel'>)).supervisions,
    ]
    expect(await counts()).toEqual([0, 1])

    await it.deliver()
    expect(await counts()).toEqual([1, 0])
    const other = await world.given.buyer()
    expect(await getBuyerOverview(other)).toMatchObject({ supervisions: 0 })

    await acts().accept(it.buyer, it.id)
    expect(await counts()).toEqual([0, 0])
  })

  test('R107: a line says whether its delivery is supervised, so that only such orders read it', async () => {
    const work = await buySupervised(world, { flow: 'simplified' })
    const saas = await world.given.listedProduct('http://127.0.0.1:9/')
    const plain = await world.given.paidOrder(work.buyer, saas.productId)
    const reader = { actor: work.buyer, language: 'zh-CN' } as const
    const linesOf = async (orderId: Id<'ord'>) =>
      (await world.market.views.getBuyerOrder(orderId, reader)).lines.map(({ supervised }) => supervised)

    expect([await linesOf(work.orderId), await linesOf(plain)]).toEqual([[true], [undefined]])
  })

  test('R106: the seller is told that a part was accepted, and that all was', async () => {
    const it = await buySupervised(world, { flow: 'standard' })
    await acts().submitDemand({ actor: it.buyer }, it.id, { text: 'x' })
    await acts().decideDemand(it.seller, it.id, { approve: true, milestones: ['安装', '培训'] })
    for (const _part of [1, 2]) {
      await it.deliver()
      await acts().accept(it.buyer, it.id)
      await world.advance(fromHours(1))
    }

    const { items } = await world.market.notifications.list({ kind: 'seller', id: it.seller.sellerId }, page)
    expect(items.slice(0, 2).map(({ data }) => data.what)).toEqual(['accepted', 'part_accepted'])
  })

  test('R287: a list is exported as it is filtered, to its own party only', async () => {
    const it = await buySupervised(world, { flow: 'simplified' })
    const other = await buySupervised(world, { flow: 'simplified' })
    const routes = createSupervisionRoutes(acts(), world.market.views)
    const read = async (role: 'buyer' | 'seller' | 'operator', actor: MemberActor, query: object) => {
      const csv = routes[`GET /api/${role}/supervisions.csv`]
      const table = await csv?.({ actor, query, language: 'en-US' } as never)
      const lines: Record<string, unknown>[] = []
      for await (const row of table?.rows ?? [])
        lines.push(Object.fromEntries((table?.head ?? []).map(({ en }, at) => [en, row[at]])))
      return lines
    }
    const numberOf = async (one: Supervised) => (await one.shown()).order.number

    expect(await read('seller', it.seller, { list: 'own' })).toMatchObject([
      { 'Order number': await numberOf(it), Stage: 'performing', Turn: 'seller', Amount: '10.00' },
    ])
    expect(await read('buyer', it.buyer, { list: 'own' })).toEqual([])
    expect(await read('buyer', it.buyer, { list: 'others' })).toHaveLength(1)
    expect((await read('operator', it.operator, { list: 'open' })).map((row) => row['Order number'])).toEqual(
      [await numberOf(other), await numberOf(it)],
    )
    expect(await read('operator', it.operator, { list: 'open', q: await numberOf(it) })).toHaveLength(1)
  })

  test('R103: the files of an appeal are read by both sides and operators, and by nobody else', async () => {
    const it = await buySupervised(world, { flow: 'simplified' })
    await appeal(it, pdf)
    const [file] = (await it.shown()).appeal?.files ?? []
    const main = { main: true, grants: [] }
    const rights = { buyer: main, seller: main, operator: main }
    const read = (actor: MemberActor) => world.market.files.read({ actor, rights }, file?.id ?? 'fil_none')

    for (const actor of [it.buyer, it.seller, it.operator])
      expect((await read(actor)).file.name).toBe('proof.pdf')
    for (const stranger of [await world.given.buyer(), await world.given.seller()])
      await expect(read(stranger)).rejects.toMatchObject({ code: 'file.not_found' })
  })
})
