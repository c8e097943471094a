import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Account } from '../harness/client.ts'
import type { PriceList, PricedPeriod } from './price-lists.ts'
import type { LicenseKind } from './license-offers.ts'
import type { SupervisedKind } from './supervised-offers.ts'

/**
 * The initial prices of every seller: for one unit and one period, in fen. A tenth of a day's price is not a whole
 * number of fen.
 */
export const prices = { basicMonth: 1_000, basicYear: 9_900, proMonth: 2_599, proYear: 24_999 } as const
export type PriceName = keyof typeof prices
/** In the order of the attribute's values. */
export const combinations = ['basic', 'pro'] as const
export const periods = ['month', 'year'] as const
export const formatPriceName = (
  combination: (typeof combinations)[number],
  period: PricedPeriod,
): PriceName => `${combination}${period === 'month' ? 'Month' : 'Year'}`
/** The price items of one seller. */
export type Goods = Readonly<Record<PriceName, string>>
/** Long enough that days of it are often left when the trial is converted. */
export const trialDays = 30

/** What the node created at its first start: accounts, products, and the sellers' keys. */
export type Seeded = {
  /** The last one has little money. */
  readonly buyers: readonly Account[]
  readonly operator: Account
  readonly sellers: readonly SeededSeller[]
  readonly licenses?: SeededLicenses
}
export type SeededSeller = {
  readonly sellerId: string
  readonly productId: string
  readonly accessKey: string
  readonly goods: Goods
  readonly seller: Account
  /** The price items of what is supervised; only some sellers offer it. */
  readonly supervised?: Readonly<Record<SupervisedKind, string>>
}
/** The seller of licenses: its price items, by how they reach their buyers, and its keys. */
export type SeededLicenses = {
  readonly sellerId: string
  readonly seller: Account
  readonly items: Readonly<Record<LicenseKind, string>>
  readonly accessKey: string
  readonly apiKey: { readonly accessKeyId: string; readonly secretKey: string }
}

export const readSeeded = (folder: string): Seeded =>
  JSON.parse(readFileSync(join(folder, 'seeded.json'), 'utf8')) as Seeded

/** All prices before the first price change. */
export const createPriceLists = (sellers: readonly SeededSeller[]): PriceList[] =>
  sellers.map(({ productId, goods }) => ({
    productId,
    from: Number.NEGATIVE_INFINITY,
    to: Number.NEGATIVE_INFINITY,
    prices: combinations.flatMap((combination) =>
      periods.map((period) => {
        const name = formatPriceName(combination, period)
        return { priceItemId: goods[name], combination, period, unitE8: BigInt(prices[name]) * 1_000_000n }
      }),
    ),
  }))

/** The account for tests that need only one buyer. */
export function getFirstBuyer({ buyers }: Seeded): Account {
  const [first] = buyers
  if (!first) throw new Error('Nobody buys')
  return first
}
