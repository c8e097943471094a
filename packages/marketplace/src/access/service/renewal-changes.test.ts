import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { fromDays } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import { openScriptedSeller, openWorld } from '../../embedded/index.ts'
import type { ScriptedSeller, World } from '../../embedded/index.ts'
import type { MemberActor } from '../../platform/index.ts'

let world: World
let server: ScriptedSeller
let operator: MemberActor
let listed: Awaited<ReturnType<World['given']['listedProduct']>>
beforeAll(async () => {
  world = await openWorld()
  server = await openScriptedSeller()
  operator = await world.given.operator()
})
beforeEach(async () => {
  listed = await world.given.listedProduct(server.url)
})
afterAll(async () => {
  await server.close()
  await world.close()
})

const none = { fiveDayRefund: true, upgrades: true, renewalChanges: false }

async function propose(change: object): Promise<void> {
  const content = await world.market.catalog.getContent(listed.seller, listed.productId)
  await world.given.passedCases(listed.seller, listed.productId)
  await world.market.catalog.proposeChange(listed.seller, listed.productId, { ...content, ...change })
}
const approve = () => world.market.catalog.decide(operator, listed.productId, { approve: true })

async function moveToV1(): Promise<void> {
  const { access, views } = world.market
  const { seller, productId } = listed
  const bound = (await views.getSellerProduct(productId, seller.sellerId as Id<'sel'>)).access
  const [addressId, keyId] = [bound?.addressId as Id<'adr'>, bound?.keyId as Id<'key'>]
  await access.bind(seller, productId, {
    addressId,
    keyId,
    speech: { protocol: 'saas-v1', keyBits: 256 },
    confirm: true,
  })
}

/** A buyer of three seats, who is quoted a renewal with two. */
async function quotedChange() {
  const { market, platform } = world
  const buyer = await world.given.buyer()
  const orderId = await world.given.paidOrder(buyer, listed.productId, { quantity: 3 })
  await world.settle()
  const line = (await market.orders.get(platform.db, orderId)).lines[0]
  const { id } = (await market.subscriptions.findByLine(platform.db, line?.id as Id<'orl'>)) ?? {}
  const subscriptionId = id as Id<'sub'>
  await world.advance(fromDays(5))
  const { choices } = await market.subscriptions.listChoices(buyer, subscriptionId)
  const priceItemId = choices[0]?.prices[0]?.priceItemId as Id<'pri'>
  const lines = [{ subscriptionId, priceItemId, quantity: 2, periodCount: 1 }]
  const quote = await market.quotes.ask(buyer, { kind: 'renewal', lines })
  return { pay: () => market.quotes.pay({ actor: buyer }, quote.id as Id<'quo'>) }
}

test('a promise of changes at renewal that was proposed with V2.0 is not approved once the product speaks V1.0', async () => {
  await propose({ afterSale: none })
  await approve()
  await propose({ afterSale: { ...none, renewalChanges: true } })
  await moveToV1()

  await expect(approve()).rejects.toMatchObject({ kind: 'refused', code: 'access.change_unspoken_now' })
  await world.market.catalog.decide(operator, listed.productId, { approve: false, reason: 'V1.0' })
  expect((await world.market.catalog.getContent(listed.seller, listed.productId)).afterSale).toMatchObject(
    none,
  )
})

test('R119: a product does not move to V1.0 while a paid change at renewal waits to be told, and does afterwards', async () => {
  await (await quotedChange()).pay()
  await propose({ afterSale: none })
  await approve()

  await expect(moveToV1()).rejects.toMatchObject({
    code: 'access.renewal_changes_to_tell',
    details: { count: 1 },
  })
  await world.advance(fromDays(26))
  await moveToV1()

  expect(server.of('refreshInstance').map(({ members }) => members.scene)).toEqual(['RENEWAL_CHANGE'])
})

test('R119: a change at renewal that was priced is not paid any more once the product has stopped to offer it', async () => {
  const { pay } = await quotedChange()
  await propose({ afterSale: none })
  await approve()

  await expect(pay()).rejects.toMatchObject({ code: 'quote.outdated' })
})
