import { readColumn, readMoment, filterRows, readText } from './books.ts'
import type { Export } from './books.ts'
import { toIso } from './calendar.ts'
import { getUnitE8 } from './judge-paid.ts'
import type { Life, PaidLine } from './lives.ts'
import { findListedItem } from './price-lists.ts'
import type { PriceList, PriceLists } from './price-lists.ts'

export type KnownPrices = { readonly lists: PriceLists; shifted(at: number, byMs: number): number }

/** The most time between the date of an order or quote and the reading of its prices. */
const readingMs = 5_000

/**
 * R54: an order, renewal or change has the price of the moment at which it was shown, or at which the service renewed
 * itself.
 */
export const judgePrices = (lives: readonly Life[], exported: Export, known: KnownPrices): string[] =>
  lives.flatMap(({ lines }) => lines.flatMap((line) => judgeLine(line, exported, known)))

function judgeLine(line: PaidLine, exported: Export, known: KnownPrices): string[] {
  const items = findPriceLists(line, exported, known).flatMap(
    (list) => findListedItem(list, readText(line.row, 'price_item_id')) ?? [],
  )
  const [period, price] = [readText(line.offer, 'period'), getUnitE8(line)]
  if (items.length === 0 || items.some((item) => item.period === period && item.unitE8 === price)) return []
  const listed = items.map((item) => `${item.unitE8} a ${item.period}`).join(' or ')
  return [
    `${line.number}: has the price ${price} a ${period}, and at ${toIso(pricedAt(line, exported))} it was ${listed}`,
  ]
}

/**
 * The price lists that were in force when a line was priced: several if prices were being changed, none if they are not
 * known.
 */
export function findPriceLists(
  line: PaidLine,
  exported: Export,
  { lists, shifted }: KnownPrices,
): readonly PriceList[] {
  const at = pricedAt(line, exported)
  return lists.between(readText(line.row, 'price_item_id'), {
    from: shifted(at, -readingMs),
    to: shifted(at, readingMs),
  })
}

/**
 * A submitted order read its prices when it was created, an automatic renewal when it happened; otherwise the quote
 * read them.
 */
function pricedAt({ orderId, paidAt }: PaidLine, { order, quote }: Export): number {
  const [own] = filterRows(quote, 'order_id', orderId)
  if (own) return readMoment(own, 'created_at')
  const [made] = filterRows(order, 'id', orderId)
  return made && readColumn(made, 'kind') === 'new' ? readMoment(made, 'created_at') : paidAt
}
