import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { fromDays, toIso } from '@loggia/kernel'
import { listRuleEngines, openWorld } from '../../embedded/index.ts'
import type { World } from '../../embedded/index.ts'
import { buySupervised, criteria, listTold, pdf, template } from '../testing/supervised.ts'
import type { Supervised } from '../testing/supervised.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES

describe.each(listRuleEngines(postgresUrl))('the steps of a supervised delivery, on %s', (engine) => {
  let world: World
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl })
  })
  afterEach(() => world.reset())
  afterAll(() => world.close())

  const acts = () => world.market.supervisions
  const demanded = async (it: Supervised) =>
    acts().submitDemand({ actor: it.buyer }, it.id, { text: '域名 example.test', file: pdf })
  const confirmed = async (it: Supervised, milestones?: string[]) => {
    await demanded(it)
    await acts().decideDemand(it.seller, it.id, { approve: true, milestones })
  }

  test('R38, R39, R97: the buyer is asked by the seller’s template, and both read demand and criteria', async () => {
    const it = await buySupervised(world, { flow: 'standard' })
    expect(await it.stage()).toBe('demand')
    expect(await listTold(world, { kind: 'buyer', id: it.buyer.buyerId })).toEqual(['demand_due'])
    expect((await it.of()).offered).toEqual({ flow: 'standard', template, criteria })

    await demanded(it)

    const shown = await it.shown()
    expect(shown.of).toMatchObject({ stage: 'confirmation', demand: '域名 example.test' })
    expect(shown.files('demand').map(({ name }) => name)).toEqual(['proof.pdf'])
    expect(await listTold(world, { kind: 'seller', id: it.seller.sellerId })).toEqual(['demand_submitted'])
    expect(await it.kinds()).toContain('demand.submitted')
  })

  test('R97: a demand that the seller sends back is stated again, and its reason is seen until then', async () => {
    const it = await buySupervised(world, { flow: 'standard' })
    await demanded(it)
    await acts().decideDemand(it.seller, it.id, { approve: false, reason: '缺少域名' })
    expect(await it.of()).toMatchObject({ stage: 'demand', rejection: '缺少域名' })

    await acts().submitDemand({ actor: it.buyer }, it.id, { text: '域名 two.test' })

    expect((await it.of()).rejection).toBeUndefined()
    expect(await it.of()).toMatchObject({ stage: 'confirmation', demand: '域名 two.test' })
  })

  test('what identifies a machine is text: a file, which operators could read, is refused', async () => {
    const it = await buySupervised(world, { flow: 'license_online' })
    const identify = (more: { readonly file?: typeof pdf }) =>
      acts().submitDemand({ actor: it.buyer }, it.id, { text: 'MACHINE-1', ...more })

    await expect(identify({ file: pdf })).rejects.toMatchObject({ code: 'supervision.file_not_asked' })

    expect(await it.stage()).toBe('demand')
    await identify({})
    expect(await it.stage()).toBe('performing')
  })

  test('R98–R101, R107: performed, rejected, performed again and accepted: then the order is complete at once', async () => {
    const it = await buySupervised(world, { flow: 'standard' })
    await confirmed(it)
    await it.deliver({ note: 'first' })
    await acts().reject(it.buyer, it.id, '缺少培训记录')
    expect(await it.of()).toMatchObject({ stage: 'performing', rejections: 1, rejection: '缺少培训记录' })
    expect(await it.orderState()).toBe('processing')

    await it.deliver({ note: 'second' })
    await acts().accept(it.buyer, it.id)

    expect([await it.stage(), await it.orderState()]).toEqual(['done', 'completed'])
    expect((await it.shown()).files('proof')).toHaveLength(2)
    expect(await it.subscription()).toMatchObject({ state: 'active', startsAt: world.clock.now() })
  })

  test('design confirmation before performing: sent back once, then confirmed (§5.1, site building)', async () => {
    const it = await buySupervised(world, { flow: 'site_building' })
    await confirmed(it)
    expect(await it.stage()).toBe('design')
    await expect(it.deliver()).rejects.toMatchObject({ code: 'supervision.not_in_stage' })
    await acts().submitDesign({ actor: it.seller }, it.id, { file: pdf, note: 'blue' })
    await acts().decideDesign(it.buyer, it.id, { approve: false, reason: '换成绿色' })
    await acts().submitDesign({ actor: it.seller }, it.id, { file: pdf, note: 'green' })

    await acts().decideDesign(it.buyer, it.id, { approve: true })

    expect(await it.of()).toMatchObject({ stage: 'performing', note: 'green' })
    expect((await it.shown()).files('design')).toHaveLength(2)
  })

  test('R106: parts are delivered and accepted one after the other; the last one completes the order', async () => {
    const it = await buySupervised(world, { flow: 'standard' })
    await confirmed(it, ['安装', '培训'])
    await it.deliver()
    await acts().accept(it.buyer, it.id)
    expect(await it.of()).toMatchObject({ stage: 'performing', milestones: { accepted: 1 } })
    expect(await it.orderState()).toBe('processing')
    await it.deliver()
    await acts().reject(it.buyer, it.id, '未完成')
    expect((await it.of()).milestones?.accepted).toBe(1)
    await it.deliver()

    await acts().accept(it.buyer, it.id)

    expect([await it.stage(), await it.orderState()]).toEqual(['done', 'completed'])
  })

  test('R106: parts need names of their own, and a flow that confirms a demand', async () => {
    const it = await buySupervised(world, { flow: 'standard' })
    await demanded(it)

    await expect(
      acts().decideDemand(it.seller, it.id, { approve: true, milestones: ['一期', '一期'] }),
    ).rejects.toMatchObject({ code: 'supervision.milestones_alike' })
    expect(await it.stage()).toBe('confirmation')
  })

  test('R105: an order that is marked stops at the market’s re-check, each time that it is delivered', async () => {
    const it = await buySupervised(world, { flow: 'standard' })
    await confirmed(it)
    await acts().markRecheck(it.operator, it.id, true)
    await it.deliver()
    expect(await it.stage()).toBe('recheck')
    expect(await listTold(world, { kind: 'operator' })).toEqual(['recheck_due'])
    await expect(acts().accept(it.buyer, it.id)).rejects.toMatchObject({ code: 'supervision.not_in_stage' })
    await expect(acts().markRecheck(it.operator, it.id, false)).rejects.toMatchObject({
      code: 'supervision.no_recheck',
    })
    await acts().recheck(it.operator, it.id, { approve: false, reason: '报告未盖章' })
    expect(await it.of()).toMatchObject({ stage: 'performing', rejection: '报告未盖章' })
    await it.deliver()

    await acts().recheck(it.operator, it.id, { approve: true })

    expect(await it.stage()).toBe('acceptance')
    await acts().accept(it.buyer, it.id)
    expect(await it.orderState()).toBe('completed')
  })

  test('R105: a simplified delivery has no re-check to be marked for', async () => {
    const it = await buySupervised(world, { flow: 'simplified' })

    await expect(acts().markRecheck(it.operator, it.id, true)).rejects.toMatchObject({
      code: 'supervision.no_recheck',
    })
  })

  test('R75: the worked example: used from 1 January, accepted on 1 February', async () => {
    await world.advance(fromDays(37))
    const dated = await buySupervised(world, { flow: 'simplified' })
    const plain = await buySupervised(world, { flow: 'simplified' })
    await world.advance(fromDays(32))
    await dated.deliver({ begunOn: '2027-01-01' })
    await plain.deliver()
    await world.advance(0)
    await acts().accept(dated.buyer, dated.id)
    await acts().accept(plain.buyer, plain.id)

    const [ofDated, ofPlain] = [await dated.subscription(), await plain.subscription()]
    const days = (of: typeof ofDated) =>
      [of?.startsAt, of?.endsAt].map((at) => toIso((at ?? 0) + 28_800_000).slice(0, 10))
    expect(days(ofDated)).toEqual(['2027-01-01', '2027-02-01'])
    expect(days(ofPlain)).toEqual(['2027-02-01', '2027-03-01'])
  })

  test('R104: nothing closes it; from 180 days on both sides are reminded, whatever the stage, until it is over', async () => {
    const it = await buySupervised(world, { flow: 'standard' })
    await demanded(it)
    await world.advance(fromDays(365))
    expect([await it.stage(), await it.orderState()]).toEqual(['confirmation', 'processing'])
    const waiting = async () =>
      (await listTold(world, { kind: 'buyer', id: it.buyer.buyerId })).filter((what) => what === 'waiting')
        .length
    expect(await waiting()).toBe(7)
    expect((await acts().listOfMarket(it.operator, { list: 'overdue', limit: 10 })).items).toHaveLength(1)

    await acts().refund(it.operator, it.id, '双方协商一致')
    await world.advance(fromDays(100))

    expect(await waiting()).toBe(7)
    expect((await acts().listOfMarket(it.operator, { list: 'overdue', limit: 10 })).items).toEqual([])
  })

  test('each party finds what it has to do, what waits for others, and what is over', async () => {
    const it = await buySupervised(world, { flow: 'standard' })
    const counts = async () => {
      const found: number[] = []
      for (const list of ['own', 'others', 'over'] as const)
        found.push(
          (await acts().listOfBuyer(it.buyer, { list, limit: 10 })).items.length,
          (await acts().listOfSeller(it.seller, { list, limit: 10 })).items.length,
        )
      return found
    }
    expect(await counts()).toEqual([1, 0, 0, 1, 0, 0])
    await demanded(it)
    expect(await counts()).toEqual([0, 1, 1, 0, 0, 0])
    await acts().refund(it.operator, it.id, 'over')

    expect(await counts()).toEqual([0, 0, 0, 0, 1, 1])
    const found = await acts().listOfBuyer(it.buyer, { list: 'over', limit: 10, q: 'PRODUCT' })
    expect(found.items).toHaveLength(1)
    expect((await acts().listOfBuyer(it.buyer, { list: 'over', limit: 10, q: '100%' })).items).toEqual([])
  })
})
