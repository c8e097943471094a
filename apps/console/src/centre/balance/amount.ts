import { fromDecimal } from '@loggia/kernel'
import type { Currency, Money } from '@loggia/kernel'

/** Reads a typed amount such as `1,000` or `1000.50`; undefined if it is not an amount above zero. */
export function readAmount(text: string, currency: Currency): Money | undefined {
  const plain = text.trim().replace(/[,，\s]/g, '')
  if (!/^\d{1,12}(\.\d{1,2})?$/.test(plain)) return undefined
  const [whole = '0', decimals = ''] = plain.split('.')
  const amount = fromDecimal(`${whole}.${decimals.padEnd(2, '0')}`, currency)
  return amount.amountMinor > 0n ? amount : undefined
}
