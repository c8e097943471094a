/** An ISO 4217 code; every currency here has two decimals. */
export type Currency = 'CNY' | 'USD'
/** An amount in the currency's smallest unit (fen, cent). */
export type Money = { readonly amountMinor: bigint; readonly currency: Currency }
/** A price per unit in 10⁻⁸ of the currency's main unit; rounded to {@link Money} once, at the end of a calculation. */
export type UnitPrice = { readonly amountE8: bigint; readonly currency: Currency }

const e8PerMinor = 1_000_000n

export const createMoney = (amountMinor: bigint, currency: Currency): Money => ({ amountMinor, currency })
export const createZero = (currency: Currency): Money => createMoney(0n, currency)

function sameCurrency(a: { currency: Currency }, b: { currency: Currency }): Currency {
  if (a.currency !== b.currency) throw new RangeError(`${a.currency} and ${b.currency} cannot be combined`)
  return a.currency
}

export const add = (a: Money, b: Money): Money =>
  createMoney(a.amountMinor + b.amountMinor, sameCurrency(a, b))
export const subtract = (a: Money, b: Money): Money =>
  createMoney(a.amountMinor - b.amountMinor, sameCurrency(a, b))
export const negate = (a: Money): Money => createMoney(-a.amountMinor, a.currency)
export const isMore = (a: Money, b: Money): boolean =>
  sameCurrency(a, b) !== undefined && a.amountMinor > b.amountMinor
export const sum = (amounts: readonly Money[], currency: Currency): Money =>
  amounts.reduce(add, createZero(currency))

/** The quotient rounded half up away from zero; throws a RangeError on a divisor of zero. */
export function divideHalfUp(dividend: bigint, divisor: bigint): bigint {
  if (divisor === 0n) throw new RangeError('Division by zero')
  const negative = dividend < 0n !== divisor < 0n
  const top = dividend < 0n ? -dividend : dividend
  const bottom = divisor < 0n ? -divisor : divisor
  const rounded = (top * 2n + bottom) / (bottom * 2n)
  return negative ? -rounded : rounded
}

/** Quantity × periods × unit price, rounded once, half up away from zero (commerce.md, preamble). */
export function computeAmount(price: UnitPrice, quantity: bigint, periods: bigint): Money {
  return createMoney(divideHalfUp(price.amountE8 * quantity * periods, e8PerMinor), price.currency)
}

/**
 * Splits an amount in proportion to the weights; the parts sum to the whole. Units left by rounding go to the largest
 * remainders, earlier parts first.
 */
export function allocate(whole: Money, weights: readonly bigint[]): Money[] {
  const total = weights.reduce((a, b) => a + b, 0n)
  if (total <= 0n || weights.some((w) => w < 0n))
    throw new RangeError('Weights must not be negative and must not all be zero')
  const sign = whole.amountMinor < 0n ? -1n : 1n
  const amount = whole.amountMinor * sign
  const shares = weights.map((weight, at) => ({
    at,
    floor: (amount * weight) / total,
    rest: (amount * weight) % total,
  }))
  let left = amount - shares.reduce((a, s) => a + s.floor, 0n)
  for (const share of [...shares].sort((a, b) =>
    a.rest === b.rest ? a.at - b.at : a.rest > b.rest ? -1 : 1,
  )) {
    if (left === 0n) break
    share.floor += 1n
    left -= 1n
  }
  return shares.map((share) => createMoney(share.floor * sign, whole.currency))
}

/** The form on our own wire: `49360.00`, with U+002D as minus sign. */
export function toDecimal(amount: Money): string {
  const digits = (amount.amountMinor < 0n ? -amount.amountMinor : amount.amountMinor)
    .toString()
    .padStart(3, '0')
  return `${amount.amountMinor < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

/** Reads `49360`, `49360.5` or `49360.00`; throws a RangeError on more than two decimals or anything else. */
export function fromDecimal(text: string, currency: Currency): Money {
  const match = /^(-?)(\d{1,15})(?:\.(\d{1,2}))?$/.exec(text)
  if (!match) throw new RangeError(`Not an amount with at most two decimals: ${text}`)
  const [, sign = '', whole = '', fraction = ''] = match
  const minor = BigInt(whole) * 100n + BigInt(fraction.padEnd(2, '0'))
  return createMoney(sign ? -minor : minor, currency)
}

const symbols: Record<Currency, string> = { CNY: '¥', USD: '$' }

/** `¥49,360.00`, `−¥2,000.00`: sign first (U+2212), two decimals, thousands by comma. */
export function formatMoney(amount: Money): string {
  const decimal = toDecimal(amount).replace('-', '')
  const [whole = '', fraction = ''] = decimal.split('.')
  const minus = amount.amountMinor < 0n ? '−' : ''
  return `${minus}${symbols[amount.currency]}${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${fraction}`
}
