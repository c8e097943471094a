import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isId } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import { isWaitedFor, openWorld, listRuleEngines } from '../../embedded/index.ts'
import type { World } from '../../embedded/index.ts'
import { runInTx, system } from '../../platform/index.ts'
import type { Tx } from '../../platform/index.ts'
import type { ChannelAsk } from '../schema.ts'
import type { AccessTables } from '../tables.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES
const inSystem = <T>({ platform }: World, work: (tx: Tx) => Promise<T>): Promise<T> =>
  runInTx(platform, { actor: system }, work)
const listChannels = ({ platform }: World, sellerId: Id<'sel'>) =>
  platform.db
    .withTables<AccessTables>()
    .selectFrom('channel')
    .selectAll()
    .where('seller_id', '=', sellerId)
    .orderBy('family')
    .execute()

describe.each(listRuleEngines(postgresUrl))('channels on %s', (engine) => {
  let world: World
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl })
  })
  afterAll(() => world.close())

  test('a seller has one of each family, made on first need and found ever after', async () => {
    const { access } = world.market
    const { sellerId } = await world.given.seller()
    const ask = { sellerId, family: 'saas' } as const
    expect((await access.findChannels(world.platform.db, [ask]))(ask)).toBeUndefined()

    const asked: readonly ChannelAsk[] = [ask, { sellerId, family: 'orders' }, ask]
    const channelOf = await inSystem(world, (tx) => access.ensureChannels(tx, asked))
    const again = await inSystem(world, (tx) => access.ensureChannels(tx, asked))

    const [orders, saas, ...others] = await listChannels(world, sellerId)
    expect(others).toEqual([])
    expect([orders?.family, saas?.family]).toEqual(['orders', 'saas'])
    expect(isId(saas?.id ?? '', 'chn')).toBe(true)
    expect(channelOf(ask)).toEqual({ channelId: saas?.id })
    expect(again(ask)).toEqual({ channelId: saas?.id })
    expect(again({ sellerId, family: 'orders' })).toEqual({ channelId: orders?.id })
  })

  test('a place without a channel gets nothing, and those beside it their own', async () => {
    const { access } = world.market
    const places = await Promise.all(
      ['http://127.0.0.1:1/a', 'http://127.0.0.1:1/b'].map(async (url) => {
        const { sellerId, productId } = await world.given.listedProduct(url)
        const ask = { sellerId, family: 'saas', productId } as const
        const { channelId = 'chn_' } = (await access.findChannels(world.platform.db, [ask]))(ask) ?? {}
        return { channelId, productId, url }
      }),
    )
    const [first, second] = places
    if (!first || !second) throw new Error('There are two places')
    const nowhere = { channelId: 'chn_none' } as const

    const accessOf = await access.listAccess(world.platform.db, [first, nowhere, second])

    expect(accessOf(first)).toMatchObject({ url: first.url })
    expect(accessOf(nowhere)).toBeInstanceOf(Error)
    expect(accessOf(second)).toMatchObject({ url: second.url })
  })

  test('what is bound for a product is used for it, what is bound for the channel for whatever has none of its own', async () => {
    const { access } = world.market
    const { sellerId, productId } = await world.given.listedProduct('http://127.0.0.1:1/own')
    const own = { sellerId, family: 'saas', productId } as const
    const { channelId = 'chn_' } = (await access.findChannels(world.platform.db, [own]))(own) ?? {}
    const other: Id<'prd'> = 'prd_other'

    const before = await access.listAccess(world.platform.db, [
      { channelId, productId },
      { channelId, productId: other },
    ])
    const addressId = await inSystem(world, (tx) =>
      access.approveAddressIn(tx, { sellerId, url: 'http://127.0.0.1:1/all' }),
    )
    await world.platform.db.script(`
      insert into channel_binding (channel_id, product_id, protocol, address_id, key_id, switched_on, options, bound_at)
      select channel_id, null, 'saas-v1', '${addressId}', key_id, true, '{"keyBits":128}', bound_at
      from channel_binding where channel_id = '${channelId}'`)
    const after = await access.listAccess(world.platform.db, [
      { channelId, productId },
      { channelId, productId: other },
      { channelId },
    ])

    expect(before({ channelId, productId })).toMatchObject({ protocol: 'saas-v2' })
    expect(before({ channelId, productId: other })).toMatchObject({ code: 'access.product_not_bound' })
    expect(after({ channelId, productId })).toMatchObject({
      protocol: 'saas-v2',
      url: 'http://127.0.0.1:1/own',
    })
    const whole = { protocol: 'saas-v1', keyBits: 128, url: 'http://127.0.0.1:1/all' }
    expect(after({ channelId, productId: other })).toMatchObject(whole)
    expect(after({ channelId })).toMatchObject(whole)
    const channelOf = await access.findChannels(world.platform.db, [own, { ...own, productId: other }])
    expect(channelOf(own)?.protocol).toBe('saas-v2')
    expect(channelOf({ ...own, productId: other })?.protocol).toBe('saas-v1')
  })

  test('a protocol is not bound with options that it does not have', async () => {
    const { access } = world.market
    const { sellerId, seller, productId } = await world.given.listedProduct('http://127.0.0.1:1/')
    const own = { sellerId, family: 'saas', productId } as const
    const { keyId } = await access.getAccess(world.platform.db, own)
    const addressId = await inSystem(world, (tx) =>
      access.approveAddressIn(tx, { sellerId, url: 'http://127.0.0.1:1/' }),
    )
    const speech = { protocol: 'saas-v2', keyBits: 128 } as const

    const binding = access.bind(seller, productId, { addressId, keyId, speech, confirm: true })

    await expect(binding).rejects.toThrow(/keyBits/)
    expect(await access.getAccess(world.platform.db, own)).not.toHaveProperty('keyBits')
  })
})

describe.skipIf(!postgresUrl)('at the same time', () => {
  test('two first calls of one seller make one channel, and go through it', async () => {
    const world = await openWorld({ engine: 'postgres', postgresUrl })
    const { access } = world.market
    const { sellerId } = await world.given.seller()
    const ask = { sellerId, family: 'saas' } as const
    const isMade = Promise.withResolvers<void>()

    const first = inSystem(world, async (tx) => {
      const channelOf = await access.ensureChannels(tx, [ask])
      isMade.resolve()
      while (!(await isWaitedFor(tx))) continue
      return channelOf(ask)
    })
    await isMade.promise
    const second = inSystem(world, async (tx) => (await access.ensureChannels(tx, [ask]))(ask))

    expect(await second).toEqual(await first)
    expect(await listChannels(world, sellerId)).toHaveLength(1)
    await world.close()
  })
})
