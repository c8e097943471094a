import { useLanguage } from './language.tsx'
import { formatAmount, formatPer, formatUnitAmount } from './numbers.ts'
import type { PriceUnit, WireAmount } from './numbers.ts'

/** `¥49,360.00`, without a line break, and with digits of equal width. */
export function Money({ of, className }: { readonly of: WireAmount; readonly className?: string }) {
  return <span className={className ? `money ${className}` : 'money'}>{formatAmount(of)}</span>
}

/** `¥428.00 / 席 / 年`: the price of one unit, always with its unit and period. */
export function UnitPriceText({ of, unit, period }: PriceUnit & { readonly of: WireAmount }) {
  const language = useLanguage()
  return (
    <span className="money">
      {formatUnitAmount(of)}
      <span className="per">{formatPer({ unit, period }, language)}</span>
    </span>
  )
}
