import { createMoney, formatMoney } from '@loggia/kernel'
import type { Language } from '@loggia/kernel'
import { formatCount, formatDelay } from '../numbers.ts'

/** What the numbers of a chart are: counts, shares in per cent, delays in milliseconds, or amounts of CNY in fen. */
export type Measure = 'count' | 'share' | 'delay' | 'money'
/** Numbers on the axis, from the lowest to the highest. */
export type Ticks = readonly number[]

const mostSteps = 4
const fenPerYuan = 100
/** A share that never falls below one of these is drawn from there, so that small losses are seen. */
const lowestShares = [98, 90, 80, 50, 0]

/** The ticks for values: bars begin at zero, shares end at 100. */
export function listTicks(values: readonly number[], measure: Measure): Ticks {
  if (measure === 'share') {
    const low = lowestShares.find((share) => values.every((value) => value >= share)) ?? 0
    return [low, (low + 100) / 2, 100]
  }
  const least = measure === 'money' ? fenPerYuan : 1
  const step = chooseStep(Math.max(least, ...values) / least) * least
  const count = Math.max(1, Math.ceil(Math.max(...values, 0) / step))
  return Array.from({ length: count + 1 }, (_, at) => at * step)
}

/** The smallest of 1, 2, 5, 10, 20, 50 … with which no more than four steps reach the highest value. */
function chooseStep(highest: number): number {
  const size = 10 ** Math.floor(Math.log10(highest / mostSteps))
  const step = [1, 2, 5, 10].map((of) => of * size).find((one) => one * mostSteps >= highest)
  return Math.max(1, step ?? size * 10)
}

/** Where a value is between the bottom of the axis, 0, and its top, 1. */
export function computePlace(ticks: Ticks, value: number): number {
  const [low = 0, high = 1] = [ticks[0], ticks.at(-1)]
  return Math.min(1, Math.max(0, (value - low) / (high - low)))
}

/** The positions that have a label on the axis: the first, the last, and some with equal distances between them. */
export function pickLabels(count: number, most: number): readonly number[] {
  if (count <= most) return Array.from({ length: count }, (_, at) => at)
  const picked = Array.from({ length: most }, (_, at) => Math.round((at * (count - 1)) / (most - 1)))
  return [...new Set(picked)]
}

/** A value as it is read in the table: whole counts, one decimal of a share, a delay with its unit. */
export function formatMeasure(value: number, measure: Measure): string {
  if (measure === 'delay') return formatDelay(value)
  if (measure === 'money') return formatMoney(createMoney(BigInt(value), 'CNY'))
  return measure === 'share' ? `${value.toFixed(1)}%` : formatCount(value)
}

/** A number beside the axis, without decimals that say nothing; amounts are in short. */
export function formatTick(value: number, measure: Measure, language: Language): string {
  if (measure === 'share') return `${value}%`
  if (measure === 'money') return shortenYuan(value / fenPerYuan, language)
  return measure === 'delay' && value >= 1000 ? `${value / 1000} s` : formatMeasure(value, measure)
}

const shortUnits = {
  'zh-CN': [
    [100_000_000, ' 亿'],
    [10_000, ' 万'],
  ],
  'en-US': [
    [1_000_000, 'm'],
    [1000, 'k'],
  ],
} as const

function shortenYuan(yuan: number, language: Language): string {
  const [size, unit] = shortUnits[language].find(([least]) => yuan >= least) ?? [1, '']
  return `¥${formatCount(Math.floor(yuan / size))}${yuan % size === 0 ? '' : `.${(yuan / size).toString().split('.')[1] ?? ''}`}${unit}`
}
