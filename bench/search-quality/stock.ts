import { runInTx, system } from '@loggia/marketplace'
import type { Marketplace, Platform } from '@loggia/marketplace'
import type { Both, ShelvedProduct, Shop } from './schema.ts'
import { synonyms } from './synonyms.ts'

/** A marketplace that the judge may ask. */
export type Asked = { readonly market: Marketplace; readonly platform: Platform }
/** The keys of the written products by their ids. */
export type Keys = ReadonlyMap<string, string>

/** Lists the products of a shop, seller by seller. */
export function addShop({ market, platform }: Asked, { sellers, products }: Shop): Promise<Keys> {
  return runInTx(platform, { actor: system }, async (tx) => {
    for (const words of synonyms)
      await market.search.addSynonyms(tx, {
        id: platform.ids.next('syn'),
        words,
        changedAt: platform.clock.now(),
      })
    const keys = new Map<string, string>()
    for (const [seller, [nameZh, nameEn]] of Object.entries(sellers)) {
      const sellerId = await market.parties.addSeller(tx, { nameZh, nameEn })
      for (const product of products.filter((each) => each.seller === seller))
        keys.set(await market.catalog.addProduct(tx, sellerId, draftOf(product)), product.key)
    }
    return keys
  })
}

const toText = ([zh, en]: Both): { zh: string; en: string } => ({ zh, en })

const draftOf = ({ name, summary, description, tags, ...product }: ShelvedProduct) => ({
  name: toText(name),
  summary: toText(summary),
  description: toText(description),
  category: product.category,
  tags: [...tags],
  specifications: product.specifications.map((specification) => ({
    name: toText(specification),
    features: [],
    prices: [{ period: 'month' as const, unitPrice: { amount: product.month, currency: 'CNY' as const } }],
  })),
  state: 'listed' as const,
})
