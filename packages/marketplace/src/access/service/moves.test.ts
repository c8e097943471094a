import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createIds, createMoney, fromDays } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import { listRuleEngines, openScriptedSeller, openWorld } from '../../embedded/index.ts'
import type { ScriptedSeller, World } from '../../embedded/index.ts'
import { collectCode } from '../../licenses/testing/bought.ts'
import { listHistory, runInTx, system } from '../../platform/index.ts'
import type { MemberActor } from '../../platform/index.ts'
import { countStatements } from '../../platform/testing/statements.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES
const speech = { protocol: 'saas-v2' } as const
type Seller = MemberActor & { readonly sellerId: Id<'sel'> }

describe.each(listRuleEngines(postgresUrl))('R261: another address of a product, on %s', (engine) => {
  let world: World
  let oldServer: ScriptedSeller
  let newServer: ScriptedSeller
  let seller: Seller
  let buyer: MemberActor
  let productId: Id<'prd'>
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl })
    oldServer = await openScriptedSeller()
    newServer = await openScriptedSeller()
  })
  beforeEach(async () => {
    await world.reset()
    seller = await world.given.seller()
    buyer = await world.given.buyer(1_000_000n)
    ;({ productId } = await world.given.listedProduct(oldServer.url, seller))
  })
  afterAll(async () => {
    await world.close()
    await oldServer.close()
    await newServer.close()
  })

  const access = () => world.market.access
  const ask = () => ({ sellerId: seller.sellerId, family: 'saas', productId }) as const
  /** Buys one service and gives its id and order. */
  async function buy(): Promise<{ serviceId: Id<'sub'>; orderId: Id<'ord'> }> {
    const orderId = await world.given.paidOrder(buyer, productId)
    await world.settle()
    const [line] = (await world.market.orders.get(world.platform.db, orderId)).lines
    const service = line && (await world.market.subscriptions.findByLine(world.platform.db, line.id))
    if (!service) throw new Error('There is no service')
    return { serviceId: service.id, orderId }
  }
  async function renew(subscriptionId: Id<'sub'>): Promise<void> {
    const priceItemId = await world.given.monthlyPriceItem(productId)
    const lines = [{ subscriptionId, priceItemId, quantity: 1, periodCount: 1 }]
    const { id } = await world.market.quotes.ask(buyer, { kind: 'renewal', lines })
    await world.market.quotes.pay({ actor: buyer }, id as Id<'quo'>)
    await world.settle()
  }
  const approve = (url: string): Promise<Id<'adr'>> =>
    runInTx(world.platform, { actor: system }, (tx) =>
      access().approveAddressIn(tx, { sellerId: seller.sellerId, url }),
    )
  /** The product moves to another server. */
  async function rebind(url: string, to: typeof speech | { protocol: 'saas-v1'; keyBits: 128 } = speech) {
    const addressId = await approve(url)
    const { keyId } = await access().getAccess(world.platform.db, ask())
    await access().bind(seller, productId, { addressId, keyId, speech: to, confirm: true })
    return addressId
  }
  const earlier = async () => (await access().listEarlier(seller, productId)).earlier
  const sentTo = (server: ScriptedSeller, activity: string, from: number): number =>
    server.of(activity).length - from
  const countOf = (activity: string) => ({
    old: oldServer.of(activity).length,
    new: newServer.of(activity).length,
  })

  test('new orders go there at once; what was bought before is renewed, expires and ends where it was opened', async () => {
    const { serviceId } = await buy()
    await rebind(newServer.url)
    const [opened, renewed] = [countOf('newInstance'), countOf('refreshInstance')]
    await buy()
    await renew(serviceId)

    expect(sentTo(newServer, 'newInstance', opened.new)).toBe(1)
    expect(sentTo(oldServer, 'newInstance', opened.old)).toBe(0)
    expect(sentTo(oldServer, 'refreshInstance', renewed.old)).toBe(1)
    expect(sentTo(newServer, 'refreshInstance', renewed.new)).toBe(0)
    const [status, release] = [countOf('updateInstanceStatus'), countOf('releaseInstance')]
    await world.advance(fromDays(200))

    // Each of the two services was frozen and released at its own server.
    expect(sentTo(oldServer, 'updateInstanceStatus', status.old)).toBeGreaterThan(0)
    expect(sentTo(oldServer, 'updateInstanceStatus', status.old)).toBe(
      sentTo(newServer, 'updateInstanceStatus', status.new),
    )
    expect(sentTo(oldServer, 'releaseInstance', release.old)).toBe(1)
    expect(sentTo(newServer, 'releaseInstance', release.new)).toBe(1)
  })

  test('a buyer who opens an earlier service is answered by its own server', async () => {
    const { serviceId } = await buy()
    await rebind(newServer.url)
    const asked = countOf('queryInstance')

    await world.market.provisioning.askAccess(buyer, serviceId)

    expect(sentTo(oldServer, 'queryInstance', asked.old)).toBe(1)
    expect(sentTo(newServer, 'queryInstance', asked.new)).toBe(0)
  })

  test('one service is moved, and its next call goes to the current address', async () => {
    const [first, second] = [await buy(), await buy()]
    const to = await rebind(newServer.url)
    expect(await earlier()).toMatchObject([{ services: 2, orders: 2 }])

    await access().moveService(seller, first.serviceId, { to })
    await access().moveService(seller, first.serviceId, { to })

    expect(await earlier()).toMatchObject([{ services: 1, orders: 1 }])
    expect(await access().listOfOrder(seller, first.orderId)).toMatchObject([
      { serviceId: first.serviceId, address: { id: to }, current: { id: to } },
    ])
    const [other] = await access().listOfOrder(seller, second.orderId)
    expect(other?.address.url).toBe(new URL(oldServer.url).href)
    const asked = countOf('queryInstance')
    await world.market.provisioning.askAccess(buyer, first.serviceId)
    await world.market.provisioning.askAccess(buyer, second.serviceId)
    expect(sentTo(newServer, 'queryInstance', asked.new)).toBe(1)
    expect(sentTo(oldServer, 'queryInstance', asked.old)).toBe(1)
    const moves = (await listHistory(world.platform.db, productId)).filter(
      ({ kind }) => kind === 'product.services_moved',
    )
    expect(moves).toMatchObject([{ data: { services: 1, service: first.serviceId } }])
  })

  test('all are moved with the numbers that were shown, and not with others', async () => {
    for (let n = 0; n < 3; n += 1) await buy()
    const toAddressId = await rebind(newServer.url)
    const [shown] = await earlier()
    if (!shown) throw new Error('Nothing is earlier')
    const { services, orders, address } = shown
    const move = (more: object = {}) =>
      access().moveServices(seller, productId, {
        fromAddressId: address.id,
        toAddressId,
        services,
        orders,
        ...more,
      })

    await expect(move({ services: 2 })).rejects.toMatchObject({
      code: 'access.moved_numbers_changed',
      details: { services: 3, orders: 3 },
    })
    await expect(move({ toAddressId: address.id })).rejects.toMatchObject({
      code: 'access.address_not_current',
    })
    await expect(move({ fromAddressId: toAddressId })).rejects.toMatchObject({
      code: 'access.nothing_to_move',
    })
    expect(await move()).toEqual({ services: 3, orders: 3 })

    expect(await earlier()).toEqual([])
    await expect(move()).rejects.toMatchObject({ code: 'access.nothing_to_move' })
  })

  test('a service that has ended meanwhile changes the numbers', async () => {
    await buy()
    await buy()
    const toAddressId = await rebind(newServer.url)
    const [shown] = await earlier()
    await world.advance(fromDays(120))

    expect(await earlier()).toEqual([])
    const moving = access().moveServices(seller, productId, {
      fromAddressId: shown?.address.id ?? 'adr_none',
      toAddressId,
      services: 2,
      orders: 2,
    })
    await expect(moving).rejects.toMatchObject({ code: 'access.nothing_to_move' })
  })

  test('after a second change each keeps its own, also the one that was moved by itself', async () => {
    const third = await openScriptedSeller()
    const first = await buy()
    const moved = await buy()
    const second = await rebind(newServer.url)
    await access().moveService(seller, moved.serviceId, { to: second })
    await buy()
    const current = await rebind(third.url)

    const shown = await earlier()
    expect(shown.map(({ address, services }) => [address.url, services])).toEqual([
      [new URL(oldServer.url).href, 1],
      [new URL(newServer.url).href, 2],
    ])
    await access().moveServices(seller, productId, {
      fromAddressId: second,
      toAddressId: current,
      services: 2,
      orders: 2,
    })
    expect(await earlier()).toMatchObject([{ services: 1 }])
    const urlOf = async ({ orderId }: { orderId: Id<'ord'> }) =>
      (await access().listOfOrder(seller, orderId))[0]?.address.url
    expect(await urlOf(first)).toBe(new URL(oldServer.url).href)
    expect(await urlOf(moved)).toBe(new URL(third.url).href)
    await third.close()
  })

  test('a row of a node whose clock is ahead holds what exists, and later changes take nothing from it', async () => {
    const third = await openScriptedSeller()
    const { orderId } = await buy()
    await rebind(newServer.url)
    const ahead = createIds({
      nowMs: () => Date.now() + 60_000,
      randomBytes: (length) => new Uint8Array(length),
    })
    const last = ahead.next('sub')
    await world.platform.db.script(`update earlier_address set last_subscription_id = '${last}'`)

    await rebind(third.url)
    await rebind(newServer.url)

    const [service] = await access().listOfOrder(seller, orderId)
    expect(service?.address.url).toBe(new URL(oldServer.url).href)
    expect(await earlier()).toMatchObject([{ services: 1 }])
    const rows = world.platform.db.withTables<{ earlier_address: { last_subscription_id: string } }>()
    expect(await rows.selectFrom('earlier_address').select('last_subscription_id').execute()).toEqual([
      { last_subscription_id: last },
    ])
    await third.close()
  })

  test('another seller moves nothing, and a service that has ended is not moved', async () => {
    const { serviceId, orderId } = await buy()
    const to = await rebind(newServer.url)
    const other = await world.given.seller()

    await expect(access().moveService(other, serviceId, { to })).rejects.toMatchObject({
      code: 'access.service_not_found',
    })
    await expect(access().listOfOrder(other, orderId)).rejects.toMatchObject({ kind: 'not_found' })
    await expect(access().listEarlier(other, productId)).rejects.toMatchObject({ kind: 'not_found' })
    await expect(
      access().moveServices(other, productId, { fromAddressId: to, toAddressId: to, services: 1, orders: 1 }),
    ).rejects.toMatchObject({ kind: 'not_found' })
    await world.advance(fromDays(120))
    await expect(access().moveService(seller, serviceId, { to })).rejects.toMatchObject({
      code: 'access.service_over',
    })
  })

  test('an address with a query keeps the protocol that can send it, until its services are moved', async () => {
    const old = { protocol: 'saas-v1', keyBits: 128 } as const
    const afterSale = { fiveDayRefund: true, upgrades: true, renewalChanges: false }
    ;({ productId } = await world.given.listedProduct(oldServer.url, seller, { afterSale }))
    const url = 'http://127.0.0.1:1/index.php?r=produce'
    const from = await rebind(url, old)
    // It is never opened, but it is there.
    await world.given.paidOrder(buyer, productId)

    await expect(rebind(newServer.url)).rejects.toMatchObject({ code: 'access.earlier_has_query' })
    const to = await rebind(newServer.url, old)
    await expect(rebind(newServer.url)).rejects.toMatchObject({ code: 'access.earlier_has_query' })
    await access().moveServices(seller, productId, {
      fromAddressId: from,
      toAddressId: to,
      services: 1,
      orders: 1,
    })
    await rebind(newServer.url)
  })

  test('the server of its time is told of a license that expires and ends', async () => {
    const server = await openScriptedSeller()
    const it = await collectCode(world, 'license_code', {
      server: { url: server.url, protocol: 'license-code' },
    })
    server.answer(() => ({ resultCode: '000000' }))
    await it.activate([it.code])
    const asked = { sellerId: it.seller.sellerId, family: 'license', productId: it.productId } as const
    const { keyId } = await access().getAccess(world.platform.db, asked)
    const addressId = await runInTx(world.platform, { actor: system }, (tx) =>
      access().approveAddressIn(tx, { sellerId: it.seller.sellerId, url: newServer.url }),
    )
    const to = { protocol: 'license-code' } as const
    await access().bind(it.seller, it.productId, { addressId, keyId, speech: to, confirm: true })
    const [before, after] = [server.requests.length, newServer.requests.length]

    await it.renew()
    await world.advance(fromDays(200))

    expect(['refreshLicenseCode', 'releaseLicenseCode'].map((name) => server.of(name).length)).toEqual([1, 1])
    expect(server.requests.length).toBeGreaterThan(before)
    expect(newServer.requests).toHaveLength(after)
    await server.close()
  })

  test('an approved address cannot be rejected any more, so that nothing loses the address that it uses', async () => {
    await buy()
    await rebind(newServer.url)
    const [shown] = await earlier()
    const operator = await world.given.operator()

    const rejecting = access().decideAddress(operator, shown?.address.id ?? 'adr_none', {
      approve: false,
      reason: 'too late',
    })

    await expect(rejecting).rejects.toMatchObject({ code: 'access.address_decided' })
  })

  test('before a product was for sale, another address leaves nothing behind', async () => {
    await world.platform.db.script(`update product set state = 'draft' where id = '${productId}'`)

    await rebind(newServer.url)

    const kept = world.platform.db.withTables<{ earlier_address: { product_id: string } }>()
    expect(await kept.selectFrom('earlier_address').selectAll().execute()).toEqual([])
  })

  test('the addresses of any number of calls are read by one statement, and nothing is stored for a service', async () => {
    const services = [await buy(), await buy(), await buy()]
    const to = await rebind(newServer.url)
    await access().moveService(seller, services[0]?.serviceId ?? 'sub_none', { to })
    const { db } = world.platform
    const channel = (await access().findChannels(db, [ask()]))(ask())
    const places = services.map(({ serviceId }) => ({
      channelId: channel?.channelId ?? 'chn_none',
      productId,
      lane: serviceId,
    }))

    const { statements, answer } = await countStatements(db, () => access().listAccess(db, places))

    expect(statements).toBe(1)
    expect(places.map((place) => answer(place))).toMatchObject([
      { url: new URL(newServer.url).href },
      { url: new URL(oldServer.url).href },
      { url: new URL(oldServer.url).href },
    ])
    const tables = db.withTables<Record<'earlier_address' | 'moved_service', object>>()
    expect(await tables.selectFrom('earlier_address').selectAll().execute()).toHaveLength(1)
    expect(await tables.selectFrom('moved_service').selectAll().execute()).toHaveLength(1)
  })

  test('the addresses of an order with many services are read with as many statements as those of one', async () => {
    const one = await buy()
    const other = await world.given.listedProduct(oldServer.url, seller)
    const to = await rebind(newServer.url)
    const priceItemIds = [
      await world.given.monthlyPriceItem(productId),
      await world.given.monthlyPriceItem(other.productId),
    ]
    const many = 6
    const lines = Array.from({ length: many }, (_, n) => ({
      priceItemId: priceItemIds[n % 2] ?? 'pri_none',
      quantity: 1,
      periodCount: n + 1,
    }))
    const expectedTotal = createMoney(21_000n, 'CNY')
    const bought = await world.market.orders.submit({ actor: buyer }, { lines, expectedTotal, agreed: true })
    await world.market.orders.pay({ actor: buyer }, bought.orderId)
    await world.settle()
    const count = (orderId: Id<'ord'>) =>
      countStatements(world.platform.db, () => access().listOfOrder(seller, orderId))

    const [ofOne, ofMany] = [await count(one.orderId), await count(bought.orderId)]

    expect(ofOne.answer).toMatchObject([
      { serviceId: one.serviceId, address: { url: new URL(oldServer.url).href }, current: { id: to } },
    ])
    expect(ofMany.answer.map((shown) => [shown.productId, shown.address.url])).toEqual(
      lines.map((_, n) =>
        n % 2 ? [other.productId, new URL(oldServer.url).href] : [productId, new URL(newServer.url).href],
      ),
    )
    expect(ofMany.statements).toBe(ofOne.statements)
  })
})
