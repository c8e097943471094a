import { computePrice, fromDecimal, negate, toDecimal } from '@loggia/kernel'
import type { Language, Money as KernelMoney, PricePart } from '@loggia/kernel'
import type { Money, OrderLine } from '@loggia/protocol/console'
import { formatPer, formatQuantity, formatTerm, formatUnitAmount } from '@loggia/ui'
import type { WireAmount } from '@loggia/ui'
import { toUnitPrice } from '../../storefront/buying/price.ts'
import { formatHeld } from './line-text.ts'
import { orderTexts } from './texts.ts'

/** What an amount is computed from: of an order line, or of a line of a quote. */
export type Summed = Pick<
  OrderLine,
  'unitPrice' | 'pricing' | 'bands' | 'unit' | 'quantity' | 'period' | 'periodCount' | 'trialDays' | 'amount'
>
/** One line of the arithmetic, with its exact amount. */
export type SumLine = { readonly text: string; readonly amount: WireAmount }

/**
 * The arithmetic of an amount: `¥428.00 / 席 / 年 × 120 席 × 1 年`, with step prices one line for each band. A trial costs
 * nothing whatever its price is, and a reduction may make the price differ: then no factors are shown that do not
 * multiply.
 */
export function listSumLines(of: Summed, language: Language): readonly SumLine[] {
  if (of.trialDays !== undefined)
    return [{ text: orderTexts.in(language).lines.trial(of.trialDays), amount: of.amount }]
  const { parts, amount } = computePrice(
    {
      model: of.pricing ?? 'linear',
      unitPrice: toUnitPrice(of.unitPrice),
      bands: (of.bands ?? []).map(({ above, unitPrice }) => ({ above, unitPrice: toUnitPrice(unitPrice) })),
    },
    { quantity: of.quantity, periods: of.periodCount },
  )
  if (!isSame(amount, of.amount)) return [{ text: formatHeld(of, language), amount: of.amount }]
  const isOne = parts.length === 1
  return parts.map((part) => ({
    text: formatFactors(of, part, language),
    amount: isOne ? of.amount : toExact(part),
  }))
}

const isSame = (computed: KernelMoney, { amount, currency }: Money): boolean =>
  computed.currency === currency && computed.amountMinor === fromDecimal(amount, currency).amountMinor

function formatFactors(
  { unit, period, periodCount }: Summed,
  { unitPrice, quantity }: PricePart,
  language: Language,
): string {
  const factors = [
    `${formatUnitAmount(toExact({ unitPrice, amountE8: unitPrice.amountE8 }))}${formatPer({ unit, period }, language)}`,
    unit ? formatQuantity(quantity, unit, language) : quantity > 1 ? String(quantity) : undefined,
    period === 'one_time' ? undefined : formatTerm(periodCount, period, language),
  ]
  return factors.filter(Boolean).join(' × ')
}

function toExact({ unitPrice, amountE8 }: Pick<PricePart, 'unitPrice' | 'amountE8'>): WireAmount {
  const digits = amountE8.toString().padStart(9, '0')
  return { amount: `${digits.slice(0, -8)}.${digits.slice(-8)}`, currency: unitPrice.currency }
}

/** `−¥2,000.00`: an amount that goes back. */
export const toNegative = ({ amount, currency }: Money): Money => ({
  amount: toDecimal(negate(fromDecimal(amount, currency))),
  currency,
})
