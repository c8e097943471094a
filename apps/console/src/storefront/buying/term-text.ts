import type { Language } from '@loggia/kernel'
import { formatTerm } from '@loggia/ui'
import { purchaseTexts } from './texts.ts'
import type { Term } from './price.ts'

/** `1 年`, `一次性购买`, `试用 14 天`: a term in the buying panel. */
export function formatBuyTerm({ item, periods, trialDays }: Term, language: Language): string {
  const texts = purchaseTexts.in(language)
  if (trialDays !== undefined) return texts.trial(trialDays)
  return item.period === 'one_time' ? texts.once : formatTerm(periods, item.period, language)
}
