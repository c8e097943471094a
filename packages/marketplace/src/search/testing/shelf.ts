import type { Id } from '@loggia/kernel'
import type { World } from '../../embedded/world.ts'
import { runInTx, system } from '../../platform/index.ts'
import type { Ask, Found } from '../schema.ts'

type Sold = {
  readonly name: string
  readonly english?: string
  readonly summary?: string
  readonly description?: string
  readonly category?: string
  readonly tags?: readonly string[]
  readonly month?: string
  readonly year?: string
  readonly trialDays?: number
  readonly state?: 'draft' | 'listed'
  readonly seller?: Id<'sel'>
}

/** What tests of the search put on sale, and what they ask. */
export function createShelf(world: () => World) {
  /** Puts products on sale, each newer than the one before, and returns their ids. */
  async function given(...products: readonly Sold[]): Promise<Id<'prd'>[]> {
    const { platform, market, ...opened } = world()
    const { sellerId } = await opened.given.seller()
    const ids: Id<'prd'>[] = []
    for (const product of products) {
      await opened.advance(1000 as never)
      ids.push(
        await runInTx(platform, { actor: system }, (tx) =>
          market.catalog.addProduct(tx, product.seller ?? sellerId, draftOf(product)),
        ),
      )
    }
    return ids
  }
  const find = (ask: Partial<Ask> = {}): Promise<Found> =>
    world().market.search.find({ text: '', sort: 'relevance', page: 1, ...ask })
  const idsOf = async (ask: Partial<Ask> | string): Promise<readonly Id<'prd'>[]> =>
    (await find(typeof ask === 'string' ? { text: ask } : ask)).productIds
  const told = (type: string, productId: string) =>
    runInTx(world().platform, { actor: system }, (tx) =>
      world().platform.bus.dispatch(tx, { type, productId } as never),
    )
  return { given, find, idsOf, told }
}

function draftOf({ name, english, summary, description, ...product }: Sold) {
  const both = (zh: string) => ({ zh, en: '-' })
  const { month, year, trialDays } = product
  const price = (period: 'month' | 'year', amount: string) => ({
    period,
    unitPrice: { amount, currency: 'CNY' as const },
    ...(trialDays !== undefined && { trialDays }),
  })
  return {
    name: { zh: name, en: english ?? '-' },
    summary: both(summary ?? '一句话'),
    description: both(description ?? '说明'),
    category: product.category ?? 'finance',
    tags: [...(product.tags ?? [])],
    specifications: [
      {
        name: { zh: '标准版', en: 'Standard' },
        features: [],
        prices: [
          ...(month ? [price('month', month)] : []),
          ...(year ? [price('year', year)] : []),
          ...(month || year ? [] : [price('month', '45')]),
        ],
      },
    ],
    state: product.state ?? ('listed' as const),
  }
}
