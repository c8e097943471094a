import { omitUndefined, createMoney } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import type { DraftProduct } from '@loggia/protocol/console'
import type { PaperKind, PaperPurpose } from '@loggia/protocol/console/papers/kinds'
import type { PeopleProtocol } from '@loggia/protocol/protocols'
import type { ProtocolChoice } from '../access/index.ts'
import { families } from '../dialects/index.ts'
import type { Marketplace } from '../marketplace.ts'
import { runInTx, system } from '../platform/index.ts'
import type { MemberActor, Platform } from '../platform/index.ts'
import type { CatalogTables } from '../catalog/index.ts'
import { addPassedCases } from './passed-cases.ts'

/** A product on sale, with what a seller's server needs to answer for it. */
export type GivenProduct = {
  readonly sellerId: Id<'sel'>
  readonly seller: MemberActor
  readonly productId: Id<'prd'>
  readonly accessKey: string
}

/** Builders for the starting point of tests; they use the services. */
export function createGiven(platform: Platform, market: Marketplace) {
  let serial = 0
  const next = (): number => (serial += 1)

  const member = (role: {
    buyerId?: Id<'byr'>
    sellerId?: Id<'sel'>
    operator?: boolean
  }): Promise<MemberActor> =>
    runInTx(platform, { actor: system }, async (tx) => {
      const name = `Member ${next()}`
      const email = `member-${serial}@loggia.example`
      const memberId = await market.parties.addMember(tx, {
        email,
        name,
        password: 'a password of tests',
        language: 'en-US',
        ...role,
      })
      const { buyerId, sellerId, operator = false } = role
      return omitUndefined({
        kind: 'member',
        memberId,
        name,
        operator,
        buyerId,
        sellerId,
      })
    })

  const operator = (): Promise<MemberActor> => member({ operator: true })

  /** A buyer's member with an opening balance in fen. */
  async function buyer(balanceMinor = 10_000_000n): Promise<MemberActor> {
    const buyerId = await runInTx(platform, { actor: system }, async (tx) => {
      const id = await market.parties.addBuyer(tx, { nameZh: `买家${next()}`, nameEn: `Buyer ${serial}` })
      await market.ledger.openBalance(tx, id, 'CNY')
      if (balanceMinor > 0n)
        await market.ledger.topUpIn(tx, {
          buyerId: id,
          amount: createMoney(balanceMinor, 'CNY'),
          reason: 'opening balance',
        })
      return id
    })
    return member({ buyerId })
  }

  async function seller(): Promise<MemberActor & { sellerId: Id<'sel'> }> {
    const sellerId = await runInTx(platform, { actor: system }, (tx) =>
      market.parties.addSeller(tx, { nameZh: `商家${next()}`, nameEn: `Seller ${serial}` }),
    )
    return { ...(await member({ sellerId })), sellerId }
  }

  /**
   * A listed product at ¥10.00 a month and ¥100.00 a year for each of 1 to 100 seats, called at `url`; goods cost ¥10.00
   * once.
   */
  async function listedProduct(
    url: string,
    of?: MemberActor & { sellerId: Id<'sel'> },
    {
      speech,
      ...more
    }: Pick<DraftProduct, 'type' | 'afterSale' | 'buyerData' | 'buyerParameters' | 'supervision'> & {
      readonly speech?: ProtocolChoice
    } = {},
  ): Promise<GivenProduct> {
    const owner = of ?? (await seller())
    const { sellerId } = owner
    return runInTx(platform, { actor: system }, async (tx) => {
      const productId = await market.catalog.addProduct(tx, sellerId, {
        name: { zh: `商品${next()}`, en: `Product ${serial}` },
        summary: { zh: '一句话', en: 'One sentence' },
        description: { zh: '说明', en: 'Description' },
        category: 'collaboration',
        tags: ['协同'],
        quantity: { name: { zh: '席位', en: 'Seats' }, unit: { zh: '席', en: 'seat' }, min: 1, max: 100 },
        specifications: [
          {
            name: { zh: '标准版', en: 'Standard' },
            features: [],
            prices:
              more.type === 'hardware'
                ? [{ period: 'one_time', unitPrice: { amount: '10', currency: 'CNY' } }]
                : [
                    { period: 'month', unitPrice: { amount: '10', currency: 'CNY' } },
                    { period: 'year', unitPrice: { amount: '100', currency: 'CNY' } },
                  ],
          },
        ],
        ...more,
        state: 'listed',
      })
      const { accessKey } = await market.access.addKeyIn(tx, sellerId, 'basic')
      await market.access.registerAnew(
        tx,
        omitUndefined({ sellerId, url, speechOf: speech ? () => speech : undefined }),
      )
      return { sellerId, seller: owner, productId, accessKey }
    })
  }

  /** Links the joint kit to a product, whose server is told of people at `url`. */
  const jointKit = (
    { sellerId, productId }: Pick<GivenProduct, 'sellerId' | 'productId'>,
    url: string,
    protocol: PeopleProtocol = families.kit.firstProtocol,
  ): Promise<Pick<GivenProduct, 'accessKey'>> =>
    runInTx(platform, { actor: system }, async (tx) => {
      const addressId = await market.access.approveAddressIn(tx, { sellerId, url })
      const { keyId, accessKey } = await market.access.addKeyIn(tx, sellerId, 'joint_sync')
      await market.access.bindAllIn(tx, { sellerId, addressId, keyId, speech: { protocol }, only: productId })
      return { accessKey }
    })

  /** As if the seller had just tried every scene: the product, or a change of it, can be submitted (R44). */
  const passedCases = (of: MemberActor, productId: Id<'prd'>): Promise<void> =>
    addPassedCases(platform, market, { seller: of, productId })

  /** The price item of one month of the first specification; of goods its only one. */
  async function monthlyPriceItem(productId: Id<'prd'>): Promise<Id<'pri'>> {
    const found = await platform.db
      .withTables<CatalogTables>()
      .selectFrom('price_item')
      .innerJoin('sku', 'sku.id', 'price_item.sku_id')
      .innerJoin('specification', 'specification.id', 'sku.specification_id')
      .select('price_item.id')
      .where('specification.product_id', '=', productId)
      .where('price_item.period', 'in', ['month', 'one_time'])
      .orderBy('specification.position')
      .executeTakeFirstOrThrow()
    return found.id
  }

  /** Submits an order for one seat and one month (or as given) of the product. */
  async function submittedOrder(
    actor: MemberActor,
    productId: Id<'prd'>,
    ask: { quantity?: number; periodCount?: number } = {},
  ): Promise<Id<'ord'>> {
    const { quantity = 1, periodCount = 1 } = ask
    const priceItemId = await monthlyPriceItem(productId)
    const expectedTotal = createMoney(BigInt(quantity * periodCount) * 1000n, 'CNY')
    const { orderId } = await market.orders.submit(
      { actor },
      {
        lines: [{ priceItemId, quantity, periodCount }],
        expectedTotal,
        agreed: true,
      },
    )
    return orderId
  }

  /** Submits an order and pays it. */
  async function paidOrder(
    actor: MemberActor,
    productId: Id<'prd'>,
    ask: { quantity?: number; periodCount?: number } = {},
  ): Promise<Id<'ord'>> {
    const orderId = await submittedOrder(actor, productId, ask)
    await market.orders.pay({ actor }, orderId)
    return orderId
  }

  /** Adds the papers that an application needs. */
  async function papers(
    actor: MemberActor,
    purpose: PaperPurpose,
    kinds: readonly PaperKind[] = ['business_licence', 'identity'],
  ): Promise<void> {
    const file = {
      name: 'paper.pdf',
      mediaType: 'application/pdf',
      content: Buffer.from('%PDF-1.7\n%%EOF\n'),
    }
    for (const kind of kinds) await market.papers.add({ actor }, { purpose, kind, file })
  }

  return {
    member,
    operator,
    buyer,
    papers,
    seller,
    listedProduct,
    jointKit,
    passedCases,
    monthlyPriceItem,
    submittedOrder,
    paidOrder,
  }
}
