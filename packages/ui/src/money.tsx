import { useLanguage } from './language.tsx'
import { amountText, perText, unitAmountText } from './numbers.ts'
import type { PriceUnit, WireAmount } from './numbers.ts'

/** `¥49,360.00`, never broken over two lines; figures stand under each other. */
export function Money({ of, className }: { readonly of: WireAmount; readonly className?: string }) {
  return <span className={className ? `money ${className}` : 'money'}>{amountText(of)}</span>
}

/** `¥428.00 / 席 / 年`: the price of one unit, never without saying of what. */
export function UnitPriceText({ of, unit, period }: PriceUnit & { readonly of: WireAmount }) {
  const language = useLanguage()
  return (
    <span className="money">
      {unitAmountText(of)}
      <span className="per">{perText({ unit, period }, language)}</span>
    </span>
  )
}
