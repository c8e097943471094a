import type { Language } from '@loggia/kernel'
import type { OrderKind, OrderLine } from '@loggia/protocol/console'
import { formatCount, pickText, formatQuantity, formatTerm } from '@loggia/ui'
import { orderTexts } from './texts.ts'

type Composed = Pick<OrderLine, 'specification' | 'attributes'> & { readonly quantity?: number }

/** `专业版，华东，120 席`: a specification with its values and, if there is a unit, its quantity. */
export function formatComposed(
  { specification, attributes = [], quantity }: Composed,
  { unit, language }: { readonly unit?: OrderLine['unit']; readonly language: Language },
): string {
  const parts = [
    pickText(specification, language),
    ...attributes.map(({ value }) => pickText(value, language)),
    unit && quantity !== undefined ? formatQuantity(quantity, unit, language) : undefined,
  ]
  return parts.filter(Boolean).join(language === 'zh-CN' ? '，' : ', ')
}

/** `120 席 → 160 席`: what a change replaces; only the differences are shown. */
export function formatChanged(line: OrderLine, language: Language): string {
  const { before, unit, quantity } = line
  const comma = language === 'zh-CN' ? '，' : ', '
  const amount = (of: number): string => (unit ? formatQuantity(of, unit, language) : String(of))
  if (!before) return amount(quantity)
  // A change stays within its specification (R119), so the values describe the combination, if there are any.
  const formatComposition = (of: Composed): string =>
    of.attributes?.map(({ value }) => pickText(value, language)).join(comma) ||
    formatComposed(of, { language })
  const was = formatComposition(before)
  const is = formatComposition(line)
  const parts = [
    was === is ? undefined : `${was} → ${is}`,
    before.quantity === quantity ? undefined : `${amount(before.quantity)} → ${amount(quantity)}`,
  ]
  return parts.filter(Boolean).join(comma)
}

/** The quantity and term of a line; for a change, what it changes. */
export const formatLine = (line: OrderLine, kind: OrderKind, language: Language): string =>
  kind === 'change' ? formatChanged(line, language) : formatHeld(line, language)

/** `120 席，1 年`, `3 坐席，试用 14 天`: quantity and term. */
export function formatHeld(
  of: Parameters<typeof amountAndTerm>[0] & { readonly trialDays?: number | undefined },
  language: Language,
): string {
  if (of.trialDays === undefined) return amountAndTerm(of, language)
  const amount = of.unit && formatQuantity(of.quantity, of.unit, language)
  const trial = orderTexts.in(language).lines.trial(of.trialDays)
  return [amount, trial].filter(Boolean).join(language === 'zh-CN' ? '，' : ', ')
}

/** `120 席，1 年`, `120 seats, 1 year`: quantity and term of a line. */
function amountAndTerm(
  line: {
    readonly quantity: number
    readonly unit?: { readonly zh: string; readonly en: string } | undefined
    readonly periodCount: number
    readonly period: OrderLine['period']
  },
  language: Language,
): string {
  const term = formatTerm(line.periodCount, line.period, language)
  if (!line.unit) return line.quantity === 1 ? term : `${formatCount(line.quantity)} × ${term}`
  return `${formatQuantity(line.quantity, line.unit, language)}${language === 'zh-CN' ? '，' : ', '}${term}`
}
