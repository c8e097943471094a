import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { createMoney, fromDays } from '@loggia/kernel'
import { listRuleEngines, openWorld } from '../../embedded/index.ts'
import type { World } from '../../embedded/index.ts'
import type { MemberActor } from '../../platform/index.ts'
import { buySupervised, listTold, pdf } from '../testing/supervised.ts'
import type { Supervised } from '../testing/supervised.ts'
import { listPossible } from './lists.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES

describe.each(listRuleEngines(postgresUrl))('appeals, on %s', (engine) => {
  let world: World
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl })
  })
  afterEach(() => world.reset())
  afterAll(() => world.close())

  const acts = () => world.market.supervisions
  const byBuyer = (it: Supervised) =>
    acts().appeal({ actor: it.buyer }, { role: 'buyer', id: it.id, reason: '三次未交付' })

  test('R103: either side appeals at any stage; everything stands still, and who acts is the operator', async () => {
    const it = await buySupervised(world, { flow: 'standard' })

    await byBuyer(it)

    const appealed = { code: 'supervision.appealed' }
    await expect(acts().submitDemand({ actor: it.buyer }, it.id, { text: 'x' })).rejects.toMatchObject(
      appealed,
    )
    await expect(byBuyer(it)).rejects.toMatchObject(appealed)
    const shown = await it.shown()
    expect(shown.until).toMatchObject({ what: 'decision' })
    expect((await acts().listOfMarket(it.operator, { list: 'appeals', limit: 10 })).items).toHaveLength(1)
    expect(await listTold(world, { kind: 'operator' })).toEqual(['appealed'])
    expect((await listTold(world, { kind: 'seller', id: it.seller.sellerId }))[0]).toBe('appealed')
  })

  test('R103: an operator has three working days, which the page says', async () => {
    const it = await buySupervised(world, { flow: 'simplified' })
    // A Tuesday; the third working day after it is Friday.
    await byBuyer(it)

    const { until, appeal } = await it.shown()
    expect(until?.at).toBe(appeal?.due)
    expect(((until?.at ?? 0) - world.clock.now()) / fromDays(1)).toBe(3)
  })

  test('R103: a seller who appeals because nobody accepts adds a proof of delivery', async () => {
    const it = await buySupervised(world, { flow: 'simplified' })
    const bySeller = (file?: typeof pdf) =>
      acts().appeal({ actor: it.seller }, { role: 'seller', id: it.id, reason: '买家不验收', file })
    await it.deliver()
    await expect(bySeller()).rejects.toMatchObject({ code: 'supervision.proof_required' })
    expect((await it.shown()).appeal).toBeUndefined()

    await bySeller(pdf)

    const [file] = (await it.shown()).appeal?.files ?? []
    expect(file?.name).toBe('proof.pdf')
    const read = (actor: MemberActor, grant: string) => {
      const rights = { main: false, grants: [grant] }
      return world.market.files.read(
        { actor, rights: { seller: rights, buyer: rights, operator: rights } },
        file?.id ?? 'fil_',
      )
    }
    for (const [actor, grant] of [
      [it.buyer, 'purchase'],
      [it.seller, 'orders:read'],
      [it.operator, 'appeals'],
    ] as const)
      expect((await read(actor, grant)).file.name).toBe('proof.pdf')
    await expect(read(it.operator, 'catalogue')).rejects.toMatchObject({ code: 'parties.right_missing' })
    for (const other of [await world.given.buyer(), await world.given.seller()])
      await expect(read(other, 'appeals')).rejects.toMatchObject({ code: 'file.not_found' })
  })

  test('R103: who appealed may withdraw it, and it goes on where it stood', async () => {
    const it = await buySupervised(world, { flow: 'simplified' })
    await it.deliver()
    await byBuyer(it)
    await expect(acts().withdrawAppeal(it.seller, { role: 'seller', id: it.id })).rejects.toMatchObject({
      code: 'supervision.not_own_appeal',
    })

    await acts().withdrawAppeal(it.buyer, { role: 'buyer', id: it.id })

    await acts().accept(it.buyer, it.id)
    expect(await it.stage()).toBe('done')
    await expect(acts().withdrawAppeal(it.buyer, { role: 'buyer', id: it.id })).rejects.toMatchObject({
      code: 'supervision.no_appeal',
    })
  })

  test('R103: decided to go on, to be accepted, or to be refunded in full or in part', async () => {
    const on = await buySupervised(world, { flow: 'simplified' })
    await byBuyer(on)
    await acts().decideAppeal(on.operator, on.id, { outcome: 'continue', reason: '请继续' })
    expect((await on.shown()).appeal?.appeal).toMatchObject({ state: 'decided', outcome: 'continue' })
    expect([await on.stage(), (await on.of()).appealedAt]).toEqual(['performing', undefined])

    const done = await buySupervised(world, { flow: 'simplified' })
    await byBuyer(done)
    await acts().decideAppeal(done.operator, done.id, { outcome: 'done', reason: '已交付' })
    expect([await done.stage(), await done.orderState()]).toEqual(['done', 'completed'])

    const whole = await buySupervised(world, { flow: 'simplified' })
    await byBuyer(whole)
    await acts().decideAppeal(whole.operator, whole.id, { outcome: 'refunded', reason: '未交付' })
    expect([await whole.stage(), await whole.orderState(), await whole.balance()]).toEqual([
      'ended',
      'refunded',
      1_000_000n,
    ])
    expect((await whole.subscription())?.state).toBe('cancelled')
  })

  test('R139, R155: an operator gives back a part, at most what was paid; the order ends', async () => {
    const it = await buySupervised(world, { flow: 'simplified' })
    await byBuyer(it)
    const decide = (amountMinor: bigint) =>
      acts().decideAppeal(it.operator, it.id, {
        outcome: 'refunded',
        reason: '部分交付',
        amount: createMoney(amountMinor, 'CNY'),
      })
    for (const amount of [0n, -1n, 1001n])
      await expect(decide(amount)).rejects.toMatchObject({ code: 'supervision.amount_out_of_range' })
    expect((await it.shown()).appeal?.appeal.state).toBe('open')

    await decide(400n)

    expect([await it.stage(), await it.orderState(), await it.balance()]).toEqual([
      'ended',
      'refunded',
      999_400n,
    ])
    expect((await it.shown()).appeal?.appeal).toMatchObject({
      outcome: 'refunded',
      amount: { amountMinor: 400n },
    })
  })

  /** What operators have not read or done yet, the newest first. */
  async function listUndone(): Promise<unknown[]> {
    const { items } = await world.market.notifications.list({ kind: 'operator' }, { limit: 50 })
    return items
      .filter(({ kind, readAt }) => kind.startsWith('delivery') && readAt === undefined)
      .map(({ data }) => data.what)
  }

  test('R103, R105: operators are asked again by each appeal, and its end leaves them the re-check', async () => {
    const it = await buySupervised(world, { flow: 'standard' })
    await acts().submitDemand({ actor: it.buyer }, it.id, { text: 'x' })
    await acts().decideDemand(it.seller, it.id, { approve: true })
    await acts().markRecheck(it.operator, it.id, true)
    await it.deliver()
    expect(await listUndone()).toEqual(['recheck_due'])
    for (const end of ['withdraw', 'continue'] as const) {
      await byBuyer(it)
      expect(await listUndone()).toEqual(['appealed', 'recheck_due'])
      if (end === 'withdraw') await acts().withdrawAppeal(it.buyer, { role: 'buyer', id: it.id })
      else await acts().decideAppeal(it.operator, it.id, { outcome: 'continue', reason: '请继续' })

      expect(await listUndone()).toEqual(['recheck_due'])
    }
    await acts().recheck(it.operator, it.id, { approve: false, reason: '缺少签字' })
    expect(await listUndone()).toEqual([])
    await it.deliver()

    expect(await listUndone()).toEqual(['recheck_due'])
    await acts().refund(it.operator, it.id, '双方协商一致')
    expect(await listUndone()).toEqual([])
  })

  test('one side withdraws at most ten appeals of a delivery; the newest is shown, and the other side may still appeal', async () => {
    const it = await buySupervised(world, { flow: 'simplified' })
    for (let n = 0; n < 10; n += 1) {
      await byBuyer(it)
      expect((await it.shown()).appeal?.appeal.state).toBe('open')
      await acts().withdrawAppeal(it.buyer, { role: 'buyer', id: it.id })
    }
    await expect(byBuyer(it)).rejects.toMatchObject({ code: 'supervision.too_many_appeals' })

    await acts().appeal({ actor: it.seller }, { role: 'seller', id: it.id, reason: '买家失联' })

    expect((await it.shown()).appeal?.appeal).toMatchObject({ by: 'seller', state: 'open' })
  })

  test('R103, R146: an appeal is offered to whom it would not be refused', async () => {
    const it = await buySupervised(world, { flow: 'simplified' })
    const offered = async () => {
      const both = [await acts().get(it.buyer, 'buyer', it.id), await acts().get(it.seller, 'seller', it.id)]
      return both.map((shown) => listPossible(shown).filter((act) => act.endsWith('appeal')))
    }
    expect(await offered()).toEqual([['appeal'], ['appeal']])
    await world.market.refunds.askRefund({ actor: it.buyer }, it.orderId, {
      amount: createMoney(400n, 'CNY'),
      reason: '迟迟未交付',
    })
    expect(await offered()).toEqual([[], []])
    await expect(byBuyer(it)).rejects.toMatchObject({ code: 'supervision.refund_open' })
    await world.advance(fromDays(9))
    expect(await offered()).toEqual([['appeal'], ['appeal']])

    await byBuyer(it)

    expect(await offered()).toEqual([['withdraw_appeal'], []])
    expect(listPossible(await it.shown())).toEqual(['decide_appeal'])
  })

  test('an appeal is nobody else’s, and over with the delivery', async () => {
    const it = await buySupervised(world, { flow: 'simplified' })
    const stranger = await world.given.buyer()
    const own = { role: 'buyer', id: it.id, reason: 'no' } as const
    await expect(acts().appeal({ actor: stranger }, own)).rejects.toMatchObject({
      code: 'supervision.not_found',
    })
    await expect(
      acts().decideAppeal(it.seller, it.id, { outcome: 'done', reason: 'no' }),
    ).rejects.toMatchObject({
      kind: 'forbidden',
    })
    await it.deliver()
    await acts().accept(it.buyer, it.id)

    await expect(byBuyer(it)).rejects.toMatchObject({ code: 'supervision.not_in_stage' })
  })
})
