import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { addMs, fromDays, fromHours } from '@loggia/kernel'
import { listRuleEngines, openAtOnce, openScriptedSeller, openWorld } from '../../embedded/index.ts'
import type { ScriptedSeller, SellerReply, World } from '../../embedded/index.ts'
import { buySupervised } from '../testing/supervised.ts'
import { listPossible } from './lists.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES
const refuse = (): SellerReply => ({ resultCode: '000100', resultMsg: 'no resource' })

describe.each(listRuleEngines(postgresUrl))('supervised SaaS, on %s', (engine) => {
  let world: World
  let seller: ScriptedSeller
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl, calls: { timeLimitMs: 1500 } })
  })
  afterEach(async () => {
    await seller.close()
    await world.reset()
  })
  afterAll(() => world.close())

  const acts = () => world.market.supervisions
  async function bought(
    reply: Parameters<ScriptedSeller['answer']>[0],
    more: { readonly asks?: boolean } = {},
  ) {
    seller = await openScriptedSeller()
    seller.answer(reply)
    return buySupervised(world, { flow: 'saas', url: seller.url, ...more })
  }

  test('R74, R75: it is opened at once; its term starts and its order is complete when the buyer accepts', async () => {
    const it = await bought(openAtOnce)
    const offered = async () => [
      ...listPossible(await acts().get(it.seller, 'seller', it.id)),
      ...listPossible(await acts().get(it.operator, 'operator', it.id)),
    ]
    await expect(it.deliver()).rejects.toMatchObject({ code: 'supervision.not_opened' })
    expect(await offered()).toEqual(['appeal', 'mark_recheck'])
    expect((await it.shown()).until).toEqual({
      at: addMs(world.clock.now(), fromHours(3)),
      what: 'opening',
    })
    await world.settle()
    expect(await offered()).toEqual(['deliver', 'appeal', 'mark_recheck', 'refund'])
    expect((await it.shown()).until).toBeUndefined()
    expect(await it.of()).toMatchObject({ stage: 'performing', openedAt: world.clock.now() })
    expect([await it.orderState(), (await it.subscription())?.state]).toEqual(['processing', 'opening'])

    await world.advance(fromDays(3))
    await it.deliver()
    await world.advance(fromDays(4))
    await acts().accept(it.buyer, it.id)

    expect(await it.orderState()).toBe('completed')
    expect(await it.subscription()).toMatchObject({ state: 'active', startsAt: world.clock.now() })
  })

  test('R97: with a template the buyer is asked while the service is being opened', async () => {
    const it = await bought(openAtOnce, { asks: true })
    await world.settle()
    expect(await it.of()).toMatchObject({ stage: 'demand', openedAt: world.clock.now() })

    await acts().submitDemand({ actor: it.buyer }, it.id, { text: 'example.test' })

    expect(await it.stage()).toBe('performing')
  })

  test('R70: if it is not opened in three hours, all of the money goes back and nothing is left to supervise', async () => {
    const it = await bought(refuse, { asks: true })
    await acts().submitDemand({ actor: it.buyer }, it.id, { text: 'example.test' })
    await acts().appeal({ actor: it.buyer }, { role: 'buyer', id: it.id, reason: 'slow' })
    await expect(acts().refund(it.operator, it.id, 'too slow')).rejects.toMatchObject({
      code: 'supervision.not_opened',
    })
    await expect(
      acts().decideAppeal(it.operator, it.id, { outcome: 'done', reason: 'no' }),
    ).rejects.toMatchObject({ code: 'supervision.not_opened' })

    await world.advance(fromHours(4))

    expect([await it.stage(), await it.orderState(), await it.balance()]).toEqual([
      'ended',
      'refunded',
      1_000_000n,
    ])
    expect((await it.shown()).appeal?.appeal.state).toBe('closed')
    expect((await acts().listOfMarket(it.operator, { list: 'appeals', limit: 10 })).items).toEqual([])
  })

  test('R103, R150: refunded by an operator’s decision: the seller is called to release it', async () => {
    const it = await bought(openAtOnce)
    await world.settle()
    await acts().appeal({ actor: it.buyer }, { role: 'buyer', id: it.id, reason: 'nobody helps' })
    seller.answer(() => ({ resultCode: '000000', resultMsg: 'ok' }))

    await acts().decideAppeal(it.operator, it.id, { outcome: 'refunded', reason: 'not delivered' })
    await world.settle()

    expect([await it.orderState(), await it.balance()]).toEqual(['refunded', 1_000_000n])
    expect(seller.of('releaseInstance')).toHaveLength(1)
  })
})
