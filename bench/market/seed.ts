import type { OpenMarket } from './open-market.ts'

export type SeededSeller = {
  readonly sellerId: `sel_${string}`
  readonly productId: `prd_${string}`
  readonly url: string
  readonly accessKey: string
}

/** The monthly price of one unit of every product. */
export const unitPriceMinor = 1000n

/** Creates a seller with a listed product for each URL. */
export async function seedSellers(
  { market, inTransaction }: OpenMarket,
  urls: readonly string[],
): Promise<SeededSeller[]> {
  return inTransaction(async (tx) => {
    const sellers: SeededSeller[] = []
    for (const [nth, url] of urls.entries()) {
      const sellerId = await market.parties.addSeller(tx, { nameZh: `商家${nth}`, nameEn: `Seller ${nth}` })
      const productId = await market.catalog.addProduct(tx, sellerId, product(nth))
      const { accessKey } = await market.access.addKeyIn(tx, sellerId, 'basic')
      await market.access.registerAnew(tx, { sellerId, url })
      sellers.push({ sellerId, productId, url, accessKey })
    }
    return sellers
  })
}

const product = (nth: number) => ({
  name: { zh: `商品${nth}`, en: `Product ${nth}` },
  summary: { zh: '一句话', en: 'One sentence' },
  description: { zh: '说明', en: 'Description' },
  category: 'collaboration' as const,
  tags: ['协同'],
  quantity: { name: { zh: '席位', en: 'Seats' }, unit: { zh: '席', en: 'seat' }, min: 1, max: 100 },
  specifications: [
    {
      name: { zh: '标准版', en: 'Standard' },
      features: [],
      prices: [
        {
          period: 'month' as const,
          unitPrice: { amount: String(unitPriceMinor / 100n), currency: 'CNY' as const },
        },
      ],
    },
  ],
  state: 'listed' as const,
})
