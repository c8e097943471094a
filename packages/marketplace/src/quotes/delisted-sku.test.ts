import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { fromDecimal } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import { openAtOnce, openScriptedSeller, openWorld, listWorldEngines } from '../embedded/index.ts'
import type { ScriptedSeller, World } from '../embedded/index.ts'
import { runInTx, listHistory, system } from '../platform/index.ts'
import type { MemberActor } from '../platform/index.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES

describe.each(listWorldEngines(postgresUrl))(
  'R50: a single combination that is delisted, on %s',
  (engine) => {
    let world: World
    let server: ScriptedSeller
    beforeAll(async () => {
      world = await openWorld({ engine, postgresUrl })
    })
    afterEach(async () => {
      await server.close()
      await world.reset()
    })
    afterAll(() => world.close())

    /** Editions Basic at ¥10, Pro at ¥30 and Max at ¥50 a month, in one specification. */
    async function selling() {
      server = await openScriptedSeller()
      server.answer(openAtOnce)
      const { market, platform } = world
      const seller = await world.given.seller()
      const operator = await world.given.operator()
      await market.catalog.saveCategory(operator, {
        code: 'collaboration',
        name: { zh: '协同', en: 'Collaboration' },
        position: 1,
      })
      const productId = await runInTx(platform, { actor: system }, async (tx) => {
        const id = await market.catalog.addProduct(tx, seller.sellerId, {
          name: { zh: '商品', en: 'Product' },
          summary: { zh: '一句话', en: 'One sentence' },
          description: { zh: '说明', en: 'Description' },
          category: 'collaboration',
          tags: ['协同'],
          attributes: [
            {
              name: { zh: '版本', en: 'Edition' },
              values: [
                { zh: '基础版', en: 'Basic' },
                { zh: '专业版', en: 'Pro' },
                { zh: '旗舰版', en: 'Max' },
              ],
            },
          ],
          specifications: [
            {
              name: { zh: '标准', en: 'Standard' },
              features: [],
              skus: ['10', '30', '50'].map((amount, value) => ({
                values: [value],
                prices: [{ period: 'month' as const, unitPrice: { amount, currency: 'CNY' as const } }],
              })),
            },
          ],
          state: 'listed',
        })
        await market.access.addKeyIn(tx, seller.sellerId, 'basic')
        await market.access.registerAnew(tx, { sellerId: seller.sellerId, url: server.url })
        return id
      })
      const { specifications } = await market.views.getProduct(productId)
      const [specification] = specifications
      if (!specification) throw new Error('A product has a specification')
      const items = specification.skus.map(({ priceItems }) => priceItems[0]?.id as Id<'pri'>)
      const nameOf = (value: number) => ({ specificationId: specification.id, values: [value] })
      const ask = (values: readonly number[]) =>
        market.catalog.requestDelisting(seller, productId, {
          reason: '不再提供',
          evidence: 'https://seller.example/notice',
          skus: values.map(nameOf),
        })
      const approve = () => market.catalog.decide(operator, productId, { approve: true })
      return { seller, operator, productId, items, ask, approve }
    }
    type Selling = Awaited<ReturnType<typeof selling>>

    const order = async (buyer: MemberActor, { items }: Selling, value: number) =>
      (
        await world.market.orders.submit(
          { actor: buyer },
          {
            lines: [{ priceItemId: items[value] as Id<'pri'>, quantity: 1, periodCount: 1 }],
            expectedTotal: fromDecimal(['10.00', '30.00', '50.00'][value] ?? '', 'CNY'),
            agreed: true,
          },
        )
      ).orderId
    async function holding(of: Selling, value: number) {
      const { market, platform } = world
      const buyer = await world.given.buyer()
      const orderId = await order(buyer, of, value)
      await market.orders.pay({ actor: buyer }, orderId)
      await world.settle()
      const [line] = (await market.orders.get(platform.db, orderId)).lines
      const found = await market.subscriptions.findByLine(platform.db, line?.id as Id<'orl'>)
      const subscriptionId = found?.id as Id<'sub'>
      const quote = (kind: 'renewal' | 'change', to: number) =>
        market.quotes.ask(buyer, {
          kind,
          lines: [
            {
              subscriptionId,
              priceItemId: of.items[to] as Id<'pri'>,
              quantity: 1,
              ...(kind === 'renewal' && { periodCount: 1 }),
            },
          ],
        })
      return { buyer, subscriptionId, quote }
    }

    test('nothing changes before an operator approves; then it is not bought any more, and unpaid orders of it are cancelled', async () => {
      const of = await selling()
      const { market, platform } = world
      const buyer = await world.given.buyer()
      await of.ask([1])
      const [unpaid, other] = [await order(buyer, of, 1), await order(buyer, of, 0)]
      expect(await of.approve()).toEqual({ state: 'listed' })
      await world.settle()

      await expect(order(buyer, of, 1)).rejects.toMatchObject({ code: 'catalog.not_on_sale' })
      expect((await market.orders.get(platform.db, unpaid)).state).toBe('cancelled')
      await market.orders.pay({ actor: buyer }, other)
      const shown = (await market.views.getProduct(of.productId)).specifications[0]
      expect(shown?.skus.map(({ values }) => values)).toEqual([[0], [2]])
      expect((await listHistory(platform.db, of.productId)).at(-1)).toMatchObject({
        kind: 'product.skus_delisted',
        data: { reason: '不再提供', evidence: 'https://seller.example/notice', skus: [{ values: [1] }] },
      })
      await expect(of.ask([1])).rejects.toMatchObject({ code: 'catalog.nothing_to_delist' })
      await expect(of.ask([7])).rejects.toMatchObject({ code: 'catalog.sku_unknown' })
    })

    test('R51, R120: who has it uses it to its end, and neither renews nor changes it; nobody changes to it', async () => {
      const of = await selling()
      const [held, other] = [await holding(of, 1), await holding(of, 0)]
      const [renewal, change] = [await held.quote('renewal', 1), await other.quote('change', 1)]
      await of.ask([1])
      await of.approve()

      const pay = (buyer: MemberActor, { id }: { id: string }) =>
        world.market.quotes.pay({ actor: buyer }, id as Id<'quo'>)
      await expect(pay(held.buyer, renewal)).rejects.toMatchObject({ code: 'catalog.not_renewable' })
      await expect(pay(other.buyer, change)).rejects.toMatchObject({ code: 'catalog.not_on_sale' })
      for (const to of [1, 0])
        await expect(held.quote('renewal', to)).rejects.toMatchObject({ code: 'catalog.not_renewable' })
      await expect(held.quote('change', 2)).rejects.toMatchObject({ code: 'catalog.not_on_sale' })
      await expect(other.quote('change', 1)).rejects.toMatchObject({ code: 'catalog.not_on_sale' })
      expect((await other.quote('change', 2)).lines).toHaveLength(1)
      const { choices } = await world.market.subscriptions.listChoices(other.buyer, other.subscriptionId)
      expect(choices).toHaveLength(2)
    })

    test('it cannot be restored by a change, unlike what a change has left out', async () => {
      const of = await selling()
      const { catalog } = world.market
      const content = await catalog.getContent(of.seller, of.productId)
      await of.ask([1])
      await of.approve()

      await expect(catalog.proposeChange(of.seller, of.productId, content)).rejects.toMatchObject({
        code: 'catalog.sku_delisted',
        details: { name: '标准' },
      })
      const now = await catalog.getContent(of.seller, of.productId)
      const without = {
        ...now,
        specifications: now.specifications.map((one) => ({ ...one, skus: one.skus?.slice(0, 1) ?? [] })),
      }
      await world.given.passedCases(of.seller, of.productId)
      await catalog.proposeChange(of.seller, of.productId, without)
      await of.approve()
      await catalog.proposeChange(of.seller, of.productId, now)
      await of.approve()
      const buyer = await world.given.buyer()
      await expect(order(buyer, of, 2)).resolves.toBeDefined()
    })

    test('the last combination takes its specification with it, and the last specification the product', async () => {
      const of = await selling()
      await of.ask([0, 2])
      expect(await of.approve()).toEqual({ state: 'listed' })
      await of.ask([1])

      expect(await of.approve()).toEqual({ state: 'delisted' })

      const [shown] = (await world.market.views.listSellerProducts(of.seller.sellerId, { limit: 1 })).items
      expect(shown).toMatchObject({ state: 'delisted', specifications: [{ delisted: true }] })
    })
  },
)
