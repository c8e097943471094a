import type { DraftProduct } from '@loggia/protocol/console'
import { drawBetween, pickOne } from '../../harness/chance.ts'
import type { Chance } from '../../harness/chance.ts'
import type { Member } from '../../harness/client.ts'
import type { PriceList, PricedPeriod } from '../price-lists.ts'
import { combinations, formatPriceName, prices, createPriceLists } from '../seeded.ts'
import { askUntilDecided } from './asking.ts'
import type { Answered } from './asking.ts'
import type { SellerMembers } from './seller-members.ts'
import type { Shop, World } from './world.ts'

/** Sellers that change their prices, and an operator who approves or rejects the changes. */
export type Pricing = {
  readonly counts: { approved: number; rejected: number }
  /** All prices with their dates, by what the operator was shown and by our clock. */
  readonly lists: readonly PriceList[]
  /** Proposes new prices at random, and lets the operator review what waits, until `stopping`. */
  nowAndThen(chance: Chance, paceMs: number, stopping: AbortSignal): Promise<void>
}
type Counting = { count(answered: Answered<unknown>, what: string): void }
type Price = NonNullable<
  NonNullable<DraftProduct['specifications'][number]['skus']>[number]['prices']
>[number]

/** Shorter than the longest deferral, whatever the clocks of the processes say. */
const deferredMs = 80 * 86_400_000

/** So many proposals that were late are made again while the clock stands still. */
const heldShare = 0.2

const priceNameOf = (values: readonly number[], { period }: Price) => {
  const combination = combinations[values[0] ?? -1]
  if (!combination || period === 'one_time') throw new Error(`Nobody sells ${values.join()} by ${period}`)
  return formatPriceName(combination, period)
}
/** Two decimals or four; with four, the price of a day is not a whole number of fen. */
const placesOf = (chance: Chance): number => (chance() < 0.3 ? 4 : 2)
/** Between half and twice the initial price; sometimes the better combination is the cheaper one. */
const draw = (chance: Chance, seeded: number): string =>
  ((seeded / 100) * (0.5 + 1.5 * chance())).toFixed(placesOf(chance))

/** Changes some of the prices. */
function reprice(content: DraftProduct, chance: Chance): DraftProduct {
  const createPrices =
    (values: readonly number[]) =>
    (price: Price): Price =>
      chance() < 0.6
        ? {
            ...price,
            unitPrice: { ...price.unitPrice, amount: draw(chance, prices[priceNameOf(values, price)]) },
          }
        : price
  return {
    ...content,
    specifications: content.specifications.map(({ skus = [], ...rest }) => ({
      ...rest,
      skus: skus.map((sku) => ({ ...sku, prices: sku.prices.map(createPrices(sku.values)) })),
    })),
  }
}

const e8Of = (amount: string): bigint => {
  const [whole = '0', places = ''] = amount.split('.')
  return BigInt(whole + places.padEnd(8, '0'))
}
const listPrices = ({ goods }: Shop, { specifications }: DraftProduct): PriceList['prices'] =>
  specifications.flatMap(({ skus = [] }) =>
    skus.flatMap((sku) =>
      sku.prices.map((price) => ({
        priceItemId: goods[priceNameOf(sku.values, price)],
        combination: combinations[sku.values[0] ?? -1] ?? '',
        period: price.period as PricedPeriod,
        unitE8: e8Of(price.unitPrice.amount),
      })),
    ),
  )

export function createPricing(
  { shops, operator, clock, hold }: World,
  { memberOf }: SellerMembers,
  { count }: Counting,
): Pricing {
  const counts = { approved: 0, rejected: 0 }
  const lists: PriceList[] = createPriceLists(shops)
  const { client } = operator

  async function propose(shop: Shop, chance: Chance): Promise<void> {
    const seller = (await memberOf(shop)).client
    const params = { productId: shop.productId }
    const content = await askUntilDecided((signal) =>
      seller.request('GET /api/seller/products/:productId/content', { params }, { signal }),
    )
    if ('refused' in content) return count(content, '')
    // From its first case on the product is watched; with these servers it would soon be delisted (R238).
    const until = new Date(clock.now() + deferredMs).toISOString()
    await askUntilDecided((signal) =>
      client.request(
        'POST /api/operator/products/:productId/deferral',
        { params, body: { until, reason: 'Its server fails on purpose' } },
        { signal },
      ),
    )
    const body = reprice(content.reply, chance)
    const answered = await file(seller, { params, body })
    const isLate = 'refused' in answered && answered.refused === 'debugging.cases_missing'
    if (isLate && (counts.approved === 0 || chance() < heldShare))
      await hold(() => file(seller, { params, body }))
  }

  type Filing = { readonly params: { readonly productId: string }; readonly body: DraftProduct }
  /** A change needs test calls of the last 24 hours (R44): refused if the clock has moved on by more since, or the server is down. */
  async function file(seller: Member['client'], { params, body }: Filing): Promise<Answered<unknown>> {
    const target = { target: params.productId }
    await askUntilDecided((signal) =>
      seller.request('POST /api/seller/test-calls/:target/run', { params: target, body: {} }, { signal }),
    )
    // Refused while the last change waits for review, or if the first answer to this request was lost.
    const answered = await askUntilDecided((signal) =>
      seller.request('POST /api/seller/products/:productId/changes', { params, body }, { signal }),
    )
    count(answered, 'prices proposed')
    return answered
  }

  const review = (applicationId: string) =>
    askUntilDecided((signal) =>
      client.request('GET /api/operator/reviews/:applicationId', { params: { applicationId } }, { signal }),
    )

  /** Opens and reads the oldest waiting application, and approves or rejects it. */
  async function decide(chance: Chance): Promise<void> {
    const waiting = await askUntilDecided((signal) =>
      client.request('GET /api/operator/reviews', { query: { limit: 10 } }, { signal }),
    )
    const id = 'reply' in waiting ? waiting.reply.items[0]?.id : undefined
    const read = id === undefined ? undefined : await review(id)
    if (id === undefined || !read || 'refused' in read || !read.reply.content) return
    const { productId, content } = read.reply
    const params = { applicationId: id }
    await askUntilDecided((signal) =>
      client.request('POST /api/operator/reviews/:applicationId/opening', { params }, { signal }),
    )
    const approve = chance() < 0.85
    const from = clock.now()
    const answered = await askUntilDecided((signal) =>
      client.request(
        'POST /api/operator/products/:productId/decision',
        { params: { productId }, body: approve ? { approve } : { approve, reason: 'Not now' } },
        { signal },
      ),
    )
    const to = clock.now()
    // The answer may have been lost; a repeated request then finds nothing to decide.
    const isDone = 'reply' in answered || (await hasState(id, approve ? 'approved' : 'rejected'))
    if (!isDone) return count(answered, '')
    counts[approve ? 'approved' : 'rejected'] += 1
    const shop = shops.find((one) => one.productId === productId)
    if (approve && shop) lists.push({ productId, from, to, prices: listPrices(shop, content) })
  }

  async function hasState(applicationId: string, state: string): Promise<boolean> {
    const read = await review(applicationId)
    return 'reply' in read && read.reply.state === state
  }

  return {
    counts,
    lists,
    async nowAndThen(chance, paceMs, stopping) {
      while (!stopping.aborted) {
        await new Promise((resolve) => setTimeout(resolve, paceMs * (0.5 + chance())))
        if (!stopping.aborted) await propose(pickOne(chance, shops), chance)
        for (let left = drawBetween(chance, 0, 2); left > 0 && !stopping.aborted; left -= 1)
          await decide(chance)
      }
    },
  }
}
