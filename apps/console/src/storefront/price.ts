import { amountOf, divideHalfUp, isMore, money, subtract, toDecimal } from '@loggia/kernel'
import type { Money, UnitPrice } from '@loggia/kernel'
import type {
  Money as WireMoney,
  Period,
  PriceItem,
  Specification,
  UnitPrice as WireUnitPrice,
} from '@loggia/protocol/console'

/** A length of time that can be bought: a price item, so many times. `key` such as `year-1` survives a change of specification. */
export type Term = { readonly key: string; readonly item: PriceItem; readonly periods: number }
/** What a choice comes to, line by line. */
export type Quote = {
  /** The same time at the monthly price, where that is more. */
  readonly monthly?: { readonly months: number; readonly amount: WireMoney; readonly saving: WireMoney }
  readonly total: WireMoney
  /** The total by one unit and one month, rounded; absent where it would only repeat the price. */
  readonly perUnitMonth?: WireMoney
}

const monthsIn: Record<Period, number> = { month: 1, year: 12 }
const offered: Record<Period, readonly number[]> = { month: [1, 3, 6], year: [1, 2, 3] }

/** `428.5` → 42 850 000 000 × 10⁻⁸; throws a RangeError on more than eight decimals. */
export function unitPriceOf({ amount, currency }: WireUnitPrice): UnitPrice {
  const match = /^(\d{1,10})(?:\.(\d{1,8}))?$/.exec(amount)
  if (!match) throw new RangeError(`Not a unit price: ${amount}`)
  const [, whole = '0', fraction = ''] = match
  return { amountE8: BigInt(whole) * 100_000_000n + BigInt(fraction.padEnd(8, '0')), currency }
}

/** The terms of a specification, shortest first; where nothing is sold by the year, twelve months are offered too. */
export function termsOf({ sku }: Specification): Term[] {
  const yearly = sku.priceItems.some((item) => item.period === 'year')
  return sku.priceItems
    .flatMap((item) =>
      periodsOf(item, yearly).map((periods) => ({ key: `${item.period}-${periods}`, item, periods })),
    )
    .toSorted((a, b) => monthsOf(a) - monthsOf(b))
}

const periodsOf = ({ period, maxPeriods }: PriceItem, yearly: boolean): number[] =>
  [...offered[period], ...(yearly ? [] : [12])].filter((periods) => periods <= maxPeriods)

const monthsOf = ({ item, periods }: Term): number => monthsIn[item.period] * periods

/** Computes what the server will: quantity × periods × unit price, rounded once (commerce.md, preamble). */
export function quoteOf(specification: Specification, term: Term, quantity: number): Quote {
  const total = amountOf(unitPriceOf(term.item.unitPrice), BigInt(quantity), BigInt(term.periods))
  const monthly = monthlyOf(specification, term, quantity)
  const months = monthsOf(term)
  return {
    total: toWire(total),
    ...(monthly &&
      isMore(monthly, total) && {
        monthly: { months, amount: toWire(monthly), saving: toWire(subtract(total, monthly)) },
      }),
    ...(quantity * months > 1 && {
      perUnitMonth: toWire(money(divideHalfUp(total.amountMinor, BigInt(quantity * months)), total.currency)),
    }),
  }
}

function monthlyOf({ sku }: Specification, term: Term, quantity: number): Money | undefined {
  const item = sku.priceItems.find(({ period }) => period === 'month')
  if (!item || term.item.period === 'month' || item.unitPrice.currency !== term.item.unitPrice.currency)
    return undefined
  return amountOf(unitPriceOf(item.unitPrice), BigInt(quantity), BigInt(monthsOf(term)))
}

const toWire = (amount: Money): WireMoney => ({ amount: toDecimal(amount), currency: amount.currency })

const minorOf = ({ amount }: WireMoney): bigint => BigInt(amount.replace('.', ''))

/** What is left of a balance; undefined if it is in another currency. */
export function balanceAfter(balance: WireMoney, total: WireMoney): WireMoney | undefined {
  if (balance.currency !== total.currency) return undefined
  return toWire(money(minorOf(balance) - minorOf(total), total.currency))
}

/** How much a balance is short of a total; undefined if it suffices. */
export function missingFrom(balance: WireMoney, total: WireMoney): WireMoney | undefined {
  const after = balanceAfter(balance, total)
  return after && minorOf(after) < 0n ? toWire(money(-minorOf(after), total.currency)) : undefined
}
