import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sql } from 'kysely'
import { fromDays } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import { consoleApi } from '@loggia/protocol/console'
import type { DraftProduct } from '@loggia/protocol/console'
import { openWorld, listRuleEngines } from '../embedded/index.ts'
import type { World } from '../embedded/index.ts'
import { exportedTables, upkeepWakeups } from '../marketplace.ts'
import { exportRows, runInTx, system } from '../platform/index.ts'
import type { MemberActor, Tx } from '../platform/index.ts'
import { createViews } from './index.ts'
import { createViewRoutes } from './routes/index.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES
const named = (name: string, prices: DraftProduct['specifications'][number]['prices']): DraftProduct => ({
  name: { zh: name, en: name },
  summary: { zh: '一句话', en: 'One sentence' },
  description: { zh: '说明', en: 'Description' },
  category: 'finance',
  specifications: [
    { name: { zh: '标准版', en: 'Standard' }, features: [{ zh: '对账', en: 'Reconciliation' }], prices },
    {
      name: { zh: '旗舰版', en: 'Flagship' },
      features: [],
      prices: [{ period: 'year', unitPrice: { amount: '9999', currency: 'CNY' } }],
    },
  ],
})
const monthly = (amount: string): DraftProduct['specifications'][number]['prices'] => [
  { period: 'month', unitPrice: { amount, currency: 'CNY' } },
]

describe.each(listRuleEngines(postgresUrl))('lists on %s', (engine) => {
  let world: World
  let seller: MemberActor & { sellerId: Id<'sel'> }
  let other: typeof seller
  let operator: MemberActor
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl })
    seller = await world.given.seller()
    other = await world.given.seller()
    operator = await world.given.operator()
  })
  afterAll(() => world.close())

  const asSystem = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
    runInTx(world.platform, { actor: system }, work)
  const add = (sellerId: Id<'sel'>, product: Parameters<World['market']['catalog']['addProduct']>[2]) =>
    asSystem((tx) => world.market.catalog.addProduct(tx, sellerId, product))

  describe('the catalogue', () => {
    let listed: Id<'prd'>[]
    let draftId: Id<'prd'>
    beforeAll(async () => {
      const at = async (position: number, name: string) =>
        add(seller.sellerId, { ...named(name, monthly('10')), state: 'listed', position })
      const [third, first, second] = [await at(7, 'third'), await at(-1, 'first'), await at(7, 'fourth')]
      listed = [first, third, second]
      draftId = await add(seller.sellerId, named('draft', monthly('10')))
    })

    test('shows listed products by their position, from page to page', async () => {
      const shown: string[] = []
      for (let after: string | undefined, ended = false; !ended;) {
        const page = await world.market.views.listProducts({
          limit: 1,
          ...(after !== undefined && { after }),
        })
        shown.push(...page.items.map((product) => product.id))
        after = page.next
        ended = after === undefined
      }

      expect(shown).toEqual(listed)
    })

    test('refuses a cursor that is none', async () => {
      await expect(world.market.views.listProducts({ limit: 1, after: 'somewhere' })).rejects.toMatchObject({
        code: 'views.cursor_malformed',
      })
    })

    test('has a page for a listed product and none for a draft', async () => {
      const product = await world.market.views.getProduct(listed[0] as Id<'prd'>)

      expect(product).toMatchObject({
        name: { zh: 'first' },
        state: 'listed',
        seller: { id: seller.sellerId },
      })
      expect(product.specifications.map((specification) => specification.name.zh)).toEqual([
        '标准版',
        '旗舰版',
      ])
      expect(product.specifications[0]).toMatchObject({
        features: [{ zh: '对账', en: 'Reconciliation' }],
        skus: [
          {
            priceItems: [{ period: 'month', unitPrice: { amount: '10', currency: 'CNY' }, maxPeriods: 36 }],
          },
        ],
      })
      await expect(world.market.views.getProduct(draftId)).rejects.toMatchObject({ kind: 'not_found' })
    })

    test.each([
      [
        'with a quantity',
        { min: 1, max: 5, name: { zh: '席位', en: 'Seats' }, unit: { zh: '席', en: 'seat' } },
        { zh: '席', en: 'seat' },
      ],
      ['without one', undefined, undefined],
    ])('a card %s has the lowest price with what it is for', async (_what, quantity, perUnit) => {
      const { sellerId } = other
      const prices: DraftProduct['specifications'][number]['prices'] = [
        { period: 'year', unitPrice: { amount: '100', currency: 'CNY' } },
        { period: 'month', unitPrice: { amount: '9.99', currency: 'CNY' } },
      ]
      const productId = await add(sellerId, {
        ...named('priced', prices),
        ...(quantity && { quantity }),
        state: 'listed',
        position: 9,
      })

      const card = (await world.market.views.listProducts({ limit: 100 })).items.find(
        (product) => product.id === productId,
      )

      expect(card?.from).toEqual({
        unitPrice: { amount: '9.99', currency: 'CNY' },
        period: 'month',
        ...(perUnit && { perUnit }),
        otherTerm: { unitPrice: { amount: '100', currency: 'CNY' }, period: 'year' },
      })
    })
  })

  test('a seller sees their products in every state with what each uses; an operator sees all, or those in a state', async () => {
    const { addressId } = await asSystem(async (tx) => {
      await world.market.access.addKeyIn(tx, other.sellerId, 'basic')
      return world.market.access.registerAnew(tx, {
        sellerId: other.sellerId,
        url: 'https://other.example/produce',
      })
    })
    const draftId = await add(other.sellerId, named('second draft', monthly('10')))
    const { views } = world.market

    const own = await views.listSellerProducts(other.sellerId, { limit: 50 })
    const drafts = await views.listAllProducts({ state: 'draft' }, { limit: 50 })

    expect(own.items[0]).toMatchObject({ id: draftId, state: 'draft' })
    expect(own.items[0]).not.toHaveProperty('access')
    expect(own.items[1]).toMatchObject({
      state: 'listed',
      access: { protocol: 'saas-v2', addressId, url: 'https://other.example/produce' },
    })
    expect(own.items.every((product) => product.seller.id === other.sellerId)).toBe(true)
    expect(drafts.items.map((product) => product.state)).toEqual(['draft', 'draft'])
    expect((await views.listAllProducts({}, { limit: 50 })).items.length).toBeGreaterThan(4)
  })

  test('addresses and keys are the seller’s own; an operator sees addresses by state, with the seller', async () => {
    const url = 'https://pending.example/'
    const { id } = await world.market.access.addAddress(seller, url)
    const { id: keyId, accessKey } = await world.market.access.makeKey(seller, 'common')
    const { views } = world.market

    expect((await views.listAddresses(seller.sellerId, { limit: 50 })).items).toMatchObject([
      { id, url, state: 'pending' },
    ])
    expect((await views.listAllAddresses({ state: 'pending' }, { limit: 50 })).items).toMatchObject([
      { id, seller: { id: seller.sellerId, name: { en: expect.stringMatching(/^Seller/) } } },
    ])
    const keys = await views.listKeys(seller.sellerId, { limit: 50 })
    expect(keys.items).toMatchObject([{ id: keyId, interfaceClass: 'common', boundProducts: [] }])
    expect(JSON.stringify(keys)).not.toContain(accessKey)
    const [bound] = (await views.listKeys(other.sellerId, { limit: 1 })).items
    expect(bound?.boundProducts.map((product) => product.name.zh)).toContain('priced')
  })

  test('an operator sees buyers with balance and members, and what waits', async () => {
    const before = await world.market.views.getOverview()
    const buyer = await world.given.buyer(12_345n)
    await world.given.member({ buyerId: buyer.buyerId as Id<'byr'> })
    const { productId } = await world.given.listedProduct('http://127.0.0.1:1/produce')
    await world.given.submittedOrder(buyer, productId)
    await world.given.paidOrder(buyer, productId)

    const [shown] = (await world.market.views.listBuyers({ sort: 'newest' }, { limit: 1, language: 'en-US' }))
      .items
    const today = await world.market.views.getOverview()
    await world.advance(fromDays(1))
    const tomorrow = await world.market.views.getOverview()

    expect(shown).toMatchObject({
      id: buyer.buyerId,
      balance: { amount: '113.45', currency: 'CNY' },
      members: 2,
    })
    expect(today).toEqual({
      ...before,
      ordersProcessing: before.ordersProcessing + 1,
      ordersToday: before.ordersToday + 2,
    })
    expect(before.pendingAddresses).toBe(1)
    expect(tomorrow.ordersToday).toBe(0)
  })

  test('a list asks the database as often for many as for one', async () => {
    const asked = async (
      list: (views: ReturnType<typeof createViews>, page: { limit: number }) => Promise<unknown>,
      limit: number,
    ) => {
      let handles = 0
      const db = {
        ...world.platform.db,
        withTables: <T>() => {
          handles += 1
          return world.platform.db.withTables<T>()
        },
      }
      await list(
        createViews({
          calendar: world.market.calendar,
          holds: world.market.holds,
          exportRows: world.market.views.exportRows,
          upkeep: upkeepWakeups,
          ...world.platform,
          db,
          calls: world.market.calls,
          catalog: world.market.catalog,
          favourites: world.market.favourites,
          homePages: world.market.homePages,
          search: world.market.search,
          health: world.market.health,
          feedback: world.market.feedback,
          tickets: world.market.tickets,
          monitoring: world.market.monitoring,
          ledger: world.market.ledger,
          orders: world.market.orders,
          purchaseRequests: world.market.purchaseRequests,
          subscriptions: world.market.subscriptions,
          quotes: world.market.quotes,
          refunds: world.market.refunds,
          supervisions: world.market.supervisions,
          levelOf: () => Promise.resolve('V0'),
          parties: world.market.parties,
        }),
        { limit },
      )
      return handles
    }
    const lists: Record<string, Parameters<typeof asked>[0]> = {
      products: (views, page) => views.listProducts(page),
      sellerProducts: (views, page) => views.listSellerProducts(seller.sellerId, page),
      orders: (views, page) => views.listAllOrders({}, page),
      keys: (views, page) => views.listKeys(seller.sellerId, page),
      buyers: (views, page) => views.listBuyers({ sort: 'newest' }, { ...page, language: 'en-US' }),
      calls: (views, page) => views.listAllCalls(page),
      gates: (views, page) => views.listGates(page),
      coming: (views, page) => views.listComing(page.limit),
    }

    for (const [name, list] of Object.entries(lists))
      expect([name, await asked(list, 20)]).toEqual([name, await asked(list, 1)])
  })

  test('a cursor that is none is refused by every list', async () => {
    const all = createViewRoutes(world.market.views)
    const lists = Object.entries(consoleApi).filter(
      ([key, route]) => key in all && 'query' in route && 'after' in route.query.shape,
    )
    const { buyerId } = await world.given.buyer()
    const actor = { ...operator, buyerId, sellerId: seller.sellerId }

    for (const [key] of lists) {
      const list = all[key as keyof typeof all] as (request: unknown) => Promise<unknown>
      const asked = Promise.resolve().then(() =>
        list({ actor, query: { limit: 1, after: 'a\u0000b' }, params: {}, language: 'en-US' }),
      )
      await expect(asked, key).rejects.toMatchObject({ code: 'views.cursor_malformed' })
    }
    expect(lists.length).toBeGreaterThan(12)
  })

  test('what is for operators is refused to everybody else', async () => {
    const routes = Object.entries(createViewRoutes(world.market.views)).filter(([key]) =>
      key.includes('/api/operator/'),
    )
    const query = { limit: 1 }

    for (const [key, handler] of routes) {
      const ask = (actor: MemberActor) =>
        (handler as (request: unknown) => Promise<unknown>)({
          actor,
          query,
          params: { orderId: 'ord_none', productId: 'prd_none' },
          language: 'en-US',
        })
      expect([key, await ask(seller).catch((error: { code: string }) => error.code)]).toEqual([
        key,
        'parties.not_an_operator',
      ])
    }
    expect(routes.length).toBeGreaterThan(10)
    expect(operator.operator).toBe(true)
  })

  describe('the export', () => {
    const exported = async () => {
      const rows = []
      for await (const row of exportRows(world.platform.db, exportedTables)) rows.push(row)
      return rows
    }

    test('has every row of its tables once, over many batches, and can be written as JSON', async () => {
      await asSystem(async (tx) => {
        await sql`insert into history select 'a-subject', n, now(), 'system', null, null, 'test.entry', '{}' from generate_series(1, 1203) n`.execute(
          tx.withTables<unknown>(),
        )
      })

      const rows = await exported()

      const tables = [
        'buyer',
        'seller',
        'membership',
        'search_synonym',
        'ledger_account',
        'ledger_posting',
        'ledger_entry',
        'order',
        'order_line',
        'payment',
        'subscription',
        'channel',
        'call',
        'attempt',
        'delivery',
        'instance',
        'refund',
        'interface_day',
        'message',
        'history',
      ]
      for (const table of tables) {
        const { rows: counted } = await sql<{
          n: bigint
        }>`select count(*) as n from ${sql.table(table)}`.execute(world.platform.db.withTables<unknown>())
        const texts = rows.filter((one) => one.table === table).map((one) => JSON.stringify(one.row))
        expect([table, texts.length, new Set(texts).size]).toEqual([
          table,
          Number(counted[0]?.n),
          texts.length,
        ])
      }
      expect([...new Set(rows.map((one) => one.table))]).toEqual(tables)
    })

    test('writes amounts as whole texts and times in ISO 8601, and nothing that is sealed', async () => {
      const rows = await exported()

      const posting = rows.find((one) => one.table === 'ledger_entry')?.row
      expect(posting?.amount_minor).toMatch(/^-?\d+$/)
      const instance = rows.find((one) => one.table === 'instance')?.row
      expect(instance?.opening_until).toMatch(/^2026-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
      const attempt = rows.find((one) => one.table === 'attempt')?.row
      expect(Object.keys(attempt ?? {})).toEqual([
        'call_id',
        'n',
        'started_at',
        'started_wall_at',
        'verdict',
        'duration_ms',
        'late',
      ])
      expect(JSON.stringify(rows)).not.toContain('sealed')
    })
  })
})
