import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { fromDays, toIso } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import type { DraftProduct } from '@loggia/protocol/console'
import { openWorld, listRuleEngines } from '../embedded/index.ts'
import type { World } from '../embedded/index.ts'
import { listHistory } from '../platform/index.ts'
import type { MemberActor } from '../platform/index.ts'
import { countStatements } from '../platform/testing/statements.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES
const pdf = { name: 'proof.pdf', mediaType: 'application/pdf', content: Buffer.from('%PDF-1.7\n%%EOF\n') }

const draft = (period: 'month' | 'one_time', more: Partial<DraftProduct> = {}): DraftProduct => ({
  type: 'manual_service',
  name: { zh: '部署实施服务', en: 'Deployment service' },
  summary: { zh: '一句话', en: 'One sentence' },
  description: { zh: '说明', en: 'Description' },
  category: 'collaboration',
  tags: ['实施'],
  buyerData: ['email', 'user_name'],
  supervision: {
    flow: 'simplified',
    criteria: { zh: '部署完成，可以登录', en: 'It is deployed, and people can sign in' },
  },
  specifications: [
    {
      name: { zh: '标准实施', en: 'Standard' },
      features: [],
      prices: [{ period, unitPrice: { amount: '2000', currency: 'CNY' } }],
    },
  ],
  ...more,
})

describe.each(listRuleEngines(postgresUrl))('manual services, on %s', (engine) => {
  let world: World
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl })
  })
  afterEach(() => world.reset())
  afterAll(() => world.close())

  const db = () => world.platform.db
  const market = () => world.market

  /** A product drafted, reviewed and listed by its seller and an operator, with no address and no key. */
  async function listed(period: 'month' | 'one_time' = 'one_time') {
    const seller = await world.given.seller()
    await world.platform.db.script(
      `insert into category (code, name_zh, name_en, position) values ('collaboration', '协同', 'Collaboration', 1)
       on conflict do nothing`,
    )
    const { productId } = await market().catalog.saveDraft({ actor: seller }, draft(period))
    await market().catalog.submit(seller, productId)
    const operator = await world.given.operator()
    await market().catalog.decide(operator, productId, { approve: true })
    return { seller, operator, productId }
  }

  async function bought(period: 'month' | 'one_time' = 'one_time') {
    const of = await listed(period)
    return { ...of, ...(await buyOf(of.productId)) }
  }

  async function buyOf(productId: Id<'prd'>) {
    const buyer = await world.given.buyer(1_000_000n)
    const [offered] = await market().catalog.listOffered(db(), productId)
    const priceItemId = (
      await db()
        .withTables<{ price_item: { id: Id<'pri'>; code: string } }>()
        .selectFrom('price_item')
        .select('id')
        .where('code', '=', offered?.productCode ?? '')
        .executeTakeFirstOrThrow()
    ).id
    const expectedTotal = { amountMinor: 200_000n, currency: 'CNY' as const }
    const { orderId } = await market().orders.submit(
      { actor: buyer },
      {
        lines: [{ priceItemId, quantity: 1, periodCount: 1 }],
        expectedTotal,
        agreed: true,
        dataConsent: true,
      },
    )
    await market().orders.pay({ actor: buyer }, orderId)
    await world.settle()
    const [shown] = await market().supervisions.listOfOrder(buyer, 'buyer', orderId)
    const deliveryId = shown?.of.id as Id<'spv'>
    const order = () => market().orders.get(db(), orderId)
    const subscription = async () => {
      const line = (await order()).lines[0]
      return market().subscriptions.findByLine(db(), line?.id as Id<'orl'>)
    }
    const kinds = async () => (await listHistory(db(), orderId)).map(({ kind }) => kind)
    const balance = async () =>
      (await market().ledger.getBalance(db(), buyer.buyerId as Id<'byr'>, 'CNY')).amountMinor
    const state = async () => (await market().supervisions.listOfOrder(buyer, 'buyer', orderId))[0]?.of.stage
    return { buyer, orderId, deliveryId, order, subscription, kinds, balance, state }
  }

  const deliver = (
    actor: MemberActor,
    id: Id<'spv'>,
    more: { readonly begunOn?: string; readonly note?: string } = {},
  ) => market().supervisions.deliver({ actor }, id, { file: pdf, ...more })

  const messagesOf = async (party: Parameters<World['market']['notifications']['list']>[0]) =>
    (await market().notifications.list(party, { limit: 50 })).items
      .filter(({ kind }) => kind === 'delivery')
      .map(({ data }) => data.what)

  test('R12, R245: it is drafted, reviewed and listed without an address, a key or a protocol', async () => {
    const { productId } = await listed()

    const [product] = await market().catalog.listOffered(db(), productId)
    expect(product?.period).toBe('one_time')
  })

  test.each([
    [
      'a trial',
      {
        specifications: [
          {
            ...draft('month').specifications[0],
            prices: [{ period: 'month', unitPrice: { amount: '1', currency: 'CNY' }, trialDays: 7 }],
          },
        ],
      },
    ],
    ['five days', { afterSale: { fiveDayRefund: true, upgrades: false, renewalChanges: false } }],
    ['changes', { afterSale: { fiveDayRefund: false, upgrades: true, renewalChanges: false } }],
    [
      'parameters',
      {
        buyerParameters: [
          { name: 'domain', label: { zh: '域名', en: 'Domain' }, kind: 'text', required: false },
        ],
      },
    ],
  ] as [string, Partial<DraftProduct>][])('R27, R119: it has not %s', async (_name, more) => {
    const seller = await world.given.seller()

    await expect(market().catalog.saveDraft({ actor: seller }, draft('month', more))).rejects.toMatchObject({
      code: 'catalog.not_of_type',
    })
  })

  test('R13: its type is fixed once it is saved', async () => {
    const seller = await world.given.seller()
    const { productId } = await market().catalog.saveDraft({ actor: seller }, draft('one_time'))
    const { type: _type, supervision: _flow, ...saas } = draft('one_time')

    await expect(market().catalog.updateDraft(seller, productId, saas)).rejects.toMatchObject({
      code: 'catalog.type_fixed',
    })
    expect(await market().catalog.getContent(seller, productId)).toMatchObject({ type: 'manual_service' })
  })

  test('R98, R99, R101: paid, performed with a proof, accepted: then the order is complete at once', async () => {
    const it = await bought()
    expect([await it.state(), (await it.order()).state]).toEqual(['performing', 'processing'])

    await deliver(it.seller, it.deliveryId, { note: '已完成部署' })
    expect([await it.state(), (await it.order()).state]).toEqual(['acceptance', 'processing'])
    const [shown] = await market().supervisions.listOfOrder(it.buyer, 'buyer', it.orderId)
    expect(shown?.files('proof').map(({ name }) => name)).toEqual(['proof.pdf'])
    await market().supervisions.accept(it.buyer, it.deliveryId)

    expect([await it.state(), (await it.order()).state]).toEqual(['done', 'completed'])
    expect(await it.subscription()).toMatchObject({ state: 'active', startsAt: world.clock.now() })
    expect(await it.kinds()).toEqual([
      'order.submitted',
      'order.paid',
      'delivery.made',
      'delivery.accepted',
      'order.completed',
    ])
    expect(await messagesOf({ kind: 'seller', id: it.seller.sellerId })).toEqual(['accepted', 'due'])
    expect(await messagesOf({ kind: 'buyer', id: it.buyer.buyerId as Id<'byr'> })).toEqual(['made'])
  })

  test('R99: what the buyer rejects is the seller’s to do again, with the reason in sight', async () => {
    const it = await bought()
    await deliver(it.seller, it.deliveryId)
    await market().supervisions.reject(it.buyer, it.deliveryId, '缺少培训记录')

    const [rejected] = await market().supervisions.listOfOrder(it.seller, 'seller', it.orderId)
    expect(rejected?.of).toMatchObject({ stage: 'performing', rejection: '缺少培训记录' })
    expect(await messagesOf({ kind: 'seller', id: it.seller.sellerId })).toEqual(['rejected', 'due'])
    await expect(market().supervisions.accept(it.buyer, it.deliveryId)).rejects.toMatchObject({
      code: 'supervision.not_in_stage',
    })
    await deliver(it.seller, it.deliveryId)
    await market().supervisions.accept(it.buyer, it.deliveryId)

    expect(await it.state()).toBe('done')
    expect(
      (await market().supervisions.listOfOrder(it.buyer, 'buyer', it.orderId))[0]?.files('proof'),
    ).toHaveLength(2)
  })

  test('R75: the term starts on the date that the seller entered, else when it is accepted', async () => {
    const it = await bought('month')
    await world.advance(fromDays(20))
    await deliver(it.seller, it.deliveryId, { begunOn: '2026-11-30' })
    await world.advance(fromDays(5))

    await market().supervisions.accept(it.buyer, it.deliveryId)

    const { startsAt = 0, endsAt = 0 } = (await it.subscription()) ?? {}
    expect([toIso(startsAt), toIso(endsAt)]).toEqual(['2026-11-29T16:00:00.000Z', '2026-12-29T16:00:00.000Z'])
  })

  test.each(['2026-11-23', '2026-11-25', '2026-02-30'])(
    'R98: an actual opening date before the payment, in the future or in no calendar is refused: %s',
    async (begunOn) => {
      const it = await bought()

      await expect(deliver(it.seller, it.deliveryId, { begunOn })).rejects.toMatchObject({
        code: 'supervision.begun_out_of_range',
      })
      expect(await it.state()).toBe('performing')
      expect(
        (await market().supervisions.listOfOrder(it.buyer, 'buyer', it.orderId))[0]?.files('proof'),
      ).toEqual([])
    },
  )

  test('an operator ends what is not accepted: all of the money goes back, and the service never was', async () => {
    const it = await bought()
    await deliver(it.seller, it.deliveryId)
    await market().supervisions.refund(it.operator, it.deliveryId, '双方协商一致')

    expect([await it.state(), (await it.order()).state]).toEqual(['ended', 'refunded'])
    expect(await it.balance()).toBe(1_000_000n)
    expect((await it.subscription())?.state).toBe('cancelled')
    expect(await it.kinds()).toContain('delivery.refunded')
    expect((await messagesOf({ kind: 'seller', id: it.seller.sellerId }))[0]).toBe('refunded')
    await expect(market().supervisions.refund(it.operator, it.deliveryId, 'twice')).rejects.toMatchObject({
      code: 'supervision.not_in_stage',
    })
  })

  test('R104: nothing accepts it by itself; from 180 days on both sides are reminded', async () => {
    const it = await bought()
    await deliver(it.seller, it.deliveryId)

    await world.advance(fromDays(400))

    expect([await it.state(), (await it.order()).state]).toEqual(['acceptance', 'processing'])
    const reminders = (await messagesOf({ kind: 'buyer', id: it.buyer.buyerId as Id<'byr'> })).filter(
      (what) => what === 'waiting',
    )
    expect(reminders).toHaveLength(8)
  })

  test('somebody else’s delivery is none, and each does their own part only', async () => {
    const it = await bought()
    const [stranger, otherSeller] = [await world.given.buyer(), await world.given.seller()]
    const notFound = { code: 'supervision.not_found' }

    await expect(deliver(otherSeller, it.deliveryId)).rejects.toMatchObject(notFound)
    await expect(market().supervisions.accept(stranger, it.deliveryId)).rejects.toMatchObject(notFound)
    await expect(market().supervisions.reject(stranger, it.deliveryId, 'no')).rejects.toMatchObject(notFound)
    await expect(market().supervisions.listOfOrder(stranger, 'buyer', it.orderId)).rejects.toMatchObject(
      notFound,
    )
    await expect(market().supervisions.refund(it.seller, it.deliveryId, 'no')).rejects.toMatchObject({
      kind: 'forbidden',
    })
    await expect(market().supervisions.listOfOrder(otherSeller, 'seller', it.orderId)).rejects.toMatchObject(
      notFound,
    )
    expect((await market().supervisions.listOfSeller(otherSeller, { list: 'own', limit: 10 })).items).toEqual(
      [],
    )
    expect(await it.state()).toBe('performing')
  })

  test('a seller’s list asks no more of the database for twenty deliveries than for one', async () => {
    const it = await bought()
    await deliver(it.seller, it.deliveryId, { note: 'with a proof' })
    await market().supervisions.reject(it.buyer, it.deliveryId, 'incomplete')
    const list = () => market().supervisions.listOfSeller(it.seller, { list: 'own', limit: 20 })
    const ofOne = await countStatements(db(), list)
    for (let i = 1; i < 20; i += 1) await buyOf(it.productId)

    const ofTwenty = await countStatements(db(), list)

    expect(ofTwenty.statements).toBe(ofOne.statements)
    expect([ofOne.answer.items.length, ofTwenty.answer.items.length]).toEqual([1, 20])
    const proofs = ofTwenty.answer.items.map((one) => [
      one.order.id === it.orderId,
      one.files('proof').length,
    ])
    expect(proofs.filter(([isFirst, count]) => (isFirst ? count === 1 : count === 0))).toHaveLength(20)
    const emails = new Set(ofTwenty.answer.items.map(({ contact }) => contact?.email))
    expect(emails.size).toBe(20)
  })

  test('R102: a renewal of what was accepted is complete as soon as it is paid', async () => {
    const it = await bought('month')
    await deliver(it.seller, it.deliveryId)
    await market().supervisions.accept(it.buyer, it.deliveryId)
    const subscription = await it.subscription()
    const { id: quoteId } = await market().quotes.ask(it.buyer, {
      kind: 'renewal',
      lines: [
        {
          subscriptionId: subscription?.id as Id<'sub'>,
          priceItemId: subscription?.priceItemId as Id<'pri'>,
          quantity: 1,
          periodCount: 1,
        },
      ],
    })

    const { orderId } = await market().quotes.pay({ actor: it.buyer }, quoteId as Id<'quo'>)
    await world.settle()

    expect((await market().orders.get(db(), orderId as Id<'ord'>)).state).toBe('completed')
  })

  test('whatever people do to it, in whatever order, money and order agree with the delivery', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom('deliver', 'accept', 'reject', 'refund'), { maxLength: 6 }),
        async (acts) => {
          const it = await bought()
          for (const act of acts)
            try {
              if (act === 'deliver') await deliver(it.seller, it.deliveryId)
              if (act === 'accept') await market().supervisions.accept(it.buyer, it.deliveryId)
              if (act === 'reject') await market().supervisions.reject(it.buyer, it.deliveryId, 'again')
              if (act === 'refund') await market().supervisions.refund(it.operator, it.deliveryId, 'over')
            } catch (error) {
              expect(error).toMatchObject({ code: 'supervision.not_in_stage' })
            }
          const state = await it.state()
          const order = state === 'done' ? 'completed' : state === 'ended' ? 'refunded' : 'processing'
          expect((await it.order()).state).toBe(order)
          expect(await it.balance()).toBe(state === 'ended' ? 1_000_000n : 800_000n)
        },
      ),
      { numRuns: engine === 'embedded' ? 6 : 3 },
    )
  })
})
