import { createMoney } from '@loggia/kernel'
import type { OpenMarket } from './open-market.ts'

export type SeededBuyer = {
  readonly buyerId: `byr_${string}`
  readonly memberId: `mbr_${string}`
  readonly name: string
  readonly email: string
}

export const buyerPassword = 'a password of benches only'
/** ¥10,000,000.00, the most that one top-up adds: more than any buyer spends. */
const balanceMinor = 1_000_000_000n

/** Creates buyers with a member and a balance each. */
export const seedBuyers = (
  { market, inTransaction }: OpenMarket,
  count: number,
): Promise<readonly SeededBuyer[]> =>
  inTransaction(async (tx) => {
    const buyers: SeededBuyer[] = []
    for (let nth = 0; nth < count; nth += 1) {
      const name = `Buyer ${nth}`
      const email = `buyer-${nth}@bench.example`
      const buyerId = await market.parties.addBuyer(tx, { nameZh: `买家${nth}`, nameEn: name })
      const member = { email, name, password: buyerPassword, language: 'en-US' as const, buyerId }
      const memberId = await market.parties.addMember(tx, member)
      await market.ledger.openBalance(tx, buyerId, 'CNY')
      const amount = createMoney(balanceMinor, 'CNY')
      await market.ledger.topUpIn(tx, { buyerId, amount, reason: 'opening balance' })
      buyers.push({ buyerId, memberId, name, email })
    }
    return buyers
  })

/** The price item of each product, in the order of the products; throws if a product has none. */
export async function listPriceItems(
  { market }: OpenMarket,
  productIds: readonly `prd_${string}`[],
): Promise<readonly `pri_${string}`[]> {
  const found: `pri_${string}`[] = []
  for (const productId of productIds) {
    const product = await market.views.getProduct(productId)
    const priceItem = product.specifications[0]?.skus[0]?.priceItems[0]
    if (!priceItem) throw new Error(`${productId} has no price`)
    found.push(priceItem.id as `pri_${string}`)
  }
  return found
}
