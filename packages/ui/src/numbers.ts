import type { Language } from '@loggia/kernel'
import { formatMoney, fromDecimal } from '@loggia/kernel'
import { pickText } from './language.tsx'
import type { BilingualText } from './language.tsx'

/** An amount or a unit price as our API writes it. */
export type WireAmount = { readonly amount: string; readonly currency: 'CNY' | 'USD' }
/** The period of a price: month, year, or once. */
type Period = 'month' | 'year' | 'one_time'
/** What a price is for: a period, and one unit of the quantity attribute if the product has one. */
export type PriceUnit = {
  readonly period?: Period | undefined
  readonly unit?: BilingualText | undefined
}

/** `¥49,360.00`, `−¥2,000.00` (DESIGN §6 Money). */
export const formatAmount = ({ amount, currency }: WireAmount): string =>
  formatMoney(fromDecimal(amount, currency))

/** `¥428.00`, `¥0.018`: two to eight decimals, as many as the unit price has; nothing is rounded. */
export function formatUnitAmount({ amount, currency }: WireAmount): string {
  const [whole = '0', fraction = ''] = amount.split('.')
  const decimals = fraction.replace(/0+$/, '')
  if (decimals.length <= 2) return formatMoney(fromDecimal(`${whole}.${decimals.padEnd(2, '0')}`, currency))
  return formatMoney(fromDecimal(whole, currency)).replace(/00$/, decimals)
}

const periodWords = {
  'zh-CN': { month: '月', year: '年', one_time: '一次性' },
  'en-US': { month: 'month', year: 'year', one_time: 'once' },
} as const

/** ` / 席 / 年`, ` / seat / year`: unit first, period last, a slash before each. */
export function formatPer({ unit, period }: PriceUnit, language: Language): string {
  const parts = [unit && pickText(unit, language), period && periodWords[language][period]]
  return parts
    .filter(Boolean)
    .map((part) => ` / ${part}`)
    .join('')
}

/** `1,204`: a whole number with commas between thousands. */
export const formatCount = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ',')

/** A part of a whole in per cent with one decimal, rounded down: 100 means that nothing is missing. */
export const toPercent = (part: number, whole: number): number => Math.floor((part * 1000) / whole) / 10

/** `99.2%`: a share of counts; a dash if there is nothing to take a share of. */
export const formatShare = (part: number, whole: number): string =>
  whole === 0 ? '–' : `${toPercent(part, whole).toFixed(1)}%`

/** `640 ms`, `1.84 s`, `20.0 s`: how long a call takes. */
export const formatDelay = (ms: number): string =>
  ms < 1000 ? `${String(Math.round(ms))} ms` : `${(ms / 1000).toFixed(ms < 10_000 ? 2 : 1)} s`

const spans = [
  { unitMs: 1000, most: 60, zh: '秒', one: 's', many: 's' },
  { unitMs: 60_000, most: 60, zh: '分钟', one: 'min', many: 'min' },
  { unitMs: 3_600_000, most: 48, zh: '小时', one: 'hour', many: 'hours' },
  { unitMs: 86_400_000, most: Infinity, zh: '天', one: 'day', many: 'days' },
] as const

/** `40 s`, `12 min`, `5 hours`, `3 days`: within how long something is done, rounded up in one unit. */
export const formatSpan = (ms: number, language: Language): string => formatRounded(ms, language, Math.ceil)

/** `5 hours`, `3 days`: how long something has waited, or how much time is left; whole ones of one unit. */
export const formatWholeSpan = (ms: number, language: Language): string =>
  formatRounded(ms, language, Math.floor)

function formatRounded(ms: number, language: Language, round: (count: number) => number): string {
  const span = spans.find(({ unitMs, most }) => round(ms / unitMs) < most) ?? spans[3]
  const count = Math.max(1, round(ms / span.unitMs))
  return `${formatCount(count)} ${language === 'zh-CN' ? span.zh : count === 1 ? span.one : span.many}`
}

/** `120 席`, `120 seats`, `1 seat`: a quantity with its unit, in the plural if English needs it. */
export function formatQuantity(count: number, unit: BilingualText, language: Language): string {
  const word = pickText(unit, language)
  return `${formatCount(count)} ${language === 'zh-CN' || count === 1 ? word : plural(word)}`
}

function plural(word: string): string {
  // Sellers write the unit in the singular. A unit such as GB has no plural.
  if (!/[a-z]$/.test(word)) return word
  if (word.endsWith('person')) return word.replace(/person$/, 'people')
  if (/[^aeiou]y$/.test(word)) return word.replace(/y$/, 'ies')
  return /(s|x|z|ch|sh)$/.test(word) ? `${word}es` : `${word}s`
}

/** `1 年`, `3 个月`; `1 year`, `3 months`. A one-time purchase has no end. */
export function formatTerm(periods: number, period: Period, language: Language): string {
  if (period === 'one_time') return language === 'zh-CN' ? '长期有效' : 'no expiry'
  if (language === 'zh-CN') return `${periods} ${period === 'month' ? '个月' : '年'}`
  return `${periods} ${period}${periods === 1 ? '' : 's'}`
}
