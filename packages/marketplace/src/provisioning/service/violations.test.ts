import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { fromDays, fromHours, fromMinutes, createMoney } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import {
  listRuleEngines,
  openAtOnce,
  openAtOnceV1,
  openScriptedSeller,
  openWorld,
} from '../../embedded/index.ts'
import type { ScriptedSeller, World } from '../../embedded/index.ts'
import { listHistory } from '../../platform/index.ts'
import type { MemberActor } from '../../platform/index.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES
const frozen = { kind: 'refused', code: 'subscription.frozen_for_violation', details: { reason: 'spam' } }

describe.each(listRuleEngines(postgresUrl))('R116: services frozen for a violation, on %s', (engine) => {
  let world: World
  let seller: ScriptedSeller
  let operator: MemberActor
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl, calls: { timeLimitMs: 1500 } })
  })
  afterEach(async () => {
    await seller.close()
    await world.reset()
  })
  afterAll(() => world.close())

  /** One seat for a month at ¥10.00, opened at once. */
  async function running({ isV1 = false } = {}) {
    const { market, platform } = world
    seller = await openScriptedSeller()
    const speech = { protocol: 'saas-v1', keyBits: 128 } as const
    const given = await world.given.listedProduct(seller.url, undefined, isV1 ? { speech } : {})
    if (isV1) seller.signWith(given.accessKey)
    seller.answer(isV1 ? openAtOnceV1(given.accessKey) : openAtOnce)
    operator = await world.given.operator()
    const buyer = await world.given.buyer()
    const orderId = await world.given.paidOrder(buyer, given.productId)
    await world.settle()
    const [line] = (await market.orders.get(platform.db, orderId)).lines
    const found = line && (await market.subscriptions.findByLine(platform.db, line.id))
    if (!found) throw new Error('There is no subscription')
    const { id } = found
    const state = async () => (await market.subscriptions.find(platform.db, id))?.state
    const quote = async (kind: 'renewal' | 'change', quantity: number) => {
      const { choices } = await market.subscriptions.listChoices(buyer, id)
      const month = choices[0]?.prices.find(({ period }) => period === 'month')
      const asked = { subscriptionId: id, priceItemId: month?.priceItemId as Id<'pri'>, quantity }
      return market.quotes.ask(buyer, {
        kind,
        lines: [{ ...asked, ...(kind === 'renewal' && { periodCount: 1 }) }],
      })
    }
    const pay = async (of: { id: string }) => {
      await market.quotes.pay({ actor: buyer }, of.id as Id<'quo'>)
      await world.settle()
    }
    const bar = async () => {
      await market.subscriptions.bar(operator, id, 'spam')
      await world.settle()
    }
    const unbar = async () => {
      await market.subscriptions.unbar(operator, id)
      await world.settle()
    }
    return { ...given, buyer, orderId, id, state, quote, pay, bar, unbar }
  }
  /** The statuses that the seller was sent, in order. */
  const statuses = () => seller.of('updateInstanceStatus').map(({ members }) => members.status)
  const messagesTo = async (party: Parameters<World['market']['notifications']['list']>[0]) =>
    (await world.market.notifications.list(party, { limit: 50 })).items
      .filter(({ kind }) => kind.startsWith('service_'))
      .map(({ kind, data }) => [kind, data['reason']])

  test('buyer and seller are told why, the seller freezes it and sets it free again, and both stand on record', async () => {
    const service = await running()
    const { buyer, sellerId, id } = service

    await service.bar()
    const shown = await world.market.views.getService(id, { actor: buyer, language: 'en-US' })
    await service.unbar()

    expect(statuses()).toEqual(['FREEZE', 'UNFREEZE'])
    expect(shown).toMatchObject({ state: 'active', barred: { reason: 'spam' } })
    expect(shown.acts.change).toMatchObject({ allowed: false, refusal: { code: frozen.code } })
    const both = [
      ['service_unbarred', 'spam'],
      ['service_barred', 'spam'],
    ]
    expect(await messagesTo({ kind: 'buyer', id: buyer.buyerId as Id<'byr'> })).toEqual(both)
    expect(await messagesTo({ kind: 'seller', id: sellerId })).toEqual(both)
    const told = (await listHistory(world.platform.db, id)).slice(-2)
    expect(told).toMatchObject([
      { kind: 'service.barred', actor: { id: operator.memberId }, data: { reason: 'spam' } },
      { kind: 'service.unbarred', actor: { id: operator.memberId } },
    ])
  })

  test('while it is frozen, a change and its access data are refused with why, priced before or not', async () => {
    const service = await running()
    const priced = await service.quote('change', 2)
    await service.bar()

    await expect(service.quote('change', 2)).rejects.toMatchObject(frozen)
    await expect(service.pay(priced)).rejects.toMatchObject(frozen)
    const asked = world.market.provisioning.askAccess(service.buyer, service.id)
    await expect(asked).rejects.toMatchObject(frozen)
    await service.unbar()
    expect((await world.market.provisioning.askAccess(service.buyer, service.id)).outcome.kind).toBe(
      'confirmed',
    )
  })

  test('its time runs on: it expires, is kept and released, and its seller is told to freeze it once', async () => {
    const service = await running()
    await service.bar()

    await world.advance(fromDays(31) + fromHours(1))
    const kept = await service.state()
    await world.advance(fromDays(2))

    expect([kept, await service.state()]).toEqual(['retention', 'released'])
    expect(statuses()).toEqual(['FREEZE'])
    expect(seller.of('releaseInstance')).toHaveLength(1)
    await expect(service.unbar()).rejects.toMatchObject({ code: 'subscription.not_in_state' })
  })

  test('a renewal does not unfreeze it; lifted then, it is used again', async () => {
    const service = await running()
    await service.bar()
    await world.advance(fromDays(31) + fromHours(1))

    await service.pay(await service.quote('renewal', 1))

    expect(await service.state()).toBe('active')
    expect(statuses()).not.toContain('UNFREEZE')
    expect(seller.requests.at(-1)?.members).toMatchObject({ status: 'FREEZE' })
    await service.unbar()
    expect(statuses().at(-1)).toBe('UNFREEZE')
  })

  test('lifted during retention it stays frozen until it is renewed', async () => {
    const service = await running()
    await service.bar()
    await world.advance(fromDays(31) + fromHours(1))

    await service.unbar()

    expect(statuses()).toEqual(['FREEZE'])
    await service.pay(await service.quote('renewal', 1))
    expect(statuses()).toEqual(['FREEZE', 'UNFREEZE'])
  })

  test('it can be returned, which releases it', async () => {
    const service = await running()
    await service.bar()
    const ask = { kind: 'five_day' as const, expectedAmount: createMoney(1000n, 'CNY') }

    await world.market.refunds.ask({ actor: service.buyer }, service.id, ask)
    await world.settle()

    expect(await service.state()).toBe('cancelled')
    expect(seller.of('releaseInstance')).toHaveLength(1)
  })

  test('only an operator freezes, once, and only what lives', async () => {
    const service = await running()
    const { subscriptions } = world.market

    const byBuyer = subscriptions.bar(service.buyer, service.id, 'spam')
    await expect(byBuyer).rejects.toMatchObject({ code: 'parties.not_an_operator' })
    await expect(service.unbar()).rejects.toMatchObject({ code: 'subscription.not_barred' })
    await service.bar()
    await expect(service.bar()).rejects.toMatchObject({ code: 'subscription.barred_already' })
    const unknown = subscriptions.bar(operator, `sub_${'0'.repeat(26)}` as Id<'sub'>, 'spam')
    await expect(unknown).rejects.toMatchObject({ code: 'subscription.not_found' })
  })

  test('by V1.0 it is an expireInstance, again after a renewal, and lifted by instanceStatus', async () => {
    const service = await running({ isV1: true })
    await service.bar()
    await world.advance(fromMinutes(1))

    await service.pay(await service.quote('renewal', 1))
    await service.unbar()

    const told = seller.requests.map(({ activity, members }) => members.instanceStatus ?? activity)
    expect(told.filter((one) => one !== 'newInstance')).toEqual([
      'expireInstance',
      'refreshInstance',
      'expireInstance',
      'NORMAL',
    ])
  })
})
