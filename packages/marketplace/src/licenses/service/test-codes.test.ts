import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Id } from '@loggia/kernel'
import type { DraftProduct } from '@loggia/protocol/console'
import { mostTestLicenses } from '@loggia/protocol/console/licenses/kinds'
import type { ProductFlow } from '@loggia/protocol/console/catalog/draft/flows'
import { listRuleEngines, openWorld } from '../../embedded/index.ts'
import type { World } from '../../embedded/index.ts'
import { runInTx, system } from '../../platform/index.ts'
import { criteria, template } from '../../supervision/testing/supervised.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES
const draft = (flow: Extract<ProductFlow, `license_${string}`>): DraftProduct => ({
  type: 'license',
  name: { zh: '制图软件', en: 'Drawing software' },
  summary: { zh: '一句话', en: 'One sentence' },
  description: { zh: '说明', en: 'Description' },
  category: 'finance',
  tags: ['软件'],
  supervision: { flow, criteria, ...(flow === 'license_online' && { template }) },
  specifications: [
    {
      name: { zh: '标准', en: 'Standard' },
      features: [],
      prices: [{ period: 'one_time', unitPrice: { amount: '10', currency: 'CNY' } }],
    },
  ],
})

describe.each(listRuleEngines(postgresUrl))('before a license product is sold, on %s', (engine) => {
  let world: World
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl })
  })
  afterAll(() => world.close())

  async function drafted(flow: Parameters<typeof draft>[0]) {
    const seller = await world.given.seller()
    const { catalog } = world.market
    const { productId } = await catalog.saveDraft({ actor: seller }, draft(flow))
    const { sellerId } = seller
    return { seller, sellerId, productId, submit: () => catalog.submit(seller, productId) }
  }
  const make = ({ seller, productId }: Awaited<ReturnType<typeof drafted>>) =>
    world.market.licenses.makeTestCode({ actor: seller }, productId)

  test('R245: of a product of codes a test code was activated and queried', async () => {
    const it = await drafted('license_code')
    const missing = { code: 'license.test_missing' }
    await expect(it.submit()).rejects.toMatchObject(missing)
    const { code } = await make(it)
    const ask = { sellerId: it.sellerId, codes: [code] }
    expect((await world.market.licenses.query(ask)).code).toBe('92020011')

    expect((await world.market.licenses.activate({ ...ask, begunAt: undefined })).code).toBe('92020000')
    await expect(it.submit()).rejects.toMatchObject(missing)
    expect((await world.market.licenses.query(ask)).code).toBe('92020000')

    expect(await it.submit()).toEqual({ state: 'in_review' })
  })

  test('R245, R255: an online one is bound, and one by hand needs nothing', async () => {
    const online = await drafted('license_online')
    await expect(online.submit()).rejects.toMatchObject({ code: 'access.product_not_bound' })
    await runInTx(world.platform, { actor: system }, async (tx) => {
      const { access } = world.market
      const { sellerId } = online
      const { keyId } = await access.addKeyIn(tx, sellerId, 'basic')
      const addressId = await access.approveAddressIn(tx, { sellerId, url: 'http://127.0.0.1:9/' })
      await access.bindAllIn(tx, { sellerId, addressId, keyId, speech: { protocol: 'license-v1' } })
    })

    await world.given.passedCases(online.seller, online.productId)
    expect(await online.submit()).toEqual({ state: 'in_review' })
    expect(await (await drafted('license_offline')).submit()).toEqual({ state: 'in_review' })
  })

  test('a product has ten test codes, made by its seller; one more replaces the oldest', async () => {
    const it = await drafted('license_code')
    const other = await world.given.seller()
    const saas = await world.given.listedProduct('http://127.0.0.1:9/')
    const made = []
    for (let i = 0; i < mostTestLicenses + 2; i += 1) made.push(await make(it))

    await expect(make({ ...it, seller: other })).rejects.toMatchObject({ code: 'catalog.product_not_found' })
    await expect(
      world.market.licenses.makeTestCode({ actor: saas.seller }, saas.productId),
    ).rejects.toMatchObject({ code: 'license.not_of_way' })
    const listed = await world.market.licenses.listTestCodes(it.seller, it.productId as Id<'prd'>)
    expect(listed).toEqual(made.slice(2))
    const asked = { sellerId: it.sellerId, codes: [made[0]?.code ?? ''], begunAt: undefined }
    expect((await world.market.licenses.activate(asked)).code).toBe('92020005')
  })

  test('a repetition gets the same code, which lies in no table', async () => {
    const it = await drafted('license_code')
    const request = { actor: it.seller, idempotency: { key: 'one', input: {} } }
    const first = await world.market.licenses.makeTestCode(request, it.productId)
    const again = await world.market.licenses.makeTestCode(request, it.productId)

    expect(again).toEqual(first)
    const { rows } = await sql<{ answer: unknown }>`select answer from idempotency`.execute(
      world.platform.db.withTables<unknown>(),
    )
    expect(JSON.stringify(rows)).toContain(first.id)
    expect(JSON.stringify(rows)).not.toContain(first.code)
    for (let i = 0; i < mostTestLicenses; i += 1) await make(it)
    await expect(world.market.licenses.makeTestCode(request, it.productId)).rejects.toMatchObject({
      code: 'license.not_found',
    })
  })
})
