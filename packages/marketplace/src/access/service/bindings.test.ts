import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Id } from '@loggia/kernel'
import { listWorldEngines, openWorld } from '../../embedded/index.ts'
import type { World } from '../../embedded/index.ts'
import { listHistory, runInTx, system } from '../../platform/index.ts'
import type { MemberActor, Tx } from '../../platform/index.ts'
import { createBoundDrafts, draft, speech } from '../testing/bound-drafts.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES

describe.each(listWorldEngines(postgresUrl))('bindings on %s', (engine) => {
  let world: World
  let operator: MemberActor
  let drafts: ReturnType<typeof createBoundDrafts>
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl })
    operator = await world.given.operator()
    drafts = createBoundDrafts(world, operator)
  })
  afterAll(() => world.close())

  const asSystem = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
    runInTx(world.platform, { actor: system }, work)

  test('R255: a key of another class is not bound', async () => {
    const { seller, productId, addressId } = await drafts.bind()
    const other = await world.market.access.makeKey(seller, 'joint_sync')

    const rebound = world.market.access.bind(seller, productId, {
      addressId,
      keyId: other.id,
      speech,
      confirm: true,
    })

    await expect(rebound).rejects.toMatchObject({ kind: 'refused', code: 'access.key_class_wrong' })
  })

  test('R256: a bound key is changed only when that is confirmed, and calls use the new one then', async () => {
    const { seller, productId, addressId, keyId, accessKey } = await drafts.bind()
    const next = await world.market.access.makeKey(seller, 'basic')
    const rebind = (confirm: boolean) =>
      world.market.access.bind(seller, productId, { addressId, keyId: next.id, speech, confirm })
    const used = async () => (await drafts.getAccess(seller, productId)).accessKey

    await expect(rebind(false)).rejects.toMatchObject({
      kind: 'conflict',
      code: 'access.change_needs_confirmation',
    })
    expect(await used()).toBe(accessKey)

    await rebind(true)
    expect(await used()).toBe(next.accessKey)
    const entry = (await listHistory(world.platform.db, productId)).at(-1)
    expect(entry).toMatchObject({
      kind: 'product.access_bound',
      data: { from: { addressId, keyId }, to: { addressId, keyId: next.id } },
    })
  })

  test('another seller’s product, address and key are not found', async () => {
    const own = await drafts.bind()
    const other = await drafts.bind()
    const { access } = world.market
    const bind = (productId: Id<'prd'>, addressId: Id<'adr'>, keyId: Id<'key'>) =>
      access.bind(own.seller, productId, { addressId, keyId, speech, confirm: true })

    await expect(bind(other.productId, own.addressId, own.keyId)).rejects.toMatchObject({ kind: 'not_found' })
    await expect(bind(own.productId, other.addressId, own.keyId)).rejects.toMatchObject({ kind: 'not_found' })
    await expect(bind(own.productId, own.addressId, other.keyId)).rejects.toMatchObject({ kind: 'not_found' })
    await expect(access.deleteKey(own.seller, other.keyId)).rejects.toMatchObject({ kind: 'not_found' })
  })

  test('saas-v2 §11, 6 and 7: how two things are said to a product’s server is set with its binding, and goes with its calls', async () => {
    const { seller, productId, addressId, keyId } = await drafts.bind()
    const { access } = world.market
    const own = { protocol: 'saas-v2', expireDigits: 14, cancellationOrder: 'renewal' } as const
    const rebind = (to: typeof speech | typeof own) =>
      access.bind(seller, productId, { addressId, keyId, speech: to, confirm: true })

    await rebind(own)

    const wording = { expireDigits: 14, cancellationOrder: 'renewal' }
    expect(await drafts.getAccess(seller, productId)).toMatchObject(wording)
    expect(await drafts.findTarget(seller, productId)).toMatchObject(wording)
    const [shown] = (await world.market.views.listSellerProducts(seller.sellerId, { limit: 1 })).items
    expect(shown?.access).toMatchObject(wording)
    await rebind(speech)
    expect(await drafts.findTarget(seller, productId)).not.toHaveProperty('expireDigits')
  })

  test('order notification: another’s address and key are not found, and its own key is kept', async () => {
    const own = await drafts.bind()
    const other = await drafts.bind()
    const { access } = world.market
    const { id: keyId } = await access.makeKey(own.seller, 'common')
    const turn = (addressId: Id<'adr'>, key: Id<'key'>, switchedOn = true) =>
      access.setOrderChannel(own.seller, { addressId, keyId: key, switchedOn })

    await expect(turn(other.addressId, keyId)).rejects.toMatchObject({ kind: 'not_found' })
    await expect(turn(own.addressId, other.keyId)).rejects.toMatchObject({ kind: 'not_found' })
    expect(await access.findOrderChannel(own.seller)).toBeUndefined()
    await turn(own.addressId, keyId)
    await turn(own.addressId, keyId, false)

    expect(await access.findOrderChannel(own.seller)).toMatchObject({ keyId, switchedOn: false })
    expect(await access.findOrderChannel(other.seller)).toBeUndefined()
    await expect(access.deleteKey(own.seller, keyId)).rejects.toMatchObject({ code: 'access.key_of_orders' })
    expect(await drafts.listKinds(own.seller.sellerId)).toEqual(['order_channel.set', 'order_channel.set'])
  })

  test('V1.0 is bound with its number of bits, kept and told as it is', async () => {
    const { seller, productId, addressId, keyId } = await drafts.bind()
    const old = { protocol: 'saas-v1', keyBits: 128 } as const

    await world.market.access.bind(seller, productId, { addressId, keyId, speech: old, confirm: true })

    expect(await drafts.getAccess(seller, productId)).toMatchObject(old)
    expect((await world.market.views.getSellerProduct(productId, seller.sellerId)).access).toMatchObject(old)
    await expect(world.market.catalog.submit(seller, productId)).rejects.toMatchObject({
      code: 'access.renewal_changes_unspoken',
    })
  })

  test('a product on sale with V1.0 proposes no promise that V1.0 cannot say', async () => {
    const { catalog } = world.market
    const afterSale = { fiveDayRefund: true, upgrades: true, renewalChanges: false }
    const { seller, productId } = await world.given.listedProduct(drafts.createUrl(), undefined, {
      speech: { protocol: 'saas-v1', keyBits: 128 },
      afterSale,
    })
    const { afterSale: _, ...allPromised } = await catalog.getContent(seller, productId)

    await expect(catalog.proposeChange(seller, productId, allPromised)).rejects.toMatchObject({
      code: 'access.renewal_changes_unspoken',
    })
    await world.given.passedCases(seller, productId)
    const name = { zh: '云账本二', en: 'Cloud Ledger II' }
    expect(await catalog.proposeChange(seller, productId, { ...allPromised, name, afterSale })).toMatchObject(
      {
        applicationId: expect.stringMatching(/^apl_/) as string,
      },
    )
  })

  test('R245: a product whose address is not approved yet is not submitted; once it is, it goes', async () => {
    const { access, catalog } = world.market
    const seller = await world.given.seller()
    const { productId } = await catalog.saveDraft({ actor: seller }, draft)
    const { id: addressId } = await access.addAddress(seller, drafts.createUrl())
    const { id: keyId } = await access.makeKey(seller, 'basic')
    await access.bind(seller, productId, { addressId, keyId, speech, confirm: false })

    await expect(catalog.submit(seller, productId)).rejects.toMatchObject({
      code: 'access.product_not_bound',
      details: { addressState: 'pending' },
    })
    await expect(drafts.getAccess(seller, productId)).rejects.toMatchObject({
      code: 'access.product_not_bound',
    })
    await world.given.passedCases(seller, productId)
    await access.decideAddress(operator, addressId, { approve: true })

    expect(await catalog.submit(seller, productId)).toEqual({ state: 'in_review' })
  })

  test('a server registered anew takes all the seller’s products along, each with its key', async () => {
    const { seller, productId, accessKey } = await drafts.bind()
    const { productId: second } = await world.market.catalog.saveDraft({ actor: seller }, draft)
    const newest = await world.market.access.makeKey(seller, 'basic')
    const stranger = await drafts.bind()
    const before = await drafts.getAccess(stranger.seller, stranger.productId)

    await asSystem((tx) =>
      world.market.access.registerAnew(tx, {
        sellerId: seller.sellerId,
        url: 'http://127.0.0.1:8081/produce',
      }),
    )
    await asSystem((tx) =>
      world.market.access.registerAnew(tx, {
        sellerId: seller.sellerId,
        url: 'http://127.0.0.1:8082/produce',
      }),
    )

    expect(await drafts.getAccess(seller, productId)).toMatchObject({
      protocol: 'saas-v2',
      url: 'http://127.0.0.1:8082/produce',
      accessKey,
    })
    expect(await drafts.getAccess(seller, second)).toMatchObject({
      url: 'http://127.0.0.1:8082/produce',
      accessKey: newest.accessKey,
    })
    expect(await drafts.getAccess(stranger.seller, stranger.productId)).toEqual(before)
    const { items } = await world.market.views.listAddresses(seller.sellerId, { limit: 5 })
    expect(items).toMatchObject([{ url: 'http://127.0.0.1:8082/produce', state: 'approved' }])
  })

  test('a server registered anew at the address it had leaves no trace', async () => {
    const { seller, addressId } = await drafts.bind()
    const [address] = (await world.market.views.listAddresses(seller.sellerId, { limit: 1 })).items
    const before = await drafts.listKinds(addressId)

    const again = await asSystem((tx) =>
      world.market.access.registerAnew(tx, { sellerId: seller.sellerId, url: address?.url ?? '' }),
    )

    expect(again).toEqual({ addressId })
    expect(await drafts.listKinds(addressId)).toEqual(before)
  })
})
