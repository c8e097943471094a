import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Id } from '@loggia/kernel'
import { openCredential } from '../../apps/testing/joint.ts'
import { createExampleDraft } from '../../catalog/service/example-draft.ts'
import { listRuleEngines, openScriptedSeller, openWorld } from '../../embedded/index.ts'
import type { ScriptedSeller, World } from '../../embedded/index.ts'
import { listHistory, runInTx, system } from '../../platform/index.ts'
import type { MemberActor } from '../../platform/index.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES
const kitUrl = 'https://kit.seller.example/api/'
const speech = { protocol: 'kit-v2' } as const

describe.each(listRuleEngines(postgresUrl))(
  'the joint kit beside the delivery of a product, on %s',
  (engine) => {
    let world: World
    let server: ScriptedSeller
    let seller: MemberActor & { readonly sellerId: Id<'sel'> }
    let buyer: MemberActor
    let productId: Id<'prd'>
    beforeAll(async () => {
      world = await openWorld({ engine, postgresUrl })
      server = await openScriptedSeller()
    })
    beforeEach(async () => {
      seller = await world.given.seller()
      buyer = await world.given.buyer(1_000_000n)
      ;({ productId } = await world.given.listedProduct(server.url, seller))
    })
    afterAll(async () => {
      await world.close()
      await server.close()
    })

    const access = () => world.market.access
    const approve = (url: string): Promise<Id<'adr'>> =>
      runInTx(world.platform, { actor: system }, (tx) =>
        access().approveAddressIn(tx, { sellerId: seller.sellerId, url }),
      )
    /** Links the kit as its seller does, with another key each time. */
    async function bindKit(url = kitUrl, of = productId) {
      const addressId = await approve(url)
      const { id: keyId, accessKey } = await access().makeKey(seller, 'joint_sync')
      await access().bind(seller, of, { addressId, keyId, speech, confirm: true })
      return { addressId, keyId, accessKey }
    }
    const find = (family: 'saas' | 'kit') =>
      access().findAccess(world.platform.db, { sellerId: seller.sellerId, family, productId })
    /** Buys one service and gives its id and order. */
    async function buy(): Promise<{ serviceId: Id<'sub'>; orderId: Id<'ord'> }> {
      const orderId = await world.given.paidOrder(buyer, productId)
      await world.settle()
      const [line] = (await world.market.orders.get(world.platform.db, orderId)).lines
      const service = line && (await world.market.subscriptions.findByLine(world.platform.db, line.id))
      if (!service) throw new Error('There is no service')
      return { serviceId: service.id, orderId }
    }
    /** Where calls of these lanes go through the channel of a family. */
    async function urlsOf(family: 'saas' | 'kit', lanes: readonly string[]): Promise<string[]> {
      const ask = { sellerId: seller.sellerId, family, productId }
      const { db } = world.platform
      const { channelId } = (await access().findChannels(db, [ask]))(ask) ?? {
        channelId: 'chn_none' as const,
      }
      const places = lanes.map((lane) => ({ channelId, productId, lane }))
      const accessOf = await access().listAccess(db, places)
      return places.map((place) => {
        const found = accessOf(place)
        return found instanceof Error ? found.message : found.url
      })
    }

    test('R255: it has an address and a key of its own class, and leaves those of the delivery alone', async () => {
      const before = await find('saas')

      const { accessKey } = await bindKit()

      expect((await find('kit')).access).toMatchObject({ protocol: 'kit-v2', url: kitUrl, accessKey })
      expect(await find('saas')).toEqual(before)
      const shown = await world.market.views.getSellerProduct(productId, seller.sellerId)
      expect([shown.access?.protocol, shown.access?.url]).toEqual(['saas-v2', server.url])
      expect([shown.joint?.protocol, shown.joint?.url]).toEqual(['kit-v2', kitUrl])
    })

    test('R255: a key of another class is not linked, and no product whose licenses are issued by a server', async () => {
      const addressId = await approve(kitUrl)
      const basic = await access().makeKey(seller, 'basic')
      const joint = await access().makeKey(seller, 'joint_sync')
      const bind = (of: Id<'prd'>, keyId: Id<'key'>) =>
        access().bind(seller, of, { addressId, keyId, speech, confirm: true })
      const license = createExampleDraft({ type: 'license', supervision: { flow: 'license_online' } })
      const { productId: other } = await world.market.catalog.saveDraft({ actor: seller }, license)

      await expect(bind(productId, basic.id)).rejects.toMatchObject({ code: 'access.key_not_joint' })
      await expect(bind(other, joint.id)).rejects.toMatchObject({ code: 'access.protocol_not_of_product' })
      const withQuery = await approve('https://kit.seller.example/?a=1')
      const asked = { addressId: withQuery, keyId: joint.id, speech, confirm: true }
      await expect(access().bind(seller, productId, asked)).rejects.toMatchObject({
        code: 'access.url_has_query',
      })
    })

    test('R245: a product is not submitted while the address of its kit waits', async () => {
      const { catalog } = world.market
      const { productId: draft } = await catalog.saveDraft({ actor: seller }, createExampleDraft())
      await runInTx(world.platform, { actor: system }, (tx) =>
        access().registerAnew(tx, { sellerId: seller.sellerId, url: server.url }),
      )
      const pending = await access().addAddress(seller, 'https://pending.seller.example/kit')
      const { id: keyId } = await access().makeKey(seller, 'joint_sync')
      await access().bind(seller, draft, { addressId: pending.id, keyId, speech, confirm: false })
      await world.given.passedCases(seller, draft)

      await expect(catalog.submit(seller, draft)).rejects.toMatchObject({
        code: 'access.joint_not_bound',
        details: { addressState: 'pending' },
      })
    })

    test('a server that is registered anew takes only those products along that the kit is linked to', async () => {
      const other = await world.given.listedProduct(server.url, seller)
      await bindKit()

      await runInTx(world.platform, { actor: system }, (tx) =>
        access().registerAnew(tx, {
          sellerId: seller.sellerId,
          family: 'kit',
          url: 'https://new.seller.example/',
        }),
      )

      const joint = async (id: Id<'prd'>) =>
        (await world.market.views.getSellerProduct(id, seller.sellerId)).joint?.url
      expect([await joint(productId), await joint(other.productId)]).toEqual([
        'https://new.seller.example/',
        undefined,
      ])
    })

    describe('it is unlinked', () => {
      const unlink = (by = seller) => access().unlinkJoint(by, productId)
      const shown = () => world.market.views.getSellerProduct(productId, seller.sellerId)

      test('without the delivery, which stays, and can be linked again as if it never was', async () => {
        const { keyId } = await bindKit()
        const { serviceId } = await buy()
        await bindKit('https://second.seller.example/')

        await unlink()

        expect((await shown()).joint).toBeUndefined()
        expect((await shown()).access?.url).toBe(server.url)
        expect(await access().findProtocol(world.platform.db, productId, 'kit')).toBeUndefined()
        expect((await listHistory(world.platform.db, productId)).at(-1)).toMatchObject({
          kind: 'product.joint_unlinked',
          data: { from: { protocol: 'kit-v2' } },
        })
        await access().deleteKey(seller, keyId)
        await bindKit('https://third.seller.example/')
        expect(await urlsOf('kit', [`${serviceId}/kit`])).toEqual(['https://third.seller.example/'])
      })

      test('not twice, and by no other seller', async () => {
        await bindKit()
        const other = await world.given.seller()

        await expect(unlink(other)).rejects.toMatchObject({ code: 'catalog.product_not_found' })
        await unlink()
        await expect(unlink()).rejects.toMatchObject({ code: 'access.joint_not_linked' })
      })

      test('R269: never from a product that has an app credential', async () => {
        const { seller: owner, productId: sold } = await openCredential(world, server)

        await expect(access().unlinkJoint(owner, sold)).rejects.toMatchObject({
          code: 'app.credential_needs_kit',
        })
        expect(await access().findProtocol(world.platform.db, sold, 'kit')).toBe('kit-v2')
      })
    })

    describe('R261: another address of the kit', () => {
      const next = 'https://kit2.seller.example/'

      test('what was bought before keeps the earlier one for its people; its delivery is not touched, nor is a test account', async () => {
        await bindKit()
        const { serviceId } = await buy()
        await bindKit(next)
        const later = await buy()

        expect(await urlsOf('kit', [`${serviceId}/kit`, `${later.serviceId}/kit`])).toEqual([kitUrl, next])
        expect(await urlsOf('kit', ['cap_01hx5zzkbkactav9wevgemmvrz/kit'])).toEqual([next])
        expect(await urlsOf('saas', [serviceId, later.serviceId])).toEqual([server.url, server.url])
      })

      test('services are moved singly, and all with the numbers that were shown, in each channel by itself', async () => {
        await bindKit()
        const [first, second] = [await buy(), await buy()]
        const { addressId: to } = await bindKit(next)
        const earlier = async (of?: 'joint') => (await access().listEarlier(seller, productId, of)).earlier
        expect([await earlier(), (await earlier('joint')).map(({ services }) => services)]).toEqual([[], [2]])

        await access().moveService(seller, first.serviceId, { to, of: 'joint' })

        expect(await access().listOfOrder(seller, first.orderId)).toMatchObject([
          { of: 'delivery', address: { url: server.url } },
          { of: 'joint', address: { id: to }, current: { id: to } },
        ])
        const [left] = await earlier('joint')
        expect(left).toMatchObject({ address: { url: kitUrl }, services: 1, orders: 1 })
        const asked = {
          fromAddressId: left?.address.id ?? 'adr_none',
          toAddressId: to,
          services: 1,
          orders: 1,
        }
        await expect(access().moveServices(seller, productId, asked)).rejects.toMatchObject({
          code: 'access.address_not_current',
        })
        expect(await access().moveServices(seller, productId, { ...asked, of: 'joint' })).toEqual({
          services: 1,
          orders: 1,
        })
        expect(await urlsOf('kit', [`${first.serviceId}/kit`, `${second.serviceId}/kit`])).toEqual([
          next,
          next,
        ])
      })

      test('a service that is moved in both channels keeps both moves', async () => {
        await bindKit()
        const { serviceId } = await buy()
        const { addressId: kit } = await bindKit(next)
        const saas = await approve('https://saas2.seller.example/')
        const { id: keyId } = await access().makeKey(seller, 'basic')
        await access().bind(seller, productId, {
          addressId: saas,
          keyId,
          speech: { protocol: 'saas-v2' },
          confirm: true,
        })

        await access().moveService(seller, serviceId, { to: kit, of: 'joint' })
        await access().moveService(seller, serviceId, { to: saas })

        expect(await urlsOf('kit', [`${serviceId}/kit`])).toEqual([next])
        expect(await urlsOf('saas', [serviceId])).toEqual(['https://saas2.seller.example/'])
      })
    })
  },
)
