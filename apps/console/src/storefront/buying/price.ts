import {
  omitUndefined,
  divideHalfUp,
  isMore,
  createMoney,
  computePrice,
  subtract,
  toDecimal,
} from '@loggia/kernel'
import type { Money, PricePart, UnitPrice } from '@loggia/kernel'
import { trialTerm } from '../links.ts'
import type {
  Money as WireMoney,
  Period,
  PriceItem,
  Product,
  Sku,
  UnitPrice as WireUnitPrice,
} from '@loggia/protocol/console'

/**
 * A duration that can be bought: a price item and a number of periods. `key`, such as `year-1`, stays valid for another
 * specification.
 */
export type Term = {
  readonly key: string
  readonly item: PriceItem
  readonly periods: number
  /** R27: the free days of a trial, instead of periods. */
  readonly trialDays?: number
}
/** The part of a sku that has the prices. */
type Priced = Pick<Sku, 'priceItems'>
/** One line of a price with bands; its amount is exact. */
export type QuotePart = {
  readonly band?: { readonly from: number; readonly to?: number }
  readonly quantity: number
  readonly unitPrice: WireUnitPrice
  readonly amount: WireUnitPrice
}
/** The price of a choice, line by line. */
export type Quote = {
  /** The same duration at the monthly price, if that costs more. */
  readonly monthly?: { readonly months: number; readonly amount: WireMoney; readonly saving: WireMoney }
  /** The bands that were used, if the quantity has bands. */
  readonly parts?: readonly QuotePart[]
  readonly total: WireMoney
  /** The total per unit and month, rounded; absent if it equals the price. */
  readonly perUnitMonth?: WireMoney
}

const monthsIn: Record<Period, number> = { month: 1, year: 12, one_time: 0 }
const offered: Record<Period, readonly number[]> = { month: [1, 3, 6], year: [1, 2, 3], one_time: [1] }

/** `428.5` → 42 850 000 000 × 10⁻⁸. Throws a RangeError on more than eight decimals. */
export function toUnitPrice({ amount, currency }: WireUnitPrice): UnitPrice {
  const match = /^(\d{1,10})(?:\.(\d{1,8}))?$/.exec(amount)
  if (!match) throw new RangeError(`Not a unit price: ${amount}`)
  const [, whole = '0', fraction = ''] = match
  return { amountE8: BigInt(whole) * 100_000_000n + BigInt(fraction.padEnd(8, '0')), currency }
}

/**
 * The terms of a sku that are paid for: shortest first, then one-time purchases. If nothing is sold by the year, twelve
 * months are offered too.
 */
export function listTerms({ priceItems }: Priced): Term[] {
  const yearly = priceItems.some((item) => item.period === 'year')
  return priceItems
    .flatMap((item): Term[] =>
      periodsOf(item, yearly).map((periods) => ({ key: `${item.period}-${periods}`, item, periods })),
    )
    .toSorted((a, b) => (countMonths(a) || Infinity) - (countMonths(b) || Infinity))
}

/** The longest offered trial of a sku; a buyer may have only one trial of a product (R28). */
export function findTrial({ priceItems }: Priced): Term | undefined {
  const [longest] = priceItems.toSorted((a, b) => (b.trialDays ?? 0) - (a.trialDays ?? 0))
  return longest?.trialDays
    ? { key: trialTerm, item: longest, periods: 1, trialDays: longest.trialDays }
    : undefined
}

/** A row of the table of bands. `on`: the quantity is in this band or, with step prices, has reached it. */
export type BandRow = {
  readonly from: number
  readonly to?: number
  readonly unitPrice: WireUnitPrice
  readonly on: boolean
}

/** R22: the bands of a price, and which of them apply to the quantity; empty for linear prices. */
export function listBandRows(
  { unitPrice, bands = [] }: Pick<PriceItem, 'unitPrice' | 'bands'>,
  pricing: Pricing = 'linear',
  quantity?: number,
): BandRow[] {
  if (pricing === 'linear' || bands.length === 0) return []
  return [{ above: 0, unitPrice }, ...bands].map((band, i) => {
    const to = bands[i]?.above
    const reached = quantity !== undefined && quantity > band.above
    return omitUndefined({
      from: band.above + 1,
      to,
      unitPrice: band.unitPrice,
      on: reached && (pricing === 'step' || to === undefined || quantity <= to),
    })
  })
}

const periodsOf = ({ period, maxPeriods }: PriceItem, yearly: boolean): number[] =>
  [...offered[period], ...(yearly || period !== 'month' ? [] : [12])].filter(
    (periods) => periods <= maxPeriods,
  )

/** How many months a term lasts; a one-time purchase has none. */
export const countMonths = ({ item, periods }: Pick<Term, 'item' | 'periods'>): number =>
  monthsIn[item.period] * periods

/** How a quantity is priced (R22). Default: linear. */
export type Pricing = NonNullable<NonNullable<Product['quantity']>['pricing']>

const priceItemOf = (item: PriceItem, model: Pricing, asked: { quantity: number; periods: number }) =>
  computePrice(
    {
      model,
      unitPrice: toUnitPrice(item.unitPrice),
      bands: (item.bands ?? []).map(({ above, unitPrice }) => ({ above, unitPrice: toUnitPrice(unitPrice) })),
    },
    asked,
  )

/** Computes the price by the server's rule: exact parts, rounded once (R22–R24). */
export function computeQuote(sku: Priced, term: Term, quantity: number, pricing: Pricing = 'linear'): Quote {
  if (term.trialDays !== undefined) return { total: toWire(createMoney(0n, term.item.unitPrice.currency)) }
  const { amount: total, parts } = priceItemOf(term.item, pricing, { quantity, periods: term.periods })
  const monthly = monthlyOf(sku, term, { quantity, pricing })
  const months = countMonths(term)
  return omitUndefined({
    total: toWire(total),
    parts: pricing === 'linear' ? undefined : parts.map(toPart),
    monthly:
      monthly && isMore(monthly, total)
        ? { months, amount: toWire(monthly), saving: toWire(subtract(total, monthly)) }
        : undefined,
    perUnitMonth:
      quantity * months > 1
        ? toWire(createMoney(divideHalfUp(total.amountMinor, BigInt(quantity * months)), total.currency))
        : undefined,
  })
}

const toPart = ({ band, quantity, unitPrice, amountE8 }: PricePart): QuotePart =>
  omitUndefined({
    band,
    quantity,
    unitPrice: toWireUnit(unitPrice),
    amount: toWireUnit({ ...unitPrice, amountE8 }),
  })

function toWireUnit({ amountE8, currency }: UnitPrice): WireUnitPrice {
  const digits = amountE8.toString().padStart(9, '0')
  return { amount: `${digits.slice(0, -8)}.${digits.slice(-8)}`, currency }
}

function monthlyOf(
  { priceItems }: Priced,
  term: Term,
  { quantity, pricing }: { readonly quantity: number; readonly pricing: Pricing },
): Money | undefined {
  const item = priceItems.find(({ period }) => period === 'month')
  if (!item || term.item.period !== 'year' || item.unitPrice.currency !== term.item.unitPrice.currency)
    return undefined
  return priceItemOf(item, pricing, { quantity, periods: countMonths(term) }).amount
}

const toWire = (amount: Money): WireMoney => ({ amount: toDecimal(amount), currency: amount.currency })

const minorOf = ({ amount }: WireMoney): bigint => BigInt(amount.replace('.', ''))

/** The balance after paying; undefined if it is in another currency. */
export function computeBalanceAfter(balance: WireMoney, total: WireMoney): WireMoney | undefined {
  if (balance.currency !== total.currency) return undefined
  return toWire(createMoney(minorOf(balance) - minorOf(total), total.currency))
}

/** How much of a total the balance lacks; undefined if it suffices. */
export function computeMissing(balance: WireMoney, total: WireMoney): WireMoney | undefined {
  const after = computeBalanceAfter(balance, total)
  return after && minorOf(after) < 0n ? toWire(createMoney(-minorOf(after), total.currency)) : undefined
}

/** The same for a balance that may be unknown, and a quote that there may not be. */
export const findMissing = (of: {
  readonly balance: WireMoney | string
  readonly quote: Pick<Quote, 'total'> | undefined
}): WireMoney | undefined =>
  of.quote && typeof of.balance === 'object' ? computeMissing(of.balance, of.quote.total) : undefined
