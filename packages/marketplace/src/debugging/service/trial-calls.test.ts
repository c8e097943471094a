import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Id } from '@loggia/kernel'
import { openAtOnce, openScriptedSeller, openWorld, listRuleEngines } from '../../embedded/index.ts'
import type { ScriptedSeller, World } from '../../embedded/index.ts'
import type { MemberActor } from '../../platform/index.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES

describe.each(listRuleEngines(postgresUrl))('calls with settings to come, on %s', (engine) => {
  let world: World
  let server: ScriptedSeller
  let seller: MemberActor & { sellerId: Id<'sel'> }
  let productId: Id<'prd'>
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl })
  })
  beforeEach(async () => {
    server = await openScriptedSeller()
    seller = await world.given.seller()
    ;({ productId } = await world.given.listedProduct(server.url, seller))
  })
  afterEach(async () => {
    await server.close()
    await world.reset()
  })
  afterAll(() => world.close())

  const debugging = () => world.market.debugging

  test('R256: one call with new settings tells whether the server is ready, binds nothing and saves nothing', async () => {
    const { access, views } = world.market
    const next = await access.makeKey(seller, 'basic')
    const [address] = (await views.listAddresses(seller.sellerId, { limit: 1 })).items
    const asked = {
      addressId: address?.id ?? 'adr_none',
      keyId: next.id,
      speech: { protocol: 'saas-v2' as const },
    }
    server.answer(() => ({ resultCode: '000001', resultMsg: 'wrong signature' }))
    expect(await debugging().tryBinding(seller, productId, asked)).toMatchObject({
      passed: false,
      resultCode: '000001',
    })
    server.answer(openAtOnce)
    server.signWith(next.accessKey)
    expect(await debugging().tryBinding(seller, productId, asked)).toMatchObject({
      passed: true,
      scene: 'new_period',
      url: server.url,
    })

    const [first] = (await debugging().listScenes(seller, productId)).standings
    expect([first?.passed, first?.failed]).toEqual([undefined, undefined])
    const [key] = (await views.listKeys(seller.sellerId, { limit: 5 })).items
    expect(key).toMatchObject({ id: next.id, boundProducts: [], usedAt: expect.any(String) as string })
  })

  test('a try is refused for a key or an address of another seller, a wrong class and an address in review', async () => {
    const { access, views } = world.market
    const [address] = (await views.listAddresses(seller.sellerId, { limit: 1 })).items
    const key = await access.makeKey(seller, 'basic')
    const common = await access.makeKey(seller, 'common')
    const pending = await access.addAddress(seller, 'https://pending.example/')
    const stranger = await world.given.seller()
    const theirs = await access.makeKey(stranger, 'basic')
    const attempt = (addressId: Id<'adr'>, keyId: Id<'key'>) =>
      debugging().tryBinding(seller, productId, { addressId, keyId, speech: { protocol: 'saas-v2' } })
    const own = address?.id ?? 'adr_none'

    await expect(attempt(own, theirs.id)).rejects.toMatchObject({ code: 'access.key_not_found' })
    await expect(attempt(own, common.id)).rejects.toMatchObject({ code: 'access.key_class_wrong' })
    await expect(attempt(pending.id, key.id)).rejects.toMatchObject({ code: 'access.address_not_approved' })
    await expect(
      debugging().tryBinding(stranger, productId, {
        addressId: own,
        keyId: theirs.id,
        speech: { protocol: 'saas-v2' },
      }),
    ).rejects.toMatchObject({ code: 'catalog.product_not_found' })
    expect(server.requests).toEqual([])
  })
})
