import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { createMoney } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import type { BuyerParameter } from '@loggia/protocol/console'
import { openWorld, listRuleEngines } from '../embedded/index.ts'
import type { World } from '../embedded/index.ts'
import { exportedTables } from '../marketplace.ts'
import { exportRows } from '../platform/index.ts'
import type { MemberActor } from '../platform/index.ts'
import type { TypedValue } from './schema.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES
const nowhere = 'http://127.0.0.1:1/saas'
const text = (zh: string, en: string) => ({ zh, en })
const domain = {
  name: 'emailDomainName',
  label: text('企业邮箱域名', 'Mail domain'),
  required: true,
  kind: 'domain',
} as const
const staff = {
  name: 'staff',
  label: text('人数', 'Staff'),
  required: false,
  kind: 'number',
  min: 1,
  max: 500,
} as const
const plan = {
  name: 'plan',
  label: text('方案', 'Plan'),
  required: false,
  kind: 'choice',
  options: [
    { value: 's', label: text('小', 'Small') },
    { value: 'l', label: text('大', 'Large') },
  ],
} as const
const buyerParameters = [domain, staff, { ...plan, options: [...plan.options] }]

describe.each(listRuleEngines(postgresUrl))(
  'R47a, R66a: what a buyer gives with an order, on %s',
  (engine) => {
    let world: World
    beforeAll(async () => {
      world = await openWorld({ engine, postgresUrl })
    })
    afterEach(() => world.reset())
    afterAll(() => world.close())

    async function asking() {
      const { productId, seller } = await world.given.listedProduct(nowhere, undefined, { buyerParameters })
      const buyer = await world.given.buyer(10_000n)
      const priceItemId = await world.given.monthlyPriceItem(productId)
      const submit = (parameters?: readonly TypedValue[]) =>
        world.market.orders.submit(
          { actor: buyer },
          {
            lines: [{ priceItemId, quantity: 1, periodCount: 1, parameters }],
            expectedTotal: createMoney(1000n, 'CNY'),
            agreed: true,
          },
        )
      return { productId, seller, buyer, submit }
    }
    const givenWith = async (orderId: Id<'ord'>) => {
      const { lines } = await world.market.orders.get(world.platform.db, orderId)
      const ids = lines.map(({ id }) => id)
      return [...(await world.market.orders.listGiven(world.platform.db, ids)).values()].flat()
    }
    const given = (value: string) => [{ name: domain.name, value }]

    test('stays as it was asked and given, whatever becomes of the product; buyer, seller and operator see it', async () => {
      const { productId, seller, buyer, submit } = await asking()
      const operator = await world.given.operator()
      const { orderId } = await submit([
        { name: 'plan', value: 'l' },
        { name: domain.name, value: ' mail.qinghe.example ' },
        { name: 'staff', value: '' },
      ])

      const { catalog, views } = world.market
      const content = await catalog.getContent(seller, productId)
      await world.given.passedCases(seller, productId)
      await catalog.proposeChange(seller, productId, { ...content, buyerParameters: [] })
      await catalog.decide(operator, productId, { approve: true })

      const kept = [
        { name: domain.name, label: domain.label, value: 'mail.qinghe.example' },
        { name: 'plan', label: plan.label, value: 'l', reads: text('大', 'Large') },
      ]
      expect(await givenWith(orderId)).toEqual(kept)
      const reader = (actor: MemberActor) => ({ actor, language: 'en-US' as const })
      const seen = [
        await views.getBuyerOrder(orderId, reader(buyer)),
        await views.getSellerOrder(orderId, reader(seller)),
        await views.getAnyOrder(orderId, reader(operator)),
      ]
      expect(seen.map(({ lines }) => lines[0]?.parameters)).toEqual([kept, kept, kept])
    })

    test('is refused where the product asks otherwise by now under the same name, and taken as it was read', async () => {
      const { productId, seller, submit } = await asking()
      const operator = await world.given.operator()
      // A reset removes the tree of categories, and a change has to name a leaf category.
      const category = { code: 'collaboration', name: text('协同', 'Collaboration'), position: 1 }
      await world.market.catalog.saveCategory(operator, category)
      const asRead = [
        { ...given('mail.qinghe.example')[0]!, label: domain.label },
        { name: 'plan', value: 'l', label: plan.label, reads: text('大', 'Large') },
      ]
      const change = async (to: readonly BuyerParameter[]) => {
        const { catalog } = world.market
        const content = await catalog.getContent(seller, productId)
        await world.given.passedCases(seller, productId)
        await catalog.proposeChange(seller, productId, { ...content, buyerParameters: [...to] })
        await catalog.decide(operator, productId, { approve: true })
      }
      const changed = (name: string) => ({ code: 'order.parameter_changed', details: { name } })
      await submit(asRead)

      await change([
        { ...domain, label: text('转给商家的域名', 'Domain to hand over') },
        staff,
        buyerParameters[2]!,
      ])
      await expect(submit(asRead)).rejects.toMatchObject(changed(domain.name))

      const options = [plan.options[0], { value: 'l', label: text('特大', 'Huge') }]
      await change([domain, staff, { ...plan, options }])
      await expect(submit(asRead)).rejects.toMatchObject(changed('plan'))
      await submit(asRead.map(({ name, value }) => ({ name, value })))
    })

    test('goes to the seller of its line alone, also where an order has lines of several', async () => {
      const first = await asking()
      const other = await asking()
      const lineOf = async (productId: Id<'prd'>, value: string) => ({
        priceItemId: await world.given.monthlyPriceItem(productId),
        quantity: 1,
        periodCount: 1,
        parameters: given(value),
      })
      const { orderId } = await world.market.orders.submit(
        { actor: first.buyer },
        {
          lines: [
            await lineOf(first.productId, 'first.example'),
            await lineOf(other.productId, 'other.example'),
          ],
          expectedTotal: createMoney(2000n, 'CNY'),
          agreed: true,
        },
      )
      const seenBy = async (actor: MemberActor) =>
        (await world.market.views.getSellerOrder(orderId, { actor, language: 'en-US' })).lines.map(
          ({ parameters }) => parameters?.map(({ value }) => value),
        )

      expect(await seenBy(first.seller)).toEqual([['first.example']])
      expect(await seenBy(other.seller)).toEqual([['other.example']])
    })

    test('lies sealed: neither in the tables that are taken out nor in the record of what happened', async () => {
      const { submit } = await asking()
      await submit(given('canary.qinghe.example'))

      const rows = []
      for await (const row of exportRows(world.platform.db, exportedTables)) rows.push(row)
      const { rows: sealed } = await sql<{ sealed: Uint8Array }>`select sealed from given_parameters`.execute(
        world.platform.db.withTables<unknown>(),
      )

      expect(rows.map(({ table }) => table)).toContain('order_line')
      expect(JSON.stringify(rows)).not.toContain('canary')
      expect(sealed.map((row) => Buffer.from(row.sealed).includes('canary'))).toEqual([false])
    })

    test('nothing is kept where nothing is asked, or given', async () => {
      const { productId } = await world.given.listedProduct(nowhere)
      const buyer = await world.given.buyer(10_000n)

      expect(await givenWith(await world.given.submittedOrder(buyer, productId))).toEqual([])
    })

    test.each<[string, { name: string; value: string }[], string, Record<string, unknown>]>([
      ['what has to be given', [], 'missing', { label: domain.label }],
      ['blanks for what has to be given', given(' '), 'missing', { name: domain.name }],
      ['a mail address for a domain', given('he@qinghe.example'), 'not_domain', { name: domain.name }],
      [
        'a name that is not asked',
        [...given('a.example'), { name: 'ip', value: '' }],
        'unknown',
        { name: 'ip' },
      ],
      ['a name twice', [...given('a.example'), ...given('b.example')], 'repeated', { name: domain.name }],
      [
        'a number beyond its range',
        [...given('a.example'), { name: 'staff', value: '501' }],
        'not_whole',
        { name: 'staff', min: 1, max: 500 },
      ],
      [
        'what is not offered',
        [...given('a.example'), { name: 'plan', value: 'Large' }],
        'not_offered',
        { name: 'plan', values: 's, l' },
      ],
    ])('%s is refused, and nothing is ordered', async (_what, parameters, code, details) => {
      const { buyer, submit } = await asking()

      await expect(submit(parameters)).rejects.toMatchObject({ code: `order.parameter_${code}`, details })

      const { items } = await world.market.views.listBuyerOrders(
        { buyerId: buyer.buyerId as Id<'byr'> },
        { limit: 5 },
      )
      expect(items).toEqual([])
    })
  },
)
