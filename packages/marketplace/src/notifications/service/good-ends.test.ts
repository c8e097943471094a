import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { createMoney, fromHours } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import { listRuleEngines, openAtOnce, openBoughtService, openScriptedSeller } from '../../embedded/index.ts'
import type { ScriptedSeller, World } from '../../embedded/index.ts'
import { openMailWorld } from '../../mail/testing/mail-world.ts'
import type { MailWorld } from '../../mail/testing/mail-world.ts'
import type { MemberActor, Party } from '../../platform/index.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES

describe.each(listRuleEngines(postgresUrl))('what went well, on %s', (engine) => {
  let open: MailWorld
  let world: World
  let seller: ScriptedSeller
  let buyer: MemberActor
  beforeAll(async () => {
    open = await openMailWorld({ engine, postgresUrl })
    ;({ world } = open)
  })
  afterEach(async () => {
    await seller.close()
    await world.reset()
    open.server.clear()
  })
  afterAll(() => open.close())

  const messagesTo = async (party: Party) =>
    (await world.market.notifications.list(party, { limit: 50 })).items
      .map(({ kind, data }) => `${kind} ${String(data['purpose'])}`)
      .toReversed()
  async function given() {
    seller = await openScriptedSeller()
    seller.answer(openAtOnce)
    const product = await world.given.listedProduct(seller.url)
    buyer = await world.given.buyer()
    return { ...product, toBuyer: { kind: 'buyer' as const, id: buyer.buyerId as Id<'byr'> } }
  }

  test('a purchase tells the buyer that it is paid and provided, and the seller that there is an order, each once', async () => {
    const { productId, sellerId, toBuyer } = await given()

    await openBoughtService(world, buyer, productId)
    await world.settle()

    expect(await messagesTo(toBuyer)).toEqual(['order_paid new', 'order_completed new'])
    expect(await messagesTo({ kind: 'seller', id: sellerId })).toEqual(['order_received new'])
  })

  test('each of them is an email, too, to the owners of both', async () => {
    const { productId } = await given()

    await openBoughtService(world, buyer, productId)
    await open.sendAll()

    const subjects = open.server.received.map(({ subject }) => subject.split(' ')[0])
    expect(new Set(subjects)).toEqual(new Set(['order_completed', 'order_paid', 'order_received']))
    expect(subjects).toHaveLength(3)
  })

  test('R72: of two things in an order, of which one failed, only the other is told as provided', async () => {
    const { productId, toBuyer } = await given()
    const refusing = await openScriptedSeller()
    refusing.answer(() => ({ resultCode: '000100' }))
    const other = await world.given.listedProduct(refusing.url)
    const priceItems = [
      await world.given.monthlyPriceItem(productId),
      await world.given.monthlyPriceItem(other.productId),
    ]
    const { orderId } = await world.market.orders.submit(
      { actor: buyer },
      {
        lines: priceItems.map((priceItemId) => ({ priceItemId, quantity: 1, periodCount: 1 })),
        expectedTotal: createMoney(2000n, 'CNY'),
        agreed: true,
      },
    )
    await world.market.orders.pay({ actor: buyer }, orderId)

    await world.advance(fromHours(4))
    await refusing.close()

    const { items } = await world.market.notifications.list(toBuyer, { limit: 50 })
    const products = (of: string) => items.find(({ kind }) => kind === of)?.data['products']
    expect(products('order_paid')).toHaveLength(2)
    expect(products('order_completed')).toHaveLength(1)
  })

  test('a renewal tells both of the payment, and nobody of its completion', async () => {
    const { productId, sellerId, toBuyer } = await given()
    const service = await openBoughtService(world, buyer, productId)

    await service.pay('renewal')
    await world.settle()

    expect((await messagesTo(toBuyer)).slice(2)).toEqual(['order_paid renewal'])
    expect((await messagesTo({ kind: 'seller', id: sellerId })).slice(1)).toEqual(['order_received renewal'])
  })
})
