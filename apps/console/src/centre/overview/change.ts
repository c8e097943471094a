import { fromDecimal } from '@loggia/kernel'
import type { WireAmount } from '@loggia/ui'

/** An amount as a chart draws it: whole fen. */
export const toFen = ({ amount, currency }: WireAmount): number =>
  Number(fromDecimal(amount, currency).amountMinor)

/** `+12.4%`, `−3.6%`: how much more it is than before; undefined if there was nothing before. */
export function formatChange(now: number, before: number): string | undefined {
  if (before === 0) return undefined
  const tenths = Math.round(((now - before) * 1000) / before)
  const sign = tenths < 0 ? '−' : '+'
  return `${sign}${(Math.abs(tenths) / 10).toFixed(1)}%`
}
