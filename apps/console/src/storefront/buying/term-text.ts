import type { Language } from '@loggia/kernel'
import { formatQuantity, formatTerm, formatUnitAmount } from '@loggia/ui'
import type { BilingualText, WireAmount } from '@loggia/ui'
import { purchaseTexts } from './texts.ts'
import type { Term } from './price.ts'

/** `1 年`, `一次性购买`, `试用 14 天`: a term in the buying panel. */
export function formatBuyTerm({ item, periods, trialDays }: Term, language: Language): string {
  const texts = purchaseTexts.in(language)
  if (trialDays !== undefined) return texts.trial(trialDays)
  return item.period === 'one_time' ? texts.once : formatTerm(periods, item.period, language)
}

type Factors = {
  readonly unitPrice: WireAmount
  readonly quantity: number | undefined
  readonly unit: BilingualText | undefined
  readonly term: Term | undefined
}

/**
 * `¥45.00 × 12 席 × 3 个月`; without the term for a one-time purchase, and without the quantity if the product has none.
 */
export function formatTimes({ unitPrice, quantity, unit, term }: Factors, language: Language): string {
  const factors = [
    formatUnitAmount(unitPrice),
    unit && quantity !== undefined && formatQuantity(quantity, unit, language),
    term && term.item.period !== 'one_time' && formatTerm(term.periods, term.item.period, language),
  ]
  return factors.filter(Boolean).join(' × ')
}
