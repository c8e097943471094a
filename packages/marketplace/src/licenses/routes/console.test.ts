import { inspect } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { consoleApi } from '@loggia/protocol/console'
import type { Language } from '@loggia/kernel'
import { listWorldEngines, openScriptedSeller, openWorld } from '../../embedded/index.ts'
import type { World } from '../../embedded/index.ts'
import { exportedTables } from '../../marketplace.ts'
import { exportRows } from '../../platform/index.ts'
import type { MemberActor } from '../../platform/index.ts'
import { createSupervisionRoutes } from '../../supervision/routes.ts'
import { buyLicense, collectCode, lic } from '../testing/bought.ts'
import { createLicenseRoutes } from './console.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES
const language: Language = 'en-US'

describe.each(listWorldEngines(postgresUrl))('licenses as their parties see them, on %s', (engine) => {
  let world: World
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl })
  })
  afterAll(() => world.close())
  const routes = () => createLicenseRoutes(world.market.licenses)

  test('a buyer sees nothing of a code before it is released; who collected it is shown to the buyer only', async () => {
    const it = await buyLicense(world, { flow: 'license_code', quantity: 3 })
    const params = { subscriptionId: it.subscriptionId }
    const read = async (role: 'buyer' | 'seller' | 'operator') => {
      const key = `GET /api/${role}/subscriptions/:subscriptionId/license` as const
      const shown = await routes()[key]?.({ actor: it[role], params, language } as never)
      return consoleApi[key].reply.parse(shown)
    }

    expect(await read('buyer')).toMatchObject({ state: 'waiting', quantity: 3, acts: [] })
    expect(await read('buyer')).not.toHaveProperty('masked')
    expect(await read('seller')).toMatchObject({
      masked: expect.stringMatching(/^••••/),
      acts: ['open', 'deliver'],
    })
    expect((await read('operator')).acts).toEqual([])
    await it.handOver()
    expect((await read('buyer')).acts).toEqual(['collect'])
    const code = await it.open()

    expect(await read('buyer')).toMatchObject({
      state: 'collected',
      masked: `••••${code.slice(-4)}`,
      collectedBy: it.buyer.name,
      acts: ['open'],
    })
    for (const role of ['seller', 'operator'] as const) {
      expect(await read(role)).toMatchObject({ state: 'collected', collectedAt: expect.any(String) })
      expect(JSON.stringify(await read(role)), role).not.toContain(it.buyer.name)
    }
  })

  test('operators see a machine neither in the order, nor in the delivery, nor in calls, nor in what they take out', async () => {
    const server = await openScriptedSeller()
    server.answer(({ activity }) => ({
      resultCode: '000000',
      ...(activity === 'newInstance' && { instanceId: 'i-1' }),
    }))
    const it = await buyLicense(world, {
      flow: 'license_online',
      server: { url: server.url, protocol: 'license-online' },
      identification: 'CANARY-16-3E',
    })
    await world.settle()
    await server.close()
    const { supervisions, views, calls } = world.market
    const supervision = createSupervisionRoutes(supervisions, views)
    const read = (role: 'buyer' | 'seller' | 'operator') =>
      supervision[`GET /api/${role}/supervisions/:supervisionId`]?.({
        actor: it[role],
        params: { supervisionId: it.supervisionId },
        language,
      } as never)
    const rows = []
    for await (const row of exportRows(world.platform.db, exportedTables)) rows.push(row)
    const listed = await views.listAllCalls({ limit: 50 })
    const attempts = await Promise.all(
      listed.items.map(({ id }) => calls.openAttempts(world.platform.db, id)),
    )

    expect(await read('buyer')).toMatchObject({ demand: 'CANARY-16-3E' })
    expect(await read('seller')).toMatchObject({ demand: 'CANARY-16-3E' })
    expect(await read('operator')).not.toHaveProperty('demand')
    expect(server.of('getLicenseAsync')[0]?.members).toMatchObject({ deviceFingerprint: 'CANARY-16-3E' })
    expect(rows.map(({ row }) => row['id'])).toContain(it.supervisionId)
    const all = inspect([rows, attempts], { depth: null, maxStringLength: null, maxArrayLength: null })
    expect(all).toContain('deviceFingerprint')
    expect(all).not.toContain('CANARY')
    const { getBuyerOrder, getSellerOrder, getAnyOrder } = views
    const givenOf = async (
      read: typeof getAnyOrder | typeof getBuyerOrder,
      role: 'buyer' | 'seller' | 'operator',
    ) =>
      (await read(it.orderId, { actor: it[role], language })).lines[0]?.parameters?.map(({ value }) => value)
    expect(await givenOf(getBuyerOrder, 'buyer')).toEqual(['CANARY-16-3E'])
    expect(await givenOf(getSellerOrder, 'seller')).toEqual(['CANARY-16-3E'])
    expect(await givenOf(getAnyOrder, 'operator')).toEqual(['••••6-3E'])
    const devicesOf = async (role: 'buyer' | 'operator') =>
      (await world.market.licenses.getOfService(it[role], role, it.subscriptionId)).applications.map(
        ({ of }) => of.fingerprint,
      )
    expect([await devicesOf('buyer'), await devicesOf('operator')]).toEqual([['CANARY-16-3E'], ['••••6-3E']])
  })

  test('a buyer’s downloads of a file are on record; the seller’s, of what is their own, are not', async () => {
    const it = await buyLicense(world, { flow: 'license_offline' })
    await it.handOver({ file: lic })
    const { file } = await world.market.licenses.getOfService(it.buyer, 'buyer', it.subscriptionId)
    const all = { main: true, grants: [] }
    const rights = { buyer: all, seller: all, operator: all }
    const download = (actor: MemberActor) =>
      world.market.files.read({ actor, rights }, file?.id ?? 'fil_none')
    const openings = async () =>
      (await it.kinds()).filter((kind) => kind === 'license.collected' || kind === 'license.opened')

    expect(Buffer.from((await download(it.seller)).content)).toEqual(lic.content)
    expect(await openings()).toEqual([])
    await download(it.buyer)
    await download(it.buyer)

    expect(await openings()).toEqual(['license.collected', 'license.opened'])
  })

  test('R98: a text is handed over as it was written, and a blank one is refused', async () => {
    const key = 'POST /api/seller/supervisions/:supervisionId/license' as const
    const it = await buyLicense(world, { flow: 'license_offline' })
    const text = '  -----BEGIN LICENSE-----\nA1B2\n-----END LICENSE-----\n'
    const { body } = consoleApi[key]

    expect(body.safeParse({ text: ' \n' }).success).toBe(false)
    await routes()[key]?.({
      request: { actor: it.seller },
      params: { supervisionId: it.supervisionId },
      body: body.parse({ text }),
      language,
    } as never)

    expect(await it.open()).toBe(text)
  })

  test('R116: what is frozen for a violation is not opened', async () => {
    const it = await collectCode(world)
    await it.activate([it.code])
    await world.market.subscriptions.bar(it.operator, it.subscriptionId, 'abuse')

    await expect(it.open()).rejects.toMatchObject({ code: 'subscription.frozen_for_violation' })
    const answer = await it.query([it.code])
    expect('data' in answer && answer.data[0]?.status).toBe('EXPIRED')
  })

  test('R287: the seller’s list is found by order, by code, by way and by state, page by page and as CSV', async () => {
    const it = await collectCode(world)
    const others = await buyLicense(world, { flow: 'license_offline' })
    const second = await world.given.paidOrder(await world.given.buyer(), it.productId)
    const list = async (query: object) => {
      const key = 'GET /api/seller/licenses' as const
      const asked = consoleApi[key].query.parse(query)
      const page = await routes()[key]?.({ actor: it.seller, query: asked, language } as never)
      return consoleApi[key].reply.parse(page)
    }
    const numbers = async (query: object) => (await list(query)).items.map(({ order }) => order.number)
    const [first, last] = [
      (await it.order()).number,
      (await world.market.orders.get(world.platform.db, second)).number,
    ]

    expect(await numbers({})).toEqual([last, first])
    expect(await numbers({ q: first.slice(4) })).toEqual([first])
    expect(await numbers({ q: it.code })).toEqual([first])
    expect(await numbers({ q: it.code.slice(0, -1) })).toEqual([])
    expect(await numbers({ q: (await others.order()).number })).toEqual([])
    expect(await numbers({ state: 'collected', way: 'code' })).toEqual([first])
    expect(await numbers({ way: 'offline' })).toEqual([])
    const { next = '' } = await list({ limit: 1 })
    expect(await numbers({ limit: 1, after: next })).toEqual([first])

    const table = await routes()['GET /api/seller/licenses.csv']?.({
      actor: it.seller,
      query: {},
      language,
    } as never)
    const rows = []
    for await (const row of table?.rows ?? []) rows.push(row)
    expect(rows.map(([number]) => number)).toEqual([last, first])
    expect(JSON.stringify(rows)).not.toContain(it.code)
  })
})
